#include "Walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// What is said in a random walk, what is posted, and what becomes of it.
namespace DirectPost::Compose {

void Walk::write()
{
	const ClipId id = anyIdEver();
	Draft draft;
	draft.info = anyInfo(oneIn(5) ? "" : "words " + std::to_string(number_) + " of " + std::to_string(id));
	draft.isDisclosureOn = oneIn(4);
	say(id, draft, draft.info);
}

void Walk::post()
{
	ModelClip *clip = find(anyIdEver());
	for (const ClipAtHand &each :
	     program_.state().clips) // mostly one that may be posted, or nothing would come of it
		if (each.obstacle == Obstacle::None && !oneIn(4))
			clip = find(each.id);
	if (!clip)
		return program_.composer().post(anyIdEver() + 1'000'000'000'000);
	const bool mayPost = program_.clip(clip->id).obstacle == Obstacle::None;
	const bool isRepeat = oneIn(4);
	Publish::When when = isRepeat ? clip->sentFor : Publish::When();
	if (isRepeat) {
		program_.composer().postAgain(clip->id);
	} else if (oneIn(3)) {
		when = {.what = Publish::WaitsFor::Moment,
			.moment = program_.clock.wall + std::chrono::minutes(number_),
			.grace = std::chrono::minutes(30)};
		program_.composer().postAt(clip->id, when.moment, when.grace);
	} else {
		program_.composer().post(clip->id);
	}
	if (!mayPost)
		return;
	clip->sentFor = when;
	EXPECT_EQ(program_.lastPost().what.when, when);
	clip->isPosting = true;
	expectPost(*clip, clip->info, false);
	EXPECT_EQ(program_.lastPost().what.isRepeatWanted, isRepeat);
}

void Walk::expectPost(const ModelClip &clip, const TikTok::PostInfo &info, bool byItself)
{
	const auto &posts = program_.services().posts;
	ASSERT_EQ(posts.size(), postsSeen_ + 1);
	++postsSeen_;
	const auto &[request, what] = posts.back();
	for (const auto &[other, earlier] : unanswered_)
		EXPECT_NE(earlier.what.clipId, clip.id) << "sent twice";
	EXPECT_EQ(what.clipId, clip.id);
	EXPECT_EQ(what.accountOpenId, openId_);
	EXPECT_EQ(std::get<Publish::VideoRequest>(what.what).post.info, info);
	EXPECT_EQ(possible(info, true, PostKind::Video), info) << "the creator does not offer it";
	expectOnlyByHand(info, byItself ? armedByHand_ : clip.byHand);
	EXPECT_EQ(std::get<Publish::VideoRequest>(what.what).originalFile, program_.clip(clip.id).file);
	EXPECT_TRUE(unanswered_.emplace(request, posts.back()).second) << "a number that was used already";
}

void Walk::jobIsStored(const FakeServices::Post &post)
{
	jobs_.push_back(failedJob(++lastJob_, post.what));
}

void Walk::publisherAnswers()
{
	if (unanswered_.empty())
		return;
	auto at = unanswered_.begin();
	std::advance(at, below(static_cast<int>(unanswered_.size())));
	const FakeServices::Post post = at->second;
	unanswered_.erase(at);
	ModelClip *clip = find(post.what.clipId);
	ASSERT_NE(clip, nullptr) << "a clip went while its post was on its way";
	if (oneIn(4)) {
		clip->isPosting = false;
		program_.composer().refused(post.request, errorOf(ErrorKind::Disk, "store_full"));
		return program_.composer().refused(post.request, errorOf(ErrorKind::Disk, "store_full"));
	}
	const Publish::JobId editOf = clip->editOf;
	const size_t commands = program_.services().commands.size();
	posted_.insert(clip->id);
	erase(clip->id);
	program_.composer().posted(post.request);
	program_.composer().posted(post.request); // an answer too many
	EXPECT_EQ(program_.services().commands.size(), commands + (editOf != 0 ? 1 : 0));
	if (editOf != 0) {
		EXPECT_EQ(program_.services().commands.back().job, editOf);
		std::erase_if(jobs_, [editOf](const auto &job) { return job.id == editOf; });
	}
	if (oneIn(2) && jobs_.size() < 3)
		jobIsStored(post);
	program_.showJobs(jobs_);
}

void Walk::edit()
{
	if (jobs_.empty() || clips_.size() >= kMostClips)
		return;
	const Publish::JobSnapshot job = jobs_[static_cast<size_t>(below(static_cast<int>(jobs_.size())))];
	program_.showJobs(jobs_);
	program_.composer().edit(job.id);
	const auto known = std::ranges::find(clips_, job.id, &ModelClip::editOf);
	if (known != clips_.end())
		return take(known->id);
	ModelClip clip;
	clip.id = program_.state().clips.back().id;
	clip.source = program_.services().admissions.back().source;
	clip.info = std::get<Publish::VideoRequest>(job.request->what).post.info;
	clip.isDisclosureOn = clip.info.commercial != TikTok::CommercialContent();
	clip.choicesFor = job.request->accountOpenId;
	clip.byHand = {{clip.choicesFor, clip.info}};
	clip.editOf = job.id;
	ever_.push_back(clip.id);
	clips_.push_back(clip);
	takeBackChoicesOfOthers();
	keepWithinOffer();
	take(clip.id);
}

} // namespace DirectPost::Compose
