#include "ChunkPlans.hpp"

#include <gtest/gtest.h>

#include <random>

namespace DirectPost::Publish {
namespace {

std::vector<KindOfPlan> ladder(int64_t size_bytes, const PlanMemory &memory = {})
{
	std::vector<KindOfPlan> plans;
	int tried = 0;
	while (const auto next = nextPlan(size_bytes, memory, tried)) {
		plans.push_back(*next);
		tried |= bitOf(next->kind);
	}
	return plans;
}

TEST(ChunkPlans, BeginsWithTikToksUsualPlan)
{
	const auto small = ladder(38'200'000);
	EXPECT_EQ(small.front().plan.count, 1);
	const auto large = ladder(200'000'000);
	EXPECT_EQ(large.front().plan.chunkSize_bytes, 10'000'000);
	EXPECT_EQ(large.front().plan.count, 20);
}

TEST(ChunkPlans, TriesEachWayOfCuttingOnce)
{
	const auto plans = ladder(200'000'000);
	ASSERT_EQ(plans.size(), 3u) << "ten megabytes is the usual plan here";
	EXPECT_EQ(plans[1].plan.count, 7);
	EXPECT_EQ(plans[2].plan.count, 4);
	EXPECT_EQ(ladder(3'000'000).size(), 1u);
}

TEST(ChunkPlans, BeginsWithWhatWorkedLastForTheAccount)
{
	const auto plans = ladder(200'000'000, {.worked = PlanKind::Split64});
	ASSERT_EQ(plans.size(), 3u);
	EXPECT_EQ(plans[0].kind, PlanKind::Split64);
	EXPECT_EQ(plans[1].kind, PlanKind::Usual);
}

TEST(ChunkPlans, SendsInSmallPiecesWhatOneRequestWouldTakeHalfAMinuteFor)
{
	constexpr int64_t kClip_bytes = 44'000'000;
	EXPECT_EQ(ladder(kClip_bytes, {.bytesPerSecond = 1'500'000}).front().plan.count, 1);
	const auto slow = ladder(kClip_bytes, {.bytesPerSecond = 1'400'000});
	EXPECT_EQ(slow.front().plan.chunkSize_bytes, 10'000'000);
	EXPECT_EQ(slow[1].plan.count, 1) << "when TikTok will not have that";
	EXPECT_EQ(ladder(9'000'000, {.bytesPerSecond = 1}).front().plan.count, 1) << "too small to be cut";
	EXPECT_EQ(ladder(kClip_bytes, {.worked = PlanKind::Usual, .bytesPerSecond = 1'400'000}).front().plan.count, 1)
		<< "TikTok refused to have it in pieces";
}

TEST(ChunkPlans, HalvesOnASlowLineWhatIsTooSmallForTwoUsualChunks)
{
	for (const int64_t size_bytes : {10'485'760, 15'000'001, 19'999'999}) {
		const auto plans = ladder(size_bytes, {.bytesPerSecond = 100'000});
		ASSERT_EQ(plans.size(), 2u) << size_bytes;
		EXPECT_EQ(plans[0].kind, PlanKind::TenMegabytes) << size_bytes;
		EXPECT_EQ(plans[0].plan.count, 2) << size_bytes;
		EXPECT_GE(plans[0].plan.range(0).length_bytes, TikTok::kSmallestChunk_bytes) << size_bytes;
		EXPECT_LE(plans[0].plan.range(1).length_bytes - plans[0].plan.range(0).length_bytes, 1) << size_bytes;
		EXPECT_EQ(plans[1].plan.count, 1) << size_bytes;
	}
	EXPECT_EQ(ladder(10'485'759, {.bytesPerSecond = 100'000}).front().plan.count, 1) << "TikTok takes no such half";
	EXPECT_EQ(ladder(15'000'000, {.bytesPerSecond = 1'000'000}).front().plan.count, 1)
		<< "half a minute is not much";
}

TEST(ChunkPlans, KeepsTikToksRulesForEverySize)
{
	std::mt19937_64 random(7);
	std::uniform_int_distribution<int64_t> sizes(1, kLargestUpload_bytes);
	for (int i = 0; i < 3000; ++i) {
		const int64_t size_bytes = i % 2 ? sizes(random) : sizes(random) % 200'000'000 + 1;
		for (const auto &[kind, plan] : ladder(size_bytes)) {
			ASSERT_EQ(plan.count, plan.size_bytes / plan.chunkSize_bytes) << size_bytes;
			ASSERT_LE(plan.chunkSize_bytes, kSingleRequest_bytes) << size_bytes;
			ASSERT_LE(plan.range(plan.count - 1).length_bytes, 128'000'000) << size_bytes;
			ASSERT_LE(plan.count, 1000) << size_bytes;
			if (plan.count > 1) {
				ASSERT_GE(plan.chunkSize_bytes, 5'242'880) << size_bytes;
			}
		}
	}
}

} // namespace
} // namespace DirectPost::Publish
