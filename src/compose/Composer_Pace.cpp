#include "ComposerPrivate.hpp"

// How fast posts go while OBS is live.
namespace DirectPost::Compose {

namespace {

constexpr double kFittedTime_s = 45 * 60; // of the hour
constexpr int64_t kLeastFit_bytes = 4'000'000;

} // namespace

void Composer::setPace(const Publish::PaceSettings &settings)
{
	d_->paces[d_->profile] = settings;
	d_->services.setPace(settings);
	d_->store(d_->setup.folder / kPaceFile, pacesText(d_->paces));
	d_->touch();
}

void Composer::setPaceMode(Publish::PaceMode mode)
{
	Publish::PaceSettings settings = d_->paceOf(d_->profile);
	settings.mode = mode;
	setPace(settings);
}

void Composer::fitHour(ClipId id)
{
	const ClipAtHand *clip = state().clip(id);
	const int64_t fit_bytes = clip ? clip->waysOut.fit_bytes : 0;
	if (fit_bytes == 0)
		return;
	d_->changePlan(
		id, [fit_bytes](Media::EditPlan &plan, const Media::Source &) { plan.target.most_bytes = fit_bytes; });
}

void Composer::useProfile(const QString &name)
{
	d_->profile = name.toStdString();
	d_->services.setPace(d_->paceOf(d_->profile));
	d_->touch();
}

// Of a clip with a slow line's warning.
WaysOut Composer::Private::waysOut(const Clip &clip) const
{
	using Publish::PaceMode;
	const PaceMode mode = paceOf(profile).mode;
	const auto fit_bytes = static_cast<int64_t>(queue.bytesPerSecond * kFittedTime_s);
	return {.mayWait = queue.isLive && mode != PaceMode::AfterStream,
		.mayGoFaster = mode == PaceMode::FixedCap || (queue.isLive && mode != PaceMode::FullSpeed),
		.fit_bytes = clip.visible.mayBeEdited && fit_bytes >= kLeastFit_bytes ? fit_bytes : 0};
}

Publish::PaceSettings Composer::Private::paceOf(const std::string &profile_) const
{
	const auto known = paces.find(profile_);
	return known == paces.end() ? Publish::PaceSettings() : known->second;
}

} // namespace DirectPost::Compose
