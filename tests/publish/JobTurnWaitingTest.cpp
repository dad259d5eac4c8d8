#include "CreatorCheck.hpp"
#include "JobStore.hpp"
#include "Samples.hpp"

#include <gtest/gtest.h>

// A post that waits for a moment or for the end of the stream, and what is asked once its time has come.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

const When kAtSix{.what = WaitsFor::Moment, .moment = kNow, .grace = 60min};

TikTok::CreatorInfo creator()
{
	TikTok::CreatorInfo info;
	info.privacyLevels = {TikTok::PrivacyLevel::PublicToEveryone, TikTok::PrivacyLevel::SelfOnly};
	info.maxVideoDuration_s = 180;
	return info;
}

Story waiting(const When &when = kAtSix, PostRequest request = videoRequest(kSmall_bytes))
{
	Story story(std::move(request));
	story.job().when = when;
	return story;
}

std::string refusalOf(const TikTok::CreatorInfo &info, const PostRequest &request = videoRequest(kSmall_bytes))
{
	const auto refusal = refusalBy(info, request);
	return refusal ? refusal->code : std::string();
}

TEST(Due, IsWhatTheWallClockSaysNow)
{
	EXPECT_EQ(dueOf(kAtSix, kNow - 1ms, false), Due::NotYet);
	EXPECT_EQ(dueOf(kAtSix, kNow, false), Due::Now);
	EXPECT_EQ(dueOf(kAtSix, kNow + 60min, false), Due::Now);
	EXPECT_EQ(dueOf(kAtSix, kNow + 60min + 1ms, false), Due::Missed) << "set forward, or asleep";
	EXPECT_EQ(dueOf(kAtSix, kNow - 24h, false), Due::NotYet) << "set back";
	EXPECT_EQ(dueOf({}, kNow, false), Due::Now);
	EXPECT_EQ(dueOf({.what = WaitsFor::Recheck}, kNow, false), Due::Now);
}

TEST(Due, IsTheEndOfAStreamThatThisRunHasSeen)
{
	EXPECT_EQ(dueOf({.what = WaitsFor::StreamEnd}, kNow, true), Due::Now);
	EXPECT_EQ(dueOf({.what = WaitsFor::StreamEnd}, kNow, false), Due::Missed);
}

TEST(JobTurnWaiting, AsksWhatItsCreatorMayPostBeforeItIsBegun)
{
	Story story = waiting();
	story.happens(Begun{});
	EXPECT_EQ(story.last().what, Do::AskCreator);
	EXPECT_EQ(story.stage(), JobStage::Waiting) << "nothing has begun";
	EXPECT_EQ(story.job().when, kAtSix) << "a crash here loses nothing";
	story.happens(CreatorArrived{creator()});
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.stage(), JobStage::Starting);
	EXPECT_EQ(story.job().when, When()) << "whatever the clock says from now on";
	EXPECT_FALSE(story.last().note.empty()) << "which is stored before TikTok is asked";
}

TEST(JobTurnWaiting, IsBegunOnceWhateverTheClockDoes)
{
	Story story = waiting();
	story.happens(Begun{}).happens(CreatorArrived{creator()});
	story.clockIsSet(-2h).crashes().happens(Begun{});
	EXPECT_EQ(story.last().what, Do::Init) << "no byte was sent: a restart is safe";
	story.ticket().chunkTaken(0, 201);
	story.clockIsSet(-24h).crashes().happens(Begun{});
	EXPECT_EQ(story.stage(), JobStage::Processing);
	EXPECT_EQ(story.last().what, Do::AskStatus);
}

TEST(JobTurnWaiting, AsksNothingForAPostThatWaitsForNothing)
{
	Story story = waiting({});
	story.happens(Begun{});
	EXPECT_EQ(story.last().what, Do::Init);
}

TEST(JobTurnWaiting, AsksAlsoWhenTheUserWantsItNow)
{
	Story story = waiting({.what = WaitsFor::Recheck});
	story.happens(Begun{});
	EXPECT_EQ(story.last().what, Do::AskCreator);
}

TEST(JobTurnWaiting, AsksBeforePhotosAreLookedAt)
{
	Story story = waiting(kAtSix, photoRequest());
	story.happens(Begun{});
	EXPECT_EQ(story.last().what, Do::AskCreator);
	story.happens(CreatorArrived{creator()});
	EXPECT_EQ(story.last().what, Do::CheckPhotos);
	story.happens(PhotosChecked{}).happens(IsReady{});
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.job().when, When());
}

TEST(JobTurnWaiting, ADraftSaysNothingThatHadToBeAskedFor)
{
	Story story = waiting(kAtSix, draftRequest(kSmall_bytes));
	story.happens(Begun{});
	EXPECT_EQ(story.last().what, Do::Init);
}

TEST(JobTurnWaiting, FailsWhereItsCreatorMayNoLongerPostItSo)
{
	TikTok::CreatorInfo closed = creator();
	closed.privacyLevels = {TikTok::PrivacyLevel::SelfOnly};
	Story story = waiting();
	story.happens(Begun{}).happens(CreatorArrived{closed});
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "privacy_not_offered");
	EXPECT_EQ(story.job().inits, 0) << "TikTok was not asked for a place";
}

TEST(JobTurnWaiting, FailsWithTikToksReasonWhereItRefusesToSay)
{
	Story story = waiting();
	story.happens(Begun{}).happens(
		CreatorFailed{.error = {.kind = ErrorKind::CreatorAccount, .code = "creator_post_limit"}});
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "creator_post_limit");
}

TEST(JobTurnWaiting, TriesAgainWithinItsGraceAndWaitsForAClickAfterIt)
{
	Story story = waiting();
	story.happens(Begun{}).happens(CreatorFailed{.error = errorOf(ErrorKind::Offline)});
	EXPECT_EQ(story.last().what, Do::AskCreator);
	EXPECT_GT(story.last().delay, 0ms);
	story.passes(59min).happens(CreatorFailed{.error = errorOf(ErrorKind::Offline)});
	EXPECT_EQ(story.last().what, Do::AskCreator);
	story.passes(2min).happens(CreatorFailed{.error = errorOf(ErrorKind::Offline)});
	EXPECT_EQ(story.last().what, Do::Rest);
	EXPECT_EQ(story.stage(), JobStage::Waiting);
	EXPECT_EQ(story.code(), "");
	EXPECT_EQ(story.job().when, kAtSix) << "the queue sees that it was missed";
}

TEST(JobTurnWaiting, WaitsForItsAccountLikeEveryOtherPost)
{
	Story story = waiting();
	story.happens(Begun{}).happens(CreatorFailed{.error = errorOf(ErrorKind::Account), .wasAsked = false});
	EXPECT_EQ(story.last().what, Do::WaitForAccount);
	EXPECT_EQ(story.stage(), JobStage::Waiting);
	EXPECT_EQ(story.job().when, kAtSix);
}

TEST(JobTurnWaiting, IsCancelledOrPausedWhileTikTokIsAsked)
{
	for (const bool isCancel : {true, false}) {
		Story story = waiting();
		story.happens(Begun{});
		story.happens(isCancel ? Event(CancelWanted{.isSending = true})
				       : Event(PauseWanted{.isSending = true}));
		EXPECT_EQ(story.stage(), isCancel ? JobStage::Cancelled : JobStage::Waiting);
		EXPECT_EQ(story.job().when, kAtSix);
		EXPECT_NE(story.last().what, Do::AskCreator);
	}
}

TEST(CreatorCheck, TakesWhatIsStillOfferedAsItWasChosen)
{
	EXPECT_EQ(refusalOf(creator()), "");
	EXPECT_EQ(refusalOf(creator(), photoRequest()), "");
}

TEST(CreatorCheck, RefusesWhatIsOfferedNoLonger)
{
	TikTok::CreatorInfo info = creator();
	info.isCommentDisabled = true;
	EXPECT_EQ(refusalOf(info), "choices_not_offered");
	info = creator();
	info.isDuetDisabled = info.isStitchDisabled = true;
	EXPECT_EQ(refusalOf(info), "") << "nobody chose these";

	PostRequest request = videoRequest(kSmall_bytes);
	std::get<VideoRequest>(request.what).duration_ms = 180'001;
	EXPECT_EQ(refusalOf(creator(), request), "clip_longer_than_allowed");
	std::get<VideoRequest>(request.what).duration_ms = 180'000;
	EXPECT_EQ(refusalOf(creator(), request), "");
}

class WaitingStore : public testing::Test {
protected:
	void SetUp() override { open(); }
	void open() { store_ = std::move(JobStore::open(folder_.path() / "posts.sqlite", {}, kNow)->store); }
	JobId add(const When &when)
	{
		PostRequest request = videoRequest(kSmall_bytes);
		request.when = when;
		return store_->add(request, kNow).value_or(0);
	}
	Job job() { return store_->jobs()->front(); }

	Folder folder_;
	std::unique_ptr<JobStore> store_;
};

TEST_F(WaitingStore, KeepsWhatAPostWaitsFor)
{
	add(kAtSix);
	open();
	EXPECT_EQ(job().when, kAtSix);
	Job begun = job();
	begun.when = {};
	begun.stage = JobStage::Starting;
	ASSERT_TRUE(store_->save(begun, "begun"));
	open();
	EXPECT_EQ(job().when.what, WaitsFor::Nothing);
}

TEST_F(WaitingStore, PostsNowOnlyWhatStillWaits)
{
	const JobId id = add(kAtSix);
	EXPECT_EQ(store_->postNow(id), true);
	EXPECT_EQ(job().when.what, WaitsFor::Recheck);
	EXPECT_EQ(store_->postNow(id), false) << "it does not wait any more";
	EXPECT_EQ(store_->postNow(id + 1), false);
}

TEST_F(WaitingStore, DoesNotWaitAgainWhenItIsRetried)
{
	const JobId id = add(kAtSix);
	Job failed = job();
	failed.stage = JobStage::Failed;
	ASSERT_TRUE(store_->save(failed, "refused"));
	EXPECT_EQ(store_->retry(id, kNow), true);
	EXPECT_EQ(job().when.what, WaitsFor::Recheck) << "TikTok is asked all the same";
	EXPECT_EQ(job().stage, JobStage::Waiting);
}

} // namespace
} // namespace DirectPost::Publish
