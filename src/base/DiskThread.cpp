#include <base/DiskThread.hpp>

#include <exception>
#include <string>
#include <utility>

namespace DirectPost {

DiskThread::DiskThread(Log log) : log_(std::move(log)), thread_([this] { run(); }) {}

DiskThread::~DiskThread()
{
	finish();
}

void DiskThread::post(std::function<void()> work)
{
	{
		const std::scoped_lock lock(mutex_);
		if (isToEnd_)
			return;
		posted_.push_back(std::move(work));
	}
	isPosted_.notify_one();
}

void DiskThread::finish()
{
	{
		const std::scoped_lock lock(mutex_);
		isToEnd_ = true;
	}
	isPosted_.notify_one();
	if (thread_.joinable())
		thread_.join();
}

void DiskThread::run()
{
	while (true) {
		std::vector<std::function<void()>> works;
		{
			std::unique_lock lock(mutex_);
			isPosted_.wait(lock, [this] { return isToEnd_ || !posted_.empty(); });
			works.swap(posted_);
		}
		if (works.empty())
			return;
		for (const auto &work : works)
			carryOut(work);
	}
}

void DiskThread::carryOut(const std::function<void()> &work) const
try {
	work();
} catch (const std::exception &exception) {
	log_(LogLevel::Error, std::string("An exception ended what was to be written: ") + exception.what());
}

} // namespace DirectPost
