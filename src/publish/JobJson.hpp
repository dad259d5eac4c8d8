#pragma once

#include <publish/Post.hpp>

#include <string>

namespace DirectPost::Publish {

// How a request and an error are kept in the store. A text that is not one of these: store_damaged.
std::string toJson(const PostRequest &request);
Expected<PostRequest> requestFromJson(const std::string &text);

std::string toJson(const std::optional<Error> &error); // empty for none
std::optional<Error> errorFromJson(const std::string &text);

} // namespace DirectPost::Publish
