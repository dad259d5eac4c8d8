#include <host/UiTaskMeter.hpp>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QFile>
#include <QPointer>

#include <format>

namespace DirectPost::Host {

namespace {

constexpr double kBudget_ms = 5.0;

// What this thread has done so far: computed, and been ready to run without getting a processor. The latter is the
// machine's business, not our task's.
struct ThreadTimes {
	qint64 computed_ns = 0;
	qint64 queued_ns = 0;
};

ThreadTimes threadTimes()
{
#ifdef __linux__
	QFile statistics(QStringLiteral("/proc/thread-self/schedstat"));
	if (statistics.open(QIODevice::ReadOnly)) {
		const QList<QByteArray> fields = statistics.readAll().trimmed().split(' ');
		if (fields.size() >= 2)
			return {fields[0].toLongLong(), fields[1].toLongLong()};
	}
#endif
	return {};
}

double toMs(qint64 time_ns)
{
	return static_cast<double>(time_ns) / 1e6;
}

} // namespace

UiTaskMeter::UiTaskMeter(QList<QObject *> roots, Log log) : roots_(std::move(roots)), log_(std::move(log))
{
	QCoreApplication::instance()->installEventFilter(this);
}

UiTaskMeter::~UiTaskMeter()
{
	log_(LogLevel::Info,
	     std::format("UI tasks: {}, the longest {:.3f} ms: {}", tasks_, longest_ms_, longestName_.toStdString()));
}

bool UiTaskMeter::isOurs(const QObject *receiver) const
{
	for (const QObject *object = receiver; object; object = object->parent()) {
		if (object->inherits("QFileDialog"))
			return false;
		if (roots_.contains(object))
			return true;
	}
	return false;
}

bool UiTaskMeter::eventFilter(QObject *receiver, QEvent *event)
{
	// A filter only sees a delivery begin. To see it end, the event is delivered from here, once, and then reported
	// as done.
	if (isMeasuring_ || event->type() == QEvent::DeferredDelete || !isOurs(receiver))
		return false;

	const QString name = QString::fromLatin1(receiver->metaObject()->className()) + QLatin1Char(' ') +
			     receiver->objectName() + QStringLiteral(" event ") + QString::number(event->type());
	isMeasuring_ = true;
	const ThreadTimes before = threadTimes();
	QElapsedTimer timer;
	timer.start();
	QCoreApplication::sendEvent(receiver, event);
	const qint64 elapsed_ns = timer.nsecsElapsed();
	const ThreadTimes after = threadTimes();
	isMeasuring_ = false;

	const double computed_ms = toMs(after.computed_ns - before.computed_ns);
	const double queued_ms = toMs(after.queued_ns - before.queued_ns);
	const double took_ms = toMs(elapsed_ns) - queued_ms;
	tasks_++;
	if (took_ms > longest_ms_) {
		longest_ms_ = took_ms;
		longestName_ = name;
	}
	if (took_ms > kBudget_ms)
		log_(LogLevel::Warning,
		     std::format(
			     "UI task took {:.1f} ms: {} (computing {:.1f} ms; the machine delayed it by {:.1f} ms)",
			     took_ms, name.toStdString(), computed_ms, queued_ms));
	return true;
}

} // namespace DirectPost::Host
