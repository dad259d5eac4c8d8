#include "Benches.hpp"
#include "Contest.hpp"
#include "Sink.hpp"

#include <sstream>
#include <string>

namespace DirectPost::Bench {

namespace {

constexpr int kSendRounds = 7;
constexpr int64_t kLargestFile_bytes = 4'000'000'000;
constexpr int64_t kUsualChunk_bytes = 10'000'000;
constexpr int64_t kLargestChunk_bytes = 64'000'000;
constexpr double kLargestTime = 1 / 0.98;
constexpr double kLargestProcessorTime = 1.10;

bool printBeside(const std::string &what, const std::string &other, const Cost &ours, const Cost &theirs)
{
	const std::string name = "1 GB over TLS " + what;
	const bool isFast = print(name + ", from Post on | " + other, ours.seconds, theirs.seconds, "s", kLargestTime);
	return print(name + ", all CPU | " + other, ours.processor_s, theirs.processor_s, "s", kLargestProcessorTime) &&
	       isFast;
}

} // namespace

bool benchSend(const std::filesystem::path &folder, const char *self)
{
	const auto file = folder / "gigabyte.bin";
	run({"sh", "-c", "head -c " + std::to_string(kGigabyte_bytes) + " /dev/urandom > '" + file.string() + "'"});
	const Sink sink(folder);
	const auto sending = [&](int64_t chunk_bytes) {
		return [&, chunk_bytes] {
			Run sent = runFully({self, "--send", sink.url(), sink.caFile(), file.string(),
					     std::to_string(chunk_bytes)});
			std::istringstream said(sent.output);
			double growth_MiB = 0;
			said >> growth_MiB >> sent.cost.seconds >> sent.cost.processor_s;
			return sent.cost;
		};
	};
	const auto curl = [&] {
		return run({"curl", "-sS", "--http1.1", "--cacert", sink.caFile(), "-T", file.string(), sink.url()});
	};
	const auto costs = compare(kSendRounds, {sending(kUsualChunk_bytes), curl, sending(kLargestChunk_bytes)});

	const bool isGood = printBeside("in chunks of 10 MB", "curl -T", costs[0], costs[1]);
	print("1 GB over TLS in chunks of 64 MB, time | of 10 MB", costs[2].seconds, costs[0].seconds, "s");
	return isGood;
}

// Zeros that take no room on the disk are read and sent like anything else.
bool benchSendMemory(const std::filesystem::path &folder, const char *self)
{
	const auto file = folder / "largest.bin";
	run({"truncate", "-s", std::to_string(kLargestFile_bytes), file.string()});
	const Sink sink(folder);
	const std::string said =
		runFully({self, "--send", sink.url(), sink.caFile(), file.string(), std::to_string(kUsualChunk_bytes)})
			.output;
	return print("sending 4 GB over TLS, memory growth | limit", std::stod(said), kLargestGrowth_MiB, "MiB", 1.0);
}

} // namespace DirectPost::Bench
