#pragma once

#include <tiktok/Types.hpp>

#include <base/Error.hpp>

#include <nlohmann/json.hpp>

namespace DirectPost::Publish {

// The one shape in which what is said about a post is kept, in the store of posts and in the files of drafts and
// presets:
// {"caption", "privacy" (TikTok's word; left out while not chosen), "allow_comment", "allow_duet", "allow_stitch",
// "is_your_brand", "is_branded_content", "is_ai_generated"}.
nlohmann::json toJson(const TikTok::PostInfo &info);
// Error: post_info_damaged; its detail says what is wrong.
Expected<TikTok::PostInfo> postInfoFromJson(const nlohmann::json &json);

} // namespace DirectPost::Publish
