#include "Player.hpp"

namespace DirectPost::Test {
namespace {

class Api : public SandboxTest {
protected:
	json creatorData() { return creatorInfo().parsed()["data"]; }
	void change(const std::function<void(SandboxCreator &)> &how)
	{
		ASSERT_TRUE(sandbox.changeCreator("-000niaplays", how));
	}
};

TEST_F(Api, CreatorInfoHasEveryDocumentedField)
{
	const Reply reply = creatorInfo();
	EXPECT_EQ(200, reply.status);
	EXPECT_EQ("ok", reply.code());
	EXPECT_FALSE(reply.parsed()["error"]["log_id"].get<std::string>().empty());
	const json data = reply.parsed()["data"];
	EXPECT_EQ("niaplays", data["creator_username"]);
	EXPECT_EQ("Nia Plays", data["creator_nickname"]);
	EXPECT_EQ(json({"PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"}), data["privacy_level_options"]);
	EXPECT_EQ(false, data["comment_disabled"]);
	EXPECT_EQ(false, data["duet_disabled"]);
	EXPECT_EQ(false, data["stitch_disabled"]);
	EXPECT_EQ(600, data["max_video_post_duration_sec"]);
}

TEST_F(Api, APrivateAccountOffersFollowersInsteadOfEveryone)
{
	change([](SandboxCreator &creator) { creator.isPrivate = true; });
	EXPECT_EQ(json({"FOLLOWER_OF_CREATOR", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"}),
		  creatorData()["privacy_level_options"]);
	EXPECT_EQ(true, creatorData()["duet_disabled"]);
	EXPECT_EQ(true, creatorData()["stitch_disabled"]);
}

TEST_F(Api, CreatorInfoNeedsNoBody)
{
	const Reply reply = post("/v2/post/publish/creator_info/query/", "", "application/json; charset=UTF-8",
				 {{"Authorization", "Bearer " + tokens.accessToken}});
	EXPECT_EQ("ok", reply.code());
}

TEST_F(Api, TheAvatarIsAPngThatExpiresAfterTwoHours)
{
	const std::string url = creatorData()["creator_avatar_url"];
	const std::string path = url.substr(sandbox.baseUrl().size());
	const Reply avatar = get(path);
	EXPECT_EQ(200, avatar.status);
	EXPECT_EQ("image/png", avatar.header("Content-Type"));
	EXPECT_TRUE(avatar.body.starts_with("\x89PNG"));
	sandbox.advance(std::chrono::hours(2));
	EXPECT_EQ(403, get(path).status);
}

TEST_F(Api, ABannedCreatorIsToldWithHttp200)
{
	change([](SandboxCreator &creator) { creator.bannedFromPosting = true; });
	const Reply reply = creatorInfo();
	EXPECT_EQ(200, reply.status);
	EXPECT_EQ("spam_risk_user_banned_from_posting", reply.code());
	const Reply refused = init(directPost(1000));
	EXPECT_EQ(403, refused.status);
	EXPECT_EQ("spam_risk_user_banned_from_posting", refused.code());
}

TEST_F(Api, PublishDoesNotImplyUpload)
{
	tokens = sandbox.issueTokens({}, {"user.info.basic", "video.publish"});
	const Reply reply =
		api("/v2/post/publish/inbox/video/init/", {{"source_info", directPost(1000)["source_info"]}});
	EXPECT_EQ(401, reply.status);
	EXPECT_EQ("scope_not_authorized", reply.code());
}

struct Limit {
	const char *path;
	int perMinute;
};
class Endpoint : public Api, public testing::WithParamInterface<Limit> {
protected:
	// With nothing in it that the endpoint needs to know.
	Reply ask()
	{
		const std::string path = GetParam().path;
		return path.starts_with("/v2/user/") ? get(path, {{"Authorization", "Bearer " + tokens.accessToken}})
						     : api(path);
	}
};
TEST_P(Endpoint, LooksAtTheTokenBeforeAnythingElse)
{
	tokens.accessToken = "act.unknown";
	const Reply reply = ask();
	EXPECT_EQ(401, reply.status);
	EXPECT_EQ("access_token_invalid", reply.code());
}
TEST_P(Endpoint, CountsPerTokenAndSlidingMinuteWhateverIsAsked)
{
	const int perMinute = GetParam().perMinute;
	for (int i = 0; i < perMinute; ++i)
		ASSERT_NE("rate_limit_exceeded", ask().code()) << i;
	const Reply refused = ask();
	EXPECT_EQ(429, refused.status);
	EXPECT_EQ("rate_limit_exceeded", refused.code());
	EXPECT_TRUE(isViolated("rate_limit"));

	const SandboxTokens mine = std::exchange(tokens, sandbox.issueTokens());
	EXPECT_NE("rate_limit_exceeded", ask().code()) << "another token has a minute of its own";
	tokens = mine;
	sandbox.advance(std::chrono::seconds(61));
	EXPECT_NE("rate_limit_exceeded", ask().code());
}
INSTANTIATE_TEST_SUITE_P(
	Api, Endpoint,
	testing::Values(Limit{"/v2/user/info/", 600}, Limit{"/v2/post/publish/creator_info/query/", 20},
			Limit{"/v2/post/publish/video/init/", 6}, Limit{"/v2/post/publish/inbox/video/init/", 6},
			Limit{"/v2/post/publish/content/init/", 6}, Limit{"/v2/post/publish/status/fetch/", 30}),
	[](const auto &test) { return "Case" + std::to_string(test.index); });

TEST_F(Api, UserInfoGivesTheFieldsAskedFor)
{
	const Reply reply = get("/v2/user/info/?fields=open_id,display_name,avatar_url",
				{{"Authorization", "Bearer " + tokens.accessToken}});
	const json user = reply.parsed()["data"]["user"];
	EXPECT_EQ("-000niaplays", user["open_id"]);
	EXPECT_EQ("Nia Plays", user["display_name"]);
	EXPECT_TRUE(user["avatar_url"].get<std::string>().starts_with(sandbox.baseUrl()));
	EXPECT_EQ(3u, user.size());
}

TEST_F(Api, UserInfoRefusesFieldsOfOtherScopes)
{
	tokens = sandbox.issueTokens({}, {"user.info.basic"});
	const Reply reply =
		get("/v2/user/info/?fields=open_id,username", {{"Authorization", "Bearer " + tokens.accessToken}});
	EXPECT_EQ(400, reply.status);
	EXPECT_EQ("scope_permission_missed", reply.code());
}

TEST_F(Api, AClientsMistakesAreViolationsByTheirCodes)
{
	init(directPost(1000, 2000));
	EXPECT_TRUE(isViolated("refused_invalid_params"));
	json body = directPost(1000);
	body["post_info"]["title"] = std::string(2201, 'x');
	init(body);
	EXPECT_TRUE(isViolated("refused_invalid_param"));
	body = directPost(1000);
	body["post_info"]["privacy_level"] = "FOLLOWER_OF_CREATOR";
	init(body);
	EXPECT_TRUE(isViolated("refused_privacy_level_option_mismatch"));
	status("v_pub_file~v2-1.1");
	EXPECT_TRUE(isViolated("refused_invalid_publish_id"));
	const std::string publishId = begin(1000).publishId;
	sandbox.addCreator({.openId = "-000other", .username = "other", .nickname = "Other"});
	tokens = sandbox.issueTokens("-000other", {"user.info.basic", "video.publish"});
	status(publishId);
	EXPECT_TRUE(isViolated("refused_token_not_authorized_for_specified_publish_id"));
	get("/v2/user/info/?fields=username", {{"Authorization", "Bearer " + tokens.accessToken}});
	EXPECT_TRUE(isViolated("refused_scope_permission_missed"));
}

TEST_F(Api, WhatAClientCannotKnowIsNoViolationAndNeitherIsAFault)
{
	change([](SandboxCreator &creator) { creator.bannedFromPosting = true; });
	creatorInfo();
	EXPECT_EQ("spam_risk_user_banned_from_posting", init(directPost(1000)).code());
	inject({.name = "error_code", .endpoint = "video_init", .code = "privacy_level_option_mismatch"});
	EXPECT_EQ("privacy_level_option_mismatch", init(directPost(1000)).code());
	inject({.name = "chunk_size_refused"});
	EXPECT_EQ("invalid_params", init(directPost(1000)).code());
	sandbox.expireAccessTokens();
	EXPECT_EQ(401, creatorInfo().status);
	EXPECT_TRUE(sandbox.violations().empty()) << sandbox.describe();
}

TEST_F(Api, UserInfoNeedsFields)
{
	EXPECT_EQ(400, get("/v2/user/info/", {{"Authorization", "Bearer " + tokens.accessToken}}).status);
}

TEST_F(Api, AnUnknownPathIs404AndAViolation)
{
	EXPECT_EQ(404, api("/v2/post/publish/video/init").status) << "the slash at the end belongs to the path";
	EXPECT_TRUE(isViolated("unknown_endpoint"));
}

TEST_F(Api, EveryRequestIsRecordedWithItsConnection)
{
	creatorInfo();
	creatorInfo();
	const auto requests = sandbox.requests("creator_info");
	ASSERT_EQ(2u, requests.size());
	EXPECT_EQ("POST", requests[0].method);
	EXPECT_EQ("/v2/post/publish/creator_info/query/", requests[0].path);
	EXPECT_EQ(200, requests[0].httpStatus);
	EXPECT_GT(requests[0].replyBody_bytes, 0);
	EXPECT_EQ(requests[0].connection, requests[1].connection) << "the connection was reused";
	EXPECT_LT(requests[0].number, requests[1].number);
}

TEST_F(Api, TwoSandboxesCannotShareAPort)
{
	SandboxOptions options;
	options.port = std::stoi(sandbox.baseUrl().substr(sandbox.baseUrl().rfind(':') + 1));
	Sandbox other(options);
	const auto started = other.start();
	ASSERT_FALSE(started);
	EXPECT_EQ("port " + std::to_string(options.port) + " is taken", started.error());
}

TEST_F(Api, AStoppedSandboxRefusesConnectionsAndComesBackOnItsPort)
{
	sandbox.stop();
	EXPECT_EQ(0, creatorInfo().status);
	ASSERT_TRUE(sandbox.start());
	EXPECT_EQ("ok", creatorInfo().code());
}

class UnauditedApi : public SandboxTest {
protected:
	UnauditedApi() : SandboxTest({.audited = false}) {}
};

TEST_F(UnauditedApi, APublicAccountIsRefusedEvenForASelfOnlyPost)
{
	creatorInfo();
	json body = directPost(1000);
	body["post_info"]["privacy_level"] = "SELF_ONLY";
	const Reply reply = init(body);
	EXPECT_EQ(403, reply.status);
	EXPECT_EQ("unaudited_client_can_only_post_to_private_accounts", reply.code());
}

TEST_F(UnauditedApi, APrivateAccountsPostIsForcedToSelfOnly)
{
	sandbox.changeCreator("-000niaplays", [](SandboxCreator &creator) { creator.isPrivate = true; });
	creatorInfo();
	json body = directPost(1000);
	body["post_info"]["privacy_level"] = "MUTUAL_FOLLOW_FRIENDS";
	EXPECT_EQ("SELF_ONLY", sandbox.post(begin(body).publishId)->effectivePrivacy);
}

TEST_F(UnauditedApi, ADraftIsAllowedForAPublicAccount)
{
	const Reply reply =
		api("/v2/post/publish/inbox/video/init/", {{"source_info", directPost(1000)["source_info"]}});
	EXPECT_EQ("ok", reply.code());
	EXPECT_TRUE(reply.parsed()["data"]["publish_id"].get<std::string>().starts_with("v_inbox_file~"));
}

TEST(SandboxTls, ServesHttpsWithItsOwnAuthority)
{
	Sandbox sandbox({.tls = true});
	ASSERT_TRUE(sandbox.start());
	EXPECT_TRUE(sandbox.baseUrl().starts_with("https://127.0.0.1:"));
	httplib::Client trusting(sandbox.baseUrl());
	trusting.set_ca_cert_path(sandbox.caFile().string());
	const auto reply = trusting.Get("/avatar/niaplays.png");
	ASSERT_TRUE(reply) << to_string(reply.error());
	EXPECT_EQ(200, reply->status);
	httplib::Client doubting(sandbox.baseUrl());
	EXPECT_FALSE(doubting.Get("/avatar/niaplays.png")) << "nobody else trusts it";
}

TEST(SandboxTls, GoesByTheNameItWasGiven)
{
	Sandbox sandbox({.tls = true, .hostName = "sandbox.test"});
	ASSERT_TRUE(sandbox.start());
	EXPECT_TRUE(sandbox.baseUrl().starts_with("https://sandbox.test:"));
	httplib::Client client(sandbox.baseUrl());
	client.set_hostname_addr_map({{"sandbox.test", "127.0.0.1"}});
	client.set_ca_cert_path(sandbox.caFile().string());
	EXPECT_TRUE(client.Get("/avatar/niaplays.png"));
}

} // namespace
} // namespace DirectPost::Test
