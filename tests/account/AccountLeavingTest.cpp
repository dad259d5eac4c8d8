#include "AnAccount.hpp"

#include <gmock/gmock.h>

#include <openssl/evp.h>

// An account is disconnected, or its developer app is replaced.
namespace DirectPost::Account {

namespace {

TEST_F(AnAccount, RevokesAndForgetsWhenDisconnected)
{
	auto first = connected();
	first->account.disconnectAccount(first->account.current());
	EXPECT_EQ(first->account.state(), Disconnected);
	EXPECT_EQ(first->account.identity(), Identity());
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 1; }));
	EXPECT_EQ(tikTok.requests.back().form.at("token"), "act.one");
	ASSERT_TRUE(eventually([&] { return !stored().contains("open-nia"); }));
	EXPECT_TRUE(first->problems.empty());
	first.reset();
	EXPECT_EQ(loaded()->account.state(), Disconnected);
}

TEST_F(AnAccount, LeavesTheLoginOfAnotherAccountThatAnotherOBSHasMadeMeanwhile)
{
	const auto first = connected();
	const auto second = loaded();
	second->account.disconnectAccount(second->account.current());
	answers[kToken] = StubTikTok::grant("two");
	answers[kToken].body.replace("open-nia", "open-tom");
	second->account.connectAccount();
	comeBack(*second, "code=good");
	ASSERT_TRUE(second->reaches(Connected));

	first->account.disconnectAccount(first->account.current());
	EXPECT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 2; })) << "each has given back its own";
	first->settle();
	EXPECT_TRUE(stored().contains("open-tom"));
	const auto next = loaded();
	EXPECT_EQ(next->account.state(), Connected);
	EXPECT_EQ(next->account.identity().openId, "open-tom");
}

TEST_F(AnAccount, ForgetsAlsoWhenTikTokCannotBeReachedAndSaysSo)
{
	const auto first = connected();
	answers[kRevoke] = {.status = 503};
	first->account.disconnectAccount(first->account.current());
	ASSERT_TRUE(eventually([&] { return !first->problems.empty(); }));
	EXPECT_EQ(first->problems, std::vector<std::string>{"account_not_revoked"});
	EXPECT_FALSE(stored().contains("open-nia"));
}

TEST_F(AnAccount, IsRevokedAfterARestartWhenOBSWasClosedTooEarly)
{
	auto first = connected();
	tikTok.hold();
	first->account.disconnectAccount(first->account.current());
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 1; }));
	first.reset();
	EXPECT_TRUE(stored().contains("open-nia"));
	tikTok.release();

	const auto next = loaded();
	EXPECT_EQ(next->account.state(), Disconnected);
	EXPECT_EQ(next->account.identity(), Identity());
	EXPECT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 2; }));
	EXPECT_TRUE(eventually([&] { return !stored().contains("open-nia"); }));
}

TEST_F(AnAccount, DoesNotExchangeACodeWhileTheOldLoginIsBeingRevoked)
{
	const auto first = connected();
	tikTok.hold();
	first->account.disconnectAccount(first->account.current());
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 1; }));
	first->account.connectAccount();
	comeBack(*first, "code=second");
	ASSERT_TRUE(first->reaches(Exchanging));
	first->settle();
	EXPECT_EQ(tikTok.count(kToken), 1);
	tikTok.release();
	EXPECT_TRUE(first->reaches(Connected));
	EXPECT_EQ(tikTok.count(kToken), 2);
}

TEST_F(AnAccount, IsLeftBehindWhenTheDeveloperAppChanges)
{
	const auto first = connected();
	first->account.setCredentials(QStringLiteral("sbother"), Secret("other-secret"));
	EXPECT_EQ(first->account.state(), Disconnected);
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 1; }));
	EXPECT_EQ(tikTok.requests.back().form.at("client_key"), "sbkey") << "the app that asked for it";
	first->settle();
	first->account.connectAccount();
	comeBack(*first, "code=good");
	ASSERT_TRUE(first->reaches(Connected));
	EXPECT_EQ(std::ranges::find_if(tikTok.requests,
				       [](const auto &request) {
					       return request.path == kToken &&
						      request.form.at("client_key") == "sbother";
				       })
			  ->form.at("client_secret"),
		  "other-secret");
}

TEST_F(AnAccount, IsRevokedWithItsOwnAppAlsoAfterARestart)
{
	auto first = connected();
	tikTok.hold();
	first->account.setCredentials(QStringLiteral("sbother"), Secret("other-secret"));
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 1; }));
	first->settle();
	first.reset();
	EXPECT_FALSE(stored().contains("app-secret"));
	tikTok.release();

	const auto next = loaded();
	EXPECT_EQ(next->account.state(), Disconnected);
	EXPECT_EQ(next->account.clientKey(), "sbother") << "entered credentials wait for nothing";
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 2; }));
	EXPECT_EQ(revoked("client_key")[1], "sbkey");
	EXPECT_EQ(revoked("client_secret")[1], "app-secret");
	EXPECT_TRUE(eventually([&] { return !stored().contains("open-nia"); }));
}

TEST_F(AnAccount, IsLeftBehindWhenAnotherAppIsEnteredWhileTheKeychainIsLocked)
{
	connected().reset();
	const auto next = unavailable(FakeKeychain::Mood::Locked);
	next->account.setCredentials(QStringLiteral("sbother"), Secret("other-secret"));
	keychain->unlock();
	ASSERT_TRUE(next->reaches(Disconnected));
	EXPECT_EQ(next->account.identity(), Identity());
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 1; }));
	EXPECT_EQ(revoked("client_key")[0], "sbkey");
	EXPECT_TRUE(eventually([&] { return !stored().contains("open-nia"); }));
	EXPECT_TRUE(stored().contains("sbother"));
}

TEST_F(AnAccount, EndsALoginWhoseAppIsReplacedWhileTheBrowserIsOpen)
{
	const auto first = withCredentials();
	first->account.connectAccount();
	const QString link = first->account.loginLink();
	first->account.setCredentials(QStringLiteral("sbother"), Secret("other-secret"));
	EXPECT_EQ(first->account.state(), Disconnected);
	EXPECT_EQ(first->loginErrors, std::vector<std::string>{"login_app_changed"});
	DirectPost::Account::comeBack(link, "code=good");
	first->settle();
	EXPECT_EQ(tikTok.count(kToken), 0) << "the code belongs to the other app";
}

TEST_F(AnAccount, MixesNoTokensOfAnAppThatIsReplacedDuringTheExchangeIntoTheNext)
{
	const auto first = withCredentials();
	first->account.connectAccount();
	tikTok.hold();
	comeBack(*first, "code=good");
	ASSERT_TRUE(eventually([&] { return tikTok.count(kToken) == 1; }));
	first->account.setCredentials(QStringLiteral("sbother"), Secret("other-secret"));
	tikTok.release();
	ASSERT_TRUE(eventually([&] { return !first->loginErrors.empty(); }));
	EXPECT_EQ(first->loginErrors, std::vector<std::string>{"login_app_changed"});
	EXPECT_EQ(first->account.state(), Disconnected);
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 1; }));
	EXPECT_EQ(revoked("client_key")[0], "sbkey");
	EXPECT_FALSE(stored().contains("open-nia"));
	EXPECT_TRUE(stored().contains("sbother"));
}

TEST_F(AnAccount, IsRenewedByItsOwnAppAlsoWhileAnotherIsBeingEntered)
{
	answers[kCreatorInfo] = {.status = 401,
				 .body = R"({"data":{},"error":{"code":"access_token_invalid","message":"",)"
					 R"("log_id":"1"}})"};
	const auto first = connected();
	answers[kToken] = StubTikTok::grant("two", 1);
	first->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return !first->infoErrors.empty(); })); // the next request renews the login
	first->settle();
	std::atomic<bool> isEntered = false;
	first->loop.post([&] { // the loop is busy while the credentials are entered
		while (!isEntered)
			std::this_thread::yield();
	});
	const int asked = tikTok.count(kToken);
	first->account.requestCreatorInfo();
	first->account.setCredentials(QStringLiteral("sbother"), Secret("other-secret"));
	isEntered = true;
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 1; }));
	EXPECT_GT(tikTok.count(kToken), asked);
	for (const auto &request : tikTok.requests) {
		if (request.path == kToken) {
			EXPECT_EQ(request.form.at("client_key"), "sbkey");
		}
	}
}

TEST_F(AnAccount, RemembersWhoseLoginIsLeftAlsoWhenTheSecretCannotBeSealed)
{
	const auto first = connected();
	tikTok.hold();
	ASSERT_EQ(EVP_set_default_properties(nullptr, "provider=none"), 1);
	first->account.setCredentials(QStringLiteral("sbother"), Secret("other-secret"));
	first->settle();
	EVP_set_default_properties(nullptr, "");
	const Record record = AccountFile(accountFile(), noLog()).record().value();
	const Record::OneAccount *nia = record.find("open-nia");
	ASSERT_TRUE(nia && nia->leaving && nia->leaving->formerApp);
	EXPECT_EQ(nia->leaving->formerApp->clientKey, "sbkey");
	tikTok.release();
}

TEST_F(AnAccount, TakesAnotherSecretOfTheSameAppDuringALogin)
{
	const auto first = withCredentials();
	first->account.connectAccount();
	first->account.setCredentials(QStringLiteral("sbkey"), Secret("new-secret"));
	comeBack(*first, "code=good");
	ASSERT_TRUE(first->reaches(Connected));
	EXPECT_EQ(tikTok.requests[0].form.at("client_secret"), "new-secret");
}

TEST_F(AnAccount, LeavesTheOthersAloneWhenTheCurrentOneIsDisconnected)
{
	storeTwoAccounts();
	const auto next = loaded();
	next->account.disconnectAccount(next->account.current());
	EXPECT_EQ(next->account.state(), Disconnected);
	EXPECT_EQ(next->account.current(), "");
	EXPECT_EQ(openIds(next->account), std::vector<std::string>{"open-tom"});
	ASSERT_TRUE(eventually([&] { return !stored().contains("open-nia"); }));
	EXPECT_EQ(revoked("token"), std::vector<QByteArray>{"act.one"});
	EXPECT_EQ(loaded()->account.state(), Disconnected) << "nobody becomes current by himself";
	next->account.makeCurrent(QStringLiteral("open-tom"));
	EXPECT_EQ(next->account.state(), Connected);
}

TEST_F(AnAccount, StaysCurrentWhenAnotherIsDisconnected)
{
	storeTwoAccounts();
	const auto next = loaded();
	next->account.disconnectAccount(QStringLiteral("open-nobody"));
	next->account.disconnectAccount(QStringLiteral("open-tom"));
	EXPECT_EQ(next->account.state(), Connected);
	EXPECT_EQ(next->account.current(), "open-nia");
	EXPECT_EQ(openIds(next->account), std::vector<std::string>{"open-nia"});
	ASSERT_TRUE(eventually([&] { return !stored().contains("open-tom"); }));
	EXPECT_EQ(revoked("token"), std::vector<QByteArray>{"act.tom"});
}

TEST_F(AnAccount, LeavesAllOfThemWhenTheDeveloperAppChanges)
{
	storeTwoAccounts();
	const auto next = loaded();
	next->account.setCredentials(QStringLiteral("sbother"), Secret("other-secret"));
	EXPECT_EQ(next->account.state(), Disconnected);
	EXPECT_TRUE(next->account.accounts().empty());
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 2; }));
	EXPECT_THAT(revoked("token"), ::testing::UnorderedElementsAre("act.one", "act.tom"));
	EXPECT_THAT(revoked("client_key"), ::testing::Each(QByteArray("sbkey")));
	EXPECT_TRUE(eventually([&] { return !stored().contains("open-"); }));
}

} // namespace

} // namespace DirectPost::Account
