#pragma once

#include <media/Lane.hpp>

#include <atomic>
#include <memory>
#include <mutex>

namespace DirectPost::Media {

// One object's pieces of work on a lane. Once close() has returned, none of them runs any more, so they may refer to
// the object.
class LaneClient {
public:
	explicit LaneClient(Lane &lane) : lane_(lane), gate_(std::make_shared<Gate>()) {}
	~LaneClient() { close(); }
	LaneClient(const LaneClient &) = delete;
	LaneClient &operator=(const LaneClient &) = delete;

	// See Lane::submit.
	std::stop_source submit(Lane::Work work, std::chrono::milliseconds after = std::chrono::milliseconds{0});
	// Drops what waits and waits for what runs. Not from inside a piece of work.
	void close();

private:
	struct Gate {
		std::mutex running; // held while a piece runs
		std::atomic<bool> isClosed = false;
	};

	Lane &lane_;
	std::shared_ptr<Gate> gate_; // shared with the pieces, which may still lie on the lane when this object is gone
};

} // namespace DirectPost::Media
