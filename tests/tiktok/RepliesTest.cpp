#include "Replies.hpp"

#include "../Readable.hpp"

#include <gtest/gtest.h>

#include <random>

namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;

HttpReply replyOf(std::string body, int status = 200, std::multimap<std::string, std::string> headers = {})
{
	return {status, std::move(headers), std::move(body)};
}

std::string envelope(const std::string &data)
{
	return R"({"data":)" + data + R"(,"error":{"code":"ok","message":"","log_id":"20261122"}})";
}

std::string failure(const std::string &code, const std::string &message = "m")
{
	return R"({"data":{},"error":{"code":")" + code + R"(","message":")" + message + R"(","log_id":"20261122"}})";
}

constexpr auto kGrant =
	R"({"open_id":"o-1","scope":"user.info.basic,video.publish","access_token":"act.a!b","expires_in":7200,
	"refresh_token":"rft.c*d","refresh_expires_in":15552000,"token_type":"Bearer"})";

std::string without(std::string text, const std::string &part, const std::string &replacement = {})
{
	return text.replace(text.find(part), part.size(), replacement);
}

TEST(TokenReply, IsReadWithTheServersOwnLifetimes)
{
	const auto grant = readTokenGrant(replyOf(kGrant));
	ASSERT_TRUE(grant) << grant.error().detail;
	EXPECT_EQ(grant->openId, "o-1");
	EXPECT_TRUE(grant->grants("video.publish"));
	EXPECT_EQ(grant->accessToken.reveal(), "act.a!b");
	EXPECT_EQ(grant->accessLifetime, 7200s);
	EXPECT_EQ(grant->refreshToken.reveal(), "rft.c*d");
	EXPECT_EQ(grant->refreshLifetime, 15'552'000s);
}

TEST(TokenReply, IsAnErrorUnderHttp200)
{
	const auto grant = readTokenGrant(
		replyOf(R"({"error":"invalid_grant","error_description":"Refresh token is invalid.","log_id":"L1"})"));
	ASSERT_FALSE(grant);
	EXPECT_EQ(grant.error().code, "login_no_longer_valid");
	EXPECT_EQ(grant.error().kind, ErrorKind::Account);
	EXPECT_EQ(grant.error().logId, "L1");
	EXPECT_EQ(grant.error().detail, "Refresh token is invalid.");
}

TEST(TokenReply, WithBothATokenAndAnErrorIsAnError)
{
	const auto grant =
		readTokenGrant(replyOf(without(kGrant, R"("open_id")", R"("error":"invalid_client","open_id")")));
	ASSERT_FALSE(grant);
	EXPECT_EQ(grant.error().code, "app_not_accepted");
}

TEST(TokenReply, WithAnEmptyOrNullErrorIsASuccess)
{
	EXPECT_TRUE(readTokenGrant(replyOf(without(kGrant, R"("open_id")", R"("error":"","open_id")"))));
	EXPECT_TRUE(readTokenGrant(replyOf(without(kGrant, R"("open_id")", R"("error":null,"open_id")"))));
}

TEST(TokenReply, WithoutAPartOrWithAWrongTypeIsNotUnderstood)
{
	for (const char *part :
	     {R"("open_id":"o-1",)", R"("access_token":"act.a!b",)", R"("refresh_token":"rft.c*d",)"}) {
		const auto grant = readTokenGrant(replyOf(without(kGrant, part)));
		ASSERT_FALSE(grant) << part;
		EXPECT_EQ(grant.error().code, "reply_not_understood");
	}
	for (const auto &[part, wrong] :
	     {std::pair(R"("o-1")", "1"), {R"("act.a!b")", R"("")"}, {R"("rft.c*d")", "{}"}}) {
		const auto grant = readTokenGrant(replyOf(without(kGrant, part, wrong)));
		ASSERT_FALSE(grant) << wrong;
		EXPECT_EQ(grant.error().code, "reply_not_understood");
	}
}

TEST(TokenReply, LetsNoOddLifetimeHideTheLogin)
{
	EXPECT_EQ(readTokenGrant(replyOf(without(kGrant, "7200", R"("7200")")))->accessLifetime, 7200s);
	EXPECT_EQ(readTokenGrant(replyOf(without(kGrant, "15552000", R"("15552000")")))->refreshLifetime, 15'552'000s);
	for (const char *odd : {"7200.5", "1e99", "9223372036854775808", "null", "{}", R"("soon")"}) {
		const auto grant = readTokenGrant(replyOf(without(kGrant, "7200", odd)));
		ASSERT_TRUE(grant) << odd;
		EXPECT_EQ(grant->accessLifetime, 24h) << odd;
	}
	const auto silent = readTokenGrant(
		replyOf(without(without(kGrant, R"("expires_in":7200,)"), R"("refresh_expires_in":15552000,)")));
	ASSERT_TRUE(silent);
	EXPECT_EQ(silent->accessLifetime, 24h) << "as documented";
	EXPECT_EQ(silent->refreshLifetime, 365 * 24h);
}

TEST(TokenReply, CutsAbsurdLifetimesButKeepsThePair)
{
	const auto grant = readTokenGrant(replyOf(without(kGrant, "7200", "9223372036854775807")));
	ASSERT_TRUE(grant);
	EXPECT_EQ(grant->accessLifetime, std::chrono::hours(24 * 3650));
	EXPECT_EQ(readTokenGrant(replyOf(without(kGrant, "7200", "-5")))->accessLifetime, 0s);
}

TEST(TokenReply, NeverPutsATokenIntoAnError)
{
	const auto grant = readTokenGrant(replyOf(without(kGrant, R"("o-1")", "null")));
	ASSERT_FALSE(grant);
	EXPECT_EQ(grant.error().detail.find("act."), std::string::npos);
	EXPECT_EQ(grant.error().detail.find("rft."), std::string::npos);
}

TEST(RevokeReply, IsEmptyOrAnEmptyObjectOnSuccess)
{
	EXPECT_TRUE(readRevoked(replyOf("")));
	EXPECT_TRUE(readRevoked(replyOf("{}")));
	EXPECT_EQ(readRevoked(replyOf(R"({"error":"invalid_grant"})")).error().code, "login_no_longer_valid");
	EXPECT_EQ(readRevoked(replyOf("", 500)).error().code, "tiktok_down");
	EXPECT_EQ(readRevoked(replyOf("{}", 400)).error().code, "tiktok_refused");
}

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
	EXPECT_EQ(wait({{"retry-after", "99999999999999999999"}}), std::chrono::hours(24));
	EXPECT_EQ(wait({{"retry-after", "-3"}}), 0s);
	EXPECT_EQ(wait({{"retry-after", "soon"}}), 60s);
}

TEST(RetryAfter, CountsForOutagesToo)
{
	EXPECT_EQ(readStatus(replyOf("", 503, {{"retry-after", "11"}})).error().retryAfter, 11s);
	EXPECT_EQ(readChunkReply(replyOf("", 503, {{"retry-after", "12"}}), planChunks(1).value()).error().retryAfter,
		  12s);
}

TEST(ProfileReply, IsReadFromItsUser)
{
	const auto profile = readProfile(replyOf(
		envelope(R"({"user":{"open_id":"o-1","display_name":"Nia","avatar_url":"https://x/a.jpeg"}})")));
	ASSERT_TRUE(profile);
	EXPECT_EQ(profile->openId, "o-1");
	EXPECT_EQ(profile->displayName, "Nia");
	EXPECT_EQ(profile->avatarUrl, "https://x/a.jpeg");
	EXPECT_EQ(readProfile(replyOf(envelope(R"({"user":{}})"))).error().code, "reply_not_understood");
	EXPECT_EQ(readProfile(replyOf(envelope("{}"))).error().code, "reply_not_understood");
}

constexpr auto kCreator =
	R"({"creator_avatar_url":"https://x/a","creator_username":"niaplays","creator_nickname":"Nia Plays",
	"privacy_level_options":["SELF_ONLY","NEW_ONE","MUTUAL_FOLLOW_FRIENDS"],"comment_disabled":false,"duet_disabled":true,
	"stitch_disabled":false,"max_video_post_duration_sec":300})";

TEST(CreatorInfoReply, KeepsTikToksOrderAndSkipsLevelsItDoesNotKnow)
{
	const auto info = readCreatorInfo(replyOf(envelope(kCreator)));
	ASSERT_TRUE(info) << info.error().detail;
	EXPECT_EQ(info->username, "niaplays");
	EXPECT_EQ(info->nickname, "Nia Plays");
	EXPECT_EQ(info->privacyLevels, (std::vector{PrivacyLevel::SelfOnly, PrivacyLevel::MutualFollowFriends}));
	EXPECT_FALSE(info->isCommentDisabled);
	EXPECT_TRUE(info->isDuetDisabled);
	EXPECT_FALSE(info->isStitchDisabled);
	EXPECT_EQ(info->maxVideoDuration_s, 300);
}

TEST(CreatorInfoReply, OffersNoInteractionThatItDoesNotMention)
{
	const auto info = readCreatorInfo(replyOf(envelope(without(kCreator, R"("comment_disabled":false,)"))));
	ASSERT_TRUE(info);
	EXPECT_TRUE(info->isCommentDisabled);
}

TEST(CreatorInfoReply, WithWrongTypesIsNotUnderstood)
{
	for (const auto &[part, wrong] : {std::pair("300", "300.0"),
					  {"300", R"("long")"},
					  {"300", "3000000000"},
					  {"300", "-1"},
					  {R"(["SELF_ONLY","NEW_ONE","MUTUAL_FOLLOW_FRIENDS"])", R"("SELF_ONLY")"},
					  {R"("niaplays")", "[]"}}) {
		const auto info = readCreatorInfo(replyOf(envelope(without(kCreator, part, wrong))));
		ASSERT_FALSE(info) << wrong;
		EXPECT_EQ(info.error().code, "reply_not_understood");
	}
}

TEST(CreatorInfoReply, ReadsNumbersAndFlagsInWhateverTypeTheyCome)
{
	for (const char *no : {"false", "0", R"("false")", R"("0")"}) {
		const std::string said =
			without(kCreator, R"("comment_disabled":false)", R"("comment_disabled":)" + std::string(no));
		EXPECT_FALSE(readCreatorInfo(replyOf(envelope(said)))->isCommentDisabled) << no;
	}
	for (const char *yes : {"true", "1", R"("true")", R"("1")", "2", R"("perhaps")", "{}", "null"}) {
		const std::string said =
			without(kCreator, R"("comment_disabled":false)", R"("comment_disabled":)" + std::string(yes));
		const auto info = readCreatorInfo(replyOf(envelope(said)));
		ASSERT_TRUE(info) << yes;
		EXPECT_TRUE(info->isCommentDisabled) << yes << ": what is not said to be allowed is not offered";
	}
	EXPECT_EQ(readCreatorInfo(replyOf(envelope(without(kCreator, "300", R"("300")"))))->maxVideoDuration_s, 300);
	EXPECT_EQ(readCreatorInfo(replyOf(envelope(without(kCreator, R"("NEW_ONE")", "7"))))->privacyLevels.size(), 2u);
	EXPECT_TRUE(readCreatorInfo(replyOf(envelope(without(kCreator, R"("https://x/a")", "{}")))));
	EXPECT_TRUE(readCreatorInfo(replyOf(envelope(without(kCreator, R"("Nia Plays")", "[]")))));
}

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
