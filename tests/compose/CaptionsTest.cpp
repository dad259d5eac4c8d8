#include <compose/Captions.hpp>

#include <gtest/gtest.h>

namespace DirectPost::Compose {
namespace {

const QLocale kEnglish(QStringLiteral("en-US"));

CaptionFacts clipFacts()
{
	return {.clipName = QStringLiteral("2026-11-22 18-04-11.clutch.mkv"),
		.scene = QStringLiteral("Arena"),
		.game = QStringLiteral("Celeste"),
		.profile = QStringLiteral("Show"),
		.recorded = QDateTime(QDate(2026, 11, 22), QTime(18, 4, 11)),
		.duration_ms = 42'400,
		.mark_ms = 3'725'000};
}

std::string filled(const std::string &pattern, const CaptionFacts &known = clipFacts(),
		   const QLocale &locale = kEnglish)
{
	return captionFrom(pattern, wordValues(known, locale));
}

CaptionFacts inScene(const QString &name)
{
	return {.clipName = {},
		.scene = name,
		.game = {},
		.profile = {},
		.recorded = {},
		.duration_ms = {},
		.mark_ms = {}};
}

TEST(Captions, AreFilledInWithWhatIsKnownOfTheClip)
{
	EXPECT_EQ(filled("{title}"), "2026-11-22 18-04-11.clutch");
	EXPECT_EQ(filled("{game} in {scene} ({profile}), {duration} at {mark}"),
		  "Celeste in Arena (Show), 0:42 at 1:02:05");
	EXPECT_EQ(filled("{SCENE} { scene }"), "Arena Arena");
}

TEST(Captions, HaveDatesAndTimesOfTheLanguage)
{
	const QLocale german(QStringLiteral("de-DE"));
	EXPECT_EQ(filled("{date}"), "11/22/26");
	EXPECT_EQ(filled("{date} {time}", clipFacts(), german), "22.11.26 18:04");
	EXPECT_EQ(filled("{time}"), kEnglish.toString(QTime(18, 4), QLocale::ShortFormat).toStdString());
}

TEST(Captions, AreFilledInOnce)
{
	EXPECT_EQ(filled("{scene}", inScene(QStringLiteral("{date}"))), "{date}");
	EXPECT_EQ(filled(""), "");
	EXPECT_EQ(filled("{scene"), "{scene");
	EXPECT_EQ(filled("{{scene}}"), "{Arena}");
	EXPECT_EQ(filled("{else} {scene}"), "{else} Arena");
}

TEST(Captions, KeepSpacesLinesAndEmoji)
{
	EXPECT_EQ(filled("  🎮  {scene}\n\n\t👩‍🚀 #fun  "), "  🎮  Arena\n\n\t👩‍🚀 #fun  ");
}

TEST(Captions, LeaveNoGapWhereNothingIsKnown)
{
	const CaptionFacts nothing = inScene({});
	EXPECT_EQ(filled("playing {game} tonight", nothing), "playing tonight");
	EXPECT_EQ(filled("{game} tonight\n{mark} too", nothing), "tonight\ntoo");
	EXPECT_EQ(filled("({game})", nothing), "()");
	EXPECT_EQ(filled("tonight {date}", nothing), "tonight ");
}

TEST(Captions, AreCutToTikToksLimitWithoutHalvingACharacter)
{
	EXPECT_EQ(filled(std::string(2199, 'x') + "🎮"), std::string(2199, 'x'));
	EXPECT_EQ(filled(std::string(3000, 'x')).size(), 2200u);
	EXPECT_EQ(filled("{scene}", inScene(QString(3000, u'x'))).size(), 2200u);
}

TEST(Captions, AreWrittenWithEveryWordInBraces)
{
	std::string pattern;
	for (const WordValue &each : wordsInBraces())
		pattern += each.value.toStdString();
	EXPECT_EQ(pattern, "{title}{scene}{game}{date}{time}{duration}{profile}{mark}");
	EXPECT_FALSE(unknownWord(pattern));
	EXPECT_EQ(filled(pattern).find('{'), std::string::npos);
}

TEST(Captions, TellWordsThatAreKnownFromThoseThatAreNot)
{
	EXPECT_EQ(unknownWord("{scene} {gaem} {elan}"), "{gaem}");
	EXPECT_EQ(unknownWord("two {Words here}"), "{Words here}");
	EXPECT_EQ(unknownWord("{ Scene }"), std::nullopt);
	EXPECT_EQ(unknownWord("{} { \n}"), std::nullopt);
	EXPECT_EQ(literalWord("{gaem} {Game}"), "{Game}");
	EXPECT_EQ(literalWord("a {smile}"), std::nullopt);
}

TEST(Hashtags, AreCountedInEveryScript)
{
	EXPECT_EQ(hashtagsIn(""), 0);
	EXPECT_EQ(hashtagsIn("# no, # no"), 0);
	EXPECT_EQ(hashtagsIn("#one#two #größe #ゲーム #игра_2 🎮 #7"), 6);
}

TEST(Hashtags, AreTakenOnceFromCaptionsAndFromWhatIsTyped)
{
	EXPECT_EQ(hashtagsOf("clutch #fps #Win in #FPS"), "#fps #Win");
	EXPECT_EQ(hashtagsOf("clutch"), "");
	EXPECT_EQ(hashtagsFrom("fps, #win  größe;FPS"), "#fps #win #größe");
	EXPECT_EQ(hashtagsFrom(" # , "), "");
}

} // namespace
} // namespace DirectPost::Compose
