#include "Replies.hpp"
#include "SampleReplies.hpp"

#include "../Readable.hpp"

#include <gtest/gtest.h>

// What TikTok says about a post: its ticket, its chunks and its status.
namespace DirectPost::TikTok {

namespace {

using namespace SampleReplies;
using SampleReplies::replyOf; // beside those of other tests

TEST(TicketReply, CarriesIdAndUploadUrl)
{
	const auto body = envelope(
		R"({"publish_id":"v_pub_file~v2-1.7","upload_url":"https://open-upload.tiktokapis.com/video/?t=1"})");
	const auto ticket = readVideoTicket(replyOf(body));
	ASSERT_TRUE(ticket);
	EXPECT_EQ(ticket->publishId, "v_pub_file~v2-1.7");
	EXPECT_EQ(ticket->uploadUrl.reveal(), "https://open-upload.tiktokapis.com/video/?t=1");
	EXPECT_EQ(readVideoTicket(replyOf(envelope(R"({"publish_id":"p"})"))).error().code, "reply_not_understood");
	EXPECT_EQ(readVideoTicket(replyOf(envelope(R"({"publish_id":"","upload_url":"u"})"))).error().code,
		  "reply_not_understood");
	EXPECT_TRUE(readPhotoTicket(replyOf(envelope(R"({"publish_id":"p_pub_url~v2.1"})"))));
}

TEST(StatusReply, KeepsNineteenDigitIdsExact)
{
	const auto status = readStatus(replyOf(envelope(
		R"({"status":"PUBLISH_COMPLETE","publicaly_available_post_id":[7512345678901234567,9223372036854775807]})")));
	ASSERT_TRUE(status);
	EXPECT_EQ(status->stage, PostStage::Published);
	EXPECT_EQ(status->postIds, (std::vector<int64_t>{7'512'345'678'901'234'567, INT64_MAX}));
	EXPECT_EQ(status->logId, "20261122");
}

TEST(StatusReply, ReadsTikToksSpellingFirstAndTheCorrectedOneToo)
{
	const auto ids = [](const char *data) {
		return readStatus(replyOf(envelope(data)))->postIds;
	};
	EXPECT_EQ(ids(R"({"status":"PUBLISH_COMPLETE","publicly_available_post_id":[5]})"), std::vector<int64_t>{5});
	EXPECT_EQ(
		ids(R"({"status":"PUBLISH_COMPLETE","publicaly_available_post_id":[4],"publicly_available_post_id":[5]})"),
		std::vector<int64_t>{4});
	EXPECT_TRUE(ids(R"({"status":"PUBLISH_COMPLETE","publicaly_available_post_id":[]})").empty());
	EXPECT_TRUE(ids(R"({"status":"PUBLISH_COMPLETE"})").empty());
}

TEST(StatusReply, KnowsEveryStageAndKeepsUnknownOnesUnknown)
{
	const auto stage = [](const std::string &word) {
		return readStatus(replyOf(envelope(R"({"status":")" + word + "\"}")))->stage;
	};
	EXPECT_EQ(stage("PROCESSING_UPLOAD"), PostStage::ProcessingUpload);
	EXPECT_EQ(stage("PROCESSING_DOWNLOAD"), PostStage::ProcessingDownload);
	EXPECT_EQ(stage("SEND_TO_USER_INBOX"), PostStage::SentToInbox);
	EXPECT_EQ(stage("PUBLISH_COMPLETE"), PostStage::Published);
	EXPECT_EQ(stage("FAILED"), PostStage::Failed);
	EXPECT_EQ(stage("PONDERING"), PostStage::Unknown);
}

TEST(StatusReply, OfAFailureSaysWhyAndHowFarTheUploadCame)
{
	const auto status = readStatus(
		replyOf(envelope(R"({"status":"FAILED","fail_reason":"spam_risk_text","uploaded_bytes":4000000000})")));
	ASSERT_TRUE(status);
	EXPECT_EQ(status->failReason, "spam_risk_text");
	EXPECT_EQ(status->uploaded_bytes, 4'000'000'000);
}

TEST(StatusReply, WithoutAStatusIsNotUnderstood)
{
	for (const char *data : {R"({"status":1})", R"({})", R"({"status":null,"uploaded_bytes":7})"})
		EXPECT_EQ(readStatus(replyOf(envelope(data))).error_or(Error()).code, "reply_not_understood") << data;
}

TEST(StatusReply, ReadsIdsInEitherTypeAndSpellingAndLeavesOutWhatIsNone)
{
	const auto ids = [](const std::string &field, const std::string &value) {
		const auto status = readStatus(
			replyOf(envelope(R"({"status":"PUBLISH_COMPLETE",")" + field + "\":" + value + "}")));
		EXPECT_TRUE(status) << field << value;
		return status ? status->postIds : std::vector<int64_t>{-1};
	};
	constexpr int64_t kId = 7'512'345'678'901'234'567;
	for (const char *field : {"publicaly_available_post_id", "publicly_available_post_id"}) {
		for (const char *value : {"[7512345678901234567]", R"(["7512345678901234567"])", "7512345678901234567",
					  R"("7512345678901234567")", R"([{},"x",7512345678901234567,1.5,null])"})
			EXPECT_EQ(ids(field, value), std::vector{kId}) << field << value;
		for (const char *value : {"null", "{}", "[]", "[9223372036854775808]", R"(["7x"])", "[0]", R"("-7")"})
			EXPECT_TRUE(ids(field, value).empty()) << field << value;
	}
}

TEST(StatusReply, LetsNoOddFieldHideTheVerdict)
{
	for (const char *odd :
	     {R"("fail_reason":{})", R"("fail_reason":7)", R"("uploaded_bytes":"x")", R"("uploaded_bytes":1.5)",
	      R"("uploaded_bytes":[])", R"("publicaly_available_post_id":{})"}) {
		const auto status = readStatus(replyOf(envelope(R"({"status":"FAILED",)" + std::string(odd) + "}")));
		ASSERT_TRUE(status) << odd;
		EXPECT_EQ(status->stage, PostStage::Failed) << odd;
	}
	EXPECT_EQ(readStatus(replyOf(envelope(R"({"status":"X","uploaded_bytes":"12"})")))->uploaded_bytes, 12);
}

TEST(StatusReply, LetsNoOddErrorHideTheVerdict)
{
	for (const char *error : {"", R"(,"error":null)", R"(,"error":"ok")", R"(,"error":{})",
				  R"(,"error":{"code":0})", R"(,"error":{"code":"odd"})", R"(,"error":[])"}) {
		const auto published =
			readStatus(replyOf(R"({"data":{"status":"PUBLISH_COMPLETE"})" + std::string(error) + "}"));
		ASSERT_TRUE(published) << error;
		EXPECT_EQ(published->stage, PostStage::Published) << error;
		const auto failed =
			readStatus(replyOf(R"({"data":{"status":"FAILED"})" + std::string(error) + "}", 206));
		EXPECT_EQ(failed.value_or(PostStatus()).stage, PostStage::Failed) << error;
	}
	EXPECT_EQ(readStatus(replyOf(R"({"data":{"status":"PROCESSING_UPLOAD"}})"))->stage,
		  PostStage::ProcessingUpload);
	EXPECT_FALSE(readStatus(replyOf(R"({"data":{"status":"PROCESSING_UPLOAD"},"error":{"code":"odd"}})")));
	EXPECT_FALSE(readStatus(replyOf(R"({"data":{"status":"PUBLISH_COMPLETE"}})", 500)));
	EXPECT_FALSE(readStatus(replyOf(R"({"data":{"status":"PUBLISH_COMPLETE"}})", 403)));
}

TEST(TicketReply, TakesANumberForAnId)
{
	EXPECT_EQ(readPhotoTicket(replyOf(envelope(R"({"publish_id":7512345678901234567})")))->publishId,
		  "7512345678901234567");
	EXPECT_FALSE(readPhotoTicket(replyOf(envelope(R"({"publish_id":{}})"))));
}

struct Range {
	const char *header;
	std::optional<int64_t> received_bytes;
};
class ChunkContentRange : public testing::TestWithParam<Range> {};
TEST_P(ChunkContentRange, IsReadAsACountOrAsALastIndexAtAChunksEnd)
{
	const ChunkPlan plan{50'000'123, 10'000'000, 5};
	const auto reply = readChunkReply(replyOf("null", 206, {{"content-range", GetParam().header}}), plan);
	ASSERT_TRUE(reply);
	EXPECT_EQ(reply->status, 206);
	EXPECT_EQ(reply->received_bytes, GetParam().received_bytes);
}
INSTANTIATE_TEST_SUITE_P(
	Replies, ChunkContentRange,
	testing::Values(Range{"bytes 0-9999999/50000123", 10'000'000}, Range{"bytes 0-10000000/50000123", 10'000'000},
			Range{"bytes 0-39999999/50000123", 40'000'000}, Range{"bytes 0-50000122/50000123", 50'000'123},
			Range{"bytes 0-50000123/50000123", 50'000'123}, Range{"bytes 0-1234567/50000123", 1'234'567},
			Range{"bytes 0-0/50000123", 0}, Range{"bytes 0-49999999/50000123", 49'999'999},
			Range{"bytes 0-50000124/50000123", std::nullopt},
			Range{"bytes 0-9999999/50000124", std::nullopt},
			Range{"bytes 5-9999999/50000123", std::nullopt}, Range{"bytes */50000123", std::nullopt},
			Range{"bytes 0--1/50000123", std::nullopt}, Range{"bytes 0-9999999", std::nullopt},
			Range{"bytes 0-9999999/", std::nullopt},
			Range{"bytes 0-99999999999999999999/50000123", std::nullopt},
			Range{"bytes 0-9999999/50000123 ", std::nullopt}, Range{"garbage", std::nullopt},
			Range{"", std::nullopt}),
	[](const auto &test) { return DirectPost::readable(test.index, test.param.header); });

TEST(ChunkReply, IsAnyTwoHundredAndA416)
{
	const auto plan = planChunks(1'000).value();
	for (const int status : {200, 201, 204, 206, 416})
		EXPECT_EQ(readChunkReply(replyOf("", status), plan)->status, status);
}

TEST(ChunkReply, IsAnErrorForEverythingElse)
{
	const auto plan = planChunks(1'000).value();
	const auto code = [&](int status) {
		return readChunkReply(replyOf("no", status), plan).error().code;
	};
	EXPECT_EQ(code(400), "upload_refused");
	EXPECT_EQ(code(403), "upload_url_expired");
	EXPECT_EQ(code(404), "upload_url_unknown");
	EXPECT_EQ(code(500), "tiktok_down");
	EXPECT_EQ(code(502), "tiktok_down");
	EXPECT_EQ(code(429), "rate_limited");
	EXPECT_EQ(code(408), "tiktok_down");
	EXPECT_EQ(code(418), "upload_refused");
}

} // namespace

} // namespace DirectPost::TikTok
