#include "JobStoreFixture.hpp"

#include <gtest/gtest.h>

#include <openssl/evp.h>

#include <fstream>

// What the store does when its file, its folder, its disk or its key is not as it should be.
namespace DirectPost::Publish {
namespace {

// While it lives, OpenSSL finds no cipher.
class NoCipher {
public:
	NoCipher() { EVP_set_default_properties(nullptr, "provider=none"); }
	~NoCipher() { EVP_set_default_properties(nullptr, ""); }
};

TEST_F(JobStoreTest, StoresNothingInsteadOfAnUploadUrlThatCannotBeSealed)
{
	auto store = open();
	EXPECT_TRUE(store->add(videoRequest(kSmall_bytes), kNow));
	Job job = only(*store);
	job.stage = JobStage::Uploading;
	job.plan = TikTok::planChunks(kSmall_bytes).value();
	job.publishId = "p";
	job.uploadUrl = Secret("https://upload/");
	{
		const NoCipher broken;
		const auto saved = store->save(job, "ticket");
		ASSERT_FALSE(saved);
		EXPECT_EQ(saved.error().code, "seal_failed");
		EXPECT_EQ(only(*store).stage, JobStage::Waiting);
	}
	EXPECT_TRUE(store->save(job, "ticket"));
	EXPECT_EQ(only(*store).uploadUrl.reveal(), "https://upload/");
}

TEST_F(JobStoreTest, CopesWithAnUploadUrlSealedUnderAnotherKey)
{
	auto store = open();
	EXPECT_TRUE(store->add(videoRequest(kSmall_bytes), kNow));
	Job job = only(*store);
	job.publishId = "p";
	job.uploadUrl = Secret("https://upload/");
	ASSERT_TRUE(store->save(job, "ticket"));
	store.reset();
	vault_ = std::make_shared<Account::Vault>(Account::Vault::randomKey());
	EXPECT_TRUE(only(*open()).uploadUrl.isEmpty());
}

TEST_F(JobStoreTest, SetsADamagedDatabaseAsideAndSaysSo)
{
	std::ofstream(file()) << "this is no database, and longer than a header of SQLite is: "
			      << std::string(5000, 'x');
	auto opened = JobStore::open(file(), vault_, kNow);
	ASSERT_TRUE(opened);
	ASSERT_TRUE(opened->setAside);
	EXPECT_EQ(opened->setAside->code, "store_damaged");
	EXPECT_TRUE(opened->store->add(videoRequest(1), kNow));
	int aside = 0;
	for (const auto &entry : std::filesystem::directory_iterator(folder_.path()))
		aside += entry.path().filename().string().starts_with("posts.sqlite.damaged-");
	EXPECT_EQ(aside, 1);
}

TEST_F(JobStoreTest, SetsADatabaseWithATornPageAside)
{
	{
		auto store = open();
		for (int i = 0; i < 200; ++i)
			EXPECT_TRUE(store->add(videoRequest(kSmall_bytes), kNow));
	}
	const auto size = std::filesystem::file_size(file());
	std::fstream stream(file(), std::ios::in | std::ios::out | std::ios::binary);
	stream.seekp(static_cast<std::streamoff>(4096 * 3));
	stream << std::string(size / 2, '\x5a');
	stream.close();
	auto opened = JobStore::open(file(), vault_, kNow);
	ASSERT_TRUE(opened) << opened.error().detail;
	EXPECT_TRUE(opened->setAside);
}

TEST_F(JobStoreTest, LeavesADatabaseOfANewerVersionAlone)
{
	open();
	{
		auto database = Database::open(file());
		ASSERT_TRUE(database->run("PRAGMA user_version=99"));
	}
	const auto opened = JobStore::open(file(), vault_, kNow);
	ASSERT_FALSE(opened);
	EXPECT_EQ(opened.error().code, "store_too_new");
}

TEST_F(JobStoreTest, SaysWhenItsFolderCannotBeWritten)
{
	const auto place = folder_.path() / "taken";
	std::ofstream(place) << "a file where the folder should be";
	const auto opened = JobStore::open(place / "posts.sqlite", vault_, kNow);
	ASSERT_FALSE(opened);
	EXPECT_EQ(opened.error().code, "store_unwritable");
}

TEST_F(JobStoreTest, SaysWhenThereIsNoRoomAndKeepsWhatItHas)
{
	auto database = Database::open(file());
	ASSERT_TRUE(database->run("CREATE TABLE note (text TEXT)"));
	ASSERT_TRUE(database->run("INSERT INTO note VALUES(?)", {"kept"}));
	ASSERT_TRUE(database->run("PRAGMA max_page_count=10"));
	const auto added = database->transaction(
		[&] { return database->run("INSERT INTO note VALUES(?)", {std::string(100'000, 'x')}); });
	ASSERT_FALSE(added);
	EXPECT_EQ(added.error().code, "store_full");
	EXPECT_EQ(database->number("SELECT count(*) FROM note").value(), 1);
}

} // namespace
} // namespace DirectPost::Publish
