#include "SystemProxy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QByteArray>
#include <QCoreApplication>

namespace DirectPost {

namespace {

using ::testing::ElementsAre;

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
	EXPECT_THAT(systemProxiesOf(kOrigin), ElementsAre(""));
}

TEST_F(TheSystemsProxy, IsSaidAsCurlReadsIt)
{
	qputenv("http_proxy", "http://proxy.example:3128");
	EXPECT_EQ(systemProxiesOf(kOrigin).front(), "http://proxy.example:3128"); // the system may know more ways
	qputenv("http_proxy", "socks5://proxy.example:1080");
	EXPECT_EQ(systemProxiesOf(kOrigin).front(), "socks5h://proxy.example:1080");
}

} // namespace

} // namespace DirectPost
