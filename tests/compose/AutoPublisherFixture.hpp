#pragma once

#include "AutoPublisher.hpp"
#include "Samples.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Compose {

// Auto-publish alone, with what it wants written down. Its seconds take an hour: where one passes, a test says so.
class AutoPublisherTest : public testing::Test {
protected:
	AutoPublisherTest() { restart(); }

	void restart(std::chrono::milliseconds second = std::chrono::hours(1))
	{
		subject = std::make_unique<AutoPublisher>(
			AutoPublisher::Callbacks{.askCreator = [this] { ++asked; },
						 .post =
							 [this](uint64_t id, const Preset &with) {
								 due.push_back(id);
								 dueWith = with;
							 },
						 .attention = [this] { ++attentions; },
						 .changed = [this] { noteCountdown(); },
						 .keep =
							 [this](const AutoPublishMemory &now) {
								 memory = now;
							 }},
			memory, clock, second);
		subject->setSeen(true);
	}
	void noteCountdown()
	{
		if (!subject)
			return;
		const auto &now = subject->state().countdown;
		if (now && (countdown.empty() || countdown.back() != now->left_s))
			countdown.push_back(now->left_s);
	}
	static Preset preset()
	{
		Preset preset;
		preset.accountOpenId = kNia;
		preset.info.privacyLevel = TikTok::PrivacyLevel::FollowerOfCreator;
		preset.info.interactions.allowComment = true;
		preset.info.caption = "{scene} {date}";
		preset.forReplays = false;
		preset.consentedAt = "2026-11-22T18:00:00Z";
		return preset;
	}
	static AutoPublisher::Clip clip(uint64_t id)
	{
		return {.id = id,
			.name = QString::number(id),
			.origin = Media::Origin::Recording,
			.duration_ms = 42'000,
			.canBePosted = true};
	}
	uint64_t counting() const { return subject->state().countdown ? subject->state().countdown->clip : 0; }
	void answer() { subject->creatorInfoArrived(kNia, creator()); }
	void post(uint64_t id = 1)
	{
		subject->clipReady(clip(id));
		answer();
		subject->postNow(counting());
	}
	const std::vector<Review> &reviews() const { return subject->state().reviews; }
	std::string reviewCode() const { return reviews().empty() ? "" : reviews().back().code; }
	bool isArmed() const { return subject->state().isArmed; }

	TestClock clock;
	AutoPublishMemory memory; // as the file keeps it
	int asked = 0;
	int attentions = 0;
	std::vector<int> countdown;
	std::vector<uint64_t> due;
	Preset dueWith;
	std::unique_ptr<AutoPublisher> subject;
};

} // namespace DirectPost::Compose
