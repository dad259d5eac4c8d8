#include "Player.hpp"

namespace DirectPost::Test {
namespace {

class ControlPlane : public SandboxTest {
protected:
	Reply tell(const std::string &what, const json &body)
	{
		return post("/_sandbox/" + what, body.dump(), "application/json");
	}
	json ask(const std::string &what) { return get("/_sandbox/" + what).parsed(); }
};

TEST_F(ControlPlane, ListsPostsRequestsAndViolations)
{
	const std::string publishId = send(random(1000));
	const json posts = ask("posts")["posts"];
	ASSERT_EQ(1u, posts.size());
	EXPECT_EQ(json(publishId), posts[0]["publish_id"]);
	EXPECT_EQ(1000, posts[0]["video_size"]);
	EXPECT_EQ(json(sha256(random(1000))), posts[0]["sha256"]);
	EXPECT_EQ("unknown", posts[0]["media"]["container"]);
	EXPECT_EQ(3u, ask("requests")["requests"].size()) << "creator info, init, upload; not the control plane";
	get("/nowhere");
	EXPECT_EQ("unknown_endpoint", ask("violations")["violations"][0]["rule"]);
}

TEST_F(ControlPlane, InjectsCountsAndClearsFaults)
{
	const json id =
		tell("faults", {{"name", "error_code"}, {"endpoint", "creator_info"}, {"code", "internal_error"}})
			.parsed()["id"];
	EXPECT_EQ(500, creatorInfo().status);
	EXPECT_EQ(id, ask("faults")["faults"][0]["id"]);
	EXPECT_EQ(1, ask("faults")["faults"][0]["hits"]);
	client->Delete("/_sandbox/faults");
	EXPECT_EQ(json::array(), ask("faults")["faults"]);
}

TEST_F(ControlPlane, ExplainsMistakes)
{
	const Reply unknown = tell("faults", {{"name", "earthquake"}});
	EXPECT_EQ(400, unknown.status);
	EXPECT_EQ("there is no fault named earthquake", unknown.parsed()["mistake"]);
	EXPECT_EQ(400, tell("faults", {{"name", "stall"}, {"at_bite", 3}}).status);
	EXPECT_EQ(400, tell("clock", json::object()).status);
	EXPECT_EQ(400, post("/_sandbox/faults", "{", "application/json").status);
}

TEST_F(ControlPlane, AdvancesTheClock)
{
	const double before = ask("state")["now"];
	EXPECT_NEAR(before + 3600, tell("clock", {{"advance_seconds", 3600}}).parsed()["now"].get<double>(), 5);
}

TEST_F(ControlPlane, ChangesTheCreator)
{
	tell("creator", {{"nickname", "Nia"}, {"is_private", true}, {"max_video_post_duration_sec", 60}});
	const json data = creatorInfo().parsed()["data"];
	EXPECT_EQ("Nia", data["creator_nickname"]);
	EXPECT_EQ(60, data["max_video_post_duration_sec"]);
	EXPECT_EQ("FOLLOWER_OF_CREATOR", data["privacy_level_options"][0]);
}

TEST_F(ControlPlane, ChangesOptions)
{
	tell("options", {{"processing_s", 60}, {"audited", false}});
	EXPECT_EQ(60, ask("state")["processing_s"]);
	EXPECT_EQ(false, ask("state")["audited"]);
}

TEST_F(ControlPlane, TellsTheSecretsToLookFor)
{
	const json secrets = ask("secrets")["secrets"];
	EXPECT_TRUE(std::ranges::contains(secrets, json(tokens.accessToken)));
	EXPECT_TRUE(std::ranges::contains(secrets, json(tokens.refreshToken)));
}

} // namespace
} // namespace DirectPost::Test
