#include "PostRules.hpp"

#include <algorithm>

namespace DirectPost::StandIn {
namespace {

// TikTok's page means 10^6 in one place and 2^20 in another: a plan must be right in both readings. The upper limit was
// seen to be decimal.
constexpr int64_t kLeastChunk_bytes = 5'242'880;
constexpr int64_t kMostChunk_bytes = 64'000'000;
constexpr int64_t kMostLastChunk_bytes = 128'000'000;
constexpr int64_t kMostChunks = 1000;

std::unexpected<ApiError> wrongType(const char *name)
{
	return refusal("invalid_param", std::string("The field ") + name + " has the wrong type.");
}

const nlohmann::json *member(const nlohmann::json &object, const char *name)
{
	const auto found = object.find(name);
	return found == object.end() || found->is_null() ? nullptr : &*found;
}

} // namespace

std::expected<void, ApiError> checkChunkPlan(int64_t videoSize_bytes, int64_t chunkSize_bytes, int64_t totalChunkCount)
{
	const auto wrongSize = refusal("invalid_params", "The chunk size is invalid");
	const auto wrongCount = refusal("invalid_params", "The total chunk count is invalid");
	if (videoSize_bytes < 1 || videoSize_bytes > kMostVideo_bytes)
		return refusal("invalid_param", "The video size is invalid");
	if (chunkSize_bytes < 1 || chunkSize_bytes > videoSize_bytes || chunkSize_bytes > kMostChunk_bytes)
		return wrongSize;
	if (totalChunkCount < 1 || totalChunkCount > kMostChunks ||
	    totalChunkCount != videoSize_bytes / chunkSize_bytes)
		return wrongCount;
	if (totalChunkCount == 1) {
		// A single chunk is the file: neither 20 MB in a chunk of 12 MB nor more than 64 MB at once.
		return chunkSize_bytes == videoSize_bytes ? std::expected<void, ApiError>() : wrongSize;
	}
	if (chunkSize_bytes < kLeastChunk_bytes ||
	    videoSize_bytes - (totalChunkCount - 1) * chunkSize_bytes > kMostLastChunk_bytes)
		return wrongSize;
	return {};
}

int64_t lastByteOfChunk(const SandboxPost &post, int64_t first)
{
	const bool isLast = first / post.chunkSize_bytes >= post.totalChunkCount - 1;
	return isLast ? post.videoSize_bytes - 1 : first + post.chunkSize_bytes - 1;
}

size_t utf16Length(std::string_view utf8)
{
	size_t units = 0;
	for (const char c : utf8) {
		const auto byte = static_cast<unsigned char>(c);
		const bool isContinuation = (byte & 0xC0) == 0x80;
		units += isContinuation ? 0 : byte >= 0xF0 ? 2 : 1;
	}
	return units;
}

std::expected<std::optional<std::string>, ApiError> stringMember(const nlohmann::json &object, const char *name)
{
	const auto *value = member(object, name);
	if (!value)
		return std::nullopt;
	if (!value->is_string())
		return wrongType(name);
	return value->get<std::string>();
}

std::expected<std::optional<bool>, ApiError> boolMember(const nlohmann::json &object, const char *name)
{
	const auto *value = member(object, name);
	if (!value)
		return std::nullopt;
	if (!value->is_boolean())
		return wrongType(name);
	return value->get<bool>();
}

std::expected<std::optional<int64_t>, ApiError> integerMember(const nlohmann::json &object, const char *name)
{
	const auto *value = member(object, name);
	if (!value)
		return std::nullopt;
	if (!value->is_number_integer())
		return wrongType(name);
	return value->get<int64_t>();
}

void noteUnknownMembers(const Call &call, const nlohmann::json &object, std::initializer_list<std::string_view> known)
{
	for (const auto &[name, value] : object.items()) {
		if (!std::ranges::contains(known, std::string_view(name)))
			call.violation("unknown_field", name);
	}
}

std::expected<void, ApiError> readFlags(const nlohmann::json &info, SandboxPost &post)
{
	const std::pair<const char *, std::optional<bool> SandboxPost::*> flags[] = {
		{"disable_comment", &SandboxPost::disableComment},
		{"disable_duet", &SandboxPost::disableDuet},
		{"disable_stitch", &SandboxPost::disableStitch},
		{"brand_content_toggle", &SandboxPost::brandContentToggle},
		{"brand_organic_toggle", &SandboxPost::brandOrganicToggle},
	};
	for (const auto &[name, field] : flags) {
		auto value = boolMember(info, name);
		if (!value)
			return std::unexpected(value.error());
		post.*field = *value;
	}
	return {};
}

void checkManners(const Call &call, const SandboxCreator &creator, const SandboxPost &post)
{
	struct Interaction {
		const char *name;
		bool isSwitchedOff; // by the creator
		std::optional<bool> disable;
	};
	std::vector<Interaction> interactions = {{"comment", creator.commentDisabled, post.disableComment}};
	if (post.kind == "direct") { // photos have no duet and no stitch
		interactions.push_back({"duet", creator.duetDisabled || creator.isPrivate, post.disableDuet});
		interactions.push_back({"stitch", creator.stitchDisabled || creator.isPrivate, post.disableStitch});
	}
	const auto complain = [&](const char *rule, const std::string &detail) {
		call.violation(rule, detail, post.publishId);
	};
	for (const auto &[name, isSwitchedOff, disable] : interactions) {
		if (!disable)
			complain("interaction_omitted", std::string("disable_") + name + " should be sent");
		if (isSwitchedOff && disable == false)
			complain("disabled_interaction_allowed", name);
	}
	if (!post.brandContentToggle || !post.brandOrganicToggle)
		complain("brand_toggle_omitted",
			 "brand_content_toggle and brand_organic_toggle are marked as required");
	if (post.brandContentToggle == true && post.privacyLevel == "SELF_ONLY")
		complain("branded_content_private", "branded content cannot be SELF_ONLY");
}

std::expected<void, ApiError> readPostInfo(const Call &call, const nlohmann::json &info, const SandboxCreator &creator,
					   SandboxPost &post)
{
	noteUnknownMembers(call, info,
			   {"privacy_level", "title", "disable_duet", "disable_stitch", "disable_comment",
			    "video_cover_timestamp_ms", "brand_content_toggle", "brand_organic_toggle", "is_aigc"});
	const auto title = stringMember(info, "title");
	const auto privacy = stringMember(info, "privacy_level");
	const auto cover = integerMember(info, "video_cover_timestamp_ms");
	const auto aigc = boolMember(info, "is_aigc");
	if (!title)
		return std::unexpected(title.error());
	if (!privacy)
		return std::unexpected(privacy.error());
	if (!cover)
		return std::unexpected(cover.error());
	if (!aigc)
		return std::unexpected(aigc.error());
	if (const auto flags = readFlags(info, post); !flags)
		return flags;
	post.title = title->value_or("");
	post.privacyLevel = privacy->value_or("");
	post.videoCoverTimestamp_ms = *cover;
	post.isAigc = *aigc;
	if (utf16Length(post.title) > kMostCaption)
		return refusal("invalid_param", "The title is longer than 2200 UTF-16 runes.");
	if (!std::ranges::contains(creator.privacyLevels(), post.privacyLevel))
		return refusal("privacy_level_option_mismatch");
	post.effectivePrivacy = call.world.options.audited ? post.privacyLevel : "SELF_ONLY";
	checkManners(call, creator, post);
	return {};
}

} // namespace DirectPost::StandIn
