#include "LoopFixture.hpp"
#include "PoliteServer.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace DirectPost::TikTok {
namespace {

using namespace std::chrono_literals;

// Its bytes come from another thread, a thousand at a time.
class SlowBody : public UploadBody {
public:
	SlowBody(std::string content, std::chrono::milliseconds every)
		: content_(std::move(content)), thread_([this, every](const std::stop_token &stop) {
			  while (!stop.stop_requested()) {
				  std::this_thread::sleep_for(every);
				  const std::scoped_lock lock(mutex_);
				  known_ = std::min(known_ + 1000, content_.size());
				  if (wake_)
					  wake_();
			  }
		  })
	{
	}

	Expected<std::span<const char>> next() override
	{
		const std::scoped_lock lock(mutex_);
		return std::span<const char>(content_).subspan(at_, known_ - at_);
	}
	void taken(size_t count) override
	{
		const std::scoped_lock lock(mutex_);
		at_ += count;
	}
	void wakeBy(std::function<void()> wake) override
	{
		const std::scoped_lock lock(mutex_);
		wake_ = std::move(wake);
	}
	bool hasListener()
	{
		const std::scoped_lock lock(mutex_);
		return wake_ != nullptr;
	}

private:
	const std::string content_;
	std::mutex mutex_; // guards the following
	size_t known_ = 0;
	size_t at_ = 0;
	std::function<void()> wake_;
	std::jthread thread_; // last: it uses the others
};

class UploadOfASlowBody : public LoopFixture {
protected:
	static std::string someBytes(size_t count)
	{
		std::string bytes(count, 0);
		for (size_t i = 0; i < count; i++)
			bytes[i] = static_cast<char>(i * 7 + i / 251);
		return bytes;
	}
};

TEST_F(UploadOfASlowBody, SendsItAsItComesAndListensNoLongerThanItRuns)
{
	const std::string content = someBytes(20'500);
	PoliteServer server;
	const auto body = std::make_shared<SlowBody>(content, 10ms);
	ASSERT_TRUE(fetch(put(server.raw.url(), body, static_cast<int64_t>(content.size()))));
	EXPECT_EQ(server.bodies.at(0), content);
	onLoop([] {}); // it is done with the request
	EXPECT_FALSE(body->hasListener());
}

TEST_F(UploadOfASlowBody, HoldsUpNoOtherRequest)
{
	PoliteServer server;
	std::atomic<bool> isSent = false;
	onLoop([&] {
		loop.start(put(server.raw.url(), std::make_shared<SlowBody>(someBytes(100'000), 20ms), 100'000),
			   [&](const Expected<HttpReply> &) { isSent = true; });
	});
	EXPECT_TRUE(fetch(get(server.raw.url())));
	EXPECT_FALSE(isSent) << "it was not slow";
	loop.stop();
}

// The watch over lines on which nothing moves any more must not take the disk's silence for the line's.
TEST_F(UploadOfASlowBody, IsNotTakenForALineThatIsDown)
{
	PoliteServer server;
	HttpRequest request = put(server.raw.url(), std::make_shared<SlowBody>(someBytes(3000), 1500ms), 3000);
	request.timeout = 1s;
	EXPECT_TRUE(fetch(std::move(request)));
}

TEST_F(UploadOfASlowBody, CanBeCancelledAndOutlivesTheLoop)
{
	PoliteServer server;
	const auto body = std::make_shared<SlowBody>(someBytes(100'000), 1ms);
	const auto id = onLoop(
		[&] { return loop.start(put(server.raw.url(), body, 100'000), [](const Expected<HttpReply> &) {}); });
	std::this_thread::sleep_for(20ms);
	onLoop([&] { loop.cancel(id); });
	EXPECT_FALSE(body->hasListener());
	onLoop([&] { loop.start(put(server.raw.url(), body, 50'000), [](const Expected<HttpReply> &) {}); });
	loop.stop();
	EXPECT_FALSE(body->hasListener());
}

} // namespace
} // namespace DirectPost::TikTok
