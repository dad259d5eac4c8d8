#include <publish/PostInfoJson.hpp>

#include <stdexcept>

namespace DirectPost::Publish {

namespace {

using Json = nlohmann::json;

std::optional<TikTok::PrivacyLevel> privacyFrom(const Json &json)
{
	if (!json.contains("privacy"))
		return std::nullopt;
	const auto level = TikTok::privacyLevelFrom(json.at("privacy").get<std::string>());
	if (!level)
		throw std::runtime_error("unknown privacy level");
	return level;
}

} // namespace

Json toJson(const TikTok::PostInfo &info)
{
	Json json = {
		{"caption", info.caption},
		{"allow_comment", info.interactions.allowComment},
		{"allow_duet", info.interactions.allowDuet},
		{"allow_stitch", info.interactions.allowStitch},
		{"is_your_brand", info.commercial.isYourBrand},
		{"is_branded_content", info.commercial.isBrandedContent},
		{"is_ai_generated", info.isAiGenerated},
	};
	if (info.privacyLevel)
		json["privacy"] = TikTok::wireName(*info.privacyLevel);
	return json;
}

Expected<TikTok::PostInfo> postInfoFromJson(const Json &json)
{
	try {
		return TikTok::PostInfo{.caption = json.at("caption").get<std::string>(),
					.privacyLevel = privacyFrom(json),
					.interactions = {.allowComment = json.at("allow_comment").get<bool>(),
							 .allowDuet = json.at("allow_duet").get<bool>(),
							 .allowStitch = json.at("allow_stitch").get<bool>()},
					.commercial = {.isYourBrand = json.at("is_your_brand").get<bool>(),
						       .isBrandedContent = json.at("is_branded_content").get<bool>()},
					.isAiGenerated = json.at("is_ai_generated").get<bool>()};
	} catch (const std::exception &failure) {
		return std::unexpected(
			Error{.kind = ErrorKind::Damaged, .code = "post_info_damaged", .detail = failure.what()});
	}
}

} // namespace DirectPost::Publish
