#include "ComposerPrivate.hpp"

// How fast posts go while OBS is live.
namespace DirectPost::Compose {

void Composer::setPace(const Publish::PaceSettings &settings)
{
	d_->paces[d_->profile] = settings;
	d_->services.setPace(settings);
	d_->setup.onDiskThread([folder = d_->setup.folder, paces = d_->paces] { (void)savePaces(folder, paces); });
	d_->touch();
}

void Composer::useProfile(const QString &name)
{
	d_->profile = name.toStdString();
	d_->services.setPace(d_->paceOf(d_->profile));
	d_->touch();
}

Publish::PaceSettings Composer::Private::paceOf(const std::string &profile_) const
{
	const auto known = paces.find(profile_);
	return known == paces.end() ? Publish::PaceSettings() : known->second;
}

} // namespace DirectPost::Compose
