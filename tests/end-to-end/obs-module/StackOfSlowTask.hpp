#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include <pthread.h>

// Writes into OBS's log where the thread that made it stands, once for each task of it that takes long: what a task
// waits for, its duration does not tell. Only offsets are known of hidden functions; addr2line names them.
class StackOfSlowTask {
public:
	StackOfSlowTask();

	void begin() { begun_ = std::chrono::steady_clock::now().time_since_epoch(); }
	void end() { begun_ = kNone; }

private:
	using Time = std::chrono::steady_clock::duration;
	static constexpr Time kNone = Time::zero();

	void watch(const std::stop_token &stop);

	const pthread_t watched_ = pthread_self();
	std::atomic<Time> begun_ = kNone;
	std::jthread watcher_; // last: it uses the others
};
