#include "Job.hpp"

#include "RetryPolicy.hpp"

#include <base/Utf8Path.hpp>

namespace DirectPost::Publish {

namespace {

constexpr auto kIdMayComeFor = std::chrono::hours(1);

} // namespace

TikTok::PrivacyLevel Job::privacyLevel() const
{
	return request.info().privacyLevel.value_or(TikTok::PrivacyLevel::SelfOnly);
}

std::string Job::caption() const
{
	return request.info().caption;
}

std::string Job::title() const
{
	return video() ? utf8(video()->originalFile.filename()) : std::get<PhotoRequest>(request.what).post.title;
}

bool isSound(const Job &job)
{
	const auto [size_bytes, chunkSize_bytes, count] = job.plan;
	const bool hasStage = job.stage >= JobStage::Waiting && job.stage <= kLastStage;
	const bool hasKind = job.planKind >= PlanKind::Usual && job.planKind <= PlanKind::Split64;
	const bool isCut = count > 0 && chunkSize_bytes > 0 && chunkSize_bytes <= size_bytes / count;
	const bool needsPlan = job.stage == JobStage::Uploading || job.stage == JobStage::Confirming;
	const bool isPlanSound = isCut || (count == 0 && !needsPlan);
	const bool hasWhen = job.when.what >= WaitsFor::Nothing && job.when.what <= WaitsFor::Recheck;
	return hasStage && hasKind && hasWhen && isPlanSound && size_bytes >= 0 && job.acked_bytes >= 0 &&
	       job.acked_bytes <= size_bytes;
}

bool isFree(const Job &job)
{
	return job.stage <= (job.video() ? JobStage::Uploading : JobStage::WaitingForAccount);
}

bool isPaused(const Job &job)
{
	return job.pauseWanted && isFree(job);
}

bool mayHaveNews(const Job &job, WallTime now)
{
	if (job.stage == JobStage::SentToInbox)
		return now - job.settledAt < kDraftIsPendingFor;
	const bool mayBePublic = job.isDraft() || job.privacyLevel() == TikTok::PrivacyLevel::PublicToEveryone;
	return job.stage == JobStage::Published && job.postIds.empty() && mayBePublic &&
	       now - job.settledAt < kIdMayComeFor;
}

JobStage shownStage(const Job &job)
{
	const bool needsLogin = job.error && meaningOf(job.error->kind).waitsForAccount;
	return needsLogin && !isOver(job.stage) ? JobStage::WaitingForAccount : job.stage;
}

bool isDoneWithUploadFile(const Job &job)
{
	return job.stage == JobStage::Published || job.stage == JobStage::SentToInbox ||
	       job.stage == JobStage::Cancelled;
}

bool needsUploadFile(const Job &job)
{
	return job.video() && !isDoneWithUploadFile(job);
}

} // namespace DirectPost::Publish
