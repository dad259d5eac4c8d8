#include "Browser.hpp"
#include "PrivateFile.hpp"
#include "RefreshRace.hpp"
#include "Obs.hpp"

#include <sandbox/Sandbox.hpp>

#include <QProcess>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;
using enum ConnectionState;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class AnAccountAtTheSandbox : public ::testing::Test {
protected:
	AnAccountAtTheSandbox()
	{
		const auto started = sandbox.start();
		EXPECT_TRUE(started) << (started ? "" : started.error());
	}
	~AnAccountAtTheSandbox() override
	{
		EXPECT_THAT(brokenRules(), Each(Not(StartsWith("refused_"))));
		if (HasFailure())
			std::fputs(sandbox.describe().c_str(), stderr);
	}

	std::unique_ptr<Obs> run()
	{
		return std::make_unique<Obs>(
			folder.path(), sandbox.baseUrl(), sandbox.caFile().string(),
			TikTok::Credentials{sandbox.options().clientKey, Secret(sandbox.options().clientSecret)});
	}
	std::string consent(Obs &obs, const Browser::Choice &choice = {})
	{
		obs.account.connectAccount();
		return Browser(sandbox.caFile().string()).consent(obs.links.back().toStdString(), choice);
	}
	std::unique_ptr<Obs> connected()
	{
		auto obs = run();
		EXPECT_THAT(consent(*obs), HasSubstr("LoginPage.Done.Text"));
		EXPECT_TRUE(obs->reaches(Connected));
		EXPECT_TRUE(eventually([&] { return !obs->account.identity().nickname.isEmpty(); }));
		return obs;
	}
	void pass(Obs &obs, std::chrono::seconds time)
	{
		obs.clock.pass(time);
		sandbox.advance(time);
	}
	int tokenRequests() const { return int(sandbox.requests("token").size()); }
	// The rules that were broken, except those this test breaks on purpose.
	std::vector<std::string> brokenRules() const
	{
		std::vector<std::string> rules;
		for (const auto &violation : sandbox.violations())
			rules.push_back(violation.rule);
		return rules;
	}

	static SandboxOptions options()
	{
		SandboxOptions wanted;
		wanted.tls = true;
		return wanted;
	}

	Sandbox sandbox{options()};
	TemporaryFolder folder;
};

TEST_F(AnAccountAtTheSandbox, ConnectsThroughTheConsentPageAndShowsWhoItIs)
{
	const auto obs = connected();
	EXPECT_EQ(obs->account.identity().openId.toStdString(), sandbox.options().creators[0].openId);
	EXPECT_EQ(obs->account.identity().nickname.toStdString(), sandbox.options().creators[0].nickname);
	EXPECT_EQ(obs->creatorInfo(), "");
	EXPECT_EQ(obs->account.identity().username.toStdString(), sandbox.options().creators[0].username);
	EXPECT_TRUE(eventually([&] { return !obs->account.identity().avatar.isNull(); }));
	EXPECT_EQ(brokenRules(), std::vector<std::string>());
}

TEST_F(AnAccountAtTheSandbox, IsStillConnectedInTheNextRun)
{
	connected().reset();
	const auto next = run();
	EXPECT_EQ(next->account.state(), Connected);
	EXPECT_EQ(next->creatorInfo(), "");
	EXPECT_EQ(tokenRequests(), 1);
}

TEST_F(AnAccountAtTheSandbox, LogsNoSecret)
{
	auto obs = connected();
	pass(*obs, 61min);
	EXPECT_EQ(obs->creatorInfo(), "");
	obs->account.disconnectAccount(obs->account.current());
	ASSERT_TRUE(eventually([&] { return sandbox.requests("revoke").size() == 1; }));
	const std::string lines = obs->lines();
	for (const char *secret : {"act.", "rft.", "sandbox-client-secret", "code=", "state="})
		EXPECT_THAT(lines, Not(HasSubstr(secret)));
}

TEST_F(AnAccountAtTheSandbox, IsNotConnectedWhenTheUserDeclines)
{
	const auto obs = run();
	EXPECT_THAT(consent(*obs, {.agrees = false}), HasSubstr("LoginPage.Declined.Text"));
	ASSERT_TRUE(eventually([&] { return !obs->loginErrors.empty(); }));
	EXPECT_EQ(obs->loginErrors, std::vector<std::string>{"login_declined"});
	EXPECT_EQ(obs->account.state(), Disconnected);
}

TEST_F(AnAccountAtTheSandbox, IsNotConnectedWithoutThePermissionToPost)
{
	const auto obs = run();
	consent(*obs, {.unticked = {"video.publish"}});
	ASSERT_TRUE(eventually([&] { return !obs->loginErrors.empty(); }));
	EXPECT_EQ(obs->loginErrors, std::vector<std::string>{"scope_missing"});
	ASSERT_TRUE(eventually([&] { return sandbox.requests("revoke").size() == 1; }));
	EXPECT_EQ(sandbox.requests("revoke")[0].errorCode, "");
	EXPECT_EQ(run()->account.state(), Disconnected);
}

TEST_F(AnAccountAtTheSandbox, IsConnectedWithoutThePermissionToSaveDrafts)
{
	const auto obs = run();
	consent(*obs, {.unticked = {"video.upload"}});
	ASSERT_TRUE(obs->reaches(Connected));
	EXPECT_EQ(obs->creatorInfo(), "");
}

TEST_F(AnAccountAtTheSandbox, RefreshesAgainAndAgainThoughEachPairKillsTheLast)
{
	auto obs = connected();
	for (int round = 1; round <= 5; round++) {
		pass(*obs, 61min);
		EXPECT_EQ(obs->creatorInfo(), "");
		EXPECT_EQ(tokenRequests(), 1 + round);
	}
	const auto wallNow = obs->clock.wall_s.load();
	obs.reset();
	const auto next = std::make_unique<Obs>(
		folder.path(), sandbox.baseUrl(), sandbox.caFile().string(),
		TikTok::Credentials{sandbox.options().clientKey, Secret(sandbox.options().clientSecret)});
	next->clock.wall_s = wallNow;
	EXPECT_EQ(next->creatorInfo(), "");
	EXPECT_EQ(brokenRules(), std::vector<std::string>());
}

TEST_F(AnAccountAtTheSandbox, GoesOnWhenItsAccessTokenDiesBeforeItsTime)
{
	const auto obs = connected();
	sandbox.expireAccessTokens();
	EXPECT_EQ(obs->creatorInfo(), "");
	EXPECT_EQ(tokenRequests(), 2);
	EXPECT_EQ(obs->account.state(), Connected);
}

TEST_F(AnAccountAtTheSandbox, ExpiresWhenTheUserRemovesTheAppAndConnectsAgain)
{
	const auto obs = connected();
	sandbox.removeApp(sandbox.options().creators[0].openId);
	EXPECT_EQ(obs->creatorInfo(), "login_expired");
	ASSERT_TRUE(obs->reaches(Expired));
	EXPECT_EQ(run()->account.state(), Expired) << "the next run knows it, too";

	consent(*obs);
	ASSERT_TRUE(obs->reaches(Connected));
	EXPECT_EQ(obs->creatorInfo(), "");
}

TEST_F(AnAccountAtTheSandbox, LeavesNothingBehindWhenDisconnected)
{
	auto obs = connected();
	obs->account.disconnectAccount(obs->account.current());
	ASSERT_TRUE(eventually([&] { return sandbox.requests("revoke").size() == 1; }));
	EXPECT_EQ(sandbox.requests("revoke")[0].errorCode, "");
	EXPECT_EQ(obs->creatorInfo(), "not_connected");
	obs.reset();
	EXPECT_EQ(run()->account.state(), Disconnected);
	EXPECT_EQ(brokenRules(), std::vector<std::string>());
}

TEST_F(AnAccountAtTheSandbox, RefreshesFirstWhenItIsDisconnectedWithADeadToken)
{
	const auto obs = connected();
	pass(*obs, 2h);
	obs->account.disconnectAccount(obs->account.current());
	ASSERT_TRUE(eventually([&] { return sandbox.requests("revoke").size() == 1; }));
	EXPECT_EQ(sandbox.requests("revoke")[0].errorCode, "");
	EXPECT_EQ(tokenRequests(), 2);
}

TEST_F(AnAccountAtTheSandbox, KeepsTheLoginWhileTikTokIsDown)
{
	const auto obs = connected();
	pass(*obs, 2h);
	ASSERT_TRUE(sandbox.inject({.name = "http_error_before", .endpoint = "token", .times = 1, .httpStatus = 503}));
	EXPECT_EQ(obs->creatorInfo(), "tiktok_down");
	EXPECT_EQ(obs->account.state(), Connected);
	EXPECT_EQ(obs->creatorInfo(), "");
}

TEST_F(AnAccountAtTheSandbox, SaysThatTheLoginIsOverWhenTheNewPairWasLostOnItsWay)
{
	const auto obs = connected();
	pass(*obs, 2h);
	ASSERT_TRUE(sandbox.inject({.name = "reply_lost", .endpoint = "token", .times = 1}));
	EXPECT_NE(obs->creatorInfo(), "");
	EXPECT_EQ(obs->creatorInfo(), "login_expired") << "the old pair is spent, and only the user can get a new one";
	EXPECT_TRUE(obs->reaches(Expired));
}

TEST_F(AnAccountAtTheSandbox, SaysSoWhenTheServerCannotBeTrusted)
{
	const auto obs = std::make_unique<Obs>(
		folder.path(), sandbox.baseUrl(), std::string(),
		TikTok::Credentials{sandbox.options().clientKey, Secret(sandbox.options().clientSecret)});
	consent(*obs);
	ASSERT_TRUE(eventually([&] { return !obs->loginErrors.empty(); }));
	EXPECT_EQ(obs->loginErrors, std::vector<std::string>{"tls_failed"});
}

TEST_F(AnAccountAtTheSandbox, SurvivesARefreshRaceOfSeveralProcesses)
{
	connected().reset();
	const Racer racer{folder.path().string(), sandbox.baseUrl(), sandbox.caFile().string(), 10};
	std::vector<std::unique_ptr<QProcess>> processes;
	for (int i = 0; i < 3; i++) {
		processes.push_back(std::make_unique<QProcess>());
		processes.back()->setProcessChannelMode(QProcess::ForwardedErrorChannel);
		processes.back()->start(QCoreApplication::applicationFilePath(), racer.arguments());
	}
	for (const auto &process : processes) {
		ASSERT_TRUE(eventually([&] { return process->state() == QProcess::NotRunning; }, 120'000));
		EXPECT_EQ(process->exitCode(), 0);
	}
	EXPECT_THAT(brokenRules(), Not(::testing::Contains("spent_refresh_token")));
	EXPECT_GT(tokenRequests(), 10);
	EXPECT_EQ(run()->creatorInfo(), "");
}

} // namespace

} // namespace DirectPost::Account
