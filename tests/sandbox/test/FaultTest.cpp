#include "Player.hpp"

#include "../../Readable.hpp"

#include <gmock/gmock.h>

namespace DirectPost::Test {
namespace {

class Fault : public SandboxTest {
protected:
	Fault() : SandboxTest({.enforceRateLimits = false}) {}
	void SetUp() override
	{
		SandboxTest::SetUp();
		creatorInfo();
		file_ = random(kSize);
		upload_ = begin(kSize);
		uploads->set_read_timeout(5);
	}
	Reply send() { return put(upload_.url, file_, 0, kSize); }
	int64_t stored() { return sandbox.post(upload_.publishId)->stored_bytes; }
	int64_t uploadedBytes() { return status(upload_.publishId).parsed()["data"]["uploaded_bytes"]; }

	static constexpr int64_t kSize = 3'000'000;
	std::string file_;
	Upload upload_;
};

TEST_F(Fault, BeforeTheBodyAResetStoresNothing)
{
	const int fault = inject({.name = "reset_before_body", .endpoint = "upload"});
	EXPECT_EQ(0, send().status);
	EXPECT_EQ(0, stored());
	EXPECT_EQ(1, sandbox.hits(fault));
	EXPECT_EQ(201, send().status) << "it strikes once";
}

TEST_F(Fault, AResetInTheBodyStrikesAtItsByte)
{
	const int fault = inject({.name = "reset_during_body", .atByte = 1'234'567});
	EXPECT_EQ(0, send().status);
	EXPECT_EQ(1, sandbox.hits(fault));
	EXPECT_EQ(0, uploadedBytes());
	const SandboxChunk chunk = sandbox.post(upload_.publishId)->chunks.at(0);
	EXPECT_EQ(1'234'567, chunk.received_bytes);
	EXPECT_FALSE(chunk.stored);
	EXPECT_EQ(0, chunk.httpStatus);
	EXPECT_EQ(201, send().status);
	EXPECT_EQ(sha256(file_), sandbox.post(upload_.publishId)->sha256);
}

TEST_F(Fault, BytesBeforeAResetMayCountAsUploaded)
{
	inject({.name = "reset_during_body", .atByte = 1'000'000, .keepsBytes = true});
	send();
	EXPECT_EQ(1'000'000, uploadedBytes());
	EXPECT_EQ(201, send().status) << "the whole chunk is taken again";
	EXPECT_EQ(kSize, uploadedBytes());
	EXPECT_EQ(sha256(file_), sandbox.post(upload_.publishId)->sha256);
}

TEST_F(Fault, AResetAfterTheBodyStoresNothing)
{
	inject({.name = "reset_after_body"});
	EXPECT_EQ(0, send().status);
	EXPECT_EQ(0, uploadedBytes());
}

TEST_F(Fault, OneThatCouldNotStrikeKeepsItsTurn)
{
	const int fault = inject({.name = "reset_during_body", .atByte = 2 * kSize});
	EXPECT_EQ(201, send().status);
	EXPECT_EQ(0, sandbox.hits(fault));
	upload_ = begin(2 * kSize + 1);
	EXPECT_EQ(0, put(upload_.url, file_ + file_ + "!", 0, 2 * kSize + 1).status);
	EXPECT_EQ(1, sandbox.hits(fault));
}

TEST_F(Fault, ASlowLinkIsSlowForRefusedBytesToo)
{
	inject({.name = "slow_link", .times = 0, .size_bytes = 15'000'000});
	const auto begin = std::chrono::steady_clock::now();
	EXPECT_EQ(416, put(upload_.url, std::string_view(file_).substr(1), 1, kSize).status);
	EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(150));
}

TEST_F(Fault, ALostReplyHasStoredEverything)
{
	inject({.name = "reply_lost", .endpoint = "upload"});
	EXPECT_EQ(0, send().status);
	EXPECT_EQ(kSize, uploadedBytes());
	const Reply again = send();
	EXPECT_EQ(416, again.status);
	EXPECT_EQ("bytes 0-3000000/3000000", again.header("Content-Range"));
}

TEST_F(Fault, AStallEndsWhenTheClientGivesUpOrInItsTime)
{
	const int endless = inject({.name = "stall", .atByte = 500'000});
	uploads->set_read_timeout(0, 200'000);
	uploads->set_write_timeout(0, 200'000);
	EXPECT_EQ(0, send().status);
	EXPECT_EQ(1, sandbox.hits(endless));
	uploads->stop();
	sandbox.clearFaults();
}

TEST_F(Fault, AShortStallGoesOn)
{
	inject({.name = "stall", .atByte = 500'000, .delay_s = 0.05});
	EXPECT_EQ(201, send().status);
	EXPECT_EQ(sha256(file_), sandbox.post(upload_.publishId)->sha256);
}

TEST_F(Fault, AHalfCloseEndsTheReplyNotTheBody)
{
	const int fault = inject({.name = "half_close", .atByte = 100});
	EXPECT_EQ(0, send().status);
	EXPECT_EQ(1, sandbox.hits(fault));
	EXPECT_EQ(0, uploadedBytes());
}

TEST_F(Fault, ServerErrorsBeforeAndAfterStoring)
{
	inject({.name = "http_error_before", .endpoint = "upload", .httpStatus = 503, .retryAfter_s = 7});
	const Reply before = send();
	EXPECT_EQ(503, before.status);
	EXPECT_EQ("7", before.header("Retry-After"));
	EXPECT_EQ(0, uploadedBytes());
	inject({.name = "http_error_after", .endpoint = "upload", .httpStatus = 502});
	EXPECT_EQ(502, send().status);
	EXPECT_EQ(kSize, uploadedBytes());
}

TEST_F(Fault, AnEarlyErrorDoesNotWaitForTheBody)
{
	const int fault = inject({.name = "http_error_before", .endpoint = "upload", .withoutReadingBody = true});
	send();
	EXPECT_EQ(1, sandbox.hits(fault));
	EXPECT_EQ(0, sandbox.post(upload_.publishId)->received_bytes);
}

TEST_F(Fault, ARefusedRangeComesWithAndWithoutProof)
{
	inject({.name = "416_without_proof"});
	const Reply without = send();
	EXPECT_EQ(416, without.status);
	EXPECT_EQ("", without.header("Content-Range"));
	EXPECT_EQ(0, uploadedBytes());
	inject({.name = "416_with_proof"});
	const Reply with = send();
	EXPECT_EQ(416, with.status);
	EXPECT_EQ("bytes 0-3000000/3000000", with.header("Content-Range"));
	EXPECT_EQ(kSize, uploadedBytes());
}

TEST_F(Fault, TheUploadUrlCanExpireOrVanish)
{
	inject({.name = "upload_url_expired"});
	EXPECT_EQ(403, send().status);
	inject({.name = "upload_not_found"});
	EXPECT_EQ(404, send().status);
}

TEST_F(Fault, AChunkIsChosenByItsIndexAndARequestByItsNumber)
{
	constexpr int64_t kChunk = 5'242'880;
	const std::string file = random(2 * kChunk);
	const Upload upload = begin(directPost(2 * kChunk, kChunk, 2));
	const std::string_view bytes = file;
	inject({.name = "http_error_before", .endpoint = "upload", .fromRequest = 2, .chunk = 1});
	EXPECT_EQ(206, put(upload.url, bytes.substr(0, kChunk), 0, 2 * kChunk).status);
	inject({.name = "upload_not_found", .chunk = 1});
	EXPECT_EQ(404, put(upload.url, bytes.substr(kChunk), kChunk, 2 * kChunk).status);
	EXPECT_EQ(500, put(upload.url, bytes.substr(kChunk), kChunk, 2 * kChunk).status);
	EXPECT_EQ(201, put(upload.url, bytes.substr(kChunk), kChunk, 2 * kChunk).status);
}

TEST_F(Fault, TimesZeroStrikesEveryTime)
{
	const int fault = inject({.name = "http_error_before", .endpoint = "status", .times = 0});
	for (int i = 0; i < 3; ++i)
		EXPECT_EQ(500, status(upload_.publishId).status);
	EXPECT_EQ(3, sandbox.hits(fault));
	sandbox.clearFaults();
	EXPECT_EQ(200, status(upload_.publishId).status);
}

TEST_F(Fault, RepliesCanBeUnreadable)
{
	inject({.name = "garbage_reply", .endpoint = "status"});
	EXPECT_EQ(0, status(upload_.publishId).status);
	inject({.name = "html_reply", .endpoint = "status"});
	EXPECT_TRUE(status(upload_.publishId).parsed().is_discarded());
	inject({.name = "empty_reply", .endpoint = "status"});
	EXPECT_EQ("", status(upload_.publishId).body);
	inject({.name = "truncated_reply", .endpoint = "status"});
	EXPECT_EQ(0, status(upload_.publishId).status);
}

TEST_F(Fault, RepliesCanBeHuge)
{
	inject({.name = "huge_reply", .endpoint = "status", .size_bytes = 3'000'000});
	EXPECT_GT(status(upload_.publishId).body.size(), 3'000'000u);
	const int header = inject({.name = "huge_header", .endpoint = "status"});
	EXPECT_EQ(0, status(upload_.publishId).status) << "httplib's client does not take such a line either";
	EXPECT_EQ(1, sandbox.hits(header));
}

TEST_F(Fault, EveryErrorCodeCanBeForced)
{
	inject({.name = "error_code", .endpoint = "creator_info", .code = "reached_active_user_cap"});
	const Reply creator = creatorInfo();
	EXPECT_EQ(200, creator.status);
	EXPECT_EQ("reached_active_user_cap", creator.code());
	inject({.name = "error_code", .endpoint = "video_init", .code = "reached_active_user_cap"});
	EXPECT_EQ(403, init(directPost(1000)).status);
	inject({.name = "error_code", .endpoint = "token", .code = "temporarily_unavailable"});
	const Reply token = postForm("/v2/oauth/token/", {});
	EXPECT_EQ(200, token.status);
	EXPECT_EQ("temporarily_unavailable", token.oauthError());
}

TEST_F(Fault, AChunkPlanCanBeRefused)
{
	inject({.name = "chunk_size_refused"});
	const Reply refused = init(directPost(1000));
	EXPECT_EQ(400, refused.status);
	EXPECT_EQ("invalid_params", refused.code());
	EXPECT_EQ("The chunk size is invalid", refused.parsed()["error"]["message"]);
}

TEST_F(Fault, ARateLimitCanSayWhenToComeBack)
{
	inject({.name = "rate_limited", .endpoint = "video_init", .retryAfter_s = 42});
	const Reply reply = init(directPost(1000));
	EXPECT_EQ(429, reply.status);
	EXPECT_EQ("42", reply.header("Retry-After"));
	EXPECT_EQ("rate_limit_exceeded", reply.code());
}

class TokenDeath : public Fault, public testing::WithParamInterface<const char *> {};
TEST_P(TokenDeath, IsNoticedAndLasts)
{
	inject({.name = "token_dies", .endpoint = GetParam()});
	const std::map<std::string, std::string> paths = {{"creator_info", "/v2/post/publish/creator_info/query/"},
							  {"video_init", "/v2/post/publish/video/init/"},
							  {"status", "/v2/post/publish/status/fetch/"}};
	EXPECT_EQ("access_token_invalid", api(paths.at(GetParam())).code());
	EXPECT_EQ("access_token_invalid", creatorInfo().code());
	tokens = sandbox.issueTokens();
	EXPECT_EQ("ok", creatorInfo().code());
}
INSTANTIATE_TEST_SUITE_P(Fault, TokenDeath, testing::Values("creator_info", "video_init", "status"),
			 DirectPost::readableText);

TEST_F(Fault, APostCanFailForAnyReason)
{
	inject({.name = "fail_reason", .code = "spam_risk_text"});
	send();
	EXPECT_EQ("spam_risk_text", status(upload_.publishId).parsed()["data"]["fail_reason"]);
}

TEST_F(Fault, ProcessingCanBeSlow)
{
	inject({.name = "slow_processing", .delay_s = 3600});
	send();
	EXPECT_EQ("PROCESSING_UPLOAD", status(upload_.publishId).parsed()["data"]["status"]);
	EXPECT_EQ(kSize, uploadedBytes());
}

TEST_F(Fault, StatusCanSayStrangeThings)
{
	inject({.name = "status_unknown"});
	EXPECT_EQ("PROCESSING_SOMETHING_NEW", status(upload_.publishId).parsed()["data"]["status"]);
	inject({.name = "status_progress_missing"});
	EXPECT_FALSE(status(upload_.publishId).parsed()["data"].contains("uploaded_bytes"));
	inject({.name = "status_id_empty"});
	EXPECT_EQ(json::array(), status(upload_.publishId).parsed()["data"]["publicaly_available_post_id"]);
}

TEST_F(Fault, AMisspelledFaultIsRefused)
{
	EXPECT_FALSE(sandbox.inject({.name = "rest_before_body"}));
	EXPECT_FALSE(sandbox.inject({.name = "reset_before_body", .endpoint = "uploads"}));
	EXPECT_FALSE(sandbox.inject({.name = "half_close", .endpoint = "status"}));
	EXPECT_FALSE(sandbox.inject({.name = "fail_reason"})) << "it needs a code";
}

TEST_F(Fault, TheRecordNamesTheFault)
{
	inject({.name = "http_error_before", .endpoint = "status"});
	status(upload_.publishId);
	EXPECT_EQ("http_error_before", sandbox.requests("status").at(0).fault);
}

} // namespace
} // namespace DirectPost::Test
