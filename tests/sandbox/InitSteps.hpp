#pragma once

#include "Api.hpp"

namespace DirectPost::StandIn {

// Who posts, once the token was found to allow it.
struct Poster {
	const Grant *grant = nullptr;
	const SandboxCreator *creator = nullptr;
};

// Token, scope (one of these) and the 6 inits a minute.
std::expected<Poster, ApiError> admitPoster(Call &call, std::initializer_list<std::string_view> scopes);

// What keeps a direct post or a draft from being begun just now.
std::expected<void, ApiError> checkDirectPostAllowed(const Call &call, const SandboxCreator &creator);
std::expected<void, ApiError> checkDraftAllowed(const Call &call, const SandboxCreator &creator);

// TikTok wants the creator asked about each time the page for posting opens: every direct post spends one asking.
void spendCreatorInfo(Call &call, const SandboxPost &post);

// A post of this creator with an id of its own.
PostEntry newEntry(const SandboxCreator &creator, std::string kind, std::string_view idPrefix);

} // namespace DirectPost::StandIn
