#include "Program.hpp"

#include <gtest/gtest.h>

// Clips that go to the creator's inbox in the TikTok app.
namespace DirectPost::Compose {
namespace {

class Drafts : public testing::Test {
protected:
	Drafts() : id(program.readyByHand("a.mkv")) {}
	size_t posts() { return program.services().posts.size(); }
	Obstacle obstacle() { return program.clip(id).draftObstacle; }
	void showPending(int count, const char *openId = kNia)
	{
		Publish::QueueSnapshot queue;
		queue.pendingDrafts[openId] = count;
		program.composer().queueChanged(queue);
	}

	Program program;
	ClipId id;
};

TEST_F(Drafts, NeedNoChoicesAndNoAnswerAboutTheCreator)
{
	program.connect();
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::AskingTikTok);
	EXPECT_EQ(obstacle(), Obstacle::None);
	Draft words;
	words.info.caption = "clutch";
	program.composer().setDraft(id, words);
	program.composer().sendDraft(id);
	EXPECT_TRUE(program.lastVideo().isDraft);
	EXPECT_EQ(program.lastVideo().post.info, words.info) << "the caption is kept, to be copied";
	EXPECT_EQ(program.lastPost().what.accountOpenId, kNia);
	EXPECT_EQ(program.lastPost().what.accountUsername, "niaplays");
	EXPECT_EQ(program.lastPost().what.clipId, id);
	EXPECT_TRUE(program.clip(id).isBeingPosted);
	EXPECT_EQ(obstacle(), Obstacle::Posting);
	program.composer().sendDraft(id);
	EXPECT_EQ(posts(), 1u) << "once";
	program.acceptLastPost();
	EXPECT_FALSE(program.isAtHand(id));
}

TEST_F(Drafts, NeedALoginThatAllowsThem)
{
	EXPECT_EQ(obstacle(), Obstacle::NotConnected);
	AccountState account = connectedAs(kNia);
	account.identity.maySendDrafts = false;
	program.composer().accountChanged(account);
	program.answerCreator();
	EXPECT_EQ(obstacle(), Obstacle::DraftsNotGranted);
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::NoPrivacy) << "posts need no such permission";
	program.composer().sendDraft(id);
	EXPECT_EQ(posts(), 0u);
	program.connect();
	EXPECT_EQ(obstacle(), Obstacle::None);
}

TEST_F(Drafts, AreFiveAtMostForEachAccount)
{
	program.connect();
	showPending(4);
	EXPECT_EQ(program.state().pendingDrafts, 4);
	EXPECT_EQ(obstacle(), Obstacle::None);
	showPending(5);
	EXPECT_EQ(obstacle(), Obstacle::TooManyDrafts);
	program.composer().sendDraft(id);
	EXPECT_EQ(posts(), 0u);
	showPending(5, kBen);
	EXPECT_EQ(program.state().pendingDrafts, 0);
	EXPECT_EQ(obstacle(), Obstacle::None);
}

TEST_F(Drafts, MayBeLongerThanTheCreatorsPosts)
{
	program.connectAndAsk();
	TikTok::CreatorInfo info = creator();
	info.maxVideoDuration_s = 30; // the clip has 42
	program.answerCreator(info);
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::ClipRefused);
	EXPECT_EQ(obstacle(), Obstacle::None);

	const ClipId tooLong = program.arrive("long.mkv", Media::Origin::ChosenByHand);
	Media::Source source = program.knownSource(tooLong);
	source.info.duration_ms = 601'000;
	program.composer().sourceKnown(source);
	EXPECT_EQ(program.clip(tooLong).draftObstacle, Obstacle::ClipNotReady);
	program.composer().prepared(source.id, {}, preparedOf(source));
	EXPECT_EQ(program.clip(tooLong).draftObstacle, Obstacle::ClipRefused);
}

TEST_F(Drafts, ThatWereSentAlreadyAreSentAgainAsDrafts)
{
	program.connectAndAsk();
	program.composer().setDraft(id, finishedDraft("words"));
	program.composer().sendDraft(id);
	program.refuseLastPost(errorOf(ErrorKind::Repeat, "drafted_already"));
	EXPECT_TRUE(program.clip(id).mayDraftAgain);
	EXPECT_FALSE(program.clip(id).mayPostAgain);
	program.composer().sendDraftAgain(id);
	EXPECT_TRUE(program.lastVideo().isDraft);
	EXPECT_TRUE(program.lastPost().what.isRepeatWanted);

	program.refuseLastPost(errorOf(ErrorKind::Disk, "store_full"));
	EXPECT_FALSE(program.clip(id).mayDraftAgain);
	program.composer().post(id);
	EXPECT_FALSE(program.lastVideo().isDraft);
	program.refuseLastPost(errorOf(ErrorKind::Repeat, "drafted_already"));
	EXPECT_FALSE(program.clip(id).mayDraftAgain);
	EXPECT_TRUE(program.clip(id).mayPostAgain);
}

TEST_F(Drafts, EndTheCountdownOfTheirClip)
{
	program.composer().putAway(id);
	program.connectAndAsk();
	program.arm();
	program.composer().setSeen(true);
	const ClipId counted = program.ready("b.mkv");
	program.answerCreator();
	ASSERT_EQ(program.counting(), counted);
	EXPECT_EQ(program.clip(counted).draftObstacle, Obstacle::AutoPublishing);
	program.composer().cancelCountdown(counted);
	program.composer().sendDraft(counted);
	EXPECT_TRUE(program.lastVideo().isDraft);
	program.refuseLastPost(errorOf(ErrorKind::Disk, "store_full"));
	EXPECT_EQ(program.counting(), kNoClip);
}

} // namespace
} // namespace DirectPost::Compose
