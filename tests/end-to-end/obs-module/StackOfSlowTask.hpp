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

	void begin();
	// True: it took long, and stood waiting for an answer of the X server.
	bool endedWaitingForScreen();

private:
	using Time = std::chrono::steady_clock::duration;
	static constexpr Time kNone = Time::zero();

	void watch(const std::stop_token &stop);
	void tell();

	const pthread_t watched_ = pthread_self();
	std::atomic<Time> begun_ = kNone;
	std::atomic<bool> waitsForScreen_ = false;
	std::jthread watcher_; // last: it uses the others
};
