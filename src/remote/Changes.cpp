#include "Changes.hpp"

#include "StateJson.hpp"

namespace DirectPost::Remote {

namespace {

bool isWorthTelling(const Publish::JobSnapshot &before, const Publish::JobSnapshot &after)
{
	const bool isWaitNew = before.waitsForStream != after.waitsForStream || before.isMissed != after.isMissed ||
			       before.waitsForMoment != after.waitsForMoment || before.moment != after.moment;
	return isWaitNew || before.stage != after.stage || before.isPaused != after.isPaused ||
	       before.link != after.link || before.error != after.error || before.sentPercent() != after.sentPercent();
}

} // namespace

std::vector<Event> changesBetween(const Compose::State &before, const Compose::State &after)
{
	std::vector<Event> events;
	if (accountJson(before.account) != accountJson(after.account))
		events.push_back({"AccountChanged", accountJson(after.account)});
	for (const Compose::ClipAtHand &clip : after.clips) {
		const Compose::ClipAtHand *earlier = before.clip(clip.id);
		const bool wasReady = earlier && earlier->stage == Compose::ClipStage::Ready;
		if (clip.stage == Compose::ClipStage::Ready && !wasReady)
			events.push_back({"ClipReady", clipJson(clip)});
	}
	for (const Publish::JobSnapshot &job : after.queue.jobs) {
		const Publish::JobSnapshot *earlier = before.queue.job(job.id);
		if (!earlier || isWorthTelling(*earlier, job))
			events.push_back({"JobChanged", jobJson(job)});
	}
	const nlohmann::json countdown = countdownJson(after.autoPublish.countdown);
	if (countdownJson(before.autoPublish.countdown) != countdown)
		events.push_back({"CountdownChanged", {{"countdown", countdown}}});
	return events;
}

} // namespace DirectPost::Remote
