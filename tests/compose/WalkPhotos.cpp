#include "Walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// The photos' form in a random walk: words, Post, its answer, a restart.
namespace DirectPost::Compose {

void Walk::photos()
{
	if (photosPost_ && oneIn(2))
		return publisherAnswersPhotos();
	oneIn(2) ? writePhotos() : postPhotos();
}

void Walk::writePhotos()
{
	PhotoDraft draft = finishedPhotos("title " + std::to_string(number_));
	if (oneIn(5))
		draft.addresses.clear();
	draft.info = anyInfo(draft.info.caption);
	draft.isDisclosureOn = oneIn(4);
	program_.composer().setPhotoDraft(draft);
	if (photosPost_)
		return;
	photos_ = draft;
	photos_.info = possible(draft.info, draft.isDisclosureOn, PostKind::Photos);
	photosByHand_[chooser(photosChoicesFor_)] = draft.info;
	noteOwner(photosChoicesFor_, draft.info, draft.isDisclosureOn);
}

bool Walk::mayPostPhotos()
{
	return !photosPost_ && isConnected_ && !photos_.addresses.empty() &&
	       isFinished(photos_.info, photos_.isDisclosureOn);
}

void Walk::postPhotos()
{
	const bool mayPost = mayPostPhotos();
	program_.composer().postPhotos();
	if (!mayPost)
		return;
	const auto &posts = program_.services().posts;
	ASSERT_EQ(posts.size(), ++postsSeen_);
	photosPost_ = posts.back();
	EXPECT_EQ(photosPost_->what.accountOpenId, openId_);
	const TikTok::PhotoPost &post = std::get<Publish::PhotoRequest>(photosPost_->what.what).post;
	EXPECT_EQ(post.info, photos_.info);
	expectOnlyByHand(post.info, photosByHand_);
	EXPECT_EQ(post.title, photos_.title);
	EXPECT_EQ(post.imageUrls, photos_.addresses);
}

void Walk::publisherAnswersPhotos()
{
	const Publish::RequestId request = std::exchange(photosPost_, {})->request;
	if (oneIn(3))
		return program_.composer().refused(request, errorOf(ErrorKind::Disk, "store_full"));
	photosArePosted();
	program_.composer().posted(request);
	program_.composer().posted(request); // an answer too many
}

void Walk::photosArePosted()
{
	photos_ = {};
	photosChoicesFor_.clear();
	photosByHand_.clear();
	++photoPosts_;
}

// OBS was killed before the answer came: the list of posts tells whether it was heard.
std::optional<Publish::JobSnapshot> Walk::photosAfterRestart()
{
	const auto post = std::exchange(photosPost_, {});
	if (!post || oneIn(2))
		return {};
	photosArePosted();
	return failedJob(++lastJob_, post->what);
}

void Walk::comparePhotos()
{
	const PhotoState &seen = program_.state().photos;
	EXPECT_EQ(seen.draft, photos_) << seen.draft.title << ", should be " << photos_.title;
	EXPECT_EQ(seen.isBeingPosted, photosPost_.has_value());
	EXPECT_EQ(seen.obstacle == Obstacle::None, mayPostPhotos()) << nameOf(seen.obstacle);
}

} // namespace DirectPost::Compose
