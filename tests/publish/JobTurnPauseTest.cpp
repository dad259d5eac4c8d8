#include "Samples.hpp"

#include <gtest/gtest.h>

// Rests that the user wants, and the ones that a slow line forces.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

TEST(JobTurnPause, RestsBetweenChunksAndGoesOnAtTheSamePlace)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0).happens(PauseWanted{.isSending = true});
	EXPECT_EQ(story.last().what, Do::Rest);
	EXPECT_EQ(story.stage(), JobStage::Uploading);
	EXPECT_FALSE(story.last().note.empty()) << "a restart knows of it";
	EXPECT_TRUE(isPaused(story.job()));

	story.crashes().happens(Begun{});
	EXPECT_EQ(story.last().what, Do::Rest) << "a restart does not end a pause";

	story.job().pauseWanted = false;
	story.happens(Begun{}).stillUploading(10'000'000);
	EXPECT_EQ(story.last().what, Do::PutChunk);
	EXPECT_EQ(story.last().chunk, 1);
}

TEST(JobTurnPause, CountsNoTicketThatGrewOldWhileItRested)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{});
	for (int pauses = 0; pauses < 5; ++pauses) {
		ASSERT_EQ(story.last().what, Do::Init);
		story.ticket().chunkTaken(0).happens(PauseWanted{.isSending = true});
		ASSERT_EQ(story.last().what, Do::Rest);
		story.passes(2h);
		story.job().pauseWanted = false;
		story.happens(Begun{}).stillUploading(0);
		if (story.last().what == Do::PutChunk)
			story.chunkFails(0, ErrorKind::UrlDead).stillUploading(0);
	}
	EXPECT_FALSE(isOver(story.stage()));
}

TEST(JobTurnPause, ComesBackFromTheCommitZoneOnlyWhileTheLastChunkIsNotOut)
{
	Story unsent(videoRequest(kSmall_bytes));
	unsent.happens(Begun{}).ticket().happens(PauseWanted{.isSending = true});
	EXPECT_EQ(unsent.last().what, Do::Rest);
	EXPECT_EQ(unsent.stage(), JobStage::Uploading);

	Story sent(videoRequest(kSmall_bytes));
	sent.happens(Begun{}).ticket().happens(PauseWanted{.isSending = true, .wasSentWhole = true});
	EXPECT_EQ(sent.stage(), JobStage::Confirming);
	EXPECT_NE(sent.last().what, Do::Rest);
	sent.chunkTaken(0, 201);
	EXPECT_EQ(sent.stage(), JobStage::Processing) << "too late: it goes on";
	EXPECT_FALSE(isPaused(sent.job()));
}

TEST(JobTurnPause, SendsNothingAgainWhileTheFateOfTheLastChunkIsOpen)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().crashes();
	story.job().pauseWanted = true;
	story.happens(Begun{}).stillUploading(5'000'000);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	for (int i = 0; i < 5; ++i) {
		story.passes(10s).stillUploading(std::nullopt);
		EXPECT_EQ(story.last().what, Do::AskStatus) << "nor blindly";
	}
}

TEST(JobTurnPause, AsksForNoTicketWhileItRests)
{
	Story waiting(videoRequest(kSmall_bytes));
	waiting.job().pauseWanted = true;
	waiting.happens(Begun{});
	EXPECT_EQ(waiting.last().what, Do::Rest);
	EXPECT_EQ(waiting.job().inits, 0);

	Story expired(videoRequest(kSixChunks_bytes));
	expired.happens(Begun{}).ticket();
	expired.job().pauseWanted = true;
	expired.chunkFails(0, ErrorKind::UrlDead).stillUploading(0);
	EXPECT_EQ(expired.last().what, Do::Rest);
	EXPECT_EQ(expired.stage(), JobStage::Waiting);
}

TEST(JobTurnPause, IsCancelledWhileItRests)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().happens(PauseWanted{.isSending = true});
	story.job().cancelWanted = true;
	EXPECT_EQ(story.happens(Begun{}).stage(), JobStage::Cancelled);
}

// 65 MB at 15 kB/s take 72 minutes.
TEST(JobTurnSpeed, GivesUpEarlyWhenTheWholeFileDoesNotFitIntoTheUrlsHour)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.isFast(15'000).happens(Begun{}).ticket();
	EXPECT_EQ(story.last().what, Do::PutChunk) << "not before the speed is known";
	story.passes(11min).chunkTaken(0);
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "upload_too_slow");
}

TEST(JobTurnSpeed, GivesWayToTheStreamInsteadOfFailing)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.isFast(15'000).isHeldBackBy(HeldBackBy::Stream).happens(Begun{}).ticket();
	story.passes(11min).chunkTaken(0);
	EXPECT_EQ(story.stage(), JobStage::Waiting);
	EXPECT_EQ(story.code(), "upload_waits_for_stream");
	EXPECT_EQ(story.last().what, Do::Rest);
	EXPECT_EQ(story.job().acked_bytes, 0);

	story.isHeldBackBy(HeldBackBy::Nobody).isFast(1e6).happens(Begun{}).ticket("post-2");
	EXPECT_EQ(story.last().what, Do::PutChunk) << "after the stream it begins anew";
	EXPECT_EQ(story.code(), "");
	EXPECT_EQ(story.job().inits, 1) << "that it gave way is no failure";
}

TEST(JobTurnSpeed, GivesWayInTheMiddleOfAChunkButNotWithTheLastOne)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().happens(StreamNeedsLine{});
	EXPECT_EQ(story.stage(), JobStage::Waiting);
	Story last(videoRequest(kSmall_bytes));
	last.happens(Begun{}).ticket();
	ASSERT_EQ(last.stage(), JobStage::Confirming);
	last.happens(StreamNeedsLine{});
	EXPECT_EQ(last.stage(), JobStage::Confirming);
}

TEST(JobTurnSpeed, SaysThatItWasOurOwnCapThatMadeItTooSlow)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.isFast(15'000).isHeldBackBy(HeldBackBy::Cap).happens(Begun{}).ticket();
	story.passes(11min).chunkTaken(0);
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "upload_cap_too_low");
}

// An outage took most of the hour: at 50 kB/s, what is left takes 18 minutes.
TEST(JobTurnSpeed, BeginsAnewWhenWhatIsLeftFitsOnlyIntoAnotherHour)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.isFast(50'000).happens(Begun{}).ticket().passes(45min).chunkTaken(0);
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.job().inits, 2);
}

// 40 MB came in three minutes; for the rest, 5 kB/s would not do.
TEST(JobTurnSpeed, ForgivesADipOfALineThatIsFastEnough)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.isFast(230'000).happens(Begun{}).ticket();
	for (int chunk = 0; chunk < 3; ++chunk)
		story.passes(45s).chunkTaken(chunk);
	story.isFast(5'000).passes(45s).chunkTaken(3);
	EXPECT_EQ(story.last().what, Do::PutChunk);
	EXPECT_EQ(story.job().inits, 1);
}

TEST(JobTurnSpeed, GoesOnWhereItJustFits)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.isFast(25'000).happens(Begun{}).ticket();
	for (int chunk = 0; chunk < 5; ++chunk) {
		ASSERT_EQ(story.last().what, Do::PutChunk);
		story.passes(400s).chunkTaken(chunk);
	}
	EXPECT_EQ(story.stage(), JobStage::Confirming);
}

TEST(JobTurnSpeed, WarnsOfWhatMayTakeLongerThanFiftyMinutes)
{
	EXPECT_FALSE(isDoubtful(0, 4'000'000'000)) << "nothing is known";
	EXPECT_FALSE(isDoubtful(2e6, 4'000'000'000));
	EXPECT_TRUE(isDoubtful(1.3e6, 4'000'000'000));
	EXPECT_FALSE(isHopeless(1.3e6, 4'000'000'000));
	EXPECT_TRUE(isHopeless(1e6, 4'000'000'000));
}

} // namespace
} // namespace DirectPost::Publish
