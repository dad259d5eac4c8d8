#include <tiktok/Types.hpp>

#include "Trimmed.hpp"

#include <algorithm>
#include <array>
#include <ranges>

namespace DirectPost::TikTok {

namespace {

constexpr std::array kPrivacyNames = {
	std::pair{PrivacyLevel::PublicToEveryone, std::string_view("PUBLIC_TO_EVERYONE")},
	std::pair{PrivacyLevel::MutualFollowFriends, std::string_view("MUTUAL_FOLLOW_FRIENDS")},
	std::pair{PrivacyLevel::FollowerOfCreator, std::string_view("FOLLOWER_OF_CREATOR")},
	std::pair{PrivacyLevel::SelfOnly, std::string_view("SELF_ONLY")},
};

// Length in bytes of the well-formed UTF-8 sequence that `text` starts with (Unicode 15, table 3-7); 0: malformed.
size_t sequence_bytes(std::string_view text)
{
	const auto byte = [text](size_t i) {
		return static_cast<unsigned char>(text[i]);
	};
	const unsigned char lead = byte(0);
	const size_t length = lead < 0x80   ? 1
			      : lead < 0xC2 ? 0
			      : lead < 0xE0 ? 2
			      : lead < 0xF0 ? 3
			      : lead < 0xF5 ? 4
					    : 0;
	if (length == 0 || length > text.size())
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((byte(i) & 0xC0) != 0x80)
			return 0;
	const bool isOverlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
	const bool isSurrogate = lead == 0xED && byte(1) > 0x9F;
	const bool isBeyondUnicode = lead == 0xF4 && byte(1) > 0x8F;
	return isOverlong || isSurrogate || isBeyondUnicode ? 0 : length;
}

} // namespace

bool TokenGrant::grants(std::string_view scope) const
{
	for (const auto part : std::views::split(std::string_view(scopes), ','))
		if (trimmed(std::string_view(part.begin(), part.end())) == scope)
			return true;
	return false;
}

std::string_view wireName(PrivacyLevel level)
{
	const auto row = std::ranges::find(kPrivacyNames, level, [](const auto &pair) { return pair.first; });
	return row == kPrivacyNames.end() ? std::string_view() : row->second;
}

std::optional<PrivacyLevel> privacyLevelFrom(std::string_view wireName)
{
	const auto row = std::ranges::find(kPrivacyNames, wireName, [](const auto &pair) { return pair.second; });
	return row == kPrivacyNames.end() ? std::nullopt : std::optional(row->first);
}

bool CreatorInfo::offers(PrivacyLevel level) const
{
	return std::ranges::contains(privacyLevels, level);
}

bool CreatorInfo::offers(const Interactions &chosen) const
{
	const Interactions may = offered();
	return (may.allowComment || !chosen.allowComment) && (may.allowDuet || !chosen.allowDuet) &&
	       (may.allowStitch || !chosen.allowStitch);
}

Interactions CreatorInfo::offered() const
{
	return {.allowComment = !isCommentDisabled, .allowDuet = !isDuetDisabled, .allowStitch = !isStitchDisabled};
}

bool PhotoSize::isAbove1080p() const
{
	return std::max(width, height) > 1920 || std::min(width, height) > 1080;
}

int utf16Units(std::string_view utf8)
{
	int units = 0;
	while (!utf8.empty()) {
		const size_t length = sequence_bytes(utf8);
		units += length == 4 ? 2 : 1; // a surrogate pair
		utf8.remove_prefix(std::max<size_t>(length, 1));
	}
	return units;
}

} // namespace DirectPost::TikTok
