#include "Walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// What is compared after each step of a random walk.
namespace DirectPost::Compose {

void Walk::compare()
{
	const State &state = program_.state();
	ASSERT_EQ(state.clips.size(), clips_.size());
	for (size_t at = 0; at < clips_.size(); ++at)
		compareClip(state.clips[at], clips_[at]);
	EXPECT_TRUE(std::ranges::is_sorted(state.clips, {}, &ClipAtHand::id)) << "oldest first";
	EXPECT_EQ(state.shown, shown_);
	EXPECT_EQ(state.newest, newest_);
	EXPECT_EQ(program_.services().posts.size(), postsSeen_) << "something was posted that nobody wanted posted";
	EXPECT_EQ(ever_.size(), clips_.size() + posted_.size() + putAway_.size()) << "a clip was lost";
	comparePhotos();
	const auto &[isArmed, wasTurnedOff, preset, countdown, reviews] = state.autoPublish;
	EXPECT_FALSE(wasTurnedOff && isArmed);
	EXPECT_TRUE(!countdown || isArmed);
	if (countdown) {
		const ClipAtHand *counted = state.clip(countdown->clip);
		ASSERT_NE(counted, nullptr);
		EXPECT_EQ(counted->stage, ClipStage::Ready);
		EXPECT_FALSE(counted->isBeingPosted || counted->mayBePutAway);
		EXPECT_NE(counted->origin, Media::Origin::ChosenByHand);
	}
	for (const Review &review : reviews)
		EXPECT_NE(state.clip(review.clip), nullptr) << "a review of a clip that is gone: " << review.code;
}

void Walk::compareClip(const ClipAtHand &seen, const ModelClip &clip)
{
	SCOPED_TRACE("clip " + std::to_string(clip.id));
	EXPECT_EQ(seen.id, clip.id);
	EXPECT_EQ(seen.stage, clip.stage);
	EXPECT_EQ(seen.isBeingPosted, clip.isPosting);
	EXPECT_EQ(seen.draft.info, clip.info)
		<< "now '" << seen.draft.info.caption << "', should be '" << clip.info.caption << "'";
	const State &state = program_.state();
	EXPECT_EQ(seen.draft.isDisclosureOn, clip.isDisclosureOn);
	const bool isCounting = state.autoPublish.countdown && state.autoPublish.countdown->clip == clip.id;
	const bool mayPost = clip.stage == ClipStage::Ready && clip.isFit && !clip.isPosting && !isCounting &&
			     isConnected_ && isFinished(clip.info, clip.isDisclosureOn);
	EXPECT_EQ(seen.obstacle == Obstacle::None, mayPost) << nameOf(seen.obstacle);
}

// Everything that is seen, as one text.
std::string Walk::digest()
{
	const State &state = program_.state();
	std::string text;
	const auto add = [&text](const auto &value) {
		if constexpr (requires { std::to_string(value); })
			text += std::to_string(value) + " ";
		else
			text += value + " ";
	};
	for (const ClipAtHand &clip : state.clips) {
		add(clip.id);
		add(static_cast<int>(clip.stage));
		add(clip.prepared);
		add(clip.draft.info.caption);
		add(static_cast<int>(clip.draft.info.privacyLevel.value_or(TikTok::PrivacyLevel{})));
		const auto &[comment, duet, stitch] = clip.draft.info.interactions;
		const auto &[isYourBrand, isBrandedContent] = clip.draft.info.commercial;
		add(comment + 2 * duet + 4 * stitch + 8 * isYourBrand + 16 * isBrandedContent +
		    32 * clip.draft.isDisclosureOn + 64 * clip.draft.info.isAiGenerated);
		add(static_cast<int>(clip.obstacle));
		add(clip.isBeingPosted + 2 * clip.mayBePutAway + 4 * clip.mayBeCancelled + 8 * clip.offer.isKnown);
		add(clip.refusal ? clip.refusal->code : "");
		add(clip.error ? clip.error->code : "");
	}
	add(state.shown);
	add(state.newest);
	add(static_cast<int>(state.account.connection));
	add(static_cast<int>(state.creator.stage));
	add(state.photos.draft.title);
	add(static_cast<int>(state.photos.obstacle));
	add(static_cast<int>(state.preset.obstacle));
	add(state.queue.jobs.size());
	add(state.autoPublish.isArmed + 0);
	if (const auto &countdown = state.autoPublish.countdown)
		add("countdown " + std::to_string(countdown->clip + countdown->isHeld));
	for (const Review &review : state.autoPublish.reviews)
		add(std::to_string(review.clip) + review.code);
	return text;
}

void Walk::turn()
{
	const std::string now = digest();
	program_.changes = 0;
	program_.turn();
	EXPECT_LE(program_.changes, 1) << "more often than once in a turn";
	if (!lastDigest_.empty() && now != lastDigest_) {
		EXPECT_EQ(program_.changes, 1) << "nobody was told";
	}
	EXPECT_EQ(digest(), now) << "changed while it was told";
	lastDigest_ = now;
}

void Walk::compareWithARestoredOne()
{
	program_.composer().flush();
	program_.writeLast();
	const Folder copy; // the list is its first reader's alone
	std::filesystem::copy_file(program_.folder.path() / "clips.json", copy.path() / "clips.json");
	FakeServices nobody;
	const Composer restored(nobody, program_.clock,
				{.folder = copy.path(),
				 .onDiskThread =
					 [](const auto &) {
					 }},
				[](LogLevel, const auto &) {});
	const State &now = program_.state();
	const State &then = restored.state();
	ASSERT_EQ(then.clips.size(), now.clips.size());
	for (size_t at = 0; at < now.clips.size(); ++at) {
		EXPECT_EQ(then.clips[at].id, now.clips[at].id);
		EXPECT_EQ(then.clips[at].draft, now.clips[at].draft);
		EXPECT_EQ(then.clips[at].file, now.clips[at].file);
		EXPECT_EQ(then.clips[at].origin, now.clips[at].origin);
		EXPECT_EQ(then.clips[at].context, now.clips[at].context);
	}
	EXPECT_EQ(then.shown, now.shown);
	EXPECT_EQ(then.photos.draft, now.photos.draft);
}

} // namespace DirectPost::Compose
