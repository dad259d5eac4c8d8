#include <publish/AutoPublish.hpp>

#include "Samples.hpp"

#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <gtest/gtest.h>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;
using TikTok::PrivacyLevel;

Preset preset()
{
	Preset preset;
	preset.accountOpenId = "open-id";
	preset.privacyLevel = PrivacyLevel::FollowerOfCreator;
	preset.interactions.allowComment = true;
	preset.captionTemplate = "{scene} {date}";
	preset.forReplays = false;
	preset.consentedAt = "2026-11-22T18:00:00Z";
	return preset;
}

TikTok::CreatorInfo creator()
{
	TikTok::CreatorInfo info;
	info.username = "niaplays";
	info.privacyLevels = {PrivacyLevel::FollowerOfCreator, PrivacyLevel::SelfOnly};
	info.isDuetDisabled = true;
	info.maxVideoDuration_s = 600;
	return info;
}

FinishedClip clip(uint64_t id)
{
	return {.clipId = id, .isReplay = false, .sceneName = "Game", .duration_ms = 42'000, .canBePosted = true};
}

class AutoPublishTest : public testing::Test {
protected:
	AutoPublishTest() { observe(); }

	void observe()
	{
		auto &subject = *autoPublish;
		QObject::connect(&subject, &AutoPublish::creatorInfoWanted, [this] { ++asked; });
		QObject::connect(&subject, &AutoPublish::countdown,
				 [this](quint64, int left_s) { countdown.push_back(left_s); });
		QObject::connect(&subject, &AutoPublish::due, [this](quint64 id, const Preset &with) {
			due.push_back(id);
			dueWith = with;
			whenDue();
		});
		QObject::connect(&subject, &AutoPublish::review,
				 [this](const ReviewReason &reason) { reviews.push_back(reason); });
	}
	void restart()
	{
		autoPublish = std::make_unique<AutoPublish>(file(), [](const auto &work) { work(); }, timing());
		observe();
	}
	// Turns the event loop until a clip is due.
	void untilDue()
	{
		QEventLoop loop;
		whenDue = [&loop] {
			loop.quit();
		};
		QTimer::singleShot(10s, &loop, &QEventLoop::quit);
		loop.exec();
		whenDue = [] {
		};
	}
	void post()
	{
		autoPublish->clipFinished(clip(1));
		answer();
		autoPublish->postNow();
	}
	void answer() { autoPublish->creatorInfoArrived("open-id", creator()); }
	std::string reviewCode() const { return reviews.empty() ? "" : reviews.back().code; }

	std::filesystem::path file() const { return folder.path() / "auto-publish.json"; }
	AutoPublish::Timing timing()
	{
		return {.second = 1ms, .now = [this] {
				return now;
			}};
	}

	Folder folder;
	QDateTime now = QDateTime::fromString("2026-11-22T18:00:00Z", Qt::ISODate);
	std::unique_ptr<AutoPublish> autoPublish =
		std::make_unique<AutoPublish>(file(), [](const auto &work) { work(); }, timing());
	int asked = 0;
	std::vector<int> countdown;
	std::vector<uint64_t> due;
	Preset dueWith;
	std::vector<ReviewReason> reviews;
	std::function<void()> whenDue = [] {
	};
};

TEST_F(AutoPublishTest, DoesNothingUntilItIsArmed)
{
	autoPublish->clipFinished(clip(1));
	EXPECT_EQ(asked, 0);
	EXPECT_TRUE(reviews.empty());
}

TEST_F(AutoPublishTest, AsksCountsDownAndPostsWithThePreset)
{
	autoPublish->arm(preset());
	autoPublish->clipFinished(clip(7));
	EXPECT_EQ(asked, 1);
	answer();
	EXPECT_EQ(countdown, std::vector{10});
	untilDue();
	EXPECT_EQ(due, std::vector<uint64_t>{7});
	EXPECT_EQ(countdown, (std::vector{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}));
	EXPECT_EQ(dueWith.privacyLevel, PrivacyLevel::FollowerOfCreator);
}

TEST_F(AutoPublishTest, PostsAtOnceWhenTold)
{
	autoPublish->arm(preset());
	autoPublish->clipFinished(clip(7));
	autoPublish->postNow();
	EXPECT_TRUE(due.empty()) << "TikTok has not been asked yet";
	answer();
	autoPublish->postNow();
	EXPECT_EQ(due.size(), 1u);
	autoPublish->postNow();
	EXPECT_EQ(due.size(), 1u);
}

TEST_F(AutoPublishTest, PostsNothingThatWasCancelled)
{
	autoPublish->arm(preset());
	autoPublish->clipFinished(clip(1));
	autoPublish->clipFinished(clip(2));
	answer();
	autoPublish->cancelCountdown();
	EXPECT_EQ(asked, 2) << "the next clip has its turn";
	answer();
	untilDue();
	EXPECT_EQ(due, std::vector<uint64_t>{2});
}

TEST_F(AutoPublishTest, TakesOneClipAtATimeAndKeepsTheOthersInOrder)
{
	autoPublish->arm(preset());
	for (uint64_t id = 1; id <= 3; ++id)
		autoPublish->clipFinished(clip(id));
	EXPECT_EQ(asked, 1);
	for (int i = 0; i < 3; ++i) {
		answer();
		autoPublish->postNow();
	}
	EXPECT_EQ(due, (std::vector<uint64_t>{1, 2, 3}));
	EXPECT_EQ(asked, 3) << "each clip is checked against fresh creator info";
}

TEST_F(AutoPublishTest, TakesTheKindsOfClipItIsMeantForAndNoOther)
{
	FinishedClip replay = clip(2);
	replay.isReplay = true;
	for (const auto &[forRecordings, forReplays] :
	     {std::pair(true, false), std::pair(false, true), std::pair(true, true)}) {
		Preset with = preset();
		with.forRecordings = forRecordings;
		with.forReplays = forReplays;
		for (const FinishedClip &finished : {clip(1), replay}) {
			asked = 0;
			due.clear();
			autoPublish->arm(with);
			autoPublish->clipFinished(finished);
			const bool isMeant = finished.isReplay ? forReplays : forRecordings;
			EXPECT_EQ(asked, isMeant ? 1 : 0);
			answer();
			autoPublish->postNow();
			EXPECT_EQ(due.size(), isMeant ? 1u : 0u);
			autoPublish->disarm();
		}
	}
}

TEST_F(AutoPublishTest, AsksForAReviewWheneverSomethingNoLongerMatches)
{
	struct Case {
		const char *code;
		std::function<void(Preset &, TikTok::CreatorInfo &, FinishedClip &)> change;
	};
	const Case cases[] = {
		{"privacy_gone",
		 [](auto &, auto &info, auto &) {
			 info.privacyLevels = {PrivacyLevel::SelfOnly};
		 }},
		{"interaction_gone",
		 [](auto &, auto &info, auto &) {
			 info.isCommentDisabled = true;
		 }},
		{"interaction_gone",
		 [](auto &with, auto &, auto &) {
			 with.interactions.allowDuet = true;
		 }},
		{"interaction_gone",
		 [](auto &with, auto &info, auto &) {
			 with.interactions.allowStitch = true;
			 info.isStitchDisabled = true;
		 }},
		{"clip_too_long",
		 [](auto &, auto &, auto &finished) {
			 finished.duration_ms = 600'001;
		 }},
		{"checks_failed",
		 [](auto &, auto &, auto &finished) {
			 finished.canBePosted = false;
		 }},
	};
	uint64_t id = 1;
	for (const Case &one : cases) {
		Preset with = preset();
		TikTok::CreatorInfo info = creator();
		FinishedClip finished = clip(id++);
		one.change(with, info, finished);
		autoPublish->arm(with);
		autoPublish->clipFinished(finished);
		autoPublish->creatorInfoArrived("open-id", info);
		EXPECT_EQ(reviewCode(), one.code);
		EXPECT_EQ(reviews.back().clipId, finished.clipId);
	}
	EXPECT_TRUE(countdown.empty());
	EXPECT_TRUE(autoPublish->isArmed()) << "the next clip may match again";
}

TEST_F(AutoPublishTest, AllowsAClipOfExactlyTheLongestDuration)
{
	autoPublish->arm(preset());
	FinishedClip longest = clip(1);
	longest.duration_ms = 600'000;
	autoPublish->clipFinished(longest);
	answer();
	EXPECT_EQ(countdown.size(), 1u);
}

TEST_F(AutoPublishTest, PassesOnWhyTikTokRefused)
{
	autoPublish->arm(preset());
	autoPublish->clipFinished(clip(1));
	autoPublish->creatorInfoFailed(errorOf(ErrorKind::CreatorAccount));
	EXPECT_EQ(reviewCode(), "creator_refused");
	ASSERT_TRUE(reviews.back().error);
	EXPECT_EQ(reviews.back().error->kind, ErrorKind::CreatorAccount);
}

TEST_F(AutoPublishTest, NeverPostsToAnotherAccount)
{
	autoPublish->arm(preset());
	autoPublish->clipFinished(clip(1));
	autoPublish->creatorInfoArrived("somebody-else", creator());
	EXPECT_EQ(reviewCode(), "other_account");
	autoPublish->clipFinished(clip(2));
	answer();
	autoPublish->clipFinished(clip(3));
	autoPublish->accountChanged("somebody-else");
	EXPECT_FALSE(autoPublish->isArmed());
	EXPECT_EQ(reviews.size(), 3u) << "no clip is dropped without a word";
	autoPublish->postNow();
	EXPECT_TRUE(due.empty());
}

TEST_F(AutoPublishTest, StaysArmedWhenItsOwnAccountComesBack)
{
	autoPublish->arm(preset());
	autoPublish->accountChanged("open-id");
	EXPECT_TRUE(autoPublish->isArmed());
}

TEST_F(AutoPublishTest, StopsWhenItIsDisarmedDuringTheCountdown)
{
	autoPublish->arm(preset());
	autoPublish->clipFinished(clip(1));
	answer();
	autoPublish->disarm();
	autoPublish->postNow();
	EXPECT_TRUE(due.empty());
	EXPECT_FALSE(autoPublish->isArmed());
}

TEST_F(AutoPublishTest, IsNeverArmedAtTheStartButRemembersThePreset)
{
	Preset replaysOnly = preset();
	replaysOnly.forRecordings = false;
	replaysOnly.forReplays = true;
	autoPublish->arm(replaysOnly);
	restart();
	EXPECT_FALSE(autoPublish->isArmed());
	ASSERT_TRUE(autoPublish->preset());
	EXPECT_EQ(autoPublish->preset()->accountOpenId, "open-id");
	EXPECT_EQ(autoPublish->preset()->privacyLevel, PrivacyLevel::FollowerOfCreator);
	EXPECT_TRUE(autoPublish->preset()->interactions.allowComment);
	EXPECT_EQ(autoPublish->preset()->captionTemplate, "{scene} {date}");
	EXPECT_FALSE(autoPublish->preset()->forRecordings);
	EXPECT_TRUE(autoPublish->preset()->forReplays);
	EXPECT_EQ(autoPublish->preset()->consentedAt, "2026-11-22T18:00:00Z");
}

TEST_F(AutoPublishTest, OffersNoPresetFromAFileThatMakesNoSense)
{
	QFile broken(QString::fromStdU16String(file().u16string()));
	ASSERT_TRUE(broken.open(QIODevice::WriteOnly));
	broken.write("{\"preset\": {\"privacy\": \"EVERYONE_AND_THEIR_DOG\", \"account_open_id\": \"x\"");
	broken.close();
	restart();
	EXPECT_FALSE(autoPublish->preset());
}

TEST_F(AutoPublishTest, StopsAtTenPostsADayAlsoAcrossRestarts)
{
	autoPublish->arm(preset());
	for (int i = 0; i < AutoPublish::kDailyCap; ++i) {
		post();
		now = now.addSecs(60);
	}
	restart();
	autoPublish->arm(preset());
	asked = 0;
	autoPublish->clipFinished(clip(1));
	EXPECT_EQ(reviewCode(), "daily_cap");
	EXPECT_EQ(asked, 0);

	now = now.addDays(1).addSecs(-8 * 60);
	autoPublish->clipFinished(clip(2));
	EXPECT_EQ(asked, 1) << "the first of them are more than a day old";
}

TEST_F(AutoPublishTest, StopsAtTenPostsADayAlsoWhenTheEleventhWaitsAlready)
{
	autoPublish->arm(preset());
	for (int i = 1; i < AutoPublish::kDailyCap; ++i)
		post();
	autoPublish->clipFinished(clip(10));
	autoPublish->clipFinished(clip(11));
	answer();
	autoPublish->postNow();
	EXPECT_EQ(due.back(), 10u);
	EXPECT_EQ(reviewCode(), "daily_cap");
	EXPECT_EQ(reviews.back().clipId, 11u);
}

TEST_F(AutoPublishTest, FillsInTheCaptionOnce)
{
	const QDateTime when = QDateTime::fromString("2026-11-22T18:04:11", Qt::ISODate);
	EXPECT_EQ(AutoPublish::caption("{scene} {date} {time} {else}", "Game", when), "Game 2026-11-22 18:04 {else}");
	EXPECT_EQ(AutoPublish::caption("{scene}", "{date}", when), "{date}");
	EXPECT_EQ(AutoPublish::caption("", "Game", when), "");
}

TEST_F(AutoPublishTest, CutsTheCaptionToTikToksLimitWithoutHalvingACharacter)
{
	const QString long_ = QString(2199, 'x') + QString::fromUtf8("\xF0\x9F\x8E\xAE");
	EXPECT_EQ(AutoPublish::caption(long_, "", {}).size(), 2199);
	EXPECT_EQ(AutoPublish::caption(QString(3000, 'x'), "", {}).size(), 2200);
}

} // namespace
} // namespace DirectPost::Publish
