#pragma once

#include <publish/Post.hpp>

namespace DirectPost::Publish {

// What fresh creator info has against a post that was agreed to some time ago: privacy_not_offered,
// choices_not_offered, clip_longer_than_allowed. What the creator chose is never changed.
std::optional<Error> refusalBy(const TikTok::CreatorInfo &creator, const PostRequest &request);

} // namespace DirectPost::Publish
