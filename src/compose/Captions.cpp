#include <compose/Captions.hpp>

#include <media/Texts.hpp>
#include <tiktok/Types.hpp>

#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace DirectPost::Compose {

namespace {

QString spellingOf(CaptionWord word)
{
	switch (word) {
	case CaptionWord::Title:
		return QStringLiteral("title");
	case CaptionWord::Scene:
		return QStringLiteral("scene");
	case CaptionWord::Game:
		return QStringLiteral("game");
	case CaptionWord::Date:
		return QStringLiteral("date");
	case CaptionWord::Time:
		return QStringLiteral("time");
	case CaptionWord::Duration:
		return QStringLiteral("duration");
	case CaptionWord::Profile:
		return QStringLiteral("profile");
	case CaptionWord::Mark:
		return QStringLiteral("mark");
	}
	return {};
}

std::optional<CaptionWord> wordFrom(const QString &name)
{
	const auto found = std::ranges::find_if(kCaptionWords, [&name](CaptionWord word) {
		return !name.compare(spellingOf(word), Qt::CaseInsensitive);
	});
	return found == kCaptionWords.end() ? std::nullopt : std::optional(*found);
}

// The innermost pair of braces: of "{{scene}}" the scene.
const QRegularExpression &braces()
{
	static const QRegularExpression expression(QStringLiteral(R"(\{([^{}\n]+)\})"));
	return expression;
}

// The first one in braces that is a word, or is none.
std::optional<std::string> firstInBraces(const std::string &caption, bool isWord)
{
	auto matches = braces().globalMatch(QString::fromStdString(caption));
	while (matches.hasNext()) {
		const QRegularExpressionMatch match = matches.next();
		if (wordFrom(match.captured(1).trimmed()).has_value() == isWord)
			return match.captured().toStdString();
	}
	return std::nullopt;
}

QString durationOf(const std::optional<int64_t> &time_ms)
{
	return time_ms ? QString::fromStdString(Media::durationText(*time_ms)) : QString();
}

QString valueOf(CaptionWord word, const CaptionFacts &facts, const QLocale &locale)
{
	switch (word) {
	case CaptionWord::Title:
		return QFileInfo(facts.clipName).completeBaseName();
	case CaptionWord::Scene:
		return facts.scene;
	case CaptionWord::Game:
		return facts.game;
	case CaptionWord::Date:
		return locale.toString(facts.recorded.date(), QLocale::ShortFormat);
	case CaptionWord::Time:
		return locale.toString(facts.recorded.time(), QLocale::ShortFormat);
	case CaptionWord::Duration:
		return durationOf(facts.duration_ms);
	case CaptionWord::Profile:
		return facts.profile;
	case CaptionWord::Mark:
		return durationOf(facts.mark_ms);
	}
	return {};
}

QString valueIn(const std::vector<WordValue> &values, CaptionWord word)
{
	const auto found = std::ranges::find(values, word, &WordValue::word);
	return found == values.end() ? QString() : found->value;
}

// Between two spaces, or at the beginning of a line.
bool leavesASpaceTooMany(const QString &before, const QString &pattern, qsizetype next)
{
	const bool isSpaceBefore = before.isEmpty() || before.back() == u' ' || before.back() == u'\n';
	return isSpaceBefore && next < pattern.size() && pattern.at(next) == u' ';
}

const QRegularExpression &hashtag()
{
	static const QRegularExpression expression(QStringLiteral(R"(#[\p{L}\p{M}\p{N}_]+)"));
	return expression;
}

// What matches, each once.
std::string joinedMatches(const QRegularExpression &expression, const std::string &text, const QString &before)
{
	QStringList found;
	auto matches = expression.globalMatch(QString::fromStdString(text));
	while (matches.hasNext()) {
		const QString one = before + matches.next().captured();
		if (!found.contains(one, Qt::CaseInsensitive))
			found += one;
	}
	return found.join(u' ').toStdString();
}

} // namespace

std::vector<WordValue> wordValues(const CaptionFacts &facts, const QLocale &locale)
{
	std::vector<WordValue> values;
	for (const CaptionWord word : kCaptionWords)
		values.push_back({word, valueOf(word, facts, locale)});
	return values;
}

std::vector<WordValue> wordsInBraces()
{
	std::vector<WordValue> values;
	for (const CaptionWord word : kCaptionWords)
		values.push_back({word, u'{' + spellingOf(word) + u'}'});
	return values;
}

QString cutTo(qsizetype most_units, QString text)
{
	text.truncate(most_units);
	if (!text.isEmpty() && text.back().isHighSurrogate())
		text.chop(1);
	return text;
}

// One pass from left to right: a scene may be called "{date}". It is not how ui/Texts.cpp fills the program's own
// sentences: people wrote this one, with braces within braces, words in any case, and words of which nothing is known.
std::string captionFrom(const std::string &captionTemplate, const std::vector<WordValue> &values)
{
	const QString pattern = QString::fromStdString(captionTemplate);
	QString text;
	qsizetype at = 0;
	auto matches = braces().globalMatch(pattern);
	while (matches.hasNext()) {
		const QRegularExpressionMatch match = matches.next();
		const auto word = wordFrom(match.captured(1).trimmed());
		if (!word)
			continue;
		text += QStringView(pattern).sliced(at, match.capturedStart() - at);
		const QString value = valueIn(values, *word);
		at = match.capturedEnd();
		if (value.isEmpty() && leavesASpaceTooMany(text, pattern, at))
			++at;
		text += value;
	}
	text += QStringView(pattern).sliced(at);
	return cutTo(TikTok::kCaption_units, std::move(text)).toStdString();
}

std::optional<std::string> unknownWord(const std::string &captionTemplate)
{
	return firstInBraces(captionTemplate, false);
}

std::optional<std::string> literalWord(const std::string &caption)
{
	return firstInBraces(caption, true);
}

int hashtagsIn(const std::string &caption)
{
	int count = 0;
	auto matches = hashtag().globalMatch(QString::fromStdString(caption));
	for (; matches.hasNext(); matches.next())
		++count;
	return count;
}

std::string hashtagsOf(const std::string &caption)
{
	return joinedMatches(hashtag(), caption, {});
}

std::string hashtagsFrom(const std::string &typed)
{
	static const QRegularExpression word(QStringLiteral(R"([\p{L}\p{M}\p{N}_]+)"));
	return joinedMatches(word, typed, QStringLiteral("#"));
}

} // namespace DirectPost::Compose
