#include "Benches.hpp"
#include "Memory.hpp"

#include "FingerprintReader.hpp"
#include "SentContent.hpp"

#include <tiktok/ChunkPlan.hpp>
#include <tiktok/TransferLoop.hpp>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <future>

namespace DirectPost::Bench {

namespace {

// One file in chunks, one after the other, read beforehand and held against that as it goes: what the publisher does
// with a clip.
class Sender {
public:
	Sender(std::span<char *const> arguments, const TikTok::ChunkPlan &plan)
		: url_(arguments[0]), caFile_(arguments[1]), file_(arguments[2]), plan_(plan)
	{
	}

	void learn()
	{
		std::promise<void> learned;
		fingerprint_->begin();
		reader_.read({.file = file_, .identity = identity_, .fingerprint = fingerprint_, .done = [&learned] {
				      learned.set_value();
			      }});
		learned.get_future().wait();
	}
	bool send()
	{
		loop_.post([this] { sendChunk(0); });
		const bool isSent = finished_.get_future().get();
		loop_.stop();
		return isSent;
	}

private:
	void sendChunk(int index)
	{
		if (index == plan_.count)
			return finished_.set_value(true);
		const auto range = plan_.range(index);
		const auto content = std::make_shared<Publish::SentContent>(
			disks_, fingerprint_,
			Publish::SentContent::Chunk{.file = file_,
						    .identity = identity_,
						    .begin = range.first,
						    .end = range.first + range.length_bytes,
						    .isFirst = index == 0});
		content->begin();
		TikTok::HttpRequest request;
		request.url = Secret(url_);
		request.caFile = caFile_;
		request.upload = TikTok::HttpRequest::Upload{content, range.length_bytes};
		loop_.start(std::move(request), [this, index](const Expected<TikTok::HttpReply> &reply) {
			if (reply && reply->status == 201)
				return sendChunk(index + 1);
			std::fprintf(stderr, "%s\n",
				     reply ? std::to_string(reply->status).c_str() : reply.error().detail.c_str());
			finished_.set_value(false);
		});
	}

	std::string url_;
	std::string caFile_;
	std::filesystem::path file_;
	TikTok::ChunkPlan plan_;
	std::shared_ptr<Publish::Fingerprint> fingerprint_ = std::make_shared<Publish::Fingerprint>(plan_.size_bytes);
	FileIdentity identity_ = identify(file_).value();
	Publish::DiskThreads disks_;
	Publish::FingerprintReader reader_{disks_};
	std::promise<bool> finished_;
	TikTok::TransferLoop loop_{[](LogLevel, const std::string &) {
	}};
};

} // namespace

int sendAlone(std::span<char *const> arguments)
{
	const std::filesystem::path file = arguments[2];
	const auto size_bytes = static_cast<int64_t>(std::filesystem::file_size(file));
	const auto plan = TikTok::planChunks(size_bytes, std::stoll(arguments[3]));
	if (!plan)
		return 1;
	Sender sender(arguments, *plan);
	const double before_MiB = resident_MiB();
	const std::clock_t processorBefore = std::clock(); // OBS has started and loaded its libraries long before
	sender.learn();
	const auto began = std::chrono::steady_clock::now();
	if (!sender.send())
		return 1;
	const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
	const double processor_s = static_cast<double>(std::clock() - processorBefore) / CLOCKS_PER_SEC;
	std::printf("%f %f %f\n", peak_MiB() - before_MiB, took.count(), processor_s);
	return 0;
}

} // namespace DirectPost::Bench
