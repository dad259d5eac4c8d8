#include "AccountFile.hpp"
#include "Helpers.hpp"
#include "PrivateFile.hpp"

#include <base/PathText.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <openssl/evp.h>

namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

TokenPair pairOf(const std::string &mark)
{
	return {.grant = {.openId = "open-nia",
			  .scopes = "user.info.basic,video.publish",
			  .accessToken = Secret("act." + mark),
			  .accessLifetime = 2h,
			  .refreshToken = Secret("rft." + mark),
			  .refreshLifetime = 24h * 180},
		.issuedAt = std::chrono::system_clock::time_point(1'800'000'000s)};
}

class AnAccountFile : public ::testing::Test {
protected:
	std::shared_ptr<AccountFile> open()
	{
		auto file = std::make_shared<AccountFile>(path, noLog());
		file->useVault(vault);
		return file;
	}
	// As after a login.
	Expected<void> connect(const TokenPair &pair)
	{
		return open()->update([&](Record &record) {
			record.get(pair.grant.openId).tokens = open()->sealed(pair).value();
			record.current = pair.grant.openId;
		});
	}
	QByteArray content() { return readPrivateFile(path).value().value(); }

	TemporaryFolder folder;
	fs::path path = folder / "account.json";
	std::shared_ptr<const Vault> vault = std::make_shared<const Vault>(Vault::randomKey());
};

TEST_F(AnAccountFile, IsEmptyBeforeItExists)
{
	const auto record = open()->record();
	ASSERT_TRUE(record);
	EXPECT_EQ(record->sealing, Sealing::Unknown);
	EXPECT_TRUE(record->accounts.empty());
	EXPECT_EQ(record->current, "");
	EXPECT_FALSE(open()->read("open-nia").value());
}

TEST_F(AnAccountFile, KeepsEverythingOverARestart)
{
	ASSERT_TRUE(open()->update([&](Record &record) {
		record.sealing = Sealing::Keychain;
		record.keyId = "0123456789abcdef";
		record.app = open()->sealed(TikTok::Credentials{"key", Secret("app secret")}).value();
		Record::OneAccount &account = record.get("open-nia");
		account.nickname = "Nia \"quoted\" \xF0\x9F\x8E\xAE";
		account.username = "niaplays";
		account.leaving = Record::Leaving{
			open()->sealed(TikTok::Credentials{"former key", Secret("former secret")}).value()};
		account.tokens = open()->sealed(pairOf("one")).value();
		record.get("open-tom").nickname = "Tom";
		record.get("open-kim").leaving = Record::Leaving();
		record.current = "open-tom";
	}));
	const auto file = open();
	const Record record = file->record().value();
	EXPECT_EQ(record.sealing, Sealing::Keychain);
	EXPECT_EQ(record.keyId, "0123456789abcdef");
	EXPECT_EQ(record.current, "open-tom");
	const auto credentials = file->unsealed(record.app).value();
	EXPECT_EQ(credentials.clientKey, "key");
	EXPECT_EQ(credentials.clientSecret.reveal(), "app secret");

	ASSERT_EQ(record.accounts.size(), 3u);
	const Record::OneAccount &nia = record.accounts[0];
	EXPECT_EQ(nia.openId, "open-nia");
	EXPECT_EQ(nia.nickname, "Nia \"quoted\" \xF0\x9F\x8E\xAE");
	EXPECT_EQ(nia.username, "niaplays");
	ASSERT_TRUE(nia.leaving && nia.leaving->formerApp);
	const auto former = file->unsealed(*nia.leaving->formerApp).value();
	EXPECT_EQ(former.clientKey, "former key");
	EXPECT_EQ(former.clientSecret.reveal(), "former secret");
	const TokenPair pair = file->read("open-nia").value().value();
	EXPECT_EQ(pair.grant.openId, "open-nia");
	EXPECT_EQ(pair.grant.accessToken.reveal(), "act.one");
	EXPECT_EQ(pair.grant.refreshToken.reveal(), "rft.one");
	EXPECT_EQ(pair.grant.accessLifetime, 2h);
	EXPECT_EQ(pair.grant.refreshLifetime, 24h * 180);
	EXPECT_TRUE(pair.grant.grants("video.publish"));
	EXPECT_EQ(pair.issuedAt, pairOf("one").issuedAt);

	EXPECT_EQ(record.accounts[1].nickname, "Tom");
	EXPECT_FALSE(record.accounts[1].tokens);
	EXPECT_FALSE(record.accounts[1].leaving);
	ASSERT_TRUE(record.accounts[2].leaving);
	EXPECT_FALSE(record.accounts[2].leaving->formerApp);
}

TEST_F(AnAccountFile, KeepsTheOldPairWhenTheNewOneCannotBeSealed)
{
	ASSERT_TRUE(connect(pairOf("one")));
	ASSERT_EQ(EVP_set_default_properties(nullptr, "provider=none"), 1);
	const auto written = open()->write(pairOf("two"));
	EVP_set_default_properties(nullptr, "");
	ASSERT_FALSE(written);
	EXPECT_EQ(written.error().code, "seal_failed");
	EXPECT_EQ(open()->read("open-nia").value()->grant.accessToken.reveal(), "act.one");
}

TEST_F(AnAccountFile, HoldsNoSecretInTheClear)
{
	ASSERT_TRUE(connect(pairOf("one")));
	ASSERT_TRUE(open()->update([&](Record &record) {
		record.app = open()->sealed(TikTok::Credentials{"key", Secret("app secret")}).value();
		record.get("open-nia").leaving =
			Record::Leaving{open()->sealed(TikTok::Credentials{"key", Secret("former secret")}).value()};
	}));
	for (const char *secret : {"act.", "rft.", "app secret", "former secret"}) {
		EXPECT_FALSE(content().contains(secret));
		EXPECT_FALSE(content().contains(QByteArray(secret).toBase64().chopped(2)));
	}
}

TEST_F(AnAccountFile, IsSharedByProcessesWithoutLosingWhatTheOtherWrote)
{
	const auto mine = open();
	const auto theirs = open();
	ASSERT_TRUE(connect(pairOf("one")));
	ASSERT_TRUE(theirs->update([](Record &record) { record.get("open-nia").nickname = "Nia"; }));
	ASSERT_TRUE(mine->write(pairOf("two")));
	EXPECT_EQ(theirs->record()->find("open-nia")->nickname, "Nia");
	EXPECT_EQ(theirs->read("open-nia").value()->grant.accessToken.reveal(), "act.two");
}

TEST_F(AnAccountFile, BringsNoAccountBackThatAnotherProcessHasDisconnected)
{
	const auto mine = open();
	ASSERT_TRUE(connect(pairOf("one")));
	ASSERT_TRUE(open()->update([](Record &record) { record.remove("open-nia"); }));
	ASSERT_TRUE(mine->write(pairOf("two")));
	EXPECT_TRUE(open()->record()->accounts.empty());
	EXPECT_EQ(open()->record()->current, "");
}

TEST_F(AnAccountFile, KeepsAnAccountMarkedAsLeavingWhenItsLoginIsRenewed)
{
	ASSERT_TRUE(connect(pairOf("one")));
	ASSERT_TRUE(open()->update([](Record &record) { record.get("open-nia").leaving = Record::Leaving(); }));
	ASSERT_TRUE(open()->write(pairOf("two")));
	EXPECT_TRUE(open()->record()->find("open-nia")->leaving);
	EXPECT_EQ(open()->read("open-nia").value()->grant.accessToken.reveal(), "act.two");
}

TEST_F(AnAccountFile, KeepsItsLockUntilTheLastOfItsRefreshesIsOver)
{
	const auto mine = open();
	const auto theirs = open();
	ASSERT_TRUE(mine->tryLock());
	ASSERT_TRUE(mine->tryLock());
	mine->unlock();
	EXPECT_FALSE(theirs->tryLock());
	mine->unlock();
	EXPECT_TRUE(theirs->tryLock());
}

TEST_F(AnAccountFile, LetsOneProcessRefreshAtATime)
{
	const auto mine = open();
	const auto theirs = open();
	ASSERT_TRUE(mine->tryLock());
	EXPECT_FALSE(theirs->tryLock());
	ASSERT_TRUE(theirs->update([](Record &record) { record.current = "x"; })) << "other writing goes on";
	mine->unlock();
	EXPECT_TRUE(theirs->tryLock());
}

TEST_F(AnAccountFile, ReadsNothingWhileAnotherProcessWrites)
{
	ASSERT_TRUE(connect(pairOf("one")));
	ASSERT_TRUE(writePrivateFile(path, "{")); // half of what the other one writes
	QLockFile theirs(pathText(path) + QStringLiteral(".lock"));
	ASSERT_TRUE(theirs.tryLock());
	const auto early = AccountFile(path, noLog(), 10ms).record();
	ASSERT_FALSE(early);
	EXPECT_EQ(early.error().code, "account_file_unreadable");
	EXPECT_TRUE(fs::exists(path)) << "it is not set aside";
	theirs.unlock();
	EXPECT_EQ(open()->record().error().code, "account_file_damaged");
}

TEST_F(AnAccountFile, KeepsADamagedFileAsideAndSaysSo)
{
	for (const char *damage :
	     {"", "{", "[]", "{\"version\":1}", "{\"version\":99,\"key_in\":\"file\",\"app\":{}}",
	      "{\"version\":2,\"key_in\":\"file\",\"app\":{}}", "{\"version\":\"1\"}", "\xff\xfe", "null"}) {
		ASSERT_TRUE(writePrivateFile(path, damage));
		const auto record = open()->record();
		ASSERT_FALSE(record) << damage;
		EXPECT_EQ(record.error().code, "account_file_damaged");
		EXPECT_FALSE(fs::exists(path));
		EXPECT_TRUE(open()->record());
	}
	int kept = 0;
	for (const auto &entry : fs::directory_iterator(folder.path()))
		kept += entry.path().filename().string().starts_with("account.json.damaged-");
	EXPECT_EQ(kept, 9);
}

TEST_F(AnAccountFile, IsSetAsideUnlessAnotherProcessHasChangedItMeanwhile)
{
	ASSERT_TRUE(connect(pairOf("one")));
	const Record seen = open()->record().value();
	ASSERT_TRUE(connect(pairOf("two")));
	open()->setAside(seen);
	ASSERT_TRUE(fs::exists(path)) << "the other one's login";
	open()->setAside(open()->record().value());
	EXPECT_FALSE(fs::exists(path));
}

TEST_F(AnAccountFile, DoesNotOverwriteWhatItCannotRead)
{
	fs::create_directory(path);
	const auto written = open()->write(pairOf("one"));
	ASSERT_FALSE(written);
	EXPECT_EQ(written.error().code, "account_file_unreadable");
}

TEST_F(AnAccountFile, SaysWhenAnotherKeySealedIt)
{
	ASSERT_TRUE(connect(pairOf("one")));
	vault = std::make_shared<const Vault>(Vault::randomKey());
	const auto pair = open()->read("open-nia");
	ASSERT_FALSE(pair);
	EXPECT_EQ(pair.error().code, "seal_broken");
}

TEST_F(AnAccountFile, ReadsTheOneAccountOfEarlierVersions)
{
	for (const char *isLeaving : {"false", "true"}) {
		ASSERT_TRUE(writePrivateFile(
			path,
			QByteArray(R"({"version":1,"key_in":"file","app":{"client_key":"key","client_secret":""},)"
				   R"("account":{"open_id":"open-nia","nickname":"Nia","username":"niaplays",)"
				   R"("leaving":)") +
				isLeaving + "}}"));
		const Record record = open()->record().value();
		EXPECT_EQ(record.app.clientKey, "key");
		ASSERT_EQ(record.accounts.size(), 1u);
		EXPECT_EQ(record.accounts[0].openId, "open-nia");
		EXPECT_EQ(record.accounts[0].username, "niaplays");
		EXPECT_FALSE(record.accounts[0].tokens);
		EXPECT_EQ(record.accounts[0].leaving.has_value(), isLeaving == std::string("true"));
		EXPECT_EQ(record.current, isLeaving == std::string("true") ? "" : "open-nia");
	}
	ASSERT_TRUE(writePrivateFile(path, R"({"version":1,"key_in":"file","app":{"client_key":"key"}})"));
	EXPECT_TRUE(open()->record()->accounts.empty());
}

TEST_F(AnAccountFile, TakesNamesThatAreNotUtf8)
{
	ASSERT_TRUE(open()->update([](Record &record) { record.get("open-nia").nickname = "bad \xff byte"; }));
	EXPECT_TRUE(open()->record()->find("open-nia"));
}

} // namespace

} // namespace DirectPost::Account
