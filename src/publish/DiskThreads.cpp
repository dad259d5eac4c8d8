#include "DiskThreads.hpp"

#include <base/Priority.hpp>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <optional>
#include <thread>
#include <utility>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;

constexpr auto kLastReadingMayTake = 1s;

} // namespace

class DiskThreads::Disk {
public:
	using Time = std::chrono::steady_clock::time_point;

	// The thread holds the disk as well: it may outlive everybody else.
	static std::shared_ptr<Disk> create()
	{
		auto disk = std::make_shared<Disk>();
		disk->thread_ = std::thread([disk] { disk->run(); });
		return disk;
	}
	void post(Urgency urgency, std::function<void()> read, std::function<void()> tell)
	{
		{
			const std::scoped_lock lock(mutex_);
			(urgency == Urgency::Now ? urgent_ : others_).push_back({std::move(read), std::move(tell)});
		}
		changed_.notify_all();
	}
	// Nothing is told from here on.
	void close()
	{
		const std::scoped_lock untilTold(telling_);
		const std::scoped_lock lock(mutex_);
		isClosed_ = true;
		urgent_.clear();
		others_.clear();
		changed_.notify_all();
	}
	void end(Time latest)
	{
		std::unique_lock lock(mutex_);
		if (changed_.wait_until(lock, latest, [this] { return hasEnded_; })) {
			lock.unlock();
			thread_.join();
		} else {
			thread_.detach();
		}
	}

private:
	struct Reading {
		std::function<void()> read;
		std::function<void()> tell;
	};

	void run()
	{
		yieldToOthers();
		while (auto reading = take()) {
			reading->read();
			const std::scoped_lock lock(telling_);
			if (!isClosed())
				reading->tell();
			reading.reset();
		}
		const std::scoped_lock lock(mutex_);
		hasEnded_ = true;
		changed_.notify_all();
	}
	std::optional<Reading> take()
	{
		std::unique_lock lock(mutex_);
		changed_.wait(lock, [this] { return isClosed_ || !urgent_.empty() || !others_.empty(); });
		if (isClosed_)
			return std::nullopt;
		auto &first = urgent_.empty() ? others_ : urgent_;
		Reading reading = std::move(first.front());
		first.pop_front();
		return reading;
	}
	bool isClosed()
	{
		const std::scoped_lock lock(mutex_);
		return isClosed_;
	}

	std::mutex telling_; // held while something is told; before mutex_
	std::mutex mutex_;   // guards the following
	std::condition_variable changed_;
	std::deque<Reading> urgent_;
	std::deque<Reading> others_;
	bool isClosed_ = false;
	bool hasEnded_ = false;
	std::thread thread_; // of who made it
};

DiskThreads::~DiskThreads()
{
	for (const auto &[id, disk] : disks_)
		disk->close();
	const auto latest = std::chrono::steady_clock::now() + kLastReadingMayTake;
	for (const auto &[id, disk] : disks_)
		disk->end(latest);
}

void DiskThreads::post(const std::string &diskId, Urgency urgency, std::function<void()> read,
		       std::function<void()> tell)
{
	const std::scoped_lock lock(mutex_);
	std::shared_ptr<Disk> &disk = disks_[diskId];
	if (!disk)
		disk = Disk::create();
	disk->post(urgency, std::move(read), std::move(tell));
}

} // namespace DirectPost::Publish
