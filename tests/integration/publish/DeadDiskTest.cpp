#include "../../DeadFile.hpp"
#include "LaterClock.hpp"
#include "PostingFixture.hpp"

// A share whose server is gone answers nobody, for minutes or for ever: neither reading nor opening a file comes to an
// end there.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

class DeadDisk : public PostingFixture {
protected:
	// A post whose bytes cannot be had.
	JobId postFromIt()
	{
		const PostRequest wanted = request(kOneRequest_bytes);
		dead.emplace(std::get<VideoRequest>(wanted.what).uploadFile);
		auto how = setup();
		how.clock = &clock;
		obs = std::make_unique<Obs>(how);
		const JobId id = obs->post(wanted)->id;
		EXPECT_TRUE(obs->until([&] { return isOutForBytes(id); }));
		return id;
	}
	bool isOutForBytes(JobId id) const
	{
		const auto job = obs->job(id);
		return job && (job->stage == JobStage::Uploading || job->stage == JobStage::Confirming);
	}

	LaterClock clock;
	std::optional<DeadFile> dead;
};

TEST_F(DeadDisk, KeepsNobodyFromCancelling)
{
	const JobId id = postFromIt();
	obs->publisher().cancel(id);
	EXPECT_TRUE(obs->until([&] { return obs->job(id)->stage == JobStage::Cancelled; }, 10s));
	EXPECT_TRUE(complete().empty());
}

TEST_F(DeadDisk, DoesNotHoldUpTheEndOfObs)
{
	postFromIt();
	const auto begun = SteadyClock::now();
	obs.reset();
	EXPECT_LT(SteadyClock::now() - begun, 15s) << "the disk answers after 45";
}

TEST_F(DeadDisk, LeavesTheLineToWhatLiesOnAnotherOne)
{
	const QTemporaryDir elsewhere("/dev/shm/direct-post-XXXXXX");
	const auto file = std::filesystem::path(elsewhere.path().toStdU16String()) / "another.mp4";
	write(file, noise(kOneRequest_bytes, 2));
	const PostRequest another = videoOf(file, "open-nia", "another");
	const JobId id = postFromIt();
	ASSERT_NE(std::get<VideoRequest>(another.what).uploadIdentity.diskId(),
		  identifyQuickly(folder() / "clip1.mp4").value().diskId());
	const JobId other = obs->post(another)->id;
	EXPECT_EQ(obs->job(other)->stage, JobStage::Waiting);
	clock.later = 31s;
	EXPECT_EQ(obs->untilOver(other)->stage, JobStage::Published);
	EXPECT_TRUE(isOutForBytes(id));
	dead.reset();
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	EXPECT_EQ(complete().size(), 2u);
}

TEST_F(DeadDisk, IsNamedAndWaitedForAndThenTheClipIsPostedOnce)
{
	const JobId id = postFromIt();
	clock.later = 31s;
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->error.has_value(); }));
	EXPECT_EQ(obs->job(id)->error->code, "file_away");
	EXPECT_EQ(obs->job(id)->error->detail, "clip1.mp4: its disk does not answer");
	dead.reset();
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	expectOnePostOf(sha);
}

} // namespace
} // namespace DirectPost::Publish
