#include "../Sentences.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace DirectPost::Publish {
namespace {

class PublishSentence : public testing::TestWithParam<const char *> {};

TEST_P(PublishSentence, SaysWhatHappenedAndWhatToDo)
{
	const auto all = sentences(LOCALE_FILE);
	const auto sentence = all.find(GetParam());
	ASSERT_NE(sentence, all.end());
	EXPECT_GT(std::ranges::count_if(sentence->second, [](char c) { return c == '.' || c == ';'; }), 1)
		<< sentence->second;
}

INSTANTIATE_TEST_SUITE_P(
	Locale, PublishSentence,
	testing::Values("Error.other_account", "Error.file_away", "Error.file_replaced", "Error.photos_too_large",
			"Error.upload_gave_up", "Error.upload_too_slow", "Error.upload_may_take_too_long",
			"Error.upload_cap_too_low", "Error.upload_waits_for_stream", "Error.posts_per_minute",
			"Error.posted_already", "Error.queued_already", "Error.outcome_unknown",
			"Error.photos_outcome_unknown", "Error.sent_to_inbox", "Error.picture_format_refused",
			"Error.still_processing", "Error.store_full", "Error.store_unwritable", "Error.store_damaged",
			"Error.store_busy", "Error.store_too_new", "Error.store_not_open", "Error.too_late",
			"Error.privacy_not_chosen", "Error.publish_internal", "AutoPublish.privacy_gone",
			"AutoPublish.interaction_gone", "AutoPublish.clip_too_long", "AutoPublish.checks_failed",
			"AutoPublish.other_account", "AutoPublish.daily_cap", "AutoPublish.creator_refused"),
	[](const auto &sample) {
		std::string name = sample.param;
		std::ranges::replace(name, '.', '_');
		return name;
	});

} // namespace
} // namespace DirectPost::Publish
