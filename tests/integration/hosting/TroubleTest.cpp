#include "Studio.hpp"
#include "WebSpace.hpp"

#include <gmock/gmock.h>

// A bucket that refuses, leads on, is slow, or shows the world something else.
namespace DirectPost::Hosting {
namespace {

class HostingTrouble : public testing::Test {
protected:
	HostingTrouble()
	{
		studio.trust(space.certificate);
		use(space.bucket());
	}
	void use(const Login &login) { studio.host().setPlace(login.place, login.secret); }
	Error put()
	{
		const auto answer = studio.answerTo(studio.host().put(studio.picture()));
		EXPECT_FALSE(answer);
		return answer ? Error() : answer.error();
	}
	static std::string valueOf(const Error &error, const std::string &name)
	{
		for (const auto &[key, value] : error.values)
			if (key == name)
				return value;
		return {};
	}
	bool wasFetched() const
	{
		return std::ranges::any_of(space.log(), [](const auto &line) {
			return line.starts_with("GET") || line.starts_with("HEAD");
		});
	}

	Studio studio;
	WebSpace space{studio.folder()};
};

TEST_F(HostingTrouble, AWrongKeyIsToldWithTheServersStatus)
{
	use({space.bucket().place, Secret("another")});
	const Error error = put();
	EXPECT_EQ(error.code, "hosting_denied");
	EXPECT_EQ(valueOf(error, "host"), "127.0.0.1");
	EXPECT_EQ(valueOf(error, "status"), "403");
	EXPECT_EQ(space.lastFault(), "the signature is not that of this key");
	EXPECT_FALSE(wasFetched());
}

TEST_F(HostingTrouble, ARedirectIsToldAndNotFollowed)
{
	for (const int status : {301, 302, 307, 308}) {
		space.answerToPut = status;
		EXPECT_EQ(put().code, "hosting_redirects");
	}
	EXPECT_EQ(space.log().size(), 4U) << "nobody went to /elsewhere";
}

TEST_F(HostingTrouble, ABucketThatIsNotThereIsTold)
{
	space.answerToPut = 404;
	EXPECT_EQ(put().code, "hosting_not_found");
}

TEST_F(HostingTrouble, AServerInTroubleCanBeTriedAgain)
{
	space.answerToPut = 503;
	const Error error = put();
	EXPECT_EQ(error.code, "hosting_busy");
	EXPECT_TRUE(meaningOf(error.kind).mayRetryHelp);
	space.answerToPut = 0;
	EXPECT_TRUE(studio.answerTo(studio.host().put(studio.picture())));
}

TEST_F(HostingTrouble, AServerThatSaysNothingIsGivenUpInTime)
{
	space.isSilent = true;
	EXPECT_EQ(put().code, "hosting_slow");
	EXPECT_TRUE(space.files().empty());
}

TEST_F(HostingTrouble, AnUnknownServerIsTold)
{
	Login login = space.bucket();
	login.place.address = "https://127.0.0.1:1";
	use(login);
	EXPECT_EQ(put().code, "hosting_unreachable");
}

TEST_F(HostingTrouble, ACertificateThatNobodyVouchesForIsTold)
{
	studio.trust({});
	use(space.bucket());
	EXPECT_EQ(put().code, "hosting_insecure");
	EXPECT_TRUE(space.log().empty()) << "not a byte was sent";
}

TEST_F(HostingTrouble, AnAddressThatIsNotSafeIsNotEvenAsked)
{
	Login login = space.bucket();
	login.place.address = "http://s3.example";
	use(login);
	const Error error = put();
	EXPECT_EQ(error.code, "hosting_address_not_allowed");
	EXPECT_EQ(valueOf(error, "url"), "http://s3.example");
}

TEST_F(HostingTrouble, WhatTheWorldMayNotReadIsToldAndTakenAwayAgain)
{
	space.answerToGet = 403;
	const Error error = put();
	EXPECT_EQ(error.code, "hosting_not_public");
	EXPECT_TRUE(valueOf(error, "url").starts_with(space.bucket().place.publicAddress));
	EXPECT_TRUE(Studio::waitFor([&] { return space.files().empty(); }));
}

TEST_F(HostingTrouble, APublicAddressThatLeadsOnIsTold)
{
	space.answerToGet = 302;
	EXPECT_EQ(put().code, "hosting_public_redirects");
	EXPECT_TRUE(Studio::waitFor([&] { return space.files().empty(); }));
}

TEST_F(HostingTrouble, APublicAddressThatShowsSomethingElseIsTold)
{
	space.servesText = true;
	EXPECT_EQ(put().code, "hosting_public_type");
}

TEST_F(HostingTrouble, APictureThatIsGoneIsTold)
{
	const auto put = studio.answerTo(studio.host().put(studio.folder() / "gone.png"));
	ASSERT_FALSE(put);
	EXPECT_EQ(put.error().code, "photo_unreadable");
	EXPECT_TRUE(space.log().empty());
}

TEST_F(HostingTrouble, NothingIsSentBeforeThereIsAPlace)
{
	studio.host().setPlace({}, {});
	const auto put = studio.answerTo(studio.host().put(studio.picture()));
	ASSERT_FALSE(put);
	EXPECT_EQ(put.error().code, "hosting_not_set_up");
}

} // namespace
} // namespace DirectPost::Hosting
