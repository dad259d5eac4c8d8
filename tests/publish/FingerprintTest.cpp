#include "../DeadFile.hpp"
#include "FingerprintReader.hpp"
#include "PieceDigest.hpp"
#include "Samples.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <future>
#include <thread>

namespace DirectPost::Publish {
namespace {

constexpr int64_t kSize_bytes = 2'500'000;

class FingerprintOfAFile : public testing::Test {
protected:
	void SetUp() override { write(std::string(kSize_bytes, 'a')); }
	std::filesystem::path file() const { return folder_.path() / "clip.mp4"; }
	void write(const std::string &bytes) const { std::ofstream(file(), std::ios::binary) << bytes; }
	void learn(const std::shared_ptr<Fingerprint> &into, const FileIdentity &identity)
	{
		ASSERT_TRUE(into->begin());
		std::promise<void> done;
		reader_.read({.file = file(), .identity = identity, .fingerprint = into, .done = [&] {
				      done.set_value();
			      }});
		done.get_future().wait();
	}
	std::shared_ptr<Fingerprint> learned(const std::string &earlier = {})
	{
		auto fingerprint = std::make_shared<Fingerprint>(kSize_bytes, earlier);
		learn(fingerprint, identify(file()).value());
		return fingerprint;
	}
	static std::string codeOf(const Fingerprint &fingerprint)
	{
		return fingerprint.trouble().value_or(Error()).code;
	}

	Folder folder_;
	DiskThreads disks_;
	FingerprintReader reader_{disks_};
};

TEST_F(FingerprintOfAFile, IsOneDigestForEachMillionBytes)
{
	const auto whole = learned();
	EXPECT_TRUE(whole->isWhole());
	EXPECT_EQ(codeOf(*whole), "");
	EXPECT_EQ(whole->count(), 3);
	EXPECT_EQ(whole->text().size(), 3 * PieceDigest::kDigits);
	EXPECT_EQ(whole->digest(0), whole->digest(1)) << "the same bytes";
	EXPECT_NE(whole->digest(0), whole->digest(2)) << "half of them";
}

TEST_F(FingerprintOfAFile, IsKnownAgainFromItsText)
{
	const auto whole = learned();
	const Fingerprint again(kSize_bytes, whole->text());
	EXPECT_TRUE(again.isWhole());
	EXPECT_EQ(again.digest(2), whole->digest(2));
	EXPECT_FALSE(Fingerprint(kSize_bytes, whole->text().substr(0, 2 * PieceDigest::kDigits + 9)).isWhole());
	EXPECT_EQ(Fingerprint(kSize_bytes, whole->text() + "more").text(), whole->text());
}

TEST_F(FingerprintOfAFile, IsCompletedWhereTheRestIsStillTheSame)
{
	const std::string whole = learned()->text();
	EXPECT_EQ(learned(whole.substr(0, PieceDigest::kDigits))->text(), whole);
}

TEST_F(FingerprintOfAFile, IsNotThatOfAnotherVersion)
{
	const std::string first = learned()->text().substr(0, PieceDigest::kDigits);
	const FileIdentity earlier = identify(file()).value();
	write(std::string(kSize_bytes, 'b'));
	const auto other = learned(first);
	EXPECT_EQ(codeOf(*other), "file_changed");
	EXPECT_FALSE(other->isWhole());

	const auto late = std::make_shared<Fingerprint>(kSize_bytes);
	learn(late, earlier);
	EXPECT_EQ(codeOf(*late), "file_changed");
	EXPECT_EQ(late->text(), "");
}

TEST_F(FingerprintOfAFile, IsNeverWholeWhereTheFileChangesWhileItIsRead)
{
	constexpr int64_t kLong_bytes = 2'000'000'000; // zeros that take no room, but time
	std::filesystem::resize_file(file(), kLong_bytes);
	const auto fingerprint = std::make_shared<Fingerprint>(kLong_bytes);
	ASSERT_TRUE(fingerprint->begin());
	std::promise<void> done;
	reader_.read({.file = file(), .identity = identify(file()).value(), .fingerprint = fingerprint, .done = [&] {
			      done.set_value();
		      }});
	while (fingerprint->digest(0).empty())
		std::this_thread::sleep_for(std::chrono::milliseconds(20)); // its times move by then
	std::fstream(file(), std::ios::binary | std::ios::in | std::ios::out) << 'b';
	done.get_future().wait();
	EXPECT_EQ(codeOf(*fingerprint), "file_changed");
	EXPECT_FALSE(fingerprint->isWhole());
}

TEST_F(FingerprintOfAFile, CanBeAskedForAgainOnceItsDiskIsBack)
{
	const FileIdentity identity = identify(file()).value();
	const auto away = folder_.path() / "away.mp4";
	std::filesystem::rename(file(), away);
	const auto fingerprint = std::make_shared<Fingerprint>(kSize_bytes);
	learn(fingerprint, identity);
	EXPECT_EQ(codeOf(*fingerprint), "file_missing");
	std::filesystem::rename(away, file());
	// Its change time moved with its name: what lies between is known from the file alone where that is small.
	learn(fingerprint, identify(file()).value());
	EXPECT_TRUE(fingerprint->isWhole());
}

TEST_F(FingerprintOfAFile, IsKnownUpToTheEndOfItsLastKnownPiece)
{
	const Fingerprint known(kSize_bytes, learned()->text().substr(0, PieceDigest::kDigits));
	EXPECT_TRUE(known.isKnownUpTo(0));
	EXPECT_TRUE(known.isKnownUpTo(1'000'000));
	EXPECT_FALSE(known.isKnownUpTo(1'000'001));
	EXPECT_TRUE(learned()->isKnownUpTo(kSize_bytes));
}

TEST_F(FingerprintOfAFile, IsReadFirstWhereSomebodyWaitsForIt)
{
	constexpr int64_t kLong_bytes = 4'000'000'000; // zeros that take no room, but time
	const auto large = folder_.path() / "large.mp4";
	std::ofstream(large, std::ios::binary) << 'a';
	std::filesystem::resize_file(large, kLong_bytes);
	const auto other = std::make_shared<Fingerprint>(kLong_bytes);
	ASSERT_TRUE(other->begin());
	reader_.read({.file = large, .identity = identify(large).value(), .fingerprint = other, .done = [] {
		      }});
	std::filesystem::resize_file(file(), 200'000'000);
	const auto wanted = std::make_shared<Fingerprint>(200'000'000);
	wanted->waitFor();
	while (other->digest(0).empty())
		std::this_thread::sleep_for(std::chrono::milliseconds(1));
	learn(wanted, identify(file()).value());
	EXPECT_TRUE(wanted->isWhole());
	EXPECT_FALSE(other->isKnownUpTo(kLong_bytes - 1'000'000'000)) << "of which a piece in turn was read before";
}

FileIdentity onAnotherDisk()
{
	FileIdentity identity;
	identity.fileId = "dead:1";
	return identity;
}

TEST_F(FingerprintOfAFile, IsLearnedWhileAnotherDiskDoesNotAnswer)
{
	const auto path = folder_.path() / "dead.mp4";
	std::ofstream(path) << 'a';
	const DeadFile dead(path);
	const auto never = std::make_shared<Fingerprint>(1);
	ASSERT_TRUE(never->begin());
	reader_.read({.file = path, .identity = onAnotherDisk(), .fingerprint = never, .done = [] {
		      }});
	EXPECT_TRUE(learned()->isWhole());
	EXPECT_FALSE(never->trouble()) << "its reading has not come to an end";
}

TEST_F(FingerprintOfAFile, IsNotReadForNobody)
{
	const auto path = folder_.path() / "dead.mp4";
	std::ofstream(path) << 'a';
	const DeadFile dead(path);
	std::promise<void> done;
	reader_.read({.file = path,
		      .identity = onAnotherDisk(),
		      .fingerprint = std::make_shared<Fingerprint>(1), // gone at once
		      .done = [&] {
			      done.set_value();
		      }});
	EXPECT_EQ(done.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
}

} // namespace
} // namespace DirectPost::Publish
