#pragma once

#include "Log.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace DirectPost {

// A thread for what may wait for a disk: one piece of work after the other, in the order in which they were handed
// over.
class DiskThread {
public:
	explicit DiskThread(Log log);
	~DiskThread(); // finish()
	DiskThread(const DiskThread &) = delete;
	DiskThread &operator=(const DiskThread &) = delete;

	// Any thread. What `work` throws is logged. After finish() it is dropped.
	void post(std::function<void()> work);
	// Returns when all that was posted is done. Not from the thread itself.
	void finish();

private:
	void run();
	void carryOut(const std::function<void()> &work) const;

	const Log log_;
	std::mutex mutex_; // guards the following
	std::condition_variable isPosted_;
	std::vector<std::function<void()>> posted_;
	bool isToEnd_ = false;
	std::thread thread_; // last: it uses the others
};

} // namespace DirectPost
