#include "AutoPublishFixture.hpp"

#include <gtest/gtest.h>

// Auto-publish in its place: what it leaves for the user to look at, and what it says then.
namespace DirectPost::Compose {
namespace {

TEST_F(AutoPublish, SaysThatAClipFailedInPreparation)
{
	program.arm();
	const ClipId id = program.arrive("a.mkv");
	program.becomeKnown(id);
	const Error error = errorOf(ErrorKind::Disk, "disk_full");
	program.composer().preparationFailed(program.sourceOf(id), {}, error);
	ASSERT_EQ(reviewCode(), "clip_failed");
	EXPECT_EQ(now().reviews.back().clip, id);
	EXPECT_EQ(now().reviews.back().error, error);
}

TEST_F(AutoPublish, SaysNothingOfAClipWhosePreparationTheUserStopped)
{
	program.arm();
	program.fail(program.arrive("a.mkv"), errorOf(ErrorKind::Cancelled, "cancelled"));
	EXPECT_TRUE(now().reviews.empty());
}

TEST_F(AutoPublish, NeverPostsAClipOfLessThanASecond)
{
	program.arm();
	const ClipId id = program.arrive("a.mkv");
	Media::Source source = program.knownSource(id);
	source.info.duration_ms = 999;
	program.composer().sourceKnown(source);
	program.composer().prepared(source.id, {}, preparedOf(source));
	program.answerCreator();
	EXPECT_EQ(reviewCode(), "too_short");
	EXPECT_FALSE(now().countdown);
}

TEST_F(AutoPublish, LeavesARecordingForReviewThatObsHadAProblemWith)
{
	program.arm();
	const ClipId id = program.composer().admit(
		{.file = "/recordings/a.mkv", .remuxTarget = {}, .recordingStarted = {}, .hasFailed = true},
		Media::Origin::Recording, {});
	program.becomeReady(id);
	program.answerCreator();
	EXPECT_EQ(reviewCode(), "recording_failed");
	EXPECT_FALSE(now().countdown);
}

TEST_F(AutoPublish, LeavesTheShortRestOfASplitRecordingForReview)
{
	program.arm();
	const ClipId id = program.composer().admit(
		{.file = "/recordings/a.mkv", .remuxTarget = {}, .recordingStarted = {}, .isRestOfSplit = true},
		Media::Origin::Recording, {});
	Media::Source source = program.knownSource(id);
	source.info.duration_ms = 1'100;
	program.composer().sourceKnown(source);
	program.composer().prepared(source.id, {}, preparedOf(source));
	program.answerCreator();
	EXPECT_EQ(reviewCode(), "short_rest");
	EXPECT_FALSE(now().countdown);
}

TEST_F(AutoPublish, LeavesAFileForReviewThatMayBeAnEarlierRecordings)
{
	program.arm();
	const ClipId id = program.arrive("a.mkv");
	Media::Source source = program.knownSource(id);
	source.looksOlder = true;
	program.composer().sourceKnown(source);
	program.composer().prepared(source.id, {}, preparedOf(source));
	program.answerCreator();
	EXPECT_EQ(reviewCode(), "looks_older");
	EXPECT_FALSE(now().countdown);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Ready);
}

TEST_F(AutoPublish, SaysThatAClipDoesNotPassTheChecks)
{
	program.arm();
	const ClipId id = program.arrive("a.mkv");
	Media::Source source = program.knownSource(id);
	source.info.videoCodec.clear();
	program.composer().sourceKnown(source);
	EXPECT_EQ(reviewCode(), "checks_failed");
}

TEST_F(AutoPublish, SaysThatThePostWasRefused)
{
	program.arm();
	const ClipId id = countedDown();
	program.composer().postNow(program.counting());
	const Error error = errorOf(ErrorKind::Repeat, "posted_already");
	program.refuseLastPost(error);
	EXPECT_EQ(reviewCode(), "post_refused");
	EXPECT_EQ(now().reviews.back().error, error);
	EXPECT_EQ(program.clip(id).refusal, error);
	EXPECT_FALSE(program.clip(id).mayPostAgain) << "by hand nobody has chosen who may see it";
	EXPECT_FALSE(program.clip(id).isBeingPosted);
}

TEST_F(AutoPublish, SaysAtTheNextStartThatAPostWasNotStoredWhenObsDied)
{
	program.arm();
	const ClipId id = countedDown();
	program.composer().postNow(id);
	program.composer().flush();
	program.kill();
	program.start();
	ASSERT_EQ(now().reviews.size(), 1u);
	EXPECT_EQ(now().reviews[0].code, "obs_was_closed");
	program.connectAndAsk();
	program.showJobs({{.id = 1, .stage = Publish::JobStage::Uploading, .clipId = id}});
	EXPECT_TRUE(now().reviews.empty()) << "it was";
}

TEST_F(AutoPublish, SaysAtTheNextStartWhatWaitedWhenObsWasClosed)
{
	program.arm();
	const ClipId counted = countedDown("counted.mkv");
	const ClipId waiting = program.ready("waiting.mkv");
	const ClipId preparing = program.arrive("preparing.mkv");
	program.becomeKnown(preparing);
	const ClipId checked = program.arrive("checked.mkv");
	const ClipId byHand = program.readyByHand("by-hand.mkv");
	const ClipId replay = program.ready("replay.mkv", Media::Origin::Replay);
	program.restart();
	std::vector<ClipId> said;
	for (const Review &review : now().reviews) {
		EXPECT_EQ(review.code, "obs_was_closed");
		said.push_back(review.clip);
	}
	EXPECT_EQ(said, (std::vector{counted, waiting, preparing, checked}));
	EXPECT_TRUE(program.isAtHand(byHand) && program.isAtHand(replay));
	program.turn();
	EXPECT_GE(program.attentions, 1);
	EXPECT_FALSE(now().isArmed);

	for (const ClipId id : said)
		program.composer().dismissReview(id);
	program.restart();
	EXPECT_TRUE(now().reviews.empty()) << "it was seen";
	program.connectAndAsk();
	program.composer().show(counted);
	program.becomeReady(counted);
	program.answerCreator();
	EXPECT_FALSE(now().countdown);
	EXPECT_EQ(posts(), 0u);
}

TEST_F(AutoPublish, FindsOutWhyTikTokCannotBeAskedWhileNobodyIsConnected)
{
	program.arm();
	AccountState expired = connectedAs(kNia);
	expired.connection = Account::ConnectionState::Expired;
	program.composer().accountChanged(expired);
	program.ready("a.mkv");
	const Error error = errorOf(ErrorKind::Account, "login_expired");
	program.composer().creatorInfoFailed(error);
	EXPECT_EQ(reviewCode(), "creator_refused");
	EXPECT_EQ(now().reviews.back().error, error);
}

} // namespace
} // namespace DirectPost::Compose
