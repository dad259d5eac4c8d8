#include "Json.hpp"

#include <algorithm>

namespace DirectPost {
namespace {

using Time = std::chrono::system_clock::time_point;

double secondsOf(Time time)
{
	return std::chrono::duration<double>(time.time_since_epoch()).count();
}

template <class T> nlohmann::json orNull(const std::optional<T> &value)
{
	return value ? nlohmann::json(*value) : nlohmann::json();
}

template <class T> void read(const nlohmann::json &json, const char *name, T &value)
{
	if (const auto found = json.find(name); found != json.end())
		found->get_to(value);
}

void allowOnly(const nlohmann::json &json, std::initializer_list<std::string_view> names)
{
	for (const auto &[name, value] : json.items()) {
		if (!std::ranges::contains(names, std::string_view(name)))
			throw nlohmann::json::other_error::create(501, "unknown member " + name, nullptr);
	}
}

} // namespace

void to_json(nlohmann::json &json, const SandboxMedia &media)
{
	json = {{"container", media.container},
		{"is_complete", media.isComplete},
		{"is_fast_start", media.isFastStart},
		{"is_fragmented", media.isFragmented},
		{"video_codec", media.videoCodec},
		{"audio_codec", media.audioCodec},
		{"width", media.width},
		{"height", media.height},
		{"duration_s", media.duration_s},
		{"frame_rate_fps", media.frameRate_fps}};
}

void to_json(nlohmann::json &json, const SandboxChunk &chunk)
{
	json = {{"index", chunk.index},
		{"first", chunk.first},
		{"last", chunk.last},
		{"received_bytes", chunk.received_bytes},
		{"stored", chunk.stored},
		{"http_status", chunk.httpStatus},
		{"connection", chunk.connection},
		{"started_at", secondsOf(chunk.startedAt)},
		{"duration_s", std::chrono::duration<double>(chunk.duration).count()}};
}

void to_json(nlohmann::json &json, const SandboxPost &post)
{
	json = {{"publish_id", post.publishId},
		{"kind", post.kind},
		{"source", post.source},
		{"open_id", post.openId},
		{"username", post.username},
		{"title", post.title},
		{"description", post.description},
		{"privacy_level", post.privacyLevel},
		{"effective_privacy", post.effectivePrivacy},
		{"disable_comment", orNull(post.disableComment)},
		{"disable_duet", orNull(post.disableDuet)},
		{"disable_stitch", orNull(post.disableStitch)},
		{"brand_content_toggle", orNull(post.brandContentToggle)},
		{"brand_organic_toggle", orNull(post.brandOrganicToggle)},
		{"is_aigc", orNull(post.isAigc)},
		{"auto_add_music", orNull(post.autoAddMusic)},
		{"video_cover_timestamp_ms", orNull(post.videoCoverTimestamp_ms)},
		{"photo_cover_index", orNull(post.photoCoverIndex)},
		{"urls", post.urls},
		{"video_size", post.videoSize_bytes},
		{"chunk_size", post.chunkSize_bytes},
		{"total_chunk_count", post.totalChunkCount},
		{"stored_bytes", post.stored_bytes},
		{"received_bytes", post.received_bytes},
		{"received_twice_bytes", post.receivedTwice_bytes},
		{"sha256", post.sha256},
		{"content_type", post.contentType},
		{"file", post.file.string()},
		{"media", orNull(post.media)},
		{"chunks", post.chunks},
		{"status", post.status},
		{"fail_reason", post.failReason},
		{"post_ids", post.postIds},
		{"link", post.link},
		{"inits", post.inits},
		{"created_at", secondsOf(post.createdAt)},
		{"published_at", post.publishedAt ? nlohmann::json(secondsOf(*post.publishedAt)) : nlohmann::json()}};
}

void to_json(nlohmann::json &json, const SandboxRequest &request)
{
	json = {{"number", request.number},
		{"connection", request.connection},
		{"endpoint", request.endpoint},
		{"method", request.method},
		{"path", request.path},
		{"headers", nlohmann::json::object()},
		{"body", request.body},
		{"request_body_bytes", request.requestBody_bytes},
		{"reply_body_bytes", request.replyBody_bytes},
		{"http_status", request.httpStatus},
		{"error_code", request.errorCode},
		{"fault", request.fault},
		{"at", secondsOf(request.at)},
		{"duration_s", std::chrono::duration<double>(request.duration).count()}};
	for (const auto &[name, value] : request.headers)
		json["headers"][name] = value;
}

void to_json(nlohmann::json &json, const SandboxViolation &violation)
{
	json = {{"rule", violation.rule},
		{"detail", violation.detail},
		{"endpoint", violation.endpoint},
		{"publish_id", violation.publishId},
		{"request", violation.request}};
}

void to_json(nlohmann::json &json, const SandboxCreator &creator)
{
	json = {{"open_id", creator.openId},
		{"username", creator.username},
		{"nickname", creator.nickname},
		{"is_private", creator.isPrivate},
		{"privacy_level_options", creator.privacyLevels()},
		{"comment_disabled", creator.commentDisabled},
		{"duet_disabled", creator.duetDisabled},
		{"stitch_disabled", creator.stitchDisabled},
		{"max_video_post_duration_sec", creator.maxVideoPostDuration_s},
		{"daily_post_cap", creator.dailyPostCap},
		{"banned_from_posting", creator.bannedFromPosting}};
}

void from_json(const nlohmann::json &json, SandboxCreator &creator)
{
	allowOnly(json, {"open_id", "username", "nickname", "is_private", "privacy_level_options", "comment_disabled",
			 "duet_disabled", "stitch_disabled", "max_video_post_duration_sec", "daily_post_cap",
			 "banned_from_posting"});
	read(json, "open_id", creator.openId);
	read(json, "username", creator.username);
	read(json, "nickname", creator.nickname);
	read(json, "is_private", creator.isPrivate);
	read(json, "privacy_level_options", creator.privacyLevelOptions);
	read(json, "comment_disabled", creator.commentDisabled);
	read(json, "duet_disabled", creator.duetDisabled);
	read(json, "stitch_disabled", creator.stitchDisabled);
	read(json, "max_video_post_duration_sec", creator.maxVideoPostDuration_s);
	read(json, "daily_post_cap", creator.dailyPostCap);
	read(json, "banned_from_posting", creator.bannedFromPosting);
}

void from_json(const nlohmann::json &json, SandboxFault &fault)
{
	allowOnly(json,
		  {"name", "endpoint", "from_request", "times", "chunk", "at_byte", "http_status", "code", "message",
		   "error_type", "delay_s", "retry_after_s", "size_bytes", "keeps_bytes", "without_reading_body"});
	read(json, "name", fault.name);
	read(json, "endpoint", fault.endpoint);
	read(json, "from_request", fault.fromRequest);
	read(json, "times", fault.times);
	if (const auto chunk = json.find("chunk"); chunk != json.end())
		fault.chunk = chunk->get<int>();
	read(json, "at_byte", fault.atByte);
	read(json, "http_status", fault.httpStatus);
	read(json, "code", fault.code);
	read(json, "message", fault.message);
	read(json, "error_type", fault.errorType);
	read(json, "delay_s", fault.delay_s);
	read(json, "retry_after_s", fault.retryAfter_s);
	read(json, "size_bytes", fault.size_bytes);
	read(json, "keeps_bytes", fault.keepsBytes);
	read(json, "without_reading_body", fault.withoutReadingBody);
}

void to_json(nlohmann::json &json, const SandboxFault &fault)
{
	json = {{"name", fault.name},
		{"endpoint", fault.endpoint},
		{"from_request", fault.fromRequest},
		{"times", fault.times},
		{"chunk", orNull(fault.chunk)},
		{"at_byte", fault.atByte},
		{"http_status", fault.httpStatus},
		{"code", fault.code},
		{"message", fault.message},
		{"error_type", fault.errorType},
		{"delay_s", fault.delay_s},
		{"retry_after_s", fault.retryAfter_s},
		{"size_bytes", fault.size_bytes},
		{"keeps_bytes", fault.keepsBytes},
		{"without_reading_body", fault.withoutReadingBody}};
}

namespace StandIn {

void to_json(nlohmann::json &json, const FaultPlan::State &state)
{
	json = state.fault;
	json["id"] = state.id;
	json["hits"] = state.hits;
}

} // namespace StandIn

} // namespace DirectPost
