#include "Samples.hpp"

#include <gtest/gtest.h>

// Photos have no upload: from the moment TikTok is asked to post them there is no way back, and no second try.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

Story checked()
{
	Story story(photoRequest());
	story.happens(Begun{}).happens(PhotosChecked{});
	return story;
}

Story asking()
{
	Story story = checked();
	story.happens(IsReady{});
	EXPECT_EQ(story.stage(), JobStage::Starting);
	EXPECT_EQ(story.last().what, Do::Init);
	return story;
}

TEST(JobTurnPhotos, AreAskedForOnlyOnceNothingHoldsTheQuestionUpAnyMore)
{
	Story story(photoRequest());
	story.happens(Begun{});
	EXPECT_EQ(story.last().what, Do::CheckPhotos);
	EXPECT_EQ(story.stage(), JobStage::Waiting);
	story.happens(PhotosChecked{});
	EXPECT_EQ(story.last().what, Do::GetReady);
	EXPECT_EQ(story.stage(), JobStage::Waiting);
	story.happens(IsReady{});
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.stage(), JobStage::Starting);
	EXPECT_FALSE(story.last().note.empty()) << "nothing would be committed";
	story.ticket();
	EXPECT_EQ(story.stage(), JobStage::Processing);
}

TEST(JobTurnPhotos, AreCheckedAnewAfterACrashBeforeTikTokWasAsked)
{
	Story story = checked();
	story.crashes().happens(Begun{});
	EXPECT_EQ(story.last().what, Do::CheckPhotos);
	EXPECT_EQ(story.stage(), JobStage::Waiting);
}

TEST(JobTurnPhotos, AreNeverAskedForASecondTimeWhenTheReplyWasLost)
{
	for (const auto kind : {ErrorKind::Lost, ErrorKind::Server, ErrorKind::NotUnderstood, ErrorKind::ReplyTooBig}) {
		Story story = asking();
		story.happens(InitFailed{errorOf(kind)});
		EXPECT_EQ(story.stage(), JobStage::OutcomeUnknown) << meaningOf(kind).name;
	}
	Story crashed = asking();
	crashed.crashes().happens(Begun{});
	EXPECT_EQ(crashed.stage(), JobStage::OutcomeUnknown);
}

TEST(JobTurnPhotos, AreAskedForAgainWhenTikTokNeverSawTheRequest)
{
	Story story = asking();
	story.happens(InitFailed{errorOf(ErrorKind::Unsent)});
	EXPECT_EQ(story.last().what, Do::CheckPhotos);
	story.happens(PhotosChecked{}).happens(InitFailed{errorOf(ErrorKind::Lost), false});
	EXPECT_EQ(story.last().what, Do::CheckPhotos) << "it was the token's refresh that was lost";
}

TEST(JobTurnPhotos, FailWhenTikTokWouldNotFetchThem)
{
	Story story(photoRequest());
	story.happens(Begun{}).happens(PhotosFailed{errorOf(ErrorKind::PhotoUrl)});
	EXPECT_EQ(story.stage(), JobStage::Failed);
}

TEST(JobTurnPhotos, AreNamedWhereTikTokFindsOneTooLarge)
{
	TikTok::PostStatus failed;
	failed.stage = TikTok::PostStage::Failed;
	failed.failReason = "picture_size_check_failed";
	Story story(photoRequest());
	story.happens(Begun{})
		.happens(PhotosChecked{"2, 5"})
		.happens(IsReady{})
		.ticket()
		.happens(StatusArrived{failed});
	EXPECT_EQ(story.code(), "photos_too_large");
	EXPECT_EQ(story.job().error->values.at(0).second, "2, 5");
}

TEST(JobTurnPhotos, WaitForTheNetworkAndLetUploadsGoAheadMeanwhile)
{
	Story story(photoRequest());
	story.happens(Begun{});
	EXPECT_TRUE(story.last().blocksUploads);
	for (int i = 0; i < kMostFailures + 1; ++i) {
		story.passes(10s).happens(PhotosFailed{errorOf(ErrorKind::Offline)});
		ASSERT_EQ(story.last().what, Do::CheckPhotos);
		ASSERT_GE(story.last().delay, 2s);
		ASSERT_FALSE(story.last().blocksUploads);
	}
	story.happens(PhotosChecked{});
	EXPECT_EQ(story.last().what, Do::GetReady);
	EXPECT_TRUE(story.last().blocksUploads);
	EXPECT_EQ(story.code(), "");
}

TEST(JobTurnPhotos, AreCheckedAgainWhileTheirHostIsBusyButNotForever)
{
	Story story(photoRequest());
	story.happens(Begun{});
	for (int i = 0; i < kMostFailures; ++i) {
		story.happens(PhotosFailed{errorOf(ErrorKind::PhotoHost)});
		ASSERT_EQ(story.last().what, Do::CheckPhotos);
	}
	story.happens(PhotosFailed{errorOf(ErrorKind::PhotoHost)});
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "photo_host");
}

TEST(JobTurnPhotos, AreCancelledAsLongAsTheRequestHasNotLeft)
{
	Story ready = checked();
	EXPECT_EQ(ready.happens(CancelWanted{}).stage(), JobStage::Cancelled);
	Story committed = asking();
	EXPECT_EQ(committed.happens(CancelWanted{}).stage(), JobStage::Cancelled);
}

TEST(JobTurnPhotos, RestAsLongAsTheRequestHasNotLeft)
{
	for (Story story : {checked(), asking()}) {
		story.happens(PauseWanted{});
		EXPECT_EQ(story.last().what, Do::Rest);
		EXPECT_EQ(story.stage(), JobStage::Waiting);
		EXPECT_FALSE(story.last().note.empty());
		EXPECT_TRUE(isPaused(story.job()));
		story.crashes().happens(Begun{});
		EXPECT_EQ(story.last().what, Do::Rest);
	}
}

TEST(JobTurnPhotos, AreNotHeldBackOnceTheRequestHasLeft)
{
	Story cancelled = asking();
	cancelled.happens(CancelWanted{.isSending = true});
	EXPECT_EQ(cancelled.stage(), JobStage::Starting);
	Story paused = asking();
	paused.happens(PauseWanted{.isSending = true});
	EXPECT_NE(paused.last().what, Do::Rest);
	EXPECT_FALSE(isPaused(paused.job()));
	paused.crashes().happens(Begun{});
	EXPECT_EQ(paused.stage(), JobStage::OutcomeUnknown);
}

TEST(JobTurnPhotos, AreHeldBackAfterAllWhenTheRequestThatHadLeftCameToNothing)
{
	for (const auto kind : {ErrorKind::RateLimit, ErrorKind::Offline, ErrorKind::Unsent, ErrorKind::Insecure,
				ErrorKind::AccessToken}) {
		Story cancelled = asking();
		cancelled.happens(CancelWanted{.isSending = true}).happens(InitFailed{errorOf(kind)});
		EXPECT_EQ(cancelled.stage(), JobStage::Cancelled) << meaningOf(kind).name;
		Story paused = asking();
		paused.happens(PauseWanted{.isSending = true}).happens(InitFailed{errorOf(kind)});
		EXPECT_EQ(paused.last().what, Do::Rest) << meaningOf(kind).name;
		EXPECT_EQ(paused.stage(), JobStage::Waiting) << meaningOf(kind).name;
	}
}

TEST(JobTurnPhotos, StayUnknownWhenTheyWereCancelledAndTheReplyWasLost)
{
	Story story = asking();
	story.happens(CancelWanted{.isSending = true}).happens(InitFailed{errorOf(ErrorKind::Lost)});
	EXPECT_EQ(story.stage(), JobStage::OutcomeUnknown);
}

} // namespace
} // namespace DirectPost::Publish
