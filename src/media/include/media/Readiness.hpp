#pragma once

#include <base/Clock.hpp>
#include <base/Error.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <variant>

namespace DirectPost::Media {

// A file OBS said it wrote, or one the user chose. OBS's RECORDING_STOPPED comes before a hybrid MP4 is flushed and
// before an automatic remux begins (OBS 32.2.2, frontend/widgets/OBSBasic_Recording.cpp), so the path alone proves
// nothing.
struct Candidate {
	std::filesystem::path file;
	std::filesystem::path remuxTarget; // where OBS will remux to; empty, or `file` itself, when it will not
	// By this computer's clock, which may be set, and a network disk has another: a hint and never a verdict. The
	// epoch: chosen by hand.
	std::chrono::system_clock::time_point recordingStarted;
	bool hasFailed = false; // OBS reported an error at its end: what there is is offered, never posted by itself
	bool isNamedByOutput = false; // by the output that wrote it; OBS itself may name an earlier recording's file
	bool isRestOfSplit = false;   // OBS had split the recording: this is what came after the last split

	bool isChosenByHand() const { return recordingStarted == std::chrono::system_clock::time_point{}; }
	bool mayBeUnfinished() const { return isChosenByHand() || hasFailed; } // what there is has to do
	bool expectsRemux() const { return !remuxTarget.empty() && remuxTarget != file; }
};

enum class FileState {
	Absent = 1, // not there, or not a regular file
	Unreadable, // another program holds it, or it is not for us
	Incomplete, // empty, or its structure says that something is still to come
	OpenEnded,  // a kind of file that does not say where it ends: only time can tell
	InClusters, // Matroska or fragmented MP4 that does not: their muxers hand on what they have every five seconds
	Unclosed,   // Matroska without its duration: still being written in the same way, or what a crash left
	Closed,     // its structure closes: MP4 boxes end at EOF with one moov, Matroska has its duration
};

// One look at a file. Two equal looks some time apart mean that nobody writes to it.
struct Look {
	FileState state = FileState::Absent;
	int64_t size_bytes = 0;
	std::chrono::system_clock::time_point modified;

	bool operator==(const Look &) const = default;
};

// Reads a few dozen bytes per box, whatever the size of the file.
Look lookAt(const std::filesystem::path &file);

// Decides when a candidate is ready and which of its two files to take; it never waits itself. Not thread-safe.
//
//   waiting --source final, no remux expected--> ready(source)
//   waiting --source final, remux expected-----> waiting for the remux --target final--> ready(target)
//                                                                    \--grace over----> ready(source)
//   waiting --source gone, target final--------> ready(target)
//   waiting --gone or never complete-----------> failed
//
// A file whose time is before the recording is taken all the same, with a remark, unless the output itself named it or
// it changes while it is looked at: where OBS names an earlier recording, nothing else gives that away. It gets 1 s to
// be written over; a remuxed one, whose source is not there, the time that the source has to appear.
//
// Final: a closed file unchanged for 250 ms, an open-ended one for 1.5 s, one in clusters for 6 s. A file that still
// changes is waited for without limit, one that stopped changing before it was whole for 10 s and 1 s more per 100 MB.
// A file chosen by hand that never closes is handed over after 2 s, Matroska after 6 s (one that is not there fails at
// once), and so is that of a recording that failed: it may be what a crash left, and probe() says whether it can still
// be used.
class Readiness {
public:
	Readiness(Candidate candidate, const Clock &clock,
		  std::function<Look(const std::filesystem::path &)> look = lookAt);

	struct Ready {
		std::filesystem::path file;
		bool looksOlder = false; // it may be an earlier recording's
	};
	struct LookAgain {
		std::chrono::milliseconds after; // 250 ms, backing off to 2 s while nothing is near
	};
	struct Failed {
		Error error; // recording_empty, recording_incomplete, file_missing, file_unreadable
	};
	using Verdict = std::variant<Ready, LookAgain, Failed>;

	Verdict poll();

private:
	using Time = std::chrono::steady_clock::time_point;

	struct Watched {
		std::filesystem::path file;
		std::optional<Look> last;
		Time unchangedSince;
		bool hasChanged = false; // since the first look
	};

	void observe(Watched &watched, Time now) const;
	bool looksOlder(const Watched &watched) const; // than the recording
	bool isUsable(const Watched &watched) const;   // there, and not made of an earlier source
	bool isOfAnEarlierSource() const;              // the target
	bool isFinal(const Watched &watched, Time now) const;
	bool patienceIsOver(const Watched &watched, Time now) const;
	Verdict afterSource(Time now);
	Verdict giveUp(Time now) const;
	Ready ready(const Watched &watched) const;
	LookAgain lookAgain();

	Candidate candidate_;
	const Clock &clock_;
	std::function<Look(const std::filesystem::path &)> look_;
	Watched source_;
	Watched target_;
	std::optional<Time> sourceFinalSince_;
	std::chrono::milliseconds pause_{0};
};

} // namespace DirectPost::Media
