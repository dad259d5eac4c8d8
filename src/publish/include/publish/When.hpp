#pragma once

#include <chrono>

namespace DirectPost::Publish {

// What a post waits for before it is begun.
enum class WaitsFor {
	Nothing = 1,
	Moment,    // and until its grace is over: after that, only a click begins it
	StreamEnd, // of the live stream that runs when it is posted
	Recheck,   // for nothing but TikTok's word that its creator may still post it so: the user wants it now
};

struct When {
	WaitsFor what = WaitsFor::Nothing;
	// Of Moment. The wall clock decides, also where it was set meanwhile.
	std::chrono::system_clock::time_point moment{};
	std::chrono::minutes grace{0}; // how much later it may be begun, where OBS was closed or busy at the moment

	bool isPastGrace(std::chrono::system_clock::time_point now) const
	{
		return what == WaitsFor::Moment && now > moment + grace;
	}
	bool operator==(const When &) const = default;
};

enum class Due { Now = 1, NotYet, Missed };
// `isItsShow`: of StreamEnd, whether the show that it was posted in was seen in this run of OBS; else it ended unseen.
Due dueOf(const When &when, std::chrono::system_clock::time_point now, bool isItsShow);

} // namespace DirectPost::Publish
