#include "Sentences.hpp"

#include <compose/Rules.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace DirectPost::Compose {
namespace {

const std::map<std::string, std::string> &all()
{
	static const auto found = sentences(LOCALE_FILE);
	return found;
}

TEST(ComposeSentences, SayWhyThereIsAnObstacle)
{
	int count = 0;
	for (int value = 1; *nameOf(static_cast<Obstacle>(value)) != '\0'; ++value, ++count) {
		const std::string key = std::string("Reason.") + nameOf(static_cast<Obstacle>(value));
		EXPECT_TRUE(all().contains(key)) << key;
	}
	EXPECT_EQ(count, static_cast<int>(Obstacle::TooManyDrafts));
}

class ComposeSentence : public testing::TestWithParam<const char *> {};

TEST_P(ComposeSentence, SaysWhatHappenedAndWhatToDo)
{
	const auto sentence = all().find(GetParam());
	ASSERT_NE(sentence, all().end());
	EXPECT_GT(std::ranges::count_if(sentence->second, [](char c) { return c == '.' || c == ';'; }), 1)
		<< sentence->second;
}

INSTANTIATE_TEST_SUITE_P(Locale, ComposeSentence,
			 testing::Values("AutoPublish.privacy_gone", "AutoPublish.interaction_gone",
					 "AutoPublish.clip_too_long", "AutoPublish.checks_failed",
					 "AutoPublish.other_account", "AutoPublish.daily_cap",
					 "AutoPublish.creator_refused", "AutoPublish.clip_failed",
					 "AutoPublish.post_refused", "AutoPublish.too_short", "AutoPublish.short_rest",
					 "AutoPublish.obs_was_closed", "AutoPublish.looks_older",
					 "AutoPublish.disconnected", "AutoPublish.unknown_word", "Caption.LiteralWord",
					 "Caption.ManyHashtags", "Caption.UnknownWord", "Error.clip_replaced",
					 "Error.recording_failed", "Error.clips_damaged", "Error.clips_elsewhere",
					 "Error.clips_not_stored", "Error.clips_unreadable", "Error.nothing_agreed",
					 "Error.settings_not_stored", "Error.preparation_ended_obs"),
			 [](const auto &one) {
				 std::string name = one.param;
				 std::ranges::replace(name, '.', '_');
				 return name;
			 });

} // namespace
} // namespace DirectPost::Compose
