#include "SystemProxy.hpp"

#include <gtest/gtest.h>

#include <QByteArray>
#include <QCoreApplication>

namespace DirectPost {

namespace {

constexpr const char *kOrigin = "https://open.tiktokapis.com:443";

// Qt takes what the desktop says from these, too.
class TheSystemsProxy : public testing::Test {
protected:
	TheSystemsProxy()
	{
		for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy"})
			qunsetenv(name);
	}
	~TheSystemsProxy() override { qunsetenv("http_proxy"); }

private:
	int argumentCount_ = 1;
	char name_[5] = "test";
	char *arguments_[2] = {name_, nullptr};
	QCoreApplication application_{argumentCount_, arguments_};
};

TEST_F(TheSystemsProxy, IsNoneWhereNoneIsNamed)
{
	const auto proxies = systemProxiesOf(kOrigin);
	ASSERT_EQ(proxies.size(), 1u);
	EXPECT_EQ(proxies.front().address, "");
}

TEST_F(TheSystemsProxy, IsSaidAsCurlReadsIt)
{
	qputenv("http_proxy", "http://proxy.example:3128");
	EXPECT_EQ(systemProxiesOf(kOrigin).front().address,
		  "http://proxy.example:3128"); // the system may know more ways
	qputenv("http_proxy", "socks5://proxy.example:1080");
	EXPECT_EQ(systemProxiesOf(kOrigin).front().address, "socks5h://proxy.example:1080");
}

TEST_F(TheSystemsProxy, ComesWithItsLoginApartFromItsAddress)
{
	for (const std::string scheme : {"http", "socks5"}) {
		qputenv("http_proxy",
			QByteArray::fromStdString(scheme + "://nia%40corp:p%3Ass%2Fw%C3%B6rd@proxy.example:3128"));
		const TikTok::Proxy proxy = systemProxiesOf(kOrigin).front();
		EXPECT_TRUE(proxy.address.ends_with("://proxy.example:3128")) << proxy.address;
		EXPECT_EQ(proxy.user.reveal(), "nia@corp");
		EXPECT_EQ(proxy.password.reveal(), "p:ss/wörd");
	}
	qputenv("http_proxy", "http://proxy.example:3128");
	EXPECT_TRUE(systemProxiesOf(kOrigin).front().user.isEmpty());
}

} // namespace

} // namespace DirectPost
