#include "PostingFixture.hpp"

// Every fault of the sandbox, once: exactly one post with the clip's own bytes, or a job that says why there is none.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

struct Trial {
	const char *name;
	int64_t size_bytes;
	SandboxFault fault;
	JobStage stage = JobStage::Published;
	const char *code = "";
	int tickets = 1; // at most
};

SandboxFault fault(const char *name, const char *endpoint = "", std::optional<int> chunk = {}, int64_t atByte = 0)
{
	return {.name = name, .endpoint = endpoint, .chunk = chunk, .atByte = atByte};
}

SandboxFault httpError(const char *name, const char *endpoint, int status, std::optional<int> chunk = {})
{
	SandboxFault error = fault(name, endpoint, chunk);
	error.httpStatus = status;
	return error;
}

SandboxFault failReason(const char *code)
{
	SandboxFault reason = fault("fail_reason");
	reason.code = code;
	return reason;
}

SandboxFault times(int count, SandboxFault fault)
{
	fault.times = count;
	return fault;
}

const std::vector<Trial> &trials()
{
	constexpr int64_t kOne = kOneRequest_bytes;
	constexpr int64_t kSix = kSixChunks_bytes;
	static const std::vector<Trial> all = {
		// A file of one request: all of it is the commit zone.
		{"OneResetBeforeBody", kOne, fault("reset_before_body", "upload")},
		{"OneResetDuringBody", kOne, fault("reset_during_body", "upload", 0, 1'000'000)},
		{"OneResetAfterBody", kOne, fault("reset_after_body", "upload")},
		{"OneHalfClose", kOne, fault("half_close", "upload", 0, 1'000'000)},
		{"OneReplyLost", kOne, fault("reply_lost", "upload")},
		{"OneReplyLostFourTimes", kOne, times(4, fault("reply_lost", "upload"))},
		{"OneGarbageReply", kOne, fault("garbage_reply", "upload")},
		{"OneHtmlReply", kOne, fault("html_reply", "upload")},
		{"OneEmptyReply", kOne, fault("empty_reply", "upload")},
		{"OneHugeReply", kOne, fault("huge_reply", "upload")},
		{"OneHugeHeader", kOne, fault("huge_header", "upload")},
		{"OneDownBefore", kOne, httpError("http_error_before", "upload", 503)},
		{"OneDownAfter", kOne, httpError("http_error_after", "upload", 502)},
		{"OneDownThreeTimes", kOne, times(3, httpError("http_error_before", "upload", 500))},
		{"OneOutOfStepWithProof", kOne, fault("416_with_proof", "upload")},
		{"OneOutOfStepWithoutProof", kOne, fault("416_without_proof", "upload")},
		{"OneProgressMissing", kOne, fault("progress_missing", "upload")},
		{"OneUrlExpired", kOne, fault("upload_url_expired", "upload"), JobStage::Published, "", 2},
		{"OneUploadNotFound", kOne, fault("upload_not_found", "upload"), JobStage::Published, "", 2},
		{"OneSlowReply", kOne, {.name = "slow_reply", .endpoint = "upload", .delay_s = 2}},

		// A chunk in the middle, and the last one.
		{"MiddleResetDuringBody", kSix, fault("reset_during_body", "upload", 2, 5'000'000)},
		{"MiddleReplyLost", kSix, fault("reply_lost", "upload", 2)},
		{"MiddleDownAfter", kSix, httpError("http_error_after", "upload", 500, 2)},
		{"MiddleDownBefore", kSix, httpError("http_error_before", "upload", 503, 2)},
		{"MiddleOutOfStepWithProof", kSix, fault("416_with_proof", "upload", 2)},
		{"MiddleOutOfStepWithoutProof", kSix, fault("416_without_proof", "upload", 2)},
		{"MiddleUrlExpired", kSix, fault("upload_url_expired", "upload", 2), JobStage::Published, "", 2},
		{"MiddleUploadNotFound", kSix, fault("upload_not_found", "upload", 2), JobStage::Published, "", 2},
		{"MiddleHalfClose", kSix, fault("half_close", "upload", 3, 4'000'000)},
		{"CreatedForEveryChunk", kSix, times(0, fault("created_for_every_chunk", "upload"))},
		{"ProgressAlwaysMissing", kSix, times(0, fault("progress_missing", "upload"))},
		{"LastReplyLost", kSix, fault("reply_lost", "upload", 5)},
		{"LastResetDuringBody", kSix, fault("reset_during_body", "upload", 5, 7'000'000)},
		{"LastResetAfterBody", kSix, fault("reset_after_body", "upload", 5)},
		{"LastDownAfter", kSix, httpError("http_error_after", "upload", 504, 5)},
		{"LastUrlExpired", kSix, fault("upload_url_expired", "upload", 5), JobStage::Published, "", 2},
		{"LastGarbageReply", kSix, fault("garbage_reply", "upload", 5)},

		// Init: nothing was sent, so a lost reply costs a ticket and no more.
		{"InitReplyLost", kOne, fault("reply_lost", "video_init"), JobStage::Published, "", 2},
		{"InitDownBefore", kOne, httpError("http_error_before", "video_init", 500)},
		{"InitDownAfter", kOne, httpError("http_error_after", "video_init", 500), JobStage::Published, "", 2},
		{"InitGarbageReply", kOne, fault("garbage_reply", "video_init"), JobStage::Published, "", 2},
		{"InitTokenDies", kOne, fault("token_dies", "video_init")},
		{"InitChunkSizeRefused", kSix, fault("chunk_size_refused", "video_init")},
		{"InitChunkCountRefused", kSix, times(2, fault("chunk_count_refused", "video_init"))},
		{"InitRefusedForTheDay",
		 kOne,
		 {.name = "error_code", .endpoint = "video_init", .code = "spam_risk_too_many_posts"},
		 JobStage::Failed,
		 "daily_post_limit",
		 0},

		// Status: the post is out or not whatever is said about it.
		{"StatusReplyLost", kOne, times(3, fault("reply_lost", "status"))},
		{"StatusDown", kOne, times(3, httpError("http_error_before", "status", 500))},
		{"StatusGarbage", kOne, times(2, fault("garbage_reply", "status"))},
		{"StatusTokenDies", kOne, fault("token_dies", "status")},
		{"StatusUnknownWord", kOne, times(2, fault("status_unknown", "status"))},
		{"StatusIdSpelledRight", kOne, times(0, fault("status_id_spelled_right", "status"))},
		{"StatusIdMissingAtFirst", kOne, fault("status_id_missing", "status")},
		{"StatusPostForgottenOnce",
		 kOne,
		 {.name = "error_code", .endpoint = "status", .code = "invalid_publish_id"}},

		// Verdicts.
		{"SlowProcessing", kOne, {.name = "slow_processing", .delay_s = 3}},
		{"FormatRefused", kOne, failReason("file_format_check_failed"), JobStage::Failed,
		 "clip_format_refused"},
		{"CaptionRefused", kOne, failReason("spam_risk_text"), JobStage::Failed, "caption_refused"},
		{"TikTokFailedInside", kOne, failReason("internal"), JobStage::Failed, "tiktok_failed_inside"},
	};
	return all;
}

class Fault : public PostingFixture, public testing::WithParamInterface<Trial> {};

TEST_P(Fault, EndsInOnePostOrInAJobThatSaysWhyNot)
{
	const Trial &trial = GetParam();
	const int id = inject(trial.fault);
	startObs();
	const auto posted = obs->post(request(trial.size_bytes));
	ASSERT_TRUE(posted);
	const auto over = obs->untilOver(posted->id);
	ASSERT_TRUE(over);
	EXPECT_EQ(over->stage, trial.stage) << (over->error ? over->error->code : "");
	EXPECT_EQ(over->error ? over->error->code : "", trial.code);
	EXPECT_GE(sandbox.hits(id), 1) << "the fault was never reached";
	EXPECT_LE(sandbox.posts().size(), static_cast<size_t>(trial.tickets));
	if (trial.stage == JobStage::Published)
		expectOnePostOf(sha);
	else
		EXPECT_TRUE(complete().empty());
}

INSTANTIATE_TEST_SUITE_P(Posting, Fault, testing::ValuesIn(trials()),
			 [](const auto &sample) { return sample.param.name; });

} // namespace
} // namespace DirectPost::Publish
