#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace DirectPost::Media {

class Show;

// A thread for media work: one piece at a time, at low priority, cancellable, never on OBS's threads.
class Lane {
public:
	using Work = std::function<void(std::stop_token stop)>;

	Lane();
	~Lane(); // stop(), however long it takes; a piece of work looks at its stop token at least every 100 ms
	Lane(const Lane &) = delete;
	Lane &operator=(const Lane &) = delete;

	// Asks everything to stop; what is submitted later is dropped. False: a piece of work has not come to an end
	// within that time, as on a disk that does not answer; this object, and all that the work uses, must then be
	// left alone for ever.
	[[nodiscard]] bool stop(std::chrono::milliseconds within);

	// From any thread. The returned source cancels this one piece. `after` delays it without occupying the thread.
	std::stop_source submit(Work work, std::chrono::milliseconds after = std::chrono::milliseconds{0});

private:
	struct State;
	std::unique_ptr<State> state_;
};

// The two lanes work side by side, so that a long encode never delays the next recording.
struct Lanes {
	Lane &quick;                // is the file final, what is it, its picture, copying it into another container
	Lane &heavy;                // encoding
	const Show *show = nullptr; // that heavy work gives way to; nullptr: there is none
};

} // namespace DirectPost::Media
