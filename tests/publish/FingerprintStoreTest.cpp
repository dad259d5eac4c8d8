#include "Samples.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Publish {
namespace {

class FingerprintInTheStore : public testing::Test {
protected:
	void SetUp() override { ASSERT_TRUE(store_->saveFingerprint(id_, "abcd")); }
	std::unique_ptr<JobStore> open() const
	{
		return std::move(JobStore::open(folder_.path() / "posts.sqlite", {}, kNow)->store);
	}
	void reach(JobStage stage) { ASSERT_TRUE(store_->save(smallJobAt(*store_, id_, stage).value(), "there")); }

	Folder folder_;
	std::unique_ptr<JobStore> store_ = open();
	JobId id_ = store_->add(videoRequest(kSmall_bytes), kNow).value();
};

TEST_F(FingerprintInTheStore, OutlivesARestartAndWhatHappensToTheJob)
{
	EXPECT_EQ(open()->fingerprint(id_), "abcd");
	ASSERT_TRUE(store_->saveFingerprint(id_, "abcdef"));
	reach(JobStage::Uploading);
	EXPECT_EQ(open()->fingerprint(id_), "abcdef");
	EXPECT_EQ(open()->fingerprint(id_ + 1), "");
}

TEST_F(FingerprintInTheStore, IsKeptOfAFailedJobForItMayBeTriedAgain)
{
	reach(JobStage::Failed);
	EXPECT_EQ(store_->fingerprint(id_), "abcd");
	EXPECT_EQ(store_->retry(id_, kNow), true);
	EXPECT_EQ(store_->fingerprint(id_), "abcd");
}

TEST_F(FingerprintInTheStore, GoesWithTheJobAndOnceItIsOver)
{
	reach(JobStage::Cancelled);
	EXPECT_EQ(store_->fingerprint(id_), "");
	EXPECT_TRUE(store_->saveFingerprint(id_, "late"));
	EXPECT_EQ(store_->fingerprint(id_), "") << "nobody would ever take it away";

	const JobId other = store_->add(videoRequest(kSmall_bytes), kNow).value();
	ASSERT_TRUE(store_->saveFingerprint(other, "abcd"));
	ASSERT_TRUE(store_->save(smallJobAt(*store_, other, JobStage::Failed).value(), "failed"));
	EXPECT_EQ(store_->remove(other), true);
	EXPECT_EQ(store_->fingerprint(other), "");
}

} // namespace
} // namespace DirectPost::Publish
