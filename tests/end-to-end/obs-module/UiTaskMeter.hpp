#pragma once

#include "StackOfSlowTask.hpp"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QPointer>

class QWidget;

// What this thread has done so far.
struct ThreadUse {
	qint64 computed_ns = 0;
	qint64 queued_ns = 0; // ready to run, without a processor
	long waits = 0;       // for something else: a lock, a file, another process
};

// Measures from outside what Direct Post does on OBS's UI thread: every event that Qt delivers to one of its objects
// (of a class in the namespace DirectPost, in the dock's frame, or a descendant of either) is timed, without the time
// the system kept the thread off the processor, and in the time of this processor when nothing else slows it down: a
// piece of work of known length, done right after a slow task, says by how much its neighbours do. The toolkit's file
// dialog, which the user asks for, is not counted.
//
// Tasks over a frame are logged as "UI task took N ms (…): <receiver>", with "[building]" at the end until the dock was
// painted for the first time, "[window]" where a window was opened, and "[screen]" where Qt waited for the X server; at
// the end, how often each of these kinds of task did, and the longest one.
class UiTaskMeter : public QObject {
public:
	UiTaskMeter();
	~UiTaskMeter() override;

	// Around what builds the dock, which is no event of ours: OBS calls the plugin.
	void beginCall();
	void endCall(const QString &name);

	bool eventFilter(QObject *receiver, QEvent *event) override;

private:
	struct Span {
		ThreadUse before;
		QElapsedTimer timer;
	};
	struct Count {
		qint64 deliveries = 0;
		qint64 slow = 0;
	};

	Span begin();
	void end(const Span &span, const QString &name);
	double slowdown() const;

	bool isMeasuring_ = false;
	bool isOpeningWindow_ = false; // the task that is being measured
	bool isBuilding_ = true;
	Span call_;
	const double yardstick_ms_; // undisturbed
	double longest_ms_ = 0;
	QString longestName_;
	qint64 tasks_ = 0;
	QHash<QString, Count> counts_; // by the task's name
	StackOfSlowTask stack_;
};
