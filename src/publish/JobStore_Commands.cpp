#include "JobStore.hpp"

#include "JobSchema.hpp"

#include <algorithm>

// What the user commands, whichever OBS they sit at.
namespace DirectPost::Publish {

namespace {

Expected<bool> didChange(const Expected<void> &done, const Database &database)
{
	if (!done)
		return std::unexpected(done.error());
	return database.changes() > 0;
}

} // namespace

Expected<bool> JobStore::wantCancel(JobId job)
{
	return didChange(database_.run("UPDATE job SET cancel_wanted=1 WHERE id=? AND stage<?",
				       {job, int64_t(JobStage::Processing)}),
			 database_);
}

Expected<bool> JobStore::wantPause(JobId job, bool isWanted)
{
	return didChange(database_.run("UPDATE job SET pause_wanted=? WHERE id=? AND stage<?",
				       {int64_t(isWanted), job, int64_t(JobStage::Processing)}),
			 database_);
}

Expected<bool> JobStore::move(JobId job, Direction direction)
{
	bool isMoved = false;
	auto done = database_.transaction([&]() -> Expected<void> {
		const auto waiting = select("WHERE stage=? ORDER BY place, id", {int64_t(JobStage::Waiting)});
		if (!waiting)
			return std::unexpected(waiting.error());
		const std::vector<Job> &queue = waiting->sound;
		const auto at = std::ranges::find(queue, job, &Job::id);
		const bool isEarlier = direction == Direction::Earlier;
		if (at == queue.end() || (isEarlier ? at == queue.begin() : at + 1 == queue.end()))
			return {};
		const Job &neighbour = isEarlier ? *(at - 1) : *(at + 1);
		isMoved = true;
		auto swapped = database_.run("UPDATE job SET place=? WHERE id=?", {neighbour.place, job});
		return swapped ? database_.run("UPDATE job SET place=? WHERE id=?", {at->place, neighbour.id})
			       : swapped;
	});
	if (!done)
		return std::unexpected(done.error());
	return isMoved;
}

Expected<bool> JobStore::retry(JobId job, WallTime now)
{
	bool isBegun = false;
	auto done = database_.transaction([&]() -> Expected<void> {
		const auto failed = select("WHERE id=? AND stage=?", {job, int64_t(JobStage::Failed)});
		if (!failed || failed->sound.empty())
			return failed ? Expected<void>() : std::unexpected(failed.error());
		// The same clip may have been posted anew meanwhile.
		const PostRequest &request = failed->sound.front().request;
		if (auto isNew = refuseRepeat(request); !isNew)
			return isNew;
		if (auto hasRoom = refuseTooManyDrafts(request, now); !hasRoom)
			return hasRoom;
		isBegun = true;
		return beginAnew(job, now);
	});
	if (!done)
		return std::unexpected(done.error());
	return isBegun;
}

// The user wants it now, whatever it waited for before.
Expected<void> JobStore::beginAnew(JobId job, WallTime now)
{
	return database_.run("UPDATE job SET stage=?, cancel_wanted=0, pause_wanted=0, plans_tried=0, inits=0,"
			     " waits_for=CASE waits_for WHEN ? THEN waits_for ELSE ? END, "
			     "publish_id='', upload_url='',"
			     " acked_bytes=0, settled_ms=0, error='', changed_ms=? WHERE id=? AND stage=?",
			     {int64_t(JobStage::Waiting), int64_t(WaitsFor::Nothing), int64_t(WaitsFor::Recheck),
			      toMs(now), job, int64_t(JobStage::Failed)});
}

// Not where it was begun meanwhile.
Expected<bool> JobStore::postNow(JobId job)
{
	return didChange(database_.run("UPDATE job SET waits_for=? WHERE id=? AND stage=? AND waits_for IN (?,?)",
				       {int64_t(WaitsFor::Recheck), job, int64_t(JobStage::Waiting),
					int64_t(WaitsFor::Moment), int64_t(WaitsFor::StreamEnd)}),
			 database_);
}

Expected<bool> JobStore::remove(JobId job)
{
	const auto forgotten =
		forget("WHERE id=? AND stage IN (?,?)", {job, int64_t(JobStage::Failed), int64_t(JobStage::Cancelled)});
	if (!forgotten)
		return std::unexpected(forgotten.error());
	if (*forgotten > 0)
		return true;
	return didChange(
		database_.run("UPDATE job SET removed=1 WHERE id=? AND stage>=?", {job, int64_t(JobStage::Published)}),
		database_);
}

Expected<void> JobStore::removeFinished()
{
	return database_.transaction([this]() -> Expected<void> {
		const auto forgotten =
			forget("WHERE stage IN (?,?)", {int64_t(JobStage::Failed), int64_t(JobStage::Cancelled)});
		if (!forgotten)
			return std::unexpected(forgotten.error());
		return database_.run("UPDATE job SET removed=1 WHERE stage>=?", {int64_t(JobStage::Published)});
	});
}

} // namespace DirectPost::Publish
