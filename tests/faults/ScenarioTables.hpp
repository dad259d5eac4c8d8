#pragma once

#include "Scenario.hpp"

// What both tables of scenarios are written in.
namespace DirectPost::Faults {

inline constexpr auto kOne = Shape::OneRequest;
inline constexpr auto kChunks = Shape::Chunks;
inline constexpr int64_t kInMidRequest = 1'000'000;
inline constexpr int64_t kInMidChunk = 5'000'000;

// After a kill in the commit zone only time proves that a refused URL cannot publish any more.
inline Scenario hurried(Scenario scenario)
{
	constexpr int kClockSpeed = 600; // an hour in six seconds
	scenario.clockSpeed = kClockSpeed;
	return scenario;
}

inline Scenario longForm(Scenario scenario)
{
	scenario.isLong = true;
	return scenario;
}

// What goes wrong on our side of the network, or with the clip's file.
std::vector<Scenario> scenariosHere();

} // namespace DirectPost::Faults
