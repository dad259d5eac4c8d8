#include "Samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

TEST(JobTurn, AsksForATicketOnlyAfterTheIntentIsToBeCommitted)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{});
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.stage(), JobStage::Starting);
	EXPECT_FALSE(story.last().note.empty()) << "nothing would be committed";
	EXPECT_EQ(story.job().plan.count, 1);
}

TEST(JobTurn, SendsAFileOfOneRequestFromTheCommitZone)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket();
	EXPECT_EQ(story.last().what, Do::PutChunk);
	EXPECT_EQ(story.stage(), JobStage::Confirming);
	EXPECT_FALSE(story.last().note.empty());
	story.chunkTaken(0, 201);
	EXPECT_EQ(story.stage(), JobStage::Processing);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	EXPECT_LE(story.last().delay, 2s) << "a short clip is often done at once";
}

TEST(JobTurn, SendsChunksInOrderAndCommitsTheLastOneFirst)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket();
	for (int chunk = 0; chunk < 5; ++chunk) {
		EXPECT_EQ(story.last().what, Do::PutChunk);
		EXPECT_EQ(story.last().chunk, chunk);
		EXPECT_EQ(story.stage(), JobStage::Uploading);
		story.chunkTaken(chunk);
	}
	EXPECT_EQ(story.last().chunk, 5);
	EXPECT_EQ(story.stage(), JobStage::Confirming);
	EXPECT_EQ(story.job().acked_bytes, 50'000'000);
	story.chunkTaken(5, 201);
	EXPECT_EQ(story.stage(), JobStage::Processing);
}

TEST(JobTurn, TakesAnySuccessAsAChunkTaken)
{
	for (const int status : {200, 201, 204, 206}) {
		Story story(videoRequest(kSixChunks_bytes));
		story.happens(Begun{}).ticket().chunkTaken(0, status);
		EXPECT_EQ(story.last().what, Do::PutChunk) << status;
		EXPECT_EQ(story.last().chunk, 1) << status;
	}
}

TEST(JobTurn, AsksWhereItStandsWhenTikTokTookAChunkAndHasLess)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0);
	story.happens(ChunkAnswered{1, {.status = 206, .received_bytes = 10'000'000}});
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.stillUploading(10'000'000);
	EXPECT_EQ(story.last().chunk, 1);
}

TEST(JobTurn, GoesOnAfterACrashWhereTikTokSaysItIs)
{
	struct Case {
		int64_t uploaded_bytes;
		int chunk;
	};
	for (const auto &[uploaded_bytes, chunk] : {Case{0, 0},
						    {9'999'998, 0},
						    {9'999'999, 1},
						    {10'000'000, 1},
						    {25'000'000, 2},
						    {30'000'000, 3},
						    {49'999'999, 5}}) {
		Story story(videoRequest(kSixChunks_bytes));
		story.happens(Begun{}).ticket().chunkTaken(0).chunkTaken(1).crashes().passes(60s).happens(Begun{});
		EXPECT_EQ(story.last().what, Do::AskStatus);
		story.stillUploading(uploaded_bytes);
		EXPECT_EQ(story.last().what, Do::PutChunk) << uploaded_bytes;
		EXPECT_EQ(story.last().chunk, chunk) << uploaded_bytes;
		EXPECT_EQ(story.job().inits, 1) << uploaded_bytes;
	}
}

TEST(JobTurn, GoesOnFromMemoryWhenTikTokDoesNotSay)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0).chunkTaken(1).crashes().happens(Begun{}).stillUploading(
		std::nullopt);
	EXPECT_EQ(story.last().chunk, 2);
	story.chunkFails(2, ErrorKind::Lost).happens(StatusFailed{errorOf(ErrorKind::Server)});
	EXPECT_EQ(story.last().what, Do::PutChunk);
	EXPECT_EQ(story.last().chunk, 2);
}

TEST(JobTurn, TakesANewTicketInTheFreeZoneOnceTheUrlIsTooOld)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0).passes(54min).chunkTaken(1);
	EXPECT_EQ(story.last().what, Do::PutChunk);
	story.passes(2min).chunkTaken(2);
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.job().acked_bytes, 0);
	EXPECT_TRUE(story.job().publishId.empty());
}

TEST(JobTurn, MeasuresTheUrlsHourBySteadyTimeWhenTheClockWasSet)
{
	for (const auto by : {-24h, 24h}) {
		Story story(videoRequest(kSixChunks_bytes));
		story.happens(Begun{}).ticket().passes(10min).clockIsSet(by).chunkTaken(0);
		EXPECT_EQ(story.last().what, Do::PutChunk) << by.count();
		story.passes(46min).chunkTaken(1);
		EXPECT_EQ(story.last().what, Do::Init) << by.count();
	}
}

TEST(JobTurn, GivesUpAfterThreeTickets)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{});
	for (int tickets = 0; tickets < 3; ++tickets) {
		EXPECT_EQ(story.last().what, Do::Init);
		story.ticket().passes(56min).chunkTaken(0);
	}
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "upload_gave_up");
}

TEST(JobTurn, AsksBeforeANewTicketWhenTheUrlIsRefused)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0).chunkFails(1, ErrorKind::UrlDead);
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.stillUploading(10'000'000);
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.job().inits, 2);
}

TEST(JobTurn, FailsWhenTheFileIsNotWhatItWas)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0).chunkFails(1, ErrorKind::ClipUnfit);
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "clip_unfit");
}

TEST(JobTurn, WaitsSomeMinutesForAFileThatIsAwayAndGoesOnWithIt)
{
	for (const int64_t size_bytes : {kSmall_bytes, kSixChunks_bytes}) {
		Story story(videoRequest(size_bytes));
		story.happens(Begun{}).ticket();
		for (int i = 0; i < 29; ++i) {
			story.passes(10s).chunkFails(0, ErrorKind::ClipFile);
			ASSERT_EQ(story.last().what, Do::AskStatus) << size_bytes;
			ASSERT_GT(story.last().delay, 0s);
			ASSERT_EQ(story.code(), "file_away");
			ASSERT_TRUE(std::ranges::contains(story.job().error->values,
							  std::pair<std::string, std::string>("minutes", "5")));
			ASSERT_EQ(story.stillUploading(0).last().what, Do::PutChunk);
		}
		story.chunkTaken(0, size_bytes == kSmall_bytes ? 201 : 206);
		EXPECT_EQ(story.code(), "");
		EXPECT_EQ(story.job().inits, 1);
	}
}

TEST(JobTurn, FailsSoonWhenTheFileWasDeleted)
{
	for (const int64_t size_bytes : {kSmall_bytes, kSixChunks_bytes}) {
		Story story(videoRequest(size_bytes));
		story.happens(Begun{}).ticket().chunkFails(0, ErrorKind::ClipGone);
		EXPECT_EQ(story.last().what, Do::AskStatus) << "it may be written anew just now";
		EXPECT_EQ(story.code(), "clip_gone") << "its disk is not away";
		story.stillUploading(0).passes(20s).chunkFails(0, ErrorKind::ClipGone);
		EXPECT_EQ(story.stage(), JobStage::Failed);
		EXPECT_EQ(story.code(), "clip_gone");
	}
}

TEST(JobTurn, FailsWhenTheFileStaysAway)
{
	for (const int64_t size_bytes : {kSmall_bytes, kSixChunks_bytes}) {
		for (const ErrorKind kind : {ErrorKind::ClipFile, ErrorKind::ClipBusy}) {
			Story story(videoRequest(size_bytes));
			story.happens(Begun{}).ticket().chunkFails(0, kind).stillUploading(0).passes(5min);
			EXPECT_EQ(story.code(), "file_away");
			story.chunkFails(0, kind);
			EXPECT_EQ(story.stage(), JobStage::Failed);
			EXPECT_EQ(story.code(), kind == ErrorKind::ClipFile ? "clip_file" : "clip_busy")
				<< "what is wrong with it, not that it is waited for";
		}
	}
}

TEST(JobTurn, FailsOnTikToksLastWordAboutThePost)
{
	for (const auto kind :
	     {ErrorKind::CreatorAccount, ErrorKind::Post, ErrorKind::AppSettings, ErrorKind::Refused}) {
		Story story(videoRequest(kSmall_bytes));
		story.happens(Begun{}).happens(InitFailed{errorOf(kind)});
		EXPECT_EQ(story.stage(), JobStage::Failed);
		EXPECT_EQ(story.job().error->kind, kind);
	}
}

TEST(JobTurn, WaitsAMinuteWhenItAskedTooOften)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).happens(InitFailed{errorOf(ErrorKind::RateLimit)});
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_GE(story.last().delay, 60s);
	story.happens(InitFailed{errorOf(ErrorKind::RateLimit)});
	EXPECT_GE(story.last().delay, 120s);
}

TEST(JobTurn, CountsTheUrlsHourFromWhenTheDelayedQuestionIsAsked)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).passes(54min).happens(InitFailed{errorOf(ErrorKind::Server)}).passes(5min).ticket();
	EXPECT_EQ(story.last().what, Do::PutChunk);
}

TEST(JobTurn, WaitsForItsOwnAccountInEveryZone)
{
	for (const auto kind : {ErrorKind::Account, ErrorKind::AccessToken}) {
		Story story(videoRequest(kSmall_bytes));
		story.happens(Begun{}).happens(InitFailed{errorOf(kind), false});
		EXPECT_EQ(story.last().what, Do::WaitForAccount);
		EXPECT_EQ(shownStage(story.job()), JobStage::WaitingForAccount);

		story.happens(Begun{}).ticket().chunkTaken(0, 201).happens(StatusFailed{errorOf(kind)});
		EXPECT_EQ(story.last().what, Do::WaitForAccount);
		EXPECT_EQ(story.stage(), JobStage::Processing) << "its zone is not forgotten";
		EXPECT_EQ(shownStage(story.job()), JobStage::WaitingForAccount);

		story.happens(Begun{}).stillUploading(kSmall_bytes);
		EXPECT_EQ(shownStage(story.job()), JobStage::Processing);
		EXPECT_EQ(story.job().inits, 2) << "only the one before the bytes were sent";
	}
}

TEST(JobTurn, WaitsForTheAccountWhenNoTokenCanBeHadWhateverTheReason)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).happens(InitFailed{errorOf(ErrorKind::AppSettings), false});
	EXPECT_EQ(story.last().what, Do::WaitForAccount);
	story.happens(Begun{}).ticket().chunkTaken(0, 201).happens(
		StatusFailed{errorOf(ErrorKind::AppSettings), false});
	EXPECT_EQ(story.last().what, Do::WaitForAccount);
}

TEST(JobTurn, IsCancelledInTheFreeZone)
{
	Story waiting(videoRequest(kSixChunks_bytes));
	EXPECT_EQ(waiting.happens(CancelWanted{}).stage(), JobStage::Cancelled);
	Story uploading(videoRequest(kSixChunks_bytes));
	uploading.happens(Begun{}).ticket().happens(CancelWanted{.isSending = true, .wasSentWhole = true});
	EXPECT_EQ(uploading.stage(), JobStage::Cancelled);
	EXPECT_TRUE(uploading.job().uploadUrl.isEmpty());
}

TEST(JobTurn, IsCancelledByAWishThatCameBeforeItBegan)
{
	Story story(videoRequest(kSmall_bytes));
	story.job().cancelWanted = true;
	EXPECT_EQ(story.happens(Begun{}).stage(), JobStage::Cancelled);
}

TEST(JobTurn, AsksQuicklyThenSlowlyAndSaysSo)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0, 201);
	int asks = 0;
	for (std::chrono::milliseconds waited{0}; waited < 15min; waited += story.last().delay, ++asks) {
		story.passes(std::chrono::ceil<std::chrono::seconds>(story.last().delay));
		story.stillUploading(kSmall_bytes);
		ASSERT_EQ(story.last().what, Do::AskStatus);
	}
	EXPECT_GT(asks, 30);
	EXPECT_LT(asks, 80);
	story.passes(1min).stillUploading(kSmall_bytes);
	EXPECT_EQ(story.code(), "still_processing");
	EXPECT_EQ(story.last().delay, 5min);
	story.passes(24h).stillUploading(kSmall_bytes);
	EXPECT_EQ(story.stage(), JobStage::OutcomeUnknown);
	EXPECT_EQ(story.job().error->kind, ErrorKind::OutcomeUnknown);
}

TEST(JobTurn, BelievesAnOldJobsFirstQuestionsBeforeItGivesUp)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0, 201).crashes().passes(72h).happens(Begun{}).stillUploading(
		kSmall_bytes);
	EXPECT_EQ(story.stage(), JobStage::Processing);
	story.passes(6min).stillUploading(kSmall_bytes);
	EXPECT_EQ(story.stage(), JobStage::Processing) << "two questions are not many";
	for (int i = 0; i < 3; ++i)
		story.passes(10s).stillUploading(kSmall_bytes);
	EXPECT_EQ(story.stage(), JobStage::OutcomeUnknown);
}

} // namespace
} // namespace DirectPost::Publish
