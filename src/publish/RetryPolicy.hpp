#pragma once

#include "JobStore.hpp"

#include <chrono>
#include <span>

namespace DirectPost::Publish {

// How long before attempt number `failures` + 1; `chance` in [0, 1) spreads the waits of many programs. Full jitter:
// uniform(0, min(30 s, 0.5 s * 2^n)).
std::chrono::milliseconds retryDelay(ErrorKind kind, int failures, double chance, std::chrono::seconds retryAfter);

// Attempts without any progress before a job that cannot have published anything fails; about seven minutes. The line's
// own failures do not count (KindMeaning::isOfLine): it is waited for.
inline constexpr int kMostFailures = 30;
inline constexpr int kMostRateLimits = 5;
// TikTok's own outages are waited for as well, but not for ever: what TikTok answers to this one post must not hold up
// all others.
inline constexpr auto kTikTokDownFor = std::chrono::hours(4);

// Before status question number `asks` + 1, `waited` after the first: quick, then 5 s, 10 s, 30 s, and after a quarter
// of an hour every five minutes.
std::chrono::milliseconds pollDelay(int asks, std::chrono::milliseconds waited);
inline constexpr auto kPollsQuicklyFor = std::chrono::minutes(15);
inline constexpr auto kPollsFor = std::chrono::hours(24);

// An upload URL is good for an hour; we use it for 55 minutes and call it dead after 62.
inline constexpr auto kUrlGoodFor = std::chrono::minutes(55);
inline constexpr auto kUrlDeadAfter = std::chrono::minutes(62);
// An upload that is too slow is given up only once its speed is known, and only where it is too slow by this factor.
inline constexpr auto kSpeedIsKnownAfter = std::chrono::minutes(2);
inline constexpr double kTooSlowBy = 1.2;
// A file that does not fit into a whole hour of a URL at this speed. 0: not known.
bool isHopeless(double bytesPerSecond, int64_t size_bytes);
// It may not fit: the user is warned while there is time to choose another clip.
bool isDoubtful(double bytesPerSecond, int64_t size_bytes);
// How long TikTok must say that bytes are missing before it is believed, once nobody can send them any more.
inline constexpr auto kShortFor = std::chrono::minutes(2);
inline constexpr int kMostTickets = 3;
inline constexpr int kMostOutOfStep = 3; // 416 replies without proof, in a row
inline constexpr int kMostKeptOut = 10;  // of a first or an only chunk: about two minutes

// TikTok's limits per minute and token.
int callsPerMinute(Call call);
// How long until another call is within the limit; `calls` oldest first.
std::chrono::milliseconds budgetDelay(Call call, std::span<const WallTime> calls, WallTime now);

} // namespace DirectPost::Publish
