#include "Fixtures.hpp"

#include <media/Intake.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using namespace std::chrono_literals;

// Writes down what the intake says, and lets the test wait for it.
class Witness {
public:
	IntakeObserver observer()
	{
		IntakeObserver observer;
		observer.waiting = [this](uint64_t, const std::filesystem::path &) {
			note("waiting");
		};
		observer.probed = [this](const Clip &) {
			note("probed");
		};
		observer.pictured = [this](uint64_t, const Picture &) {
			note("pictured");
		};
		observer.remuxing = [this](uint64_t, double) {
			note("remuxing");
		};
		observer.ready = [this](const Clip &clip) {
			const std::scoped_lock lock(mutex_);
			ready_ = clip;
			steps_.push_back("ready");
			changed_.notify_all();
		};
		observer.failed = [this](uint64_t, const Error &error) {
			note("failed " + error.code);
		};
		return observer;
	}

	bool waitFor(const std::string &step)
	{
		std::unique_lock lock(mutex_);
		return changed_.wait_for(lock, 20s, [&] { return std::ranges::find(steps_, step) != steps_.end(); });
	}

	std::vector<std::string> steps()
	{
		const std::scoped_lock lock(mutex_);
		auto steps = steps_;
		steps.erase(std::ranges::unique(steps).begin(), steps.end());
		return steps;
	}

	Clip ready()
	{
		const std::scoped_lock lock(mutex_);
		return ready_;
	}

	void note(const std::string &step)
	{
		const std::scoped_lock lock(mutex_);
		steps_.push_back(step);
		changed_.notify_all();
	}

private:
	std::mutex mutex_;
	std::condition_variable changed_;
	std::vector<std::string> steps_;
	Clip ready_;
};

struct Intakes : testing::Test {
	Scratch scratch;
	std::filesystem::path cache = scratch / "cache";
	Witness witness;
	Clock clock;
	Workbench bench;
	Intake intake{bench, cache, clock, witness.observer(), [](LogLevel, const std::string &) {
		      }};
};

TEST_F(Intakes, MakesAnMkvReadyByRemuxingIt)
{
	intake.admit({h264Mkv(), {}, {}}, Origin::ChosenByHand, "Game");

	ASSERT_TRUE(witness.waitFor("ready"));
	EXPECT_THAT(witness.steps(), testing::ElementsAre("waiting", "probed", "pictured", "remuxing", "ready"));
	const Clip clip = witness.ready();
	EXPECT_TRUE(clip.isDerived());
	EXPECT_EQ(clip.original.container, Container::Matroska);
	EXPECT_EQ(clip.upload.layout, Layout::FastStart);
	EXPECT_EQ(clip.uploadFile.parent_path(), cache);
	EXPECT_EQ(clip.sceneName, "Game");
	EXPECT_EQ(identify(clip.uploadFile).value(), clip.uploadIdentity);
	EXPECT_TRUE(canBePosted(check(clip, std::nullopt)));
}

} // namespace
} // namespace DirectPost::Media
