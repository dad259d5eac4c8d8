#include "SandboxFixture.hpp"

#include <ostream>

namespace DirectPost {

void PrintTo(const SandboxFault &fault, std::ostream *out)
{
	*out << fault.name;
}

} // namespace DirectPost

namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;

SandboxFault fault(const char *name, const std::function<void(SandboxFault &)> &change = {})
{
	SandboxFault one;
	one.name = name;
	if (change)
		change(one);
	return one;
}

// A fault at the second of seven chunks, and what the client must make of it.
struct UploadFault {
	SandboxFault what;
	const char *code; // of the error; empty: a reply with `status`
	int status = 0;
};

class FaultyUpload : public SandboxFixture, public testing::WithParamInterface<UploadFault> {};

TEST_P(FaultyUpload, IsVisibleToTheClient)
{
	constexpr int64_t kSize_bytes = 70'000'000;
	const auto plan = planChunks(kSize_bytes).value();
	const auto file = makeSparseFile(kSize_bytes);
	const auto ticket = init(plan).value();
	ASSERT_TRUE(put(ticket, file, plan, 0));
	auto what = GetParam().what;
	what.endpoint = "upload";
	inject(what);

	const auto reply = put(ticket, file, plan, 1);
	EXPECT_EQ(sandbox.hits(lastFault), 1);
	EXPECT_EQ(reply ? "" : reply.error().code, GetParam().code) << (reply ? "" : reply.error().detail);
	EXPECT_EQ(reply ? reply->status : 0, GetParam().status);
}

const auto kMiddle = [](SandboxFault &one) {
	one.atByte = 3'000'000;
};

INSTANTIATE_TEST_SUITE_P(
	TikTok, FaultyUpload,
	testing::Values(
		UploadFault{fault("reset_before_body"), "connection_lost"},
		UploadFault{fault("reset_during_body", kMiddle), "connection_lost"},
		UploadFault{fault("reset_after_body", [](SandboxFault &one) { one.atByte = 10'000'000; }),
			    "connection_lost"},
		UploadFault{fault("half_close", kMiddle), "connection_lost"},
		UploadFault{fault("slow_link", [](SandboxFault &one) { one.size_bytes = 20'000'000; }), "", 206},
		UploadFault{fault("no_reply", [](SandboxFault &one) { one.delay_s = 0.2; }), "connection_lost"},
		UploadFault{fault("reply_lost"), "connection_lost"},
		UploadFault{fault("slow_reply", [](SandboxFault &one) { one.delay_s = 0.5; }), "", 206},
		UploadFault{fault("garbage_reply"), "reply_not_understood"},
		UploadFault{fault("html_reply", [](SandboxFault &one) { one.httpStatus = 502; }), "tiktok_down"},
		UploadFault{fault("empty_reply"), "", 206}, UploadFault{fault("truncated_reply"), "connection_lost"},
		UploadFault{fault("huge_reply"), "reply_too_big"}, UploadFault{fault("huge_header"), "reply_too_big"},
		UploadFault{fault("http_error_before"), "tiktok_down"},
		UploadFault{fault("http_error_before", [](SandboxFault &one) { one.httpStatus = 400; }),
			    "upload_refused"},
		UploadFault{fault("http_error_after", [](SandboxFault &one) { one.httpStatus = 503; }), "tiktok_down"},
		UploadFault{fault("rate_limited"), "rate_limited"}, UploadFault{fault("416_with_proof"), "", 416},
		UploadFault{fault("416_without_proof"), "", 416},
		UploadFault{fault("upload_url_expired"), "upload_url_expired"},
		UploadFault{fault("upload_not_found"), "upload_url_unknown"},
		UploadFault{fault("created_for_every_chunk"), "", 201},
		UploadFault{fault("progress_missing"), "", 206}),
	[](const auto &row) { return std::to_string(row.index) + "_" + row.param.what.name; });

TEST_F(SandboxFixture, ReadsTheProofOfA416AndItsAbsence)
{
	constexpr int64_t kSize_bytes = 70'000'000;
	const auto plan = planChunks(kSize_bytes).value();
	const auto file = makeSparseFile(kSize_bytes);
	const auto ticket = init(plan).value();
	inject(fault("416_with_proof"));
	EXPECT_EQ(put(ticket, file, plan, 0)->received_bytes, 10'000'000);
	inject(fault("416_without_proof"));
	EXPECT_EQ(put(ticket, file, plan, 1)->received_bytes, std::nullopt);
}

// The reply to a refused upload is not lost because the server stopped reading the body.
TEST_F(SandboxFixture, HearsARefusalThatComesBeforeTheBodyWasRead)
{
	constexpr int64_t kSize_bytes = 60'000'000;
	const auto plan = planChunks(kSize_bytes).value();
	const auto file = makeSparseFile(kSize_bytes);
	const auto ticket = init(plan).value();
	int heard = 0;
	for (int i = 0; i < 20; i++) {
		inject(fault("http_error_before", [](SandboxFault &one) {
			one.endpoint = "upload";
			one.httpStatus = 403;
			one.withoutReadingBody = true;
		}));
		const auto reply = put(ticket, file, plan, 0);
		ASSERT_FALSE(reply);
		EXPECT_TRUE(reply.error().code == "upload_url_expired" || reply.error().code == "connection_lost")
			<< reply.error().code;
		heard += reply.error().code == "upload_url_expired";
	}
	EXPECT_GE(heard, 18);
}

// A fault at an API call, and the error it must become.
struct ApiFault {
	SandboxFault what;
	const char *code;
};

class FaultyApi : public SandboxFixture, public testing::WithParamInterface<ApiFault> {};

TEST_P(FaultyApi, IsVisibleToTheClient)
{
	auto what = GetParam().what;
	what.endpoint = "creator_info";
	inject(what);
	const auto info = ask<CreatorInfo>([&](auto done) { client->creatorInfo(token, done); });
	EXPECT_EQ(sandbox.hits(lastFault), 1);
	ASSERT_FALSE(info);
	EXPECT_EQ(info.error().code, GetParam().code) << info.error().detail;
}

auto withCode(const char *code)
{
	return [code](SandboxFault &one) {
		one.code = code;
	};
}

INSTANTIATE_TEST_SUITE_P(
	TikTok, FaultyApi,
	testing::Values(
		ApiFault{fault("reset_before_body"), "connection_lost"},
		ApiFault{fault("no_reply", [](SandboxFault &one) { one.delay_s = 0.2; }), "connection_lost"},
		ApiFault{fault("reply_lost"), "connection_lost"},
		ApiFault{fault("garbage_reply"), "reply_not_understood"}, ApiFault{fault("html_reply"), "sign_in_page"},
		ApiFault{fault("html_reply", [](SandboxFault &one) { one.httpStatus = 502; }), "tiktok_down"},
		ApiFault{fault("empty_reply"), "reply_not_understood"},
		ApiFault{fault("truncated_reply"), "connection_lost"}, ApiFault{fault("huge_reply"), "reply_too_big"},
		ApiFault{fault("huge_header"), "reply_too_big"}, ApiFault{fault("http_error_before"), "tiktok_down"},
		ApiFault{fault("http_error_after"), "tiktok_down"}, ApiFault{fault("rate_limited"), "rate_limited"},
		ApiFault{fault("token_dies"), "access_token_invalid"},
		ApiFault{fault("error_code", withCode("spam_risk_too_many_posts")), "daily_post_limit"},
		ApiFault{fault("error_code", withCode("spam_risk_user_banned_from_posting")), "posting_banned"},
		ApiFault{fault("error_code", withCode("reached_active_user_cap")), "app_user_limit"},
		ApiFault{fault("error_code", withCode("scope_not_authorized")), "scope_missing"},
		ApiFault{fault("error_code", withCode("something_new")), "tiktok_refused"}),
	[](const auto &row) { return std::to_string(row.index) + "_" + row.param.what.name; });

TEST_F(SandboxFixture, PassesOnHowLongTheServerWantsToBeLeftAlone)
{
	inject(fault("rate_limited", [](SandboxFault &one) {
		one.endpoint = "creator_info";
		one.retryAfter_s = 17;
	}));
	EXPECT_EQ(ask<CreatorInfo>([&](auto done) { client->creatorInfo(token, done); }).error().retryAfter, 17s);
}

TEST_F(SandboxFixture, SendsAnInitOnceEvenWhenItsReplyIsLost)
{
	const auto plan = planChunks(1'000).value();
	ASSERT_TRUE(ask<CreatorInfo>([&](auto done) { client->creatorInfo(token, done); })); // a connection to reuse
	inject(fault("reply_lost", [](SandboxFault &one) { one.endpoint = "video_init"; }));
	EXPECT_EQ(init(plan).error().code, "connection_lost");
	EXPECT_EQ(sandbox.requests("video_init").size(), 1u);
}

TEST_F(SandboxFixture, UnderstandsEveryStatusThatTikTokMaySend)
{
	const auto plan = planChunks(1'000).value();
	const auto file = makeFile(std::string(1'000, 'x'));
	VideoPost post;
	post.info.privacyLevel = PrivacyLevel::PublicToEveryone;
	const auto ticket = init(plan, post).value();
	EXPECT_EQ(status(ticket)->stage, PostStage::ProcessingUpload);
	ASSERT_TRUE(put(ticket, file, plan, 0));
	const auto finish = [&] {
		auto now = status(ticket);
		while (now && now->stage == PostStage::ProcessingUpload)
			now = status(ticket);
		return now;
	};
	const auto published = finish();
	ASSERT_TRUE(published);
	EXPECT_EQ(published->postIds.size(), 1u);

	inject(fault("status_id_missing"));
	EXPECT_TRUE(status(ticket)->postIds.empty());
	inject(fault("status_id_empty"));
	EXPECT_TRUE(status(ticket)->postIds.empty());
	inject(fault("status_id_spelled_right"));
	EXPECT_EQ(status(ticket)->postIds, published->postIds);
	inject(fault("status_unknown"));
	EXPECT_EQ(status(ticket)->stage, PostStage::Unknown);
}

} // namespace

} // namespace DirectPost::TikTok
