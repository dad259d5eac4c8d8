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

// Time this thread was ready to run but had no processor: the machine's business, not our task's.
qint64 waitedForProcessor_ns()
{
#ifdef __linux__
	QFile statistics(QStringLiteral("/proc/thread-self/schedstat"));
	if (statistics.open(QIODevice::ReadOnly)) {
		const QList<QByteArray> fields = statistics.readAll().trimmed().split(' ');
		if (fields.size() >= 2)
			return fields[1].toLongLong();
	}
#endif
	return 0;
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
	const qint64 waitedBefore_ns = waitedForProcessor_ns();
	QElapsedTimer timer;
	timer.start();
	QCoreApplication::sendEvent(receiver, event);
	const qint64 elapsed_ns = timer.nsecsElapsed() - (waitedForProcessor_ns() - waitedBefore_ns);
	isMeasuring_ = false;

	const double took_ms = static_cast<double>(elapsed_ns) / 1e6;
	tasks_++;
	if (took_ms > longest_ms_) {
		longest_ms_ = took_ms;
		longestName_ = name;
	}
	if (took_ms > kBudget_ms)
		log_(LogLevel::Warning, std::format("UI task took {:.1f} ms: {}", took_ms, name.toStdString()));
	return true;
}

} // namespace DirectPost::Host
