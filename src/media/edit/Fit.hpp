#pragma once

#include "PictureEncoder.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace DirectPost::Media {

// x264's notes about a first run: a file, and others beside it. Deletes them.
class NotesLeftover {
public:
	explicit NotesLeftover(std::filesystem::path notes) : notes_(std::move(notes)) {}
	NotesLeftover(const NotesLeftover &) = delete;
	NotesLeftover &operator=(const NotesLeftover &) = delete;
	~NotesLeftover();

private:
	const std::filesystem::path notes_;
};

// How a clip is encoded once.
struct FitRun {
	Size size;
	FrameRate rate;
	RateControl control = {};
	std::optional<int64_t> sound_bps = {}; // nothing: as it comes
	double progressFrom = 0;               // which share of the whole work this run is
	double progressTo = 1;
};

// Encodes until the clip is within 97 to 100 % of its budget, or smaller because it needs no more. Pure.
class Fit {
public:
	Fit(Size size, FrameRate rate, int64_t duration_us, bool hasSound, int64_t most_bytes,
	    std::filesystem::path notes);

	// Nothing: no further run would help, or none is needed.
	std::optional<FitRun> nextRun() const;
	// What the last run gave.
	void made(int64_t size_bytes, const std::string &encoder);
	bool isWithin() const { return size_bytes_ > 0 && size_bytes_ <= most_bytes_; }

private:
	int64_t overhead_bytes() const;

	Size size_;
	const FrameRate rate_;
	const int64_t duration_us_;
	const int64_t most_bytes_;
	const std::filesystem::path notes_;
	int64_t sound_bps_ = 0;
	int64_t picture_bps_ = 0; // of the next run
	int64_t size_bytes_ = 0;
	int runs_ = 0;
	bool hasNotes_ = true; // until an encoder is met that makes none
};

} // namespace DirectPost::Media
