#include "Replies.hpp"

#include "JsonFields.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <ctime>

namespace DirectPost::TikTok {

namespace {

using nlohmann::json;

constexpr size_t kLongestMessage = 300;
constexpr std::chrono::seconds kLongestWait = std::chrono::hours{1}; // whatever is asked for: a day is no answer to a post
constexpr int64_t kLongestLifetime_s = 10LL * 365 * 86'400;
// As TikTok documents them, for a reply that does not say it.
constexpr int64_t kAccessLifetime_s = 86'400;
constexpr int64_t kRefreshLifetime_s = 365 * 86'400;

bool isSuccess(const HttpReply &reply)
{
	return reply.status >= 200 && reply.status < 300;
}

// What `name` says, if it is a string: for texts that only inform.
std::string textIn(const json &object, const char *name)
{
	const auto member = object.is_object() ? object.find(name) : object.end();
	return object.is_object() && member != object.end() && member->is_string() ? member->get<std::string>()
										   : std::string();
}

std::string logIdOf(const json &object, const HttpReply &reply)
{
	for (const char *spelling : {"log_id", "logid"})
		if (auto id = textIn(object, spelling); !id.empty())
			return id;
	return reply.header("x-tt-logid").value_or("");
}

// Retry-After, in seconds or as a date. A date is read against the server's own clock where it says it.
std::optional<std::chrono::seconds> retryAfter(const HttpReply &reply)
{
	const auto value = reply.header("retry-after");
	if (!value || value->empty())
		return std::nullopt;
	int64_t wait_s = 0;
	const auto [end, failure] = std::from_chars(value->data(), value->data() + value->size(), wait_s);
	if (failure == std::errc::result_out_of_range)
		return kLongestWait;
	if (failure != std::errc() || end != value->data() + value->size()) {
		const time_t then = curl_getdate(value->c_str(), nullptr);
		const time_t theirNow = curl_getdate(reply.header("date").value_or("").c_str(), nullptr);
		if (then < 0)
			return std::nullopt;
		wait_s = then - (theirNow < 0 ? time(nullptr) : theirNow);
	}
	return std::clamp(std::chrono::seconds(wait_s), std::chrono::seconds(0), kLongestWait);
}

Error refusal(Heard heard, const std::string &word, const std::string &message, std::string logId,
	      const HttpReply &reply)
{
	Error error = errorFor(heard, word, reply.status, message.substr(0, kLongestMessage), std::move(logId));
	error.retryAfter = retryAfter(reply).value_or(error.retryAfter);
	return error;
}

Error notUnderstood(const HttpReply &reply, const std::string &why, std::string logId = {})
{
	Error error;
	error.kind = ErrorKind::NotUnderstood;
	error.code = "reply_not_understood";
	error.detail =
		"HTTP " + std::to_string(reply.status) + ", " + std::to_string(reply.body.size()) + " bytes: " + why;
	error.logId = logId.empty() ? reply.header("x-tt-logid").value_or("") : std::move(logId);
	return error;
}

// These mean something even when the body does not.
bool statusSpeaks(const HttpReply &reply)
{
	return reply.status >= 500 || reply.status == 429;
}

bool isWebPage(const HttpReply &reply)
{
	const auto first = reply.body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
	return first != std::string::npos && reply.body[first] == '<';
}

Error signInPage(ErrorKind kind, const HttpReply &reply)
{
	return {.kind = kind,
		.code = "sign_in_page",
		.detail = "HTTP " + std::to_string(reply.status) + " is not TikTok's"};
}

// TikTok's API neither redirects nor shows pages, nor asks to sign in to a network (511): somebody else answers.
// Whoever redirects has done nothing else; behind a page TikTok may have worked all the same.
std::optional<Error> interception(const HttpReply &reply)
{
	const bool isTurnedAway = (reply.status >= 300 && reply.status < 400) || reply.status == 511;
	if (!isTurnedAway && (statusSpeaks(reply) || !isWebPage(reply)))
		return std::nullopt;
	return signInPage(isTurnedAway ? ErrorKind::Unsent : ErrorKind::Intercepted, reply);
}

// Some networks ask to sign in with JSON of their own. TikTok's has data or an error, or names its log.
bool isFromAnother(const json &object, const HttpReply &reply)
{
	const bool isTikToks =
		reply.header("x-tt-logid") ||
		std::ranges::any_of(std::initializer_list{"data", "error", "log_id", "access_token", "open_id"},
				    [&object](const char *name) { return object.contains(name); });
	return !object.empty() && !isTikToks && !statusSpeaks(reply);
}

// Not JSON at all: a gateway's page, or nothing.
Error withoutJson(Heard heard, const HttpReply &reply)
{
	if (const auto intercepted = interception(reply))
		return *intercepted;
	if (statusSpeaks(reply))
		return refusal(heard, "", "", reply.header("x-tt-logid").value_or(""), reply);
	return notUnderstood(reply, "not a JSON object");
}

Expected<json> readObject(Heard heard, const HttpReply &reply)
{
	json object = json::parse(reply.body, nullptr, false);
	if (!object.is_object())
		return std::unexpected(withoutJson(heard, reply));
	if (isFromAnother(object, reply))
		return std::unexpected(signInPage(ErrorKind::Intercepted, reply));
	return object;
}

// {"error", "error_description", "log_id"}, or what was asked for.
Expected<json> readOAuth(const HttpReply &reply)
{
	auto object = readObject(Heard::Token, reply);
	if (!object)
		return object;
	const auto error = object->find("error");
	const bool hasError = error != object->end() && !error->is_null();
	if (hasError && !error->is_string())
		return std::unexpected(notUnderstood(reply, "error is not a string", logIdOf(*object, reply)));
	if ((hasError && *error != "") || !isSuccess(reply))
		return std::unexpected(refusal(Heard::Token, textIn(*object, "error"),
					       textIn(*object, "error_description"), logIdOf(*object, reply), reply));
	return object;
}

PostStage stageFrom(std::string_view word)
{
	if (word == "PROCESSING_UPLOAD")
		return PostStage::ProcessingUpload;
	if (word == "PROCESSING_DOWNLOAD")
		return PostStage::ProcessingDownload;
	if (word == "SEND_TO_USER_INBOX")
		return PostStage::SentToInbox;
	if (word == "PUBLISH_COMPLETE")
		return PostStage::Published;
	if (word == "FAILED")
		return PostStage::Failed;
	return PostStage::Unknown;
}

struct Envelope {
	json data = json::object();
	std::string logId;
};

// {"data": {…}, "error": {"code", "message", "log_id"}}. Data without an error that says anything is data.
Expected<Envelope> readEnvelope(Heard heard, const HttpReply &reply)
{
	auto object = readObject(heard, reply);
	if (!object)
		return std::unexpected(object.error());
	const json error = object->value("error", json());
	const json data = object->value("data", json());
	std::string logId = logIdOf(error, reply);
	const std::string code = textIn(error, "code");
	const bool saysOk = code == "ok";
	if (!saysOk && (statusSpeaks(reply) || !code.empty()))
		return std::unexpected(refusal(heard, code, textIn(error, "message"), logId, reply));
	if (saysOk && !isSuccess(reply))
		return std::unexpected(refusal(heard, "", textIn(error, "message"), logId, reply));

	if (!isSuccess(reply))
		return std::unexpected(notUnderstood(reply, "error.code is missing", logId));
	if (!data.is_object())
		return std::unexpected(notUnderstood(reply, "data is not an object", logId));
	return Envelope{data, std::move(logId)};
}

// A post that is out, or is not, stays so, whatever is odd about the error beside the verdict.
Expected<Envelope> readStatusEnvelope(const HttpReply &reply)
{
	const json object = json::parse(reply.body, nullptr, false);
	if (!isSuccess(reply) || !object.is_object())
		return readEnvelope(Heard::Status, reply);
	const json data = object.value("data", json());
	const PostStage stage = stageFrom(textIn(data, "status"));
	if (stage != PostStage::Published && stage != PostStage::Failed)
		return readEnvelope(Heard::Status, reply);
	return Envelope{data, logIdOf(object.value("error", json()), reply)};
}

template <class T>
Expected<T> unlessWrong(const JsonFields &fields, T value, const HttpReply &reply, const std::string &logId)
{
	if (fields.wrong())
		return std::unexpected(notUnderstood(reply, *fields.wrong(), logId));
	return value;
}

// Absurd lifetimes are cut instead of refused: the pair itself is good, and the old one may be dead already.
std::chrono::seconds lifetime(int64_t lifetime_s)
{
	return std::chrono::seconds(std::clamp<int64_t>(lifetime_s, 0, kLongestLifetime_s));
}

Expected<UploadTicket> readTicket(const HttpReply &reply, bool hasUploadUrl)
{
	const auto envelope = readEnvelope(Heard::Init, reply);
	if (!envelope)
		return std::unexpected(envelope.error());
	JsonFields data(envelope->data);
	UploadTicket ticket;
	ticket.publishId = data.textIfAny("publish_id");
	data.require(!ticket.publishId.empty(), "publish_id is empty");
	if (hasUploadUrl) {
		ticket.uploadUrl = Secret(data.text("upload_url"));
		data.require(!ticket.uploadUrl.isEmpty(), "upload_url is empty");
	}
	return unlessWrong(data, std::move(ticket), reply, envelope->logId);
}

bool isBoundary(const ChunkPlan &plan, int64_t offset)
{
	return offset == plan.size_bytes ||
	       (offset % plan.chunkSize_bytes == 0 && offset < plan.count * plan.chunkSize_bytes);
}

// "bytes 0-N/TOTAL". TikTok does not say whether N counts bytes or names the last one; whole chunks tell.
std::optional<int64_t> receivedBytes(std::string_view range, const ChunkPlan &plan)
{
	constexpr std::string_view kPrefix = "bytes 0-";
	if (!range.starts_with(kPrefix))
		return std::nullopt;
	const char *const end = range.data() + range.size();
	int64_t n = 0;
	int64_t total = 0;
	const auto afterN = std::from_chars(range.data() + kPrefix.size(), end, n);
	if (afterN.ec != std::errc() || afterN.ptr == end || *afterN.ptr != '/')
		return std::nullopt;
	const auto afterTotal = std::from_chars(afterN.ptr + 1, end, total);
	if (afterTotal.ec != std::errc() || afterTotal.ptr != end || total != plan.size_bytes || n < 0 || n > total)
		return std::nullopt;
	return n < total && isBoundary(plan, n + 1) ? n + 1 : n;
}

} // namespace

Expected<TokenGrant> readTokenGrant(const HttpReply &reply)
{
	const auto object = readOAuth(reply);
	if (!object)
		return std::unexpected(object.error());
	JsonFields fields(*object);
	TokenGrant grant;
	grant.openId = fields.text("open_id");
	grant.scopes = fields.text("scope");
	grant.accessToken = Secret(fields.text("access_token"));
	grant.accessLifetime = lifetime(fields.numberIfAny("expires_in").value_or(kAccessLifetime_s));
	grant.refreshToken = Secret(fields.text("refresh_token"));
	grant.refreshLifetime = lifetime(fields.numberIfAny("refresh_expires_in").value_or(kRefreshLifetime_s));
	fields.require(!grant.openId.empty(), "open_id is empty");
	fields.require(!grant.accessToken.isEmpty(), "access_token is empty");
	fields.require(!grant.refreshToken.isEmpty(), "refresh_token is empty");
	return unlessWrong(fields, std::move(grant), reply, logIdOf(*object, reply));
}

Expected<void> readRevoked(const HttpReply &reply)
{
	if (isSuccess(reply) && reply.body.empty())
		return {};
	return readOAuth(reply).transform([](const json &) {});
}

Expected<Profile> readProfile(const HttpReply &reply)
{
	const auto envelope = readEnvelope(Heard::Api, reply);
	if (!envelope)
		return std::unexpected(envelope.error());
	JsonFields data(envelope->data);
	JsonFields user(data.object("user"));
	Profile profile;
	profile.openId = user.text("open_id");
	profile.displayName = user.textIfAny("display_name");
	profile.avatarUrl = user.textIfAny("avatar_url");
	user.require(!profile.openId.empty(), "open_id is empty");
	return unlessWrong(user, std::move(profile), reply, envelope->logId);
}

Expected<CreatorInfo> readCreatorInfo(const HttpReply &reply)
{
	const auto envelope = readEnvelope(Heard::Api, reply);
	if (!envelope)
		return std::unexpected(envelope.error());
	JsonFields data(envelope->data);
	CreatorInfo info;
	info.username = data.text("creator_username");
	info.nickname = data.textIfAny("creator_nickname");
	if (info.nickname.empty())
		info.nickname = info.username;
	info.avatarUrl = data.textIfAny("creator_avatar_url");
	for (const auto &word : data.texts("privacy_level_options"))
		if (const auto level = privacyLevelFrom(word))
			info.privacyLevels.push_back(*level);
	// What is not said to be allowed is not offered.
	info.isCommentDisabled = data.flagIfAny("comment_disabled").value_or(true);
	info.isDuetDisabled = data.flagIfAny("duet_disabled").value_or(true);
	info.isStitchDisabled = data.flagIfAny("stitch_disabled").value_or(true);
	const int64_t longest_s = data.number("max_video_post_duration_sec");
	data.require(longest_s >= 0 && longest_s <= INT32_MAX, "max_video_post_duration_sec is out of range");
	info.maxVideoDuration_s = static_cast<int>(longest_s);
	return unlessWrong(data, std::move(info), reply, envelope->logId);
}

Expected<UploadTicket> readVideoTicket(const HttpReply &reply)
{
	return readTicket(reply, true);
}

Expected<UploadTicket> readPhotoTicket(const HttpReply &reply)
{
	return readTicket(reply, false);
}

Expected<PostStatus> readStatus(const HttpReply &reply)
{
	const auto envelope = readStatusEnvelope(reply);
	if (!envelope)
		return std::unexpected(envelope.error());
	JsonFields data(envelope->data);
	PostStatus status;
	status.stage = stageFrom(data.text("status"));
	// The status is the verdict: whatever is odd about the rest must not hide it.
	status.failReason = data.textIfAny("fail_reason");
	status.postIds = data.idsIfAny("publicaly_available_post_id"); // TikTok's spelling
	if (status.postIds.empty())
		status.postIds = data.idsIfAny("publicly_available_post_id");
	status.uploaded_bytes = data.numberIfAny("uploaded_bytes");
	if (status.uploaded_bytes < 0)
		status.uploaded_bytes.reset();
	status.logId = envelope->logId;
	return unlessWrong(data, std::move(status), reply, envelope->logId);
}

Expected<ChunkReply> readChunkReply(const HttpReply &reply, const ChunkPlan &plan)
{
	const bool isTikToks = !isSuccess(reply) && reply.header("x-tt-logid");
	if (const auto intercepted = interception(reply); intercepted && !isTikToks)
		return std::unexpected(*intercepted);
	if (!isSuccess(reply) && reply.status != 416)
		return std::unexpected(refusal(Heard::Upload, std::to_string(reply.status), {},
					       reply.header("x-tt-logid").value_or(""), reply));
	const auto range = reply.header("content-range");
	return ChunkReply{reply.status, range ? receivedBytes(*range, plan) : std::nullopt};
}

} // namespace DirectPost::TikTok
