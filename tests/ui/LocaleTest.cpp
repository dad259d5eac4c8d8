#include "Locale.hpp"

#include <gtest/gtest.h>

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>

namespace DirectPost::Ui {

namespace {

QString read(const QString &path)
{
	QFile file(path);
	EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
	return QString::fromUtf8(file.readAll());
}

const QStringList &allSources()
{
	static const QStringList all = [] {
		QStringList texts;
		QDirIterator files(QStringLiteral(SOURCE_FOLDER), {QStringLiteral("*.cpp"), QStringLiteral("*.hpp")},
				   QDir::Files, QDirIterator::Subdirectories);
		while (files.hasNext())
			texts += read(files.next());
		return texts;
	}();
	return all;
}

// Every string literal in the sources.
const QSet<QString> &allLiterals()
{
	static const QSet<QString> all = [] {
		const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\\n]|\\\\.)*)\""));
		QSet<QString> found;
		for (const QString &text : allSources()) {
			auto matches = literal.globalMatch(text);
			while (matches.hasNext())
				found += matches.next().captured(1);
		}
		return found;
	}();
	return all;
}

// Some keys are put together from a kind and a code.
bool isUsed(const QString &key)
{
	if (allLiterals().contains(key))
		return true;
	for (const QString &kind : {QStringLiteral("Error."), QStringLiteral("Check."), QStringLiteral("AutoPublish."),
				    QStringLiteral("Reason."), QStringLiteral("Encoder.")}) {
		if (key.startsWith(kind) && allLiterals().contains(key.sliced(kind.size()))) {
			return true;
		}
	}
	return false;
}

} // namespace

TEST(Locale, EveryKeyInTheSourcesHasItsText)
{
	static const QRegularExpression dotted(QStringLiteral("^[A-Z][A-Za-z]+(\\.[A-Z][A-Za-z]+)+$"));
	int count = 0;
	for (const QString &literal : allLiterals()) {
		if (!dotted.match(literal).hasMatch())
			continue;
		++count;
		EXPECT_TRUE(english().contains(literal)) << literal.toStdString();
	}
	EXPECT_GT(count, 90);
}

TEST(Locale, EveryTextIsUsed)
{
	for (const QString &key : english().keys())
		EXPECT_TRUE(isUsed(key)) << key.toStdString();
}

// In every room; what is looked up in a table is for that room's own test.
TEST(Locale, EveryErrorMadeInTheSourcesHasItsSentence)
{
	static const QRegularExpression made(
		QStringLiteral(R"re((?:\.code = (?:\w+ \? "(\w+)" : )?|fileError\((?:\w+::\w+, )?)"(\w+)")re"));
	QSet<QString> codes;
	for (const QString &text : allSources()) {
		auto matches = made.globalMatch(text);
		while (matches.hasNext()) {
			const auto match = matches.next();
			codes += match.captured(1); // empty without a choice
			codes += match.captured(2);
		}
	}
	codes.remove({});
	EXPECT_GT(codes.size(), 40);
	// Reviews of auto-publish have codes as well.
	for (const QString &code : codes)
		EXPECT_TRUE(english().contains(QStringLiteral("Error.") + code) ||
			    english().contains(QStringLiteral("AutoPublish.") + code))
			<< code.toStdString();
}

TEST(Locale, EveryReasonForAReviewHasItsText)
{
	for (const char *code : {"privacy_gone", "interaction_gone", "clip_too_long", "checks_failed", "other_account",
				 "daily_cap", "creator_refused", "clip_failed", "post_refused", "too_short",
				 "short_rest", "recording_failed", "obs_was_closed"})
		EXPECT_TRUE(english().contains(QStringLiteral("AutoPublish.") + QLatin1StringView(code))) << code;
}

TEST(Locale, SentencesEndLikeSentences)
{
	for (const auto &[key, text] : english().asKeyValueRange()) {
		if (key.startsWith(QStringLiteral("Error.")) && key != QStringLiteral("Error.LogId")) {
			EXPECT_TRUE(text.endsWith(u'.')) << key.toStdString();
		}
		if (key.startsWith(QStringLiteral("Reason."))) {
			EXPECT_TRUE(text.endsWith(u'.') || text.endsWith(u'…')) << key.toStdString();
		}
	}
}

TEST(Locale, TikToksOwnTextsAreWordForWord)
{
	EXPECT_EQ(english()[QStringLiteral("Consent")], "By posting, you agree to TikTok's {music}.");
	EXPECT_EQ(english()[QStringLiteral("Consent.BrandedContent")],
		  "By posting, you agree to TikTok's {policy} and {music}.");
	EXPECT_EQ(english()[QStringLiteral("Consent.Music")], "Music Usage Confirmation");
	EXPECT_EQ(english()[QStringLiteral("Consent.Policy")], "Branded Content Policy");
	EXPECT_EQ(english()[QStringLiteral("Disclosure.YourBrand")], "Your brand");
	EXPECT_EQ(english()[QStringLiteral("Disclosure.BrandedContent")], "Branded content");
	EXPECT_EQ(english()[QStringLiteral("Disclosure.PromotionalContent")],
		  "Your photo/video will be labeled as 'Promotional content'");
	EXPECT_EQ(english()[QStringLiteral("Disclosure.PaidPartnership")],
		  "Your photo/video will be labeled as 'Paid partnership'");
	EXPECT_EQ(english()[QStringLiteral("Reason.DisclosureUnfinished")],
		  "You need to indicate if your content promotes yourself, a third party, or both.");
	EXPECT_EQ(english()[QStringLiteral("Disclosure.NotPrivate")],
		  "Branded content visibility cannot be set to private.");
}

} // namespace DirectPost::Ui
