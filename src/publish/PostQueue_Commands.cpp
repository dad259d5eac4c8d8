#include "PostQueue.hpp"

#include <algorithm>

// What the user commands to be done with jobs that exist.
namespace DirectPost::Publish {

namespace {

Error tooLate()
{
	return {.kind = ErrorKind::Refused, .code = "too_late", .detail = "the post is not in that state any more"};
}

} // namespace

Expected<void> PostQueue::cancel(JobId job)
{
	return wish(job, {.isCancelWanted = true});
}

// Where it is with its last bytes on their way, it is too late: then it goes on, and the wish is forgotten with the
// verdict.
Expected<void> PostQueue::pause(JobId job, bool isWanted)
{
	return wish(job, {.isPauseWanted = isWanted});
}

// A full disk must not be the reason why a clip goes out that was held back: what cannot be stored is heeded all the
// same.
Expected<void> PostQueue::wish(JobId job, const Wish &wanted)
{
	if (auto isThere = needStore(); !isThere)
		return isThere;
	Wish &wish = unwritten_[job];
	wish.isCancelWanted = wish.isCancelWanted || wanted.isCancelWanted;
	if (wanted.isPauseWanted)
		wish.isPauseWanted = wanted.isPauseWanted;
	const bool isTooLate = std::ranges::contains(writeWishes(), job);
	(void)reload();
	drive();
	return isTooLate ? std::unexpected(tooLate()) : Expected<void>();
}

// Gives back the posts for which it was too late.
std::vector<JobId> PostQueue::writeWishes()
{
	std::vector<JobId> late;
	const auto written = std::erase_if(unwritten_, [this, &late](auto &entry) {
		auto &[job, wish] = entry;
		Expected<bool> done = true;
		if (wish.isCancelWanted)
			done = store_->wantCancel(job);
		if (done && wish.isPauseWanted)
			done = store_->wantPause(job, *wish.isPauseWanted);
		const bool isFirstTry = !wish.trouble;
		if (!done && isFirstTry)
			log_(LogLevel::Error, done.error().code + ": " + done.error().detail);
		if (done && !*done) {
			late.push_back(job);
			log_(LogLevel::Info, "post " + std::to_string(job) + ": too late to hold it back");
		}
		if (!done)
			wish.trouble = done.error();
		return done.has_value();
	});
	if (written > 0)
		noteChange();
	return late;
}

// Rows that were just read lack the wishes that could not be written: they are added, and the workers are told.
void PostQueue::heedWishes()
{
	for (const auto &[id, wish] : unwritten_) {
		const auto row = rows_.find(id);
		if (row == rows_.end())
			continue;
		row->second.cancelWanted = row->second.cancelWanted || wish.isCancelWanted;
		row->second.pauseWanted = wish.isPauseWanted.value_or(row->second.pauseWanted);
	}
	const auto workers = workers_;
	for (const auto &[id, worker] : workers) {
		if (const auto row = rows_.find(id); row != rows_.end())
			worker->wish(row->second.cancelWanted, row->second.pauseWanted);
	}
}

Expected<void> PostQueue::move(JobId job, Direction direction)
{
	if (auto isThere = needStore(); !isThere)
		return isThere;
	return answer("move", job, store_->move(job, direction));
}

Expected<void> PostQueue::retry(JobId job)
{
	if (auto isThere = needStore(); !isThere)
		return isThere;
	const auto done = store_->retry(job, clock_.wallNow());
	if (done && *done)
		unwritten_.erase(job); // it was for what is begun anew now
	return answer("retry", job, done);
}

Expected<void> PostQueue::remove(JobId job)
{
	if (auto isThere = needStore(); !isThere)
		return isThere;
	const auto row = rows_.find(job);
	if (row == rows_.end())
		return answer("remove", job, false);
	const Job removed = row->second;
	const auto done = store_->remove(job);
	if (done && *done)
		dropRow(removed);
	return answer("remove", job, done);
}

// The store has let go of it.
void PostQueue::dropRow(const Job &removed)
{
	if (const auto worker = workers_.extract(removed.id))
		worker.mapped()->stop();
	rows_.erase(removed.id);
	// Of one that failed, a clip at hand may be made from the same file: the next start knows.
	if (removed.stage != JobStage::Failed)
		tidy(removed);
}

Expected<void> PostQueue::clearFinished()
{
	if (auto isThere = needStore(); !isThere)
		return isThere;
	const auto removed = store_->removeFinished();
	if (!removed) {
		log_(LogLevel::Error, removed.error().code + ": " + removed.error().detail);
		return removed;
	}
	for (const Job &row : inOrder()) {
		if (isOver(row.stage))
			dropRow(row);
	}
	(void)reload();
	drive();
	return {};
}

Expected<void> PostQueue::answer(const char *what, JobId job, const Expected<bool> &done)
{
	if (!done) {
		log_(LogLevel::Error, done.error().code + ": " + done.error().detail);
		return std::unexpected(done.error());
	}
	if (!*done) {
		log_(LogLevel::Info, "post " + std::to_string(job) + ": too late to " + what);
		return std::unexpected(tooLate());
	}
	(void)reload();
	drive();
	return {};
}

} // namespace DirectPost::Publish
