#include "PostingFixture.hpp"

#include "../../bench/Memory.hpp"

#include <fstream>

namespace DirectPost::Publish {
namespace {

constexpr int64_t kSize_bytes = 1'000'000'000;
constexpr double kLargestGrowth_MiB = 8;

class LargeUpload : public PostingFixture {
protected:
	PostRequest zeros() const
	{
		const auto file = folder() / "large.mp4";
		std::ofstream(file).close();
		std::filesystem::resize_file(file, kSize_bytes); // takes no room on the disk
		return videoOf(file, "open-nia", "a gigabyte");
	}
	std::optional<JobSnapshot> outcome(PostRequest request)
	{
		const auto job = obs->post(std::move(request));
		return job ? obs->untilOver(job->id, std::chrono::seconds(150)) : std::nullopt;
	}
};

// The small one has opened the store, the connections, and what the sandbox needs.
TEST_F(LargeUpload, OfAGigabyteTakesOneConnectionAndHardlyMoreMemoryThanASmallOne)
{
	startObs();
	ASSERT_EQ(outcome(request(100'000))->stage, JobStage::Published);
	const double before_MiB = Bench::peak_MiB();
	ASSERT_EQ(outcome(zeros())->stage, JobStage::Published);
	const double growth_MiB = Bench::peak_MiB() - before_MiB;
	RecordProperty("growth_MiB", std::to_string(growth_MiB));
	EXPECT_LT(growth_MiB, kLargestGrowth_MiB); // sandbox included

	const auto seen = sandbox.posts().back();
	EXPECT_EQ(seen.received_bytes, kSize_bytes);
	EXPECT_EQ(seen.chunks.size(), 100u);
	for (const auto &chunk : seen.chunks)
		EXPECT_EQ(chunk.connection, seen.chunks.front().connection);
}

} // namespace
} // namespace DirectPost::Publish
