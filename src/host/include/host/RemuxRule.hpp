#pragma once

#include <filesystem>
#include <string>

namespace DirectPost::Host {

// The settings of an OBS profile that decide whether, and to what path, OBS remuxes a finished recording.
struct RecordingSettings {
	bool isAutoRemuxOn = false;  // [Video] AutoRemux
	bool isFfmpegOutput = false; // advanced mode with the custom FFmpeg output
	std::string format;          // RecFormat2: "mkv", "hybrid_mp4", "fragmented_mp4", …
	std::string videoCodec;      // of the recording's encoder: "h264", "prores", …
};

// Where OBS will remux `recording` to; empty when no second file will ever come. OBS has no event for it, so this
// repeats the rule of OBSBasic::AutoRemux (OBS 32.2.2, frontend/widgets/OBSBasic_Recording.cpp), including its quirk
// that a target equal to the source is silently not remuxed.
std::filesystem::path remuxTarget(const std::filesystem::path &recording, const RecordingSettings &settings);

} // namespace DirectPost::Host
