#include "PostQueue.hpp"

// What the user does with jobs that exist.
namespace DirectPost::Publish {

void PostQueue::cancel(JobId job)
{
	wish(job, {.isCancelWanted = true});
}

// Where it is with its last bytes on their way, it is too late: then it goes on, and the wish is forgotten with the
// verdict.
void PostQueue::pause(JobId job, bool isWanted)
{
	wish(job, {.isPauseWanted = isWanted});
}

// A full disk must not be the reason why a clip goes out that was held back.
void PostQueue::wish(JobId job, const Wish &wanted)
{
	if (!store_)
		return;
	Wish &wish = unwritten_[job];
	wish.isCancelWanted = wish.isCancelWanted || wanted.isCancelWanted;
	if (wanted.isPauseWanted)
		wish.isPauseWanted = wanted.isPauseWanted;
	writeWishes();
	(void)reload();
	drive();
}

void PostQueue::writeWishes()
{
	const auto written = std::erase_if(unwritten_, [this](auto &entry) {
		auto &[job, wish] = entry;
		Expected<bool> done = true;
		if (wish.isCancelWanted)
			done = store_->wantCancel(job);
		if (done && wish.isPauseWanted)
			done = store_->wantPause(job, *wish.isPauseWanted);
		const bool isFirstTry = !wish.trouble;
		if (!done && isFirstTry)
			log_(LogLevel::Error, done.error().code + ": " + done.error().detail);
		if (done && !*done && isFirstTry)
			log_(LogLevel::Info, "post " + std::to_string(job) + ": too late to hold it back");
		if (!done)
			wish.trouble = done.error();
		return done.has_value();
	});
	if (written > 0)
		noteChange();
}

// The rows just read know nothing of what could not be written, and what becomes of a wish is newer than they are.
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

void PostQueue::move(JobId job, Direction direction)
{
	if (store_)
		command("move", job, store_->move(job, direction));
}

void PostQueue::retry(JobId job)
{
	if (!store_)
		return;
	auto done = store_->retry(job, clock_.wallNow());
	if (done && *done)
		unwritten_.erase(job); // it was for what is begun anew now
	command("retry", job, std::move(done));
}

void PostQueue::remove(JobId job)
{
	if (!store_ || !rows_.contains(job))
		return;
	const Job row = rows_[job];
	auto removed = store_->remove(job);
	if (removed && *removed) {
		if (const auto worker = workers_.extract(job))
			worker.mapped()->stop();
		rows_.erase(job);
		if (row.video() && row.video()->ownsUploadFile)
			tidy(row);
	}
	command("remove", job, std::move(removed));
}

void PostQueue::command(const char *what, JobId job, Expected<bool> done)
{
	if (!done)
		log_(LogLevel::Error, done.error().code + ": " + done.error().detail);
	else if (!*done)
		log_(LogLevel::Info, "post " + std::to_string(job) + ": too late to " + what);
	if (!done || !*done)
		return;
	(void)reload();
	drive();
}

} // namespace DirectPost::Publish
