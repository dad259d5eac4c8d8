#include "OAuth.hpp"

#include "Api.hpp"
#include "Random.hpp"

#include <algorithm>
#include <array>

namespace DirectPost::StandIn {
namespace {

constexpr size_t kShortestVerifier = 43;
constexpr size_t kLongestVerifier = 128;
constexpr std::string_view kVerifierCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

struct OAuthError {
	std::string error;
	std::string description;
};
using Refused = std::unexpected<OAuthError>;

// A registered URI may have * for its port.
bool matches(std::string_view registered, std::string_view uri)
{
	const size_t star = registered.find(":*");
	if (star == std::string_view::npos)
		return registered == uri;
	const std::string_view before = registered.substr(0, star + 1);
	const std::string_view after = registered.substr(star + 2);
	if (!uri.starts_with(before))
		return false;
	uri.remove_prefix(before.size());
	const size_t digits = std::min(uri.find_first_not_of("0123456789"), uri.size());
	return digits > 0 && digits <= 5 && uri.substr(digits) == after;
}

std::expected<void, OAuthError> checkForm(const Call &call)
{
	const std::string type = call.request.get_header_value("Content-Type");
	if (type.substr(0, type.find(';')) != "application/x-www-form-urlencoded")
		return Refused(
			{"invalid_request", "Only `application/x-www-form-urlencoded` is accepted as Content-Type."});
	return {};
}

std::expected<void, OAuthError> checkClient(const Call &call, const Fields &form)
{
	for (const auto *name : {"client_key", "client_secret"}) {
		if (form.value(name).empty())
			return Refused({"invalid_request", std::string("The ") + name + " is missing."});
	}
	if (form.value("client_key") != call.world.options.clientKey ||
	    form.value("client_secret") != call.world.options.clientSecret)
		return Refused({"invalid_client", "Client key or secret is incorrect."});
	return {};
}

bool isVerifier(std::string_view verifier)
{
	return verifier.size() >= kShortestVerifier && verifier.size() <= kLongestVerifier &&
	       verifier.find_first_not_of(kVerifierCharacters) == std::string_view::npos;
}

void noteUnknownFields(const Call &call, const Fields &form, std::initializer_list<std::string_view> known)
{
	for (const auto &[name, value] : form.all()) {
		if (!std::ranges::contains(known, std::string_view(name)))
			call.violation("unknown_field", name);
	}
}

std::expected<TokenReply, OAuthError> exchangeCode(Call &call, const Fields &form)
{
	noteUnknownFields(call, form,
			  {"client_key", "client_secret", "grant_type", "code", "redirect_uri", "code_verifier"});
	for (const auto *name : {"code", "redirect_uri", "code_verifier"}) {
		if (form.value(name).empty())
			return Refused({"invalid_request", std::string("The ") + name + " is missing."});
	}
	AuthorizationCode *code = call.world.accounts.findCode(form.value("code"));
	const Time now = call.world.clock.now();
	if (!code)
		return Refused({"invalid_grant", "Authorization code is invalid."});
	if (code->isUsed) {
		call.violation("code_used_twice");
		return Refused({"invalid_grant", "Authorization code is expired."});
	}
	code->isUsed = true;
	if (code->expiresAt <= now)
		return Refused({"invalid_grant", "Authorization code is expired."});
	if (code->redirectUri != form.value("redirect_uri"))
		return Refused({"invalid_request", "Redirect_uri is not matched with the uri when requesting code."});
	const std::string verifier = form.value("code_verifier");
	if (!isVerifier(verifier) || sha256Hex(verifier) != code->challenge)
		return Refused({"invalid_request", "Code verifier or code challenge is invalid."});
	return call.world.accounts.newGrant(code->openId, code->scopes, call.world.options, now);
}

std::expected<TokenReply, OAuthError> refresh(Call &call, const Fields &form)
{
	noteUnknownFields(call, form, {"client_key", "client_secret", "grant_type", "refresh_token"});
	if (form.value("refresh_token").empty())
		return Refused({"invalid_request", "The refresh_token is missing."});
	auto reply =
		call.world.accounts.refresh(form.value("refresh_token"), call.world.options, call.world.clock.now());
	if (reply)
		return std::move(*reply);
	if (reply.error() == Accounts::RefreshError::Spent)
		call.violation("spent_refresh_token");
	return Refused({"invalid_grant", "Refresh token is invalid or expired."});
}

std::expected<TokenReply, OAuthError> token(Call &call)
{
	const Fields form(call.request.body);
	if (const auto checked = checkForm(call); !checked)
		return Refused(checked.error());
	if (const auto checked = checkClient(call, form); !checked)
		return Refused(checked.error());
	const std::string grantType = form.value("grant_type");
	if (grantType == "authorization_code")
		return exchangeCode(call, form);
	if (grantType == "refresh_token")
		return refresh(call, form);
	if (grantType.empty())
		return Refused({"invalid_request", "The grant_type is missing."});
	return Refused({"unsupported_grant_type", "The grant_type is not supported."});
}

std::expected<std::string, OAuthError> revoke(const Call &call)
{
	const Fields form(call.request.body);
	if (const auto checked = checkForm(call); !checked)
		return Refused(checked.error());
	if (const auto checked = checkClient(call, form); !checked)
		return Refused(checked.error());
	if (form.value("token").empty())
		return Refused({"invalid_request", "The token is missing."});
	const AccessToken *access = call.world.accounts.findAccessToken(form.value("token"), call.world.clock.now());
	if (!access)
		return Refused({"invalid_grant", "The access token is invalid or expired."});
	return access->grant->openId;
}

std::string callbackUrl(const AuthorizeRequest &request,
			std::initializer_list<std::pair<std::string, std::string>> parameters)
{
	std::string url = request.redirectUri;
	char separator = '?';
	for (const auto &[name, value] : parameters) {
		url += separator + name + '=' + percentEncoded(value);
		separator = '&';
	}
	return url;
}

} // namespace

std::expected<AuthorizeRequest, PageError> checkAuthorizeRequest(const World &world, const Fields &query)
{
	const auto wrong = [](std::string parameter, std::string sentence) {
		return std::unexpected(PageError{std::move(parameter), std::move(sentence)});
	};
	if (query.value("client_key") != world.options.clientKey)
		return wrong("client_key", "There is no app with this client key.");
	const std::string redirectUri = query.value("redirect_uri");
	const auto isRegistered = [&](const std::string &registered) {
		return matches(registered, redirectUri);
	};
	if (std::ranges::none_of(world.options.redirectUris, isRegistered))
		return wrong("redirect_uri", "This redirect URI is not registered for the app.");
	if (query.value("response_type") != "code")
		return wrong("response_type", "The response type must be code.");
	if (query.value("code_challenge").empty())
		return wrong("code_challenge", "The code challenge is missing.");
	if (query.value("code_challenge_method") != "S256")
		return wrong("code_challenge_method", "The only supported method is S256.");
	const Scopes scopes = splitList(query.value("scope"));
	if (scopes.empty())
		return wrong("scope", "The scope is missing.");
	for (const auto &scope : scopes) {
		if (!std::ranges::contains(world.options.appScopes, scope))
			return wrong("scope", "The app does not have the scope " + scope + ".");
	}
	return AuthorizeRequest{redirectUri, query.value("state"), query.value("code_challenge"), scopes};
}

std::string agreeUrl(World &world, const AuthorizeRequest &request, const std::string &openId, const Scopes &scopes)
{
	AuthorizationCode details;
	details.openId = openId;
	details.scopes = scopes;
	details.redirectUri = request.redirectUri;
	details.challenge = request.challenge;
	details.expiresAt = world.clock.now() + world.options.codeLifetime;
	const auto &code = world.accounts.newCode(std::move(details));
	return callbackUrl(request, {{"code", code.code}, {"scopes", joinList(scopes)}, {"state", request.state}});
}

std::string cancelUrl(const AuthorizeRequest &request)
{
	return callbackUrl(request, {{"error", "access_denied"},
				     {"error_description", "The user canceled the authorization."},
				     {"state", request.state}});
}

void serveToken(Call &call)
{
	const auto reply = token(call);
	if (!reply)
		return replyOAuthError(call, 200, reply.error().error, reply.error().description);
	call.response.set_header("Cache-Control", "no-store");
	replyJson(call, 200,
		  {{"open_id", reply->openId},
		   {"scope", joinList(reply->scopes)},
		   {"access_token", reply->accessToken},
		   {"expires_in", reply->expiresIn_s},
		   {"refresh_token", reply->refreshToken},
		   {"refresh_expires_in", reply->refreshExpiresIn_s},
		   {"token_type", "Bearer"}});
}

void serveRevoke(Call &call)
{
	const auto openId = revoke(call);
	if (!openId)
		return replyOAuthError(call, 200, openId.error().error, openId.error().description);
	removeApp(call.world, *openId);
	replyJson(call, 200, nlohmann::json::object());
}

void removeApp(World &world, std::string_view openId)
{
	world.accounts.removeGrants(openId);
	const Time now = world.clock.now();
	world.posts.settle(now, world.baseUrl);
	for (PostEntry &entry : world.posts.entries()) {
		if (entry.post.openId == openId && entry.post.status.starts_with("PROCESSING")) {
			entry.post.status = "FAILED";
			entry.post.failReason = "auth_removed";
		}
	}
}

} // namespace DirectPost::StandIn
