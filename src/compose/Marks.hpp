#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace DirectPost::Compose {

inline constexpr int64_t kAfterMark_ms = 5'000;
inline constexpr size_t kMostMarks = 200; // of one recording; a stuck key is no moment

// A recording that OBS writes. It outlives a crash of OBS, and with it what was marked.
struct RunningRecording {
	std::filesystem::path file;
	std::vector<int64_t> marks_ms; // in the file's own timeline, in the order in which they were set
};

struct Stretch {
	int64_t start_ms = 0;
	int64_t end_ms = 0;
	int64_t mark_ms = 0; // the first one in it

	bool operator==(const Stretch &) const = default;
};

// What is worth a clip of its own, in the order of the recording; stretches that overlap are one. `before_ms`: how far
// each reaches back from its mark.
std::vector<Stretch> stretchesAround(std::vector<int64_t> marks_ms, int64_t before_ms, int64_t duration_ms);

} // namespace DirectPost::Compose
