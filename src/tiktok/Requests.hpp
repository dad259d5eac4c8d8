#pragma once

#include <tiktok/ChunkPlan.hpp>
#include <tiktok/Types.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The bodies of TikTok's requests.
namespace DirectPost::TikTok {

// application/x-www-form-urlencoded
Secret formBody(const std::vector<std::pair<std::string_view, std::string_view>> &fields);

// JSON. Every documented field is sent: what TikTok assumes for an absent one may be more public than what the creator
// chose.
std::string videoInitBody(const VideoPost &post, const ChunkPlan &plan);
// A draft says nothing about the post: TikTok knows no post_info there.
std::string draftInitBody(const ChunkPlan &plan);
std::string photoInitBody(const PhotoPost &post);
std::string statusBody(const std::string &publishId);

// "bytes 0-9999999/50000123"
std::string contentRange(const ChunkPlan &plan, int index);

} // namespace DirectPost::TikTok
