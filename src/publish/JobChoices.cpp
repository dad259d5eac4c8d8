#include "JobChoices.hpp"

namespace DirectPost::Publish {

namespace {

// From Confirming on TikTok may have all the bytes: a cancel is a wish that is heeded if it has not.
bool canBeHeldBack(JobStage stage)
{
	return stage == JobStage::Waiting || stage == JobStage::WaitingForAccount || stage == JobStage::Starting ||
	       stage == JobStage::Uploading;
}

} // namespace

void addChoices(JobSnapshot &job, bool isFreeWithoutLogin)
{
	const bool hasFailed = job.stage == JobStage::Failed; // nothing was published, and nothing will be
	job.mayCancel = canBeHeldBack(job.stage) || (job.stage == JobStage::Confirming && !job.isCancelWanted);
	job.mayPause = canBeHeldBack(job.stage) && !job.isPaused;
	job.mayResume = job.isPaused;
	job.mayRetry = hasFailed && (!job.error || meaningOf(job.error->kind).mayRetryHelp);
	job.mayEdit = hasFailed || job.stage == JobStage::Cancelled || job.mayPostNow || isFreeWithoutLogin;
	job.mayRemove = isOver(job.stage);
}

void addMoves(std::vector<JobSnapshot> &jobs)
{
	const auto waits = [&jobs](size_t at) {
		return at < jobs.size() && jobs[at].stage == JobStage::Waiting;
	};
	for (size_t at = 0; at < jobs.size(); ++at) {
		jobs[at].mayMoveEarlier = at > 0 && waits(at) && waits(at - 1);
		jobs[at].mayMoveLater = waits(at) && waits(at + 1);
	}
}

} // namespace DirectPost::Publish
