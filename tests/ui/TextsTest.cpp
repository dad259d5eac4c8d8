#include "Locale.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Ui {

namespace {

Texts small()
{
	return Texts([](const char *key) -> QString {
		const QString name = QLatin1StringView(key);
		if (name == QLatin1StringView("Greeting"))
			return QStringLiteral("Hello {name}, {name}! {other");
		if (name == QLatin1StringView("Error.file_missing"))
			return QStringLiteral("{file} is gone.");
		if (name == QLatin1StringView("Error.reply_not_understood"))
			return QStringLiteral("Report it.");
		if (name == QLatin1StringView("Error.Unknown"))
			return QStringLiteral("Unknown ({code}).");
		if (name == QLatin1StringView("Error.LogId"))
			return QStringLiteral("Reference: {id}");
		return name;
	});
}

Error error(const char *code, ErrorKind kind, const char *logId)
{
	Error made;
	made.code = code;
	made.kind = kind;
	made.logId = logId;
	return made;
}

} // namespace

TEST(Texts, FillsEveryPlaceholderAndLeavesTheRestAlone)
{
	EXPECT_EQ(small().text("Greeting", {{"name", QStringLiteral("Nia")}}), "Hello Nia, Nia! {other");
}

TEST(Texts, NeverTakesAValueForAPlaceholder)
{
	EXPECT_EQ(small().text("Greeting", {{"name", QStringLiteral("{name}")}}), "Hello {name}, {name}! {other");
}

TEST(Texts, AnEmptyValueLeavesAGapInsteadOfThePlaceholder)
{
	EXPECT_EQ(small().text("Greeting", {{"name", QString()}}), "Hello , ! {other");
}

TEST(Texts, SaysTheSentenceOfAnErrorWithItsValues)
{
	Error missing = error("file_missing", ErrorKind::ClipFile, "202611");
	missing.values = {{"file", "clip.mkv"}};
	EXPECT_EQ(small().sentence(missing), "clip.mkv is gone.");
}

TEST(Texts, AddsTikToksReferenceWhereTheKindIsForAReport)
{
	EXPECT_EQ(small().sentence(error("reply_not_understood", ErrorKind::NotUnderstood, "202611")),
		  "Report it. Reference: 202611");
}

TEST(Texts, AnErrorWithoutASentenceStillSaysItsCodeAndReference)
{
	EXPECT_EQ(small().sentence(error("brand_new", ErrorKind::Internal, "")), "Unknown (brand_new).");
	EXPECT_EQ(small().sentence(error("brand_new", ErrorKind::Internal, "202611")),
		  "Unknown (brand_new). Reference: 202611");
}

TEST(Texts, AReviewSaysWhyAndWhatTikTokSaid)
{
	const Compose::Review reason{.clip = 1,
				     .clipName = {},
				     .code = "creator_refused",
				     .error = error("daily_post_limit", ErrorKind::CreatorAccount, "")};
	const QString words = englishTexts().reviewReason(reason);
	EXPECT_TRUE(words.startsWith(english()[QStringLiteral("AutoPublish.creator_refused")])) << words.toStdString();
	EXPECT_TRUE(words.endsWith(english()[QStringLiteral("Error.daily_post_limit")])) << words.toStdString();
}

} // namespace DirectPost::Ui
