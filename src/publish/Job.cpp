#include "Job.hpp"

#include "RetryPolicy.hpp"

#include <base/Utf8Path.hpp>

namespace DirectPost::Publish {

namespace {

constexpr auto kIdMayComeFor = std::chrono::hours(1);

} // namespace

TikTok::PrivacyLevel Job::privacyLevel() const
{
	return video() ? video()->post.privacyLevel : std::get<PhotoRequest>(request.what).post.privacyLevel;
}

std::string Job::caption() const
{
	return video() ? video()->post.caption : std::get<PhotoRequest>(request.what).post.description;
}

std::string Job::title() const
{
	return video() ? utf8(video()->originalFile.filename()) : std::get<PhotoRequest>(request.what).post.title;
}

bool canBeRetried(const Job &job)
{
	return job.stage == JobStage::Failed;
}

bool isFree(const Job &job)
{
	return job.stage <= (job.video() ? JobStage::Uploading : JobStage::WaitingForAccount);
}

bool isPaused(const Job &job)
{
	return job.pauseWanted && isFree(job);
}

bool mayGetAnId(const Job &job, WallTime now)
{
	return job.stage == JobStage::Published && job.postIds.empty() &&
	       job.privacyLevel() == TikTok::PrivacyLevel::PublicToEveryone && now - job.settledAt < kIdMayComeFor;
}

JobStage shownStage(const Job &job)
{
	const bool needsLogin = job.error && troubleOf(*job.error) == Trouble::Account;
	return needsLogin && !isOver(job.stage) ? JobStage::WaitingForAccount : job.stage;
}

bool isDoneWithUploadFile(const Job &job)
{
	return job.stage == JobStage::Published || job.stage == JobStage::Cancelled;
}

bool needsUploadFile(const Job &job)
{
	return job.video() && !isDoneWithUploadFile(job);
}

} // namespace DirectPost::Publish
