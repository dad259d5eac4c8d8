#include "AccountFile.hpp"
#include "HeardOfAccount.hpp"
#include "Helpers.hpp"

#include <account/Account.hpp>

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QProcess>

#include <cstdio>

// With a real Secret Service, or a wallet that does not answer. with-keyring.sh says in KEYRING_PHASE what to expect.
namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;
using enum ConnectionState;
namespace fs = std::filesystem;

struct Obs : HeardOfAccount {
	explicit Obs(const fs::path &folder, std::chrono::milliseconds patience = 10s)
		: account(client, keeper, clock,
			  {.folder = folder,
			   .keychainService = "Direct Post tests",
			   .text = [](const char *key) { return QString::fromLatin1(key); },
			   .keychainTimeout = patience},
			  say)
	{
		listenTo(account);
		account.load();
		eventually([this] { return account.state() != Loading; }, 30'000);
	}
	~Obs() { loop.stop(); }

	// Stored when it returns.
	void enterCredentials()
	{
		account.setCredentials(QStringLiteral("sbkey"), Secret("app-secret"));
		eventually([this] { return account.sealing() != Sealing::Unknown; }, 30'000);
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
class AWalletThatDoesNotAnswer : public ::testing::Test {
	void SetUp() override { requirePhase("silent"); }
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
		EXPECT_EQ(first.account.sealing(), Sealing::Unknown) << "there is nothing to keep yet";
		first.enterCredentials();
		EXPECT_EQ(first.account.sealing(), Sealing::Keychain);
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
	first.enterCredentials();
	EXPECT_EQ(first.account.sealing(), Sealing::Keychain);
}

TEST_F(AKeyringWhosePromptIsDismissed, IsReplacedByAFileForAFirstSecret)
{
	const TemporaryFolder folder;
	Obs first(folder.path());
	EXPECT_EQ(first.account.state(), NoCredentials);
	first.enterCredentials();
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

// What OBS's window would feel: the longest time without an event.
class Pulse {
public:
	Pulse()
	{
		sinceBeat_.start();
		QObject::connect(&beat_, &QTimer::timeout, [this] { note(); });
		beat_.start(1);
	}
	qint64 longestGap_ms()
	{
		note();
		return longest_ms_;
	}

private:
	void note() { longest_ms_ = std::max(longest_ms_, sinceBeat_.restart()); }
	QTimer beat_;
	QElapsedTimer sinceBeat_;
	qint64 longest_ms_ = 0;
};

TEST_F(AWalletThatDoesNotAnswer, HoldsUpNeitherTheUserInterfaceNorItsEnd)
{
	const TemporaryFolder folder;
	ASSERT_TRUE(AccountFile(folder / "account.json", Obs::say).update([](Record &record) {
		record.sealing = Sealing::Keychain;
	}));
	Pulse pulse;
	QElapsedTimer end;
	{
		Obs obs(folder.path(), 2s);
		EXPECT_EQ(obs.account.state(), Unavailable);
		EXPECT_EQ(obs.problems, std::vector<std::string>{"keychain_locked"});
		EXPECT_LT(pulse.longestGap_ms(), 250) << "the bus waits for the wallet to start";
		end.start();
	}
	EXPECT_LT(end.elapsed(), 500);
}

TEST_F(NoKeyring, IsNoticedAtOnceAndAFileIsUsed)
{
	const TemporaryFolder folder;
	QElapsedTimer timer;
	timer.start();
	{
		Obs first(folder.path());
		first.enterCredentials();
		EXPECT_EQ(first.account.sealing(), Sealing::File);
		EXPECT_LT(timer.elapsed(), 5'000);
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
