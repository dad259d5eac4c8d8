#include "Player.hpp"

#include <algorithm>

namespace DirectPost::Test {
namespace {

class Init : public SandboxTest {
protected:
	Init() : SandboxTest({.enforceRateLimits = false}) {}
	void SetUp() override
	{
		SandboxTest::SetUp();
		creatorInfo();
	}
	Reply withInfo(const std::string &name, const json &value)
	{
		json body = directPost(1000);
		body["post_info"][name] = value;
		return init(body);
	}
	Reply withSource(const std::string &name, const json &value)
	{
		json body = directPost(1000);
		body["source_info"][name] = value;
		return init(body);
	}
};

TEST_F(Init, GivesAnIdAndAUrlWithinTheDocumentedLengths)
{
	const json data = init(directPost(1000)).parsed()["data"];
	EXPECT_LE(data["publish_id"].get<std::string>().size(), 64u);
	EXPECT_TRUE(data["publish_id"].get<std::string>().starts_with("v_pub_file~"));
	EXPECT_LE(data["upload_url"].get<std::string>().size(), 256u);
	EXPECT_TRUE(sandbox.violations().empty());
}

struct Plan {
	int64_t size;
	int64_t chunk;
	int64_t count;
	const char *message; // empty: accepted
};
constexpr auto kBadSize = "The chunk size is invalid";
constexpr auto kBadCount = "The total chunk count is invalid";

class ChunkPlan : public Init, public testing::WithParamInterface<Plan> {};
TEST_P(ChunkPlan, IsJudgedAsTikTokDoes)
{
	const auto &[size, chunk, count, message] = GetParam();
	const Reply reply = init(directPost(size, chunk, count));
	if (std::string(message).empty()) {
		EXPECT_EQ("ok", reply.code()) << reply.body;
		return;
	}
	EXPECT_EQ(400, reply.status);
	EXPECT_EQ("invalid_params", reply.code());
	EXPECT_EQ(message, reply.parsed()["error"]["message"]);
}
INSTANTIATE_TEST_SUITE_P(Worked, ChunkPlan,
			 testing::Values(Plan{1, 1, 1, ""}, Plan{3'000'000, 3'000'000, 1, ""},
					 Plan{5'242'880, 5'242'880, 1, ""}, Plan{50'000'123, 10'000'000, 5, ""},
					 Plan{50'000'123, 50'000'123, 1, ""}, Plan{64'000'000, 64'000'000, 1, ""},
					 Plan{64'000'001, 10'000'000, 6, ""}, Plan{64'000'001, 32'000'000, 2, ""},
					 Plan{67'108'864, 10'000'000, 6, ""}, Plan{209'715'200, 10'000'000, 20, ""},
					 Plan{4'000'000'000, 10'000'000, 400, ""}, Plan{10'485'760, 5'242'880, 2, ""},
					 Plan{127'999'999, 63'999'999, 2, ""}),
			 [](const auto &test) { return "Case" + std::to_string(test.index); });
INSTANTIATE_TEST_SUITE_P(Traps, ChunkPlan,
			 testing::Values(Plan{64'000'001, 64'000'000, 1, kBadSize},  // A: more than 64 MB at once
					 Plan{66'259'900, 66'259'900, 1, kBadSize},  // B: MB are decimal
					 Plan{121'000'000, 67'108'864, 1, kBadSize}, // B
					 Plan{15'000'000, 10'000'000, 1, kBadSize},  // C: one chunk is the file
					 Plan{64'000'001, 64'000'000, 2, kBadCount}, // ceil
					 Plan{50'000'123, 10'000'000, 6, kBadCount}, // ceil
					 Plan{50'000'123, 10'000'000, 4, kBadCount},
					 Plan{10'000'000, 5'000'000, 2, kBadSize}, // 5 MB, not 5 MiB
					 Plan{3'000'000, 1'000'000, 3, kBadSize}, Plan{1000, 2000, 1, kBadSize},
					 Plan{1000, -1, 1, kBadSize}, Plan{1000, 1000, 0, kBadCount}),
			 [](const auto &test) { return "Case" + std::to_string(test.index); });

TEST_F(Init, AVideoBeyond4GBOrWithoutBytesIsRefused)
{
	EXPECT_EQ(400, init(directPost(4'000'000'001, 10'000'000, 400)).status);
	EXPECT_EQ(400, init(directPost(0, 1, 1)).status);
}

TEST_F(Init, ACaptionMayHave2200Utf16Units)
{
	const auto captionOf = [](size_t emojis) {
		std::string caption;
		for (size_t i = 0; i < emojis; ++i)
			caption += "\xF0\x9F\x8E\xAE"; // two units, four bytes
		return caption;
	};
	EXPECT_EQ("ok", withInfo("title", captionOf(1100)).code());
	EXPECT_EQ("invalid_param", withInfo("title", captionOf(1100) + "x").code());
	EXPECT_EQ("ok", withInfo("title", std::string(2200, 'x')).code());
	EXPECT_EQ("invalid_param", withInfo("title", std::string(2201, 'x')).code());
}

TEST_F(Init, PrivacyMustBeOneOfTheCreatorsOptions)
{
	for (const json &wrong : {json("FOLLOWER_OF_CREATOR"), json("EVERYONE"), json("")}) {
		const Reply reply = withInfo("privacy_level", wrong);
		EXPECT_EQ(403, reply.status);
		EXPECT_EQ("privacy_level_option_mismatch", reply.code());
	}
	json body = directPost(1000);
	body["post_info"].erase("privacy_level");
	EXPECT_EQ("privacy_level_option_mismatch", init(body).code());
}

TEST_F(Init, TypesAreNotGuessed)
{
	EXPECT_EQ(400, withInfo("disable_comment", "true").status);
	EXPECT_EQ(400, withInfo("disable_duet", 1).status);
	EXPECT_EQ(400, withInfo("title", 7).status);
	EXPECT_EQ(400, withInfo("video_cover_timestamp_ms", 1.5).status);
	EXPECT_EQ(400, withSource("video_size", "1000").status);
	EXPECT_EQ(400, withSource("chunk_size", 1000.0).status);
	EXPECT_EQ(400, withSource("source", "FILE").status);
}

TEST_F(Init, TheBodyMustBeJsonAndSayIt)
{
	const httplib::Headers bearer{{"Authorization", "Bearer " + tokens.accessToken}};
	const std::string path = "/v2/post/publish/video/init/";
	EXPECT_EQ(400, post(path, directPost(1000).dump(), "text/plain", bearer).status);
	EXPECT_EQ(400, post(path, "{", "application/json; charset=UTF-8", bearer).status);
	EXPECT_EQ(400, post(path, "[]", "application/json; charset=UTF-8", bearer).status);
	EXPECT_EQ(400, init({{"post_info", directPost(1000)["post_info"]}}).status);
	EXPECT_EQ(400, init({{"source_info", directPost(1000)["source_info"]}}).status);
}

TEST_F(Init, EveryPostInfoFieldIsKept)
{
	json body = directPost(1000);
	body["post_info"].update({{"disable_comment", false},
				  {"brand_content_toggle", true},
				  {"brand_organic_toggle", true},
				  {"is_aigc", true},
				  {"video_cover_timestamp_ms", 1500}});
	const auto post = sandbox.post(begin(body).publishId);
	ASSERT_TRUE(post);
	EXPECT_EQ("last second clutch #speedrun", post->title);
	EXPECT_EQ("PUBLIC_TO_EVERYONE", post->privacyLevel);
	EXPECT_EQ(false, post->disableComment);
	EXPECT_EQ(true, post->disableDuet);
	EXPECT_EQ(true, post->brandContentToggle);
	EXPECT_EQ(true, post->brandOrganicToggle);
	EXPECT_EQ(true, post->isAigc);
	EXPECT_EQ(1500, post->videoCoverTimestamp_ms);
	EXPECT_EQ("direct", post->kind);
	EXPECT_EQ("PROCESSING_UPLOAD", post->status);
}

TEST_F(Init, OmittedTogglesAreAViolation)
{
	init({{"post_info", {{"privacy_level", "SELF_ONLY"}}}, {"source_info", directPost(1000)["source_info"]}});
	EXPECT_TRUE(isViolated("interaction_omitted"));
	EXPECT_TRUE(isViolated("brand_toggle_omitted"));
}

TEST_F(Init, PrivateBrandedContentIsAViolation)
{
	json body = directPost(1000);
	body["post_info"].update({{"brand_content_toggle", true}, {"privacy_level", "SELF_ONLY"}});
	EXPECT_EQ("ok", init(body).code()) << "TikTok documents no error for it";
	EXPECT_TRUE(isViolated("branded_content_private"));
}

TEST_F(Init, AllowingWhatTheCreatorSwitchedOffIsAViolation)
{
	sandbox.changeCreator("-000niaplays", [](SandboxCreator &creator) { creator.commentDisabled = true; });
	withInfo("disable_comment", false);
	EXPECT_TRUE(isViolated("disabled_interaction_allowed"));
}

TEST_F(Init, AllowingDuetsOfAPrivateAccountIsAViolation)
{
	sandbox.changeCreator("-000niaplays", [](SandboxCreator &creator) { creator.isPrivate = true; });
	json body = directPost(1000);
	body["post_info"].update({{"privacy_level", "SELF_ONLY"}, {"disable_duet", false}});
	init(body);
	EXPECT_TRUE(isViolated("disabled_interaction_allowed"));
}

TEST_F(Init, AnUnknownFieldIsAViolation)
{
	EXPECT_EQ("ok", withSource("video_cover_timestamp_ms", 0).code());
	EXPECT_TRUE(isViolated("unknown_field"));
}

TEST_F(Init, EveryPostSpendsACreatorInfo)
{
	init(directPost(1000));
	EXPECT_FALSE(isViolated("creator_info_not_asked"));
	init(directPost(2000));
	EXPECT_TRUE(isViolated("creator_info_not_asked"));
}

TEST_F(Init, PostsThatWereComposedOneAfterTheOtherMayWaitForEachOther)
{
	creatorInfo();
	init(directPost(1000));
	init(directPost(2000));
	EXPECT_FALSE(isViolated("creator_info_not_asked")) << "the page was opened twice";
}

TEST_F(Init, APostThatIsBegunAnewSpendsNoOtherCreatorInfo)
{
	init(directPost(1000));
	init(directPost(1000));
	EXPECT_FALSE(isViolated("creator_info_not_asked"));
}

TEST_F(Init, ACreatorInfoIsGoodForHalfAnHour)
{
	sandbox.advance(std::chrono::minutes(31));
	init(directPost(1000));
	EXPECT_TRUE(isViolated("creator_info_not_asked"));
}

TEST_F(Init, TheDailyCapRollsOver24Hours)
{
	sandbox.changeCreator("-000niaplays", [](SandboxCreator &creator) { creator.dailyPostCap = 1; });
	Upload upload = begin(1000);
	EXPECT_EQ("ok", init(directPost(1000)).code()) << "an init without bytes is no post";
	inject({.name = "slow_processing", .delay_s = 60});
	put(upload.url, random(1000), 0, 1000);
	const Reply refused = init(directPost(1000));
	EXPECT_EQ(403, refused.status);
	EXPECT_EQ("spam_risk_too_many_posts", refused.code());
	const Reply told = creatorInfo();
	EXPECT_EQ(200, told.status);
	EXPECT_EQ("spam_risk_too_many_posts", told.code());
	sandbox.advance(std::chrono::hours(24));
	tokens = sandbox.issueTokens();
	EXPECT_EQ("ok", creatorInfo().code());
}

TEST_F(Init, FiveDraftsMayWait)
{
	sandbox.changeCreator("-000niaplays", [](SandboxCreator &creator) { creator.dailyPostCap = 1; });
	const std::string inbox = "/v2/post/publish/inbox/video/init/";
	const json body{{"source_info", directPost(1000)["source_info"]}};
	for (int i = 0; i < 5; ++i) {
		inject({.name = "slow_processing", .delay_s = 60});
		const json data = api(inbox, body).parsed()["data"];
		const std::string url = data["upload_url"];
		put(url.substr(sandbox.uploadUrl().size()), random(1000), 0, 1000);
	}
	const Reply refused = api(inbox, body);
	EXPECT_EQ(403, refused.status);
	EXPECT_EQ("spam_risk_too_many_pending_share", refused.code());
	EXPECT_EQ("ok", creatorInfo().code()) << "drafts are no posts";
	sandbox.advance(std::chrono::hours(24));
	tokens = sandbox.issueTokens();
	EXPECT_EQ("ok", api(inbox, body).code());
}

TEST_F(Init, ADraftNeedsItsOwnScopeAndSaysNothingAboutThePost)
{
	const std::string inbox = "/v2/post/publish/inbox/video/init/";
	json body{{"source_info", directPost(1000)["source_info"]}};
	tokens = sandbox.issueTokens({}, {"user.info.basic", "video.publish"});
	EXPECT_EQ("scope_not_authorized", api(inbox, body).code());
	tokens = sandbox.issueTokens();
	EXPECT_EQ("ok", api(inbox, body).code());
	const auto unknownFields = [this] {
		return std::ranges::count(sandbox.violations(), "unknown_field", &SandboxViolation::rule);
	};
	EXPECT_EQ(0, unknownFields());
	body["post_info"] = directPost(1000)["post_info"];
	EXPECT_EQ("ok", api(inbox, body).code()) << "TikTok takes no notice";
	EXPECT_EQ(1, unknownFields());
}

TEST_F(Init, PullingNeedsAVerifiedHttpsUrl)
{
	json body = directPost(1000);
	body["source_info"] = {{"source", "PULL_FROM_URL"}, {"video_url", "https://cdn.example/clip.mp4"}};
	const Reply reply = init(body);
	EXPECT_EQ(403, reply.status);
	EXPECT_EQ("url_ownership_unverified", reply.code());
}

} // namespace
} // namespace DirectPost::Test
