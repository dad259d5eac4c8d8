#include "AccountFile.hpp"
#include "Helpers.hpp"
#include "PrivateFile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
	EXPECT_EQ(record->openId, "");
	EXPECT_EQ(open()->read().value(), std::nullopt);
}

TEST_F(AnAccountFile, KeepsEverythingOverARestart)
{
	ASSERT_TRUE(open()->update([&](Record &record) {
		record.sealing = Sealing::Keychain;
		record.nickname = "Nia \"quoted\" \xF0\x9F\x8E\xAE";
		record.username = "niaplays";
		record.isLeaving = true;
		open()->putCredentials(record, {"key", Secret("app secret")});
		open()->putPair(record, pairOf("one"));
	}));
	const auto file = open();
	const Record record = file->record().value();
	EXPECT_EQ(record.sealing, Sealing::Keychain);
	EXPECT_EQ(record.openId, "open-nia");
	EXPECT_EQ(record.nickname, "Nia \"quoted\" \xF0\x9F\x8E\xAE");
	EXPECT_EQ(record.username, "niaplays");
	EXPECT_TRUE(record.isLeaving);
	const auto credentials = file->credentialsOf(record).value();
	EXPECT_EQ(credentials.clientKey, "key");
	EXPECT_EQ(credentials.clientSecret.reveal(), "app secret");
	const TokenPair pair = file->read().value().value();
	EXPECT_EQ(pair.grant.openId, "open-nia");
	EXPECT_EQ(pair.grant.accessToken.reveal(), "act.one");
	EXPECT_EQ(pair.grant.refreshToken.reveal(), "rft.one");
	EXPECT_EQ(pair.grant.accessLifetime, 2h);
	EXPECT_EQ(pair.grant.refreshLifetime, 24h * 180);
	EXPECT_TRUE(pair.grant.grants("video.publish"));
	EXPECT_EQ(pair.issuedAt, pairOf("one").issuedAt);
}

TEST_F(AnAccountFile, HoldsNoSecretInTheClear)
{
	ASSERT_TRUE(open()->update([&](Record &record) {
		open()->putCredentials(record, {"key", Secret("app secret")});
		open()->putPair(record, pairOf("one"));
	}));
	for (const char *secret : {"act.", "rft.", "app secret"}) {
		EXPECT_FALSE(content().contains(secret));
		EXPECT_FALSE(content().contains(QByteArray(secret).toBase64().chopped(2)));
	}
}

TEST_F(AnAccountFile, IsSharedByProcessesWithoutLosingWhatTheOtherWrote)
{
	const auto mine = open();
	const auto theirs = open();
	ASSERT_TRUE(mine->write(pairOf("one")));
	ASSERT_TRUE(theirs->update([](Record &record) { record.nickname = "Nia"; }));
	ASSERT_TRUE(mine->write(pairOf("two")));
	EXPECT_EQ(theirs->record()->nickname, "Nia");
	EXPECT_EQ(theirs->read().value()->grant.accessToken.reveal(), "act.two");
}

TEST_F(AnAccountFile, LetsOneProcessRefreshAtATime)
{
	const auto mine = open();
	const auto theirs = open();
	ASSERT_TRUE(mine->tryLock());
	EXPECT_FALSE(theirs->tryLock());
	ASSERT_TRUE(theirs->update([](Record &record) { record.nickname = "Nia"; })) << "other writing goes on";
	mine->unlock();
	EXPECT_TRUE(theirs->tryLock());
}

TEST_F(AnAccountFile, KeepsADamagedFileAsideAndSaysSo)
{
	for (const char *damage : {"", "{", "[]", "{\"version\":1}", "{\"version\":99,\"key_in\":\"file\",\"app\":{}}",
				   "{\"version\":\"1\"}", "\xff\xfe", "null"}) {
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
	EXPECT_EQ(kept, 8);
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
	ASSERT_TRUE(open()->write(pairOf("one")));
	vault = std::make_shared<const Vault>(Vault::randomKey());
	const auto pair = open()->read();
	ASSERT_FALSE(pair);
	EXPECT_EQ(pair.error().code, "seal_broken");
}

TEST_F(AnAccountFile, TakesNamesThatAreNotUtf8)
{
	ASSERT_TRUE(open()->update([](Record &record) {
		record.openId = "open-nia";
		record.nickname = "bad \xff byte";
	}));
	EXPECT_EQ(open()->record()->openId, "open-nia");
}

} // namespace

} // namespace DirectPost::Account
