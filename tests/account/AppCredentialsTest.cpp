#include "AppCredentials.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Account {

namespace {

TEST(AppCredentials, OfTheEnvironmentWinOverTypedAndStoredOnes)
{
	AppCredentials credentials(TikTok::Credentials{"environment", Secret("environment secret")});
	credentials.enter("typed", Secret("typed secret"));
	EXPECT_FALSE(credentials.addStored({"stored", Secret("stored secret")}));
	EXPECT_TRUE(credentials.areFromEnvironment());
	EXPECT_EQ(credentials.current().clientKey, "environment");
	EXPECT_EQ(credentials.current().clientSecret.reveal(), "environment secret");
}

TEST(AppCredentials, AreThoseOfTheFileWhenNoneWereTyped)
{
	AppCredentials credentials;
	EXPECT_FALSE(credentials.areComplete());
	EXPECT_FALSE(credentials.addStored({"stored", Secret("stored secret")}));
	EXPECT_TRUE(credentials.areComplete());
	EXPECT_EQ(credentials.current().clientKey, "stored");
}

TEST(AppCredentials, ThatWereTypedBeforeTheFileWasOpenWinOverItsAndMustBeStored)
{
	AppCredentials credentials;
	credentials.enter("typed", Secret("typed secret"));
	EXPECT_TRUE(credentials.addStored({"stored", Secret("stored secret")}));
	EXPECT_EQ(credentials.current().clientKey, "typed");
	EXPECT_EQ(credentials.current().clientSecret.reveal(), "typed secret");
}

TEST(AppCredentials, KeepASecretOnlyWithTheKeyItCameWith)
{
	AppCredentials credentials;
	credentials.enter("key", Secret());
	credentials.addStored({"key", Secret("secret")});
	EXPECT_TRUE(credentials.areComplete());
	credentials.enter("key", Secret());
	EXPECT_TRUE(credentials.areComplete());
	credentials.enter("another", Secret());
	EXPECT_FALSE(credentials.areComplete());
	credentials.addStored({"key", Secret("secret")});
	EXPECT_FALSE(credentials.areComplete());
}

TEST(AppCredentials, SayWhatTheyReplace)
{
	AppCredentials credentials;
	credentials.addStored({"stored", Secret("stored secret")});
	const TikTok::Credentials former = credentials.enter("typed", Secret("typed secret"));
	EXPECT_EQ(former.clientKey, "stored");
	EXPECT_EQ(former.clientSecret.reveal(), "stored secret");
	EXPECT_EQ(credentials.current().clientKey, "typed");
	EXPECT_EQ(credentials.current().clientSecret.reveal(), "typed secret");
}

} // namespace

} // namespace DirectPost::Account
