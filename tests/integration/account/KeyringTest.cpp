#include "Helpers.hpp"

#include <account/Account.hpp>

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QProcess>

#include <cstdio>

// With a real Secret Service. with-keyring.sh says in KEYRING_PHASE what to expect: open (none said), fill, locked,
// none.
namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;
using enum ConnectionState;
namespace fs = std::filesystem;

struct Obs {
	explicit Obs(const fs::path &folder, std::chrono::milliseconds patience = 10s)
		: account(client, keeper, clock,
			  {.folder = folder,
			   .keychainService = "Direct Post tests",
			   .text = [](const char *key) { return QString::fromLatin1(key); },
			   .keychainTimeout = patience},
			  say)
	{
		QObject::connect(&account, &Account::problemFound,
				 [this](const Error &error) { problems.push_back(error.code); });
		QObject::connect(&account, &Account::loadFailed,
				 [this](const Error &error) { problems.push_back(error.code); });
		account.load();
		eventually([this] { return account.state() != Loading; }, 30'000);
	}
	~Obs() { loop.stop(); }

	void enterCredentials()
	{
		account.setCredentials(QStringLiteral("sbkey"), Secret("app-secret"));
		std::atomic<bool> isDone = false;
		loop.post([&] { isDone = true; });
		eventually([&] { return isDone.load(); });
	}

	static void say(LogLevel, const std::string &line) { std::fprintf(stderr, "%s\n", line.c_str()); }
	Clock clock;
	TikTok::TransferLoop loop{say};
	TikTok::Client client{loop, TikTok::Endpoints::tikTok(), say};
	TokenKeeper keeper{client, clock, say};
	Account account;
	std::vector<std::string> problems;
};

void requirePhase(const char *phase)
{
	if (qgetenv("KEYRING_PHASE") != phase)
		GTEST_SKIP() << "for with-keyring.sh " << phase;
}

// Outlives the test: the locked keyring belongs to what an earlier process stored.
fs::path sharedFolder()
{
	return fs::path(qgetenv("HOME").toStdString()) / "direct-post";
}

void expectFilled(const Obs &obs)
{
	EXPECT_EQ(obs.account.sealing(), Sealing::Keychain);
	EXPECT_EQ(obs.account.clientKey(), "sbkey");
	EXPECT_TRUE(obs.account.hasClientSecret());
}

void unlockKeyring()
{
	ASSERT_EQ(QProcess::execute(QStringLiteral("python3"), {QStringLiteral(UNLOCK_KEYRING)}), 0);
}

class AnOpenKeyring : public ::testing::Test {
	void SetUp() override { requirePhase("open"); }
};
class AFilledKeyring : public ::testing::Test {
	void SetUp() override { requirePhase("fill"); }
};
class AKeyringWhosePromptIsDismissed : public ::testing::Test {
	void SetUp() override { requirePhase("dismissed"); }
};
class AKeyringWhosePromptWaits : public ::testing::Test {
	void SetUp() override { requirePhase("waiting"); }
};
class NoKeyring : public ::testing::Test {
	void SetUp() override { requirePhase("none"); }
};

TEST_F(AnOpenKeyring, HoldsTheKeyFromOneRunToTheNext)
{
	const TemporaryFolder folder;
	{
		Obs first(folder.path());
		ASSERT_EQ(first.account.state(), NoCredentials);
		EXPECT_EQ(first.account.sealing(), Sealing::Keychain);
		first.enterCredentials();
	}
	EXPECT_FALSE(fs::exists(folder / "master.key"));
	const Obs next(folder.path());
	EXPECT_EQ(next.account.state(), Disconnected);
	EXPECT_TRUE(next.account.hasClientSecret());
	EXPECT_EQ(next.problems, std::vector<std::string>());
}

TEST_F(AFilledKeyring, TakesTheKey)
{
	Obs first(sharedFolder());
	EXPECT_EQ(first.account.sealing(), Sealing::Keychain);
	first.enterCredentials();
}

TEST_F(AKeyringWhosePromptIsDismissed, IsReplacedByAFileOnAFirstStart)
{
	const TemporaryFolder folder;
	const Obs first(folder.path());
	EXPECT_EQ(first.account.state(), NoCredentials);
	EXPECT_EQ(first.account.sealing(), Sealing::File);
}

TEST_F(AKeyringWhosePromptIsDismissed, KeepsTheAccountOutOfReachUntilItIsUnlockedAndLosesNothing)
{
	Obs next(sharedFolder());
	ASSERT_EQ(next.account.state(), Unavailable);
	EXPECT_EQ(next.problems, std::vector<std::string>{"keychain_locked"});
	EXPECT_FALSE(fs::exists(sharedFolder() / "master.key"));

	unlockKeyring();
	next.account.load();
	ASSERT_TRUE(eventually([&] { return next.account.state() == Disconnected; }, 30'000));
	expectFilled(next);
}

TEST_F(AKeyringWhosePromptWaits, ReportsThatItIsLockedAndGoesOnByItselfOnceItIsUnlocked)
{
	Obs next(sharedFolder(), 500ms);
	ASSERT_EQ(next.account.state(), Unavailable);
	EXPECT_EQ(next.problems, std::vector<std::string>{"keychain_locked"});

	unlockKeyring();
	ASSERT_TRUE(eventually([&] { return next.account.state() == Disconnected; }, 30'000));
	expectFilled(next);
}

TEST_F(NoKeyring, IsNoticedAtOnceAndAFileIsUsed)
{
	const TemporaryFolder folder;
	QElapsedTimer timer;
	timer.start();
	{
		Obs first(folder.path());
		EXPECT_EQ(first.account.sealing(), Sealing::File);
		EXPECT_LT(timer.elapsed(), 5'000);
		first.enterCredentials();
	}
	EXPECT_EQ(fs::status(folder / "master.key").permissions(), fs::perms::owner_read | fs::perms::owner_write);
	const Obs next(folder.path());
	EXPECT_EQ(next.account.state(), Disconnected);
	EXPECT_TRUE(next.account.hasClientSecret());
}

} // namespace

} // namespace DirectPost::Account

int main(int argc, char **argv)
{
	::testing::InitGoogleTest(&argc, argv);
	const QCoreApplication application(argc, argv);
	return RUN_ALL_TESTS();
}
