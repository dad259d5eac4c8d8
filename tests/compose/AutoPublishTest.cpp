#include "Program.hpp"

#include <gtest/gtest.h>

// Auto-publish in its place: what reaches it, and what becomes of what it wants.
namespace DirectPost::Compose {
namespace {

using namespace std::chrono_literals;
using TikTok::PrivacyLevel;

class AutoPublish : public testing::Test {
protected:
	AutoPublish()
	{
		program.connectAndAsk();
		program.composer().setSeen(true);
	}
	ClipId countedDown(const std::string &name = "a.mkv")
	{
		const ClipId id = program.ready(name);
		program.answerCreator();
		return id;
	}
	const AutoPublishState &now() { return program.state().autoPublish; }
	std::string reviewCode() { return now().reviews.empty() ? "" : now().reviews.back().code; }
	size_t posts() { return program.services().posts.size(); }

	Program program;
};

TEST_F(AutoPublish, PostsTheClipWithWhatWasAgreedTo)
{
	program.arm();
	const ClipId id = countedDown();
	ASSERT_TRUE(now().countdown);
	EXPECT_EQ(now().countdown->clip, id);
	EXPECT_EQ(now().countdown->clipName, "a.mkv");
	program.composer().postNow(program.counting());
	EXPECT_EQ(program.lastPost().what.clipId, id);
	EXPECT_EQ(program.lastPost().what.accountOpenId, kNia);
	EXPECT_EQ(program.lastPost().what.accountUsername, "niaplays");
	EXPECT_FALSE(program.lastPost().what.isRepeatWanted);
	TikTok::PostInfo agreed;
	agreed.caption = "Game by Nia";
	agreed.privacyLevel = PrivacyLevel::PublicToEveryone;
	EXPECT_EQ(program.lastVideo().post.info, agreed);
	program.acceptLastPost();
	EXPECT_FALSE(program.isAtHand(id));
}

TEST_F(AutoPublish, LeavesAClipToWhoeverWritesAboutIt)
{
	program.arm();
	Draft draft;
	draft.info.caption = "my own words";
	const ClipId counted = countedDown("a.mkv");
	program.composer().setDraft(counted, draft);
	EXPECT_FALSE(now().countdown);
	const ClipId early = program.arrive("b.mkv");
	program.composer().setDraft(early, draft);
	program.becomeReady(early);
	program.answerCreator();
	EXPECT_FALSE(now().countdown);
	EXPECT_EQ(posts(), 0);
	EXPECT_EQ(program.clip(counted).draft, draft);
	EXPECT_EQ(program.clip(early).draft, draft);
}

TEST_F(AutoPublish, SaysThatADisconnectedAccountTurnsItOff)
{
	program.arm();
	countedDown();
	program.composer().accountChanged(disconnected());
	EXPECT_EQ(reviewCode(), "disconnected");
}

TEST(AutoPublishInTime, PostsWhenTheCountdownIsOver)
{
	Program program(1ms);
	program.connectAndAsk();
	program.composer().setSeen(true);
	program.arm();
	program.ready("a.mkv");
	program.answerCreator();
	EXPECT_TRUE(program.turnUntil([&] { return !program.services().posts.empty(); }));
}

TEST_F(AutoPublish, ShowsThatItIsHeldWhileNobodyCanSeeIt)
{
	program.composer().setSeen(false);
	program.arm();
	countedDown();
	EXPECT_TRUE(now().countdown->isHeld);
	program.turn();
	EXPECT_GE(program.attentions, 1);
	program.composer().setSeen(true);
	EXPECT_FALSE(now().countdown->isHeld);
}

TEST_F(AutoPublish, IsAgreedToAnewEachTime)
{
	PresetDraft draft;
	draft.info.caption = "{scene}";
	draft.info.privacyLevel = PrivacyLevel::SelfOnly;
	draft.info.interactions.allowComment = true;
	draft.info.isAiGenerated = true;
	draft.forReplays = true;
	program.composer().setPresetDraft(draft);
	program.composer().arm();
	EXPECT_EQ(now().preset->consentedAt, "2027-01-15T08:00:00Z");
	EXPECT_EQ(now().preset->accountOpenId, kNia);
	program.composer().disarm();

	program.composer().beginPreset();
	EXPECT_EQ(program.state().preset.obstacle, Obstacle::AskingTikTok) << "TikTok is asked anew";
	program.answerCreator();
	const PresetDraft begun = program.state().preset.draft;
	EXPECT_EQ(begun.info.caption, "{scene}");
	EXPECT_TRUE(begun.forReplays);
	EXPECT_FALSE(hasChoices(begun.info));
	program.composer().arm();
	EXPECT_FALSE(now().isArmed) << "nobody has chosen who may view";
}

TEST_F(AutoPublish, IsForClipsOfObsAlone)
{
	program.arm(true);
	program.readyByHand("chosen.mkv");
	program.answerCreator();
	EXPECT_FALSE(now().countdown);
	program.ready("replay.mkv", Media::Origin::Replay);
	program.answerCreator();
	EXPECT_TRUE(now().countdown);
}

TEST_F(AutoPublish, LeavesReplaysAloneUntilItIsMeantForThem)
{
	program.arm(false);
	program.ready("replay.mkv", Media::Origin::Replay);
	program.answerCreator();
	EXPECT_FALSE(now().countdown);
}

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

TEST_F(AutoPublish, LeavesAClipToTheUserThatFailedAtFirst)
{
	program.arm();
	const ClipId id = program.arrive("a.mkv");
	program.fail(id);
	EXPECT_EQ(reviewCode(), "clip_failed");
	program.composer().prepareAgain(id);
	program.becomeReady(id);
	program.answerCreator();
	EXPECT_FALSE(now().countdown) << "it was said that it is not posted by itself";
}

TEST_F(AutoPublish, TakesAClipUpOnceOnly)
{
	program.arm();
	const ClipId id = countedDown();
	program.composer().cancelCountdown(program.counting());
	Draft cut;
	cut.plan.end_ms = 30'000;
	program.composer().setDraft(id, cut);
	program.becomePrepared(id);
	program.answerCreator();
	EXPECT_EQ(program.clip(id).stage, ClipStage::Ready);
	EXPECT_FALSE(now().countdown) << "the user has stopped it";
}

TEST_F(AutoPublish, LeavesAClipToTheUserWhoCutsItMeanwhile)
{
	program.arm();
	const ClipId id = countedDown();
	Draft cut;
	cut.plan.end_ms = 30'000;
	program.composer().setDraft(id, cut);
	EXPECT_FALSE(now().countdown);
	program.becomePrepared(id);
	program.answerCreator();
	EXPECT_FALSE(now().countdown);
	EXPECT_EQ(posts(), 0u);
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

TEST_F(AutoPublish, LeavesAClipThatAPersonEdits)
{
	program.arm();
	const ClipId first = countedDown("a.mkv");
	const ClipId second = program.ready("b.mkv");
	program.composer().beginEdit(second);
	program.composer().cancelCountdown(first);
	program.answerCreator();
	EXPECT_FALSE(now().countdown) << "it would be posted uncut";
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

TEST_F(AutoPublish, LeavesAClipToTheUserWhoPostsItBeforeItsTurn)
{
	program.arm();
	countedDown("first.mkv");
	const ClipId second = program.ready("second.mkv");
	program.composer().setDraft(second, finishedDraft("by hand"));
	program.composer().askCreator();
	program.answerCreator();
	program.composer().post(second);
	EXPECT_EQ(posts(), 1u);
	program.composer().cancelCountdown(program.counting());
	program.answerCreator();
	EXPECT_FALSE(now().countdown) << "it is being posted";
	program.refuseLastPost(errorOf(ErrorKind::Disk, "store_full"));
	program.answerCreator();
	EXPECT_FALSE(now().countdown) << "the user does it by hand now";
	EXPECT_TRUE(now().reviews.empty());
}

TEST_F(AutoPublish, IsOffAndSaysSoWhenAnotherAccountIsConnected)
{
	program.arm();
	const ClipId id = countedDown();
	program.connect(kBen);
	EXPECT_FALSE(now().isArmed);
	EXPECT_EQ(reviewCode(), "other_account");
	EXPECT_TRUE(program.clip(id).mayBePutAway);
	program.composer().postNow(program.counting());
	EXPECT_EQ(posts(), 0u);
}

TEST_F(AutoPublish, TakesABreakAfterTenClipsInADay)
{
	program.arm();
	for (int i = 0; i < kDailyCap; ++i) {
		countedDown(std::to_string(i) + ".mkv");
		program.composer().postNow(program.counting());
		program.acceptLastPost();
	}
	program.restart();
	program.connectAndAsk();
	program.arm();
	countedDown("eleventh.mkv");
	EXPECT_EQ(reviewCode(), "daily_cap");
	program.clock.wall += 24h;
	countedDown("twelfth.mkv");
	EXPECT_TRUE(now().countdown);
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
