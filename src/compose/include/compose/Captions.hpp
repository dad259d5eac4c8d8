#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>

#include <array>
#include <optional>
#include <string>
#include <vector>

// What captions are made of. Pure.
namespace DirectPost::Compose {

// Words that a template holds in braces, "{title}", and that are filled in for each clip.
enum class CaptionWord { Title = 1, Scene, Game, Date, Time, Duration, Profile, Mark };
inline constexpr std::array kCaptionWords = {CaptionWord::Title,   CaptionWord::Scene, CaptionWord::Game,
					     CaptionWord::Date,    CaptionWord::Time,  CaptionWord::Duration,
					     CaptionWord::Profile, CaptionWord::Mark};

// What is filled in for one of them; empty: nothing is known.
struct WordValue {
	CaptionWord word;
	QString value;

	bool operator==(const WordValue &) const = default;
};

// What is known of a clip for its caption; empty where it is not known.
struct CaptionFacts {
	QString clipName; // of its file
	QString scene;
	QString game; // or the window that was captured
	QString profile;
	QDateTime recorded; // in local time
	std::optional<int64_t> duration_ms;
	std::optional<int64_t> mark_ms; // the moment that was marked, in its recording
};

// At most so many UTF-16 units of it; half a character is none.
QString cutTo(qsizetype most_units, QString text);

// All words, with dates, times and numbers as `locale` writes them.
std::vector<WordValue> wordValues(const CaptionFacts &facts, const QLocale &locale);
// All words, each with itself in braces: what a template is written with.
std::vector<WordValue> wordsInBraces();

// The text of the caption, cut to TikTok's limit. Where nothing is known of a word, the space behind it goes with it.
std::string captionFrom(const std::string &captionTemplate, const std::vector<WordValue> &values);
// What stands in braces, with them, and is none of the words; the first one.
std::optional<std::string> unknownWord(const std::string &captionTemplate);
// The first of the words in a caption that is posted as it stands, where nothing is filled in.
std::optional<std::string> literalWord(const std::string &caption);

// From so many on, TikTok may not count all of them.
inline constexpr int kManyHashtags = 6;
int hashtagsIn(const std::string &caption);
std::string hashtagsOf(const std::string &caption); // "#one #two": each once, in their order
// "#one #two" of what somebody typed for a set: "one, #two"; likewise.
std::string hashtagsFrom(const std::string &typed);

} // namespace DirectPost::Compose
