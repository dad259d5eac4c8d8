#include <media/Show.hpp>

#include <chrono>
#include <thread>

namespace DirectPost::Media {

namespace {

using namespace std::chrono_literals;

constexpr double kSuffersFrom = 0.02; // of its frames too late
constexpr double kIsWellBelow = 0.005;

constexpr auto kLongestWait = 5s;
constexpr auto kLooksAgainAfter = 100ms;

} // namespace

void giveWayTo(const Show *show, const std::stop_token &stop)
{
	const auto end = std::chrono::steady_clock::now() + kLongestWait;
	while (show && show->isSuffering() && !stop.stop_requested() && std::chrono::steady_clock::now() < end)
		std::this_thread::sleep_for(kLooksAgainAfter);
}

// Two thresholds: as soon as heavy work rests, the show is better again, and with one threshold work would go on and
// off.
void WatchedShow::note(const StreamHealth &health)
{
	isLive_ = health.isLive;
	if (health.late > kSuffersFrom)
		isSuffering_ = true;
	else if (health.late < kIsWellBelow)
		isSuffering_ = false;
}

} // namespace DirectPost::Media
