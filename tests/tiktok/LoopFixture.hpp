#pragma once

#include "FileBody.hpp"

#include <tiktok/TransferLoop.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <mutex>

namespace DirectPost::TikTok {

// A running loop, its log, and files to send.
class LoopFixture : public testing::Test {
protected:
	static constexpr std::chrono::seconds kPatience{30};

	// On the loop's thread; returns what it returns.
	template <class Work> auto onLoop(Work work)
	{
		std::promise<decltype(work())> promise;
		auto future = promise.get_future();
		loop.post([&] {
			if constexpr (std::is_void_v<decltype(work())>) {
				work();
				promise.set_value();
			} else {
				promise.set_value(work());
			}
		});
		return future.get();
	}

	Expected<HttpReply> fetch(HttpRequest request, std::function<void(int64_t)> progress = {})
	{
		auto promise = std::make_shared<std::promise<Expected<HttpReply>>>();
		auto future = promise->get_future();
		onLoop([&] {
			return loop.start(
				std::move(request),
				[promise](Expected<HttpReply> reply) { promise->set_value(std::move(reply)); },
				progress);
		});
		if (future.wait_for(kPatience) != std::future_status::ready) {
			ADD_FAILURE() << "no reply";
			return std::unexpected(Error());
		}
		return future.get();
	}

	static HttpRequest get(const std::string &url)
	{
		HttpRequest request;
		request.url = Secret(url);
		return request;
	}

	static HttpRequest post(const std::string &url, std::string body)
	{
		HttpRequest request = get(url);
		request.method = "POST";
		request.body = Secret(std::move(body));
		return request;
	}

	static HttpRequest put(const std::string &url, const std::filesystem::path &file, int64_t first,
			       int64_t length_bytes)
	{
		return put(url, std::make_shared<FileBody>(file, first), length_bytes);
	}
	static HttpRequest put(const std::string &url, std::shared_ptr<UploadBody> body, int64_t length_bytes)
	{
		HttpRequest request = get(url);
		request.upload = HttpRequest::Upload{std::move(body), length_bytes};
		return request;
	}

	std::filesystem::path makeFile(const std::string &content)
	{
		const auto file = folder / ("file" + std::to_string(++files));
		std::ofstream(file, std::ios::binary) << content;
		return file;
	}

	// All zeros and no blocks on disk.
	std::filesystem::path makeSparseFile(int64_t size_bytes)
	{
		const auto file = makeFile("");
		std::filesystem::resize_file(file, static_cast<uintmax_t>(size_bytes));
		return file;
	}

	std::string logged()
	{
		const std::scoped_lock lock(logMutex);
		return logText;
	}

	void SetUp() override
	{
		std::string pattern = (std::filesystem::temp_directory_path() / "direct-post-XXXXXX").string();
		folder = mkdtemp(pattern.data());
	}
	void TearDown() override
	{
		loop.stop();
		std::filesystem::remove_all(folder);
	}

	explicit LoopFixture(std::shared_ptr<Pace> pace = std::make_shared<UnlimitedPace>())
		: loop(
			  [this](LogLevel, const std::string &line) {
				  const std::scoped_lock lock(logMutex);
				  logText += line + "\n";
			  },
			  std::move(pace))
	{
	}

	std::filesystem::path folder;
	int files = 0;
	std::mutex logMutex;
	std::string logText;
	TransferLoop loop;
};

} // namespace DirectPost::TikTok
