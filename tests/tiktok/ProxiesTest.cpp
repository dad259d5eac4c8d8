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
	Proxy proxy() const { return {.address = server_.url("")}; }
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

// Lets those in who say name and password, and leads nowhere.
class Guarded {
public:
	std::string url() const { return server_.url(""); }
	std::vector<std::string> logins()
	{
		const std::scoped_lock lock(mutex_);
		return logins_;
	}

private:
	std::mutex mutex_;
	std::vector<std::string> logins_;
	RawServer server_{[this](RawConnection &connection, int) {
		for (std::string head; !(head = connection.readHead()).empty();) {
			const std::string name = "Proxy-Authorization: ";
			const auto at = head.find(name);
			if (at == std::string::npos) {
				connection.send("HTTP/1.1 407 who are you?\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
						"Content-Length: 0\r\n\r\n");
				continue;
			}
			const auto begin = at + name.size();
			const std::scoped_lock lock(mutex_);
			logins_.push_back(head.substr(begin, head.find('\r', begin) - begin));
			connection.send("HTTP/1.1 503 no\r\nContent-Length: 0\r\n\r\n");
		}
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
	void fetchThrough(const std::vector<Proxy> &proxies, std::initializer_list<std::string> urls)
	{
		TransferLoop its([&](LogLevel, const std::string &line) { lines += line + "\n"; },
				 std::make_shared<UnlimitedPace>(),
				 [&](const std::string &origin) {
					 asked.push_back(origin);
					 return proxies;
				 });
		for (const std::string &url : urls) {
			std::promise<void> over;
			its.post([&] {
				its.start(get(url), [&](const Expected<HttpReply> &reply) {
					error = reply.error_or(Error());
					over.set_value();
				});
			});
			ASSERT_EQ(over.get_future().wait_for(kPatience), std::future_status::ready);
		}
	}
	// Nobody listens there.
	static Proxy dead() { return {.address = "http://127.0.0.1:1"}; }
	static Proxy none() { return {}; }
	static std::vector<std::string> addresses(const std::vector<Proxy> &proxies)
	{
		std::vector<std::string> all;
		for (const Proxy &proxy : proxies)
			all.push_back(proxy.address);
		return all;
	}

	std::vector<std::string> asked;
	Error error;       // of the last
	std::string lines; // of the log
};

TEST_F(AProxy, OfTheSystemIsAskedToConnectToTheHostAndToldNoMore)
{
	WrittenDown proxy;
	fetchThrough({proxy.proxy()}, {"https://open.tiktokapis.invalid/v2/?upload_token=secret"});
	EXPECT_THAT(proxy.heads(), ElementsAre("CONNECT open.tiktokapis.invalid:443 HTTP/1.1"));
	EXPECT_THAT(asked, ElementsAre("https://open.tiktokapis.invalid:443"));
}

TEST_F(AProxy, OfTheEnvironmentWins)
{
	WrittenDown systems;
	WrittenDown environments;
	setenv("https_proxy", environments.proxy().address.c_str(), 1);
	fetchThrough({systems.proxy()}, {"https://open.tiktokapis.invalid/"});
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
	fetchThrough({proxy.proxy()}, {server.url()});
	EXPECT_THAT(proxy.heads(), IsEmpty());
	EXPECT_EQ(server.connections(), 1);
}

TEST_F(AProxy, ThatDoesNotAnswerIsPassedOverForTheNextOne)
{
	WrittenDown proxy;
	fetchThrough({dead(), proxy.proxy()}, {"https://open.tiktokapis.invalid/"});
	EXPECT_THAT(proxy.heads(), ElementsAre("CONNECT open.tiktokapis.invalid:443 HTTP/1.1"));
	EXPECT_EQ(error.code, "proxy_refused");
}

TEST_F(AProxy, ThatDoesNotAnswerIsPassedOverForNone)
{
	fetchThrough({dead(), none()}, {"https://open.tiktokapis.invalid/"});
	EXPECT_EQ(error.code, "host_not_found") << "the name was looked up here, and does not exist";
	fetchThrough({dead()}, {"https://open.tiktokapis.invalid/"});
	EXPECT_EQ(error.code, "proxy_failed") << "there is no other way";
}

TEST_F(AProxy, IsToldTheLoginThatTheSystemHasForItWhenItAsksForOne)
{
	Guarded proxy;
	fetchThrough({{.address = proxy.url(), .user = Secret("nia@corp"), .password = Secret("p:ss/wörd")}},
		     {"https://open.tiktokapis.invalid/"});
	EXPECT_THAT(proxy.logins(), ElementsAre("Basic bmlhQGNvcnA6cDpzcy93w7ZyZA=="));
	EXPECT_EQ(error.code, "proxy_refused");
	EXPECT_EQ(error.values.front().second, "503") << "it was let in";
}

TEST_F(AProxy, IsToldNoLoginThatIsForAnother)
{
	Guarded proxy;
	Proxy first = dead();
	first.user = Secret("nia");
	first.password = Secret("s3cret");
	fetchThrough({first, {.address = proxy.url()}}, {"https://open.tiktokapis.invalid/"});
	EXPECT_THAT(proxy.logins(), IsEmpty());
	EXPECT_EQ(error.values.front().second, "407");
}

TEST_F(AProxy, ThatCannotBeFoundIsWhatIsNamed)
{
	fetchThrough({{.address = "http://proxy.invalid:3128"}}, {"https://open.tiktokapis.invalid/"});
	EXPECT_EQ(error.code, "proxy_not_found");
	EXPECT_EQ(error.kind, ErrorKind::Unsent);
}

TEST_F(AProxy, OfSocksThatConnectsNobodyIsWhatIsNamed)
{
	RawServer server([](RawConnection &connection, int) {
		connection.receive();
		connection.send(std::string_view("\x05\xff", 2)); // no way to sign in that we offer
		connection.waitForClose();
	});
	fetchThrough({{.address = "socks5h" + server.url("").substr(4)}}, {"https://open.tiktokapis.invalid/"});
	EXPECT_EQ(error.code, "proxy_failed") << error.detail;
	EXPECT_EQ(error.kind, ErrorKind::Unsent);
}

TEST_F(AProxy, WhosePasswordIsSpelledWrongIsNotQuotedWithIt)
{
	setenv("https_proxy", "http://nia:s3c/ret@proxy.invalid:3128", 1);
	fetchThrough({}, {"https://open.tiktokapis.invalid/"});
	EXPECT_EQ(error.code, "proxy_not_found") << error.detail;
	EXPECT_FALSE(error.detail.contains("s3c")) << error.detail;
	EXPECT_FALSE(lines.contains("s3c")) << lines;
}

TEST_F(AProxy, ThatDidNotAnswerComesLastForAWhile)
{
	WrittenDown proxy;
	Proxies proxies([&](const std::string &) { return std::vector{dead(), proxy.proxy()}; });
	const Proxies::Time now{std::chrono::hours(1)};
	const std::string url = "https://open.tiktokapis.invalid/", address = proxy.proxy().address;
	EXPECT_THAT(addresses(proxies.waysTo(url, now)), ElementsAre(dead().address, address));
	proxies.noAnswerFrom(dead(), now);
	EXPECT_THAT(addresses(proxies.waysTo(url, now)), ElementsAre(address, dead().address));
	EXPECT_THAT(addresses(proxies.waysTo(url, now + std::chrono::minutes(5))),
		    ElementsAre(dead().address, address));
}

} // namespace

} // namespace DirectPost::TikTok
