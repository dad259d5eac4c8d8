#pragma once

#include <chrono>
#include <thread>

namespace DirectPost {

// A virus scanner is done by then.
inline constexpr auto kTriedFor = std::chrono::seconds(1);
inline constexpr auto kAgainAfter = std::chrono::milliseconds(50);

// Does it again while its outcome says that another program holds the file. The last outcome.
template <class Attempt, class IsHeld> auto untilNobodyHoldsIt(const Attempt &attempt, const IsHeld &isHeld)
{
	const auto until = std::chrono::steady_clock::now() + kTriedFor;
	while (true) {
		auto outcome = attempt();
		if (!isHeld(outcome) || std::chrono::steady_clock::now() >= until)
			return outcome;
		std::this_thread::sleep_for(kAgainAfter);
	}
}

} // namespace DirectPost
