#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace DirectPost::Media {

// The preparation thread: media work one piece at a time, at low priority, cancellable, never on OBS's threads.
class Workbench {
public:
	using Work = std::function<void(std::stop_token stop)>;

	Workbench();
	~Workbench(); // asks everything to stop and joins; a piece of work looks at its stop token at least every 100
		      // ms
	Workbench(const Workbench &) = delete;
	Workbench &operator=(const Workbench &) = delete;

	// From any thread. The returned source cancels this one piece. `after` delays it without occupying the thread.
	std::stop_source submit(Work work, std::chrono::milliseconds after = std::chrono::milliseconds{0});

private:
	struct State;
	std::unique_ptr<State> state_;
};

} // namespace DirectPost::Media
