#include <publish/PostInfoJson.hpp>

#include <gtest/gtest.h>

namespace DirectPost::Publish {
namespace {

using nlohmann::json;

TikTok::PostInfo full()
{
	return {.caption = "last second clutch 🔥 \"#speedrun\"",
		.privacyLevel = TikTok::PrivacyLevel::FollowerOfCreator,
		.interactions = {.allowComment = true, .allowDuet = false, .allowStitch = true},
		.commercial = {.isYourBrand = true, .isBrandedContent = false},
		.isAiGenerated = true};
}

TEST(PostInfoJson, GivesBackWhatWasSaid)
{
	EXPECT_EQ(postInfoFromJson(toJson(full())), full());
	TikTok::PostInfo inverse = full();
	inverse.interactions = {.allowComment = false, .allowDuet = true, .allowStitch = false};
	inverse.commercial = {.isYourBrand = false, .isBrandedContent = true};
	inverse.isAiGenerated = false;
	EXPECT_EQ(postInfoFromJson(json::parse(toJson(inverse).dump())), inverse);
}

TEST(PostInfoJson, LeavesOutAnAudienceThatNobodyHasChosen)
{
	TikTok::PostInfo info = full();
	info.privacyLevel.reset();
	EXPECT_FALSE(toJson(info).contains("privacy"));
	EXPECT_EQ(postInfoFromJson(toJson(info)), info);
}

TEST(PostInfoJson, KeepsTheNamesOfItsFields)
{
	EXPECT_EQ(toJson(full()),
		  json::parse(R"({"caption": "last second clutch 🔥 \"#speedrun\"", "privacy": "FOLLOWER_OF_CREATOR",
			"allow_comment": true, "allow_duet": false, "allow_stitch": true, "is_your_brand": true,
			"is_branded_content": false, "is_ai_generated": true})"));
}

TEST(PostInfoJson, RefusesWhatIsNoneOfIt)
{
	const json whole = toJson(full());
	for (const auto &[key, value] : whole.items()) {
		json wrong = whole;
		wrong[key] = 7;
		EXPECT_FALSE(postInfoFromJson(wrong)) << key;
	}
	json unknown = whole;
	unknown["privacy"] = "CLOSE_FRIENDS";
	EXPECT_FALSE(postInfoFromJson(unknown));
	EXPECT_FALSE(postInfoFromJson(json::array()));
	EXPECT_FALSE(postInfoFromJson(nullptr));
}

} // namespace
} // namespace DirectPost::Publish
