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

TEST(Texts, GivesAWordTheFormThatGoesWithItsNumber)
{
	Error slow = error("upload_may_take_too_long", ErrorKind::SlowLine, "");
	const auto said = [&slow](const char *language, const char *minutes) {
		slow.values = {{"minutes", minutes}};
		return textsIn(QLatin1StringView(language)).sentence(slow);
	};
	EXPECT_TRUE(said("en-US", "1").contains("takes 1 minute,"));
	EXPECT_TRUE(said("en-US", "61").contains("takes 61 minutes,"));
	EXPECT_TRUE(said("ru-RU", "61").contains(QStringLiteral("61 минуту,")));
	EXPECT_TRUE(said("ru-RU", "62").contains(QStringLiteral("62 минуты,")));
	EXPECT_TRUE(said("ru-RU", "65").contains(QStringLiteral("65 минут,")));
	EXPECT_TRUE(said("ja-JP", "65").contains(QStringLiteral("65 分")));
}

TEST(Texts, AWordWhoseNumberIsNotGivenStaysAsItIs)
{
	const Texts texts([](const char *) { return QStringLiteral("{count:clip|clips}"); });
	EXPECT_EQ(texts.text("Any", {{"other", QStringLiteral("1")}}), "{count:clip|clips}");
	EXPECT_EQ(texts.text("Any", {{"count", QStringLiteral("1")}}), "clip");
}

TEST(Texts, WriteSizesAndNumbersAsTheirLanguageDoes)
{
	EXPECT_EQ(englishTexts().size(38'200'000), "38.2 MB");
	EXPECT_EQ(textsIn(QStringLiteral("de-DE")).size(38'200'000), "38,2 MB");
	EXPECT_EQ(textsIn(QStringLiteral("fr-FR")).size(38'200'000), "38,2 Mo");
	EXPECT_EQ(textsIn(QStringLiteral("ru-RU")).size(1'250'000'000), QStringLiteral("1,25 ГБ"));
	EXPECT_EQ(textsIn(QStringLiteral("ja-JP")).size(640'000), "640 kB");
	EXPECT_EQ(textsIn(QStringLiteral("de-DE")).number(1.5, 1), "1,5");
}

TEST(Texts, WriteWhatAFindingMeasuredAsTheirLanguageDoes)
{
	const Texts german = textsIn(QStringLiteral("de-DE"));
	EXPECT_TRUE(german.finding({.code = "size_too_big", .values = {{"size", "4.01 GB"}, {"limit", "4 GB"}}})
			    .startsWith(QStringLiteral("4,01 GB, und TikTok nimmt höchstens 4 GB.")));
	EXPECT_EQ(german.finding({.code = "frame_rate_fits", .values = {{"rate", "29.97 fps"}}}), "29,97 FPS.");
	EXPECT_TRUE(german.finding({.code = "duration_too_long", .values = {{"duration", "3:00.1"}, {"limit", "3:00"}}})
			    .startsWith(QStringLiteral("3:00,1 lang")));
	EXPECT_EQ(german.finding({.code = "codec_fits", .values = {{"codec", "H.264"}}}), "Bild in H.264.");
}

TEST(Texts, WriteAMomentAsTheirLanguageDoes)
{
	Error repeat = error("posted_already", ErrorKind::Repeat, "");
	repeat.values = {{"when", "2026-11-27T12:00:00Z"}, {"account", "nia"}};
	EXPECT_TRUE(englishTexts().sentence(repeat).contains("11/27/26"))
		<< englishTexts().sentence(repeat).toStdString();
	EXPECT_TRUE(textsIn(QStringLiteral("de-DE")).sentence(repeat).contains("27.11.26"));
	EXPECT_TRUE(textsIn(QStringLiteral("ja-JP")).sentence(repeat).contains("2026/11/27"));
	const auto noon = std::chrono::sys_days(std::chrono::year(2026) / 11 / 27) + std::chrono::hours(12);
	EXPECT_TRUE(textsIn(QStringLiteral("de-DE")).dateTime(noon).startsWith("27.11.26"));
	EXPECT_TRUE(textsIn(QStringLiteral("de-DE")).moment(noon).contains("Fr"));
	EXPECT_TRUE(englishTexts().moment(noon).startsWith("Fri 11/27/26"));
}

TEST(Texts, LeaveANameAloneThatLooksLikeANumber)
{
	Error missing = error("file_missing", ErrorKind::ClipFile, "");
	missing.values = {{"file", "3.5 GB.mkv"}};
	EXPECT_TRUE(textsIn(QStringLiteral("de-DE")).sentence(missing).startsWith("3.5 GB.mkv"));
}

TEST(Texts, OfALanguageWithoutThemAreEnglishWithItsNumbers)
{
	const Texts polish([](const char *key) { return english()[QLatin1StringView(key)]; }, QStringLiteral("pl-PL"));
	EXPECT_EQ(polish.size(38'200'000), "38,2 MB");
	EXPECT_EQ(
		polish.text("AutoPublish.Countdown", {{"name", QStringLiteral("x")}, {"seconds", QStringLiteral("5")}}),
		"Posting x in 5 s");
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
