#include "JobChoices.hpp"

#include "Samples.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Publish {
namespace {

JobSnapshot at(JobStage stage, std::optional<Error> error = std::nullopt)
{
	JobSnapshot job;
	job.stage = stage;
	job.error = std::move(error);
	addChoices(job, false);
	return job;
}

// The letters of what may be done: pause, resume, cancel, retry, edit, remove.
std::string choices(const JobSnapshot &job)
{
	std::string letters;
	for (const auto &[may, letter] : {std::pair{job.mayPause, 'p'},
					  {job.mayResume, 'r'},
					  {job.mayCancel, 'c'},
					  {job.mayRetry, 't'},
					  {job.mayEdit, 'e'},
					  {job.mayRemove, 'x'}}) {
		if (may)
			letters += letter;
	}
	return letters;
}

TEST(JobChoices, BelongToTheStage)
{
	EXPECT_EQ(choices(at(JobStage::Waiting)), "pc");
	EXPECT_EQ(choices(at(JobStage::WaitingForAccount)), "pc");
	EXPECT_EQ(choices(at(JobStage::Starting)), "pc");
	EXPECT_EQ(choices(at(JobStage::Uploading)), "pc");
	EXPECT_EQ(choices(at(JobStage::Confirming)), "c") << "as a wish";
	EXPECT_EQ(choices(at(JobStage::Processing)), "");
	EXPECT_EQ(choices(at(JobStage::Published)), "x");
	EXPECT_EQ(choices(at(JobStage::Failed)), "tex");
	EXPECT_EQ(choices(at(JobStage::Cancelled)), "ex");
	EXPECT_EQ(choices(at(JobStage::OutcomeUnknown)), "x");
}

TEST(JobChoices, LetAClipThatLacksItsAccountBePostedForAnotherUnlessTikTokMayHaveIt)
{
	JobSnapshot job;
	job.stage = JobStage::Uploading;
	addChoices(job, true);
	EXPECT_TRUE(job.mayEdit);
	addChoices(job, false);
	EXPECT_FALSE(job.mayEdit);
}

TEST(JobChoices, OfAPausedJobAreToGoOnOrToCancel)
{
	JobSnapshot job;
	job.stage = JobStage::Uploading;
	job.isPaused = true;
	addChoices(job, false);
	EXPECT_EQ(choices(job), "rc");
}

TEST(JobChoices, OfferToCancelOnlyOnceWhereItMayBeTooLate)
{
	JobSnapshot job;
	job.stage = JobStage::Confirming;
	job.isCancelWanted = true;
	addChoices(job, false);
	EXPECT_EQ(choices(job), "");
}

TEST(JobChoices, OfferToRepeatOnlyWhereThatCanHelp)
{
	EXPECT_EQ(choices(at(JobStage::Failed, Error{.kind = ErrorKind::Post, .code = "privacy_not_offered"})), "ex");
	EXPECT_EQ(choices(at(JobStage::Failed, Error{.kind = ErrorKind::ClipUnfit, .code = "file_changed"})), "ex");
	EXPECT_EQ(choices(at(JobStage::Failed, Error{.kind = ErrorKind::ClipFile, .code = "file_missing"})), "tex");
	EXPECT_EQ(choices(at(JobStage::Failed, Error{.kind = ErrorKind::Server, .code = "tiktok_down"})), "tex");
	EXPECT_EQ(choices(at(JobStage::OutcomeUnknown, Error{.kind = ErrorKind::Server, .code = "tiktok_down"})), "x");
}

TEST(JobChoices, MoveAJobPastNeighboursThatWaitAsWell)
{
	std::vector<JobSnapshot> jobs = {at(JobStage::Uploading), at(JobStage::Waiting), at(JobStage::Waiting),
					 at(JobStage::Waiting), at(JobStage::Failed)};
	addMoves(jobs);
	std::string earlier;
	std::string later;
	for (const JobSnapshot &job : jobs) {
		earlier += job.mayMoveEarlier ? '1' : '0';
		later += job.mayMoveLater ? '1' : '0';
	}
	EXPECT_EQ(earlier, "00110");
	EXPECT_EQ(later, "01100");
}

TEST(JobSnapshot, IsEqualWhereTheRequestsAre)
{
	JobSnapshot one;
	JobSnapshot other;
	EXPECT_EQ(one, other);
	one.request = std::make_shared<PostRequest>(videoRequest(kSmall_bytes));
	EXPECT_FALSE(one == other);
	other.request = std::make_shared<PostRequest>(videoRequest(kSmall_bytes));
	EXPECT_EQ(one, other);
	other.request = std::make_shared<PostRequest>(photoRequest());
	EXPECT_FALSE(one == other);
}

} // namespace
} // namespace DirectPost::Publish
