#include <compose/AutoPublish.hpp>

#include <gtest/gtest.h>

namespace DirectPost::Compose {
namespace {

const QDateTime kWhen = QDateTime::fromString(QStringLiteral("2026-11-22T18:04:11"), Qt::ISODate);

TEST(Captions, AreFilledInOnce)
{
	EXPECT_EQ(captionFrom("{scene} {date} {time} {else}", "Game", kWhen), "Game 2026-11-22 18:04 {else}");
	EXPECT_EQ(captionFrom("{scene}", "{date}", kWhen), "{date}");
	EXPECT_EQ(captionFrom("", "Game", kWhen), "");
	EXPECT_EQ(captionFrom("{scene", "Game", kWhen), "{scene");
	EXPECT_EQ(captionFrom("{{scene}}", "Game", kWhen), "{Game}");
}

TEST(Captions, AreCutToTikToksLimitWithoutHalvingACharacter)
{
	EXPECT_EQ(captionFrom(std::string(2199, 'x') + "\xF0\x9F\x8E\xAE", "", {}), std::string(2199, 'x'));
	EXPECT_EQ(captionFrom(std::string(3000, 'x'), "", {}).size(), 2200u);
	EXPECT_EQ(captionFrom("{scene}", std::string(3000, 'x'), {}).size(), 2200u);
}

} // namespace
} // namespace DirectPost::Compose
