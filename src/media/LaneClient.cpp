#include "LaneClient.hpp"

namespace DirectPost::Media {

std::stop_source LaneClient::submit(Lane::Work work, std::chrono::milliseconds after)
{
	return lane_.submit(
		[gate = gate_, work = std::move(work)](const std::stop_token &stop) {
			const std::scoped_lock lock(gate->running);
			if (!gate->isClosed)
				work(stop);
		},
		after);
}

void LaneClient::close()
{
	gate_->isClosed = true;
	const std::scoped_lock untilNothingRuns(gate_->running);
}

} // namespace DirectPost::Media
