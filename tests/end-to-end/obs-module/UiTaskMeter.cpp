#include "UiTaskMeter.hpp"

#include <util/base.h>

#include <QCoreApplication>
#include <QDockWidget>
#include <QEvent>
#include <QFile>
#include <QMap>

#include <algorithm>

#ifdef __linux__
#include <sys/resource.h>
#endif

namespace {

constexpr double kFrame_ms = 1000.0 / 60;
constexpr int kYardstickSize = 1000;
constexpr int kYardstickTrials = 20;
constexpr auto kDockId = QLatin1StringView("direct-post");

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

bool isOfOurClass(const QObject *object)
{
	return QByteArrayView(object->metaObject()->className()).startsWith("DirectPost::");
}

// What the plugin gave to OBS; the frame around it, with its title, is OBS's.
bool isInOurDock(const QObject *object)
{
	const auto *dock = qobject_cast<const QDockWidget *>(object->parent());
	return dock && dock->objectName() == kDockId && dock->widget() == object;
}

bool isOurs(const QObject *receiver)
{
	for (const QObject *object = receiver; object; object = object->parent()) {
		if (object->inherits("QFileDialog"))
			return false;
		if (isOfOurClass(object) || isInOurDock(object))
			return true;
	}
	return false;
}

void say(int level, const QString &line)
{
	blog(level, "[ui-meter] %s", qUtf8Printable(line));
}

QString number(double time_ms)
{
	return QString::number(time_ms, 'f', 1);
}

} // namespace

UiTaskMeter::UiTaskMeter() : yardstick_ms_(shortestYardstick_ms())
{
	QCoreApplication::instance()->installEventFilter(this);
}

UiTaskMeter::~UiTaskMeter()
{
	for (const auto &[name, count] : counts_.asKeyValueRange()) {
		if (count.slow > 0)
			say(LOG_INFO, QStringLiteral("UI tasks over the budget: %1 of %2: %3")
					      .arg(count.slow)
					      .arg(count.deliveries)
					      .arg(name));
	}
	say(LOG_INFO,
	    QStringLiteral("UI tasks: %1, the longest %2 ms: %3").arg(tasks_).arg(number(longest_ms_), longestName_));
}

void UiTaskMeter::beginCall()
{
	call_ = begin();
}

void UiTaskMeter::endCall(const QString &name)
{
	end(call_, name);
}

bool UiTaskMeter::eventFilter(QObject *receiver, QEvent *event)
{
	if (isMeasuring_ && event->type() == QEvent::Show && receiver->isWidgetType())
		isOpeningWindow_ |= static_cast<QWidget *>(receiver)->isWindow();
	// A filter only sees a delivery begin. To see it end, the event is delivered from here, once, and then reported
	// as done.
	if (isMeasuring_ || event->type() == QEvent::DeferredDelete || !isOurs(receiver))
		return false;

	const bool isPainting = event->type() == QEvent::Paint;
	const QString name = QString::fromLatin1(receiver->metaObject()->className()) + QLatin1Char(' ') +
			     receiver->objectName() + QStringLiteral(" event ") + QString::number(event->type());
	isMeasuring_ = true;
	isOpeningWindow_ = false;
	const Span span = begin();
	QCoreApplication::sendEvent(receiver, event);
	end(span, name);
	isMeasuring_ = false;
	if (isPainting)
		isBuilding_ = false;
	return true;
}

UiTaskMeter::Span UiTaskMeter::begin()
{
	Span span{.before = threadUse(), .timer = {}};
	span.timer.start();
	stack_.begin();
	return span;
}

void UiTaskMeter::end(const Span &span, const QString &name)
{
	const qint64 elapsed_ns = span.timer.nsecsElapsed();
	const bool waitedForScreen = stack_.endedWaitingForScreen();
	const ThreadUse after = threadUse();

	// Where the system says that the task waited for nothing, the time it did not compute is the machine's doing:
	// another process had the processor, or another guest of its host.
	const double used_ms = std::min(toMs(after.computed_ns - span.before.computed_ns), toMs(elapsed_ns));
	const double computed_ms = used_ms > kFrame_ms ? used_ms / slowdown() : used_ms;
	const bool hasWaited = after.waits != span.before.waits || used_ms == 0;
	const double queued_ms = toMs(after.queued_ns - span.before.queued_ns);
	const double waited_ms = hasWaited ? std::max(0.0, toMs(elapsed_ns) - queued_ms - used_ms) : 0;
	const double took_ms = computed_ms + waited_ms;
	tasks_++;
	if (took_ms > longest_ms_) {
		longest_ms_ = took_ms;
		longestName_ = name;
	}
	Count &count = counts_[name];
	count.deliveries++;
	count.slow += took_ms > kFrame_ms;
	const QString remark = isBuilding_        ? QStringLiteral(" [building]")
			       : isOpeningWindow_ ? QStringLiteral(" [window]")
						  : QString();
	const QString wait = waitedForScreen ? QStringLiteral(" [screen]") : QString();
	if (took_ms > kFrame_ms)
		say(LOG_WARNING,
		    QStringLiteral("UI task took %1 ms (%2 computing, %3 waiting): %4%5%6")
			    .arg(number(took_ms), number(computed_ms), number(waited_ms), name, remark, wait));
}

double UiTaskMeter::slowdown() const
{
	return yardstick_ms_ > 0 ? std::max(1.0, yardstick_ms() / yardstick_ms_) : 1.0;
}
