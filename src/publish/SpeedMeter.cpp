#include "SpeedMeter.hpp"

#include <cmath>

namespace DirectPost::Publish {

namespace {

constexpr double kSmoothing_s = 5;
constexpr double kShortest_s = 0.2; // shorter steps measure the socket's buffer

} // namespace

void SpeedMeter::begin(int64_t sent_bytes, Time now)
{
	last_bytes_ = sent_bytes;
	last_ = now;
}

void SpeedMeter::at(int64_t sent_bytes, Time now)
{
	const double step_s = std::chrono::duration<double>(now - last_).count();
	if (step_s < kShortest_s)
		return;
	const double speed = static_cast<double>(sent_bytes - last_bytes_) / step_s;
	const double weight = bytesPerSecond_ > 0 ? 1 - std::exp(-step_s / kSmoothing_s) : 1;
	bytesPerSecond_ += weight * (speed - bytesPerSecond_);
	begin(sent_bytes, now);
}

std::optional<int> SpeedMeter::timeLeft_s(int64_t left_bytes) const
{
	if (bytesPerSecond_ < 1)
		return std::nullopt;
	return static_cast<int>(std::ceil(static_cast<double>(left_bytes) / bytesPerSecond_));
}

} // namespace DirectPost::Publish
