#include "Samples.hpp"

#include <compose/Rules.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace DirectPost::Compose {
namespace {

using TikTok::PostInfo;
using TikTok::PrivacyLevel;

constexpr PrivacyLevel kLevels[] = {PrivacyLevel::PublicToEveryone, PrivacyLevel::MutualFollowFriends,
				    PrivacyLevel::FollowerOfCreator, PrivacyLevel::SelfOnly};

// Every combination of choices.
std::vector<PostInfo> allInfos()
{
	std::vector<std::optional<PrivacyLevel>> levels = {std::nullopt};
	levels.insert(levels.end(), std::begin(kLevels), std::end(kLevels));
	std::vector<PostInfo> all;
	for (const auto level : levels)
		for (unsigned ticks = 0; ticks < 64; ++ticks) {
			PostInfo info;
			info.caption = "words";
			info.privacyLevel = level;
			info.interactions = {.allowComment = (ticks & 1) != 0,
					     .allowDuet = (ticks & 2) != 0,
					     .allowStitch = (ticks & 4) != 0};
			info.commercial = {.isYourBrand = (ticks & 8) != 0, .isBrandedContent = (ticks & 16) != 0};
			info.isAiGenerated = (ticks & 32) != 0;
			all.push_back(info);
		}
	return all;
}

// Every subset of the levels with every subset of what a creator can turn off.
std::vector<TikTok::CreatorInfo> allCreators()
{
	std::vector<TikTok::CreatorInfo> all;
	for (unsigned bits = 0; bits < 128; ++bits) {
		TikTok::CreatorInfo info;
		for (unsigned at = 0; at < 4; ++at)
			if (bits & (1u << at))
				info.privacyLevels.push_back(kLevels[at]);
		info.isCommentDisabled = (bits & 16) != 0;
		info.isDuetDisabled = (bits & 32) != 0;
		info.isStitchDisabled = (bits & 64) != 0;
		all.push_back(info);
	}
	return all;
}

// Nothing that was not chosen before; words as they were.
bool onlyTakesBack(const PostInfo &before, const PostInfo &after)
{
	const auto isSameOrOff = [](bool was, bool is) {
		return was || !is;
	};
	return (!after.privacyLevel || after.privacyLevel == before.privacyLevel) && after.caption == before.caption &&
	       isSameOrOff(before.interactions.allowComment, after.interactions.allowComment) &&
	       isSameOrOff(before.interactions.allowDuet, after.interactions.allowDuet) &&
	       isSameOrOff(before.interactions.allowStitch, after.interactions.allowStitch) &&
	       isSameOrOff(before.commercial.isYourBrand, after.commercial.isYourBrand) &&
	       isSameOrOff(before.commercial.isBrandedContent, after.commercial.isBrandedContent) &&
	       isSameOrOff(before.isAiGenerated, after.isAiGenerated);
}

TEST(Offers, NothingBeforeTikTokHasSaidWhatTheCreatorMay)
{
	const Offer offer = offerFor(nullptr, finishedDraft("").info, PostKind::Video);
	EXPECT_FALSE(offer.isKnown);
	EXPECT_TRUE(offer.privacyLevels.empty());
	EXPECT_FALSE(offer.mayAllowComment || offer.mayAllowDuet || offer.mayAllowStitch);
}

TEST(Offers, ExactlyTheAudiencesThatTikTokNamesInItsOrder)
{
	TikTok::CreatorInfo info = creator();
	std::ranges::reverse(info.privacyLevels);
	const Offer offer = offerFor(&info, {}, PostKind::Video);
	EXPECT_TRUE(offer.isKnown);
	EXPECT_EQ(offer.privacyLevels, info.privacyLevels);
}

TEST(Offers, EachInteractionUnlessTheCreatorHasTurnedItOff)
{
	for (const TikTok::CreatorInfo &info : allCreators()) {
		const Offer offer = offerFor(&info, {}, PostKind::Video);
		EXPECT_EQ(offer.mayAllowComment, !info.isCommentDisabled);
		EXPECT_EQ(offer.mayAllowDuet, !info.isDuetDisabled);
		EXPECT_EQ(offer.mayAllowStitch, !info.isStitchDisabled);
	}
}

TEST(Offers, NeitherDuetNorStitchForPhotos)
{
	const TikTok::CreatorInfo everything;
	const Offer offer = offerFor(&everything, {}, PostKind::Photos);
	EXPECT_TRUE(offer.mayAllowComment);
	EXPECT_FALSE(offer.mayAllowDuet);
	EXPECT_FALSE(offer.mayAllowStitch);
}

TEST(Offers, BrandedContentAndOnlyMeNeverTogether)
{
	const TikTok::CreatorInfo info = creator();
	PostInfo branded;
	branded.commercial.isBrandedContent = true;
	EXPECT_FALSE(offerFor(&info, branded, PostKind::Video).mayBePrivate);
	EXPECT_TRUE(offerFor(&info, {}, PostKind::Video).mayBePrivate);
	PostInfo alone;
	alone.privacyLevel = PrivacyLevel::SelfOnly;
	EXPECT_FALSE(offerFor(&info, alone, PostKind::Video).mayBeBranded);
	EXPECT_TRUE(offerFor(&info, {}, PostKind::Video).mayBeBranded);
}

TEST(Choices, AreTakenBackWhereTheyAreNotOfferedAndNeverReplaced)
{
	const std::vector<PostInfo> infos = allInfos();
	for (const TikTok::CreatorInfo &info : allCreators())
		for (const PostKind kind : {PostKind::Video, PostKind::Photos})
			for (const PostInfo &before : infos) {
				const PostInfo after = withinOffer(before, info, kind);
				ASSERT_TRUE(onlyTakesBack(before, after));
				const Offer offer = offerFor(&info, after, kind);
				ASSERT_TRUE(!after.privacyLevel ||
					    std::ranges::contains(offer.privacyLevels, *after.privacyLevel));
				ASSERT_TRUE(offer.mayAllowComment || !after.interactions.allowComment);
				ASSERT_TRUE(offer.mayAllowDuet || !after.interactions.allowDuet);
				ASSERT_TRUE(offer.mayAllowStitch || !after.interactions.allowStitch);
				ASSERT_EQ(withinOffer(after, info, kind), after);
			}
}

TEST(Choices, ThatAreOfferedStayAsTheyAre)
{
	TikTok::CreatorInfo everything;
	everything.privacyLevels.assign(std::begin(kLevels), std::end(kLevels));
	for (const PostInfo &info : allInfos())
		ASSERT_EQ(withinOffer(info, everything, PostKind::Video), info);
}

TEST(Choices, ThatCannotBeSaidTogetherAreTakenBackAndNeverReplaced)
{
	for (const bool isDisclosureOn : {false, true})
		for (const PostInfo &before : allInfos()) {
			const PostInfo after = consistent(before, isDisclosureOn);
			ASSERT_TRUE(onlyTakesBack(before, after));
			ASSERT_EQ(after.privacyLevel, before.privacyLevel);
			ASSERT_EQ(after.interactions, before.interactions);
			ASSERT_FALSE(after.commercial.isBrandedContent && after.privacyLevel == PrivacyLevel::SelfOnly);
			ASSERT_TRUE(isDisclosureOn || after.commercial == TikTok::CommercialContent());
			ASSERT_EQ(consistent(after, isDisclosureOn), after);
		}
}

TEST(Choices, OfAnotherAccountLeaveTheCaptionAlone)
{
	for (const PostInfo &info : allInfos()) {
		PostInfo words;
		words.caption = info.caption;
		ASSERT_EQ(withoutChoices(info), words);
		ASSERT_EQ(hasChoices(info), info != words);
	}
}

TEST(Choices, ThatLackAKindOfDisclosureAndAnAudienceLackTheKindFirst)
{
	EXPECT_EQ(obstacleIn(PostInfo(), true, creator()), Obstacle::DisclosureUnfinished);
	EXPECT_EQ(obstacleIn(PostInfo(), false, creator()), Obstacle::NoPrivacy);
}

TEST(Choices, AreAllUnmadeInANewDraft)
{
	EXPECT_FALSE(hasChoices(Draft().info));
	EXPECT_FALSE(Draft().isDisclosureOn);
	EXPECT_FALSE(Draft().cover_ms);
	EXPECT_TRUE(Draft().plan.isPlain());
	EXPECT_FALSE(hasChoices(PhotoDraft().info));
	EXPECT_FALSE(PhotoDraft().isDisclosureOn);
	EXPECT_FALSE(hasChoices(PresetDraft().info));
	EXPECT_FALSE(PresetDraft().isDisclosureOn);
}

} // namespace
} // namespace DirectPost::Compose
