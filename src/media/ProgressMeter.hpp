#pragma once

#include <media/Remux.hpp>

#include <algorithm>
#include <chrono>

namespace DirectPost::Media {

// Reports at most ten times a second, and the end always.
class ProgressMeter {
public:
	explicit ProgressMeter(const Progress &report) : report_(report) {}

	void at(double done)
	{
		const auto now = std::chrono::steady_clock::now();
		if (!report_ || (done < 1.0 && now - last_ < kEvery))
			return;
		last_ = now;
		report_(std::clamp(done, 0.0, 1.0));
	}

private:
	static constexpr auto kEvery = std::chrono::milliseconds{100};

	const Progress &report_;
	std::chrono::steady_clock::time_point last_{};
};

} // namespace DirectPost::Media
