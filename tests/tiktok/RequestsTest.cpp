#include "Requests.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace DirectPost::TikTok {

namespace {

using nlohmann::json;

TEST(FormBody, EncodesReservedCharactersOnce)
{
	// Real codes hold * and !.
	EXPECT_EQ(formBody({{"code", "a*b!c%2A"}, {"empty", ""}, {"redirect_uri", "http://127.0.0.1:1/callback/"}})
			  .reveal(),
		  "code=a%2Ab%21c%252A&empty=&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback%2F");
}

TEST(VideoInitBody, SendsEveryFieldEvenWhenNothingWasChosen)
{
	const VideoPost post;
	const json body = json::parse(videoInitBody(post, planChunks(50'000'123).value()));
	EXPECT_EQ(body, json::parse(R"({
		"post_info": {"title": "", "privacy_level": "SELF_ONLY", "disable_comment": true, "disable_duet": true,
			"disable_stitch": true, "brand_content_toggle": false, "brand_organic_toggle": false, "is_aigc": false},
		"source_info": {"source": "FILE_UPLOAD", "video_size": 50000123, "chunk_size": 50000123, "total_chunk_count": 1}})"));
}

TEST(VideoInitBody, InvertsWhatTheCreatorAllowed)
{
	VideoPost post;
	post.info.caption = "last second clutch 🔥 \"#speedrun\"";
	post.info.privacyLevel = PrivacyLevel::PublicToEveryone;
	post.info.interactions = {.allowComment = true, .allowDuet = false, .allowStitch = true};
	post.info.commercial = {.isYourBrand = false, .isBrandedContent = true};
	post.info.isAiGenerated = true;
	post.cover_ms = 1500;
	const json info = json::parse(videoInitBody(post, planChunks(1).value())).at("post_info");
	EXPECT_EQ(info,
		  json::parse(R"({"title": "last second clutch 🔥 \"#speedrun\"", "privacy_level": "PUBLIC_TO_EVERYONE",
		"disable_comment": false, "disable_duet": true, "disable_stitch": false, "brand_content_toggle": true,
		"brand_organic_toggle": false, "is_aigc": true, "video_cover_timestamp_ms": 1500})"));
}

TEST(VideoInitBody, RepairsACaptionWithBrokenUtf8)
{
	VideoPost post;
	post.info.caption = "ab\xFFyz";
	const json body = json::parse(videoInitBody(post, planChunks(1).value()));
	EXPECT_EQ(body.at("post_info").at("title"), "ab\xEF\xBF\xBDyz");
}

TEST(DraftInitBody, SaysHowTheFileComesAndNothingAboutThePost)
{
	EXPECT_EQ(
		json::parse(draftInitBody(planChunks(65'000'000).value())),
		json::parse(R"({"source_info": {"source": "FILE_UPLOAD", "video_size": 65000000, "chunk_size": 10000000,
			"total_chunk_count": 6}})"));
}

TEST(PhotoInitBody, SendsEveryFieldAndTheAiLabelAtTheTop)
{
	PhotoPost post;
	post.imageUrls = {"https://example.com/1.jpg", "https://example.com/2.webp"};
	post.coverIndex = 1;
	post.title = "t";
	post.info.caption = "d";
	post.info.privacyLevel = PrivacyLevel::MutualFollowFriends;
	post.info.interactions.allowComment = true;
	post.autoAddMusic = true;
	post.info.commercial = {.isYourBrand = true, .isBrandedContent = false};
	EXPECT_EQ(json::parse(photoInitBody(post)),
		  json::parse(R"({"media_type": "PHOTO", "post_mode": "DIRECT_POST", "is_aigc": false,
		"post_info": {"title": "t", "description": "d", "privacy_level": "MUTUAL_FOLLOW_FRIENDS", "disable_comment": false,
			"auto_add_music": true, "brand_content_toggle": false, "brand_organic_toggle": true},
		"source_info": {"source": "PULL_FROM_URL", "photo_cover_index": 1,
			"photo_images": ["https://example.com/1.jpg", "https://example.com/2.webp"]}})"));
}

TEST(StatusBody, NamesThePost)
{
	EXPECT_EQ(statusBody("v_pub_file~v2-1.123"), R"({"publish_id":"v_pub_file~v2-1.123"})");
}

TEST(ContentRange, NamesFirstAndLastByteOfTheChunk)
{
	const ChunkPlan plan{50'000'123, 10'000'000, 5};
	EXPECT_EQ(contentRange(plan, 0), "bytes 0-9999999/50000123");
	EXPECT_EQ(contentRange(plan, 3), "bytes 30000000-39999999/50000123");
	EXPECT_EQ(contentRange(plan, 4), "bytes 40000000-50000122/50000123");
	EXPECT_EQ(contentRange(planChunks(4'000'000'000).value(), 399), "bytes 3990000000-3999999999/4000000000");
	EXPECT_EQ(contentRange(planChunks(1).value(), 0), "bytes 0-0/1");
}

} // namespace

} // namespace DirectPost::TikTok
