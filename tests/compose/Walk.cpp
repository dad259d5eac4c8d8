#include "Walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace DirectPost::Compose {

namespace {

using TikTok::PrivacyLevel;

// Each account offers something else.
TikTok::CreatorInfo creatorOf(const std::string &openId)
{
	TikTok::CreatorInfo info = creator();
	info.isDuetDisabled = false;
	if (openId == kBen)
		info.privacyLevels = {PrivacyLevel::MutualFollowFriends, PrivacyLevel::SelfOnly};
	return info;
}

} // namespace

void Walk::run(int steps)
{
	program_.isDiskStuck = true; // it is written when somebody reads it
	for (number_ = 1; number_ <= steps && !testing::Test::HasFailure(); ++number_) {
		SCOPED_TRACE("step " + std::to_string(number_));
		step();
		compare();
		if (oneIn(3))
			turn();
		if (oneIn(100))
			compareWithARestoredOne();
	}
	EXPECT_GT(posted_.size(), 5u) << "a walk that never posts shows nothing";
	EXPECT_GT(putAway_.size(), 5u);
	EXPECT_GT(photoPosts_, 0);
}

void Walk::step()
{
	if (program_.state().creator.stage == CreatorStage::Asking && oneIn(2))
		return creatorAnswers();
	switch (below(22)) {
	case 0:
	case 1:
		return arrive();
	case 2:
	case 3:
	case 4:
	case 5:
	case 6:
		return mediaAnswers();
	case 7:
	case 8:
		return oneIn(3) ? write() : touchOne();
	case 9:
		return move();
	case 10:
		return oneIn(3) ? putAway() : prepareAgain();
	case 11:
	case 12:
		return post();
	case 13:
		return post();
	case 14:
	case 15:
		return publisherAnswers();
	case 16:
		return oneIn(8) ? accountChanges() : creatorAnswers();
	case 17:
	case 18:
		return autoPublish();
	case 19:
	case 20:
		return photos();
	default:
		return oneIn(6) ? restart() : edit();
	}
}

// --- clips ---

void Walk::arrive()
{
	if (clips_.size() >= kMostClips)
		return oneIn(3) ? putAway() : post();
	constexpr Media::Origin origins[] = {Media::Origin::Recording, Media::Origin::Replay,
					     Media::Origin::ChosenByHand};
	const Media::Origin origin = origins[below(3)];
	const ModelClip *inForm = find(shown_);
	const bool isFree =
		!inForm || (inForm->info == TikTok::PostInfo() && !inForm->isDisclosureOn && inForm->editOf == 0);
	ModelClip clip;
	clip.id = program_.arrive(std::to_string(number_) + ".mkv", origin);
	clip.source = program_.services().admissions.back().source;
	clip.isFit = !oneIn(8);
	EXPECT_FALSE(std::ranges::contains(ever_, clip.id)) << "no number is used twice";
	ever_.push_back(clip.id);
	clips_.push_back(clip);
	if (isFree || origin == Media::Origin::ChosenByHand)
		take(clip.id);
	else
		newest_ = clip.id;
}

void Walk::mediaAnswers()
{
	ModelClip *clip = any();
	if (!clip)
		return;
	Composer &composer = program_.composer();
	// A post that is edited has a second file to fall back to; EditTest.cpp is about that.
	const bool isStopped = clip->editOf != 0 || oneIn(2);
	const Error failure = errorOf(isStopped ? ErrorKind::Cancelled : ErrorKind::ClipFile, "file_missing");
	const std::filesystem::path file = program_.clip(clip->id).file;
	Media::Source source = sourceOf(clip->source, file, file.filename().string());
	if (clip->stage == ClipStage::Checking || clip->stage == ClipStage::Waiting) {
		if (oneIn(4)) {
			clip->stage = ClipStage::Waiting;
			return composer.sourceWaits(clip->source);
		}
		if (oneIn(8)) {
			clip->stage = ClipStage::Failed;
			return composer.sourceFailed(clip->source, failure);
		}
		if (!clip->isFit)
			source.info.videoCodec.clear();
		clip->isKnown = true;
		const bool isWanted = !clip->isRestored || clip->id == shown_;
		clip->stage = !clip->isFit ? ClipStage::Ready : isWanted ? ClipStage::Preparing : ClipStage::Known;
		composer.sourceKnown(source);
	} else if (clip->stage == ClipStage::Preparing) {
		if (oneIn(3))
			return composer.preparing(clip->source, {}, 0.5);
		if (oneIn(8)) {
			clip->stage = ClipStage::Failed;
			clip->isKnown = isStopped; // else the file itself is looked at anew
			return composer.preparationFailed(clip->source, {}, failure);
		}
		clip->stage = ClipStage::Ready;
		composer.prepared(clip->source, {}, preparedOf(source));
	}
}

void Walk::prepare(ModelClip &clip)
{
	if (clip.isFit)
		clip.stage = ClipStage::Preparing;
}

void Walk::take(ClipId id)
{
	shown_ = id;
	if (newest_ == id)
		newest_ = kNoClip;
	if (ModelClip *clip = find(id); clip && clip->stage == ClipStage::Known)
		prepare(*clip);
}

void Walk::move()
{
	const auto at = std::ranges::find(clips_, shown_, &ModelClip::id);
	switch (below(3)) {
	case 0:
		program_.composer().showNext();
		if (at != clips_.end() && std::next(at) != clips_.end())
			take(std::next(at)->id);
		return;
	case 1:
		program_.composer().showPrevious();
		if (at != clips_.begin() && at != clips_.end())
			take(std::prev(at)->id);
		return;
	default:
		const ClipId id = anyIdEver();
		program_.composer().show(id);
		if (find(id))
			take(id);
	}
}

void Walk::putAway()
{
	const ClipId id = anyIdEver();
	const auto countdown = program_.state().autoPublish.countdown;
	program_.composer().putAway(id);
	const ModelClip *clip = find(id);
	if (!clip || clip->isPosting || (countdown && countdown->clip == id))
		return;
	putAway_.insert(id);
	erase(id);
}

void Walk::prepareAgain()
{
	const ClipId id = anyIdEver();
	program_.composer().prepareAgain(id);
	ModelClip *clip = find(id);
	if (!clip || clip->stage != ClipStage::Failed)
		return;
	if (clip->isKnown) {
		clip->stage = ClipStage::Preparing;
	} else {
		clip->stage = ClipStage::Checking;
		clip->source = program_.services().admissions.back().source;
	}
}

void Walk::erase(ClipId id)
{
	const auto found = std::ranges::find(clips_, id, &ModelClip::id);
	const auto at = found - clips_.begin();
	clips_.erase(found);
	if (newest_ == id)
		newest_ = kNoClip;
	if (shown_ != id)
		return;
	shown_ = kNoClip;
	if (newest_ != kNoClip)
		take(newest_);
	else if (!clips_.empty())
		take(clips_[static_cast<size_t>(std::min<ptrdiff_t>(at, std::ssize(clips_) - 1))].id);
}

// --- the account, auto-publish ---

void Walk::accountChanges()
{
	if (oneIn(3)) {
		isConnected_ = false;
		program_.composer().accountChanged(disconnected());
	} else {
		isConnected_ = true;
		openId_ = oneIn(4) ? kBen : kNia;
		program_.connect(openId_.c_str());
	}
	takeBackChoicesOfOthers();
}

void Walk::creatorAnswers()
{
	if (program_.state().creator.stage != CreatorStage::Asking) {
		program_.composer().askCreator();
		EXPECT_EQ(program_.state().creator.stage == CreatorStage::Asking, isConnected_);
		return isConnected_ ? void() : accountChanges();
	}
	if (oneIn(8))
		return program_.composer().creatorInfoFailed(
			oneIn(2) ? errorOf(ErrorKind::Server, "tiktok_down")
				 : errorOf(ErrorKind::CreatorAccount, "daily_post_limit"));
	TikTok::CreatorInfo info = creatorOf(openId_);
	info.isCommentDisabled = oneIn(4);
	info.isDuetDisabled = oneIn(4);
	info.isStitchDisabled = oneIn(4);
	if (oneIn(4))
		info.privacyLevels.erase(info.privacyLevels.begin());
	program_.answerCreator(info);
	keepWithinOffer();
}

void Walk::autoPublish()
{
	Composer &composer = program_.composer();
	const auto countdown = program_.state().autoPublish.countdown;
	switch (below(6)) {
	case 0: {
		PresetDraft preset;
		preset.info = anyInfo("by itself {scene}");
		preset.isDisclosureOn = oneIn(4);
		preset.forReplays = oneIn(2);
		composer.setPresetDraft(preset);
		const TikTok::PostInfo info = possible(preset.info, preset.isDisclosureOn, PostKind::Video);
		const bool mayArm = isConnected_ && isFinished(info, preset.isDisclosureOn);
		EXPECT_EQ(program_.state().preset.obstacle == Obstacle::None, mayArm);
		composer.arm();
		if (!mayArm)
			return;
		armedInfo_ = info;
		armedInfo_.caption = "by itself Game";
		armedByHand_ = {{openId_, preset.info}};
		return;
	}
	case 1:
		return composer.setSeen(oneIn(2));
	case 2:
		return oneIn(3) ? composer.disarm() : composer.cancelCountdown(program_.counting());
	case 3:
		return clips_.empty() ? void() : composer.dismissReview(any()->id);
	default:
		composer.postNow(program_.counting());
		if (!countdown)
			return;
		ModelClip *clip = find(countdown->clip);
		ASSERT_NE(clip, nullptr);
		clip->isPosting = true;
		clip->sentFor = {};
		expectPost(*clip, armedInfo_, true);
		program_.clock.wall += std::chrono::hours(24); // or ten of them were the end of it
	}
}

// OBS closes or is killed; the posts that were on their way are in the store, or are not.
void Walk::restart()
{
	program_.composer().flush();
	program_.writeLast();
	program_.kill();
	program_.start();
	program_.isDiskStuck = true;
	std::vector<Publish::JobSnapshot> inStore = jobs_;
	std::vector<ClipId> stored;
	for (const auto &[request, post] : std::exchange(unanswered_, {}))
		if (oneIn(2)) {
			inStore.push_back(failedJob(++lastJob_, post.what));
			stored.push_back(post.what.clipId);
		}
	openId_.clear();
	isConnected_ = false;
	newest_ = kNoClip;
	postsSeen_ = 0;
	lastDigest_.clear();
	for (size_t at = 0; at < clips_.size(); ++at) {
		ModelClip &clip = clips_[at];
		clip.source = program_.services().admissions.at(at).source;
		clip.stage = ClipStage::Checking;
		clip.isPosting = clip.isKnown = false;
		clip.sentFor = {};
		clip.isRestored = true;
	}
	const auto photoJob = photosAfterRestart();
	if (!photoJob)
		compare(); // everything is there again, before anybody knows of the posts
	else
		inStore.push_back(*photoJob);
	for (const ClipId id : stored) {
		if (const Publish::JobId editOf = find(id)->editOf; editOf != 0)
			std::erase_if(jobs_, [editOf](const auto &job) { return job.id == editOf; });
		posted_.insert(id);
		erase(id);
	}
	program_.showJobs(inStore);
}

// --- which clip ---

ModelClip *Walk::find(ClipId id)
{
	const auto found = std::ranges::find(clips_, id, &ModelClip::id);
	return found == clips_.end() ? nullptr : &*found;
}

ModelClip *Walk::any()
{
	return clips_.empty() ? nullptr : &clips_[static_cast<size_t>(below(static_cast<int>(clips_.size())))];
}

ClipId Walk::anyIdEver()
{
	if (!clips_.empty() && !oneIn(8))
		return any()->id;
	return ever_.empty() ? 1 : ever_[static_cast<size_t>(below(static_cast<int>(ever_.size())))];
}

} // namespace DirectPost::Compose
