#include "Replies.hpp"
#include "SampleReplies.hpp"

#include <gtest/gtest.h>

#include <random>

// What holds for all replies: their envelope, when to ask again, pages that are not TikTok's, and damage. What TikTok
// says about an account and a post is read in AccountRepliesTest.cpp and PostRepliesTest.cpp.
namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;
using namespace SampleReplies;
using SampleReplies::replyOf; // beside those of other tests

TEST(Envelope, WithAnyOtherCodeThanOkIsAnErrorWhateverTheStatus)
{
	const auto info = readCreatorInfo(replyOf(failure("spam_risk_too_many_posts", "cap"), 200));
	ASSERT_FALSE(info);
	EXPECT_EQ(info.error().code, "daily_post_limit");
	EXPECT_EQ(info.error().logId, "20261122");
	EXPECT_EQ(info.error().detail, "cap");
	EXPECT_EQ(readCreatorInfo(replyOf(failure("access_token_invalid"), 401)).error().code, "access_token_invalid");
	EXPECT_EQ(readVideoTicket(replyOf(failure("privacy_level_option_mismatch"), 403)).error().code,
		  "privacy_not_offered");
}

TEST(Envelope, SaysOkOnlyTogetherWithASuccessfulStatus)
{
	EXPECT_EQ(readStatus(replyOf(envelope(R"({"status":"PUBLISH_COMPLETE"})"), 500)).error().code, "tiktok_down");
	EXPECT_EQ(readStatus(replyOf(envelope(R"({"status":"PUBLISH_COMPLETE"})"), 404)).error().code,
		  "tiktok_refused");
}

TEST(Envelope, ReadsBothSpellingsOfTheLogIdAndTheHeader)
{
	EXPECT_EQ(readStatus(replyOf(R"({"error":{"code":"internal_error","logid":"L2"}})", 500)).error().logId, "L2");
	EXPECT_EQ(readStatus(replyOf("<html>", 500, {{"x-tt-logid", "L3"}})).error().logId, "L3");
}

TEST(Envelope, ThatIsGarbageIsNotUnderstoodAndDoesNotThrow)
{
	for (const char *body : {"", "null", "[]", "\"ok\"", "{", "not <html>", "{}", R"({"data":{}})",
				 R"({"error":{}})", R"({"error":"ok"})", R"({"error":{"code":7}})",
				 R"({"error":{"code":"ok"}})", R"({"data":null,"error":{"code":"ok"}})",
				 R"({"data":[],"error":{"code":"ok"}})", "{\"data\":\"\xFF\"}"}) {
		const auto status = readStatus(replyOf(body));
		ASSERT_FALSE(status) << body;
		EXPECT_EQ(status.error().code, "reply_not_understood") << body;
		EXPECT_EQ(status.error().kind, ErrorKind::NotUnderstood);
	}
}

TEST(Envelope, ThatIsAGatewaysPageSpeaksThroughItsStatus)
{
	EXPECT_EQ(readStatus(replyOf("<html>Bad gateway</html>", 502)).error().code, "tiktok_down");
	EXPECT_EQ(readStatus(replyOf("", 503)).error().code, "tiktok_down");
	EXPECT_EQ(readStatus(replyOf("slow down", 429)).error().code, "rate_limited");
	EXPECT_EQ(readStatus(replyOf(R"({"error":{"code":""}})", 500)).error().code, "tiktok_down");
}

TEST(RetryAfter, IsReadAsSecondsOrAsADate)
{
	const auto wait = [](std::multimap<std::string, std::string> headers) {
		return readStatus(replyOf(failure("rate_limit_exceeded"), 429, std::move(headers))).error().retryAfter;
	};
	EXPECT_EQ(wait({}), 60s);
	EXPECT_EQ(wait({{"retry-after", "7"}}), 7s);
	EXPECT_EQ(wait({{"retry-after", "90"}}), 90s);
	EXPECT_EQ(wait({{"retry-after", "Sun, 22 Nov 2026 10:02:00 GMT"}, {"date", "Sun, 22 Nov 2026 10:00:00 GMT"}}),
		  120s);
	EXPECT_EQ(wait({{"retry-after", "Sun, 22 Nov 2026 09:00:00 GMT"}, {"date", "Sun, 22 Nov 2026 10:00:00 GMT"}}),
		  0s);
	EXPECT_EQ(wait({{"retry-after", "99999999999999999999"}}), std::chrono::hours(1)) << "a day is no answer to a post";
	EXPECT_EQ(wait({{"retry-after", "-3"}}), 0s);
	EXPECT_EQ(wait({{"retry-after", "soon"}}), 60s);
}

TEST(RetryAfter, CountsForOutagesToo)
{
	EXPECT_EQ(readStatus(replyOf("", 503, {{"retry-after", "11"}})).error().retryAfter, 11s);
	EXPECT_EQ(readChunkReply(replyOf("", 503, {{"retry-after", "12"}}), planChunks(1).value()).error().retryAfter,
		  12s);
}

TEST(Interception, IsToldFromTikToksOwnTroubles)
{
	constexpr auto kPage = "\xEF\xBB\xBF <!DOCTYPE html><title>Welcome</title>";
	for (const int status : {200, 403, 404}) {
		const Error error = readStatus(replyOf(kPage, status)).error();
		EXPECT_EQ(error.code, "sign_in_page") << status;
		EXPECT_EQ(error.kind, ErrorKind::Intercepted) << status << ": TikTok may have worked behind it";
	}
	for (const int status : {301, 302, 307, 511}) {
		const Error error = readVideoTicket(replyOf(kPage, status)).error();
		EXPECT_EQ(error.code, "sign_in_page") << status;
		EXPECT_EQ(error.kind, ErrorKind::Unsent) << status;
	}
	EXPECT_EQ(readTokenGrant(replyOf(kPage)).error().code, "sign_in_page");
	EXPECT_EQ(readStatus(replyOf(kPage, 502)).error().code, "tiktok_down");
	EXPECT_EQ(readStatus(replyOf(kPage, 429)).error().code, "rate_limited");
	const auto plan = planChunks(1'000).value();
	EXPECT_EQ(readChunkReply(replyOf(kPage, 200), plan).error().kind, ErrorKind::Intercepted);
	EXPECT_EQ(readChunkReply(replyOf(kPage, 302), plan).error().kind, ErrorKind::Unsent);
	for (const int status : {401, 403, 404, 413}) {
		EXPECT_EQ(readChunkReply(replyOf(kPage, status), plan).error().kind, ErrorKind::Intercepted) << status;
		EXPECT_NE(readChunkReply(replyOf(kPage, status, {{"x-tt-logid", "L4"}}), plan).error().code,
			  "sign_in_page")
			<< status << ": TikTok's own page";
	}
	EXPECT_EQ(readChunkReply(replyOf("", 511), plan).error().code, "sign_in_page");
	EXPECT_EQ(readChunkReply(replyOf(kPage, 502), plan).error().code, "tiktok_down");
	EXPECT_EQ(readChunkReply(replyOf("", 403), plan).error().code, "upload_url_expired");
	EXPECT_TRUE(readChunkReply(replyOf("null", 201), plan));
}

TEST(Interception, IsToldFromTikToksOwnJson)
{
	for (const int status : {200, 401, 403}) {
		const HttpReply portal =
			replyOf(R"({"captive":true,"user-portal-url":"https://wifi.example/"})", status);
		EXPECT_EQ(readStatus(portal).error().kind, ErrorKind::Intercepted) << status;
		EXPECT_EQ(readVideoTicket(portal).error().code, "sign_in_page") << status;
		EXPECT_EQ(readTokenGrant(portal).error().code, "sign_in_page") << status;
	}
	EXPECT_EQ(readStatus(replyOf(R"({"message":"m"})", 200, {{"x-tt-logid", "L5"}})).error().code,
		  "reply_not_understood");
	EXPECT_EQ(readStatus(replyOf(R"({"message":"m"})", 503)).error().code, "tiktok_down");
}

TEST(Replies, WithRandomDamageNeverThrowAndNeverSucceedWithoutTheirParts)
{
	std::mt19937 random(20261122);
	const auto plan = planChunks(70'000'000).value();
	for (int i = 0; i < 4'000; i++) {
		std::string body = i % 2 ? std::string(kGrant) : envelope(kCreator);
		for (unsigned damage = 0; damage <= i % 4u; damage++)
			body[random() % body.size()] = static_cast<char>(random());
		if (i % 5 == 0)
			body.resize(random() % body.size());
		const auto reply = replyOf(
			body, 200, {{"content-range", body.substr(0, 40)}, {"retry-after", body.substr(0, 12)}});
		const auto grant = readTokenGrant(reply);
		EXPECT_TRUE(!grant || !grant->accessToken.isEmpty());
		const auto info = readCreatorInfo(reply);
		EXPECT_TRUE(!info || info->maxVideoDuration_s >= 0);
		std::ignore = readStatus(reply);
		std::ignore = readVideoTicket(reply);
		std::ignore = readProfile(reply);
		std::ignore = readRevoked(reply);
		std::ignore = readChunkReply(reply, plan);
	}
}

} // namespace

} // namespace DirectPost::TikTok
