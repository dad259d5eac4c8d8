#include <tiktok/ChunkPlan.hpp>

#include <gtest/gtest.h>

#include <random>

namespace DirectPost::TikTok {

namespace {

struct Example {
	const char *name;
	int64_t size_bytes;
	int64_t chunk_bytes;
	int count;
	int64_t lastFirst;
	int64_t last_bytes;
};

// The worked examples of the Media transfer guide and of the sizes around its limits.
constexpr Example kExamples[] = {
	{"OneByte", 1, 1, 1, 0, 1},
	{"3MB", 3'000'000, 3'000'000, 1, 0, 3'000'000},
	{"3MiB", 3'145'728, 3'145'728, 1, 0, 3'145'728},
	{"4MiB", 4'194'304, 4'194'304, 1, 0, 4'194'304},
	{"5MB", 5'000'000, 5'000'000, 1, 0, 5'000'000},
	{"5MiB", 5'242'880, 5'242'880, 1, 0, 5'242'880},
	{"50MB", 50'000'123, 50'000'123, 1, 0, 50'000'123},
	{"64MB", 64'000'000, 64'000'000, 1, 0, 64'000'000},
	{"64MBAndOne", 64'000'001, 10'000'000, 6, 50'000'000, 14'000'001},
	{"TrapB", 66'259'900, 10'000'000, 6, 50'000'000, 16'259'900},
	{"64MiB", 67'108'864, 10'000'000, 6, 50'000'000, 17'108'864},
	{"64MiBAndOne", 67'108'865, 10'000'000, 6, 50'000'000, 17'108'865},
	{"200MB", 200'000'000, 10'000'000, 20, 190'000'000, 10'000'000},
	{"200MiB", 209'715'200, 10'000'000, 20, 190'000'000, 19'715'200},
	{"4GB", 4'000'000'000, 10'000'000, 400, 3'990'000'000, 10'000'000},
};

class WorkedExample : public testing::TestWithParam<Example> {};

TEST_P(WorkedExample, IsCutAsTikTokCutsIt)
{
	const auto &example = GetParam();
	const auto plan = planChunks(example.size_bytes);
	ASSERT_TRUE(plan);
	EXPECT_EQ(plan->size_bytes, example.size_bytes);
	EXPECT_EQ(plan->chunkSize_bytes, example.chunk_bytes);
	EXPECT_EQ(plan->count, example.count);
	EXPECT_EQ(plan->range(plan->count - 1).first, example.lastFirst);
	EXPECT_EQ(plan->range(plan->count - 1).length_bytes, example.last_bytes);
}

INSTANTIATE_TEST_SUITE_P(ChunkPlan, WorkedExample, testing::ValuesIn(kExamples),
			 [](const auto &row) { return row.param.name; });

// TikTok's own example of a chunked upload.
TEST(ChunkPlan, CutsTikToksOwnExampleIntoItsRanges)
{
	const ChunkPlan plan{50'000'123, 10'000'000, 5};
	for (int i = 0; i < 4; i++) {
		EXPECT_EQ(plan.range(i).first, i * 10'000'000);
		EXPECT_EQ(plan.range(i).length_bytes, 10'000'000);
	}
	EXPECT_EQ(plan.range(4).first, 40'000'000);
	EXPECT_EQ(plan.range(4).length_bytes, 10'000'123);
}

TEST(ChunkPlan, RefusesAnEmptyFile)
{
	EXPECT_EQ(planChunks(0).error().code, "file_empty");
	EXPECT_EQ(planChunks(-1).error().code, "file_empty");
}

TEST(ChunkPlan, RefusesMoreThanFourGigabytes)
{
	EXPECT_TRUE(planChunks(4'000'000'000));
	EXPECT_EQ(planChunks(4'000'000'001).error().code, "clip_too_big");
}

TEST(ChunkPlan, KeepsEveryRuleForAnySizeAndAnyWishedChunk)
{
	std::mt19937_64 random(20261122);
	std::uniform_int_distribution<int64_t> sizes(1, kLargestUpload_bytes);
	std::uniform_int_distribution<int64_t> bandSizes(64'000'000, 140'000'000);
	std::uniform_int_distribution<int64_t> wishes(-1, 200'000'000);
	for (int i = 0; i < 20'000; i++) {
		const int64_t size_bytes = i % 2 ? sizes(random) : bandSizes(random);
		const int64_t wish_bytes = i % 3 ? wishes(random) : kUsualChunk_bytes;
		const auto plan = planChunks(size_bytes, wish_bytes);
		ASSERT_TRUE(plan);
		SCOPED_TRACE(testing::Message() << size_bytes << " bytes in chunks of " << plan->chunkSize_bytes);

		ASSERT_EQ(plan->count, size_bytes / plan->chunkSize_bytes);
		ASSERT_LE(plan->count, 1000);
		ASSERT_LE(plan->chunkSize_bytes, 64'000'000);
		ASSERT_TRUE(size_bytes <= 64'000'000 || plan->count >= 2);
		ASSERT_GE(plan->chunkSize_bytes, plan->count == 1 ? size_bytes : 5'242'880);

		int64_t next = 0;
		for (int chunk = 0; chunk < plan->count; chunk++) {
			const auto range = plan->range(chunk);
			ASSERT_EQ(range.first, next);
			ASSERT_LT(range.length_bytes, 128'000'000);
			ASSERT_EQ(plan->chunkAt(range.first), chunk);
			ASSERT_EQ(plan->chunkAt(range.first + range.length_bytes - 1), chunk);
			next += range.length_bytes;
		}
		ASSERT_EQ(next, size_bytes);
	}
}

} // namespace

} // namespace DirectPost::TikTok
