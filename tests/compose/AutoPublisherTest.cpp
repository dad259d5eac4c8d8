#include "AutoPublisherFixture.hpp"

#include <QEventLoop>

namespace DirectPost::Compose {
namespace {

using namespace std::chrono_literals;
using TikTok::PrivacyLevel;

// Turns the event loop until it is so; false: ten seconds were not enough.
bool untilItIsSo(const std::function<bool()> &isSo)
{
	QEventLoop loop;
	bool isLate = false;
	QTimer::singleShot(10s, &loop, [&] { isLate = true; });
	while (!isSo() && !isLate)
		loop.processEvents(QEventLoop::WaitForMoreEvents);
	return isSo();
}

TEST_F(AutoPublisherTest, DoesNothingUntilItIsArmed)
{
	subject->clipReady(clip(1));
	EXPECT_EQ(asked, 0);
	EXPECT_TRUE(reviews().empty());
}

TEST_F(AutoPublisherTest, WaitsForALineThatIsOutAndAsksAgain)
{
	restart(1ms);
	subject->arm(preset());
	subject->clipReady(clip(1));
	for (const ErrorKind kind : {ErrorKind::Offline, ErrorKind::Server}) {
		const int before = asked;
		subject->creatorInfoFailed(errorOf(kind, "out"));
		EXPECT_TRUE(reviews().empty()) << "TikTok refused nothing";
		EXPECT_TRUE(subject->waitsFor(1));
		EXPECT_TRUE(untilItIsSo([&] { return asked > before; }));
	}
	answer();
	EXPECT_EQ(counting(), 1u);
}

TEST_F(AutoPublisherTest, TakesAnAnswerThatAPersonAskedForWhileItWaitsForTheLine)
{
	subject->arm(preset());
	subject->clipReady(clip(1));
	subject->creatorInfoFailed(errorOf(ErrorKind::Offline, "out"));
	answer();
	EXPECT_EQ(counting(), 1u);
}

TEST_F(AutoPublisherTest, AsksCountsDownAndPostsWithThePreset)
{
	restart(1ms);
	subject->arm(preset());
	subject->clipReady(clip(7));
	EXPECT_EQ(asked, 1);
	EXPECT_FALSE(subject->isCountingDown(7));
	answer();
	EXPECT_EQ(countdown, std::vector{10});
	EXPECT_TRUE(subject->isCountingDown(7));
	EXPECT_EQ(attentions, 1);
	EXPECT_TRUE(untilItIsSo([this] { return !due.empty(); }));
	EXPECT_EQ(due, std::vector<uint64_t>{7});
	EXPECT_EQ(countdown, (std::vector{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}));
	EXPECT_EQ(dueWith, preset());
	EXPECT_FALSE(subject->state().countdown);
}

TEST_F(AutoPublisherTest, HoldsACountdownThatNobodyCanSeeAndGoesOnWhenItIsSeen)
{
	restart(1ms);
	subject->setSeen(false);
	subject->arm(preset());
	subject->clipReady(clip(7));
	answer();
	ASSERT_TRUE(subject->state().countdown);
	EXPECT_TRUE(subject->state().countdown->isHeld);
	EXPECT_EQ(attentions, 1) << "the dock has to be seen";
	int turns = 0;
	QTimer other;
	QObject::connect(&other, &QTimer::timeout, [&turns] { ++turns; });
	other.start(1ms);
	EXPECT_TRUE(untilItIsSo([&turns] { return turns == 30; }));
	EXPECT_TRUE(due.empty());
	EXPECT_EQ(subject->state().countdown->left_s, 10);

	subject->setSeen(true);
	EXPECT_FALSE(subject->state().countdown->isHeld);
	EXPECT_TRUE(untilItIsSo([this] { return subject->state().countdown->left_s < 8; }));
	subject->setSeen(false);
	const int left_s = subject->state().countdown->left_s;
	turns = 0;
	EXPECT_TRUE(untilItIsSo([&turns] { return turns == 30; }));
	EXPECT_EQ(subject->state().countdown->left_s, left_s);
	EXPECT_TRUE(due.empty());
	subject->setSeen(true);
	EXPECT_TRUE(untilItIsSo([this] { return !due.empty(); }));
}

TEST_F(AutoPublisherTest, AsksAgainWhenACountdownWasHeldForLong)
{
	subject->arm(preset());
	subject->clipReady(clip(7));
	answer();
	clock.wall += 10s;
	subject->setSeen(true);
	EXPECT_EQ(asked, 1) << "the answer is still fresh";
	subject->setSeen(false);
	clock.wall += 1h;
	subject->setSeen(true);
	EXPECT_EQ(asked, 2);
	EXPECT_FALSE(subject->isCountingDown(7));
	TikTok::CreatorInfo stricter = creator();
	std::erase(stricter.privacyLevels, PrivacyLevel::FollowerOfCreator);
	subject->creatorInfoArrived(kNia, stricter);
	EXPECT_EQ(reviewCode(), "privacy_gone");
}

TEST_F(AutoPublisherTest, LeavesAClipForReviewWhoseAudienceIsTakenBackDuringItsCountdown)
{
	subject->arm(preset());
	subject->clipReady(clip(7));
	answer();
	answer();
	EXPECT_EQ(counting(), 7u) << "a form asked meanwhile, and nothing has changed";
	TikTok::CreatorInfo stricter = creator();
	std::erase(stricter.privacyLevels, PrivacyLevel::FollowerOfCreator);
	subject->creatorInfoArrived(kNia, stricter);
	EXPECT_FALSE(subject->isCountingDown(7));
	EXPECT_EQ(reviewCode(), "privacy_gone");
}

TEST_F(AutoPublisherTest, HeedsNoWordAboutAnotherClipThanTheOneThatIsCountedDown)
{
	subject->arm(preset());
	subject->clipReady(clip(7));
	subject->clipReady(clip(8));
	answer();
	subject->postNow(7);
	answer();
	ASSERT_TRUE(subject->isCountingDown(8));
	subject->postNow(7);
	subject->cancelCountdown(7);
	EXPECT_TRUE(subject->isCountingDown(8)) << "it was pressed for the clip before";
	EXPECT_EQ(due, std::vector<uint64_t>{7});
}

TEST_F(AutoPublisherTest, TakesALimitOfNothingForOneThatIsNotKnown)
{
	subject->arm(preset());
	subject->clipReady(clip(7));
	TikTok::CreatorInfo info = creator();
	info.maxVideoDuration_s = 0;
	subject->creatorInfoArrived(kNia, info);
	EXPECT_TRUE(subject->isCountingDown(7));
}

TEST_F(AutoPublisherTest, CountsForTheDayOnlyWhatWasPosted)
{
	subject->arm(preset());
	for (int i = 1; i <= 2 * kDailyCap; i++) {
		post(static_cast<uint64_t>(i));
		subject->notPosted();
	}
	EXPECT_TRUE(reviews().empty());
	EXPECT_TRUE(memory.posted.isEmpty());
}

TEST_F(AutoPublisherTest, PostsAtOnceWhenTold)
{
	subject->arm(preset());
	subject->clipReady(clip(7));
	subject->postNow(counting());
	EXPECT_TRUE(due.empty()) << "TikTok has not been asked yet";
	answer();
	subject->postNow(counting());
	EXPECT_EQ(due.size(), 1u);
	subject->postNow(counting());
	EXPECT_EQ(due.size(), 1u);
}

TEST_F(AutoPublisherTest, PostsNothingThatWasCancelled)
{
	restart(1ms);
	subject->arm(preset());
	subject->clipReady(clip(1));
	subject->clipReady(clip(2));
	answer();
	subject->cancelCountdown(counting());
	EXPECT_EQ(asked, 2) << "the next clip has its turn";
	answer();
	EXPECT_TRUE(untilItIsSo([this] { return !due.empty(); }));
	EXPECT_EQ(due, std::vector<uint64_t>{2});
	EXPECT_TRUE(reviews().empty());
}

TEST_F(AutoPublisherTest, TakesOneClipAtATimeAndKeepsTheOthersInOrder)
{
	subject->arm(preset());
	for (uint64_t id = 1; id <= 3; ++id)
		subject->clipReady(clip(id));
	EXPECT_EQ(asked, 1);
	for (int i = 0; i < 3; ++i) {
		answer();
		subject->postNow(counting());
	}
	EXPECT_EQ(due, (std::vector<uint64_t>{1, 2, 3}));
	EXPECT_EQ(asked, 3) << "each clip is checked against fresh creator info";
}

TEST_F(AutoPublisherTest, GoesOnWithTheNextClipWhenOneIsGone)
{
	subject->arm(preset());
	for (uint64_t id = 1; id <= 4; ++id)
		subject->clipReady(clip(id));
	EXPECT_TRUE(subject->waitsFor(4));
	subject->clipGone(3); // behind the first
	subject->clipGone(1); // while TikTok is asked
	answer();
	EXPECT_TRUE(subject->isCountingDown(2));
	subject->clipGone(2); // while it is counted down
	answer();
	EXPECT_TRUE(subject->isCountingDown(4));
	subject->postNow(counting());
	EXPECT_EQ(due, std::vector<uint64_t>{4});
	EXPECT_FALSE(subject->waitsFor(4));
}

TEST_F(AutoPublisherTest, TakesTheKindsOfClipItIsMeantForAndNoOther)
{
	AutoPublisher::Clip replay = clip(2);
	replay.origin = Media::Origin::Replay;
	AutoPublisher::Clip ofAnotherPlugin = clip(3);
	ofAnotherPlugin.origin = Media::Origin::OtherOutput;
	for (const auto &[forRecordings, forReplays] :
	     {std::pair(true, false), std::pair(false, true), std::pair(true, true)}) {
		Preset with = preset();
		with.forRecordings = forRecordings;
		with.forReplays = forReplays;
		for (const AutoPublisher::Clip &ready : {clip(1), replay, ofAnotherPlugin}) {
			asked = 0;
			due.clear();
			subject->arm(with);
			subject->clipReady(ready);
			const bool isMeant = (ready.id == 1 && forRecordings) || (ready.id == 2 && forReplays);
			EXPECT_EQ(subject->isMeantFor(ready.origin), isMeant);
			EXPECT_EQ(asked, isMeant ? 1 : 0);
			answer();
			subject->postNow(counting());
			EXPECT_EQ(due.size(), isMeant ? 1u : 0u);
			subject->disarm();
		}
	}
}

TEST_F(AutoPublisherTest, StaysArmedWhenItsOwnAccountComesBack)
{
	subject->arm(preset());
	subject->accountChanged(kNia);
	EXPECT_TRUE(isArmed());
}

TEST_F(AutoPublisherTest, StopsWhenItIsDisarmedDuringTheCountdown)
{
	subject->arm(preset());
	subject->clipReady(clip(1));
	answer();
	subject->disarm();
	subject->postNow(counting());
	EXPECT_TRUE(due.empty());
	EXPECT_FALSE(isArmed());
	EXPECT_FALSE(subject->state().countdown);
	EXPECT_FALSE(subject->waitsFor(1));
}

TEST_F(AutoPublisherTest, IsNeverArmedAtTheStartButRemembersThePreset)
{
	Preset replaysOnly = preset();
	replaysOnly.forRecordings = false;
	replaysOnly.forReplays = true;
	subject->arm(replaysOnly);
	restart();
	EXPECT_FALSE(isArmed());
	EXPECT_EQ(subject->state().preset, replaysOnly);
	subject->clipReady(clip(1));
	EXPECT_EQ(asked, 0);
}

TEST_F(AutoPublisherTest, StopsAtTenPostsADayAlsoAcrossRestarts)
{
	subject->arm(preset());
	for (int i = 0; i < kDailyCap; ++i) {
		post();
		clock.wall += 60s;
	}
	restart();
	subject->arm(preset());
	asked = 0;
	subject->clipReady(clip(1));
	EXPECT_EQ(reviewCode(), "daily_cap");
	EXPECT_EQ(asked, 0);

	clock.wall += 24h - 8 * 60s;
	subject->clipReady(clip(2));
	EXPECT_EQ(asked, 1) << "the first of them are more than a day old";
}

TEST_F(AutoPublisherTest, StopsAtTenPostsADayAlsoWhenTheEleventhWaitsAlready)
{
	subject->arm(preset());
	for (int i = 1; i < kDailyCap; ++i)
		post();
	subject->clipReady(clip(10));
	subject->clipReady(clip(11));
	answer();
	subject->postNow(counting());
	EXPECT_EQ(due.back(), 10u);
	EXPECT_EQ(reviewCode(), "daily_cap");
	EXPECT_EQ(reviews().back().clip, 11u);
}

TEST_F(AutoPublisherTest, DoesNotCountForEverWhatAClockThatWasAheadHasNoted)
{
	subject->arm(preset());
	clock.wall += 24h * 365;
	for (int i = 0; i < kDailyCap; ++i)
		post();
	clock.wall -= 24h * 365;
	asked = 0;
	subject->clipReady(clip(1));
	EXPECT_EQ(asked, 1);
	EXPECT_TRUE(reviews().empty());
}

TEST_F(AutoPublisherTest, WritesDownThatAClipIsSentBeforeItIs)
{
	subject->arm(preset());
	post();
	EXPECT_EQ(memory.posted.size(), 1);
	restart();
	EXPECT_EQ(memory.posted.size(), 1);
}

} // namespace
} // namespace DirectPost::Compose
