#include "PostingFixture.hpp"

#include <fstream>

namespace DirectPost::Publish {
namespace {

constexpr int64_t kSize_bytes = 1'000'000'000;
constexpr long kLargestGrowth_KiB = 8 * 1024;

// Most memory this process ever used, in KiB (Linux).
long peak_KiB()
{
	std::ifstream status("/proc/self/status");
	for (std::string line; std::getline(status, line);)
		if (line.starts_with("VmHWM:"))
			return std::stol(line.substr(6));
	return 0;
}

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
	const long before_KiB = peak_KiB();
	ASSERT_EQ(outcome(zeros())->stage, JobStage::Published);
	RecordProperty("memory_KiB", static_cast<int>(peak_KiB() - before_KiB));
	EXPECT_LT(peak_KiB() - before_KiB, kLargestGrowth_KiB); // sandbox included

	const auto seen = sandbox.posts().back();
	EXPECT_EQ(seen.received_bytes, kSize_bytes);
	EXPECT_EQ(seen.chunks.size(), 100u);
	for (const auto &chunk : seen.chunks)
		EXPECT_EQ(chunk.connection, seen.chunks.front().connection);
}

} // namespace
} // namespace DirectPost::Publish
