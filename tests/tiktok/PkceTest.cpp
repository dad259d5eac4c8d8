#include <tiktok/Pkce.hpp>
#include <tiktok/Types.hpp>

#include <gtest/gtest.h>

#include <set>

namespace DirectPost::TikTok {

namespace {

// Lower-case hex, as TikTok's "Login Kit for Desktop" wants it.
TEST(Pkce, ChallengeIsTheHexOfTheVerifiersSha256)
{
	EXPECT_EQ(codeChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
		  "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3");
	EXPECT_EQ(codeChallenge(std::string(43, 'A')),
		  "0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a");
	EXPECT_EQ(codeChallenge("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"),
		  "226a6209df29a7832f7823676c84bbf865c4b41d311791cc203a16aaf180e628");
}

TEST(Pkce, RandomTokensAreLegalVerifiersAndNeverTheSame)
{
	std::set<std::string> seen;
	for (int i = 0; i < 500; i++) {
		const std::string token = randomToken().reveal();
		EXPECT_EQ(token.size(), 64u);
		EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"),
			  std::string::npos);
		seen.insert(token);
	}
	EXPECT_EQ(seen.size(), 500u);
}

TEST(Pkce, AuthorizeUrlCarriesEveryParameterEncodedOnce)
{
	AuthorizeRequest request;
	request.clientKey = "aw key&1";
	request.redirectUri = "http://127.0.0.1:4711/callback/";
	request.state = Secret("st-ate_1");
	request.challenge = codeChallenge("v");
	EXPECT_EQ(authorizeUrl(Endpoints::tikTok(), request),
		  "https://www.tiktok.com/v2/auth/authorize/?client_key=aw%20key%261&response_type=code"
		  "&scope=user.info.basic%2Cvideo.upload%2Cvideo.publish"
		  "&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fcallback%2F&state=st-ate_1&code_challenge=" +
			  request.challenge + "&code_challenge_method=S256&disable_auto_auth=1");
}

} // namespace

} // namespace DirectPost::TikTok
