#include "DiskThreads.hpp"

#include <base/Priority.hpp>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <optional>
#include <thread>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;

constexpr auto kLastReadingMayTake = 1s;

} // namespace

class DiskThreads::Disk {
public:
	using Time = std::chrono::steady_clock::time_point;

	// The thread holds the disk as well: it may outlive everybody else.
	static std::shared_ptr<Disk> create(Urgency urgency)
	{
		auto disk = std::make_shared<Disk>();
		disk->thread_ = std::thread([disk, urgency] {
			if (urgency == Urgency::Later)
				yieldToOthers();
			disk->run();
		});
		return disk;
	}
	void post(std::function<void()> read, std::function<void()> tell)
	{
		{
			const std::scoped_lock lock(mutex_);
			waiting_.push_back({std::move(read), std::move(tell)});
		}
		changed_.notify_all();
	}
	// Nothing is told from here on.
	void close()
	{
		const std::scoped_lock untilTold(telling_);
		const std::scoped_lock lock(mutex_);
		isClosed_ = true;
		changed_.notify_all();
	}
	void end(Time latest)
	{
		std::unique_lock lock(mutex_);
		const bool hasEnded = changed_.wait_until(lock, latest, [this] { return hasEnded_; });
		lock.unlock();
		if (hasEnded)
			thread_.join();
		else
			thread_.detach();
	}

private:
	struct Reading {
		std::function<void()> read;
		std::function<void()> tell;
	};

	void run()
	{
		while (const auto reading = take()) {
			reading->read();
			tell(*reading);
		}
		waiting_.clear(); // here, for what they hold may have to close a file
		const std::scoped_lock lock(mutex_);
		hasEnded_ = true;
		changed_.notify_all();
	}
	std::optional<Reading> take()
	{
		std::unique_lock lock(mutex_);
		changed_.wait(lock, [this] { return isClosed_ || !waiting_.empty(); });
		if (isClosed_)
			return std::nullopt;
		Reading reading = std::move(waiting_.front());
		waiting_.pop_front();
		return reading;
	}
	void tell(const Reading &reading)
	{
		const std::scoped_lock untilTold(telling_);
		if (!isClosed())
			reading.tell();
	}
	bool isClosed()
	{
		const std::scoped_lock lock(mutex_);
		return isClosed_;
	}

	std::mutex telling_; // held while something is told; before mutex_
	std::mutex mutex_;   // guards the following
	std::condition_variable changed_;
	std::deque<Reading> waiting_;
	bool isClosed_ = false;
	bool hasEnded_ = false;
	std::thread thread_; // of who made it
};

DiskThreads::~DiskThreads()
{
	std::map<Key, std::shared_ptr<Disk>> disks;
	{
		const std::scoped_lock lock(mutex_);
		isClosed_ = true;
		disks.swap(disks_);
	}
	for (const auto &[key, disk] : disks)
		disk->close();
	const auto latest = std::chrono::steady_clock::now() + kLastReadingMayTake;
	for (const auto &[key, disk] : disks)
		disk->end(latest);
}

void DiskThreads::post(const std::string &diskId, Urgency urgency, std::function<void()> read,
		       std::function<void()> tell)
{
	const std::scoped_lock lock(mutex_);
	if (isClosed_)
		return;
	std::shared_ptr<Disk> &disk = disks_[{diskId, urgency}];
	if (!disk)
		disk = Disk::create(urgency);
	disk->post(std::move(read), std::move(tell));
}

} // namespace DirectPost::Publish
