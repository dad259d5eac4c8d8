#include "Samples.hpp"

#include <gtest/gtest.h>

// What fails on the line, or since TikTok is down, is waited out: it costs no ticket, though not for ever.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

TEST(JobTurn, WaitsForTheLineForHoursWithoutCounting)
{
	for (const KindMeaning &means : errorKinds()) {
		if (!means.isOfLine)
			continue;
		Story story(videoRequest(kSixChunks_bytes));
		story.happens(Begun{});
		for (int i = 0; i < 180; ++i) {
			story.passes(60s).happens(InitFailed{errorOf(means.kind)});
			ASSERT_EQ(story.last().what, Do::Init) << means.name;
		}
		story.ticket();
		for (int i = 0; i < 50; ++i) {
			story.passes(60s).chunkFails(0, means.kind);
			ASSERT_EQ(story.last().what, Do::AskStatus) << means.name;
			ASSERT_EQ(story.code(), means.name);
			story.happens(StatusFailed{errorOf(means.kind)});
			ASSERT_EQ(story.last().what, Do::PutChunk) << means.name;
		}
		EXPECT_EQ(story.stillUploading(0).chunkTaken(0).code(), "");
	}
}

TEST(JobTurn, KnowsTheFailuresOfTheLine)
{
	for (const auto kind :
	     {ErrorKind::Offline, ErrorKind::Unsent, ErrorKind::Insecure, ErrorKind::Intercepted, ErrorKind::Server})
		EXPECT_TRUE(meaningOf(kind).isOfLine) << meaningOf(kind).name;
	for (const auto kind : {ErrorKind::Lost, ErrorKind::NotUnderstood, ErrorKind::PhotoHost, ErrorKind::Disk})
		EXPECT_FALSE(meaningOf(kind).isOfLine) << meaningOf(kind).name << ": somebody there gets what we send";
}

TEST(JobTurn, SpendsNoTicketOnSignInPages)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{});
	for (int portal = 0; portal < 2 * kMostTickets; ++portal) {
		story.ticket().chunkFails(0, ErrorKind::UrlDead); // as far as a status of 403 tells
		for (int i = 0; i < 2 * kMostFailures; ++i) {
			story.happens(StatusFailed{errorOf(ErrorKind::Intercepted)});
			ASSERT_EQ(story.last().what, Do::AskStatus) << portal;
		}
		ASSERT_EQ(story.stillUploading(0).last().what, Do::Init) << portal;
	}
}

TEST(JobTurn, TakesANewTicketWhenTheUploadHostHasOnlyPagesForIt)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0);
	for (int i = 0; i < kMostKeptOut - 1; ++i)
		ASSERT_EQ(story.chunkFails(1, ErrorKind::Intercepted).stillUploading(10'000'000).last().what,
			  Do::PutChunk);
	story.chunkFails(1, ErrorKind::Intercepted).stillUploading(10'000'000);
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.job().plan.count, 6) << "the plan is not to blame";
}

TEST(JobTurn, WaitsALittleBetweenAttemptsOnALineThatIsOut)
{
	EXPECT_GE(retryDelay(ErrorKind::Offline, 1, 0, 0s), 2s);
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{});
	for (int i = 0; i < 20; ++i)
		story.happens(InitFailed{errorOf(ErrorKind::Unsent)});
	EXPECT_EQ(story.run().failures, 20) << "what the wait is computed from";
}

TEST(JobTurn, SpendsNoTicketOnHoursWithoutALine)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{});
	for (int outage = 0; outage < 2 * kMostTickets; ++outage) {
		story.ticket().chunkFails(0, ErrorKind::Unsent).passes(2h).stillUploading(0);
		ASSERT_EQ(story.last().what, Do::Init) << outage;
	}
}

TEST(JobTurn, FailsAfterManyTroublesWithoutProgressAndCountsAnewAfterIt)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket();
	for (int i = 0; i < kMostFailures; ++i)
		story.chunkFails(0, ErrorKind::Lost).stillUploading(0);
	story.chunkTaken(0);
	EXPECT_EQ(story.run().failures, 0);
	for (int i = 0; i < kMostFailures; ++i)
		story.chunkFails(1, ErrorKind::Lost).stillUploading(10'000'000);
	EXPECT_EQ(story.last().what, Do::PutChunk);
	story.chunkFails(1, ErrorKind::Lost);
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "lost");
}

TEST(JobTurn, WaitsForATikTokThatIsDownForHoursButNotForEver)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{});
	for (int i = 0; i < 3; ++i) { // an outage of the line, or a word of TikTok's, begins the count anew
		story.happens(InitFailed{errorOf(ErrorKind::Server)}).passes(kTikTokDownFor - 1s);
		ASSERT_EQ(story.happens(InitFailed{errorOf(ErrorKind::Server)}).last().what, Do::Init);
		story.happens(InitFailed{errorOf(ErrorKind::Offline)});
	}
	EXPECT_EQ(story.job().inits, 1);
	story.happens(InitFailed{errorOf(ErrorKind::Server)}).passes(kTikTokDownFor);
	story.happens(InitFailed{errorOf(ErrorKind::Server)});
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "server");
}

} // namespace
} // namespace DirectPost::Publish
