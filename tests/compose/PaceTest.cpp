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

TEST(PaceOfAProfile, KeepsTheHoursOfItsTimetable)
{
	const PaceSettings nights{
		.mode = PaceMode::Timetable, .cap_bytesPerSecond = 1, .freeFrom_min = 61, .freeTo_min = 1439};
	Program program;
	program.composer().useProfile(QStringLiteral("Show"));
	program.composer().setPace(nights);
	program.restart();
	program.composer().useProfile(QStringLiteral("Show"));
	EXPECT_EQ(program.state().pace, nights);
}

namespace {

// A clip is ready on a line on which it takes longer than the hour.
struct SlowProgram : Program {
	explicit SlowProgram(bool isLive, double bytesPerSecond = 5'000)
	{
		id = ready("a.mkv");
		Publish::QueueSnapshot queue;
		queue.isLive = isLive;
		queue.bytesPerSecond = bytesPerSecond;
		composer().queueChanged(queue);
		EXPECT_TRUE(clip(id).slowLine);
	}
	ClipId id = kNoClip;
};

} // namespace

TEST(WaysOutOfTheHour, AreToWaitToGoFasterAndToMakeItSmaller)
{
	SlowProgram program(true);
	EXPECT_TRUE(program.clip(program.id).waysOut.mayWait);
	EXPECT_TRUE(program.clip(program.id).waysOut.mayGoFaster);
	const int64_t fit_bytes = program.clip(program.id).waysOut.fit_bytes;
	EXPECT_EQ(fit_bytes, 45 * 60 * 5'000);
	program.composer().fitHour(program.id);
	EXPECT_EQ(program.clip(program.id).draft.plan.target.most_bytes, fit_bytes);
	EXPECT_FALSE(program.clip(program.id).slowLine) << "it is made anew";
}

TEST(WaysOutOfTheHour, ChangeTheModeAndNothingElseOfThePace)
{
	SlowProgram program(true);
	program.composer().setPace({.mode = PaceMode::Polite, .cap_bytesPerSecond = 123});
	program.composer().setPaceMode(PaceMode::AfterStream);
	EXPECT_EQ(program.state().pace, (PaceSettings{.mode = PaceMode::AfterStream, .cap_bytesPerSecond = 123}));
	EXPECT_FALSE(program.clip(program.id).waysOut.mayWait) << "it does already";
}

TEST(WaysOutOfTheHour, AreFewerOffAirAndOnALineOnWhichNothingWouldFit)
{
	SlowProgram offAir(false);
	EXPECT_FALSE(offAir.clip(offAir.id).waysOut.mayWait);
	EXPECT_FALSE(offAir.clip(offAir.id).waysOut.mayGoFaster) << "it does already";
	offAir.composer().setPaceMode(PaceMode::FixedCap);
	EXPECT_TRUE(offAir.clip(offAir.id).waysOut.mayGoFaster);
	SlowProgram hopeless(true, 1'000);
	EXPECT_EQ(hopeless.clip(hopeless.id).waysOut.fit_bytes, 0);
	hopeless.composer().fitHour(hopeless.id);
	EXPECT_FALSE(hopeless.clip(hopeless.id).draft.plan.target.most_bytes);
}

TEST(PaceOfAProfile, IsKeptBesideOneThatMakesNoSense)
{
	Program program;
	std::ofstream(program.folder.path() / "pace.json")
		<< R"({"A": {"mode": 5}, "B": {"mode": "full_speed", "cap_bytes_per_second": 1}})";
	program.restart();
	program.composer().useProfile(QStringLiteral("B"));
	EXPECT_EQ(program.state().pace.mode, PaceMode::FullSpeed);
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
