#include "AutoPublisherFixture.hpp"

// When a clip is left for the user, and what is said then.
namespace DirectPost::Compose {
namespace {

using TikTok::PrivacyLevel;

struct Mismatch {
	const char *name;
	const char *code;
	std::function<void(Preset &, TikTok::CreatorInfo &, AutoPublisher::Clip &)> change;

	friend void PrintTo(const Mismatch &one, std::ostream *out) { *out << one.name; }
};

class AutoPublisherReview : public AutoPublisherTest, public testing::WithParamInterface<Mismatch> {};

TEST_P(AutoPublisherReview, IsAskedForWhenSomethingNoLongerMatches)
{
	Preset with = preset();
	TikTok::CreatorInfo info = creator();
	AutoPublisher::Clip ready = clip(3);
	GetParam().change(with, info, ready);
	subject->arm(with);
	subject->clipReady(ready);
	subject->creatorInfoArrived(kNia, info);
	ASSERT_EQ(reviews().size(), 1u);
	EXPECT_EQ(reviews().front().code, GetParam().code);
	EXPECT_EQ(reviews().front().clip, 3u);
	EXPECT_EQ(reviews().front().clipName, "3");
	EXPECT_EQ(attentions, 1);
	EXPECT_TRUE(countdown.empty());
	EXPECT_TRUE(isArmed()) << "the next clip may match again";
	subject->postNow(counting());
	EXPECT_TRUE(due.empty());
}

INSTANTIATE_TEST_SUITE_P(Mismatches, AutoPublisherReview,
			 testing::Values(Mismatch{"Privacy", "privacy_gone",
						  [](auto &, auto &info, auto &) {
							  info.privacyLevels = {PrivacyLevel::SelfOnly};
						  }},
					 Mismatch{"Comments", "interaction_gone",
						  [](auto &, auto &info, auto &) {
							  info.isCommentDisabled = true;
						  }},
					 Mismatch{"Duets", "interaction_gone",
						  [](auto &with, auto &, auto &) {
							  with.info.interactions.allowDuet = true;
						  }},
					 Mismatch{"Stitches", "interaction_gone",
						  [](auto &with, auto &info, auto &) {
							  with.info.interactions.allowStitch = true;
							  info.isStitchDisabled = true;
						  }},
					 Mismatch{"Duration", "clip_too_long",
						  [](auto &, auto &, auto &ready) {
							  ready.duration_ms = 600'001;
						  }},
					 Mismatch{"UnknownWord", "unknown_word",
						  [](auto &with, auto &, auto &) {
							  with.info.caption = "{scene} {gaem}";
						  }},
					 Mismatch{"Checks", "checks_failed",
						  [](auto &, auto &, auto &ready) {
							  ready.canBePosted = false;
						  }},
					 Mismatch{"ShortRestOfASplit", "short_rest",
						  [](auto &, auto &, auto &ready) {
							  ready.isRestOfSplit = true;
							  ready.duration_ms = 4'999;
						  }},
					 Mismatch{"LessThanASecond", "too_short",
						  [](auto &, auto &, auto &ready) {
							  ready.duration_ms = 999;
						  }}),
			 [](const auto &one) { return std::string(one.param.name); });

TEST_F(AutoPublisherTest, AllowsClipsOfExactlyTheShortestAndTheLongestDuration)
{
	subject->arm(preset());
	for (const int64_t duration_ms : {1'000, 600'000}) {
		AutoPublisher::Clip ready = clip(1);
		ready.duration_ms = duration_ms;
		subject->clipReady(ready);
		answer();
		EXPECT_TRUE(subject->isCountingDown(1));
		subject->cancelCountdown(counting());
	}
}

TEST_F(AutoPublisherTest, AllowsALongRestOfASplitRecording)
{
	subject->arm(preset());
	AutoPublisher::Clip ready = clip(1);
	ready.isRestOfSplit = true;
	ready.duration_ms = 5'000;
	subject->clipReady(ready);
	answer();
	EXPECT_TRUE(subject->isCountingDown(1));
}

TEST_F(AutoPublisherTest, PassesOnWhyTikTokRefused)
{
	subject->arm(preset());
	subject->clipReady(clip(1));
	subject->creatorInfoFailed(errorOf(ErrorKind::CreatorAccount, "daily_post_limit"));
	EXPECT_EQ(reviewCode(), "creator_refused");
	ASSERT_TRUE(reviews().back().error);
	EXPECT_EQ(reviews().back().error->code, "daily_post_limit");
}

TEST_F(AutoPublisherTest, TakesNoAnswerThatItDidNotAskFor)
{
	subject->arm(preset());
	answer();
	subject->creatorInfoFailed(errorOf(ErrorKind::Server, "tiktok_down"));
	EXPECT_TRUE(reviews().empty());
	EXPECT_FALSE(subject->state().countdown);
}

TEST_F(AutoPublisherTest, NeverPostsToAnotherAccount)
{
	subject->arm(preset());
	subject->clipReady(clip(1));
	subject->creatorInfoArrived(kBen, creator());
	EXPECT_EQ(reviewCode(), "other_account");
	subject->clipReady(clip(2));
	answer();
	subject->clipReady(clip(3));
	subject->accountChanged(kBen);
	EXPECT_FALSE(isArmed());
	EXPECT_FALSE(subject->state().countdown);
	EXPECT_EQ(reviews().size(), 3u) << "no clip is dropped without a word";
	EXPECT_EQ(reviews().back().clip, 3u) << "oldest first";
	subject->postNow(counting());
	EXPECT_TRUE(due.empty());
}

TEST_F(AutoPublisherTest, StopsWhenNobodyIsConnectedAnyMore)
{
	subject->arm(preset());
	subject->clipReady(clip(1));
	answer();
	subject->accountChanged({});
	EXPECT_FALSE(isArmed());
	EXPECT_EQ(reviewCode(), "disconnected");
}

TEST_F(AutoPublisherTest, SaysWhatFailedInPreparationOnlyWhereItWouldHaveBeenPosted)
{
	AutoPublisher::Clip replay = clip(2);
	replay.origin = Media::Origin::Replay;
	const Error error = errorOf(ErrorKind::Disk, "disk_full");
	subject->clipFailed(clip(1), error);
	EXPECT_TRUE(reviews().empty());
	subject->arm(preset());
	subject->clipFailed(replay, error);
	EXPECT_TRUE(reviews().empty());
	subject->clipFailed(clip(1), error);
	EXPECT_EQ(reviewCode(), "clip_failed");
	EXPECT_EQ(reviews().back().error, error);
	EXPECT_EQ(attentions, 1);
}

TEST_F(AutoPublisherTest, KeepsReviewsUntilTheyAreSeenOrTheirClipIsGone)
{
	subject->arm(preset());
	const Error error = errorOf(ErrorKind::Disk, "disk_full");
	for (uint64_t id = 1; id <= 3; ++id)
		subject->clipFailed(clip(id), error);
	subject->dismissReview(2);
	subject->dismissReview(2);
	subject->clipGone(1);
	ASSERT_EQ(reviews().size(), 1u);
	EXPECT_EQ(reviews().front().clip, 3u);
	subject->disarm();
	EXPECT_EQ(reviews().size(), 1u) << "what was not posted stays said";
	subject->arm(preset());
	EXPECT_TRUE(reviews().empty()) << "the user has just been here";
}

} // namespace
} // namespace DirectPost::Compose
