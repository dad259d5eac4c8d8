#include "LoopFixture.hpp"
#include "RawServer.hpp"

#include <gmock/gmock.h>

#include <cstdlib>

namespace DirectPost::TikTok {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Takes down who asks it for which host, and leads nowhere.
class WrittenDown {
public:
	std::string url() const { return server_.url(""); }
	std::vector<std::string> heads()
	{
		const std::scoped_lock lock(mutex_);
		return heads_;
	}

private:
	std::mutex mutex_;
	std::vector<std::string> heads_;
	RawServer server_{[this](RawConnection &connection, int) {
		const std::string head = connection.readHead();
		const std::scoped_lock lock(mutex_);
		heads_.push_back(head.substr(0, head.find('\r')));
		connection.send("HTTP/1.1 503 no\r\nContent-Length: 0\r\n\r\n");
	}};
};

class AProxy : public LoopFixture {
protected:
	AProxy()
	{
		for (const char *name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
			unsetenv(name);
	}
	~AProxy() override { unsetenv("https_proxy"); }

	// With the proxy that the system names.
	void fetchThrough(const std::string &proxy, const std::string &url)
	{
		std::promise<void> over;
		TransferLoop its([](LogLevel, const std::string &) {}, std::make_shared<UnlimitedPace>(),
				 [&](const std::string &origin) {
					 asked.push_back(origin);
					 return proxy;
				 });
		its.post([&] { its.start(get(url), [&](const Expected<HttpReply> &) { over.set_value(); }); });
		ASSERT_EQ(over.get_future().wait_for(kPatience), std::future_status::ready);
	}

	std::vector<std::string> asked;
};

TEST_F(AProxy, OfTheSystemIsAskedToConnectToTheHostAndToldNoMore)
{
	WrittenDown proxy;
	fetchThrough(proxy.url(), "https://open.tiktokapis.invalid/v2/?upload_token=secret");
	EXPECT_THAT(proxy.heads(), ElementsAre("CONNECT open.tiktokapis.invalid:443 HTTP/1.1"));
	EXPECT_THAT(asked, ElementsAre("https://open.tiktokapis.invalid:443"));
}

TEST_F(AProxy, OfTheEnvironmentWins)
{
	WrittenDown systems;
	WrittenDown environments;
	setenv("https_proxy", environments.url().c_str(), 1);
	fetchThrough(systems.url(), "https://open.tiktokapis.invalid/");
	EXPECT_THAT(environments.heads(), ElementsAre("CONNECT open.tiktokapis.invalid:443 HTTP/1.1"));
	EXPECT_THAT(systems.heads(), IsEmpty());
}

TEST_F(AProxy, IsNotUsedOnThisComputer)
{
	WrittenDown proxy;
	RawServer server([](RawConnection &connection, int) {
		connection.readHead();
		connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
	});
	fetchThrough(proxy.url(), server.url());
	EXPECT_THAT(proxy.heads(), IsEmpty());
	EXPECT_EQ(server.connections(), 1);
}

} // namespace

} // namespace DirectPost::TikTok
