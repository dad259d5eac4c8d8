#include "CallbackRequest.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Account {

namespace {

QByteArray head(const QByteArray &target)
{
	return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:4711\r\nAccept: */*";
}

TEST(CallbackRequest, ReadsPathQueryAndHost)
{
	const auto request = CallbackRequest::parse(head("/callback/?code=a&state=b"));
	ASSERT_TRUE(request);
	EXPECT_EQ(request->method, "GET");
	EXPECT_EQ(request->path, "/callback/");
	EXPECT_EQ(request->query, "code=a&state=b");
	EXPECT_EQ(request->host, "127.0.0.1:4711");
}

TEST(CallbackRequest, DecodesAFieldExactlyOnce)
{
	const auto fields =
		CallbackRequest::parse(head("/callback/?code=a%2Ab%21c%2525%252A&scopes=x%2Cy+z"))->fields();
	ASSERT_TRUE(fields);
	EXPECT_EQ(fields->at("code"), "a*b!c%25%2A");
	EXPECT_EQ(fields->at("scopes"), "x,y z");
}

TEST(CallbackRequest, KeepsStarsAndExclamationMarksThatCameUnencoded)
{
	EXPECT_EQ(CallbackRequest::parse(head("/callback/?code=a*b!c"))->fields()->at("code"), "a*b!c");
}

TEST(CallbackRequest, RefusesAFieldThatComesTwice)
{
	EXPECT_FALSE(CallbackRequest::parse(head("/callback/?state=a&state=b"))->fields());
	EXPECT_FALSE(CallbackRequest::parse(head("/callback/?state=a&st%61te=b"))->fields());
}

TEST(CallbackRequest, TakesFieldsWithoutValueOrName)
{
	const auto fields = CallbackRequest::parse(head("/callback/?code&&=x&state="))->fields();
	ASSERT_TRUE(fields);
	EXPECT_EQ(fields->at("code"), "");
	EXPECT_EQ(fields->at("state"), "");
}

TEST(CallbackRequest, RefusesWhatIsNoRequest)
{
	for (const char *text : {"", " ", "GET", "GET /", "GET / SMTP/1.0", "GET callback HTTP/1.1\r\nHost: a",
				 "GET / HTTP/1.1", "GET / HTTP/1.1\r\nHost: a\r\nHOST: b", "\x16\x03\x01\x02", "\n\n\n",
				 "GET http://evil/ HTTP/1.1\r\nHost: a"})
		EXPECT_FALSE(CallbackRequest::parse(text)) << text;
}

} // namespace

} // namespace DirectPost::Account
