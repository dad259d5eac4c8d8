#include "AccountFile.hpp"
#include "FakeKeychain.hpp"
#include "Helpers.hpp"
#include "MasterKey.hpp"
#include "PrivateFile.hpp"
#include "StubTikTok.hpp"

#include <account/Account.hpp>

#include <QUrlQuery>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <openssl/evp.h>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;
using enum ConnectionState;

constexpr auto kToken = "/v2/oauth/token/";
constexpr auto kRevoke = "/v2/oauth/revoke/";
constexpr auto kProfile = "/v2/user/info/";
constexpr auto kCreatorInfo = "/v2/post/publish/creator_info/query/";

// One OBS: its loop, keeper and account. What is on disk and at TikTok outlives it.
struct Obs {
	Obs(const std::filesystem::path &folder, StubTikTok &tikTok, const std::shared_ptr<FakeKeychain> &keychain,
	    std::optional<TikTok::Credentials> environment, std::chrono::milliseconds loginHintAfter,
	    std::chrono::milliseconds keychainTimeout)
		: client(loop, tikTok.endpoints(), brittleLog()),
		  keeper(client, clock, noLog()),
		  account(client, keeper, clock,
			  {.folder = folder,
			   .environment = std::move(environment),
			   .text = [](const char *key) { return QString::fromLatin1(key); },
			   .keychain = keychain,
			   .keychainTimeout = keychainTimeout,
			   .loginHintAfter = loginHintAfter},
			  noLog())
	{
		QObject::connect(&account, &Account::stateChanged, [this] { states.push_back(account.state()); });
		QObject::connect(&account, &Account::openBrowser,
				 [this](const QString &link) { links.push_back(link); });
		QObject::connect(&account, &Account::loginFailed,
				 [this](const Error &error) { loginErrors.push_back(error.code); });
		QObject::connect(&account, &Account::problemFound,
				 [this](const Error &error) { problems.push_back(error.code); });
		QObject::connect(&account, &Account::loadFailed,
				 [this](const Error &error) { problems.push_back(error.code); });
		QObject::connect(&account, &Account::creatorInfoArrived,
				 [this](const TikTok::CreatorInfo &info) { infos.push_back(info); });
		QObject::connect(&account, &Account::creatorInfoFailed,
				 [this](const Error &error) { infoErrors.push_back(error.code); });
		QObject::connect(&account, &Account::loginAddressRefused,
				 [this](const Error &error) { addressErrors.push_back(error.code); });
		QObject::connect(&account, &Account::unlocked, [this] { unlocks++; });
	}
	~Obs() { loop.stop(); }

	// Can be made to throw, as a disk or the memory may.
	Log brittleLog()
	{
		return [this](LogLevel, const std::string &) {
			if (isLogBroken)
				throw std::runtime_error("the log is broken");
		};
	}
	bool reaches(ConnectionState state)
	{
		return eventually([this, state] { return account.state() == state; });
	}
	// What is under way on the loop's thread, and its signals, are over.
	void settle()
	{
		std::atomic<bool> isDone = false;
		loop.post([&] { isDone = true; });
		eventually([&] { return isDone.load(); });
		QCoreApplication::processEvents();
	}

	std::atomic<bool> isLogBroken = false;
	Clock clock;
	TikTok::TransferLoop loop{noLog()};
	TikTok::Client client;
	TokenKeeper keeper;
	Account account;
	std::vector<ConnectionState> states;
	QStringList links;
	std::vector<std::string> loginErrors, problems, infoErrors, addressErrors;
	std::vector<TikTok::CreatorInfo> infos;
	int unlocks = 0;
};

class AnAccount : public ::testing::Test {
protected:
	AnAccount()
	{
		tikTok.handler = [this](const StubTikTok::Request &request) {
			return answer(request);
		};
	}

	std::optional<StubTikTok::Reply> answer(const StubTikTok::Request &request)
	{
		if (const auto found = answers.find(request.path); found != answers.end())
			return found->second;
		if (request.path == kToken)
			return StubTikTok::grant("one");
		if (request.path == kRevoke)
			return StubTikTok::Reply{.body = "{}"};
		if (request.path == kProfile)
			return StubTikTok::Reply{
				.body = R"({"data":{"user":{"open_id":"open-nia","display_name":"Nia Plays"}},)"
					R"("error":{"code":"ok","message":"","log_id":"1"}})"};
		if (request.path == kCreatorInfo)
			return StubTikTok::Reply{
				.body = R"({"data":{"creator_avatar_url":"","creator_username":"niaplays",)"
					R"("creator_nickname":"Nia!","privacy_level_options":["SELF_ONLY"],)"
					R"("comment_disabled":false,"duet_disabled":false,"stitch_disabled":false,)"
					R"("max_video_post_duration_sec":600},)"
					R"("error":{"code":"ok","message":"","log_id":"1"}})"};
		return StubTikTok::Reply{.status = 404};
	}

	std::unique_ptr<Obs> run()
	{
		return std::make_unique<Obs>(folder.path(), tikTok, keychain, environment, loginHintAfter,
					     keychainTimeout);
	}
	std::unique_ptr<Obs> loaded()
	{
		auto started = run();
		started->account.load();
		EXPECT_TRUE(eventually([&] { return started->account.state() != Loading; }));
		return started;
	}
	std::unique_ptr<Obs> withCredentials()
	{
		auto started = loaded();
		started->account.setCredentials(QStringLiteral("sbkey"), Secret("app-secret"));
		EXPECT_TRUE(started->reaches(Disconnected));
		EXPECT_TRUE(eventually([&] { return started->unlocks == 1; }));
		started->settle();
		return started;
	}
	// The browser comes back from the consent page.
	static void comeBack(Obs &obs, const QByteArray &fields)
	{
		EXPECT_TRUE(DirectPost::Account::comeBack(obs.account.loginLink(), fields).startsWith("HTTP/1.1 200 "));
	}
	std::unique_ptr<Obs> connected()
	{
		auto started = withCredentials();
		started->account.connectAccount();
		comeBack(*started, "code=good");
		EXPECT_TRUE(started->reaches(Connected));
		EXPECT_TRUE(eventually([&] { return !started->account.identity().nickname.isEmpty(); }));
		started->settle();
		return started;
	}
	std::filesystem::path accountFile()
	{
		for (const auto &entry : std::filesystem::directory_iterator(folder.path()))
			if (entry.path().extension() == ".json")
				return entry.path();
		return folder / "there is none";
	}
	// Nia, who is current, and Tom: the dock cannot make this yet.
	void storeTwoAccounts()
	{
		const auto first = connected();
		AccountFile file(accountFile(), noLog());
		file.useVault(first->account.vault());
		ASSERT_TRUE(file.update([&](Record &record) {
			Record::OneAccount &tom = record.get("open-tom");
			tom.nickname = "Tom";
			tom.tokens = file.sealed(TokenPair{.grant = {.openId = "open-tom",
								     .scopes = "video.publish",
								     .accessToken = Secret("act.tom"),
								     .accessLifetime = 24h,
								     .refreshToken = Secret("rft.tom"),
								     .refreshLifetime = 24h * 365},
							   .issuedAt = std::chrono::system_clock::now()})
					     .value();
		}));
	}
	static std::vector<std::string> openIds(const Account &account)
	{
		std::vector<std::string> all;
		for (const Identity &identity : account.accounts())
			all.push_back(identity.openId.toStdString());
		return all;
	}
	std::vector<QByteArray> revoked(const char *field)
	{
		std::vector<QByteArray> all;
		for (const auto &request : tikTok.requests)
			if (request.path == kRevoke)
				all.push_back(request.form.at(field));
		return all;
	}
	QByteArray stored()
	{
		QByteArray all;
		for (const auto &entry : std::filesystem::directory_iterator(folder.path()))
			if (entry.is_regular_file())
				all += readPrivateFile(entry.path()).value().value_or("");
		return all;
	}

	TemporaryFolder folder;
	StubTikTok tikTok;
	std::shared_ptr<FakeKeychain> keychain = std::make_shared<FakeKeychain>();
	std::optional<TikTok::Credentials> environment;
	std::chrono::milliseconds loginHintAfter = 10s;
	std::chrono::milliseconds keychainTimeout = 30ms;
	std::map<QByteArray, StubTikTok::Reply> answers;
};

TEST_F(AnAccount, LeavesTheKeychainAloneUntilThereIsASecretToKeep)
{
	const auto first = loaded();
	EXPECT_EQ(first->account.state(), NoCredentials);
	first->account.setCredentials(QStringLiteral("sbkey"), Secret());
	first->settle();
	EXPECT_EQ(keychain->reads, 0);
	EXPECT_EQ(first->account.sealing(), Sealing::Unknown);
	EXPECT_FALSE(first->account.vault());

	first->account.setCredentials(QStringLiteral("sbkey"), Secret("app-secret"));
	ASSERT_TRUE(eventually([&] { return first->unlocks == 1; }));
	EXPECT_TRUE(first->account.vault());
	EXPECT_EQ(first->account.sealing(), Sealing::Keychain);
	EXPECT_EQ(first->account.state(), Disconnected);
	EXPECT_TRUE(tikTok.requests.empty()) << "nothing is sent before somebody asks for it";
}

TEST_F(AnAccount, WithCredentialsOfTheEnvironmentAsksTheKeychainWhenALoginBegins)
{
	environment = TikTok::Credentials{"sbenvironment", Secret("environment-secret")};
	const auto first = loaded();
	EXPECT_EQ(first->account.state(), Disconnected);
	EXPECT_EQ(keychain->reads, 0);
	first->account.connectAccount();
	ASSERT_TRUE(eventually([&] { return first->unlocks == 1; }));
	EXPECT_EQ(first->account.state(), WaitingForBrowser);
	comeBack(*first, "code=good");
	EXPECT_TRUE(first->reaches(Connected));
}

TEST_F(AnAccount, ExchangesNoCodeBeforeItsKeyIsThere)
{
	environment = TikTok::Credentials{"sbenvironment", Secret("environment-secret")};
	keychain->mood = FakeKeychain::Mood::Locked;
	keychainTimeout = 1min;
	const auto first = loaded();
	first->account.connectAccount();
	comeBack(*first, "code=good");
	ASSERT_TRUE(first->reaches(Exchanging));
	ASSERT_TRUE(eventually([&] { return keychain->reads == 1; }));
	first->settle();
	EXPECT_EQ(tikTok.count(kToken), 0) << "what comes of it could not be stored";
	keychain->unlock();
	ASSERT_TRUE(first->reaches(Connected));
	EXPECT_EQ(first->states, (std::vector{Disconnected, WaitingForBrowser, Exchanging, Exchanging, Connected}));
}

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
	first->account.setCredentials(QStringLiteral("sbkey2"), Secret());
	EXPECT_EQ(first->account.state(), Disconnected);
	first->settle();
	first.reset();
	const auto next = loaded();
	EXPECT_EQ(next->account.clientKey(), "sbkey2");
	EXPECT_TRUE(next->account.hasClientSecret());
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

TEST_F(AnAccount, RevokesAndForgetsWhenDisconnected)
{
	auto first = connected();
	first->account.disconnectAccount();
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
	second->account.disconnectAccount();
	answers[kToken] = StubTikTok::grant("two");
	answers[kToken].body.replace("open-nia", "open-tom");
	second->account.connectAccount();
	comeBack(*second, "code=good");
	ASSERT_TRUE(second->reaches(Connected));

	first->account.disconnectAccount();
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
	first->account.disconnectAccount();
	ASSERT_TRUE(eventually([&] { return !first->problems.empty(); }));
	EXPECT_EQ(first->problems, std::vector<std::string>{"account_not_revoked"});
	EXPECT_FALSE(stored().contains("open-nia"));
}

TEST_F(AnAccount, IsRevokedAfterARestartWhenOBSWasClosedTooEarly)
{
	auto first = connected();
	tikTok.hold();
	first->account.disconnectAccount();
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
	first->account.disconnectAccount();
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
	keychain->mood = FakeKeychain::Mood::Locked;
	const auto next = run();
	next->account.load();
	ASSERT_TRUE(next->reaches(Unavailable));
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

TEST_F(AnAccount, ReadsTheFileOfEarlierVersionsAndGoesOnConnected)
{
	keychain->mood = FakeKeychain::Mood::Missing;
	withCredentials().reset();
	const std::filesystem::path fixture = FIXTURES "/one-account";
	using std::filesystem::copy_options;
	copy_file(fixture / "account.json", accountFile(), copy_options::overwrite_existing);
	copy_file(fixture / "master.key", folder / "master.key", copy_options::overwrite_existing);

	const auto next = loaded();
	ASSERT_EQ(next->account.state(), Connected);
	EXPECT_EQ(next->account.clientKey(), "sbkey");
	EXPECT_EQ(next->account.identity().openId, "open-nia");
	EXPECT_EQ(next->account.identity().username, "niaplays");
	next->account.requestCreatorInfo();
	ASSERT_TRUE(eventually([&] { return !next->infos.empty(); }));
	EXPECT_EQ(tikTok.requests.back().bearer, "act.one");
	EXPECT_EQ(next->problems, std::vector<std::string>());
	EXPECT_EQ(loaded()->account.state(), Connected) << "what was written since is read, too";
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

TEST_F(AnAccount, LeavesTheOthersAloneWhenTheCurrentOneIsDisconnected)
{
	storeTwoAccounts();
	const auto next = loaded();
	next->account.disconnectAccount();
	EXPECT_EQ(next->account.state(), Disconnected);
	EXPECT_EQ(next->account.current(), "");
	EXPECT_EQ(openIds(next->account), std::vector<std::string>{"open-tom"});
	ASSERT_TRUE(eventually([&] { return !stored().contains("open-nia"); }));
	EXPECT_EQ(revoked("token"), std::vector<QByteArray>{"act.one"});
	EXPECT_EQ(loaded()->account.state(), Disconnected) << "nobody becomes current by himself";
	next->account.makeCurrent(QStringLiteral("open-tom"));
	EXPECT_EQ(next->account.state(), Connected);
}

TEST_F(AnAccount, IsTheOnlyOneAfterALogin)
{
	storeTwoAccounts();
	const auto next = loaded();
	next->account.disconnectAccount();
	next->account.connectAccount();
	comeBack(*next, "code=good");
	ASSERT_TRUE(next->reaches(Connected));
	EXPECT_EQ(openIds(next->account), std::vector<std::string>{"open-nia"});
	next->settle();
	EXPECT_EQ(openIds(loaded()->account), std::vector<std::string>{"open-nia"});
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

TEST_F(AnAccount, UsesCredentialsOfTheEnvironmentAndNeverStoresThem)
{
	environment = TikTok::Credentials{"sbenvironment", Secret("environment-secret")};
	auto first = loaded();
	EXPECT_EQ(first->account.state(), Disconnected);
	EXPECT_EQ(first->account.clientKey(), "sbenvironment");
	first->account.setCredentials(QStringLiteral("sbtyped"), Secret("typed"));
	EXPECT_EQ(first->account.clientKey(), "sbenvironment");
	first->account.connectAccount();
	comeBack(*first, "code=good");
	ASSERT_TRUE(first->reaches(Connected));
	first->settle();
	first.reset();
	EXPECT_FALSE(stored().contains("sbenvironment"));
	EXPECT_EQ(loaded()->account.state(), Connected);

	environment.reset();
	EXPECT_EQ(loaded()->account.state(), NoCredentials) << "another app, another account";
}

TEST_F(AnAccount, IsNotAvailableWhileTheKeychainIsLockedAndComesBackByItself)
{
	connected().reset();
	keychain->mood = FakeKeychain::Mood::Locked;
	const auto next = run();
	next->account.load();
	ASSERT_TRUE(next->reaches(Unavailable));
	EXPECT_EQ(next->problems, std::vector<std::string>{"keychain_locked"});
	EXPECT_FALSE(next->account.vault());
	next->account.connectAccount();
	EXPECT_EQ(next->account.state(), Unavailable);
	EXPECT_EQ(keychain->writes, 1) << "no second key";
	keychain->unlock();
	EXPECT_TRUE(next->reaches(Connected));
	EXPECT_EQ(next->unlocks, 1);
}

TEST_F(AnAccount, KeepsCredentialsThatWereEnteredWhileTheKeychainWasLocked)
{
	withCredentials().reset();
	keychain->mood = FakeKeychain::Mood::Locked;
	const auto next = run();
	next->account.load();
	ASSERT_TRUE(next->reaches(Unavailable));
	next->account.setCredentials(QStringLiteral("sbother"), Secret("other-secret"));
	keychain->unlock();
	EXPECT_TRUE(next->reaches(Disconnected));
	EXPECT_EQ(next->account.clientKey(), "sbother");
	EXPECT_TRUE(next->account.hasClientSecret());
}

TEST_F(AnAccount, CanBeLoadedAgainWhenTheKeychainWasNotThere)
{
	connected().reset();
	keychain->mood = FakeKeychain::Mood::Missing;
	const auto next = run();
	next->account.load();
	ASSERT_TRUE(next->reaches(Unavailable));
	EXPECT_EQ(next->problems, std::vector<std::string>{"keychain_unavailable"});
	keychain->mood = FakeKeychain::Mood::Open;
	next->account.load();
	EXPECT_TRUE(next->reaches(Connected));
}

TEST_F(AnAccount, KeepsItsKeyInAFileWhereThereIsNoKeychain)
{
	keychain->mood = FakeKeychain::Mood::Missing;
	auto first = connected();
	EXPECT_EQ(first->account.sealing(), Sealing::File);
	EXPECT_EQ(std::filesystem::status(folder / "master.key").permissions(),
		  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
	first.reset();
	EXPECT_EQ(loaded()->account.state(), Connected);
	keychain->mood = FakeKeychain::Mood::Open;
	EXPECT_EQ(loaded()->account.state(), Connected) << "a keychain that appears later changes nothing";
}

TEST_F(AnAccount, SaysWhenItsFileWasDamagedAndStartsAnew)
{
	connected().reset();
	for (const auto &entry : std::filesystem::directory_iterator(folder.path())) {
		if (entry.path().extension() == ".json") {
			ASSERT_TRUE(writePrivateFile(entry.path(), "{\"version\":1,"));
		}
	}
	const auto next = loaded();
	EXPECT_EQ(next->account.state(), NoCredentials);
	EXPECT_EQ(next->problems, std::vector<std::string>{"account_file_damaged"});
	EXPECT_EQ(loaded()->problems, std::vector<std::string>());
}

TEST_F(AnAccount, IsKeptWhileAnotherKeychainAnswersThanTheOneWithItsKey)
{
	connected().reset();
	const QByteArray whole = readPrivateFile(accountFile()).value().value();
	QByteArray ofAnEarlierVersion = whole;
	const qsizetype id = ofAnEarlierVersion.indexOf("\"key_id\"");
	ofAnEarlierVersion.remove(id, ofAnEarlierVersion.indexOf('\n', id) - id + 1);
	const auto key = keychain->text;
	for (const QByteArray &content : {whole, ofAnEarlierVersion}) {
		ASSERT_TRUE(writePrivateFile(accountFile(), content));
		keychain->text = QByteArray::fromStdString(keyToText(Vault::randomKey()).reveal());
		const auto next = loaded();
		EXPECT_EQ(next->account.state(), Unavailable);
		EXPECT_EQ(next->problems, std::vector<std::string>{"keychain_lacks_key"});
		EXPECT_EQ(readPrivateFile(accountFile()).value().value(), content);
		keychain->text = key;
		next->account.load();
		EXPECT_TRUE(next->reaches(Connected));
	}
}

TEST_F(AnAccount, WhoseKeyIsGoneIsGivenUpWhenItsOwnerSaysSo)
{
	connected().reset();
	keychain->text.reset();
	const auto next = loaded();
	ASSERT_EQ(next->account.state(), Unavailable);
	EXPECT_EQ(next->problems, std::vector<std::string>{"keychain_lacks_key"});
	ASSERT_TRUE(next->account.mayStartAnew());
	next->account.startAnew();
	ASSERT_TRUE(next->reaches(NoCredentials));
	EXPECT_FALSE(next->account.mayStartAnew());
	EXPECT_EQ(next->account.clientKey(), "sbkey");
	EXPECT_TRUE(stored().contains("open-nia")) << "a copy is kept";
	next->account.setCredentials(QStringLiteral("sbkey"), Secret("app-secret"));
	ASSERT_TRUE(eventually([&] { return next->unlocks == 1; }));
	EXPECT_EQ(next->account.state(), Disconnected);
}

TEST_F(AnAccount, CannotBeGivenUpWhileItsKeychainIsOnlyLocked)
{
	connected().reset();
	keychain->mood = FakeKeychain::Mood::Locked;
	const auto next = run();
	next->account.load();
	ASSERT_TRUE(next->reaches(Unavailable));
	EXPECT_FALSE(next->account.mayStartAnew());
	next->account.startAnew();
	keychain->unlock();
	EXPECT_TRUE(next->reaches(Connected));
}

TEST_F(AnAccount, SaysThatItMayBeGivenUpAlsoWhenItsKeychainIsUnlockedLateAndLacksItsKey)
{
	connected().reset();
	keychain->text = QByteArray::fromStdString(keyToText(Vault::randomKey()).reveal());
	keychain->mood = FakeKeychain::Mood::Locked;
	const auto next = run();
	next->account.load();
	ASSERT_TRUE(next->reaches(Unavailable));
	bool mayStartAnew = false;
	QObject::connect(&next->account, &Account::stateChanged, [&] { mayStartAnew = next->account.mayStartAnew(); });
	keychain->unlock();
	EXPECT_TRUE(mayStartAnew);
	EXPECT_EQ(next->problems, (std::vector<std::string>{"keychain_locked", "keychain_lacks_key"}));
}

TEST_F(AnAccount, SaysWhenWhatIsStoredIsDamagedAlthoughItsKeyIsThere)
{
	connected().reset();
	QByteArray content = readPrivateFile(accountFile()).value().value();
	const qsizetype token = content.indexOf("\"access_token\": \"") + 17;
	content[token + 30] = content[token + 30] == 'A' ? 'B' : 'A';
	ASSERT_TRUE(writePrivateFile(accountFile(), content));
	const auto next = loaded();
	EXPECT_EQ(next->account.state(), NoCredentials);
	EXPECT_EQ(next->problems, std::vector<std::string>{"seal_broken"});
	EXPECT_EQ(next->account.clientKey(), "sbkey");
	EXPECT_EQ(loaded()->problems, std::vector<std::string>());
}

TEST_F(AnAccount, MakesOneKeyWhenTwoStartForTheFirstTimeTogether)
{
	keychain->mood = FakeKeychain::Mood::Missing;
	const auto one = run();
	const auto two = run();
	for (Obs *obs : {one.get(), two.get()}) {
		obs->account.load();
		obs->account.setCredentials(QStringLiteral("sbkey"), Secret("app-secret"));
	}
	ASSERT_TRUE(eventually([&] { return one->unlocks == 1 && two->unlocks == 1; }));
	const QByteArray sealed = one->account.vault()->seal(Secret("text"), "test").value();
	EXPECT_TRUE(two->account.vault()->unseal(sealed, "test"));
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
