#include "RetryPolicy.hpp"

#include <algorithm>
#include <cctype>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

struct TroubleRow {
	std::string_view code;
	Trouble trouble;
};

constexpr TroubleRow kTroubles[] = {
	{"offline", Trouble::Offline},
	{"keychain_locked", Trouble::Offline},
	{"connection_failed", Trouble::Unsent},
	{"tls_failed", Trouble::Unsent},
	{"refresh_busy", Trouble::Unsent},
	{"connection_lost", Trouble::Lost},
	{"timed_out", Trouble::Lost},
	{"tiktok_down", Trouble::Server},
	{"photo_host_busy", Trouble::Server},
	{"reply_not_understood", Trouble::Server},
	{"reply_too_big", Trouble::Server},
	{"rate_limited", Trouble::RateLimit},
	{"not_connected", Trouble::Account},
	{"login_expired", Trouble::Account},
	{"login_no_longer_valid", Trouble::Account},
	{"access_token_invalid", Trouble::Account},
	{"scope_missing", Trouble::Account},
	{"other_account", Trouble::Account},
	{"upload_url_expired", Trouble::UrlDead},
	{"upload_url_unknown", Trouble::UrlDead},
	{"upload_out_of_step", Trouble::UrlDead},
	{"post_unknown_to_tiktok", Trouble::UnknownPost},
	{"post_of_another_account", Trouble::UnknownPost},
	{"file_missing", Trouble::File},
	{"file_unreadable", Trouble::File},
	{"file_changed", Trouble::File},
	{"store_full", Trouble::Store},
	{"store_unwritable", Trouble::Store},
	{"store_damaged", Trouble::Store},
	{"store_busy", Trouble::Store},
};

// TikTok has no error word of its own for a chunk plan: only the message tells ("The chunk size is invalid").
bool speaksOfChunks(const Error &error)
{
	std::string text = error.detail;
	std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
	return error.code == "request_refused" && text.find("chunk") != std::string::npos;
}

// The n-th wait lies between `least` and `least` plus something between 0 and `first` * 2^n, at most `most`.
struct Pace {
	milliseconds least;
	milliseconds first;
	milliseconds most;
};

Pace paceOf(Trouble trouble, int failures)
{
	switch (trouble) {
	case Trouble::Offline:
		return {2s, 2s, 5s};
	case Trouble::RateLimit: // a window of one minute: one, two, four, eight minutes
		return {60s * (1 << std::clamp(failures - 1, 0, 3)), 10s, 10s};
	case Trouble::Store:
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

Trouble troubleOf(const Error &error)
{
	const auto row = std::ranges::find(kTroubles, error.code, &TroubleRow::code);
	if (row != std::end(kTroubles))
		return row->trouble;
	return speaksOfChunks(error) ? Trouble::PlanRefused : Trouble::Refused;
}

milliseconds retryDelay(Trouble trouble, int failures, double luck, std::chrono::seconds retryAfter)
{
	const Pace pace = paceOf(trouble, failures);
	const milliseconds ceiling = std::min<milliseconds>(pace.most, pace.first * (1 << std::clamp(failures, 0, 10)));
	const milliseconds jitter(static_cast<int64_t>(luck * static_cast<double>(ceiling.count())));
	return std::max<milliseconds>(pace.least, retryAfter) + jitter;
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
	return call == Call::Init ? 6 : 30;
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
