#include "News.hpp"

#include <utility>

namespace DirectPost::Remote {

namespace {

using What = Notification::What;

// None: whoever cancels a post knows.
std::optional<What> whatBecame(Publish::JobStage stage)
{
	switch (stage) {
	case Publish::JobStage::Published:
		return What::Published;
	case Publish::JobStage::SentToInbox:
		return What::SentToInbox;
	case Publish::JobStage::Failed:
		return What::Failed;
	case Publish::JobStage::OutcomeUnknown:
		return What::OutcomeUnknown;
	default:
		return std::nullopt;
	}
}

} // namespace

std::vector<Notification> News::in(const Compose::State &state)
{
	std::vector<Notification> news;
	addPosts(state.queue, news);
	addCountdown(state.autoPublish, news);
	addReviews(state.autoPublish, news);
	return news;
}

// What another OBS sends, that one tells.
void News::addPosts(const Publish::QueueSnapshot &queue, std::vector<Notification> &news)
{
	if (!queue.isRead)
		return;
	std::map<Publish::JobId, bool> now;
	const bool isTold = isOver_ && queue.isDrivenHere;
	const Publish::JobId newest = isOver_ && !isOver_->empty() ? isOver_->rbegin()->first : 0;
	for (const Publish::JobSnapshot &post : queue.jobs) {
		const bool isOver = Publish::isOver(post.stage);
		now.emplace(post.id, isOver);
		if (!isTold || !isOver)
			continue;
		const auto before = isOver_->find(post.id);
		const bool isNews = before == isOver_->end() ? post.id > newest : !before->second;
		if (const auto what = whatBecame(post.stage); what && isNews)
			news.push_back({.what = *what, .name = Compose::titleOf(post), .error = post.error});
	}
	isOver_ = std::move(now);
}

void News::addCountdown(const Compose::AutoPublishState &autoPublish, std::vector<Notification> &news)
{
	const auto &countdown = autoPublish.countdown;
	const uint64_t clip = countdown ? countdown->clip : 0;
	if (std::exchange(counting_, clip) != clip && countdown)
		news.push_back({.what = What::CountingDown, .name = countdown->clipName, .left_s = countdown->left_s});
}

void News::addReviews(const Compose::AutoPublishState &autoPublish, std::vector<Notification> &news)
{
	Left now;
	for (const Compose::Review &review : autoPublish.reviews) {
		const auto &left = *now.emplace(review.clip, review.code).first;
		if (left_ && !left_->contains(left))
			news.push_back({.what = What::LeftForReview, .name = review.clipName, .review = review});
	}
	left_ = std::move(now);
}

} // namespace DirectPost::Remote
