#include "AnAccount.hpp"

#include <QUrlQuery>

// From credentials to a connected account that stays connected.
namespace DirectPost::Account {

namespace {

TEST_F(AnAccount, SaysThatCredentialsComeFirst)
{
	const auto first = loaded();
	first->account.connectAccount();
	EXPECT_EQ(first->loginErrors, std::vector<std::string>{"app_credentials_missing"});
	EXPECT_EQ(first->account.state(), NoCredentials);
}

TEST_F(AnAccount, RemembersCredentialsOverARestart)
{
	withCredentials()->settle();
	const auto next = loaded();
	EXPECT_EQ(next->account.state(), Disconnected);
	EXPECT_EQ(next->account.clientKey(), "sbkey");
	EXPECT_TRUE(next->account.hasClientSecret());
	EXPECT_FALSE(stored().contains("app-secret"));
}

TEST_F(AnAccount, KeepsTheStoredSecretWhenNoneIsTyped)
{
	auto first = withCredentials();
	first->account.setCredentials(QStringLiteral("sbkey"), Secret());
	EXPECT_EQ(first->account.state(), Disconnected);
	first->settle();
	first.reset();
	const auto next = loaded();
	EXPECT_EQ(next->account.clientKey(), "sbkey");
	EXPECT_TRUE(next->account.hasClientSecret());
}

TEST_F(AnAccount, NeedsTheSecretOfAnotherApp)
{
	auto first = withCredentials();
	first->account.setCredentials(QStringLiteral("sbkey2"), Secret());
	EXPECT_EQ(first->account.state(), NoCredentials) << "a secret belongs to the key it came with";
	first->settle();
	first.reset();
	const auto next = loaded();
	EXPECT_EQ(next->account.clientKey(), "sbkey2");
	EXPECT_FALSE(next->account.hasClientSecret());
}

TEST_F(AnAccount, ConnectsThroughTheBrowser)
{
	const auto first = connected();
	EXPECT_EQ(first->states,
		  (std::vector{NoCredentials, Disconnected, Disconnected, WaitingForBrowser, Exchanging, Connected}));
	EXPECT_EQ(first->links.size(), 1);
	EXPECT_EQ(first->account.identity().openId, "open-nia");
	EXPECT_EQ(first->account.identity().nickname, "Nia Plays");
	EXPECT_EQ(first->account.loginLink(), "");
	const auto &form = tikTok.requests[0].form;
	EXPECT_EQ(form.at("client_key"), "sbkey");
	EXPECT_EQ(form.at("client_secret"), "app-secret");
	EXPECT_EQ(form.at("code"), "good");
	EXPECT_EQ(form.at("grant_type"), "authorization_code");
}

TEST_F(AnAccount, IsStillConnectedAfterARestart)
{
	connected().reset();
	const auto next = loaded();
	EXPECT_EQ(next->account.state(), Connected);
	EXPECT_EQ(next->account.identity().nickname, "Nia Plays");
	EXPECT_EQ(tikTok.count(kToken), 1);
	EXPECT_FALSE(stored().contains("act."));
	EXPECT_FALSE(stored().contains("rft."));
}

TEST_F(AnAccount, IsConnectedAlsoWhenTheProfileDoesNotCome)
{
	answers[kProfile] = {.status = 500};
	const auto first = withCredentials();
	first->account.connectAccount();
	comeBack(*first, "code=good");
	ASSERT_TRUE(first->reaches(Connected));
	ASSERT_TRUE(eventually([&] { return tikTok.count(kProfile) == 1; }));
	first->settle();
	EXPECT_EQ(first->account.state(), Connected);
}

TEST_F(AnAccount, SaysWhyALoginFailedAndIsDisconnectedAgain)
{
	const auto first = withCredentials();
	first->account.connectAccount();
	comeBack(*first, "error=access_denied");
	ASSERT_TRUE(eventually([&] { return !first->loginErrors.empty(); }));
	EXPECT_EQ(first->loginErrors, std::vector<std::string>{"login_declined"});
	EXPECT_EQ(first->account.state(), Disconnected);
}

TEST_F(AnAccount, SaysWhyTheTokenEndpointRefused)
{
	const std::vector<std::pair<StubTikTok::Reply, std::string>> cases = {
		{StubTikTok::oauthError("invalid_client"), "app_not_accepted"},
		{StubTikTok::oauthError("invalid_grant"), "login_no_longer_valid"},
		{{.body = "<html>nice page</html>", .contentType = "text/html"}, "sign_in_page"},
		{{.status = 503}, "tiktok_down"}};
	const auto first = withCredentials();
	for (const auto &[reply, code] : cases) {
		answers[kToken] = reply;
		first->loginErrors.clear();
		first->account.connectAccount();
		comeBack(*first, "code=good");
		ASSERT_TRUE(eventually([&] { return !first->loginErrors.empty(); })) << code;
		EXPECT_EQ(first->loginErrors, std::vector<std::string>{code});
		EXPECT_EQ(first->account.state(), Disconnected);
	}
}

TEST_F(AnAccount, RefusesALoginWithoutThePermissionToPostAndRevokesIt)
{
	answers[kToken] = StubTikTok::grant("one", 86'400, "user.info.basic,video.upload");
	const auto first = withCredentials();
	first->account.connectAccount();
	comeBack(*first, "code=good");
	ASSERT_TRUE(eventually([&] { return !first->loginErrors.empty(); }));
	EXPECT_EQ(first->loginErrors, std::vector<std::string>{"scope_missing"});
	EXPECT_EQ(first->account.state(), Disconnected);
	ASSERT_TRUE(eventually([&] { return tikTok.count(kRevoke) == 1; }));
	EXPECT_EQ(tikTok.requests.back().form.at("token"), "act.one");
	EXPECT_FALSE(stored().contains("open-nia"));
}

TEST_F(AnAccount, WithoutThePermissionForDraftsSaysSoAndCanBeConnectedAgain)
{
	answers[kToken] = StubTikTok::grant("one", 86'400, "user.info.basic,video.publish");
	connected().reset();
	const auto next = loaded();
	EXPECT_EQ(next->account.state(), Connected);
	EXPECT_FALSE(next->account.identity().maySendDrafts);

	next->account.connectAccount();
	EXPECT_EQ(next->account.state(), WaitingForBrowser);
	next->account.cancelLogin();
	EXPECT_EQ(next->account.state(), Connected) << "the login before is as good as it was";
	next->account.connectAccount();
	comeBack(*next, "error=access_denied");
	ASSERT_TRUE(eventually([&] { return !next->loginErrors.empty(); }));
	EXPECT_EQ(next->account.state(), Connected);

	answers[kToken] = StubTikTok::grant("two");
	next->account.connectAccount();
	comeBack(*next, "code=good");
	ASSERT_TRUE(next->reaches(Connected));
	EXPECT_TRUE(eventually([&] { return next->account.identity().maySendDrafts; }));
	EXPECT_EQ(openIds(next->account), std::vector<std::string>{"open-nia"});
}

TEST_F(AnAccount, SaysWhenTheBrowserTakesLongAndNoLongerThanItDoes)
{
	loginHintAfter = 5ms;
	const auto first = withCredentials();
	EXPECT_FALSE(first->account.isLoginTakingLong());
	first->account.connectAccount();
	EXPECT_FALSE(first->account.isLoginTakingLong());
	ASSERT_TRUE(eventually([&] { return first->account.isLoginTakingLong(); }));
	EXPECT_EQ(first->states,
		  (std::vector{NoCredentials, Disconnected, Disconnected, WaitingForBrowser, WaitingForBrowser}));
	first->account.cancelLogin();
	EXPECT_FALSE(first->account.isLoginTakingLong());
}

TEST_F(AnAccount, ConnectsWithAnAddressPastedByHand)
{
	const auto first = withCredentials();
	first->account.finishLoginWith(QStringLiteral("nonsense"));
	EXPECT_EQ(first->addressErrors, std::vector<std::string>()) << "no login is under way";
	first->account.connectAccount();
	const QUrlQuery query{QUrl(first->account.loginLink())};
	const QString state = query.queryItemValue(QStringLiteral("state"));
	first->account.finishLoginWith(QStringLiteral("nonsense"));
	first->account.finishLoginWith(QStringLiteral("http://127.0.0.1:1/callback/?code=x&state=y"));
	EXPECT_EQ(first->addressErrors,
		  (std::vector<std::string>{"login_address_unreadable", "login_address_of_another"}));
	EXPECT_EQ(first->account.state(), WaitingForBrowser);
	first->account.finishLoginWith(QStringLiteral(" 127.0.0.1:9/callback/?code=by%2Bhand&state=") + state +
				       QStringLiteral("#_ \n"));
	ASSERT_TRUE(first->reaches(Connected));
	EXPECT_EQ(tikTok.requests[0].form.at("code"), "by+hand");
}

TEST_F(AnAccount, CanBeCancelledAndTriedAgain)
{
	const auto first = withCredentials();
	first->account.connectAccount();
	EXPECT_EQ(first->account.state(), WaitingForBrowser);
	first->account.cancelLogin();
	EXPECT_EQ(first->account.state(), Disconnected);
	EXPECT_TRUE(first->loginErrors.empty());
	first->account.connectAccount();
	comeBack(*first, "code=good");
	EXPECT_TRUE(first->reaches(Connected));
	EXPECT_NE(first->links[0], first->links[1]);
}

TEST_F(AnAccount, HoldsSeveralAndIsTheCurrentOne)
{
	storeTwoAccounts();
	auto next = loaded();
	EXPECT_EQ(next->account.state(), Connected);
	EXPECT_EQ(openIds(next->account), (std::vector<std::string>{"open-nia", "open-tom"}));
	EXPECT_EQ(next->account.current(), "open-nia");
	next->account.makeCurrent(QStringLiteral("open-nobody"));
	EXPECT_EQ(next->account.current(), "open-nia");

	next->account.makeCurrent(QStringLiteral("open-tom"));
	EXPECT_EQ(next->account.state(), Connected);
	EXPECT_EQ(next->account.identity().nickname, "Tom");
	next->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return !next->infos.empty(); }));
	EXPECT_TRUE(std::ranges::contains(tikTok.requests, "act.tom", &StubTikTok::Request::bearer));
	next->settle();
	next.reset();
	EXPECT_EQ(loaded()->account.current(), "open-tom");
}

TEST_F(AnAccount, AddsTheOneThatAgreesInTheBrowserToThoseThatAreThereAndMakesItCurrent)
{
	const auto first = connected();
	addTom(*first);
	EXPECT_EQ(openIds(first->account), (std::vector<std::string>{"open-nia", "open-tom"}));
	EXPECT_EQ(first->account.current(), "open-tom");
	EXPECT_TRUE(first->links.back().contains("disable_auto_auth=1")) << "TikTok asks who it is to be";
	EXPECT_EQ(tikTok.count(kRevoke), 0);
	first->account.makeCurrent(QStringLiteral("open-nia"));
	first->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return !first->infos.empty(); }));
	EXPECT_TRUE(std::ranges::contains(tikTok.requests, "act.one", &StubTikTok::Request::bearer)) << "Nia's, still";
	first->settle();
	const auto next = loaded();
	EXPECT_EQ(openIds(next->account), (std::vector<std::string>{"open-nia", "open-tom"}));
	EXPECT_EQ(next->account.current(), "open-nia");
	EXPECT_EQ(next->account.accounts()[1].nickname, "Tom");
}

TEST_F(AnAccount, RenewsTheLoginOfOneThatAgreesOnceMoreAndKeepsItsPlace)
{
	const auto first = connected();
	addTom(*first);
	answers[kToken] = StubTikTok::grant("two");
	first->account.connectAccount();
	comeBack(*first, "code=nia");
	ASSERT_TRUE(eventually([&] { return first->account.current() == "open-nia"; }));
	EXPECT_EQ(openIds(first->account), (std::vector<std::string>{"open-nia", "open-tom"}));
	EXPECT_EQ(first->account.identity().nickname, "Nia Plays");
	first->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return !first->infos.empty(); }));
	EXPECT_EQ(std::ranges::find_if(tikTok.requests, [](const auto &each) { return each.path == kCreatorInfo; })
			  ->bearer,
		  "act.two");
}

TEST_F(AnAccount, IsNotTouchedByTheEndOfAnothersLogin)
{
	answers[kToken] = StubTikTok::grant("short", 0);
	const auto first = withCredentials();
	first->account.connectAccount();
	comeBack(*first, "code=good");
	ASSERT_TRUE(eventually([&] { return first->account.current() == "open-nia"; }));
	answers[kToken] = StubTikTok::oauthError("invalid_grant");
	first->account.requestCreatorInfo();
	ASSERT_TRUE(first->reaches(Expired));
	addTom(*first);
	EXPECT_EQ(first->account.state(), Connected);
	EXPECT_TRUE(first->account.accounts()[0].isExpired);
	EXPECT_FALSE(first->account.accounts()[1].isExpired);
	first->account.makeCurrent(QStringLiteral("open-nia"));
	EXPECT_EQ(first->account.state(), Expired);
	first->settle();
	const auto next = loaded();
	EXPECT_EQ(next->account.state(), Expired);
	EXPECT_FALSE(next->account.accounts()[1].isExpired);
}

TEST_F(AnAccount, ExpiresWhenTheRefreshTokenIsRefusedAndConnectsAgain)
{
	answers[kToken] = StubTikTok::grant("short", 1);
	const auto first = withCredentials();
	first->account.connectAccount();
	comeBack(*first, "code=good");
	ASSERT_TRUE(first->reaches(Connected));
	answers[kToken] = StubTikTok::oauthError("invalid_grant");
	ASSERT_TRUE(eventually([&] {
		first->account.requestCreatorInfo();
		return first->account.state() == Expired;
	}));
	EXPECT_EQ(first->account.identity().openId, "open-nia") << "the dock still says whose login it was";
	EXPECT_EQ(loaded()->account.state(), Expired);

	answers.erase(kToken);
	first->account.connectAccount();
	comeBack(*first, "code=good");
	EXPECT_TRUE(first->reaches(Connected));
}

TEST_F(AnAccount, StaysExpiredWhenTheNextLoginFails)
{
	answers[kToken] = StubTikTok::grant("short", 0);
	auto first = withCredentials();
	first->account.connectAccount();
	comeBack(*first, "code=good");
	ASSERT_TRUE(first->reaches(Connected) || first->account.state() == Expired);
	answers[kToken] = StubTikTok::oauthError("invalid_grant");
	first->account.requestCreatorInfo();
	ASSERT_TRUE(first->reaches(Expired));
	first->account.connectAccount();
	first->account.cancelLogin();
	EXPECT_EQ(first->account.state(), Expired);
}

TEST_F(AnAccount, AsksForCreatorInfoAndLearnsTheHandle)
{
	const auto first = connected();
	first->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return !first->infos.empty(); }));
	EXPECT_EQ(first->infos[0].maxVideoDuration_s, 600);
	EXPECT_EQ(first->account.identity().username, "niaplays");
	EXPECT_EQ(first->account.identity().nickname, "Nia!");
	first->settle();
	EXPECT_TRUE(stored().contains("niaplays"));
}

TEST_F(AnAccount, SaysWhyCreatorInfoDidNotCome)
{
	const auto first = withCredentials();
	first->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return !first->infoErrors.empty(); }));
	EXPECT_EQ(first->infoErrors, std::vector<std::string>{"not_connected"});
}

TEST_F(AnAccount, SaysThatCreatorInfoDidNotComeAlsoWhenSomethingThrows)
{
	const auto first = connected();
	answers[kCreatorInfo] = StubTikTok::Reply{.status = 500};
	first->isLogBroken = true; // TikTok's refusal is noted in it
	first->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return !first->infoErrors.empty(); }));
	first->settle();
	EXPECT_EQ(first->infoErrors, std::vector<std::string>{"creator_internal"});
	first->isLogBroken = false;
	answers.erase(kCreatorInfo);
	first->account.requestCreatorInfo();
	EXPECT_TRUE(eventually([&] { return !first->infos.empty(); }));
}

TEST_F(AnAccount, DoesNotTakeTheAnswerAboutAnAccountThatWasLeftForTheNextOnes)
{
	storeTwoAccounts();
	const auto next = loaded();
	next->settle();
	answers[kCreatorInfo] = StubTikTok::Reply{.status = 500};
	tikTok.hold();
	next->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return tikTok.count(kCreatorInfo) == 1; }));
	next->account.makeCurrent(QStringLiteral("open-tom"));
	tikTok.release();
	answers.erase(kCreatorInfo);
	next->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return !next->infos.empty(); }));
	next->settle();
	EXPECT_TRUE(next->infoErrors.empty());
	EXPECT_EQ(next->infos.size(), 1u);
}

TEST_F(AnAccount, MayGoAtAnyMoment)
{
	auto first = withCredentials();
	first->account.connectAccount();
	tikTok.hold();
	comeBack(*first, "code=good");
	ASSERT_TRUE(eventually([&] { return tikTok.count(kToken) == 1; }));
	first.reset();
	tikTok.release();
	run()->account.load();
	QCoreApplication::processEvents();
}

} // namespace

} // namespace DirectPost::Account
