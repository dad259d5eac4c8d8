#include "ComposerPrivate.hpp"

#include <QFileInfo>

#include <algorithm>

// Pictures of this computer in posts of photos, and where they are put.
namespace DirectPost::Compose {

// --- commands ---

void Composer::addPictures(const QStringList &files)
{
	PhotoForm &photos = d_->photos;
	if (photos.isBeingPosted || files.isEmpty())
		return;
	if (photos.id == kNoClip)
		photos.id = d_->newId();
	for (const QString &path : files) {
		const QFileInfo file(path);
		photos.pictures.push_back(
			{.id = d_->newId(), .file = file.filesystemAbsoluteFilePath(), .name = file.fileName()});
	}
	d_->placeNext();
	d_->touch();
	d_->save();
}

void Composer::retryPicture(uint64_t id)
{
	Picture *picture = d_->findPicture(id);
	if (!picture || picture->stage != PictureStage::Failed)
		return;
	picture->stage = PictureStage::Waiting;
	picture->error.reset();
	d_->placeNext();
	d_->touch();
}

void Composer::removePicture(uint64_t id)
{
	PhotoForm &photos = d_->photos;
	const auto picture = std::ranges::find(photos.pictures, id, &Picture::id);
	if (photos.isBeingPosted || picture == photos.pictures.end())
		return;
	if (picture->stage == PictureStage::UnderWay)
		d_->services.cancelPicture(std::exchange(d_->placing, 0));
	else if (picture->stage == PictureStage::Ready)
		d_->services.removePlaced(picture->address);
	photos.pictures.erase(picture);
	photos.draft.coverIndex = std::clamp(photos.draft.coverIndex, 0, std::max(0, int(photos.count()) - 1));
	d_->placeNext();
	d_->touch();
	d_->save();
}

void Composer::setHosting(const Hosting::Place &place, const Secret &secret)
{
	d_->services.setHosting(place, secret);
}

void Composer::testHosting(const Hosting::Place &place, const Secret &secret)
{
	d_->hosting.test = HostingTest::UnderWay;
	d_->hosting.testError.reset();
	d_->hostingTest = d_->services.testHosting(place, secret);
	d_->touch();
}

void Composer::forgetHostingTest()
{
	d_->hosting.test = HostingTest::None;
	d_->hosting.testError.reset();
	d_->hostingTest = 0;
	d_->touch();
}

// --- what the hosting room says ---

// What failed because of what was entered there may succeed now.
void Composer::hostingChanged(const HostingState &hosting)
{
	HostingState next = hosting;
	next.test = d_->hosting.test;
	next.testError = d_->hosting.testError;
	d_->hosting = std::move(next);
	for (Picture &picture : d_->photos.pictures) {
		if (picture.stage == PictureStage::Failed && picture.error->kind == ErrorKind::AppSettings)
			retryPicture(picture.id);
	}
	d_->placeNext();
	d_->touch();
}

void Composer::hostingDone(Hosting::RequestId request, const QString &address)
{
	if (request == d_->hostingTest) {
		d_->hosting.test = HostingTest::Passed;
	} else if (request == d_->placing) {
		d_->placing = 0;
		if (Picture *picture = d_->findPicture(d_->placedPicture)) {
			picture->stage = PictureStage::Ready;
			picture->address = address.toStdString();
			d_->save();
		}
		d_->placeNext();
	} else {
		d_->services.removePlaced(address.toStdString()); // it came while it was being cancelled
	}
	d_->touch();
}

void Composer::hostingFailed(Hosting::RequestId request, const Error &error)
{
	if (request == d_->hostingTest) {
		d_->hosting.test = HostingTest::Failed;
		d_->hosting.testError = error;
	} else if (request == d_->placing) {
		d_->placing = 0;
		if (Picture *picture = d_->findPicture(d_->placedPicture)) {
			picture->stage = PictureStage::Failed;
			picture->error = error;
		}
		d_->placeNext();
	}
	d_->touch();
}

// --- inside ---

Obstacle Composer::Private::pictureObstacle() const
{
	const auto isAny = [this](auto... stages) {
		return std::ranges::any_of(photos.pictures,
					   [=](const Picture &picture) { return ((picture.stage == stages) || ...); });
	};
	if (isAny(PictureStage::Failed))
		return Obstacle::PictureFailed;
	return isAny(PictureStage::Waiting, PictureStage::UnderWay) ? Obstacle::PicturesUnderWay : Obstacle::None;
}

// Also in a form that is set aside for another one.
Picture *Composer::Private::findPicture(uint64_t id)
{
	const auto in = [id](PhotoForm &form) -> Picture * {
		const auto found = std::ranges::find(form.pictures, id, &Picture::id);
		return found == form.pictures.end() ? nullptr : &*found;
	};
	Picture *found = in(photos);
	for (PhotoForm &form : photosAside)
		found = found ? found : in(form);
	return found;
}

void Composer::Private::placeNext()
{
	if (placing != 0 || !hosting.isKnown || hosting.isLocked)
		return;
	const auto next = std::ranges::find(photos.pictures, PictureStage::Waiting, &Picture::stage);
	if (next == photos.pictures.end())
		return;
	next->stage = PictureStage::UnderWay;
	placedPicture = next->id;
	placing = services.placePicture(next->file);
}

// TikTok has a copy of its own once it has published them.
void Composer::Private::removePostedPictures(const Publish::QueueSnapshot &next)
{
	if (!hosting.place.isRemovedOncePosted)
		return;
	for (const Publish::JobSnapshot &job : next.jobs) {
		const Publish::JobSnapshot *before = queue.job(job.id);
		const auto *posted = job.request ? std::get_if<Publish::PhotoRequest>(&job.request->what) : nullptr;
		const bool isNews = before && before->stage != job.stage && job.stage == Publish::JobStage::Published;
		if (!posted || !isNews)
			continue;
		for (const std::string &address : posted->post.imageUrls)
			services.removePlaced(address);
	}
}

} // namespace DirectPost::Compose
