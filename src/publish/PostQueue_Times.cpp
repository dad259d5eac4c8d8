#include "PostQueue.hpp"

// Which jobs wait for a moment, or for the end of the stream.
namespace DirectPost::Publish {

namespace {

// OBS may crash, and the show go on: its end is still the one that was meant. That of the next day's is not.
constexpr auto kLongestShow = std::chrono::hours(24);

} // namespace

Due PostQueue::dueOf(const Job &job) const
{
	const bool isItsShow = hasBeenLive_ && clock_.wallNow() - job.created < kLongestShow;
	return Publish::dueOf(job.when, clock_.wallNow(), isItsShow);
}

// The clock goes on, or was set: what a row says may be news without anything else having happened.
void PostQueue::stepTimes()
{
	std::map<JobId, Due> due;
	for (const auto &[id, row] : rows_) {
		if (row.stage == JobStage::Waiting && row.when.what != WaitsFor::Nothing)
			due.emplace(id, dueOf(row));
	}
	if (due == due_)
		return;
	due_ = std::move(due);
	noteChange();
}

// Of a job that nobody works on.
void PostQueue::addTimes(JobSnapshot &snapshot, const Job &job) const
{
	if (job.stage != JobStage::Waiting || job.when.what == WaitsFor::Nothing || snapshot.isPaused)
		return;
	const Due due = dueOf(job);
	if (job.when.what == WaitsFor::Moment)
		snapshot.moment = job.when.moment;
	snapshot.waitsForMoment = due == Due::NotYet;
	snapshot.isMissed = due == Due::Missed;
	if (snapshot.isMissed) { // whatever kept it from being begun in time
		snapshot.stage = JobStage::Waiting;
		snapshot.error.reset();
	}
	const bool waitsForStreamEnd = job.when.what == WaitsFor::StreamEnd && show_.isLive;
	snapshot.mayPostNow = due != Due::Now || waitsForStreamEnd;
}

Expected<void> PostQueue::postNow(JobId job)
{
	if (auto isThere = needStore(); !isThere)
		return isThere;
	return answer("post now", job, store_->postNow(job));
}

} // namespace DirectPost::Publish
