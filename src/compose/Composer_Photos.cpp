#include "ComposerPrivate.hpp"

#include <algorithm>

// Posts of photos on the creator's own web space.
namespace DirectPost::Compose {

// --- commands ---

void Composer::setPhotoDraft(const PhotoDraft &draft)
{
	PhotoForm &photos = d_->photos;
	if (photos.isBeingPosted || photos.draft == draft)
		return;
	if (photos.id == kNoClip)
		photos.id = d_->newId();
	photos.draft = draft;
	photos.draft.info = d_->offered(consistent(draft.info, draft.isDisclosureOn), PostKind::Photos);
	photos.choicesFor = d_->ownerOf(hasChoices(draft.info) || draft.isDisclosureOn, photos.choicesFor);
	d_->touch();
	d_->saveSoon();
}

void Composer::postPhotos()
{
	PhotoForm &photos = d_->photos;
	if (state().photos.obstacle != Obstacle::None)
		return;
	TikTok::PhotoPost post;
	post.imageUrls = photos.whole().addresses;
	post.coverIndex = photos.draft.coverIndex;
	post.title = photos.draft.title;
	post.info = photos.draft.info;
	photos.refusal.reset();
	photos.isBeingPosted = true;
	const Publish::RequestId request = d_->services.post({.accountOpenId = d_->openId,
							      .accountUsername = d_->creator.info->username,
							      .what = Publish::PhotoRequest{.post = std::move(post)},
							      .clipId = photos.id});
	d_->pending.emplace(request, Pending{.what = Pending::What::PhotoPost});
	d_->touch();
	d_->save();
}

// --- inside ---

PhotoDraft PhotoForm::whole() const
{
	PhotoDraft all = draft;
	for (const Picture &picture : pictures)
		if (picture.stage == PictureStage::Ready)
			all.addresses.push_back(picture.address);
	return all;
}

Obstacle Composer::Private::photoObstacle() const
{
	if (photos.isBeingPosted)
		return Obstacle::Posting;
	const TikTok::CreatorInfo *info = creatorInfo();
	if (!info)
		return creatorObstacle();
	if (photos.count() > TikTok::kPhotos)
		return Obstacle::TooManyPhotos;
	const Obstacle ofPictures = pictureObstacle();
	return ofPictures == Obstacle::None ? obstacleIn(photos.whole(), *info) : ofPictures;
}

void Composer::Private::photosPosted()
{
	rememberCaption(photos.draft.info.caption);
	lastPostedPhotos = photos.id;
	if (photos.editOf != 0)
		sendCommand(photos.editOf, JobCommand::Remove);
	takeNextPhotos();
}

void Composer::Private::takeNextPhotos()
{
	photos = {};
	if (photosAside.empty())
		return;
	photos = std::move(photosAside.back());
	photosAside.pop_back();
	placeNext();
}

// What was begun before comes back when this one is posted; what is on its way keeps the form until it is.
void Composer::Private::editPhotos(const Publish::JobSnapshot &job)
{
	emit self.photosWanted();
	if (photos.editOf == job.id && !photos.isEmpty())
		return;
	PhotoForm form = formToEdit(job);
	if (!photos.isBeingPosted)
		std::swap(photos, form);
	if (!form.isEmpty())
		photosAside.push_back(std::move(form));
	placeNext();
	takeBackChoicesOfOthers();
	takeBackWhatIsNotOffered();
}

PhotoForm Composer::Private::formToEdit(const Publish::JobSnapshot &job)
{
	const auto known = std::ranges::find(photosAside, job.id, &PhotoForm::editOf);
	if (known != photosAside.end()) {
		PhotoForm form = std::move(*known);
		photosAside.erase(known);
		return form;
	}
	const TikTok::PhotoPost &post = std::get<Publish::PhotoRequest>(job.request->what).post;
	PhotoForm form;
	form.id = newId();
	form.editOf = job.id;
	form.choicesFor = job.request->accountOpenId;
	form.draft = {.addresses = post.imageUrls,
		      .coverIndex = post.coverIndex,
		      .title = post.title,
		      .info = post.info,
		      .isDisclosureOn = post.info.commercial != TikTok::CommercialContent()};
	return form;
}

// Photos have nothing by which TikTok's or our own list would know them again.
bool Composer::Private::forgetPostedPhotos()
{
	const auto isPosted = [this](const PhotoForm &form) {
		return form.id != kNoClip && std::ranges::contains(queue.jobs, form.id, &Publish::JobSnapshot::clipId);
	};
	const bool wasAside = std::erase_if(photosAside, isPosted) > 0;
	if (!isPosted(photos))
		return wasAside;
	photosPosted();
	return true;
}

} // namespace DirectPost::Compose
