#include "News.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Remote {
namespace {

using Publish::JobStage;
using What = Notification::What;

Compose::State stateWith(std::vector<Publish::JobSnapshot> jobs)
{
	Compose::State state;
	state.queue.jobs = std::move(jobs);
	return state;
}

std::vector<What> whatsOf(const std::vector<Notification> &news)
{
	std::vector<What> whats;
	for (const Notification &each : news)
		whats.push_back(each.what);
	return whats;
}

using Whats = std::vector<What>;

TEST(News, AreWhatBecameOfAPostThatWasUnderWayAndThatOnce)
{
	News news;
	EXPECT_TRUE(news.in(stateWith({{.id = 1, .caption = "what a\nraid", .stage = JobStage::Uploading}})).empty());
	const auto over = stateWith({{.id = 1, .caption = "what a\nraid", .stage = JobStage::Published}});
	const auto told = news.in(over);
	ASSERT_EQ(whatsOf(told), Whats{What::Published});
	EXPECT_EQ(told[0].name, QStringLiteral("what a raid"));
	EXPECT_TRUE(news.in(over).empty());
}

TEST(News, SayWhyAPostFailedAndTellOfASecondFailureAnew)
{
	News news;
	const auto at = [](JobStage stage) {
		return stateWith({{.id = 1, .title = "raid.mp4", .stage = stage, .error = Error{.code = "spam_risk"}}});
	};
	news.in(at(JobStage::Uploading));
	const auto told = news.in(at(JobStage::Failed));
	ASSERT_EQ(whatsOf(told), Whats{What::Failed});
	EXPECT_TRUE(told[0].isTrouble());
	EXPECT_EQ(told[0].name, QStringLiteral("raid.mp4"));
	EXPECT_EQ(told[0].error->code, "spam_risk");
	news.in(at(JobStage::Waiting)); // retried
	EXPECT_EQ(whatsOf(news.in(at(JobStage::OutcomeUnknown))), Whats{What::OutcomeUnknown});
	news.in(at(JobStage::Waiting));
	EXPECT_TRUE(news.in(at(JobStage::Cancelled)).empty()) << "whoever cancels it knows";
}

TEST(News, AreNothingThatWasSoWhenObsStarted)
{
	News news;
	Compose::State unread;
	unread.queue.isRead = false;
	unread.autoPublish.reviews = {{.clip = 4, .code = "obs_was_closed"}};
	EXPECT_TRUE(news.in(unread).empty());
	Compose::State read = unread;
	read.queue = stateWith({{.id = 2, .stage = JobStage::Failed}, {.id = 1, .stage = JobStage::SentToInbox}}).queue;
	EXPECT_TRUE(news.in(read).empty());

	read.queue.jobs.push_back({.id = 3, .stage = JobStage::SentToInbox}); // quicker than it was shown under way
	EXPECT_EQ(whatsOf(news.in(read)), Whats{What::SentToInbox});
	read.queue.jobs.erase(read.queue.jobs.begin());
	EXPECT_TRUE(news.in(read).empty());
}

TEST(News, AreLeftToTheObsThatSendsThePosts)
{
	News news;
	Compose::State state = stateWith({{.id = 1, .stage = JobStage::Uploading}});
	state.queue.isDrivenHere = false;
	news.in(state);
	state.queue.jobs[0].stage = JobStage::Published;
	EXPECT_TRUE(news.in(state).empty());
	state.queue.isDrivenHere = true;
	EXPECT_TRUE(news.in(state).empty()) << "that one has told it";
}

TEST(News, TellOfEachCountdownOnceAndOfEachClipThatIsLeftForReview)
{
	News news;
	Compose::State state;
	news.in(state);
	state.autoPublish.countdown = Compose::Countdown{.clip = 3, .clipName = QStringLiteral("a.mp4"), .left_s = 10};
	const auto told = news.in(state);
	ASSERT_EQ(whatsOf(told), Whats{What::CountingDown});
	EXPECT_EQ(told[0].left_s, 10);
	state.autoPublish.countdown->left_s = 9;
	EXPECT_TRUE(news.in(state).empty());
	state.autoPublish.countdown->clip = 4;
	EXPECT_EQ(whatsOf(news.in(state)), Whats{What::CountingDown});
	state.autoPublish.countdown.reset();
	state.autoPublish.reviews = {{.clip = 4, .clipName = QStringLiteral("b.mp4"), .code = "privacy_gone"}};
	EXPECT_EQ(whatsOf(news.in(state)), Whats{What::LeftForReview});
	EXPECT_TRUE(news.in(state).empty());
}

} // namespace
} // namespace DirectPost::Remote
