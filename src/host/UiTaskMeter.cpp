#include <host/UiTaskMeter.hpp>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QFile>
#include <QMap>
#include <QPointer>

#include <algorithm>
#include <format>

#ifdef __linux__
#include <sys/resource.h>
#endif

namespace DirectPost::Host {

namespace {

constexpr double kBudget_ms = 5.0;
constexpr int kYardstickSize = 1000;
constexpr int kYardstickTrials = 20;

// What this thread has done so far.
struct ThreadUse {
	qint64 computed_ns = 0;
	qint64 queued_ns = 0; // ready to run, without a processor
	long waits = 0;       // for something else: a lock, a file, another process
};

ThreadUse threadUse()
{
	ThreadUse use;
#ifdef __linux__
	rusage usage{};
	if (getrusage(RUSAGE_THREAD, &usage) == 0)
		use.waits = usage.ru_nvcsw;
	QFile statistics(QStringLiteral("/proc/thread-self/schedstat"));
	if (statistics.open(QIODevice::ReadOnly)) {
		const QList<QByteArray> fields = statistics.readAll().trimmed().split(' ');
		if (fields.size() >= 2) {
			use.computed_ns = fields[0].toLongLong();
			use.queued_ns = fields[1].toLongLong();
		}
	}
#endif
	return use;
}

double toMs(qint64 time_ns)
{
	return static_cast<double>(time_ns) / 1e6;
}

// As widgets' work is: strings, small allocations, pointers that are followed.
double yardstick_ms()
{
	const ThreadUse before = threadUse();
	QMap<QString, QString> map;
	for (int i = 0; i < kYardstickSize; i++)
		map.insert(QString::number(i * 7919 % kYardstickSize), QString::number(i));
	return toMs(threadUse().computed_ns - before.computed_ns);
}

double shortestYardstick_ms()
{
	double shortest_ms = yardstick_ms();
	for (int i = 0; i < kYardstickTrials; i++)
		shortest_ms = std::min(shortest_ms, yardstick_ms());
	return shortest_ms;
}

} // namespace

UiTaskMeter::UiTaskMeter(QList<QObject *> roots, Log log)
	: roots_(std::move(roots)), log_(std::move(log)), yardstick_ms_(shortestYardstick_ms())
{
	QCoreApplication::instance()->installEventFilter(this);
}

UiTaskMeter::~UiTaskMeter()
{
	for (const auto &[name, count] : counts_.asKeyValueRange()) {
		if (count.slow > 0)
			log_(LogLevel::Info, std::format("UI tasks over the budget: {} of {}: {}", count.slow,
							 count.deliveries, name.toStdString()));
	}
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

double UiTaskMeter::slowdown() const
{
	return yardstick_ms_ > 0 ? std::max(1.0, yardstick_ms() / yardstick_ms_) : 1.0;
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
	const ThreadUse before = threadUse();
	QElapsedTimer timer;
	timer.start();
	QCoreApplication::sendEvent(receiver, event);
	const qint64 elapsed_ns = timer.nsecsElapsed();
	const ThreadUse after = threadUse();
	isMeasuring_ = false;

	// Where the system says that the task waited for nothing, the time it did not compute is the machine's doing:
	// another process had the processor, or another guest of its host.
	const double used_ms = std::min(toMs(after.computed_ns - before.computed_ns), toMs(elapsed_ns));
	const double computed_ms = used_ms > kBudget_ms ? used_ms / slowdown() : used_ms;
	const bool hasWaited = after.waits != before.waits || used_ms == 0;
	const double waited_ms =
		hasWaited ? std::max(0.0, toMs(elapsed_ns - (after.queued_ns - before.queued_ns)) - used_ms) : 0;
	const double took_ms = computed_ms + waited_ms;
	tasks_++;
	if (took_ms > longest_ms_) {
		longest_ms_ = took_ms;
		longestName_ = name;
	}
	Count &count = counts_[name];
	count.deliveries++;
	count.slow += took_ms > kBudget_ms;
	if (took_ms > kBudget_ms)
		log_(LogLevel::Warning, std::format("UI task took {:.1f} ms ({:.1f} computing, {:.1f} waiting): {}",
						    took_ms, computed_ms, waited_ms, name.toStdString()));
	return true;
}

} // namespace DirectPost::Host
