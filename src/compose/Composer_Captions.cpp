#include "ComposerPrivate.hpp"

#include "CaptionsFile.hpp"
#include "DateTime.hpp"

#include <QString>

#include <algorithm>

// What captions are made of: words of the clip, hashtags that were kept, and captions that were posted before.
namespace DirectPost::Compose {

namespace {

constexpr auto kCaptionsFile = "captions.json";

bool saysNothing(const std::string &caption)
{
	return QString::fromStdString(caption).trimmed().isEmpty();
}

} // namespace

void Composer::keepHashtagSet(const HashtagSet &set, const std::string &inPlaceOf)
{
	std::vector<HashtagSet> &sets = d_->captions.hashtagSets;
	if (obstacleIn(set, inPlaceOf, sets) != Obstacle::None)
		return;
	const HashtagSet kept = {.name = QString::fromStdString(set.name).trimmed().toStdString(),
				 .hashtags = hashtagsFrom(set.hashtags)};
	const auto known = std::ranges::find(sets, inPlaceOf, &HashtagSet::name);
	if (known == sets.end())
		sets.push_back(kept);
	else
		*known = kept;
	d_->saveCaptions();
}

void Composer::removeHashtagSet(const std::string &name)
{
	if (std::erase_if(d_->captions.hashtagSets, [&name](const HashtagSet &set) { return set.name == name; }) > 0)
		d_->saveCaptions();
}

// --- inside ---

void Composer::Private::restoreCaptions()
{
	captions = loadCaptions(setup.folder / kCaptionsFile);
}

void Composer::Private::saveCaptions()
{
	store(setup.folder / kCaptionsFile, captionsText(captions));
	touch();
}

// One that was posted before moves to the front.
void Composer::Private::rememberCaption(const std::string &caption)
{
	if (saysNothing(caption))
		return;
	std::erase(captions.recent, caption);
	captions.recent.insert(captions.recent.begin(), caption);
	captions.recent.resize(std::min(captions.recent.size(), kRecentCaptions));
	saveCaptions();
}

// By when its file was written; until that is known, by now.
std::vector<WordValue> Composer::Private::wordsOf(const Clip &clip) const
{
	const ClipAtHand &visible = clip.visible;
	const Media::CaptureContext &context = visible.context;
	std::optional<int64_t> duration_ms;
	if (clip.isMade())
		duration_ms = clip.prepared->info.duration_ms;
	else if (clip.known)
		duration_ms = visible.draft.plan.inClip_ms(visible.info.duration_ms);
	const auto recorded = clip.known ? modifiedAt(clip.known->identity) : clock.wallNow();
	return wordValues({.clipName = visible.name,
			   .scene = QString::fromStdString(context.sceneName),
			   .game = QString::fromStdString(context.gameName),
			   .profile = QString::fromStdString(context.profileName),
			   .recorded = dateTimeOf(recorded).toLocalTime(),
			   .duration_ms = duration_ms,
			   .mark_ms = visible.mark_ms},
			  setup.locale);
}

} // namespace DirectPost::Compose
