#include <media/Readiness.hpp>

#include <base/FileError.hpp>

#include <algorithm>

namespace DirectPost::Media {

using namespace std::chrono_literals;

namespace {

constexpr auto kShortestPause = 250ms;
constexpr auto kLongestPause = 2000ms;
constexpr auto kLongestPauseByHand = 500ms; // somebody is looking at the dock
constexpr auto kClosedProof = 250ms;
constexpr auto kOpenEndedProof = 1500ms;
constexpr auto kInClustersProof = 6000ms;
constexpr auto kPatience = 10'000ms;
constexpr auto kPatienceByHand = 2000ms;
constexpr auto kPatienceWithOlder = 1000ms;
constexpr auto kRemuxGrace = 3000ms; // OBS opens its remux dialog, and with it the target, within 0.2 s
constexpr int64_t kMorePatience_bytesPerMs = 100'000;
constexpr auto kTimestampError = 2s; // FAT stores times to two seconds

std::chrono::milliseconds scaled(std::chrono::milliseconds base, int64_t size_bytes)
{
	return base + std::chrono::milliseconds(size_bytes / kMorePatience_bytesPerMs);
}

} // namespace

Readiness::Readiness(Candidate candidate, const Clock &clock, std::function<Look(const std::filesystem::path &)> look)
	: candidate_(std::move(candidate)),
	  clock_(clock),
	  look_(std::move(look)),
	  source_{.file = candidate_.file, .last = {}, .unchangedSince = {}, .hasChanged = false},
	  target_{.file = candidate_.remuxTarget, .last = {}, .unchangedSince = {}, .hasChanged = false}
{
}

Readiness::Verdict Readiness::poll()
{
	const Time now = clock_.steadyNow();
	observe(source_, now);
	if (candidate_.expectsRemux())
		observe(target_, now);

	if (isUsable(source_) && !isFinal(source_, now))
		sourceFinalSince_.reset();
	else if (isFinal(source_, now) && !sourceFinalSince_)
		sourceFinalSince_ = now;
	if (sourceFinalSince_)
		return afterSource(now);
	// A script may remux and delete the recording before we look.
	if (!isUsable(source_) && isFinal(target_, now) && !looksOlder(target_))
		return ready(target_);
	if (patienceIsOver(source_, now))
		return giveUp(now);
	return lookAgain();
}

Readiness::Verdict Readiness::afterSource(Time now)
{
	if (!candidate_.expectsRemux())
		return ready(source_);
	if (isFinal(target_, now))
		return ready(target_);

	const bool remuxHasBegun = isUsable(target_);
	const Time since = remuxHasBegun ? target_.unchangedSince : *sourceFinalSince_;
	if (now - since < scaled(kRemuxGrace, source_.last->size_bytes))
		return lookAgain();
	if (isUsable(source_))
		return ready(source_);
	return giveUp(now);
}

Readiness::Verdict Readiness::giveUp(Time now) const
{
	const Look &look = *source_.last;
	if (look.state == FileState::Absent && isFinal(target_, now))
		return ready(target_);
	if (look.state == FileState::Absent)
		return Failed{fileError(ErrorKind::ClipFile, "file_missing", source_.file, "never appeared")};
	if (look.state == FileState::Unreadable)
		return Failed{fileError(ErrorKind::ClipBusy, "file_unreadable", source_.file, "held all the time")};
	if (candidate_.mayBeUnfinished())
		return ready(source_);
	if (look.size_bytes == 0)
		return Failed{fileError(ErrorKind::ClipUnfit, "recording_empty", source_.file, "stayed empty")};
	return Failed{fileError(ErrorKind::ClipUnfit, "recording_incomplete", source_.file,
				"unfinished at " + std::to_string(look.size_bytes) + " bytes")};
}

void Readiness::observe(Watched &watched, Time now) const
{
	const Look look = look_(watched.file);
	const bool isNew = !watched.last || *watched.last != look;
	watched.hasChanged |= watched.last && isNew;
	if (isNew)
		watched.unchangedSince = now;
	watched.last = look;
}

// What was made of a source is as new as that.
Readiness::Ready Readiness::ready(const Watched &watched) const
{
	return {watched.file, looksOlder(isUsable(source_) ? source_ : watched)};
}

bool Readiness::looksOlder(const Watched &watched) const
{
	const bool isSaidToBeNew = &watched == &source_ && candidate_.isNamedByOutput;
	return watched.last->state != FileState::Absent && !isSaidToBeNew && !watched.hasChanged &&
	       watched.last->modified < candidate_.recordingStarted - kTimestampError;
}

bool Readiness::isUsable(const Watched &watched) const
{
	return watched.last && watched.last->state != FileState::Absent &&
	       !(&watched == &target_ && isOfAnEarlierSource());
}

// Replays may have one name for all: what is older than the source was made of the one before.
bool Readiness::isOfAnEarlierSource() const
{
	return source_.last->state != FileState::Absent &&
	       target_.last->modified < source_.last->modified - kTimestampError;
}

bool Readiness::isFinal(const Watched &watched, Time now) const
{
	if (!isUsable(watched))
		return false;
	const auto unchanged = now - watched.unchangedSince;
	if (&watched == &source_ && looksOlder(watched) && unchanged < kPatienceWithOlder)
		return false;
	switch (watched.last->state) {
	case FileState::Closed:
		return unchanged >= kClosedProof;
	case FileState::OpenEnded:
		return unchanged >= kOpenEndedProof;
	case FileState::InClusters:
		return unchanged >= kInClustersProof;
	default:
		return false;
	}
}

bool Readiness::patienceIsOver(const Watched &watched, Time now) const
{
	const auto unchanged = now - watched.unchangedSince;
	const FileState state = watched.last->state;
	if (state == FileState::OpenEnded || state == FileState::InClusters || state == FileState::Closed)
		return false; // it becomes final
	if (candidate_.mayBeUnfinished())
		return state == FileState::Absent ||
		       unchanged >= (state == FileState::Unclosed ? kInClustersProof : kPatienceByHand);
	return unchanged >= scaled(kPatience, watched.last->size_bytes);
}

Readiness::LookAgain Readiness::lookAgain()
{
	const auto isNear = [this](const Watched &watched) {
		return isUsable(watched) && watched.last->state == FileState::Closed;
	};
	const std::chrono::milliseconds longest = candidate_.isChosenByHand() ? kLongestPauseByHand : kLongestPause;
	pause_ = isNear(source_) || isNear(target_)
			 ? kShortestPause
			 : std::clamp<std::chrono::milliseconds>(pause_ * 2, kShortestPause, longest);
	return LookAgain{pause_};
}

} // namespace DirectPost::Media
