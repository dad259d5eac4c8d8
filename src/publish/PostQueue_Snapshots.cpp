#include "JobChoices.hpp"
#include "PostQueue.hpp"
#include "RetryPolicy.hpp"

#include <algorithm>

// What is told of the jobs: how far they are, and what the user may do with them.
namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds kSnapshotPause = 100ms;

// Where TikTok may have it all, whatever it acknowledged. As long as nothing can have arrived whole, it is an upload
// like any other.
void showCommit(JobSnapshot &snapshot, const Job &job, Worker::Commit commit)
{
	if (commit == Worker::Commit::Sending) {
		snapshot.stage = JobStage::Uploading;
		return;
	}
	snapshot.isSendingAgain = commit == Worker::Commit::SendingAgain;
	snapshot.isSentUnclear = commit == Worker::Commit::Unclear;
	if (commit == Worker::Commit::HandedOver && snapshot.bytesPerSecond <= 0)
		snapshot.sent_bytes = snapshot.total_bytes;
	snapshot.isCancelWanted = job.cancelWanted;
	if (job.cancelWanted)
		snapshot.error = Error{.kind = ErrorKind::Cancelled,
				       .code = "cancel_may_be_late",
				       .detail = "TikTok may have every byte already"};
}

// At the speed it is sent with now, or else that of the last one.
void warnOfSlowLine(JobSnapshot &job, double lastSpeed)
{
	if (job.stage <= JobStage::Uploading && !job.error)
		job.error = slowLineWarning(job.bytesPerSecond > 0 ? job.bytesPerSecond : lastSpeed, job.total_bytes);
}

} // namespace

void PostQueue::noteChange()
{
	if (isSnapshotDue_ || !isOpen_) // opening tells everything
		return;
	isSnapshotDue_ = true;
	const auto since = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - lastSnapshot_);
	client_.loop().after(std::max<milliseconds>(0ms, kSnapshotPause - since),
			     ifOpen([this] { publishSnapshot(); }));
}

void PostQueue::publishSnapshot()
{
	isSnapshotDue_ = false;
	lastSnapshot_ = std::chrono::steady_clock::now();
	QueueSnapshot snapshot;
	snapshot.isDrivenHere = isDriver_;
	snapshot.hasHistory = hasHistory_;
	snapshot.isRead = isRead_;
	snapshot.trouble = readTrouble_ ? readTrouble_ : trouble_;
	snapshot.bytesPerSecond = expected_bytesPerSecond();
	snapshot.isLive = show_.isLive;
	pendingDrafts_ = pendingAt(clock_.wallNow(), drafts_);
	snapshot.pendingDrafts = pendingDrafts_;
	for (const Job &row : inOrder()) {
		if (row.isRemoved)
			continue;
		snapshot.jobs.push_back(snapshotOf(row));
		if (snapshot.jobs.back().mayPostNow) // how fast the line will be then, nobody knows
			continue;
		warnOfSlowLine(snapshot.jobs.back(), snapshot.bytesPerSecond);
		offerWaysOut(snapshot.jobs.back());
	}
	const auto over =
		std::ranges::stable_partition(snapshot.jobs, [](const JobSnapshot &job) { return !isOver(job.stage); });
	std::ranges::stable_sort(over, std::ranges::greater(), &JobSnapshot::changed);
	addMoves(snapshot.jobs);
	std::erase_if(requests_, [this](const auto &entry) { return !rows_.contains(entry.first); });
	observer_.changed(std::move(snapshot), isRead_ ? std::optional(filesInUse()) : std::nullopt);
}

JobSnapshot PostQueue::snapshotOf(const Job &job) const
{
	const TikTok::Endpoints &endpoints = client_.endpoints();
	JobSnapshot snapshot;
	snapshot.id = job.id;
	snapshot.title = job.title();
	snapshot.caption = job.caption();
	snapshot.accountUsername = job.request.accountUsername;
	snapshot.privacyLevel = job.privacyLevel();
	snapshot.stage = job.stage;
	snapshot.isDraft = job.isDraft();
	snapshot.sent_bytes = job.acked_bytes;
	snapshot.total_bytes = job.size_bytes();
	snapshot.error = job.error;
	snapshot.clipId = job.request.clipId;
	snapshot.request = requestOf(job);
	snapshot.changed = job.changed;
	snapshot.linkIsPost = !job.postIds.empty();
	if (snapshot.linkIsPost)
		snapshot.link = endpoints.postLink(job.request.accountUsername, job.postIds.front());
	else if (job.stage == JobStage::Published || (job.stage == JobStage::OutcomeUnknown && !job.isDraft()))
		snapshot.link = endpoints.profileLink(job.request.accountUsername);

	snapshot.isPaused = isPaused(job);
	snapshot.waitsForStream = job.stage == JobStage::Waiting && !snapshot.isPaused && waitsForStream(job);

	const auto at = workers_.find(job.id);
	if (at != workers_.end())
		addProgress(snapshot, *at->second);
	else
		addTimes(snapshot, job);
	if (snapshot.stage == JobStage::Confirming)
		showCommit(snapshot, job, at == workers_.end() ? Worker::Commit::Unclear : at->second->commit());
	if (const auto wish = unwritten_.find(job.id); wish != unwritten_.end() && !isOver(job.stage))
		snapshot.error = wish->second.trouble;
	// By where it is, and not by what it waits for there.
	const bool lacksLogin = shownStage(job) != job.stage;
	addChoices(snapshot, lacksLogin && isFree(job));
	if (lacksLogin)
		snapshot.stage = shownStage(job);
	return snapshot;
}

// Handed out many times a second: copied once.
std::shared_ptr<const PostRequest> PostQueue::requestOf(const Job &job) const
{
	std::shared_ptr<const PostRequest> &request = requests_[job.id];
	if (!request)
		request = std::make_shared<const PostRequest>(job.request);
	return request;
}

void PostQueue::addProgress(JobSnapshot &snapshot, const Worker &worker) const
{
	snapshot.error = worker.shownError();
	if (!worker.isSending())
		return;
	if (heldBackBy() == HeldBackBy::Stream)
		snapshot.heldBackFor_bps = show_.bitrate_bps;
	snapshot.sent_bytes = worker.sent_bytes();
	snapshot.bytesPerSecond = worker.speed().bytesPerSecond();
	snapshot.timeLeft_s = worker.speed().timeLeft_s(snapshot.total_bytes - worker.sent_bytes());
}

} // namespace DirectPost::Publish
