#pragma once

#include <cstdint>
#include <filesystem>

namespace DirectPost::Media {

// A place in a recording that is being written.
struct RecordingMoment {
	std::filesystem::path file;
	int64_t position_ms = 0; // in the file's own timeline, to a frame or two
};

} // namespace DirectPost::Media
