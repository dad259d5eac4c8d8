#include "SpeedMeter.hpp"

#include <cmath>
#include <utility>

namespace DirectPost::Publish {

namespace {

constexpr double kSmoothing_s = 5;
constexpr double kShortest_s = 0.2;

double secondsBetween(SpeedMeter::Time from, SpeedMeter::Time to)
{
	return std::chrono::duration<double>(to - from).count();
}

} // namespace

void SpeedMeter::begin(int64_t first, int64_t end, Time now)
{
	first_ = last_bytes_ = first;
	end_ = end;
	begun_ = last_ = now;
	isFillingBuffer_ = true;
	hasLearned_ = false;
}

void SpeedMeter::at(int64_t sent_bytes, Time now)
{
	const double step_s = secondsBetween(last_, now);
	if (step_s < kShortest_s || sent_bytes >= end_)
		return;
	if (!std::exchange(isFillingBuffer_, false))
		learn(sent_bytes - last_bytes_, step_s);
	last_bytes_ = sent_bytes;
	last_ = now;
}

void SpeedMeter::acknowledged(Time now)
{
	const double chunk_s = secondsBetween(begun_, now);
	if (!hasLearned_ && chunk_s > 0)
		learn(end_ - first_, chunk_s);
}

void SpeedMeter::learn(int64_t bytes, double time_s)
{
	const double speed = static_cast<double>(bytes) / time_s;
	const double weight = bytesPerSecond_ > 0 ? 1 - std::exp(-time_s / kSmoothing_s) : 1;
	bytesPerSecond_ += weight * (speed - bytesPerSecond_);
	hasLearned_ = true;
}

std::optional<int> SpeedMeter::timeLeft_s(int64_t left_bytes) const
{
	if (bytesPerSecond_ < 1)
		return std::nullopt;
	return static_cast<int>(std::ceil(static_cast<double>(left_bytes) / bytesPerSecond_));
}

} // namespace DirectPost::Publish
