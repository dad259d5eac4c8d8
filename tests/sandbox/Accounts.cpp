#include "Accounts.hpp"

#include "Random.hpp"

#include <algorithm>
#include <ranges>

namespace DirectPost::StandIn {

std::vector<std::string> splitList(std::string_view list, char separator)
{
	std::vector<std::string> parts;
	for (const auto part : std::views::split(list, separator)) {
		if (!part.empty())
			parts.emplace_back(part.begin(), part.end());
	}
	return parts;
}

std::string joinList(const std::vector<std::string> &list, char separator)
{
	std::string joined;
	for (const auto &part : list)
		joined += (joined.empty() ? "" : std::string(1, separator)) + part;
	return joined;
}

SandboxCreator *Accounts::creator(std::string_view openId)
{
	const auto found = std::ranges::find(creators, openId, &SandboxCreator::openId);
	return found == creators.end() ? nullptr : &*found;
}

const AuthorizationCode &Accounts::newCode(AuthorizationCode details)
{
	// Real codes contain * and !, which a client must decode once and encode once.
	details.code = randomText(40) + "*1!" + randomDigits(4) + ".s1";
	issued_.push_back(details.code);
	return codes_.emplace_back(std::move(details));
}

AuthorizationCode *Accounts::findCode(std::string_view code)
{
	const auto found = std::ranges::find(codes_, code, &AuthorizationCode::code);
	return found == codes_.end() ? nullptr : &*found;
}

TokenReply Accounts::newGrant(std::string openId, Scopes scopes, const SandboxOptions &lifetimes, Time now)
{
	auto grant = std::make_shared<Grant>();
	grant->openId = std::move(openId);
	grant->scopes = std::move(scopes);
	grant->refreshExpiresAt = now + lifetimes.refreshTokenLifetime;
	return issue(grant, lifetimes, now);
}

TokenReply Accounts::issue(const std::shared_ptr<Grant> &grant, const SandboxOptions &lifetimes, Time now)
{
	TokenReply reply;
	reply.openId = grant->openId;
	reply.scopes = grant->scopes;
	reply.accessToken = "act." + randomText(52) + "!" + randomDigits(4) + ".s1";
	reply.refreshToken = "rft." + randomText(52) + "!" + randomDigits(4) + ".s1";
	reply.expiresIn_s = lifetimes.accessTokenLifetime.count();
	reply.refreshExpiresIn_s = std::chrono::floor<std::chrono::seconds>(grant->refreshExpiresAt - now).count();
	issued_.insert(issued_.end(), {reply.accessToken, reply.refreshToken});
	accessTokens_[reply.accessToken] = {reply.accessToken, grant, now + lifetimes.accessTokenLifetime};
	refreshTokens_[reply.refreshToken] = {grant, false};
	return reply;
}

std::expected<TokenReply, Accounts::RefreshError> Accounts::refresh(std::string_view refreshToken,
								    const SandboxOptions &lifetimes, Time now)
{
	const auto found = refreshTokens_.find(refreshToken);
	if (found == refreshTokens_.end())
		return std::unexpected(RefreshError::Unknown);
	if (found->second.grant->isRemoved)
		return std::unexpected(RefreshError::Removed);
	if (found->second.isSpent)
		return std::unexpected(RefreshError::Spent);
	if (found->second.grant->refreshExpiresAt <= now)
		return std::unexpected(RefreshError::Expired);
	found->second.isSpent = true;
	if (lifetimes.refreshRenewsLifetime)
		found->second.grant->refreshExpiresAt = now + lifetimes.refreshTokenLifetime;
	return issue(found->second.grant, lifetimes, now);
}

const AccessToken *Accounts::findAccessToken(std::string_view token, Time now) const
{
	const auto found = accessTokens_.find(token);
	if (found == accessTokens_.end() || found->second.expiresAt <= now || found->second.grant->isRemoved)
		return nullptr;
	return &found->second;
}

void Accounts::killAccessToken(std::string_view token)
{
	if (const auto found = accessTokens_.find(token); found != accessTokens_.end())
		accessTokens_.erase(found);
}

void Accounts::expireAccessTokens()
{
	accessTokens_.clear();
}

void Accounts::removeGrants(std::string_view openId)
{
	for (auto &[text, token] : refreshTokens_) {
		if (token.grant->openId == openId)
			token.grant->isRemoved = true;
	}
}

} // namespace DirectPost::StandIn
