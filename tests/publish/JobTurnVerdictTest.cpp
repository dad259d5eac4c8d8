#include "Samples.hpp"

#include <gtest/gtest.h>

// TikTok's last word, and the id of a post that comes after it.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;
using TikTok::PostStage;

TEST(JobTurnVerdict, KeepsAskingForThePostsIdWhenItIsPublic)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0, 201).status(PostStage::Published);
	EXPECT_EQ(story.stage(), JobStage::Published);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	TikTok::PostStatus withId;
	withId.stage = PostStage::Published;
	withId.postIds = {7'412'345'678'901'234'567};
	story.happens(StatusArrived{withId});
	EXPECT_EQ(story.last().what, Do::Nothing);
	EXPECT_EQ(story.job().postIds, withId.postIds);
	EXPECT_FALSE(story.last().note.empty());
}

TEST(JobTurnVerdict, DoesNotAskForTheIdOfAPrivatePost)
{
	PostRequest request = videoRequest(kSmall_bytes);
	std::get<VideoRequest>(request.what).post.info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	Story story(request);
	story.happens(Begun{}).ticket().chunkTaken(0, 201).status(PostStage::Published);
	EXPECT_EQ(story.last().what, Do::Nothing);
}

TEST(JobTurnVerdict, StopsAskingForAnIdAfterAnHour)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{})
		.ticket()
		.chunkTaken(0, 201)
		.status(PostStage::Published)
		.passes(61min)
		.status(PostStage::Published);
	EXPECT_EQ(story.last().what, Do::Nothing);
	EXPECT_EQ(story.stage(), JobStage::Published);
}

TEST(JobTurnVerdict, LeavesAPostThatIsOutAloneWhateverBecomesOfTheQuestionForItsId)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0, 201).status(PostStage::Published);
	const auto changed = story.job().changed;
	for (const auto kind : {ErrorKind::UnknownPost, ErrorKind::UnknownPost, ErrorKind::UnknownPost,
				ErrorKind::Refused, ErrorKind::Server, ErrorKind::Offline, ErrorKind::Account}) {
		story.passes(1s).happens(StatusFailed{errorOf(kind)});
		EXPECT_EQ(story.stage(), JobStage::Published) << meaningOf(kind).name;
		EXPECT_EQ(story.code(), "") << meaningOf(kind).name;
		EXPECT_TRUE(story.last().note.empty()) << meaningOf(kind).name;
	}
	EXPECT_EQ(story.last().what, Do::WaitForAccount);
	for (const PostStage stage : {PostStage::Failed, PostStage::SentToInbox, PostStage::ProcessingUpload}) {
		story.crashes().happens(Begun{}).status(stage);
		EXPECT_EQ(story.stage(), JobStage::Published);
		EXPECT_EQ(story.last().what, Do::AskStatus);
	}
	EXPECT_EQ(story.job().changed, changed);
}

TEST(JobTurnVerdict, DoesNotDoubtAPostThatIsOutWhenTheClockWasSet)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0, 201).status(PostStage::Published);
	story.passes(25h).clockIsSet(-25h);
	for (int i = 0; i < 6; ++i)
		ASSERT_EQ(story.status(PostStage::Published).stage(), JobStage::Published);
}

TEST(JobTurnVerdict, DoesNotOfferToPostAgainWhatTikTokPutIntoTheInbox)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0, 201).status(PostStage::SentToInbox);
	EXPECT_EQ(story.stage(), JobStage::OutcomeUnknown);
	EXPECT_EQ(story.code(), "sent_to_inbox");
}

TEST(JobTurnVerdict, SaysWhyTikTokRefusedTheClip)
{
	TikTok::PostStatus failed;
	failed.stage = PostStage::Failed;
	failed.failReason = "frame_rate_check_failed";
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0, 201).happens(StatusArrived{failed});
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "clip_frame_rate_refused");
}

TEST(JobTurnVerdict, OfAFileThatCameInPiecesMayBeAboutThePieces)
{
	TikTok::PostStatus failed;
	failed.stage = PostStage::Failed;
	for (const char *reason : {"file_format_check_failed", "internal"}) {
		failed.failReason = reason;
		Story story(videoRequest(kSixChunks_bytes));
		story.happens(Begun{});
		for (const int count : {6, 3}) {
			story.ticket();
			ASSERT_EQ(story.job().plan.count, count) << reason;
			for (int chunk = 0; chunk < count; ++chunk)
				story.chunkTaken(chunk, chunk == count - 1 ? 201 : 206);
			story.happens(StatusArrived{failed});
			ASSERT_EQ(story.stage(), JobStage::Waiting) << reason;
			ASSERT_EQ(story.last().what, Do::Rest) << "until no other upload is under way";
			story.happens(Begun{});
		}
		story.ticket().chunkTaken(0).chunkTaken(1, 201).happens(StatusArrived{failed});
		EXPECT_EQ(story.stage(), JobStage::Failed) << reason;
	}

	failed.failReason = "file_format_check_failed";
	Story cancelled(videoRequest(kSixChunks_bytes));
	cancelled.happens(Begun{}).ticket();
	for (int chunk = 0; chunk < 6; ++chunk)
		cancelled.chunkTaken(chunk, chunk == 5 ? 201 : 206);
	cancelled.happens(CancelWanted{}).happens(StatusArrived{failed});
	EXPECT_EQ(cancelled.stage(), JobStage::Failed) << "not begun anew against the user's will";
}

} // namespace
} // namespace DirectPost::Publish
