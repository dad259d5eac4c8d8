#include "JobJson.hpp"

#include "JsonInteger.hpp"

#include <publish/FileIdentityJson.hpp>
#include <publish/PostInfoJson.hpp>

#include <base/Utf8Path.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace DirectPost::Publish {

namespace {

using Json = nlohmann::json;

std::filesystem::path pathFrom(const Json &json, const char *key)
{
	return fromUtf8(json.at(key).get<std::string>());
}

// Captions are whatever was typed or pasted: bad UTF-8 must not keep a job from being stored.
std::string text(const Json &json)
{
	return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Errors that version 1 of the store wrote have a number from 1 to 10 instead of a kind: what the user could do. It
// does not tell as much, but it tells which posts wait for the account.
ErrorKind kindFromVersion1(const Json &json)
{
	using enum ErrorKind;
	constexpr ErrorKind kKinds[] = {Refused,   Lost,           RateLimit,   Account,        Post,
					ClipUnfit, CreatorAccount, AppSettings, OutcomeUnknown, Refused};
	return kKinds[std::clamp(integerFrom<int>(json, "advice"), 1, int(std::size(kKinds))) - 1];
}

// A kind that a later version added says nothing to us.
ErrorKind kindFrom(const Json &json)
{
	if (!json.contains("kind"))
		return kindFromVersion1(json);
	return errorKindFrom(json.at("kind").get<std::string>()).value_or(ErrorKind::Refused);
}

// Rows of the first version hold what was said in flat fields.
TikTok::PostInfo flatInfo(const Json &json, const char *captionKey)
{
	const auto level = TikTok::privacyLevelFrom(json.at("privacy").get<std::string>());
	if (!level)
		throw std::runtime_error("unknown privacy level");
	const Json &commercial = json.at("commercial");
	return {.caption = json.at(captionKey).get<std::string>(),
		.privacyLevel = level,
		.interactions = {.allowComment = json.at("allow_comment").get<bool>(),
				 .allowDuet = json.value("allow_duet", false),
				 .allowStitch = json.value("allow_stitch", false)},
		.commercial = {.isYourBrand = commercial.at("is_your_brand").get<bool>(),
			       .isBrandedContent = commercial.at("is_branded_content").get<bool>()},
		.isAiGenerated = json.at("is_ai_generated").get<bool>()};
}

TikTok::PostInfo infoFrom(const Json &json, const char *flatCaptionKey)
{
	if (!json.contains("info"))
		return flatInfo(json, flatCaptionKey);
	auto info = postInfoFromJson(json.at("info"));
	if (!info)
		throw std::runtime_error(info.error().detail);
	return std::move(*info);
}

Json videoJson(const VideoRequest &video)
{
	const TikTok::VideoPost &post = video.post;
	Json json = {
		{"original_file", utf8(video.originalFile)},
		{"upload_file", utf8(video.uploadFile)},
		{"content_type", video.contentType},
		{"owns_upload_file", video.ownsUploadFile},
		{"content_id", video.contentId},
		{"info", toJson(post.info)},
	};
	if (!video.plan.empty())
		json["plan"] = video.plan;
	if (!video.context.empty())
		json["context"] = video.context;
	json.update(toJson(video.uploadIdentity));
	if (video.duration_ms > 0)
		json["duration_ms"] = video.duration_ms;
	if (video.isDraft)
		json["is_draft"] = true;
	if (post.cover_ms)
		json["cover_ms"] = *post.cover_ms;
	return json;
}

VideoRequest videoFrom(const Json &json)
{
	VideoRequest video;
	video.originalFile = pathFrom(json, "original_file");
	video.uploadFile = pathFrom(json, "upload_file");
	video.uploadIdentity = fileIdentityFrom(json);
	video.contentType = json.at("content_type").get<std::string>();
	video.ownsUploadFile = json.at("owns_upload_file").get<bool>();
	video.contentId = json.value("content_id", std::string());
	video.plan = json.value("plan", std::string());
	video.context = json.value("context", std::string());
	if (json.contains("duration_ms"))
		video.duration_ms = integerFrom<int64_t>(json, "duration_ms");
	video.isDraft = json.value("is_draft", false);
	video.post.info = infoFrom(json, "caption");
	if (json.contains("cover_ms"))
		video.post.cover_ms = integerFrom<int>(json, "cover_ms");
	return video;
}

Json photoJson(const TikTok::PhotoPost &post)
{
	return {
		{"image_urls", post.imageUrls}, {"cover_index", post.coverIndex},      {"title", post.title},
		{"info", toJson(post.info)},    {"auto_add_music", post.autoAddMusic},
	};
}

PhotoRequest photoFrom(const Json &json)
{
	TikTok::PhotoPost post;
	post.imageUrls = json.at("image_urls").get<std::vector<std::string>>();
	post.coverIndex = integerFrom<int>(json, "cover_index");
	post.title = json.at("title").get<std::string>();
	post.info = infoFrom(json, "description");
	post.autoAddMusic = json.at("auto_add_music").get<bool>();
	return {post};
}

Error damaged(const std::string &detail)
{
	return {.kind = ErrorKind::Damaged, .code = "store_damaged", .detail = "a job in the store: " + detail};
}

} // namespace

std::string toJson(const PostRequest &request)
{
	Json json = {{"account_open_id", request.accountOpenId},
		     {"account_username", request.accountUsername},
		     {"clip_id", request.clipId}};
	if (const auto *video = std::get_if<VideoRequest>(&request.what))
		json["video"] = videoJson(*video);
	else
		json["photos"] = photoJson(std::get<PhotoRequest>(request.what).post);
	return text(json);
}

Expected<PostRequest> requestFromJson(const std::string &stored)
{
	try {
		const Json json = Json::parse(stored);
		PostRequest request;
		request.accountOpenId = json.at("account_open_id").get<std::string>();
		request.accountUsername = json.at("account_username").get<std::string>();
		if (json.contains("clip_id"))
			request.clipId = integerFrom<uint64_t>(json, "clip_id");
		if (json.contains("video"))
			request.what = videoFrom(json.at("video"));
		else
			request.what = photoFrom(json.at("photos"));
		return request;
	} catch (const std::exception &failure) {
		return std::unexpected(damaged(failure.what()));
	}
}

std::string toJson(const std::optional<Error> &error)
{
	if (!error)
		return {};
	return text({{"kind", meaningOf(error->kind).name},
		     {"code", error->code},
		     {"detail", error->detail},
		     {"values", error->values},
		     {"log_id", error->logId}});
}

std::optional<Error> errorFromJson(const std::string &stored)
{
	const Json json = Json::parse(stored, nullptr, false);
	if (!json.is_object())
		return std::nullopt;
	try {
		Error error;
		error.code = json.at("code").get<std::string>();
		error.kind = kindFrom(json);
		error.detail = json.at("detail").get<std::string>();
		error.values = json.at("values").get<decltype(error.values)>();
		error.logId = json.at("log_id").get<std::string>();
		return error;
	} catch (const std::exception &) {
		return std::nullopt;
	}
}

} // namespace DirectPost::Publish
