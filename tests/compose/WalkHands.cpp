#include "Walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// What hands set in a random walk: on which clip, for which account. Nothing else may ever be posted.
namespace DirectPost::Compose {

using TikTok::PostInfo;
using TikTok::PrivacyLevel;

namespace {

bool isSaid(const PostInfo &info)
{
	return info != PostInfo{.caption = info.caption};
}

} // namespace

PrivacyLevel Walk::anyLevel()
{
	return static_cast<PrivacyLevel>(1 + below(4));
}

// All that can be said at once, as remote control or a post that is edited says it.
PostInfo Walk::anyInfo(const std::string &caption)
{
	PostInfo info;
	info.caption = caption;
	if (!oneIn(4))
		info.privacyLevel = anyLevel();
	info.interactions = {.allowComment = oneIn(3), .allowDuet = oneIn(3), .allowStitch = oneIn(3)};
	info.commercial = {.isYourBrand = oneIn(6), .isBrandedContent = oneIn(6)};
	info.isAiGenerated = oneIn(4);
	return info;
}

// One thing in the form, as the mouse does it; the rest is as it is shown.
void Walk::touchOne()
{
	const ClipId id = anyIdEver();
	if (!find(id))
		return;
	Draft draft = program_.clip(id).draft;
	PostInfo &info = draft.info;
	TikTok::Interactions &allowed = info.interactions;
	PostInfo hand = handOn(*find(id));
	switch (below(8)) {
	case 0:
	case 1:
		hand.privacyLevel = info.privacyLevel = anyLevel();
		break;
	case 2:
		hand.interactions.allowComment = allowed.allowComment = !allowed.allowComment;
		break;
	case 3:
		hand.interactions.allowDuet = allowed.allowDuet = !allowed.allowDuet;
		break;
	case 4:
		hand.interactions.allowStitch = allowed.allowStitch = !allowed.allowStitch;
		break;
	case 5:
		hand.isAiGenerated = info.isAiGenerated = !info.isAiGenerated;
		break;
	case 6: // turned on again, it has nothing ticked
		draft.isDisclosureOn = !draft.isDisclosureOn;
		hand.commercial = {};
		break;
	default:
		bool &brand = oneIn(2) ? info.commercial.isYourBrand : info.commercial.isBrandedContent;
		brand = !brand;
		hand.commercial = info.commercial;
	}
	say(id, draft, hand);
}

// For whom hands choose now. While nobody knows which account it is, choices stay the earlier owner's.
std::string Walk::chooser(const std::string &choicesFor) const
{
	return openId_.empty() ? choicesFor : openId_;
}

PostInfo Walk::handOn(const ModelClip &clip) const
{
	const auto found = clip.byHand.find(chooser(clip.choicesFor));
	return found == clip.byHand.end() ? PostInfo() : found->second;
}

void Walk::say(ClipId id, const Draft &draft, PostInfo hand)
{
	program_.composer().setDraft(id, draft);
	ModelClip *clip = find(id);
	if (!clip || clip->isPosting || (clip->info == draft.info && clip->isDisclosureOn == draft.isDisclosureOn))
		return;
	if (!draft.isDisclosureOn)
		hand.commercial = {};
	clip->byHand[chooser(clip->choicesFor)] = hand;
	clip->info = possible(draft.info, draft.isDisclosureOn, PostKind::Video);
	clip->isDisclosureOn = draft.isDisclosureOn;
	noteOwner(clip->choicesFor, draft.info, draft.isDisclosureOn);
}

void Walk::noteOwner(std::string &choicesFor, const PostInfo &info, bool isDisclosureOn) const
{
	choicesFor = isSaid(info) || isDisclosureOn ? chooser(choicesFor) : std::string();
}

// What may be said together, of what the creator offers: never put into another choice.
PostInfo Walk::possible(PostInfo info, bool isDisclosureOn, PostKind kind)
{
	if (!isDisclosureOn)
		info.commercial = {};
	if (info.privacyLevel == PrivacyLevel::SelfOnly)
		info.commercial.isBrandedContent = false;
	keepWithinOffer(info, kind);
	return info;
}

void Walk::keepWithinOffer(PostInfo &info, PostKind kind)
{
	const auto &creator = program_.state().creator.info;
	if (!creator)
		return;
	EXPECT_TRUE(isConnected_);
	if (info.privacyLevel && !std::ranges::contains(creator->privacyLevels, *info.privacyLevel))
		info.privacyLevel.reset();
	info.interactions.allowComment &= !creator->isCommentDisabled;
	info.interactions.allowDuet &= !creator->isDuetDisabled && kind == PostKind::Video;
	info.interactions.allowStitch &= !creator->isStitchDisabled && kind == PostKind::Video;
}

void Walk::keepWithinOffer()
{
	for (ModelClip &clip : clips_)
		keepWithinOffer(clip.info, PostKind::Video);
	keepWithinOffer(photos_.info, PostKind::Photos);
}

// What was chosen while nobody knew the account is of the first that is known.
void Walk::takeBackChoicesOfOthers()
{
	if (openId_.empty())
		return;
	const auto takeBack = [this](std::string &choicesFor, PostInfo &info, bool &isDisclosureOn, auto &byHand) {
		if (choicesFor.empty()) {
			if (auto unowned = byHand.extract(std::string()))
				byHand[openId_] = unowned.mapped();
			return noteOwner(choicesFor, info, isDisclosureOn);
		}
		if (choicesFor == openId_)
			return;
		byHand.erase(choicesFor); // what was taken back has to be chosen again
		choicesFor.clear();
		info = {.caption = info.caption};
		isDisclosureOn = false;
	};
	for (ModelClip &clip : clips_)
		takeBack(clip.choicesFor, clip.info, clip.isDisclosureOn, clip.byHand);
	takeBack(photosChoicesFor_, photos_.info, photos_.isDisclosureOn, photosByHand_);
}

// The property: whom it is for was chosen by hand, and so was every tick.
void Walk::expectOnlyByHand(const PostInfo &posted, const std::map<std::string, PostInfo> &byHand)
{
	const auto found = byHand.find(openId_);
	ASSERT_NE(found, byHand.end()) << "nobody has chosen anything for " << openId_;
	const PostInfo &hand = found->second;
	EXPECT_TRUE(posted.privacyLevel);
	EXPECT_EQ(posted.privacyLevel, hand.privacyLevel);
	EXPECT_LE(posted.interactions.allowComment, hand.interactions.allowComment);
	EXPECT_LE(posted.interactions.allowDuet, hand.interactions.allowDuet);
	EXPECT_LE(posted.interactions.allowStitch, hand.interactions.allowStitch);
	EXPECT_LE(posted.commercial.isYourBrand, hand.commercial.isYourBrand);
	EXPECT_LE(posted.commercial.isBrandedContent, hand.commercial.isBrandedContent);
	EXPECT_EQ(posted.isAiGenerated, hand.isAiGenerated);
}

bool Walk::isFinished(const PostInfo &info, bool isDisclosureOn)
{
	const auto &creator = program_.state().creator.info;
	return creator && info.privacyLevel && std::ranges::contains(creator->privacyLevels, *info.privacyLevel) &&
	       (!isDisclosureOn || info.commercial != TikTok::CommercialContent());
}

} // namespace DirectPost::Compose
