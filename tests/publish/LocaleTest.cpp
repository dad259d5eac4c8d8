#include "../Sentences.hpp"
#include "JobChoices.hpp"
#include "JobTurn.hpp"

#include <tiktok/ErrorTable.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <vector>

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
			"Error.posted_already", "Error.queued_already", "Error.posted_perhaps",
			"Error.posts_unreadable", "Error.outcome_unknown", "Error.photos_outcome_unknown",
			"Error.sent_to_inbox", "Error.picture_format_refused", "Error.still_processing",
			"Error.store_full", "Error.store_unwritable", "Error.store_damaged", "Error.store_busy",
			"Error.store_too_new", "Error.store_not_open", "Error.too_late", "Error.privacy_not_chosen",
			"Error.publish_internal", "AutoPublish.privacy_gone", "AutoPublish.interaction_gone",
			"AutoPublish.clip_too_long", "AutoPublish.checks_failed", "AutoPublish.other_account",
			"AutoPublish.daily_cap", "AutoPublish.creator_refused"),
	[](const auto &sample) {
		std::string name = sample.param;
		std::ranges::replace(name, '.', '_');
		return name;
	});

struct Trouble {
	std::string code;
	ErrorKind kind;
	bool mayBeUnderWay = false; // shown by a row that goes on, though its kind says that it is the last word
};

// What a job's row may say besides TikTok's own words: the transfer's errors, the store's, the login's and our own.
const std::vector<Trouble> kOwnTroubles = {
	{"offline", ErrorKind::Offline},
	{"connection_failed", ErrorKind::Unsent},
	{"host_not_found", ErrorKind::Offline},
	{"proxy_not_found", ErrorKind::Unsent},
	{"proxy_refused", ErrorKind::Unsent},
	{"proxy_failed", ErrorKind::Unsent},
	{"sign_in_page", ErrorKind::Intercepted},
	{"tls_failed", ErrorKind::Insecure},
	{"connection_lost", ErrorKind::Lost},
	{"timed_out", ErrorKind::Lost},
	{"reply_too_big", ErrorKind::ReplyTooBig},
	{"reply_not_understood", ErrorKind::NotUnderstood},
	{"upload_url_not_allowed", ErrorKind::Refused},
	{"file_missing", ErrorKind::ClipFile},
	{"prepared_gone", ErrorKind::ClipGone},
	{"file_unreadable", ErrorKind::ClipFile}, // in the end
	{"file_away", ErrorKind::ClipBusy},
	{"file_changed", ErrorKind::ClipUnfit},
	{"file_replaced", ErrorKind::ClipUnfit},
	{"file_empty", ErrorKind::ClipUnfit},
	{"clip_too_big", ErrorKind::ClipUnfit},
	{"clip_longer_than_allowed", ErrorKind::ClipUnfit},
	{"choices_not_offered", ErrorKind::Post},
	{"photo_host_busy", ErrorKind::PhotoHost},
	{"photo_host_unknown", ErrorKind::PhotoUrl},
	{"photo_too_big", ErrorKind::PhotoUrl},
	{"photo_type_not_allowed", ErrorKind::PhotoUrl},
	{"photo_url_not_https", ErrorKind::PhotoUrl},
	{"photo_url_redirects", ErrorKind::PhotoUrl},
	{"photo_url_unreachable", ErrorKind::PhotoUrl},
	{"photos_too_large", ErrorKind::PictureSize},
	{"store_full", ErrorKind::Disk},
	{"store_busy", ErrorKind::Disk},
	{"store_unwritable", ErrorKind::Disk},
	{"store_damaged", ErrorKind::Damaged},
	{"store_too_new", ErrorKind::AppSettings},
	{"seal_failed", ErrorKind::Internal, true},
	{"not_connected", ErrorKind::Account},
	{"other_account", ErrorKind::Account},
	{"login_expired", ErrorKind::Account},
	{"refresh_busy", ErrorKind::Unsent},
	{"posts_per_minute", ErrorKind::RateLimit},
	{"cancel_may_be_late", ErrorKind::Cancelled, true},
	{"upload_gave_up", ErrorKind::SlowLine},
	{"upload_too_slow", ErrorKind::SlowLine},
	{"upload_may_take_too_long", ErrorKind::SlowLine},
	{"upload_waits_for_stream", ErrorKind::SlowLine},
	{"upload_cap_too_low", ErrorKind::SlowLine},
	{"still_processing", ErrorKind::StillProcessing},
	{"sent_to_inbox", ErrorKind::OutcomeUnknown},
	{"outcome_unknown", ErrorKind::OutcomeUnknown},
	{"photos_outcome_unknown", ErrorKind::OutcomeUnknown},
	{"draft_outcome_unknown", ErrorKind::OutcomeUnknown},
};

// Said elsewhere: in answer to a command, about a login in the browser, a picture, a setting or a stored draft.
const std::vector<std::string> kNotOfARow = {
	"drafted_already",         "cancelled",        "image_unavailable", "post_info_damaged", "posted_already",
	"privacy_not_chosen",      "publish_internal", "queued_already",    "store_not_open",    "too_late",
	"sandbox_url_not_allowed", "posted_perhaps",   "posts_unreadable"};

// A login that is refused is asked for again; after the last bytes TikTok is asked whatever the upload host said.
bool isAskedAbout(TikTok::Heard heard)
{
	return heard == TikTok::Heard::Token || heard == TikTok::Heard::Upload;
}

std::vector<Trouble> allTroubles()
{
	std::vector<Trouble> all = kOwnTroubles;
	for (const TikTok::ErrorRow &row : TikTok::errorTable())
		all.push_back({std::string(row.code), row.kind, isAskedAbout(row.heard)});
	for (const auto heard : {TikTok::Heard::Token, TikTok::Heard::Init, TikTok::Heard::Upload,
				 TikTok::Heard::Status, TikTok::Heard::FailReason}) {
		const Error unknown = TikTok::errorFor(heard, "418", 418, {}, {});
		all.push_back({unknown.code, unknown.kind, isAskedAbout(heard)});
	}
	return all;
}

bool speaksOfTryingAgain(const std::string &sentence)
{
	static const std::regex words("try again|try it again|tried again|retry", std::regex::icase);
	return std::regex_search(sentence, words);
}

bool saysThatItGoesOn(const std::string &sentence)
{
	static const std::regex words("by themselves|by itself");
	return std::regex_search(sentence, words);
}

bool offersRetry(const Trouble &trouble, JobStage stage)
{
	JobSnapshot job;
	job.stage = stage;
	job.error = Error{.kind = trouble.kind, .code = trouble.code};
	addChoices(job, false);
	return job.mayRetry;
}

TEST(SentenceOfARow, NoRowSpeaksOfTryingAgainThatHasNoButtonForIt)
{
	const auto texts = sentences(LOCALE_FILE);
	for (const Trouble &trouble : allTroubles()) {
		const bool mayBeUnderWay = !meaningOf(trouble.kind).isFinal() || trouble.mayBeUnderWay;
		for (const JobStage stage :
		     {JobStage::Waiting, JobStage::WaitingForAccount, JobStage::Starting, JobStage::Uploading,
		      JobStage::Confirming, JobStage::Processing, JobStage::Failed, JobStage::OutcomeUnknown}) {
			if ((!isOver(stage) && !mayBeUnderWay) || offersRetry(trouble, stage))
				continue;
			if (stage == JobStage::OutcomeUnknown && trouble.kind != ErrorKind::OutcomeUnknown)
				continue;
			const auto sentence = texts.find("Error." + trouble.code);
			ASSERT_NE(sentence, texts.end()) << trouble.code;
			EXPECT_TRUE(!speaksOfTryingAgain(sentence->second) || saysThatItGoesOn(sentence->second))
				<< nameOf(stage) << ", " << trouble.code << ": " << sentence->second;
		}
	}
}

std::vector<std::string> sourcesOf(std::initializer_list<const char *> rooms)
{
	std::vector<std::string> sources;
	for (const char *room : rooms) {
		for (const auto &file : std::filesystem::directory_iterator(SOURCE_FOLDER + std::string("/") + room)) {
			std::ostringstream text;
			text << std::ifstream(file.path()).rdbuf();
			sources.push_back(text.str());
		}
	}
	return sources;
}

TEST(SentenceOfARow, TheTableOfTroublesKnowsEveryErrorOfTheRoomsThatPost)
{
	const auto texts = sentences(LOCALE_FILE);
	const std::vector<Trouble> all = allTroubles();
	const std::regex literal(R"re("([a-z0-9]+(?:_[a-z0-9]+)*)")re");
	int found = 0;
	for (const std::string &source : sourcesOf({"tiktok", "publish"})) {
		for (std::sregex_iterator at(source.begin(), source.end(), literal), end; at != end; ++at) {
			const std::string code = (*at)[1];
			if (!texts.contains("Error." + code) || std::ranges::contains(kNotOfARow, code))
				continue;
			++found;
			EXPECT_TRUE(std::ranges::contains(all, code, &Trouble::code)) << code;
		}
	}
	EXPECT_GT(found, 60);
}

// Its kind says what is done about an error; its code only picks the sentence.
TEST(ErrorCodes, AreComparedInNoRoomThatPosts)
{
	const std::regex compared(R"re((?:\.|->)code\s*[!=]=[^\n]*)re");
	for (const std::string &source : sourcesOf({"tiktok", "publish", "account"})) {
		std::smatch match;
		EXPECT_FALSE(std::regex_search(source, match, compared)) << match.str();
	}
}

} // namespace
} // namespace DirectPost::Publish
