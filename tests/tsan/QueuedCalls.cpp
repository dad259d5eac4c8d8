// Linked into the tests when ThreadSanitizer looks on. The system's Qt is not built for it: it does not see the lock
// under which Qt hands a queued call to another thread, and takes all that the call brings along for a race. This
// stands between our code and Qt, and tells it: what happens before a call is queued happens before the call.
#include <QMetaObject>
#include <QObject>

#include <cstdio>
#include <cstdlib>

#include <dlfcn.h>

extern "C" {
void __tsan_acquire(void *address);
void __tsan_release(void *address);

// The event that carries the call is made by one thread and deleted by the loop of another, within Qt.
const char *__tsan_default_suppressions();
const char *__tsan_default_suppressions()
{
	return "race:QCoreApplicationPrivate::sendPostedEvents\n";
}
}

namespace {

// Takes the place of the call that our code wanted to have queued.
class AnnouncedCall : public QtPrivate::QSlotObjectBase {
public:
	explicit AnnouncedCall(QSlotObjectBase *inner) : QSlotObjectBase(&run), inner_(inner) {}

private:
	static void run(int operation, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *)
	{
		__tsan_acquire(self);
		auto *call = static_cast<AnnouncedCall *>(self);
		if (operation == Call) {
			call->inner_->call(receiver, arguments);
		} else if (operation == Destroy) {
			call->inner_->destroyIfLastRef();
			delete call;
		}
	}

	QSlotObjectBase *inner_;
};

using InvokeMethod = bool (*)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, qsizetype,
			      const void *const *, const char *const *, const QtPrivate::QMetaTypeInterface *const *);

InvokeMethod qtsOwn()
{
	static const auto function = reinterpret_cast<InvokeMethod>(
		dlsym(RTLD_NEXT, "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14"
				 "ConnectionTypeExPKPKvPKPKcPKPKNS2_18QMetaTypeInterfaceE"));
	if (!function) {
		std::fputs("This Qt queues calls in another way than tests/tsan/QueuedCalls.cpp knows.\n", stderr);
		std::abort();
	}
	return function;
}

} // namespace

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *call, Qt::ConnectionType type,
				   qsizetype parameters, const void *const *values, const char *const *names,
				   const QtPrivate::QMetaTypeInterface *const *types)
{
	if (type == Qt::QueuedConnection && call) {
		call = new AnnouncedCall(call);
		__tsan_release(call);
	}
	return qtsOwn()(object, call, type, parameters, values, names, types);
}
