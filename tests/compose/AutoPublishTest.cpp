#include "AutoPublishFixture.hpp"

#include <gtest/gtest.h>

// Auto-publish in its place: what reaches it, and what becomes of what it wants.
namespace DirectPost::Compose {
namespace {

using namespace std::chrono_literals;
using TikTok::PrivacyLevel;

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

TEST_F(AutoPublish, PostsNothingForAnotherAccountThanTheOneItWasAgreedToFor)
{
	program.arm();
	countedDown();
	program.connect(kBen); // of several, Ben's is current now
	EXPECT_EQ(reviewCode(), "other_account");
	EXPECT_FALSE(now().isArmed);
	EXPECT_TRUE(now().wasTurnedOff);
	program.composer().armAgain();
	EXPECT_FALSE(now().isArmed) << "Ben has agreed to nothing";
	ASSERT_TRUE(program.state().markTrouble) << "whoever pressed a key is told";
	EXPECT_EQ(program.state().markTrouble->code, "nothing_agreed");
	EXPECT_EQ(posts(), 0);
	program.connectAndAsk(kNia);
	program.composer().armAgain();
	EXPECT_TRUE(now().isArmed);
	EXPECT_FALSE(now().wasTurnedOff);
}

TEST_F(AutoPublish, WaitsForAnAnswerThatWasLost)
{
	program.arm();
	program.ready("a.mkv");
	program.composer().creatorInfoFailed(errorOf(ErrorKind::Lost, "connection_lost"));
	EXPECT_TRUE(now().reviews.empty()) << "nobody refused anything";
	EXPECT_TRUE(now().isArmed);
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

} // namespace
} // namespace DirectPost::Compose
