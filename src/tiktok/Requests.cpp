#include "Requests.hpp"

#include "Url.hpp"

#include <nlohmann/json.hpp>

namespace DirectPost::TikTok {

namespace {

using nlohmann::json;

// A caption with malformed UTF-8 is repaired, not refused: dump() would throw.
std::string text(const json &value)
{
	return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json sourceInfo(const ChunkPlan &plan)
{
	return {
		{"source", "FILE_UPLOAD"},
		{"video_size", plan.size_bytes},
		{"chunk_size", plan.chunkSize_bytes},
		{"total_chunk_count", plan.count},
	};
}

// What videos and photos say alike. Nothing is posted before an audience was chosen; should it happen, the fewest see
// it.
json sharedInfo(const PostInfo &said)
{
	return {
		{"privacy_level", wireName(said.privacyLevel.value_or(PrivacyLevel::SelfOnly))},
		{"disable_comment", !said.interactions.allowComment},
		{"brand_content_toggle", said.commercial.isBrandedContent},
		{"brand_organic_toggle", said.commercial.isYourBrand},
	};
}

} // namespace

Secret formBody(const std::vector<std::pair<std::string_view, std::string_view>> &fields)
{
	size_t size_bytes = 0;
	for (const auto &[name, value] : fields)
		size_bytes += name.size() + 3 * value.size() + 2;

	std::string body;
	body.reserve(size_bytes); // growing would leave copies of secrets behind
	for (const auto &[name, value] : fields) {
		if (!body.empty())
			body += '&';
		body += name;
		body += '=';
		body += percentEncoded(value);
	}
	return Secret(std::move(body));
}

std::string videoInitBody(const VideoPost &post, const ChunkPlan &plan)
{
	json info = sharedInfo(post.info);
	info["title"] = post.info.caption;
	info["disable_duet"] = !post.info.interactions.allowDuet;
	info["disable_stitch"] = !post.info.interactions.allowStitch;
	info["is_aigc"] = post.info.isAiGenerated;
	if (post.cover_ms)
		info["video_cover_timestamp_ms"] = *post.cover_ms;
	return text({{"post_info", info}, {"source_info", sourceInfo(plan)}});
}

std::string draftInitBody(const ChunkPlan &plan)
{
	return text({{"source_info", sourceInfo(plan)}});
}

std::string photoInitBody(const PhotoPost &post)
{
	json info = sharedInfo(post.info);
	info["title"] = post.title;
	info["description"] = post.info.caption;
	info["auto_add_music"] = post.autoAddMusic;
	const json source = {
		{"source", "PULL_FROM_URL"},
		{"photo_images", post.imageUrls},
		{"photo_cover_index", post.coverIndex},
	};
	return text({
		{"media_type", "PHOTO"},
		{"post_mode", "DIRECT_POST"},
		{"is_aigc", post.info.isAiGenerated},
		{"post_info", info},
		{"source_info", source},
	});
}

std::string statusBody(const std::string &publishId)
{
	return text({{"publish_id", publishId}});
}

std::string contentRange(const ChunkPlan &plan, int index)
{
	const auto range = plan.range(index);
	return "bytes " + std::to_string(range.first) + "-" + std::to_string(range.first + range.length_bytes - 1) +
	       "/" + std::to_string(plan.size_bytes);
}

} // namespace DirectPost::TikTok
