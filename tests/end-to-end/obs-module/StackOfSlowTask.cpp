#include "StackOfSlowTask.hpp"

#include <util/base.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <execinfo.h>

namespace {

using namespace std::chrono_literals;

constexpr auto kLong = 100ms;
constexpr auto kInterval = 20ms;
constexpr int kSignal = SIGURG; // ignored where nobody handles it

// Written by the handler, which can be given nothing.
std::array<void *, 48> frames;
std::atomic<int> frameCount = 0;

void noteFrames(int)
{
	frameCount = backtrace(frames.data(), static_cast<int>(frames.size()));
}

} // namespace

StackOfSlowTask::StackOfSlowTask()
{
	backtrace(frames.data(), 1); // the first time it allocates
	struct sigaction action = {};
	action.sa_handler = noteFrames;
	action.sa_flags = SA_RESTART;
	sigaction(kSignal, &action, nullptr);
	watcher_ = std::jthread([this](const std::stop_token &stop) { watch(stop); });
}

void StackOfSlowTask::begin()
{
	waitsForScreen_ = false;
	begun_ = std::chrono::steady_clock::now().time_since_epoch();
}

bool StackOfSlowTask::endedWaitingForScreen()
{
	begun_ = kNone;
	return waitsForScreen_;
}

void StackOfSlowTask::watch(const std::stop_token &stop)
{
	Time told = kNone;
	while (!stop.stop_requested()) {
		std::this_thread::sleep_for(kInterval);
		const Time begun = begun_;
		const Time now = std::chrono::steady_clock::now().time_since_epoch();
		if (begun == kNone || begun == told || now - begun < kLong)
			continue;
		told = begun;
		frameCount = 0;
		pthread_kill(watched_, kSignal);
		std::this_thread::sleep_for(kInterval);
		tell();
	}
}

void StackOfSlowTask::tell()
{
	const int count = frameCount;
	char **const names = backtrace_symbols(frames.data(), count);
	for (int i = 0; names && i < count; i++) {
		if (std::strstr(names[i], "xcb_wait_for_reply"))
			waitsForScreen_ = true;
		blog(LOG_INFO, "[ui-meter] a task that takes long stands in %s", names[i]);
	}
	free(names); // NOLINT(cppcoreguidelines-no-malloc): as backtrace_symbols wants it
}
