#include "Player.hpp"

#include "../../Readable.hpp"

#include "Fields.hpp"

namespace DirectPost::Test {
namespace {

constexpr auto kRedirectUri = "http://127.0.0.1:3455/callback/";
const std::string kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const std::string kChallenge = "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3"; // its hex SHA-256

class OAuth : public SandboxTest {
protected:
	static std::map<std::string, std::string> rightQuery()
	{
		return {{"client_key", "sbsandboxclientkey"},
			{"response_type", "code"},
			{"scope", "user.info.basic,video.publish"},
			{"redirect_uri", kRedirectUri},
			{"state", "xyz"},
			{"code_challenge", kChallenge},
			{"code_challenge_method", "S256"}};
	}
	static std::string authorizePath(const std::map<std::string, std::string> &query)
	{
		std::string path = "/v2/auth/authorize/?";
		for (const auto &[name, value] : query)
			path += name + '=' + StandIn::percentEncoded(value) + '&';
		return path;
	}
	// What came back with the callback.
	StandIn::Fields consent(const SandboxConsent &consent = {},
				std::map<std::string, std::string> query = rightQuery())
	{
		const auto url = sandbox.consent(sandbox.baseUrl() + authorizePath(query), consent);
		EXPECT_TRUE(url) << url.error();
		return StandIn::Fields(url ? url->substr(url->find('?') + 1) : std::string());
	}
	httplib::Params exchange(const std::string &code)
	{
		return {{"client_key", "sbsandboxclientkey"},
			{"client_secret", "sandbox-client-secret"},
			{"code", code},
			{"grant_type", "authorization_code"},
			{"redirect_uri", kRedirectUri},
			{"code_verifier", kVerifier}};
	}
	httplib::Params refreshing(const std::string &token)
	{
		return {{"client_key", "sbsandboxclientkey"},
			{"client_secret", "sandbox-client-secret"},
			{"grant_type", "refresh_token"},
			{"refresh_token", token}};
	}
	Reply token(const httplib::Params &form) { return postForm("/v2/oauth/token/", form); }
	static httplib::Params with(httplib::Params form, const std::string &name, const std::string &value)
	{
		form.erase(name);
		if (!value.empty())
			form.emplace(name, value);
		return form;
	}
};

TEST_F(OAuth, TheCallbackCarriesCodeScopesAndState)
{
	const auto callback = consent();
	EXPECT_EQ("xyz", callback.value("state"));
	EXPECT_EQ("user.info.basic,video.publish", callback.value("scopes"));
	EXPECT_NE(std::string::npos, callback.value("code").find('*'));
	EXPECT_NE(std::string::npos, callback.value("code").find('!'));
}

TEST_F(OAuth, SpecialCharactersOfTheCodeAreEncodedInTheCallback)
{
	const auto url = sandbox.consent(sandbox.baseUrl() + authorizePath(rightQuery()));
	ASSERT_TRUE(url);
	EXPECT_NE(std::string::npos, url->find("%2A"));
	EXPECT_NE(std::string::npos, url->find("%21"));
}

TEST_F(OAuth, ACancelledConsentSaysAccessDenied)
{
	const auto callback = consent({.agrees = false});
	EXPECT_EQ("access_denied", callback.value("error"));
	EXPECT_EQ("xyz", callback.value("state"));
	EXPECT_FALSE(callback.has("code"));
}

TEST_F(OAuth, ACodeBuysATokenPairInTheFlatShape)
{
	const Reply reply = token(exchange(consent().value("code")));
	EXPECT_EQ(200, reply.status);
	const json pair = reply.parsed();
	EXPECT_EQ("-000niaplays", pair["open_id"]);
	EXPECT_EQ("user.info.basic,video.publish", pair["scope"]);
	EXPECT_TRUE(pair["access_token"].get<std::string>().starts_with("act."));
	EXPECT_TRUE(pair["refresh_token"].get<std::string>().starts_with("rft."));
	EXPECT_EQ(7'200, pair["expires_in"]);
	EXPECT_EQ(15'552'000, pair["refresh_expires_in"]);
	EXPECT_EQ("Bearer", pair["token_type"]);
}

TEST_F(OAuth, ACodeWorksOnce)
{
	const std::string code = consent().value("code");
	token(exchange(code));
	const Reply again = token(exchange(code));
	EXPECT_EQ(200, again.status) << "TikTok sends OAuth errors with HTTP 200";
	EXPECT_EQ("invalid_grant", again.oauthError());
	EXPECT_FALSE(again.parsed().value("log_id", "").empty());
	EXPECT_TRUE(isViolated("code_used_twice"));
}

TEST_F(OAuth, ACodeDiesAfterMinutes)
{
	const std::string code = consent().value("code");
	sandbox.advance(std::chrono::minutes(6));
	EXPECT_EQ("invalid_grant", token(exchange(code)).oauthError());
}

struct WrongExchange {
	const char *name;
	const char *value; // empty: left out
	const char *error;
};
class WrongField : public OAuth, public testing::WithParamInterface<WrongExchange> {};
TEST_P(WrongField, OfTheExchangeIsRefused)
{
	const auto &[name, value, error] = GetParam();
	EXPECT_EQ(error, token(with(exchange(consent().value("code")), name, value)).oauthError());
}
INSTANTIATE_TEST_SUITE_P(
	OAuth, WrongField,
	testing::Values(WrongExchange{"client_key", "somebody-else", "invalid_client"},
			WrongExchange{"client_secret", "wrong", "invalid_client"},
			WrongExchange{"client_secret", "", "invalid_request"},
			WrongExchange{"code", "", "invalid_request"}, WrongExchange{"code", "unknown", "invalid_grant"},
			WrongExchange{"grant_type", "", "invalid_request"},
			WrongExchange{"grant_type", "password", "unsupported_grant_type"},
			WrongExchange{"redirect_uri", "http://127.0.0.1:3455/callback", "invalid_request"},
			WrongExchange{"redirect_uri", "http://127.0.0.1:3456/callback/", "invalid_request"},
			WrongExchange{"code_verifier", "", "invalid_request"},
			WrongExchange{"code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX",
				      "invalid_request"}),
	[](const auto &test) { return "Case" + std::to_string(test.index); });

TEST_F(OAuth, TheChallengeMustBeLowerCaseHex)
{
	auto query = rightQuery();
	query["code_challenge"] =
		"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"; // RFC 7636's base64url of the same verifier
	const Reply reply = token(exchange(consent({}, query).value("code")));
	EXPECT_EQ("invalid_request", reply.oauthError());
	EXPECT_EQ(json("Code verifier or code challenge is invalid."), reply.parsed()["error_description"]);
}

class VerifierLength : public OAuth, public testing::WithParamInterface<std::pair<size_t, bool>> {};
TEST_P(VerifierLength, Is43To128)
{
	const std::string verifier(GetParam().first, 'A');
	auto query = rightQuery();
	query["code_challenge"] = sha256(verifier);
	const Reply reply = token(with(exchange(consent({}, query).value("code")), "code_verifier", verifier));
	EXPECT_EQ(GetParam().second, reply.oauthError().empty());
}
INSTANTIATE_TEST_SUITE_P(OAuth, VerifierLength,
			 testing::Values(std::pair(42u, false), std::pair(43u, true), std::pair(128u, true),
					 std::pair(129u, false)),
			 [](const auto &test) { return "Length" + std::to_string(test.param.first); });

TEST_F(OAuth, ATokenRequestMustBeAForm)
{
	const Reply reply = post("/v2/oauth/token/", R"({"grant_type":"authorization_code"})", "application/json");
	EXPECT_EQ("invalid_request", reply.oauthError());
}

TEST_F(OAuth, ARefreshRotatesAndTheOldTokenDiesAtOnce)
{
	const json next = token(refreshing(tokens.refreshToken)).parsed();
	EXPECT_NE(json(tokens.refreshToken), next["refresh_token"]);
	EXPECT_NE(json(tokens.accessToken), next["access_token"]);
	EXPECT_EQ("invalid_grant", token(refreshing(tokens.refreshToken)).oauthError());
	EXPECT_TRUE(isViolated("spent_refresh_token"));
	EXPECT_EQ("", token(refreshing(next["refresh_token"])).oauthError());
}

TEST_F(OAuth, TheRefreshTokensLifetimeCountsDown)
{
	sandbox.advance(std::chrono::hours(24));
	const json next = token(refreshing(tokens.refreshToken)).parsed();
	EXPECT_NEAR(15'552'000 - 86'400, next["refresh_expires_in"].get<double>(), 2);
	sandbox.advance(std::chrono::hours(24 * 180));
	EXPECT_EQ("invalid_grant", token(refreshing(next["refresh_token"])).oauthError());
}

TEST_F(OAuth, AnAccessTokenDiesInTimeAndARefreshRevives)
{
	EXPECT_EQ("ok", creatorInfo().code());
	sandbox.advance(std::chrono::hours(2));
	const Reply refused = creatorInfo();
	EXPECT_EQ(401, refused.status);
	EXPECT_EQ("access_token_invalid", refused.code());
	tokens.accessToken = token(refreshing(tokens.refreshToken)).parsed()["access_token"];
	EXPECT_EQ("ok", creatorInfo().code());
}

TEST_F(OAuth, RevokingEndsEveryTokenAndPostsInFlight)
{
	creatorInfo();
	const Upload upload = begin(1000);
	const Reply reply = postForm("/v2/oauth/revoke/", {{"client_key", "sbsandboxclientkey"},
							   {"client_secret", "sandbox-client-secret"},
							   {"token", tokens.accessToken}});
	EXPECT_EQ(200, reply.status);
	EXPECT_EQ(json::object(), reply.parsed());
	EXPECT_EQ("access_token_invalid", creatorInfo().code());
	EXPECT_EQ("invalid_grant", token(refreshing(tokens.refreshToken)).oauthError());
	EXPECT_EQ("auth_removed", sandbox.post(upload.publishId)->failReason);
}

TEST_F(OAuth, AnUnknownTokenCannotBeRevoked)
{
	const Reply reply = postForm("/v2/oauth/revoke/", {{"client_key", "sbsandboxclientkey"},
							   {"client_secret", "sandbox-client-secret"},
							   {"token", "act.unknown"}});
	EXPECT_EQ("invalid_grant", reply.oauthError());
}

class WrongQuery : public OAuth, public testing::WithParamInterface<std::pair<const char *, const char *>> {};
TEST_P(WrongQuery, RendersAPageThatNamesTheParameter)
{
	auto query = rightQuery();
	query[GetParam().first] = GetParam().second;
	const Reply page = get(authorizePath(query));
	EXPECT_EQ(200, page.status);
	EXPECT_NE(std::string::npos, page.body.find("Something went wrong"));
	EXPECT_NE(std::string::npos, page.body.find(std::string("<code>") + GetParam().first + "</code>"));
}
INSTANTIATE_TEST_SUITE_P(OAuth, WrongQuery,
			 testing::Values(std::pair("client_key", "unknown"),
					 std::pair("redirect_uri", "http://127.0.0.1:3455/other/"),
					 std::pair("redirect_uri", "http://127.0.0.1/callback/"),
					 std::pair("redirect_uri", "http://127.0.0.1:3455/callback/?a=b"),
					 std::pair("redirect_uri", "https://evil.example/callback/"),
					 std::pair("response_type", "token"), std::pair("code_challenge", ""),
					 std::pair("code_challenge_method", "plain"), std::pair("scope", ""),
					 std::pair("scope", "user.info.basic,video.list")),
			 [](const auto &test) { return "Case" + std::to_string(test.index); });

TEST_F(OAuth, TheConsentPageShowsScopesAndWorksWithoutJavaScript)
{
	const Reply page = get(authorizePath(rightQuery()));
	EXPECT_EQ(200, page.status);
	for (const auto *expected : {"<form method=\"post\"", "value=\"video.publish\"", "Nia Plays",
				     ">Authorize</button>", ">Cancel</button>", "<html lang=\"en\">"})
		EXPECT_NE(std::string::npos, page.body.find(expected)) << expected;
	EXPECT_EQ(std::string::npos, page.body.find("<script"));
}

TEST_F(OAuth, AnUntickedScopeIsNotGranted)
{
	const std::string path = authorizePath(rightQuery());
	const Reply reply = postForm("/v2/auth/authorize/consent", {{"request", path.substr(path.find('?') + 1)},
								    {"open_id", "-000niaplays"},
								    {"grant", "user.info.basic"},
								    {"decision", "authorize"}});
	EXPECT_EQ(302, reply.status);
	const std::string url = reply.header("Location");
	EXPECT_TRUE(url.starts_with(kRedirectUri));
	const StandIn::Fields callback(url.substr(url.find('?') + 1));
	EXPECT_EQ("user.info.basic", callback.value("scopes"));
	tokens.accessToken = token(exchange(callback.value("code"))).parsed()["access_token"];
	EXPECT_EQ("scope_not_authorized", creatorInfo().code());
}

TEST_F(OAuth, TheCancelButtonRedirectsWithAccessDenied)
{
	const std::string path = authorizePath(rightQuery());
	const Reply reply = postForm("/v2/auth/authorize/consent",
				     {{"request", path.substr(path.find('?') + 1)}, {"decision", "cancel"}});
	EXPECT_NE(std::string::npos, reply.header("Location").find("error=access_denied"));
}

TEST_F(OAuth, AForcedErrorReachesTheCallbackWithItsType)
{
	inject({.name = "error_code",
		.endpoint = "authorize",
		.code = "access_denied",
		.errorType = "non_sandbox_target"});
	const Reply reply = get(authorizePath(rightQuery()));
	EXPECT_EQ(302, reply.status);
	const std::string url = reply.header("Location");
	EXPECT_NE(std::string::npos, url.find("error=access_denied"));
	EXPECT_NE(std::string::npos, url.find("error_type=non_sandbox_target"));
	EXPECT_NE(std::string::npos, url.find("state=xyz"));
}

TEST_F(OAuth, ASecretInAUrlIsAViolation)
{
	post("/v2/oauth/token/?client_secret=sandbox-client-secret", "grant_type=refresh_token",
	     "application/x-www-form-urlencoded");
	EXPECT_TRUE(isViolated("secret_in_url"));
}

TEST_F(OAuth, NoSecretIsInTheRecords)
{
	const json pair = token(exchange(consent().value("code"))).parsed();
	tokens.accessToken = pair["access_token"];
	creatorInfo();
	const Upload upload = begin(1000);
	put(upload.url, random(1000), 0, 1000);
	get("/v2/nowhere?access_token=" + tokens.accessToken);
	const std::string everything = sandbox.describe();
	ASSERT_GE(sandbox.secrets().size(), 4u);
	for (const std::string &secret : sandbox.secrets())
		EXPECT_EQ(std::string::npos, everything.find(secret)) << secret;
	EXPECT_EQ(std::string::npos, everything.find("sandbox-client-secret"));
	EXPECT_EQ(std::string::npos, everything.find(kVerifier));
}

} // namespace
} // namespace DirectPost::Test
