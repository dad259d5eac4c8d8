#include "JobStore.hpp"

#include "JobSchema.hpp"

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
	const bool isEarlier = direction == Direction::Earlier;
	const char *neighbour = isEarlier ? "SELECT id, place FROM job WHERE stage=?1 AND place<(SELECT place FROM job"
					    " WHERE id=?2 AND stage=?1) ORDER BY place DESC LIMIT 1"
					  : "SELECT id, place FROM job WHERE stage=?1 AND place>(SELECT place FROM job"
					    " WHERE id=?2 AND stage=?1) ORDER BY place LIMIT 1";
	bool isMoved = false;
	auto done = database_.transaction([&]() -> Expected<void> {
		std::optional<std::pair<JobId, int64_t>> other;
		auto asked = database_.query(neighbour, {int64_t(JobStage::Waiting), job},
					     [&other](const Row &row) { other = {row.integer(0), row.integer(1)}; });
		if (!asked || !other)
			return asked;
		isMoved = true;
		auto swapped = database_.run("UPDATE job SET place=(SELECT place FROM job WHERE id=?) WHERE id=?",
					     {job, other->first});
		return swapped ? database_.run("UPDATE job SET place=? WHERE id=?", {other->second, job}) : swapped;
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
		if (!failed || failed->empty())
			return failed ? Expected<void>() : std::unexpected(failed.error());
		// The same clip may have been posted anew meanwhile.
		if (auto isNew = refuseRepeat(failed->front().request); !isNew)
			return isNew;
		if (auto hasRoom = refuseTooManyDrafts(failed->front().request, now); !hasRoom)
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
	auto forgotten = didChange(database_.run("DELETE FROM job WHERE id=? AND stage IN (?,?)",
						 {job, int64_t(JobStage::Failed), int64_t(JobStage::Cancelled)}),
				   database_);
	if (!forgotten || *forgotten)
		return forgotten;
	return didChange(
		database_.run("UPDATE job SET removed=1 WHERE id=? AND stage>=?", {job, int64_t(JobStage::Published)}),
		database_);
}

Expected<void> JobStore::removeFinished()
{
	return database_.transaction([this]() -> Expected<void> {
		auto forgotten = database_.run("DELETE FROM job WHERE stage IN (?,?)",
					       {int64_t(JobStage::Failed), int64_t(JobStage::Cancelled)});
		if (!forgotten)
			return forgotten;
		return database_.run("UPDATE job SET removed=1 WHERE stage>=?", {int64_t(JobStage::Published)});
	});
}

} // namespace DirectPost::Publish
