#include "LoopFixture.hpp"
#include "Proxies.hpp"
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

	// With the proxies that the system names; as often as there are addresses.
	void fetchThrough(std::vector<std::string> proxies, std::initializer_list<std::string> urls)
	{
		TransferLoop its([](LogLevel, const std::string &) {}, std::make_shared<UnlimitedPace>(),
				 [&](const std::string &origin) {
					 asked.push_back(origin);
					 return proxies;
				 });
		for (const std::string &url : urls) {
			std::promise<void> over;
			its.post([&] {
				its.start(get(url), [&](const Expected<HttpReply> &reply) {
					outcome = reply ? "" : reply.error().code;
					over.set_value();
				});
			});
			ASSERT_EQ(over.get_future().wait_for(kPatience), std::future_status::ready);
		}
	}
	// Nobody listens there.
	static std::string dead() { return "http://127.0.0.1:1"; }

	std::vector<std::string> asked;
	std::string outcome; // of the last
};

TEST_F(AProxy, OfTheSystemIsAskedToConnectToTheHostAndToldNoMore)
{
	WrittenDown proxy;
	fetchThrough({proxy.url()}, {"https://open.tiktokapis.invalid/v2/?upload_token=secret"});
	EXPECT_THAT(proxy.heads(), ElementsAre("CONNECT open.tiktokapis.invalid:443 HTTP/1.1"));
	EXPECT_THAT(asked, ElementsAre("https://open.tiktokapis.invalid:443"));
}

TEST_F(AProxy, OfTheEnvironmentWins)
{
	WrittenDown systems;
	WrittenDown environments;
	setenv("https_proxy", environments.url().c_str(), 1);
	fetchThrough({systems.url()}, {"https://open.tiktokapis.invalid/"});
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
	fetchThrough({proxy.url()}, {server.url()});
	EXPECT_THAT(proxy.heads(), IsEmpty());
	EXPECT_EQ(server.connections(), 1);
}

TEST_F(AProxy, ThatDoesNotAnswerIsPassedOverForTheNextOne)
{
	WrittenDown proxy;
	fetchThrough({dead(), proxy.url()}, {"https://open.tiktokapis.invalid/"});
	EXPECT_THAT(proxy.heads(), ElementsAre("CONNECT open.tiktokapis.invalid:443 HTTP/1.1"));
	EXPECT_EQ(outcome, "proxy_refused");
}

TEST_F(AProxy, ThatDoesNotAnswerIsPassedOverForNone)
{
	fetchThrough({dead(), ""}, {"https://open.tiktokapis.invalid/"});
	EXPECT_EQ(outcome, "offline") << "the name was looked up here, and does not exist";
	fetchThrough({dead()}, {"https://open.tiktokapis.invalid/"});
	EXPECT_EQ(outcome, "connection_failed") << "there is no other way";
}

TEST_F(AProxy, ThatDidNotAnswerComesLastForAWhile)
{
	WrittenDown proxy;
	Proxies proxies([&](const std::string &) { return std::vector{dead(), proxy.url()}; });
	const Proxies::Time now{std::chrono::hours(1)};
	const std::string url = "https://open.tiktokapis.invalid/";
	EXPECT_THAT(proxies.waysTo(url, now), ElementsAre(dead(), proxy.url()));
	proxies.noAnswerFrom(dead(), now);
	EXPECT_THAT(proxies.waysTo(url, now), ElementsAre(proxy.url(), dead()));
	EXPECT_THAT(proxies.waysTo(url, now + std::chrono::minutes(5)), ElementsAre(dead(), proxy.url()));
}

} // namespace

} // namespace DirectPost::TikTok
