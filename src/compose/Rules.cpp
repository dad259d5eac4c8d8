#include <compose/Captions.hpp>
#include <compose/Rules.hpp>

#include <QUrl>

#include <algorithm>

namespace DirectPost::Compose {

namespace {

using TikTok::PrivacyLevel;

bool isHttps(const std::string &address)
{
	const QUrl url(QString::fromStdString(address), QUrl::StrictMode);
	return url.isValid() && url.scheme() == QLatin1StringView("https") && !url.host().isEmpty();
}

// What speaks against the choices, whatever is posted.
Obstacle obstacleInChoices(const TikTok::PostInfo &info, bool isDisclosureOn, const TikTok::CreatorInfo &creator)
{
	// Before the audience: TikTok wants its words at the button whenever this is so.
	if (isDisclosureOn && !info.commercial.isYourBrand && !info.commercial.isBrandedContent)
		return Obstacle::DisclosureUnfinished;
	if (!info.privacyLevel)
		return Obstacle::NoPrivacy;
	if (!creator.offers(*info.privacyLevel))
		return Obstacle::PrivacyNotOffered;
	if (info.commercial.isBrandedContent && info.privacyLevel == PrivacyLevel::SelfOnly)
		return Obstacle::BrandedIsPrivate;
	return Obstacle::None;
}

} // namespace

const char *nameOf(Obstacle obstacle)
{
	switch (obstacle) {
	case Obstacle::None:
		return "";
	case Obstacle::NotConnected:
		return "NotConnected";
	case Obstacle::AskingTikTok:
		return "AskingTikTok";
	case Obstacle::NoCreatorInfo:
		return "NoCreatorInfo";
	case Obstacle::NoClip:
		return "NoClip";
	case Obstacle::Posting:
		return "Posting";
	case Obstacle::Editing:
		return "Editing";
	case Obstacle::AutoPublishing:
		return "AutoPublishing";
	case Obstacle::ClipFailed:
		return "ClipFailed";
	case Obstacle::ClipNotReady:
		return "ClipNotReady";
	case Obstacle::ClipRefused:
		return "ClipRefused";
	case Obstacle::CaptionTooLong:
		return "CaptionTooLong";
	case Obstacle::NoPrivacy:
		return "NoPrivacy";
	case Obstacle::PrivacyNotOffered:
		return "PrivacyNotOffered";
	case Obstacle::DisclosureUnfinished:
		return "DisclosureUnfinished";
	case Obstacle::BrandedIsPrivate:
		return "BrandedIsPrivate";
	case Obstacle::PictureFailed:
		return "PictureFailed";
	case Obstacle::PicturesUnderWay:
		return "PicturesUnderWay";
	case Obstacle::NoPhotos:
		return "NoPhotos";
	case Obstacle::TooManyPhotos:
		return "TooManyPhotos";
	case Obstacle::PhotosNotHttps:
		return "PhotosNotHttps";
	case Obstacle::TitleTooLong:
		return "TitleTooLong";
	case Obstacle::DescriptionTooLong:
		return "DescriptionTooLong";
	case Obstacle::NoKindOfClip:
		return "NoKindOfClip";
	case Obstacle::UnknownWord:
		return "UnknownWord";
	case Obstacle::NoSetName:
		return "NoSetName";
	case Obstacle::SetNameTaken:
		return "SetNameTaken";
	case Obstacle::NoHashtags:
		return "NoHashtags";
	case Obstacle::DraftsNotGranted:
		return "DraftsNotGranted";
	case Obstacle::TooManyDrafts:
		return "TooManyDrafts";
	}
	return "";
}

bool isOfDrafts(Obstacle obstacle)
{
	return obstacle == Obstacle::DraftsNotGranted || obstacle == Obstacle::TooManyDrafts;
}

Offer offerFor(const TikTok::CreatorInfo *creator, const TikTok::PostInfo &info, PostKind kind)
{
	if (!creator)
		return {};
	const bool isVideo = kind == PostKind::Video;
	const TikTok::Interactions offered = creator->offered();
	return {.isKnown = true,
		.privacyLevels = creator->privacyLevels,
		.mayBePrivate = !info.commercial.isBrandedContent,
		.mayAllowComment = offered.allowComment,
		.mayAllowDuet = isVideo && offered.allowDuet,
		.mayAllowStitch = isVideo && offered.allowStitch,
		.mayBeBranded = info.privacyLevel != PrivacyLevel::SelfOnly};
}

TikTok::PostInfo withinOffer(TikTok::PostInfo info, const TikTok::CreatorInfo &creator, PostKind kind)
{
	const Offer offer = offerFor(&creator, info, kind);
	if (info.privacyLevel && !creator.offers(*info.privacyLevel))
		info.privacyLevel.reset();
	info.interactions.allowComment = info.interactions.allowComment && offer.mayAllowComment;
	info.interactions.allowDuet = info.interactions.allowDuet && offer.mayAllowDuet;
	info.interactions.allowStitch = info.interactions.allowStitch && offer.mayAllowStitch;
	return info;
}

std::optional<Media::CreatorLimits> limitsOf(const TikTok::CreatorInfo *creator)
{
	return creator ? std::optional(Media::CreatorLimits{creator->maxVideoDuration_s}) : std::nullopt;
}

TikTok::PostInfo consistent(TikTok::PostInfo info, bool isDisclosureOn)
{
	if (!isDisclosureOn)
		info.commercial = {};
	if (info.privacyLevel == PrivacyLevel::SelfOnly)
		info.commercial.isBrandedContent = false;
	return info;
}

TikTok::PostInfo withoutChoices(const TikTok::PostInfo &info)
{
	TikTok::PostInfo words;
	words.caption = info.caption;
	return words;
}

bool hasChoices(const TikTok::PostInfo &info)
{
	return info != withoutChoices(info);
}

Obstacle obstacleIn(const TikTok::PostInfo &info, bool isDisclosureOn, const TikTok::CreatorInfo &creator)
{
	if (TikTok::utf16Units(info.caption) > TikTok::kCaption_units)
		return Obstacle::CaptionTooLong;
	return obstacleInChoices(info, isDisclosureOn, creator);
}

Obstacle obstacleIn(const PhotoDraft &draft, const TikTok::CreatorInfo &creator)
{
	if (draft.addresses.empty())
		return Obstacle::NoPhotos;
	if (draft.addresses.size() > TikTok::kPhotos)
		return Obstacle::TooManyPhotos;
	if (!std::ranges::all_of(draft.addresses, isHttps))
		return Obstacle::PhotosNotHttps;
	if (TikTok::utf16Units(draft.title) > TikTok::kPhotoTitle_units)
		return Obstacle::TitleTooLong;
	if (TikTok::utf16Units(draft.info.caption) > TikTok::kPhotoDescription_units)
		return Obstacle::DescriptionTooLong;
	return obstacleInChoices(draft.info, draft.isDisclosureOn, creator);
}

Obstacle obstacleIn(const PresetDraft &draft, const TikTok::CreatorInfo &creator)
{
	if (!draft.forRecordings && !draft.forReplays)
		return Obstacle::NoKindOfClip;
	if (unknownWord(draft.info.caption))
		return Obstacle::UnknownWord;
	return obstacleIn(draft.info, draft.isDisclosureOn, creator);
}

Obstacle obstacleIn(const HashtagSet &set, const std::string &inPlaceOf, const std::vector<HashtagSet> &known)
{
	const std::string name = QString::fromStdString(set.name).trimmed().toStdString();
	if (name.empty())
		return Obstacle::NoSetName;
	if (name != inPlaceOf && std::ranges::contains(known, name, &HashtagSet::name))
		return Obstacle::SetNameTaken;
	return hashtagsFrom(set.hashtags).empty() ? Obstacle::NoHashtags : Obstacle::None;
}

} // namespace DirectPost::Compose
