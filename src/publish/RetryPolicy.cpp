#include "RetryPolicy.hpp"

#include <algorithm>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

// The n-th wait lies between `least` and `least` plus something between 0 and `first` * 2^n, at most `most`.
struct Wait {
	milliseconds least;
	milliseconds first;
	milliseconds most;
};

Wait waitAfter(ErrorKind kind, int failures)
{
	switch (kind) {
	case ErrorKind::Offline:
		return {2s, 2s, 5s};
	case ErrorKind::RateLimit: // a window of one minute: one, two, four, eight minutes
		return {60s * (1 << std::clamp(failures - 1, 0, 3)), 10s, 10s};
	case ErrorKind::Disk:
	case ErrorKind::ClipFile:
	case ErrorKind::ClipGone:
	case ErrorKind::ClipBusy:
		return {1s, 1s, 5s};
	default:
		return {0s, 500ms, 30s};
	}
}

bool takesLonger(double bytesPerSecond, int64_t size_bytes, std::chrono::duration<double> limit)
{
	return bytesPerSecond > 0 && static_cast<double>(size_bytes) / bytesPerSecond > limit.count();
}

constexpr auto kDoubtfulAfter = 50min;

struct PollRow {
	int asks;
	milliseconds delay;
};

constexpr PollRow kPolls[] = {{1, 1s}, {2, 2s}, {3, 3s}, {15, 5s}, {27, 10s}};

} // namespace

milliseconds retryDelay(ErrorKind kind, int failures, double chance, std::chrono::seconds retryAfter)
{
	const Wait wait = waitAfter(kind, failures);
	const milliseconds ceiling = std::min<milliseconds>(wait.most, wait.first * (1 << std::clamp(failures, 0, 10)));
	const milliseconds jitter(static_cast<int64_t>(chance * static_cast<double>(ceiling.count())));
	return std::max<milliseconds>(wait.least, retryAfter) + jitter;
}

milliseconds pollDelay(int asks, milliseconds waited)
{
	for (const PollRow &row : kPolls) {
		if (asks < row.asks)
			return row.delay;
	}
	return waited < kPollsQuicklyFor ? milliseconds(30s) : milliseconds(5min);
}

bool isHopeless(double bytesPerSecond, int64_t size_bytes)
{
	return takesLonger(bytesPerSecond, size_bytes, kUrlGoodFor);
}

bool isDoubtful(double bytesPerSecond, int64_t size_bytes)
{
	return takesLonger(bytesPerSecond, size_bytes, kDoubtfulAfter);
}

int callsPerMinute(Call call)
{
	switch (call) {
	case Call::Init:
		return 6;
	case Call::CreatorInfo:
		return 20;
	case Call::Status:
		break;
	}
	return 30;
}

milliseconds budgetDelay(Call call, std::span<const WallTime> calls, WallTime now)
{
	const auto recent = std::ranges::count_if(calls, [now](WallTime at) { return at <= now && now - at < 60s; });
	const int most = callsPerMinute(call);
	if (recent < most)
		return 0ms;
	const WallTime oldestThatCounts = calls[calls.size() - static_cast<size_t>(most)];
	return std::chrono::ceil<milliseconds>(oldestThatCounts + 60s - now) + 100ms;
}

} // namespace DirectPost::Publish
