#pragma once

#include <chrono>
#include <cstddef>

namespace DirectPost::TikTok {

// How much of an upload may be sent now. The sender asks before it reads each piece of the file, on the loop's thread
// and from within the transfer: answer at once, do not throw, leave the loop alone.
class Pace {
public:
	struct Allowance {
		size_t most_bytes = 0;                   // may be sent now, and counts as sent; 0: nothing …
		std::chrono::milliseconds askAgainIn{0}; // … and the sender asks again after this time
	};
	virtual ~Pace() = default;
	virtual Allowance allowance(size_t wanted_bytes) = 0; // `wanted_bytes` at least 1
	virtual bool isLimited() const { return true; }       // then little may wait in the system's send buffer
};

class UnlimitedPace : public Pace {
public:
	Allowance allowance(size_t wanted_bytes) override { return {.most_bytes = wanted_bytes}; }
	bool isLimited() const override { return false; }
};

} // namespace DirectPost::TikTok
