#include "Preparations.hpp"

#include <media/Edit.hpp>
#include <media/Show.hpp>

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

// Heavy work beside a show.
namespace DirectPost::Media {
namespace {

using namespace std::chrono_literals;
using namespace Fixtures;

TEST(WatchedShow, SuffersFromFramesThatAreLateUntilHardlyAnyIs)
{
	WatchedShow show;
	EXPECT_FALSE(show.isSuffering());
	show.note({.isLive = true, .late = 0.01});
	EXPECT_TRUE(show.isLive());
	EXPECT_FALSE(show.isSuffering());
	show.note({.late = 0.05});
	EXPECT_FALSE(show.isLive());
	EXPECT_TRUE(show.isSuffering()) << "a recording does as well";
	show.note({.late = 0.01});
	EXPECT_TRUE(show.isSuffering()) << "not well yet";
	show.note({});
	EXPECT_FALSE(show.isSuffering());
}

TEST(GivingWay, EndsWithTheTroubleAndWithTheWork)
{
	WatchedShow show;
	show.note({.late = 1});
	std::stop_source stop;
	std::atomic<bool> goesOn = false;
	std::jthread work([&] {
		giveWayTo(&show, stop.get_token());
		goesOn = true;
	});
	EXPECT_FALSE(goesOn);
	show.note({});
	work.join();
	show.note({.late = 1});
	stop.request_stop();
	giveWayTo(&show, stop.get_token());
	giveWayTo(nullptr, {});
}

TEST(EncodersInOrder, AreTheGraphicsChipsFirstAndX264FirstBesideALiveStream)
{
	EXPECT_EQ(videoEncoders().back(), "libx264");
	EXPECT_EQ(videoEncoders({.sparesChips = true}).front(), "libx264");
	EXPECT_EQ(videoEncoders({.sparesChips = true}).size(), videoEncoders().size());
	EXPECT_THAT(videoEncoders({.encoder = "h264_nvenc", .sparesChips = true}), testing::ElementsAre("h264_nvenc"))
		<< "who names one allows it";
}

// What is asked of it is written down.
class SpiedShow : public Show {
public:
	bool isLive() const override
	{
		hasAskedWhetherLive = true;
		return true;
	}
	bool isSuffering() const override { return ++asked <= 3; }
	mutable std::atomic<bool> hasAskedWhetherLive = false;
	mutable std::atomic<int> asked = 0;
};

TEST_F(Preparations, WaitWithHeavyWorkWhileTheShowSuffersAndDoQuickWorkAtOnce)
{
	SpiedShow spied;
	show = &spied;
	restart();
	preparation->prepare(sourceOf(h264Mkv(), 1), kPlain);
	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_EQ(spied.asked, 0);
	preparation->prepare(sourceOf(h264Mkv(), 2), kCut);
	ASSERT_TRUE(witness.waitFor("ready cut"));
	EXPECT_GT(spied.asked, 3);
	EXPECT_TRUE(spied.hasAskedWhetherLive);
	preparation.reset();
}

} // namespace
} // namespace DirectPost::Media
