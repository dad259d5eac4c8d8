#include "SandboxFixture.hpp"

#include <chrono>
#include <fstream>

namespace DirectPost::TikTok {

namespace {

constexpr int64_t kSize_bytes = 1'000'000'000;

// Most memory this process ever used, in KiB (Linux).
long peak_KiB()
{
	std::ifstream status("/proc/self/status");
	for (std::string line; std::getline(status, line);)
		if (line.starts_with("VmHWM:"))
			return std::stol(line.substr(6));
	return 0;
}

TEST_F(SandboxFixture, SendsAGigabyteOnOneConnectionInConstantMemory)
{
	const auto plan = planChunks(kSize_bytes).value();
	const auto file = makeSparseFile(kSize_bytes);
	const auto ticket = init(plan).value();
	ASSERT_TRUE(put(ticket, file, plan, 0));
	const long before_KiB = peak_KiB();
	const auto began = std::chrono::steady_clock::now();
	for (int index = 1; index < plan.count; index++) {
		const auto reply = put(ticket, file, plan, index);
		ASSERT_TRUE(reply) << reply.error().code;
	}
	const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
	RecordProperty("MB_per_s", static_cast<int>(1000 / took.count()));
	RecordProperty("memory_KiB", static_cast<int>(peak_KiB() - before_KiB));
	EXPECT_LT(peak_KiB() - before_KiB, 8 * 1024); // sandbox included

	const auto seen = sandbox.post(ticket.publishId).value();
	EXPECT_EQ(seen.stored_bytes, kSize_bytes);
	EXPECT_EQ(seen.received_bytes, kSize_bytes);
	EXPECT_EQ(seen.chunks.size(), 100u);
	for (const auto &chunk : seen.chunks)
		EXPECT_EQ(chunk.connection, seen.chunks.front().connection);
}

} // namespace

} // namespace DirectPost::TikTok
