#include "ScenarioTables.hpp"

namespace DirectPost::Faults {

namespace {

SandboxFault at(const char *endpoint, const char *name, int times = 1)
{
	return {.name = name, .endpoint = endpoint, .times = times};
}

SandboxFault put(const char *name, int times = 1)
{
	return at("upload", name, times);
}

SandboxFault inBody(const char *name, std::optional<int> chunk, int64_t atByte)
{
	return {.name = name, .endpoint = "upload", .chunk = chunk, .atByte = atByte};
}

SandboxFault chunk(int index, const char *name)
{
	return {.name = name, .endpoint = "upload", .chunk = index};
}

SandboxFault with(SandboxFault fault, int httpStatus)
{
	fault.httpStatus = httpStatus;
	return fault;
}

SandboxFault lasting(SandboxFault fault, double time_s)
{
	fault.delay_s = time_s;
	return fault;
}

SandboxFault keeping(SandboxFault fault)
{
	fault.keepsBytes = true;
	return fault;
}

SandboxFault saying(SandboxFault fault, const char *code)
{
	fault.code = code;
	return fault;
}

SandboxFault fromRequest(int number, SandboxFault fault)
{
	fault.fromRequest = number;
	return fault;
}

// Every one, until nobody waits for them to be taken any more.
Scenario untilANewTicket(Scenario scenario)
{
	scenario.faultsEndAt = "new ticket: upload_url_expired";
	return scenario;
}

Scenario onLink(Scenario scenario, int link_bytesPerSecond)
{
	scenario.link_bytesPerSecond = link_bytesPerSecond;
	return scenario;
}

Scenario slow(Scenario scenario)
{
	scenario.isSlow = true;
	return scenario;
}

Scenario failing(Scenario scenario, const char *code)
{
	scenario.end = {JobStage::Failed, code};
	return scenario;
}

// A kill while TikTok is asked to post them leaves only the user's profile to tell.
Scenario photos(const char *name, std::vector<SandboxFault> faults = {})
{
	Scenario scenario{.group = "photos", .name = name, .shape = Shape::Photos, .faults = std::move(faults)};
	scenario.otherEnds = {{JobStage::OutcomeUnknown, "photos_outcome_unknown"}};
	return scenario;
}

Scenario unclear(Scenario scenario)
{
	std::swap(scenario.end, scenario.otherEnds.front());
	return scenario;
}

std::vector<Scenario> table()
{
	return {
		{"no fault", "OneRequest", kOne},
		onLink({"no fault", "OneRequestOnASlowLink", kOne}, 2'000'000),
		{"no fault", "Chunks", kChunks},
		onLink({"no fault", "ChunksOnASlowLink", kChunks}, 31'000'000),

		{"connection", "OneResetBeforeBody", kOne, {put("reset_before_body")}},
		{"connection", "OneResetDuringBody", kOne, {inBody("reset_during_body", 0, kInMidRequest)}},
		{"connection", "OneResetAfterBody", kOne, {put("reset_after_body")}},
		{"connection", "OneResetThreeTimes", kOne, {put("reset_after_body", 3)}},
		{"connection", "OneHalfClose", kOne, {inBody("half_close", 0, kInMidRequest)}},
		{"connection", "OneStall", kOne, {lasting(inBody("stall", 0, kInMidRequest), 2)}},
		{"connection", "OneReplyLost", kOne, {put("reply_lost")}},
		{"connection", "OneReplyLostFourTimes", kOne, {put("reply_lost", 4)}},
		{"connection", "OneNoReply", kOne, {lasting(put("no_reply"), 0.5)}},
		{"connection", "FirstResetDuringBody", kChunks, {inBody("reset_during_body", 0, kInMidChunk)}},
		{"connection", "MiddleResetBeforeBody", kChunks, {chunk(1, "reset_before_body")}},
		{"connection", "MiddleResetDuringBody", kChunks, {inBody("reset_during_body", 1, kInMidChunk)}},
		{"connection",
		 "MiddleResetKeepsAPart",
		 kChunks,
		 {keeping(inBody("reset_during_body", 1, kInMidChunk))}},
		{"connection", "MiddleResetAfterBody", kChunks, {chunk(1, "reset_after_body")}},
		{"connection", "MiddleHalfClose", kChunks, {inBody("half_close", 1, kInMidChunk)}},
		{"connection", "MiddleReplyLost", kChunks, {chunk(1, "reply_lost")}},
		{"connection", "EveryReplyLost", kChunks, {put("reply_lost", 3)}},
		{"connection", "LastResetDuringBody", kChunks, {inBody("reset_during_body", 2, kInMidChunk)}},
		{"connection", "LastResetAfterBody", kChunks, {chunk(2, "reset_after_body")}},
		{"connection", "LastReplyLost", kChunks, {chunk(2, "reply_lost")}},
		{"connection", "LastSlowReply", kChunks, {lasting(chunk(2, "slow_reply"), 2)}},
		// All of it is with a server that neither answers nor gives up: an hour must pass before anew is safe.
		hurried(slow({"connection", "OneStallForGood", kOne, {inBody("stall", 0, kInMidRequest)}})),
		slow({"connection", "MiddleStallForGood", kChunks, {inBody("stall", 1, kInMidChunk)}}),
		slow({"connection", "OneNoReplyForGood", kOne, {put("no_reply")}}),

		{"server", "OneDownBefore", kOne, {with(put("http_error_before"), 503)}},
		{"server", "OneDownBeforeThreeTimes", kOne, {with(put("http_error_before", 3), 500)}},
		{"server", "OneDownAfter", kOne, {with(put("http_error_after"), 502)}},
		{"server", "MiddleDownBefore", kChunks, {with(chunk(1, "http_error_before"), 503)}},
		{"server", "MiddleDownAfter", kChunks, {with(chunk(1, "http_error_after"), 500)}},
		{"server", "LastDownBefore", kChunks, {with(chunk(2, "http_error_before"), 502)}},
		{"server", "LastDownAfter", kChunks, {with(chunk(2, "http_error_after"), 504)}},
		hurried(untilANewTicket(
			{"server", "OneDownForAnHour", kOne, {with(put("http_error_before", 0), 503)}})),
		hurried(untilANewTicket(
			{"server", "ChunksDownForAnHour", kChunks, {with(put("http_error_before", 0), 503)}})),
		slow({"server", "TooManyPuts", kOne, {put("rate_limited")}}),
		slow({"server", "TooManyChunks", kChunks, {chunk(1, "rate_limited")}}),
		slow({"server", "TooManyInits", kOne, {at("video_init", "rate_limited")}}),
		slow({"server", "TooManyStatuses", kOne, {at("status", "rate_limited")}}),

		hurried({"upload URL", "OneExpired", kOne, {put("upload_url_expired")}}),
		hurried({"upload URL", "OneNotFound", kOne, {put("upload_not_found")}}),
		hurried({"upload URL", "MiddleExpired", kChunks, {chunk(1, "upload_url_expired")}}),
		hurried({"upload URL", "MiddleNotFound", kChunks, {chunk(1, "upload_not_found")}}),
		hurried({"upload URL", "LastExpired", kChunks, {chunk(2, "upload_url_expired")}}),
		hurried({"upload URL", "LastNotFound", kChunks, {chunk(2, "upload_not_found")}}),

		{"progress", "One416WithProof", kOne, {put("416_with_proof")}},
		{"progress", "One416WithoutProof", kOne, {put("416_without_proof")}},
		{"progress", "Middle416WithProof", kChunks, {chunk(1, "416_with_proof")}},
		{"progress", "Middle416WithoutProof", kChunks, {chunk(1, "416_without_proof")}},
		{"progress", "Middle416Thrice", kChunks, {put("416_without_proof", 3)}},
		{"progress", "Last416WithProof", kChunks, {chunk(2, "416_with_proof")}},
		{"progress", "Last416WithoutProof", kChunks, {chunk(2, "416_without_proof")}},
		{"progress", "CreatedForEveryChunk", kChunks, {put("created_for_every_chunk", 0)}},
		{"progress", "ProgressAlwaysMissing", kChunks, {put("progress_missing", 0)}},
		{"progress",
		 "StatusNeverCounts",
		 kChunks,
		 {chunk(1, "reply_lost"), at("status", "status_progress_missing", 0)}},

		{"replies", "OneGarbage", kOne, {put("garbage_reply")}},
		{"replies", "OneHuge", kOne, {put("huge_reply")}},
		{"replies", "OneHugeHeader", kOne, {put("huge_header")}},
		{"replies", "OneHtml", kOne, {put("html_reply")}},
		{"replies", "OneHtmlOf502", kOne, {with(put("html_reply"), 502)}},
		{"replies", "OneEmpty", kOne, {put("empty_reply")}},
		{"replies", "OneTruncated", kOne, {put("truncated_reply")}},
		{"replies", "MiddleGarbage", kChunks, {chunk(1, "garbage_reply")}},
		{"replies", "LastGarbage", kChunks, {chunk(2, "garbage_reply")}},
		{"replies", "LastHuge", kChunks, {chunk(2, "huge_reply")}},

		{"init", "ReplyLost", kOne, {at("video_init", "reply_lost")}},
		{"init", "Reset", kOne, {at("video_init", "reset_before_body")}},
		{"init", "DownBefore", kOne, {with(at("video_init", "http_error_before"), 500)}},
		{"init", "DownAfter", kOne, {with(at("video_init", "http_error_after"), 500)}},
		{"init", "Garbage", kOne, {at("video_init", "garbage_reply")}},
		{"init", "Html", kOne, {at("video_init", "html_reply")}},
		{"init", "Huge", kOne, {at("video_init", "huge_reply")}},
		{"init", "ChunkSizeRefused", kChunks, {at("video_init", "chunk_size_refused")}},
		failing({"init",
			 "RefusedForTheDay",
			 kOne,
			 {saying(at("video_init", "error_code", 0), "spam_risk_too_many_posts")}},
			"daily_post_limit"),

		{"status", "ReplyLost", kOne, {at("status", "reply_lost", 3)}},
		{"status", "Down", kOne, {with(at("status", "http_error_before", 3), 500)}},
		{"status", "Garbage", kOne, {at("status", "garbage_reply", 2)}},
		{"status", "Html", kOne, {at("status", "html_reply", 2)}},
		{"status", "Huge", kOne, {at("status", "huge_reply")}},
		{"status", "UnknownWord", kOne, {at("status", "status_unknown", 2)}},
		{"status",
		 "DownWhileChunksAreLost",
		 kChunks,
		 {chunk(1, "reply_lost"), with(at("status", "http_error_before", 2), 500)}},
		{"status", "IdComesLate", kOne, {at("status", "status_id_missing")}},
		{"status", "PostForgottenOnce", kOne, {saying(at("status", "error_code"), "invalid_publish_id")}},

		{"login", "TokenDiesAtInit", kOne, {at("video_init", "token_dies")}},
		{"login", "TokenDiesAtStatus", kOne, {at("status", "token_dies")}},
		{"login", "TokenDiesInMidUpload", kChunks, {chunk(1, "reply_lost"), at("status", "token_dies")}},
		{"login",
		 "TokenDiesAtSecondStatus",
		 kOne,
		 {fromRequest(2, at("status", "token_dies")), lasting(at("upload", "slow_processing"), 2)}},
		{"login",
		 "RenewalFails",
		 kOne,
		 {at("video_init", "token_dies"), with(at("token", "http_error_before", 2), 503)}},
		{"login",
		 "LoginDiesAtInit",
		 kOne,
		 {at("video_init", "token_dies"), saying(at("token", "error_code"), "invalid_grant")}},
		{"login",
		 "LoginDiesAtStatus",
		 kOne,
		 {at("status", "token_dies"), saying(at("token", "error_code"), "invalid_grant")}},

		{"verdict", "SlowProcessing", kOne, {lasting(put("slow_processing"), 2)}},
		{"verdict", "SlowProcessingOfChunks", kChunks, {lasting(put("slow_processing"), 2)}},
		failing({"verdict", "FormatRefused", kOne, {saying(put("fail_reason", 0), "file_format_check_failed")}},
			"clip_format_refused"),
		failing({"verdict", "CaptionRefused", kChunks, {saying(put("fail_reason", 0), "spam_risk_text")}},
			"caption_refused"),
		failing({"verdict", "TikTokFailedInside", kOne, {saying(put("fail_reason", 0), "internal")}},
			"tiktok_failed_inside"),

		photos("NoFault"),
		unclear(photos("InitReplyLost", {at("content_init", "reply_lost")})),
		longForm(unclear(photos("InitDownAfter", {with(at("content_init", "http_error_after"), 500)}))),
		photos("TokenDiesAtInit", {at("content_init", "token_dies")}),
		longForm(photos("StatusReplyLost", {at("status", "reply_lost", 3)})),
	};
}

} // namespace

int64_t sizeOf(Shape shape)
{
	switch (shape) {
	case Shape::OneRequest:
		return 2'000'000;
	case Shape::Chunks:
		return 31'000'000;
	case Shape::Photos:
		break;
	}
	return 0;
}

int64_t largestChunkOf(Shape shape)
{
	return shape == Shape::Chunks ? 11'000'000 : sizeOf(shape);
}

std::span<const Scenario> scenarios()
{
	static const std::vector<Scenario> all = [] {
		std::vector<Scenario> both = table();
		const std::vector<Scenario> here = scenariosHere();
		both.insert(both.end(), here.begin(), here.end());
		return both;
	}();
	return all;
}

} // namespace DirectPost::Faults
