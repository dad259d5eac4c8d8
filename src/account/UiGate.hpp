#pragma once

#include <QObject>

#include <functional>
#include <mutex>

namespace DirectPost::Account {

// Brings work from another thread to the receiver's, as long as the receiver lives.
class UiGate {
public:
	explicit UiGate(QObject *receiver) : receiver_(receiver) {}

	// Any thread. What is queued dies with the receiver.
	void run(std::function<void()> work)
	{
		const std::lock_guard guard(mutex_);
		if (receiver_)
			QMetaObject::invokeMethod(receiver_, std::move(work), Qt::QueuedConnection);
	}

	// By the receiver, before it goes.
	void close()
	{
		const std::lock_guard guard(mutex_);
		receiver_ = nullptr;
	}

private:
	std::mutex mutex_;
	QObject *receiver_;
};

} // namespace DirectPost::Account
