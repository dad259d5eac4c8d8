#include "CommitZone.hpp"

#include <gtest/gtest.h>

// The commit zone: the final bytes may have arrived. What must never happen is a new ticket while the post may still
// come out.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;
using TikTok::PostStage;

TEST(JobTurnCommit, AsksAfterALostReplyAndSettlesWhenTheBytesAreThere)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::Lost, true);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.stillUploading(kSmall_bytes);
	EXPECT_EQ(story.stage(), JobStage::Processing);
}

TEST(JobTurnCommit, SendsAgainOnTheSameUrlWhenBytesAreMissing)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::Lost, false).stillUploading(17'000'000);
	EXPECT_EQ(story.last().what, Do::PutChunk);
	EXPECT_EQ(story.last().chunk, 0);
	EXPECT_EQ(story.job().publishId, "post-1");
	EXPECT_EQ(story.job().inits, 1);
}

TEST(JobTurnCommit, SendsMissingEarlierChunksAgainWithoutLeavingTheZone)
{
	Story story = confirming(kSixChunks_bytes);
	story.chunkFails(5, ErrorKind::Server, true).stillUploading(40'000'000);
	EXPECT_EQ(story.last().chunk, 4);
	EXPECT_EQ(story.stage(), JobStage::Confirming);
	story.chunkFails(4, ErrorKind::ClipFile);
	EXPECT_EQ(story.stage(), JobStage::Confirming) << "the last chunk may have arrived";
	EXPECT_EQ(story.last().what, Do::AskStatus);
}

TEST(JobTurnCommit, TakesTheVerdictWhenThePostIsOut)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::Lost, true).status(PostStage::Published);
	EXPECT_EQ(story.stage(), JobStage::Published);
}

TEST(JobTurnCommit, AsksAfterACrashBeforeAnythingElse)
{
	Story story = confirming();
	story.crashes().happens(Begun{});
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.stillUploading(0);
	EXPECT_EQ(story.last().what, Do::PutChunk);
	EXPECT_EQ(story.job().inits, 1);
}

TEST(JobTurnCommit, KeepsAskingWhileTikTokCannotBeReached)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::Lost, true);
	for (int i = 0; i < 300; ++i) {
		story.happens(StatusFailed{errorOf(i % 2 ? ErrorKind::Server : ErrorKind::Offline)});
		ASSERT_EQ(story.last().what, Do::AskStatus);
		ASSERT_EQ(story.stage(), JobStage::Confirming);
	}
}

TEST(JobTurnCommit, GivesUpWhenTikTokHasNoWordAboutThePostForADay)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::Lost, true).passes(25h);
	for (int i = 0; i < 10; ++i) {
		story.happens(StatusFailed{errorOf(i % 2 ? ErrorKind::Unsent : ErrorKind::Offline)});
		story.happens(StatusFailed{errorOf(ErrorKind::Server), false});
		ASSERT_EQ(story.stage(), JobStage::Confirming) << "TikTok was not asked";
	}
	for (int i = 0; i < 4; ++i) {
		story.passes(10s).happens(StatusFailed{errorOf(ErrorKind::Server)});
		ASSERT_EQ(story.stage(), JobStage::Confirming) << "not often enough";
	}
	story.happens(StatusFailed{errorOf(ErrorKind::Server)});
	EXPECT_EQ(story.stage(), JobStage::OutcomeUnknown);
}

TEST(JobTurnCommit, LetsOtherUploadsGoAheadOnceItCanOnlyAsk)
{
	Story young = confirming();
	young.chunkFails(0, ErrorKind::Lost, true);
	EXPECT_EQ(young.last().what, Do::AskStatus);
	EXPECT_TRUE(young.last().blocksUploads) << "it may send its last chunk again";
	young.passes(56min).stillUploading(0);
	EXPECT_EQ(young.last().what, Do::AskStatus);
	EXPECT_FALSE(young.last().blocksUploads) << "its URL is too old to send";

	Story refused = confirming();
	EXPECT_TRUE(refused.last().blocksUploads);
	refused.chunkFails(0, ErrorKind::UrlDead, true);
	EXPECT_FALSE(refused.last().blocksUploads);
	refused.happens(StatusFailed{errorOf(ErrorKind::Server)});
	EXPECT_FALSE(refused.last().blocksUploads);
	refused.stillUploading(0);
	EXPECT_TRUE(beginsAnew(refused)) << "when it is its turn";
}

TEST(JobTurnCommit, TakesNoNewTicketWhileALostChunkMayHaveArrived)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::Lost, true).chunkFails(0, ErrorKind::UrlDead, true);
	for (auto waited = 0min; waited < 61min; waited += 1min) {
		story.passes(1min).stillUploading(0);
		ASSERT_EQ(story.last().what, Do::AskStatus) << waited.count();
		ASSERT_EQ(story.stage(), JobStage::Confirming);
	}
	story.passes(2min).stillUploading(0);
	EXPECT_TRUE(beginsAnew(story)) << "an hour later and still short: nobody can complete it any more";
}

TEST(JobTurnCommit, AfterACrashTheSameHolds)
{
	Story story = confirming();
	story.crashes().passes(58min).happens(Begun{}).stillUploading(0);
	EXPECT_EQ(story.last().what, Do::AskStatus) << "too old to send, too young to be dead";
	story.passes(5min).stillUploading(0);
	EXPECT_TRUE(beginsAnew(story));
}

TEST(JobTurnCommit, WantsTwoMinutesOfMissingBytesHoweverOldTheTicketIs)
{
	Story story = confirming();
	story.crashes().passes(10h).happens(Begun{}).stillUploading(0);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.passes(1min).stillUploading(0);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.passes(61s).stillUploading(0);
	EXPECT_TRUE(beginsAnew(story));
}

TEST(JobTurnCommit, NeverTakesANewTicketWithoutTikToksWordAboutItsBytes)
{
	Story story = confirming();
	story.crashes().passes(62min).happens(Begun{});
	for (auto waited = 0h; waited < 23h; waited += 1h) {
		story.stillUploading(std::nullopt);
		ASSERT_EQ(story.last().what, Do::AskStatus);
		story.passes(1h);
	}
	story.stillUploading(std::nullopt);
	EXPECT_EQ(story.stage(), JobStage::OutcomeUnknown);
	EXPECT_EQ(story.job().error->kind, ErrorKind::OutcomeUnknown);
}

TEST(JobTurnCommit, TakesANewTicketAtOnceWhenTheUrlTurnedTheBytesDown)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::UrlDead, true);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.stillUploading(0);
	EXPECT_TRUE(beginsAnew(story));
	EXPECT_EQ(story.happens(Begun{}).last().what, Do::Init);
	EXPECT_EQ(story.job().inits, 2);
}

TEST(JobTurnCommit, DoesNotTakeATurnedDownChunkForMissingWhenTikTokHasItAll)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::UrlDead, true).stillUploading(kSmall_bytes);
	EXPECT_EQ(story.stage(), JobStage::Processing);
}

TEST(JobTurnCommit, FailsWhenTheFileChangedBeforeItWasSentWhole)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::ClipUnfit, false);
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "clip_unfit");
}

TEST(JobTurnCommit, FailsForAMissingFileOnlyWhenNothingCanBePublished)
{
	Story story = confirming();
	story.crashes().happens(Begun{}).stillUploading(0).chunkFails(0, ErrorKind::ClipFile);
	EXPECT_EQ(story.stage(), JobStage::Confirming);
	EXPECT_EQ(story.code(), "file_away");
	story.passes(5min).chunkFails(0, ErrorKind::ClipFile);
	EXPECT_EQ(story.stage(), JobStage::Confirming) << "it may have arrived before the crash";
	story.stillUploading(0);
	EXPECT_EQ(story.stage(), JobStage::Confirming);
	story.passes(63min).stillUploading(0);
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "clip_file");
}

TEST(JobTurnCommit, FailsWhenTikTokRefusesTheBytes)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::Refused, true).stillUploading(0);
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "refused");
}

TEST(JobTurnCommit, CutsTheFileAnotherWayWhenItsOnlyRequestIsRefusedAndTikTokHasNothing)
{
	Story story = confirming();
	story.chunkFails(0, ErrorKind::PlanRefused, true);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.stillUploading(0);
	EXPECT_TRUE(beginsAnew(story));
	EXPECT_EQ(story.happens(Begun{}).job().plan.count, 3);
	EXPECT_EQ(story.job().inits, 1);

	Story unsure = confirming();
	unsure.chunkFails(0, ErrorKind::Lost, true).chunkFails(0, ErrorKind::PlanRefused, true).stillUploading(0);
	EXPECT_EQ(unsure.last().what, Do::AskStatus) << "what was lost may have arrived whole";
	EXPECT_EQ(unsure.stage(), JobStage::Confirming);
}

TEST(JobTurnCommit, TakesA416WithProofForTheEnd)
{
	for (const int64_t has : {kSmall_bytes, kSmall_bytes - 1}) {
		Story story = confirming();
		story.happens(ChunkAnswered{0, {.status = 416, .received_bytes = has}});
		EXPECT_EQ(story.stage(), JobStage::Processing);
	}
}

TEST(JobTurnCommit, AsksWhenTikTokWantsMoreAfterTheLastChunk)
{
	Story story = confirming();
	story.happens(ChunkAnswered{0, {.status = 206, .received_bytes = 20'000'000}});
	EXPECT_EQ(story.last().what, Do::AskStatus);
	EXPECT_EQ(story.stage(), JobStage::Confirming);
}

TEST(JobTurnCommit, GivesUpOnAPostTikTokDoesNotKnowWithoutPostingItAgain)
{
	Story story = confirming();
	story.crashes().happens(Begun{});
	for (int i = 0; i < 2; ++i) {
		story.happens(StatusFailed{errorOf(ErrorKind::UnknownPost)});
		EXPECT_EQ(story.last().what, Do::AskStatus);
	}
	story.happens(StatusFailed{errorOf(ErrorKind::UnknownPost)});
	EXPECT_EQ(story.stage(), JobStage::OutcomeUnknown);
}

TEST(JobTurnCommit, IsCancelledWhileBytesAreStillToBeSent)
{
	Story story = confirming();
	story.happens(CancelWanted{.isSending = true, .wasSentWhole = false});
	EXPECT_EQ(story.stage(), JobStage::Cancelled);
}

TEST(JobTurnCommit, IsNotCalledCancelledWhenEverythingMayBeThere)
{
	Story story = confirming();
	story.happens(CancelWanted{.isSending = true, .wasSentWhole = true});
	EXPECT_EQ(story.stage(), JobStage::Confirming);
	story.chunkTaken(0, 201).status(PostStage::Published);
	EXPECT_EQ(story.stage(), JobStage::Published) << "too late, and said so";
}

TEST(JobTurnCommit, BreaksOffWhatIsSentAgainWhenItIsToBeCancelled)
{
	Story story = confirming();
	story.crashes().happens(Begun{}).stillUploading(0);
	ASSERT_EQ(story.last().what, Do::PutChunk);
	story.happens(CancelWanted{.isSending = true, .wasSentWhole = false});
	EXPECT_EQ(story.last().what, Do::AskStatus);
	EXPECT_EQ(story.stage(), JobStage::Confirming) << "the attempt before the crash may have arrived";
	EXPECT_EQ(story.stillUploading(0).last().what, Do::AskStatus) << "nothing more of it is sent";
}

TEST(JobTurnCommit, IsAnUploadLikeAnyOtherAgainWhenObsEndsBeforeAllOfItWasSent)
{
	Story story = confirming();
	story.happens(Stopping{.isSending = true, .wasSentWhole = false});
	EXPECT_EQ(story.stage(), JobStage::Uploading);
	story.crashes().happens(CancelWanted{});
	EXPECT_EQ(story.stage(), JobStage::Cancelled) << "at once";

	Story whole = confirming();
	whole.happens(Stopping{.isSending = true, .wasSentWhole = true});
	EXPECT_EQ(whole.stage(), JobStage::Confirming);
	Story again = confirming();
	again.crashes().happens(Begun{}).stillUploading(0).happens(Stopping{.isSending = true, .wasSentWhole = false});
	EXPECT_EQ(again.stage(), JobStage::Confirming) << "the attempt before may have arrived";
}

TEST(JobTurnCommit, AsksWhatTikTokHasWhereItAnsweredBeforeAllWasSent)
{
	Story story = confirming();
	story.happens(ChunkAnswered{0, {.status = 201}, false});
	EXPECT_EQ(story.last().what, Do::AskStatus);
	EXPECT_EQ(story.stage(), JobStage::Confirming);
	EXPECT_EQ(story.stillUploading(0).last().what, Do::PutChunk) << "and sends it again";

	Story counted = confirming();
	counted.happens(ChunkAnswered{0, {.status = 201, .received_bytes = 20}});
	EXPECT_EQ(counted.last().what, Do::AskStatus) << "its own count says less";
	EXPECT_EQ(counted.stage(), JobStage::Confirming);
}

TEST(JobTurnCommit, SendsNothingMoreOfWhatIsToBeCancelled)
{
	Story story = confirming();
	story.crashes().happens(Begun{}).happens(CancelWanted{}).stillUploading(0);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.passes(63min).stillUploading(0);
	EXPECT_EQ(story.stage(), JobStage::Cancelled);
}

TEST(JobTurnCommit, KnowsWhetherTheNewestAttemptWasHandedOverWhole)
{
	Story story = confirming();
	EXPECT_FALSE(story.run().wasHandedOver);
	story.chunkFails(0, ErrorKind::Lost, true);
	EXPECT_TRUE(story.run().wasHandedOver);
	story.stillUploading(0);
	ASSERT_EQ(story.last().what, Do::PutChunk);
	EXPECT_FALSE(story.run().wasHandedOver) << "it is sent again";
	story.chunkFails(0, ErrorKind::Lost, false);
	EXPECT_FALSE(story.run().wasHandedOver);
	EXPECT_TRUE(story.run().mayHaveArrivedWhole) << "the one before";

	Story refused = confirming();
	refused.chunkFails(0, ErrorKind::UrlDead, true);
	EXPECT_FALSE(refused.run().wasHandedOver);
	Story early = confirming();
	early.happens(ChunkAnswered{0, {.status = 206, .received_bytes = 20'000'000}});
	EXPECT_TRUE(early.run().wasHandedOver);
	Story dead = confirming();
	dead.crashes().happens(Begun{});
	EXPECT_FALSE(dead.run().wasHandedOver) << "how far it came nobody knows";
}

} // namespace
} // namespace DirectPost::Publish
