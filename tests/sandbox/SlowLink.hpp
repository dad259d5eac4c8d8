#pragma once

#include "Gateway.hpp"

#include <chrono>

namespace DirectPost::StandIn {

// The pace at which bodies come in, from the moment the fault struck until it is cleared.
class SlowLink {
public:
	SlowLink(Call &call, const ArmedFault &fault)
		: call_(call), fault_(fault.id), rate_(fault.fault.size_bytes > 0 ? fault.fault.size_bytes : 5 * 1024)
	{
	}

	// Waits until that many more bytes are due, not for a pause per read: a read of a few KiB rounds to no pause.
	void passed(int64_t bytes)
	{
		using namespace std::chrono_literals;
		passed_bytes_ += bytes;
		if (!call_.world.faults.isPlanned(fault_))
			return;
		const auto due = fromSeconds(static_cast<double>(passed_bytes_) / static_cast<double>(rate_));
		const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
			std::chrono::steady_clock::now() - begun_);
		if (due > elapsed)
			call_.connection.wait(due - elapsed);
	}

private:
	Call &call_;
	const int fault_;
	const int64_t rate_;
	int64_t passed_bytes_ = 0;
	const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

} // namespace DirectPost::StandIn
