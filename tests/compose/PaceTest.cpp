#include "Program.hpp"

#include <gtest/gtest.h>

#include <fstream>

// How fast posts go while OBS is live, for each of its profiles.
namespace DirectPost::Compose {
namespace {

using Publish::PaceMode;
using Publish::PaceSettings;

TEST(PaceOfAProfile, IsPoliteUntilSomethingElseIsChosen)
{
	Program program;
	program.composer().useProfile(QStringLiteral("Show"));
	EXPECT_EQ(program.state().pace, PaceSettings());
	EXPECT_EQ(program.state().pace.mode, PaceMode::Polite);
	EXPECT_EQ(program.services().paces, std::vector<PaceSettings>{PaceSettings()});
}

TEST(PaceOfAProfile, IsKeptForEachProfileAndOverARestart)
{
	const PaceSettings capped{.mode = PaceMode::FixedCap, .cap_bytesPerSecond = 250'000};
	Program program;
	program.composer().useProfile(QStringLiteral("At home"));
	program.composer().setPace(capped);
	EXPECT_EQ(program.services().paces.back(), capped);
	program.composer().useProfile(QStringLiteral("On the road"));
	EXPECT_EQ(program.state().pace, PaceSettings());
	EXPECT_EQ(program.services().paces.back(), PaceSettings());

	program.restart();
	program.composer().useProfile(QStringLiteral("At home"));
	EXPECT_EQ(program.state().pace, capped);
	EXPECT_EQ(program.services().paces.back(), capped);
}

TEST(PaceOfAProfile, IsTheUsualOneWhereTheFileMakesNoSense)
{
	Program program;
	program.kill();
	std::ofstream(program.folder.path() / "pace.json") << R"({"A": {"mode": 7}, "B": [}])";
	program.start();
	program.composer().useProfile(QStringLiteral("A"));
	EXPECT_EQ(program.state().pace, PaceSettings());
}

} // namespace
} // namespace DirectPost::Compose
