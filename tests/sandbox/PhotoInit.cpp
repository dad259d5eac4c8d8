#include "Posting.hpp"

#include "Api.hpp"
#include "InitSteps.hpp"
#include "PhotoInspection.hpp"
#include "PostRules.hpp"
#include "PullSource.hpp"
#include "Verdict.hpp"

#include <algorithm>

namespace DirectPost::StandIn {
namespace {

constexpr size_t kMostTitle = 90;         // UTF-16 units
constexpr size_t kMostDescription = 4000; // UTF-16 units
constexpr size_t kMostPhotos = 35;

std::expected<void, ApiError> readInfo(const Call &call, const nlohmann::json &info, const SandboxCreator &creator,
				       bool isDraft, SandboxPost &post)
{
	noteUnknownMembers(call, info,
			   {"title", "description", "privacy_level", "disable_comment", "auto_add_music",
			    "brand_content_toggle", "brand_organic_toggle"});
	const auto title = stringMember(info, "title");
	const auto description = stringMember(info, "description");
	const auto privacy = stringMember(info, "privacy_level");
	const auto music = boolMember(info, "auto_add_music");
	if (!title || !description || !privacy || !music)
		return refusal("invalid_param", "The request post info is empty or incorrect");
	if (const auto flags = readFlags(info, post); !flags)
		return flags;
	post.title = title->value_or("");
	post.description = description->value_or("");
	post.privacyLevel = privacy->value_or("");
	post.autoAddMusic = *music;
	if (utf16Length(post.title) > kMostTitle)
		return refusal("invalid_param", "The title is longer than 90 UTF-16 runes.");
	if (utf16Length(post.description) > kMostDescription)
		return refusal("invalid_param", "The description is longer than 4000 UTF-16 runes.");
	if (isDraft)
		return {};
	if (!std::ranges::contains(creator.privacyLevels(), post.privacyLevel))
		return refusal("privacy_level_option_mismatch");
	post.effectivePrivacy = call.world.options.audited ? post.privacyLevel : "SELF_ONLY";
	checkManners(call, creator, post);
	return {};
}

std::expected<void, ApiError> readPhotos(const Call &call, const nlohmann::json &source, SandboxPost &post)
{
	const auto wrong = refusal("invalid_params", "The request source info is empty or incorrect");
	noteUnknownMembers(call, source, {"source", "photo_images", "photo_cover_index"});
	const auto kind = stringMember(source, "source");
	const auto cover = integerMember(source, "photo_cover_index");
	const auto images = source.find("photo_images");
	if (!kind || *kind != "PULL_FROM_URL" || !cover || !*cover || images == source.end() || !images->is_array())
		return wrong;
	for (const auto &image : *images) {
		if (!image.is_string())
			return wrong;
		post.urls.push_back(image.get<std::string>());
	}
	if (post.urls.empty() || post.urls.size() > kMostPhotos || **cover < 0 ||
	    **cover >= static_cast<int64_t>(post.urls.size()))
		return wrong;
	for (const auto &url : post.urls) {
		if (const auto checked = checkPullUrl(call.world, url); !checked)
			return checked;
	}
	post.source = *kind.value();
	post.photoCoverIndex = *cover;
	return {};
}

std::string pullPhotos(const World &world, SandboxPost &post)
{
	for (const auto &url : post.urls) {
		const auto pulled = pull(world, url);
		if (!pulled)
			return "photo_pull_failed";
		if (!*pulled)
			continue;
		if (std::string reason = failReasonOfPhoto((*pulled)->bytes); !reason.empty())
			return reason;
		post.stored_bytes += static_cast<int64_t>((*pulled)->bytes.size());
	}
	return {};
}

ApiResult contentInit(Call &call)
{
	const auto poster = admitPoster(call, {"video.publish", "video.upload"});
	if (!poster)
		return std::unexpected(poster.error());
	const auto body = jsonBody(call);
	if (!body)
		return std::unexpected(body.error());
	noteUnknownMembers(call, *body, {"media_type", "post_mode", "post_info", "source_info", "is_aigc"});
	const auto mediaType = stringMember(*body, "media_type");
	const auto mode = stringMember(*body, "post_mode");
	const auto aigc = boolMember(*body, "is_aigc");
	if (!mediaType || *mediaType != "PHOTO" || !mode || (*mode != "DIRECT_POST" && *mode != "MEDIA_UPLOAD") ||
	    !aigc)
		return refusal("invalid_params", "Invalid media_type or post_mode");
	const bool isDraft = *mode == "MEDIA_UPLOAD";
	if (const auto granted = checkScope(*poster->grant, {isDraft ? "video.upload" : "video.publish"}); !granted)
		return std::unexpected(granted.error());
	if (!body->contains("post_info") || !(*body)["post_info"].is_object())
		return refusal("invalid_params", "The request post info is empty or incorrect");
	if (!body->contains("source_info") || !(*body)["source_info"].is_object())
		return refusal("invalid_params", "The request source info is empty or incorrect");

	PostEntry entry = newEntry(*poster->creator, isDraft ? "photo_draft" : "photo", "p_pub_url~v2.");
	entry.post.isAigc = *aigc; // not in post_info, as a video's is
	entry.post.status = "PROCESSING_DOWNLOAD";
	if (const auto read = readPhotos(call, (*body)["source_info"], entry.post); !read)
		return std::unexpected(read.error());
	if (const auto read = readInfo(call, (*body)["post_info"], *poster->creator, isDraft, entry.post); !read)
		return std::unexpected(read.error());
	const auto allowed =
		isDraft ? checkDraftAllowed(call, *poster->creator) : checkDirectPostAllowed(call, *poster->creator);
	if (!allowed)
		return std::unexpected(allowed.error());
	PostEntry &added = call.world.posts.add(std::move(entry), call.world.clock.now());
	if (!isDraft)
		spendCreatorInfo(call, added.post);
	decideVerdict(call, added, std::nullopt, pullPhotos(call.world, added.post));
	return nlohmann::json{{"publish_id", added.post.publishId}};
}

} // namespace

void serveContentInit(Call &call)
{
	replyEnvelope(call, contentInit(call));
}

} // namespace DirectPost::StandIn
