#include "ComposerPrivate.hpp"

#include "JsonFile.hpp"

#include <media/Limits.hpp>

// What is made of a clip.
namespace DirectPost::Compose {

// --- commands ---

void Composer::beginEdit(ClipId id)
{
	Clip *clip = d_->find(id);
	if (!clip || clip->visible.isBeingPosted)
		return;
	d_->takeFromAutoPublish(*clip);
	d_->touch();
	d_->saveSoon();
}

void Composer::useEdit(ClipId id, const Edit &edit)
{
	const Clip *clip = d_->find(id);
	if (!clip)
		return;
	Draft draft = clip->visible.draft;
	draft.plan = edit.plan;
	draft.cover_ms = coverInClip_ms(edit);
	if (edit.plan.layout.isUpright() && d_->rememberLayouts(*clip, edit.plan)) {
		d_->setup.onDiskThread([file = d_->sceneLayouts.file(), text = d_->sceneLayouts.text()] {
			(void)writeJson(file, text);
		});
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
	d_->changePlan(id, [most_ms = longestVideo_ms(d_->creatorInfo())](
				   Media::EditPlan &plan, const Media::Source &) { plan.target.most_ms = most_ms; });
}

void Composer::repair(ClipId id)
{
	d_->changePlan(id, [](Media::EditPlan &plan, const Media::Source &source) {
		plan.isRepaired = true;
		if (source.info.size_bytes > Media::Limits::kVideo_bytes)
			plan.target.most_bytes = Media::Limits::kVideo_bytes;
	});
}

void Composer::chooseCamera(ClipId id, const std::string &source)
{
	const Clip *clip = d_->find(id);
	if (!clip)
		return;
	d_->cameraChoices.choose(clip->visible.context.collectionName, source);
	d_->setup.onDiskThread(
		[file = d_->cameraChoices.file(), text = d_->cameraChoices.text()] { (void)writeJson(file, text); });
	d_->touch();
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

// Of an edit nothing is known before it is there: its plan mends what its source would be refused for.
std::vector<Media::Finding> Composer::Private::findingsOf(const Clip &clip) const
{
	if (!clip.known)
		return {};
	const TikTok::CreatorInfo *info = creatorInfo();
	const auto limits = info ? std::optional(Media::CreatorLimits{info->maxVideoDuration_s}) : std::nullopt;
	if (clip.visible.draft.plan.isPlain())
		return Media::check(*clip.known, clip.prepared ? &*clip.prepared : nullptr, limits);
	return clip.prepared ? Media::check(clip.prepared->info, limits) : std::vector<Media::Finding>();
}

std::vector<SceneOfClip> Composer::Private::scenesOf(const Clip &clip) const
{
	const Media::CaptureContext &context = clip.visible.context;
	if (!clip.known || !clip.known->facts || context.scenes.empty())
		return {};
	return Compose::scenesOf(context, *clip.known->facts, cameraChoices.of(context.collectionName));
}

bool Composer::Private::rememberLayouts(const Clip &clip, const Media::EditPlan &plan)
{
	const std::vector<SceneOfClip> scenes = scenesOf(clip);
	bool isNew = false;
	for (const SceneOfClip &scene : scenes) {
		const auto camera = scene.camera ? std::optional(scene.camera->window) : std::nullopt;
		isNew |= sceneLayouts.keep(scene.name, {plan.layoutAt(scene.from_ms), camera});
	}
	if (scenes.empty())
		isNew = sceneLayouts.keep(clip.visible.context.sceneName, {plan.layout, {}});
	return isNew;
}

void Composer::Private::describeEdit(Clip &clip) const
{
	ClipAtHand &visible = clip.visible;
	const Media::EditPlan &plan = visible.draft.plan;
	visible.mostDuration_ms = longestVideo_ms(creatorInfo());
	visible.sceneLayout = sceneLayouts.of(visible.context.sceneName);
	visible.mayBeEdited = clip.known && !clip.known->info.videoCodec.empty() && visible.mayBePutAway;
	visible.camera = {};
	if (const auto scenes = scenesOf(clip); !scenes.empty())
		visible.camera = findCamera(scenes, clip.known->facts->shown, sceneLayouts);
	visible.estimate.reset();
	if (clip.known && clip.known->facts && !plan.isPlain())
		visible.estimate =
			Media::whatItTakes(*clip.known->facts, plan, settings.encoder, services.pixelsPerSecond());
}

} // namespace DirectPost::Compose
