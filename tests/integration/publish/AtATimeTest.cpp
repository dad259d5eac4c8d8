#include "PostingFixture.hpp"

#include <atomic>

// A post at a time: whatever becomes of the clock and of OBS until then, it goes out once, or waits for a click.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

// The wall clock stands still until it is set.
class SetClock : public Clock {
public:
	std::chrono::system_clock::time_point wallNow() const override
	{
		return std::chrono::system_clock::time_point(now.load());
	}
	void set(std::chrono::system_clock::time_point time) { now = time.time_since_epoch(); }

	std::atomic<std::chrono::system_clock::duration> now = std::chrono::system_clock::now().time_since_epoch();
};

class AtATime : public PostingFixture {
protected:
	AtATime() : six(std::chrono::floor<std::chrono::milliseconds>(clock.wallNow() + 3h)) {}
	void startObs()
	{
		Obs::Setup with = setup();
		with.clock = &clock;
		obs = std::make_unique<Obs>(with);
	}
	void restartAt(std::chrono::system_clock::time_point time)
	{
		obs.reset();
		clock.set(time);
		startObs();
		ASSERT_TRUE(obs->until([this] { return obs->job(id).has_value(); }));
	}
	void postLater(const When &when)
	{
		PostRequest later = request(kOneRequest_bytes);
		later.when = when;
		const auto made = obs->post(later);
		ASSERT_TRUE(made);
		id = made->id;
	}
	void postAtSix() { postLater({.what = WaitsFor::Moment, .moment = six, .grace = 1h}); }
	bool waits()
	{
		return obs->until([this] { return obs->job(id)->waitsForMoment; }) && isUntouched();
	}
	bool waitsForAClick()
	{
		return obs->until([this] { return obs->job(id)->isMissed; }) && obs->job(id)->mayPostNow &&
		       isUntouched();
	}
	// Long enough for the queue to look at the clock twice.
	bool isUntouched()
	{
		obs->until([] { return false; }, 2s);
		return sandbox.posts().empty() && !isOver(obs->job(id)->stage);
	}
	void goesOutOnce()
	{
		const auto over = obs->untilOver(id);
		ASSERT_EQ(over->stage, JobStage::Published) << over->error.value_or(Error{}).code;
		expectOnePostOf(sha);
		EXPECT_TRUE(sandbox.violations().empty()) << "TikTok was asked what may be posted, by the publisher";
	}

	SetClock clock;
	const std::chrono::system_clock::time_point six;
	JobId id = 0;
};

TEST_F(AtATime, APostWaitsForItsMomentAndOthersGoAhead)
{
	startObs();
	postAtSix();
	ASSERT_TRUE(waits());
	const auto waiting = obs->job(id);
	EXPECT_EQ(waiting->moment, six);
	EXPECT_EQ(waiting->stage, JobStage::Waiting);
	EXPECT_TRUE(waiting->mayPostNow);
	EXPECT_TRUE(waiting->mayCancel);
	EXPECT_TRUE(waiting->mayPause);
	const auto other = obs->post(request(kOneRequest_bytes, 2));
	EXPECT_EQ(obs->untilOver(other->id)->stage, JobStage::Published);
	EXPECT_EQ(sandbox.posts().size(), 1u);

	clock.set(six);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	EXPECT_EQ(sandbox.posts().size(), 2u) << "each of them once";
	EXPECT_FALSE(obs->job(id)->mayPostNow);
}

TEST_F(AtATime, AClockThatIsSetForwardPastTheMomentBringsItForward)
{
	startObs();
	postAtSix();
	ASSERT_TRUE(waits());
	clock.set(six + 59min);
	goesOutOnce();
}

TEST_F(AtATime, AClockThatIsSetForwardPastTheGraceLosesNothingAndPostsNothing)
{
	startObs();
	postAtSix();
	ASSERT_TRUE(waits());
	clock.set(six + 24h);
	ASSERT_TRUE(waitsForAClick());
	EXPECT_EQ(obs->job(id)->moment, six);
	clock.set(six - 1h); // and back again
	ASSERT_TRUE(waits());
	EXPECT_FALSE(obs->job(id)->isMissed);
	clock.set(six + 1min);
	goesOutOnce();
}

TEST_F(AtATime, AClockThatIsSetBackAfterwardsPostsNothingTwice)
{
	startObs();
	postAtSix();
	clock.set(six);
	goesOutOnce();
	clock.set(six - 2h);
	obs->until([] { return false; }, 2s);
	clock.set(six);
	obs->until([] { return false; }, 2s);
	restartAt(six - 1h);
	clock.set(six + 1min);
	obs->until([] { return false; }, 2s);
	expectOnePostOf(sha);
}

TEST_F(AtATime, ARestartChangesNothing)
{
	startObs();
	postAtSix();
	restartAt(six - 1h);
	ASSERT_TRUE(waits());
	clock.set(six + 1s);
	goesOutOnce();
}

TEST_F(AtATime, WhatIsMissedByNoMoreThanItsGraceGoesOutWhenObsIsBack)
{
	startObs();
	postAtSix();
	restartAt(six + 50min);
	goesOutOnce();
}

TEST_F(AtATime, WhatIsMissedByMoreWaitsForAClickAndThenGoesOutOnce)
{
	startObs();
	postAtSix();
	restartAt(six + 2h);
	ASSERT_TRUE(waitsForAClick());
	EXPECT_FALSE(obs->job(id)->error);
	EXPECT_TRUE(obs->job(id)->mayCancel);
	EXPECT_TRUE(obs->job(id)->mayEdit);
	restartAt(six + 3h);
	ASSERT_TRUE(waitsForAClick());
	obs->publisher().postNow(id);
	goesOutOnce();
	obs->publisher().postNow(id);
	ASSERT_TRUE(obs->until([this] { return !obs->refused().empty(); }));
	EXPECT_EQ(obs->refused().back().code, "too_late");
	expectOnePostOf(sha);
}

TEST_F(AtATime, APostCanGoOutBeforeItsMomentAndNotOnceMoreThen)
{
	startObs();
	postAtSix();
	ASSERT_TRUE(waits());
	obs->publisher().postNow(id);
	goesOutOnce();
	clock.set(six);
	obs->until([] { return false; }, 2s);
	expectOnePostOf(sha);
}

TEST_F(AtATime, ACancelledOneNeverGoesOut)
{
	startObs();
	postAtSix();
	ASSERT_TRUE(waits());
	obs->publisher().cancel(id);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Cancelled);
	clock.set(six);
	obs->until([] { return false; }, 2s);
	restartAt(six + 1min);
	obs->until([] { return false; }, 2s);
	EXPECT_TRUE(sandbox.posts().empty());
}

TEST_F(AtATime, APausedOneStaysPausedAtItsMoment)
{
	startObs();
	postAtSix();
	ASSERT_TRUE(waits());
	obs->publisher().pause(id);
	ASSERT_TRUE(obs->until([this] { return obs->job(id)->isPaused; }));
	clock.set(six + 1min);
	EXPECT_TRUE(isUntouched());
	EXPECT_TRUE(obs->job(id)->isPaused);
	obs->publisher().resume(id);
	goesOutOnce();
}

TEST_F(AtATime, WhatTheCreatorMayNoLongerChooseIsNotPosted)
{
	startObs();
	postAtSix();
	ASSERT_TRUE(waits());
	sandbox.changeCreator("open-nia", [](SandboxCreator &creator) { creator.isPrivate = true; });
	clock.set(six);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Failed);
	EXPECT_EQ(obs->job(id)->error->code, "privacy_not_offered");
	EXPECT_TRUE(obs->job(id)->mayEdit);
	EXPECT_TRUE(sandbox.posts().empty());
	EXPECT_TRUE(sandbox.violations().empty());
}

TEST_F(AtATime, TheDailyLimitIsFoundOutBeforeAnythingIsSent)
{
	startObs();
	postAtSix();
	ASSERT_TRUE(waits());
	inject({.name = "error_code", .endpoint = "creator_info", .code = "spam_risk_too_many_posts"});
	clock.set(six);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Failed);
	EXPECT_TRUE(sandbox.posts().empty());
}

TEST_F(AtATime, AClipThatIsNotWhatItWasIsNotPosted)
{
	startObs();
	postAtSix();
	ASSERT_TRUE(waits());
	const std::string chosen = sha;
	write(clip(kOneRequest_bytes, 1), "something else");
	clock.set(six);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Failed);
	EXPECT_EQ(obs->job(id)->error->code, "file_replaced");
	EXPECT_TRUE(complete().empty());
}

TEST_F(AtATime, TheEndOfTheStreamIsWaitedForWhateverThePace)
{
	startObs();
	obs->publisher().setPace({.mode = PaceMode::FullSpeed});
	obs->publisher().noteShow({.isLive = true, .bitrate_bps = 6'000'000});
	ASSERT_TRUE(obs->until([this] { return obs->publisher().queue().isLive; }));
	postLater({.what = WaitsFor::StreamEnd});
	ASSERT_TRUE(obs->until([this] { return obs->job(id)->waitsForStream; }));
	EXPECT_TRUE(obs->job(id)->mayPostNow);
	EXPECT_TRUE(isUntouched());
	obs->publisher().noteShow({});
	goesOutOnce();
}

TEST_F(AtATime, AStreamThatEndedWhileObsWasClosedIsForAClick)
{
	startObs();
	obs->publisher().noteShow({.isLive = true, .bitrate_bps = 6'000'000});
	postLater({.what = WaitsFor::StreamEnd});
	restartAt(clock.wallNow());
	ASSERT_TRUE(waitsForAClick());
	EXPECT_FALSE(obs->job(id)->moment);
	obs->publisher().noteShow({.isLive = true, .bitrate_bps = 6'000'000}); // the show goes on
	ASSERT_TRUE(obs->until([this] { return obs->job(id)->waitsForStream; }));
	EXPECT_FALSE(obs->job(id)->isMissed);
	obs->publisher().noteShow({});
	goesOutOnce();
}

TEST_F(AtATime, TheNextDaysStreamIsNotTheOneThatWasMeant)
{
	startObs();
	obs->publisher().noteShow({.isLive = true, .bitrate_bps = 6'000'000});
	postLater({.what = WaitsFor::StreamEnd});
	restartAt(clock.wallNow() + std::chrono::hours(24));
	obs->publisher().noteShow({.isLive = true, .bitrate_bps = 6'000'000});
	ASSERT_TRUE(obs->until([this] { return obs->publisher().queue().isLive; }));
	obs->publisher().noteShow({});
	ASSERT_TRUE(obs->until([this] { return !obs->publisher().queue().isLive; }));
	ASSERT_TRUE(waitsForAClick());
	EXPECT_TRUE(isUntouched());
}

TEST_F(AtATime, AStreamCanBeLeftToItself)
{
	startObs();
	obs->publisher().noteShow({.isLive = true, .bitrate_bps = 6'000'000});
	ASSERT_TRUE(obs->until([this] { return obs->publisher().queue().isLive; }));
	postLater({.what = WaitsFor::StreamEnd});
	ASSERT_TRUE(obs->until([this] { return obs->job(id)->waitsForStream; }));
	obs->publisher().postNow(id);
	goesOutOnce();
}

} // namespace
} // namespace DirectPost::Publish
