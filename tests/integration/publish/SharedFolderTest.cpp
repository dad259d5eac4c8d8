#include "PostingFixture.hpp"

// Two copies of OBS with one settings folder: one drives, the other shows.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

class SharedFolder : public PostingFixture {
protected:
	void SetUp() override
	{
		PostingFixture::SetUp();
		startObs();
		ASSERT_TRUE(obs->until([&] { return obs->publisher().filesInUse().has_value(); }));
		other = std::make_unique<Obs>(setup());
		ASSERT_TRUE(other->until([&] { return !other->publisher().queue().isDrivenHere; }, 10s));
		ASSERT_TRUE(obs->publisher().queue().isDrivenHere);
	}
	void TearDown() override
	{
		other.reset();
		PostingFixture::TearDown();
	}

	std::unique_ptr<Obs> other;
};

TEST_F(SharedFolder, APostMadeInOneIsDrivenByTheOtherAndShownInBoth)
{
	const auto posted = other->post(request(kOneRequest_bytes));
	ASSERT_TRUE(posted);
	EXPECT_EQ(other->untilOver(posted->id)->stage, JobStage::Published);
	EXPECT_EQ(obs->untilOver(posted->id)->stage, JobStage::Published);
	expectOnePostOf(sha);
}

TEST_F(SharedFolder, APostIsCancelledFromTheOther)
{
	inject({.name = "slow_link", .times = 0, .size_bytes = 10'000'000});
	const JobId id = obs->post(request(kSixChunks_bytes))->id;
	ASSERT_TRUE(other->until([&] { return other->job(id).has_value(); }));
	other->publisher().cancel(id);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Cancelled);
	EXPECT_TRUE(complete().empty());
}

TEST_F(SharedFolder, TheOtherTakesOverWhenTheDriverIsGone)
{
	inject({.name = "slow_link", .times = 0, .size_bytes = 20'000'000});
	const JobId id = obs->post(request(kSixChunks_bytes))->id;
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->sent_bytes > 12'000'000; }));
	obs.reset();
	EXPECT_TRUE(other->until([&] { return other->publisher().queue().isDrivenHere; }, 5s));
	sandbox.clearFaults();
	EXPECT_EQ(other->untilOver(id)->stage, JobStage::Published);
	expectOnePostOf(sha);
}

} // namespace
} // namespace DirectPost::Publish
