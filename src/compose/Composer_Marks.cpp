#include "ComposerPrivate.hpp"

#include <algorithm>

// Recordings that are being written, and the moments marked in them.
namespace DirectPost::Compose {

void Composer::recordingBegan(const std::filesystem::path &file)
{
	d_->running.push_back({.file = file, .marks_ms = {}});
	d_->touch();
	d_->save();
}

void Composer::mark(const std::optional<Media::RecordingMoment> &moment)
{
	d_->markTrouble.reset();
	const auto recording =
		moment ? std::ranges::find(d_->running, moment->file, &RunningRecording::file) : d_->running.end();
	if (recording == d_->running.end()) {
		d_->markTrouble = Error{.kind = ErrorKind::ClipFile, .code = "nothing_to_mark"};
		emit attentionWanted();
	} else if (recording->marks_ms.size() < kMostMarks) {
		recording->marks_ms.push_back(moment->position_ms);
		d_->save();
	}
	d_->touch();
}

void Composer::clipNextReplay(std::optional<int64_t> last_ms)
{
	d_->markTrouble.reset();
	d_->nextReplay_ms = last_ms;
	if (!last_ms) {
		d_->markTrouble = Error{.kind = ErrorKind::ClipFile, .code = "no_replay_buffer"};
		emit attentionWanted();
	}
	d_->touch();
}

void Composer::dismissMarkTrouble()
{
	d_->markTrouble.reset();
	d_->touch();
}

// --- inside ---

// It is no longer being written.
std::vector<int64_t> Composer::Private::takeMarks(const std::filesystem::path &file)
{
	const auto recording = std::ranges::find(running, file, &RunningRecording::file);
	if (recording == running.end())
		return {};
	std::vector<int64_t> marks_ms = std::move(recording->marks_ms);
	running.erase(recording);
	return marks_ms;
}

// Each marked moment becomes a clip of its own, beside the whole recording. Nothing of them is posted by itself.
void Composer::Private::offerMarked(ClipId id)
{
	Clip *recording = find(id);
	if (!std::exchange(recording->offersMarks, false))
		return;
	const auto stretches = stretchesAround(recording->visible.context.marks_ms, settings.beforeMark_ms,
					       recording->visible.info.duration_ms);
	for (const Stretch &stretch : stretches) {
		recording = find(id); // adding moves them
		Clip marked;
		marked.candidate = recording->candidate;
		marked.candidate.file = recording->known->info.file;
		marked.candidate.remuxTarget.clear();
		marked.visible.id = newId();
		marked.visible.file = recording->visible.file;
		marked.visible.name = recording->visible.name;
		marked.visible.origin = recording->visible.origin;
		marked.visible.context = recording->visible.context;
		marked.visible.mark_ms = stretch.mark_ms;
		marked.visible.draft.plan.start_ms = stretch.start_ms;
		marked.visible.draft.plan.end_ms = stretch.end_ms;
		add(std::move(marked));
	}
}

// OBS died while it wrote them: what there is of them is offered.
void Composer::Private::admitUnfinished(const std::vector<RunningRecording> &recordings)
{
	for (const RunningRecording &recording : recordings) {
		const bool isAtHand = std::ranges::contains(clips, recording.file,
							    [](const Clip &clip) { return clip.candidate.file; });
		if (isAtHand)
			continue;
		running.push_back(recording);
		self.admit({.file = recording.file, .remuxTarget = {}, .recordingStarted = {}, .hasFailed = true},
			   Media::Origin::Recording, {});
	}
}

} // namespace DirectPost::Compose
