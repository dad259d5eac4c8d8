#include "Samples.hpp"

#include <gtest/gtest.h>

// A draft is the same job: until it is in the creator's inbox, and what becomes of it there.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;
using TikTok::PostStage;

Story sentToInbox()
{
	Story story(draftRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0, 201).status(PostStage::SentToInbox);
	return story;
}

Story &fails(Story &story, const char *reason)
{
	TikTok::PostStatus failed;
	failed.stage = PostStage::Failed;
	failed.failReason = reason;
	return story.happens(StatusArrived{failed});
}

TEST(JobTurnDrafts, AreDoneInTheInbox)
{
	const Story story = sentToInbox();
	EXPECT_EQ(story.stage(), JobStage::SentToInbox);
	EXPECT_TRUE(isOver(story.stage()));
	EXPECT_EQ(story.code(), "");
	EXPECT_FALSE(story.last().blocksUploads);
	EXPECT_TRUE(isDoneWithUploadFile(story.job()));
}

TEST(JobTurnDrafts, AreInTheInboxAlsoWhenOnlyTheStatusSaysSo)
{
	Story story(draftRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().chunkFails(0, ErrorKind::Lost).status(PostStage::SentToInbox);
	EXPECT_EQ(story.stage(), JobStage::SentToInbox);
	EXPECT_EQ(story.job().settledAt, kNow) << "from when on it counts as pending";
}

TEST(JobTurnDrafts, ArePublishedOnceTheirCreatorHasPostedThem)
{
	Story story = sentToInbox();
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.passes(3h).crashes().happens(Begun{});
	EXPECT_EQ(story.last().what, Do::AskStatus) << "also by the next run";
	TikTok::PostStatus posted;
	posted.stage = PostStage::Published;
	posted.postIds = {7'412'345'678'901'234'567};
	story.happens(StatusArrived{posted});
	EXPECT_EQ(story.stage(), JobStage::Published);
	EXPECT_EQ(story.job().postIds, posted.postIds);
	EXPECT_EQ(story.last().what, Do::Nothing);
}

TEST(JobTurnDrafts, AreAskedAboutForADayAndNoLonger)
{
	Story story = sentToInbox();
	story.passes(1h).status(PostStage::SentToInbox);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.passes(30min).status(PostStage::SentToInbox);
	EXPECT_TRUE(story.last().note.empty()) << "its row is left alone";
	story.passes(23h).status(PostStage::SentToInbox);
	EXPECT_EQ(story.last().what, Do::Nothing);
	EXPECT_EQ(story.stage(), JobStage::SentToInbox);
	story.crashes().happens(Begun{});
	EXPECT_EQ(story.last().what, Do::Nothing);
}

TEST(JobTurnDrafts, AreAskedAboutMoreAndMoreSeldom)
{
	Story story = sentToInbox();
	for (int asks = 0; asks < 30; ++asks)
		story.passes(35s).status(PostStage::SentToInbox);
	EXPECT_EQ(story.last().delay, 5min);
}

TEST(JobTurnDrafts, ThatTikTokLetsGoOfAreOverAndCanBeTakenUpAgain)
{
	Story story = sentToInbox();
	fails(story, "publish_cancelled");
	EXPECT_EQ(story.stage(), JobStage::Cancelled);
	EXPECT_EQ(story.code(), "cancelled_at_tiktok");
}

TEST(JobTurnDrafts, StayInTheInboxWhateverBecomesOfTheQuestion)
{
	Story story = sentToInbox();
	for (const auto kind : {ErrorKind::UnknownPost, ErrorKind::UnknownPost, ErrorKind::UnknownPost,
				ErrorKind::Refused, ErrorKind::Server, ErrorKind::Offline, ErrorKind::Account}) {
		story.passes(1s).happens(StatusFailed{errorOf(kind)});
		EXPECT_EQ(story.stage(), JobStage::SentToInbox) << meaningOf(kind).name;
		EXPECT_EQ(story.code(), "") << meaningOf(kind).name;
		EXPECT_TRUE(story.last().note.empty()) << meaningOf(kind).name;
	}
	EXPECT_EQ(story.last().what, Do::WaitForAccount);
}

TEST(JobTurnDrafts, WhoseFateIsUnknownAreLookedForInTheInbox)
{
	Story story(draftRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0, 201);
	for (int i = 0; i < 3; ++i)
		story.happens(StatusFailed{errorOf(ErrorKind::UnknownPost)});
	EXPECT_EQ(story.stage(), JobStage::OutcomeUnknown);
	EXPECT_EQ(story.code(), "draft_outcome_unknown");
}

TEST(JobTurnDrafts, FailWithTikToksReasonBeforeTheyAreThere)
{
	Story story(draftRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0, 201);
	fails(story, "duration_check_failed");
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "clip_duration_refused");

	Story refused(draftRequest(kSmall_bytes));
	refused.happens(Begun{}).happens(
		InitFailed{.error = {.kind = ErrorKind::CreatorAccount, .code = "too_many_drafts"}});
	EXPECT_EQ(refused.stage(), JobStage::Failed);
	EXPECT_EQ(refused.code(), "too_many_drafts");
}

TEST(JobTurnDrafts, WaitForAPermissionThatTheLoginLacks)
{
	Story story(draftRequest(kSmall_bytes));
	story.happens(Begun{}).happens(InitFailed{.error = {.kind = ErrorKind::Account, .code = "scope_missing"}});
	EXPECT_EQ(story.last().what, Do::WaitForAccount);
	EXPECT_EQ(shownStage(story.job()), JobStage::WaitingForAccount);
	story.happens(Begun{});
	EXPECT_EQ(story.last().what, Do::Init);
}

} // namespace
} // namespace DirectPost::Publish
