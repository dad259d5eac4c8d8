#pragma once

#include <base/Log.hpp>

#include <QHash>
#include <QObject>

namespace DirectPost::Host {

// Measures what our own objects do on the UI thread, for the end-to-end tests (DIRECT_POST_MEASURE_UI=1): every event
// that Qt delivers to one of `roots` or their descendants is timed, without the time the system kept the thread off the
// processor, and in the time of this processor when nothing else slows it down: a piece of work of known length, done
// right after a slow task, says by how much its neighbours do. The toolkit's file dialog, which the user asks for, is
// not counted as ours. Tasks over the budget are logged as "UI task took N ms: <receiver>"; at the end, how often each
// of these kinds of task did, and the longest one.
class UiTaskMeter : public QObject {
public:
	UiTaskMeter(QList<QObject *> roots, Log log);
	~UiTaskMeter() override;

	bool eventFilter(QObject *receiver, QEvent *event) override;

private:
	bool isOurs(const QObject *receiver) const;
	double slowdown() const;

	QList<QObject *> roots_;
	Log log_;
	bool isMeasuring_ = false;
	const double yardstick_ms_; // undisturbed
	double longest_ms_ = 0;
	QString longestName_;
	qint64 tasks_ = 0;
	struct Count {
		qint64 deliveries = 0;
		qint64 slow = 0;
	};
	QHash<QString, Count> counts_; // by the task's name
};

} // namespace DirectPost::Host
