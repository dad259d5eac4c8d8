#include <host/Misfit.hpp>

#include <gtest/gtest.h>

using DirectPost::Host::misfit;
using DirectPost::Host::Misfit;
using DirectPost::Host::Versions;

namespace {

// The package for OBS 31.1 to 32.1, as OBS 31.1 brings Qt and FFmpeg.
const Versions kBuilt{.obs = {31, 1}, .qt = {6, 8}, .libavformat = 61};
const QVersionNumber kNewest{32, 1};

std::string text(const std::optional<Misfit> &misfit)
{
	return misfit ? (misfit->needed + " / " + misfit->found).toStdString() : "fits";
}

} // namespace

TEST(Misfit, EveryObsOfTheRangeFits)
{
	EXPECT_EQ(text(misfit(kBuilt, kNewest, kBuilt)), "fits");
	EXPECT_EQ(text(misfit(kBuilt, kNewest, {.obs = {32, 0}, .qt = {6, 8}, .libavformat = 61})), "fits");
	EXPECT_EQ(text(misfit(kBuilt, kNewest, {.obs = {32, 1}, .qt = {6, 8}, .libavformat = 61})), "fits");
}

TEST(Misfit, AnObsBeforeOrAfterTheRangeDoesNot)
{
	EXPECT_EQ(text(misfit(kBuilt, kNewest, {.obs = {31, 0}, .qt = {6, 8}, .libavformat = 61})),
		  "OBS 31.1–32.1 / OBS 31.0");
	EXPECT_EQ(text(misfit(kBuilt, kNewest, {.obs = {32, 2}, .qt = {6, 10}, .libavformat = 61})),
		  "OBS 31.1–32.1 / OBS 32.2");
}

TEST(Misfit, WithoutANewestOneEveryObsToComeFits)
{
	const Versions built{.obs = {32, 2}, .qt = {6, 10}, .libavformat = 62};
	EXPECT_EQ(text(misfit(built, {}, {.obs = {34, 0}, .qt = {6, 12}, .libavformat = 62})), "fits");
	EXPECT_EQ(text(misfit(built, {}, {.obs = {32, 1}, .qt = {6, 10}, .libavformat = 62})), "OBS 32.2+ / OBS 32.1");
}

TEST(Misfit, AnOlderQtAndAnotherMajorVersionOfItDoNotFit)
{
	EXPECT_EQ(text(misfit(kBuilt, kNewest, {.obs = {32, 0}, .qt = {6, 7}, .libavformat = 61})), "Qt 6.8+ / Qt 6.7");
	EXPECT_EQ(text(misfit(kBuilt, kNewest, {.obs = {32, 0}, .qt = {7, 0}, .libavformat = 61})), "Qt 6.8+ / Qt 7.0");
	EXPECT_EQ(text(misfit(kBuilt, kNewest, {.obs = {32, 0}, .qt = {6, 9}, .libavformat = 61})), "fits");
}

TEST(Misfit, AnotherFfmpegDoesNotFit)
{
	EXPECT_EQ(text(misfit(kBuilt, kNewest, {.obs = {32, 0}, .qt = {6, 8}, .libavformat = 62})),
		  "libavformat 61 / libavformat 62");
}

TEST(Misfit, ThisBuildFitsTheLibrariesItRunsWith)
{
	EXPECT_EQ(text(misfit()), "fits");
}
