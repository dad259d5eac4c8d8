#include "CameraLayouts.hpp"
#include "ComposerPrivate.hpp"
#include "PresetPlan.hpp"

// What is made of a clip.
namespace DirectPost::Compose {

// --- commands ---

void Composer::beginEdit(ClipId id)
{
	const ClipAtHand *clip = state().clip(id);
	if (!clip || !clip->mayBeEdited)
		return;
	d_->takeFromAutoPublish(*d_->find(id));
	d_->touch();
	d_->saveSoon();
}

void Composer::noteEditor(ClipId id, bool hasChanges)
{
	Clip *clip = d_->find(id);
	if (!clip || clip->isInEditor == hasChanges)
		return;
	clip->isInEditor = hasChanges;
	d_->touch();
}

void Composer::useEdit(ClipId id, const Edit &edit)
{
	const ClipAtHand *clip = state().clip(id);
	if (!clip || !clip->mayBeEdited)
		return;
	Draft draft = clip->draft;
	draft.plan = edit.plan;
	draft.cover_ms = coverInClip_ms(edit);
	const std::string &scene = clip->context.sceneName;
	// What OBS saw is no choice: the camera may lie elsewhere the next time.
	const bool isChosen =
		edit.plan.layout.isUpright() && edit.plan.layoutChanges.empty() &&
		(clip->terms.cameraLayouts.empty() || edit.plan.layout != clip->terms.cameraLayouts.front().layout);
	if (isChosen && d_->sceneLayouts.of(scene) != edit.plan.layout) {
		d_->sceneLayouts.keep(scene, edit.plan.layout);
		d_->store(d_->sceneLayouts.file(), d_->sceneLayouts.text());
	}
	setDraft(id, draft);
}

void Composer::keepLast(ClipId id, int64_t last_ms)
{
	d_->changePlan(id, [last_ms](Media::EditPlan &plan, const Media::Source &source) {
		plan = keepingLast(plan, source.info.duration_ms, last_ms);
	});
}

void Composer::trimToLimit(ClipId id)
{
	d_->changePlan(id, [most_ms = Media::longestVideo_ms(limitsOf(d_->creatorInfo()))](
				   Media::EditPlan &plan, const Media::Source &) { plan.target.most_ms = most_ms; });
}

void Composer::repair(ClipId id)
{
	d_->changePlan(id, [](Media::EditPlan &plan, const Media::Source &source) {
		plan = repaired(std::move(plan), source);
	});
}

void Composer::takeEditBack(ClipId id)
{
	d_->changePlan(id, [](Media::EditPlan &plan, const Media::Source &) { plan = {}; });
}

// --- inside ---

void Composer::Private::changePlan(
	ClipId id, const std::function<void(Media::EditPlan &plan, const Media::Source &source)> &change)
{
	const Clip *clip = find(id);
	if (!clip || !clip->known)
		return;
	Edit edit = editOf(clip->visible.draft);
	change(edit.plan, *clip->known);
	self.useEdit(id, edit);
}

// What was never to be posted by itself is left as it is: a person will look at it.
bool Composer::Private::editByPreset(Clip &clip)
{
	const bool isMeant = clip.isAskedFor || (clip.isNew && autoPublisher.isMeantFor(clip.visible.origin) &&
						 !clip.candidate.hasFailed && !clip.known->looksOlder);
	if (!isMeant || !autoPublisher.state().preset)
		return false;
	const Media::EditPlan before = clip.visible.draft.plan;
	clip.visible.draft.plan = planByPreset(autoPublisher.state().preset->edit, *clip.known, termsOf(clip), before);
	return clip.visible.draft.plan != before;
}

// Of an edit nothing is known before it is there: its plan mends what its source would be refused for.
std::vector<Media::Finding> Composer::Private::findingsOf(const Clip &clip,
							  const std::optional<Media::CreatorLimits> &limits) const
{
	if (!clip.known)
		return {};
	if (clip.visible.draft.plan.isPlain())
		return Media::check(*clip.known, clip.prepared ? &*clip.prepared : nullptr, limits);
	return clip.prepared ? Media::check(clip.prepared->info, limits) : std::vector<Media::Finding>();
}

void Composer::Private::describeEdit(Clip &clip) const
{
	ClipAtHand &visible = clip.visible;
	visible.mayBeEdited = clip.known && !clip.known->info.videoCodec.empty() && visible.mayBePutAway;
	visible.terms = termsOf(clip);
	visible.estimate.reset();
	if (clip.known && clip.known->facts)
		visible.estimate = estimateOf(*clip.known->facts, visible.draft.plan, visible.terms);
}

EditTerms Composer::Private::termsOf(const Clip &clip) const
{
	EditTerms terms{.mostDuration_ms = Media::longestVideo_ms(limitsOf(creatorInfo())),
			.sceneLayout = sceneLayouts.of(clip.visible.context.sceneName),
			.marks_ms = clip.visible.context.marks_ms,
			.encoder = settings.encoder,
			.pixelsPerSecond = services.pixelsPerSecond()};
	if (!clip.known || !clip.known->facts)
		return terms;
	const Media::MediaFacts &facts = *clip.known->facts;
	const std::vector<Media::SceneShown> &scenes = clip.visible.context.scenes;
	terms.cameraLayouts = cameraLayouts(scenes, facts.shown, facts.duration_us / 1000,
					    [this](const std::string &scene) { return sceneLayouts.of(scene); });
	if (!terms.cameraLayouts.empty())
		terms.cameraNames = cameraNames(scenes, facts.shown);
	return terms;
}

} // namespace DirectPost::Compose
