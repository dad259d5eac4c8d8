#include "PresetFile.hpp"
#include "Samples.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace DirectPost::Compose {
namespace {

using TikTok::PrivacyLevel;

class PresetFile : public testing::Test {
protected:
	AutoPublishMemory load(const std::string &text)
	{
		std::ofstream(file(), std::ios::binary) << text;
		return loadMemory(file());
	}
	std::filesystem::path file() const { return folder.path() / "auto-publish.json"; }

	Folder folder;
};

Preset wholePreset()
{
	Preset preset;
	preset.accountOpenId = kNia;
	preset.info.caption = "{scene} \"quoted\" \xC3\xA4";
	preset.info.privacyLevel = PrivacyLevel::MutualFollowFriends;
	preset.info.interactions = {.allowComment = true, .allowDuet = false, .allowStitch = true};
	preset.info.commercial = {.isYourBrand = true, .isBrandedContent = true};
	preset.info.isAiGenerated = true;
	preset.forRecordings = false;
	preset.forReplays = true;
	preset.edit = {.layout = Media::LayoutKind::CameraOverGame, .last_s = 30, .isRepaired = true};
	preset.consentedAt = "2026-11-22T18:00:00Z";
	return preset;
}

// As the first version wrote it: what was said stands flat.
constexpr auto kFirstVersion = R"({
	"posted": ["2026-11-22T17:00:00.000Z", "nonsense", "2026-11-22T17:30:00.250Z"],
	"preset": {
		"account_open_id": "open-nia", "privacy": "FOLLOWER_OF_CREATOR",
		"allow_comment": true, "allow_duet": false, "allow_stitch": true,
		"is_your_brand": true, "is_branded_content": false, "is_ai_generated": true,
		"caption_template": "{scene} {date}", "for_recordings": true, "for_replays": false,
		"consented_at": "2026-11-22T18:00:00Z"
	}
})";

TEST_F(PresetFile, KeepsThePresetAndWhenClipsWereSent)
{
	AutoPublishMemory memory;
	memory.preset = wholePreset();
	memory.posted = {QDateTime::fromString(QStringLiteral("2026-11-22T17:00:00.250Z"), Qt::ISODateWithMs)};
	const AutoPublishMemory loaded = load(memoryText(memory));
	EXPECT_EQ(loaded.preset, memory.preset);
	EXPECT_EQ(loaded.posted, memory.posted);
}

TEST_F(PresetFile, IsEmptyWhereThereIsNone)
{
	const AutoPublishMemory loaded = loadMemory(file());
	EXPECT_FALSE(loaded.preset);
	EXPECT_TRUE(loaded.posted.isEmpty());
}

TEST_F(PresetFile, OfTheFirstVersionIsStillRead)
{
	const AutoPublishMemory loaded = load(kFirstVersion);
	ASSERT_TRUE(loaded.preset);
	EXPECT_EQ(loaded.preset->accountOpenId, "open-nia");
	EXPECT_EQ(loaded.preset->info.privacyLevel, PrivacyLevel::FollowerOfCreator);
	EXPECT_EQ(loaded.preset->info.interactions,
		  (TikTok::Interactions{.allowComment = true, .allowDuet = false, .allowStitch = true}));
	EXPECT_EQ(loaded.preset->info.commercial,
		  (TikTok::CommercialContent{.isYourBrand = true, .isBrandedContent = false}));
	EXPECT_TRUE(loaded.preset->info.isAiGenerated);
	EXPECT_EQ(loaded.preset->info.caption, "{scene} {date}");
	EXPECT_TRUE(loaded.preset->forRecordings);
	EXPECT_FALSE(loaded.preset->forReplays);
	EXPECT_EQ(loaded.preset->consentedAt, "2026-11-22T18:00:00Z");
	EXPECT_EQ(loaded.preset->edit, PresetEdit()) << "each clip is posted as it was recorded";
	EXPECT_EQ(loaded.posted.size(), 2) << "a time that makes no sense is none";
}

TEST_F(PresetFile, OffersNoPresetWhereItMakesNoSense)
{
	for (const char *text : {
		     "",
		     "null",
		     "[1, 2]",
		     "{\"preset\": {\"privacy\": \"EVERYONE_AND_THEIR_DOG\", \"account_open_id\": \"x\"",
		     "{\"preset\": 7}",
		     "{\"preset\": {}}",
		     "{\"preset\": {\"account_open_id\": 7}}",
		     "{\"posted\": 7, \"preset\": {}}",
		     R"({"preset": {"account_open_id": "a", "consented_at": "b", "for_recordings": true,
			 "for_replays": true, "privacy": "EVERYONE_AND_THEIR_DOG"}})",
		     R"({"preset": {"account_open_id": "", "consented_at": "b", "for_recordings": true,
			 "for_replays": true, "privacy": "SELF_ONLY"}})",
		     R"({"preset": {"account_open_id": "a", "consented_at": "", "for_recordings": true,
			 "for_replays": true, "privacy": "SELF_ONLY"}})",
		     R"({"preset": {"account_open_id": "a", "consented_at": "b", "for_recordings": true,
			 "for_replays": true, "info": {"caption": "no privacy"}}})",
		     R"({"preset": {"account_open_id": "a", "consented_at": "b", "for_recordings": true,
			 "for_replays": true, "privacy": "SELF_ONLY", "edit": {"layout": "diagonal"}}})",
	     })
		EXPECT_FALSE(load(text).preset) << text;
}

TEST_F(PresetFile, KeepsNoLastPartThatNobodyCouldHaveChosen)
{
	for (const auto &[said, kept_s] : {std::pair("1", kLeastLast_s), std::pair("601", kMostLast_s)}) {
		const AutoPublishMemory loaded = load(
			std::string(R"({"preset": {"account_open_id": "a", "consented_at": "b", "for_recordings": true,
				"for_replays": true, "privacy": "SELF_ONLY", "edit": {"last_s": )") +
			said + "}}}");
		ASSERT_TRUE(loaded.preset);
		EXPECT_EQ(loaded.preset->edit.last_s, kept_s);
	}
}

TEST_F(PresetFile, KeepsWhenClipsWereSentAlsoWhenThePresetMakesNoSense)
{
	EXPECT_EQ(load(R"({"posted": ["2026-11-22T17:00:00.000Z"], "preset": {"account_open_id": 7}})").posted.size(),
		  1);
}

} // namespace
} // namespace DirectPost::Compose
