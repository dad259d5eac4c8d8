#include "Benches.hpp"
#include "Contest.hpp"
#include "Sink.hpp"

#include <tiktok/ChunkPlan.hpp>
#include <tiktok/TransferLoop.hpp>

#include <cstdio>
#include <functional>
#include <future>
#include <string>

namespace DirectPost::Bench {

namespace {

using namespace std::chrono_literals;

constexpr int kSendRounds = 5;
constexpr int64_t kFile_bytes = 1'000'000'000;
constexpr int64_t kUsualChunk_bytes = 10'000'000;
constexpr int64_t kLargestChunk_bytes = 64'000'000;
constexpr double kLargestTime = 1 / 0.98;
constexpr double kLargestProcessorTime = 1.10;

} // namespace

bool benchSend(const std::filesystem::path &folder, const char *self)
{
	const auto file = folder / "gigabyte.bin";
	run({"sh", "-c", "head -c " + std::to_string(kFile_bytes) + " /dev/urandom > '" + file.string() + "'"});
	const Sink sink(folder);
	const auto send = [&](int64_t chunk_bytes) {
		return run({self, "--send", sink.url(), sink.caFile(), file.string(), std::to_string(chunk_bytes)});
	};
	const auto curl = [&] {
		return run({"curl", "-sS", "--http1.1", "--cacert", sink.caFile(), "-T", file.string(), sink.url()});
	};

	bool isGood = true;
	const Contest usual = compare("usual", kSendRounds, [&] { return send(kUsualChunk_bytes); }, curl);
	isGood &= print("1 GB over TLS in chunks of 10 MB, time | curl -T", usual.ours.seconds, usual.theirs.seconds,
			"s", kLargestTime);
	isGood &= print("1 GB over TLS in chunks of 10 MB, processor | curl -T", usual.ours.processor_s,
			usual.theirs.processor_s, "s", kLargestProcessorTime);
	const Contest large = compare(
		"large", kSendRounds, [&] { return send(kLargestChunk_bytes); },
		[&] { return send(kUsualChunk_bytes); });
	isGood &= print("1 GB over TLS in chunks of 64 MB, time | of 10 MB", large.ours.seconds, large.theirs.seconds,
			"s", 1.10);
	return isGood;
}

int sendAlone(const char *url, const char *caFile, const char *file, const char *chunk_bytes)
{
	const auto size_bytes = static_cast<int64_t>(std::filesystem::file_size(file));
	const auto plan = TikTok::planChunks(size_bytes, std::stoll(chunk_bytes));
	if (!plan)
		return 1;
	std::promise<bool> finished;
	TikTok::TransferLoop loop([](LogLevel, const std::string &) {});
	std::function<void(int)> sendChunk = [&](int index) {
		if (index == plan->count)
			return finished.set_value(true);
		TikTok::HttpRequest request;
		request.method = "PUT";
		request.url = Secret(url);
		request.caFile = caFile;
		const auto range = plan->range(index);
		request.slice = TikTok::FileSlice{file, range.first, range.length_bytes, {}};
		loop.start(std::move(request), [&, index](Expected<TikTok::HttpReply> reply) {
			if (!reply || reply->status != 201) {
				std::fprintf(stderr, "%s\n",
					     reply ? std::to_string(reply->status).c_str()
						   : reply.error().detail.c_str());
				return finished.set_value(false);
			}
			sendChunk(index + 1);
		});
	};
	loop.post([&] { sendChunk(0); });
	const bool isSent = finished.get_future().get();
	loop.stop();
	return isSent ? 0 : 1;
}

} // namespace DirectPost::Bench
