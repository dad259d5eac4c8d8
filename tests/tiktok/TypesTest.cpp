#include <tiktok/Types.hpp>

#include <gtest/gtest.h>

namespace DirectPost::TikTok {

namespace {

TEST(Utf16Units, CountTheWayTikTokDoes)
{
	EXPECT_EQ(utf16Units(""), 0);
	EXPECT_EQ(utf16Units("clutch #speedrun"), 16);
	EXPECT_EQ(utf16Units("Grüße"), 5);
	EXPECT_EQ(utf16Units("日本語"), 3);
	EXPECT_EQ(utf16Units("🔥"), 2);
	EXPECT_EQ(utf16Units("👩‍👩‍👧"), 8); // three emoji and two joiners
	EXPECT_EQ(utf16Units("e\xCC\x81"), 2);          // a combining accent is a unit of its own
	EXPECT_EQ(utf16Units("\xEF\xBF\xBF"), 1);       // U+FFFF
	EXPECT_EQ(utf16Units("\xF0\x90\x80\x80"), 2);   // U+10000, the first pair
	EXPECT_EQ(utf16Units("\xF4\x8F\xBF\xBF"), 2);   // U+10FFFF, the last
	EXPECT_EQ(utf16Units(std::string(1, '\0')), 1);
}

TEST(Utf16Units, CountEveryMalformedByteAsOne)
{
	EXPECT_EQ(utf16Units("\x80"), 1);         // continuation without a lead
	EXPECT_EQ(utf16Units("\xC3"), 1);         // cut off
	EXPECT_EQ(utf16Units("\xE2\x82"), 2);     // cut off
	EXPECT_EQ(utf16Units("\xF0\x9F\x94"), 3); // half an emoji
	EXPECT_EQ(utf16Units("\xF0\x9F\x94z"), 4);
	EXPECT_EQ(utf16Units("\xC0\xAF"), 2);                 // overlong slash
	EXPECT_EQ(utf16Units("\xE0\x80\xAF"), 3);             // overlong
	EXPECT_EQ(utf16Units("\xED\xA0\xBD\xED\xB4\xA5"), 6); // surrogates written as UTF-8
	EXPECT_EQ(utf16Units("\xF4\x90\x80\x80"), 4);         // beyond Unicode
	EXPECT_EQ(utf16Units("\xFF\xFE"), 2);
}

TEST(TokenGrant, KnowsWhichScopesWereGranted)
{
	TokenGrant grant;
	grant.scopes = "user.info.basic, video.publish";
	EXPECT_TRUE(grant.grants("video.publish"));
	EXPECT_TRUE(grant.grants("user.info.basic"));
	EXPECT_FALSE(grant.grants("video.upload"));
	EXPECT_FALSE(grant.grants("video"));
	EXPECT_FALSE(TokenGrant().grants("video.publish"));
}

TEST(PrivacyLevel, HasAWireNameBothWays)
{
	for (const auto level : {PrivacyLevel::PublicToEveryone, PrivacyLevel::MutualFollowFriends,
				 PrivacyLevel::FollowerOfCreator, PrivacyLevel::SelfOnly})
		EXPECT_EQ(privacyLevelFrom(wireName(level)), level);
	EXPECT_EQ(wireName(PrivacyLevel::FollowerOfCreator), "FOLLOWER_OF_CREATOR");
	EXPECT_EQ(privacyLevelFrom("self_only"), std::nullopt);
	EXPECT_EQ(privacyLevelFrom(""), std::nullopt);
}

TEST(CreatorInfo, OffersNothingThatTikTokDoesNot)
{
	CreatorInfo creator{.privacyLevels = {PrivacyLevel::SelfOnly}, .isDuetDisabled = true};
	EXPECT_TRUE(creator.offers(PrivacyLevel::SelfOnly));
	EXPECT_FALSE(creator.offers(PrivacyLevel::PublicToEveryone));
	EXPECT_EQ(creator.offered(), (Interactions{.allowComment = true, .allowStitch = true}));
	EXPECT_TRUE(creator.offers(Interactions()));
	EXPECT_TRUE(creator.offers(creator.offered()));
	EXPECT_FALSE(creator.offers(Interactions{.allowDuet = true}));
	creator.isCommentDisabled = creator.isStitchDisabled = true;
	EXPECT_FALSE(creator.offers(Interactions{.allowComment = true}));
	EXPECT_FALSE(creator.offers(Interactions{.allowStitch = true}));
}

} // namespace

} // namespace DirectPost::TikTok
