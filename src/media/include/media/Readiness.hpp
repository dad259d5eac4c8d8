#pragma once

#include <base/Clock.hpp>
#include <base/Error.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>

namespace DirectPost::Media {

// A file OBS said it wrote. OBS's RECORDING_STOPPED comes before a hybrid MP4 is flushed and before an automatic remux
// begins (OBS 32.2.2, frontend/widgets/OBSBasic_Recording.cpp), so the path alone proves nothing.
struct Candidate {
	std::filesystem::path file;
	std::filesystem::path remuxTarget;                      // where OBS will remux to; empty when it will not
	std::chrono::system_clock::time_point recordingStarted; // an older file is a stale path, not this recording
};

enum class FileState { Absent = 1, Growing, Incomplete, Final };

// Looks at the file once: size, and whether its structure closes (MP4 boxes end exactly at EOF with a moov; Matroska
// has its duration). `previousSize_bytes` is what the last look saw.
struct Look {
	FileState state = FileState::Absent;
	int64_t size_bytes = 0;
};
Look lookAt(const std::filesystem::path &file);

// Decides when a candidate is ready and which of its two files to take; it never waits itself.
//
//   waiting --source final, no remux expected--> ready(source)
//   waiting --source final, remux expected-----> waiting for the remux --target final--> ready(target)
//                                                                    \--grace over----> ready(source)
//   waiting --stale, gone or never complete----> failed
class ReadinessGate {
public:
	ReadinessGate(Candidate candidate, const Clock &clock,
		      std::function<Look(const std::filesystem::path &)> look = lookAt);

	struct Ready {
		std::filesystem::path file;
	};
	struct LookAgain {
		std::chrono::milliseconds after;
	};
	struct Failed {
		Error error; // recording_stale, recording_empty, recording_incomplete, file_missing
	};
	using Verdict = std::variant<Ready, LookAgain, Failed>;

	Verdict poll();

private:
	// owner of this room fills in
};

} // namespace DirectPost::Media
