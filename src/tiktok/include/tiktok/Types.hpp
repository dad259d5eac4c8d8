#pragma once

#include <base/Error.hpp>
#include <base/Secret.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The values TikTok's Content Posting API and Login Kit speak in (developers.tiktok.com, read November 2026).
namespace DirectPost::TikTok {

// The user's own TikTok developer app.
struct Credentials {
	std::string clientKey;
	Secret clientSecret;
	bool isComplete() const { return !clientKey.empty() && !clientSecret.isEmpty(); }
};

inline constexpr std::string_view kScopes = "user.info.basic,video.upload,video.publish";
inline constexpr std::string_view kDraftScope = "video.upload"; // without it a login posts, and sends no drafts

// What the token endpoint grants. Lifetimes are the server's word; none is ever assumed.
struct TokenGrant {
	std::string openId;
	std::string scopes; // comma-separated, as granted
	Secret accessToken;
	std::chrono::seconds accessLifetime{0};
	Secret refreshToken;
	std::chrono::seconds refreshLifetime{0};

	bool grants(std::string_view scope) const;
};

struct CodeExchange {
	Secret code;             // decoded once from the callback's query
	std::string redirectUri; // byte for byte what the authorize request said
	Secret verifier;
};

// The account card (user/info with user.info.basic).
struct Profile {
	std::string openId;
	std::string displayName;
	std::string avatarUrl;
};

enum class PrivacyLevel { PublicToEveryone = 1, MutualFollowFriends, FollowerOfCreator, SelfOnly };
std::string_view wireName(PrivacyLevel level);
std::optional<PrivacyLevel> privacyLevelFrom(std::string_view wireName);

// The creator's own choices; TikTok's wire flags are the inverse ("disable_…") and are always sent.
struct Interactions {
	bool allowComment = false;
	bool allowDuet = false;
	bool allowStitch = false;
	bool operator==(const Interactions &) const = default;
};

// creator_info/query: to be asked each time the post form opens, and never kept for the next time.
struct CreatorInfo {
	std::string username; // the handle, without @
	std::string nickname;
	std::string avatarUrl;                   // dies after two hours
	std::vector<PrivacyLevel> privacyLevels; // exactly what may be offered, in TikTok's order
	bool isCommentDisabled = false;
	bool isDuetDisabled = false;
	bool isStitchDisabled = false;
	int maxVideoDuration_s = 0;

	// What the creator may choose now.
	bool offers(PrivacyLevel level) const;
	bool offers(const Interactions &chosen) const; // all that is allowed there
	Interactions offered() const;
};

struct CommercialContent {
	bool isYourBrand = false;      // brand_organic_toggle
	bool isBrandedContent = false; // brand_content_toggle; never with SelfOnly
	bool operator==(const CommercialContent &) const = default;
};

// What the creator says about a post, TikTok's post_info: the same for a clip, photos, a draft, a preset and the store.
struct PostInfo {
	std::string caption; // UTF-8; at most kCaption_units UTF-16 units; of photos: the description
	std::optional<PrivacyLevel> privacyLevel; // none: not chosen yet, and nothing is posted without
	Interactions interactions;                // photos know comments only
	CommercialContent commercial;
	bool isAiGenerated = false;
	bool operator==(const PostInfo &) const = default;
};

struct VideoPost {
	PostInfo info;
	std::optional<int> cover_ms;
	bool operator==(const VideoPost &) const = default;
};

struct PhotoPost {
	std::vector<std::string>
		imageUrls; // 1 to kPhotos; https, JPEG or WebP, no redirect, on a domain verified with TikTok
	int coverIndex = 0;
	std::string title; // at most kPhotoTitle_units
	PostInfo info;     // its caption is the description, at most kPhotoDescription_units
	bool autoAddMusic = false;
	bool operator==(const PhotoPost &) const = default;
};

// Of a photo, as its first bytes say; 0: they do not.
struct PhotoSize {
	int width = 0;
	int height = 0;
	bool isAbove1080p() const; // lying or standing: TikTok's most
};

inline constexpr int kCaption_units = 2200;
inline constexpr int kPhotoTitle_units = 90;
inline constexpr int kPhotoDescription_units = 4000;
inline constexpr int kPhotos = 35;

// UTF-16 code units of a UTF-8 text, the way TikTok counts. Malformed bytes count one unit each.
int utf16Units(std::string_view utf8);

// What init answers: the post's id, and for uploads where to PUT. The URL carries a credential and dies an hour after
// its issue.
struct UploadTicket {
	std::string publishId;
	Secret uploadUrl; // empty for photos
};

enum class PostStage { Unknown = 1, ProcessingUpload, ProcessingDownload, SentToInbox, Published, Failed };

struct PostStatus {
	PostStage stage = PostStage::Unknown; // Unknown: a word this program does not know; keep asking
	std::string failReason;               // TikTok's word when Failed
	std::vector<int64_t> postIds;         // of public posts after moderation; may come late or never
	std::optional<int64_t> uploaded_bytes;
	std::string logId;
};

} // namespace DirectPost::TikTok
