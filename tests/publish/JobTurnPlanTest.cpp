#include "Samples.hpp"

#include <gtest/gtest.h>

// How the file is cut: when TikTok and the plan are out of step, and when TikTok does not take the plan.
namespace DirectPost::Publish {
namespace {

TEST(JobTurn, TakesA416ForASuccessOnlyWithProof)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket();
	story.happens(ChunkAnswered{0, {.status = 416, .received_bytes = 9'999'999}}); // the index of the last byte
	EXPECT_EQ(story.last().chunk, 1);
	story.happens(ChunkAnswered{1, {.status = 416, .received_bytes = 20'000'000}}); // or their count
	EXPECT_EQ(story.last().chunk, 2);
	story.happens(ChunkAnswered{2, {.status = 416}});
	EXPECT_EQ(story.last().what, Do::AskStatus);
	story.stillUploading(20'000'000);
	EXPECT_EQ(story.last().chunk, 2);
}

TEST(JobTurn, GoesBackToWhereA416SaysTikTokIs)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0).chunkTaken(1).chunkTaken(2);
	story.happens(ChunkAnswered{3, {.status = 416, .received_bytes = 10'000'000}}).stillUploading(std::nullopt);
	EXPECT_EQ(story.last().chunk, 1);
}

TEST(JobTurn, TakesANewTicketWhenItStaysOutOfStep)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket();
	for (int i = 0; i < 2; ++i)
		story.happens(ChunkAnswered{0, {.status = 416}}).stillUploading(0);
	story.happens(ChunkAnswered{0, {.status = 416}});
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.job().plan.count, 3) << "cut another way, as this one led nowhere";
}

TEST(JobTurn, CutsTheFileAnotherWayWhenTikTokRefusesThePlan)
{
	const Error refused = errorOf(ErrorKind::PlanRefused);
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).happens(InitFailed{refused});
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.job().plan.count, 3);
	EXPECT_EQ(story.job().planKind, PlanKind::Split32);
	story.happens(InitFailed{refused});
	EXPECT_EQ(story.job().plan.count, 2);
	story.happens(InitFailed{refused});
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "plan_refused");
}

// Of 65 MB: 10 MB each, then three parts, then two.
TEST(JobTurn, CutsTheFileAnotherWayWhenTheUploadHostRefusesAChunk)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket().chunkTaken(0).chunkFails(1, ErrorKind::PlanRefused);
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.job().plan.count, 3);
	EXPECT_EQ(story.job().acked_bytes, 0);
	EXPECT_EQ(story.job().inits, 1) << "costs no try";
	story.ticket().chunkFails(0, ErrorKind::PlanRefused).ticket();
	EXPECT_EQ(story.job().plan.count, 2);
	story.chunkFails(0, ErrorKind::PlanRefused);
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "plan_refused");
}

TEST(JobTurn, CutsTheFileAnotherWayWhenItsFirstChunkFindsNoWayInThoughTikTokAnswers)
{
	Story story(videoRequest(kSixChunks_bytes));
	story.happens(Begun{}).ticket();
	for (int i = 0; i < kMostKeptOut; ++i) {
		story.chunkFails(0, ErrorKind::Server).happens(StatusFailed{errorOf(ErrorKind::Server)});
		ASSERT_EQ(story.last().what, Do::PutChunk) << "all of TikTok is down";
	}
	for (int i = 0; i < kMostKeptOut - 1; ++i) {
		story.chunkFails(0, ErrorKind::Server).stillUploading(0);
		ASSERT_EQ(story.last().what, Do::PutChunk);
	}
	story.chunkFails(0, ErrorKind::Server).stillUploading(0);
	EXPECT_EQ(story.last().what, Do::Init);
	EXPECT_EQ(story.job().plan.count, 3);

	Story begun(videoRequest(kSixChunks_bytes));
	begun.happens(Begun{}).ticket().chunkTaken(0);
	for (int i = 0; i < 2 * kMostKeptOut; ++i)
		begun.chunkFails(1, ErrorKind::Server).stillUploading(10'000'000);
	EXPECT_EQ(begun.last().what, Do::PutChunk) << "the plan is not to blame, its first chunk was taken";
}

// Something on the way breaks long requests off: TikTok answers each time that it has nothing.
TEST(JobTurn, CutsAFileOfOneRequestThatIsBrokenOffAgainAndAgain)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket();
	for (int i = 0; i < kMostKeptOut - 1; ++i) {
		story.chunkFails(0, ErrorKind::Lost).stillUploading(0);
		ASSERT_EQ(story.last().what, Do::PutChunk) << i;
	}
	story.chunkFails(0, ErrorKind::Lost).stillUploading(0);
	EXPECT_EQ(story.stage(), JobStage::Waiting);
	story.happens(Begun{});
	EXPECT_EQ(story.job().planKind, PlanKind::TenMegabytes);
	EXPECT_EQ(story.job().inits, 1) << "costs no try";
}

TEST(JobTurn, CutsAFileOfOneRequestThatIsAnsweredWithTroubleOnceNothingCanComeOfItsUrl)
{
	Story story(videoRequest(kSmall_bytes));
	story.happens(Begun{}).ticket();
	for (int i = 0; i < kMostKeptOut; ++i)
		story.happens(ChunkFailed{.chunk = 0, .error = errorOf(ErrorKind::Server), .wasSentWhole = true})
			.stillUploading(0);
	EXPECT_EQ(story.stage(), JobStage::Confirming);
	EXPECT_EQ(story.last().what, Do::AskStatus) << "it may have arrived all the same";
	EXPECT_FALSE(story.last().blocksUploads);
	story.passes(kUrlDeadAfter).stillUploading(0).passes(kShortFor).stillUploading(0);
	EXPECT_EQ(story.stage(), JobStage::Waiting);
	story.happens(Begun{});
	EXPECT_EQ(story.job().planKind, PlanKind::TenMegabytes);
}

TEST(JobTurn, GivesAFileUpThatIsKeptOutThroughAllItsTickets)
{
	Story story(videoRequest(4'000'000)); // cannot be cut
	story.happens(Begun{});
	for (int ticket = 0; ticket < kMostTickets; ++ticket) {
		ASSERT_EQ(story.last().what, Do::Init) << ticket;
		story.ticket();
		for (int i = 0; i < kMostKeptOut; ++i)
			story.chunkFails(0, ErrorKind::Server).stillUploading(0);
		ASSERT_EQ(story.last().what, Do::PutChunk) << "it may be over soon";
		story.passes(kUrlGoodFor).chunkFails(0, ErrorKind::Server).stillUploading(0);
		if (story.stage() == JobStage::Waiting)
			story.happens(Begun{});
	}
	EXPECT_EQ(story.stage(), JobStage::Failed);
	EXPECT_EQ(story.code(), "upload_gave_up");
}

} // namespace
} // namespace DirectPost::Publish
