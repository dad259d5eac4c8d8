#pragma once

#include "Draft.hpp"
#include "KeptCaptions.hpp"

#include <media/Checks.hpp>
#include <tiktok/Types.hpp>

#include <optional>
#include <vector>

// What may be said about a post, and what keeps one from being made: the one place where that is decided. Pure.
// Source: TikTok's content sharing guidelines (points 1 to 5) and the Content Posting API reference.
namespace DirectPost::Compose {

// Why Post is disabled, or a part of a form is; the locale key is "Reason.<name>".
enum class Obstacle {
	None = 0,
	// The account
	NotConnected,
	AskingTikTok,
	NoCreatorInfo,
	// The clip
	NoClip,
	Posting,        // it was handed over, the answer is on its way
	Editing,        // an open editor has changes of it that are not used yet
	AutoPublishing, // auto-publish counts down for it
	ClipFailed,
	ClipNotReady,
	ClipRefused, // a finding blocks it
	// What is said
	CaptionTooLong,
	NoPrivacy,
	PrivacyNotOffered,
	DisclosureUnfinished,
	BrandedIsPrivate,
	// Photos
	PictureFailed,    // one of this computer
	PicturesUnderWay, // likewise
	NoPhotos,
	TooManyPhotos,
	PhotosNotHttps,
	TitleTooLong,
	DescriptionTooLong,
	// The preset
	NoKindOfClip,
	UnknownWord, // its caption has something in braces that cannot be filled in
	// A set of hashtags
	NoSetName,
	SetNameTaken,
	NoHashtags,
	// A draft
	DraftsNotGranted, // the login lacks the scope
	TooManyDrafts,    // as many as TikTok takes wait in the inbox already, or may
};
// "NoClip"; empty for None.
const char *nameOf(Obstacle obstacle);

// Those that a draft alone meets: Post does not say them.
bool isOfDrafts(Obstacle obstacle);

enum class PostKind { Video = 1, Photos }; // photos know no duet and no stitch

// What the form can offer for the creator and for what is chosen already.
struct Offer {
	bool isKnown = false; // creator info is there; everything below is empty or false without
	std::vector<TikTok::PrivacyLevel> privacyLevels; // exactly what may be shown, in TikTok's order
	bool mayBePrivate = true; // not while the content is branded: SelfOnly is shown, but cannot be chosen
	bool mayAllowComment = false;
	bool mayAllowDuet = false;
	bool mayAllowStitch = false;
	bool mayBeBranded = true; // not while SelfOnly is chosen

	bool operator==(const Offer &) const = default;
};
Offer offerFor(const TikTok::CreatorInfo *creator, const TikTok::PostInfo &info, PostKind kind);
std::optional<Media::CreatorLimits> limitsOf(const TikTok::CreatorInfo *creator);

// Takes back what this creator may not choose (any more); never puts another choice in its place.
TikTok::PostInfo withinOffer(TikTok::PostInfo info, const TikTok::CreatorInfo &creator, PostKind kind);

// Takes back what cannot be said together: branded content without a disclosure, or that only the creator sees.
TikTok::PostInfo consistent(TikTok::PostInfo info, bool isDisclosureOn);
// The caption alone: the choices were made for another account.
TikTok::PostInfo withoutChoices(const TikTok::PostInfo &info);
bool hasChoices(const TikTok::PostInfo &info);

// What speaks against sending these words and choices; None: nothing. `creator` is the fresh creator info.
Obstacle obstacleIn(const TikTok::PostInfo &info, bool isDisclosureOn, const TikTok::CreatorInfo &creator);
Obstacle obstacleIn(const PhotoDraft &draft, const TikTok::CreatorInfo &creator);
Obstacle obstacleIn(const PresetDraft &draft, const TikTok::CreatorInfo &creator);

// What speaks against keeping a set. `inPlaceOf`: the name of the one that it takes the place of; empty: it is a new
// one.
Obstacle obstacleIn(const HashtagSet &set, const std::string &inPlaceOf, const std::vector<HashtagSet> &known);

} // namespace DirectPost::Compose
