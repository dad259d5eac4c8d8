#pragma once

#include "Gateway.hpp"

#include <expected>

namespace DirectPost::StandIn {

// What an authorize request asked for, once it is found to be in order.
struct AuthorizeRequest {
	std::string redirectUri;
	std::string state;
	std::string challenge;
	Scopes scopes;
};

// What TikTok's "Something went wrong" page says.
struct PageError {
	std::string parameter;
	std::string sentence;
};

std::expected<AuthorizeRequest, PageError> checkAuthorizeRequest(const World &world, const Fields &query);

// Where the browser goes after the click.
std::string agreeUrl(World &world, const AuthorizeRequest &request, const std::string &openId, const Scopes &scopes);
std::string cancelUrl(const AuthorizeRequest &request);

void serveToken(Call &call);
void serveRevoke(Call &call);

// The user or the app removes the app: tokens die, posts in flight fail.
void removeApp(World &world, std::string_view openId);

} // namespace DirectPost::StandIn
