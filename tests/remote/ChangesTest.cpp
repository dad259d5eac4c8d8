#include "Changes.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Remote {
namespace {

std::vector<std::string> namesOf(const std::vector<Event> &events)
{
	std::vector<std::string> names;
	for (const Event &event : events)
		names.push_back(event.name);
	return names;
}

using Names = std::vector<std::string>;

TEST(Changes, AreNoneWhereNothingIsNew)
{
	Compose::State state;
	state.clips.push_back({.id = 1, .stage = Compose::ClipStage::Ready});
	state.queue.jobs.push_back({.id = 1});
	EXPECT_TRUE(changesBetween(state, state).empty());
}

TEST(Changes, TellOfAClipOnceItIsReady)
{
	Compose::State before;
	Compose::State after;
	after.clips.push_back({.id = 1, .stage = Compose::ClipStage::Preparing});
	EXPECT_TRUE(changesBetween(before, after).empty());
	before = after;
	after.clips[0].stage = Compose::ClipStage::Ready;
	const auto events = changesBetween(before, after);
	ASSERT_EQ(namesOf(events), Names{"ClipReady"});
	EXPECT_EQ(events[0].data.at("clip"), 1);
}

TEST(Changes, TellOfAPostAtEachWholePercent)
{
	Compose::State before;
	before.queue.jobs.push_back({.id = 7, .stage = Publish::JobStage::Uploading, .total_bytes = 10'000});
	Compose::State after = before;
	after.queue.jobs[0].sent_bytes = 99;
	EXPECT_TRUE(changesBetween(before, after).empty());
	after.queue.jobs[0].sent_bytes = 100;
	EXPECT_EQ(namesOf(changesBetween(before, after)), Names{"JobChanged"});
	after = before;
	after.queue.jobs[0].isMissed = true;
	EXPECT_EQ(namesOf(changesBetween(before, after)), Names{"JobChanged"});
	after = before;
	after.queue.jobs[0].stage = Publish::JobStage::Failed;
	after.queue.jobs[0].error = Error{.kind = ErrorKind::Refused, .code = "spam_risk"};
	const auto events = changesBetween(before, after);
	ASSERT_EQ(namesOf(events), Names{"JobChanged"});
	EXPECT_EQ(events[0].data.at("error"), "spam_risk");
}

TEST(Changes, TellOfTheAccountAndOfTheCountdown)
{
	Compose::State before;
	Compose::State after;
	after.account.connection = Account::ConnectionState::Connected;
	after.account.identity.username = "niaplays";
	after.autoPublish.countdown = Compose::Countdown{.clip = 3, .left_s = 9};
	EXPECT_EQ(namesOf(changesBetween(before, after)), (Names{"AccountChanged", "CountdownChanged"}));
	const auto gone = changesBetween(after, before);
	EXPECT_EQ(gone.back().data.at("countdown"), nullptr);
}

} // namespace
} // namespace DirectPost::Remote
