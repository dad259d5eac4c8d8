#include "SandboxFixture.hpp"

#include <Noise.hpp>

#include <tiktok/Pkce.hpp>

#include <gmock/gmock.h>

#include <openssl/evp.h>

namespace DirectPost::TikTok {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Flow : public SandboxFixture {
protected:
	HttpRequest browse(const std::string &url)
	{
		HttpRequest request = get(url);
		request.caFile = sandbox.caFile().string();
		return request;
	}

	// What a person does: opens the page and clicks Authorize. Returns where the browser is sent.
	std::string agree(const std::string &authorizeUrl)
	{
		const auto page = fetch(browse(authorizeUrl));
		EXPECT_THAT(page->body, HasSubstr("value=\"authorize\""));
		HttpRequest click = browse(sandbox.baseUrl() + "/v2/auth/authorize/consent");
		click.method = "POST";
		click.headers.emplace_back("Content-Type", Secret("application/x-www-form-urlencoded"));
		const auto creator = sandbox.options().creators.at(0).openId;
		click.body = Secret(
			"decision=authorize&grant=user.info.basic&grant=video.upload&grant=video.publish&open_id=" +
			creator + "&request=" + encoded(authorizeUrl.substr(authorizeUrl.find('?') + 1)));
		return fetch(std::move(click))->header("location").value_or("");
	}

	static std::string encoded(const std::string &text)
	{
		std::string out;
		for (const char c : text)
			out += c == '&' ? "%26" : c == '=' ? "%3D" : c == '%' ? "%25" : std::string(1, c);
		return out;
	}

	static std::string parameter(const std::string &url, const std::string &name)
	{
		const auto at = url.find(name + "=") + name.size() + 1;
		std::string value = url.substr(at, url.find('&', at) - at);
		for (auto mark = value.find('%'); mark != std::string::npos; mark = value.find('%', mark + 1))
			value.replace(mark, 3, 1, static_cast<char>(std::stoi(value.substr(mark + 1, 2), nullptr, 16)));
		return value;
	}

	static std::string sha256(const std::string &text)
	{
		return codeChallenge(text); // which is just that, in hex
	}
};

TEST_F(Flow, GoesFromConsentToThePublishedPostOverTls)
{
	const Credentials credentials{sandbox.options().clientKey, Secret(sandbox.options().clientSecret)};
	const Secret verifier = randomToken();
	AuthorizeRequest request{credentials.clientKey, "http://127.0.0.1:4711/callback/", randomToken(),
				 codeChallenge(verifier.reveal())};
	const std::string callback = agree(authorizeUrl(client->endpoints(), request));
	ASSERT_THAT(callback, testing::StartsWith("http://127.0.0.1:4711/callback/?"));
	EXPECT_EQ(parameter(callback, "state"), request.state.reveal());

	const CodeExchange exchange{Secret(parameter(callback, "code")), request.redirectUri, verifier};
	const auto grant = ask<TokenGrant>([&](auto done) { client->exchangeCode(credentials, exchange, done); });
	ASSERT_TRUE(grant) << grant.error().code << " " << grant.error().detail;
	EXPECT_TRUE(grant->grants("video.publish"));
	token = grant->accessToken;

	const auto profile = ask<Profile>([&](auto done) { client->profile(token, done); });
	ASSERT_TRUE(profile) << profile.error().detail;
	EXPECT_EQ(profile->openId, grant->openId);
	const auto avatar = ask<std::string>([&](auto done) { client->image(profile->avatarUrl, done); });
	ASSERT_TRUE(avatar) << avatar.error().detail;

	const auto creator = ask<CreatorInfo>([&](auto done) { client->creatorInfo(token, done); });
	ASSERT_TRUE(creator) << creator.error().detail;
	EXPECT_EQ(creator->username, "niaplays");
	EXPECT_THAT(creator->privacyLevels, ElementsAre(PrivacyLevel::PublicToEveryone,
							PrivacyLevel::MutualFollowFriends, PrivacyLevel::SelfOnly));

	const std::string content = noise(70'000'001, 1);
	const auto file = makeFile(content);
	const auto plan = planChunks(static_cast<int64_t>(content.size())).value();
	VideoPost post;
	post.info.caption = "last second clutch 🔥 #speedrun";
	post.info.privacyLevel = PrivacyLevel::PublicToEveryone;
	post.info.interactions.allowDuet = true;
	const auto ticket = init(plan, post);
	ASSERT_TRUE(ticket) << ticket.error().code << " " << ticket.error().detail;

	std::vector<int> statuses;
	for (int index = 0; index < plan.count; index++) {
		const auto reply = put(*ticket, file, plan, index);
		ASSERT_TRUE(reply) << reply.error().code;
		const auto range = plan.range(index);
		EXPECT_EQ(reply->received_bytes, range.first + range.length_bytes);
		statuses.push_back(reply->status);
	}
	EXPECT_THAT(statuses, ElementsAre(206, 206, 206, 206, 206, 206, 201));

	auto outcome = status(*ticket);
	while (outcome && outcome->stage == PostStage::ProcessingUpload)
		outcome = status(*ticket);
	ASSERT_TRUE(outcome) << outcome.error().code;
	EXPECT_EQ(outcome->stage, PostStage::Published);
	EXPECT_FALSE(outcome->logId.empty());

	const auto seen = sandbox.post(ticket->publishId).value();
	EXPECT_EQ(outcome->postIds, seen.postIds);
	EXPECT_EQ(client->endpoints().postLink("niaplays", seen.postIds.at(0)), seen.link);
	EXPECT_EQ(seen.sha256, sha256(content));
	EXPECT_EQ(seen.title, post.info.caption);
	EXPECT_EQ(seen.privacyLevel, "PUBLIC_TO_EVERYONE");
	EXPECT_EQ(seen.disableComment, true);
	EXPECT_EQ(seen.disableDuet, false);
	EXPECT_EQ(seen.disableStitch, true);
	EXPECT_EQ(seen.brandContentToggle, false);
	EXPECT_EQ(seen.brandOrganicToggle, false);
	EXPECT_EQ(seen.isAigc, false);
	EXPECT_EQ(seen.inits, 1);
	EXPECT_EQ(seen.receivedTwice_bytes, 0);
	for (const auto &chunk : seen.chunks)
		EXPECT_EQ(chunk.connection, seen.chunks.front().connection);

	const auto renewed =
		ask<TokenGrant>([&](auto done) { client->refresh(credentials, grant->refreshToken, done); });
	ASSERT_TRUE(renewed) << renewed.error().code;
	EXPECT_NE(renewed->refreshToken.reveal(), grant->refreshToken.reveal());
	const auto again = ask<TokenGrant>([&](auto done) { client->refresh(credentials, grant->refreshToken, done); });
	EXPECT_EQ(again.error().code, "login_no_longer_valid");
	EXPECT_TRUE(ask<void>([&](auto done) { client->revoke(credentials, renewed->accessToken, done); }));
	EXPECT_EQ(ask<Profile>([&](auto done) { client->profile(renewed->accessToken, done); }).error().code,
		  "access_token_invalid");

	for (const auto &violation : sandbox.violations()) {
		if (violation.rule != "spent_refresh_token") // the one above, on purpose
			ADD_FAILURE() << violation.rule << ": " << violation.detail;
	}
	for (const auto &secret :
	     {grant->accessToken, grant->refreshToken, credentials.clientSecret, verifier, ticket->uploadUrl})
		EXPECT_EQ(logged().find(secret.reveal()), std::string::npos);
}

TEST_F(Flow, TellsAnUnauditedAppsUserToMakeTheAccountPrivate)
{
	sandbox.setAudited(false);
	EXPECT_EQ(init(planChunks(1'000).value()).error().code, "account_must_be_private");
}

TEST_F(Flow, PostsPhotosFromTheirLinks)
{
	PhotoPost post;
	post.imageUrls = {"https://example.com/1.jpg"};
	post.title = "a title";
	post.info.privacyLevel = PrivacyLevel::SelfOnly;
	const auto ask_ = [&] {
		return ask<UploadTicket>([&](auto done) { client->initPhotos(token, post, done); });
	};
	EXPECT_EQ(ask_().error().code, "photo_domain_not_verified");
}

TEST_F(Flow, TrustsNobodyWithoutTheSandboxsAuthority)
{
	EXPECT_EQ(fetch(get(sandbox.baseUrl() + "/")).error().code, "tls_failed");
}

} // namespace

} // namespace DirectPost::TikTok
