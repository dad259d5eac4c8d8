#pragma once

#include <tiktok/TransferLoop.hpp>
#include <tiktok/Types.hpp>

namespace DirectPost::TikTok {

inline constexpr int64_t kLargestPhoto_bytes = 20'000'000;

Error photoUrlNotHttps(const std::string &url);

// Would TikTok take the photo behind this URL? `answer` is what the URL said to HEAD, or to GET with a range, over a
// line on which TikTok can be reached.
Expected<void> photoVerdict(const std::string &url, const Expected<HttpReply> &answer);

// What its first bytes say, whatever the host calls it in `head`; where they could not be had, the host's word counts.
// Error: photo_type_not_allowed.
Expected<PhotoSize> photoSize(const std::string &url, const HttpReply &head, const HttpReply &firstBytes);

} // namespace DirectPost::TikTok
