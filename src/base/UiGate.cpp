#include <base/UiGate.hpp>

#include <QMetaObject>
#include <QObject>

#include <deque>
#include <mutex>

namespace DirectPost {

// Qt only tells the other thread to look here; the work itself is handed over under a lock of ours, which
// ThreadSanitizer sees. (The system's Qt is not built for it: what a queued functor holds would look like a race.)
struct UiGateQueue {
	std::mutex mutex;
	std::deque<std::function<void()>> waiting;
	QObject *bell = nullptr; // none: closed

	void close()
	{
		std::deque<std::function<void()>> dropped; // what it holds ends without the lock
		const std::scoped_lock guard(mutex);
		bell = nullptr;
		dropped.swap(waiting);
	}
};

namespace {

// Lives on the receiver's thread.
class Bell : public QObject {
	Q_OBJECT

public:
	Bell(std::shared_ptr<UiGateQueue> queue, QObject *receiver) : QObject(receiver), queue_(std::move(queue)) {}

	~Bell() override { queue_->close(); }

	Q_INVOKABLE void ring()
	{
		const auto queue = queue_; // the work may be the end of the receiver, and so of this
		std::function<void()> work;
		{
			const std::scoped_lock guard(queue->mutex);
			if (queue->waiting.empty())
				return;
			work = std::move(queue->waiting.front());
			queue->waiting.pop_front();
		}
		work();
	}

private:
	std::shared_ptr<UiGateQueue> queue_;
};

} // namespace

UiGate::UiGate(QObject *receiver) : queue_(std::make_shared<UiGateQueue>())
{
	queue_->bell = new Bell(queue_, receiver);
}

void UiGate::run(std::function<void()> work) const
{
	const std::scoped_lock guard(queue_->mutex);
	if (!queue_->bell)
		return;
	queue_->waiting.push_back(std::move(work));
	QMetaObject::invokeMethod(queue_->bell, "ring", Qt::QueuedConnection);
}

void UiGate::close() const
{
	queue_->close();
}

} // namespace DirectPost

#include "UiGate.moc"
