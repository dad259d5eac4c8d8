#include "JobJson.hpp"
#include "JobStore.hpp"
#include "Samples.hpp"

#include <gtest/gtest.h>

// TikTok takes five drafts: the store counts what may still wait in an account's inbox.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

class DraftStore : public testing::Test {
protected:
	void SetUp() override { open(); }
	void open() { store_ = std::move(JobStore::open(folder_.path() / "posts.sqlite", {}, kNow)->store); }

	JobId add(const PostRequest &request = draftRequest(kSmall_bytes), WallTime now = kNow)
	{
		return store_->add(request, now).value_or(0);
	}
	std::string refusalOf(const PostRequest &request, WallTime now = kNow)
	{
		const auto added = store_->add(request, now);
		return added ? std::string() : added.error().code;
	}
	void becomes(JobId id, JobStage stage, WallTime settledAt = kNow)
	{
		auto job = smallJobAt(*store_, id, stage);
		ASSERT_TRUE(job);
		job->settledAt = settledAt;
		ASSERT_TRUE(store_->save(*job, "changed"));
	}
	int pending(WallTime now = kNow, const char *account = "open-id")
	{
		const auto all = pendingAt(now, store_->drafts().value());
		return all.contains(account) ? all.at(account) : 0;
	}

	Folder folder_;
	std::unique_ptr<JobStore> store_;
};

TEST_F(DraftStore, GivesBackADraftAsOne)
{
	PostRequest request = draftRequest(kSmall_bytes);
	std::get<VideoRequest>(request.what).post.info.privacyLevel.reset();
	add(request);
	open();
	const Job job = store_->jobs()->front();
	EXPECT_TRUE(job.isDraft());
	EXPECT_EQ(job.request, request);
	EXPECT_EQ(requestFromJson(toJson(videoRequest(kSmall_bytes)))->isDraft(), false);
	EXPECT_FALSE(photoRequest().isDraft());
}

TEST_F(DraftStore, CountsThoseThatWaitOrMayWaitInTheInbox)
{
	add(videoRequest(kSmall_bytes));
	EXPECT_EQ(pending(), 0);
	const JobId first = add();
	EXPECT_EQ(pending(), 1) << "it is about to be sent";
	becomes(first, JobStage::SentToInbox);
	EXPECT_EQ(pending(kNow + 23h), 1);
	EXPECT_EQ(pending(kNow + 25h), 0) << "TikTok counts 24 hours";
	becomes(add(), JobStage::OutcomeUnknown);
	EXPECT_EQ(pending(), 2) << "it may be there";
	for (const JobStage stage : {JobStage::Published, JobStage::Failed, JobStage::Cancelled})
		becomes(add(), stage);
	EXPECT_EQ(pending(), 2);
	store_->remove(first).value();
	EXPECT_EQ(pending(), 2) << "TikTok does not know what we list";
	open();
	EXPECT_EQ(pending(), 2);
}

TEST_F(DraftStore, RefusesTheSixth)
{
	std::vector<JobId> ids;
	for (int i = 0; i < kMostPendingDrafts; ++i)
		ids.push_back(add());
	EXPECT_EQ(refusalOf(draftRequest(kSmall_bytes)), "too_many_drafts");
	EXPECT_EQ(refusalOf(videoRequest(kSmall_bytes)), "") << "a post is none";
	PostRequest others = draftRequest(kSmall_bytes);
	others.accountOpenId = "another";
	EXPECT_EQ(refusalOf(others), "") << "each account has its own inbox";
	EXPECT_EQ(pending(kNow, "another"), 1);

	for (const JobId id : ids)
		becomes(id, JobStage::SentToInbox);
	EXPECT_EQ(refusalOf(draftRequest(kSmall_bytes)), "too_many_drafts");
	becomes(ids[0], JobStage::Published);
	EXPECT_EQ(refusalOf(draftRequest(kSmall_bytes)), "") << "its creator has finished one";
	EXPECT_EQ(refusalOf(draftRequest(kSmall_bytes)), "too_many_drafts");
	EXPECT_EQ(refusalOf(draftRequest(kSmall_bytes), kNow + 25h), "") << "a day later";
}

TEST_F(DraftStore, DoesNotRetryOneThatWouldBeTheSixth)
{
	const JobId failed = add();
	becomes(failed, JobStage::Failed);
	for (int i = 0; i < kMostPendingDrafts; ++i)
		add();
	EXPECT_EQ(store_->retry(failed, kNow).error().code, "too_many_drafts");
}

TEST_F(DraftStore, RecognisesAClipThatIsInTheInbox)
{
	PostRequest request = draftRequest(kSmall_bytes);
	std::get<VideoRequest>(request.what).contentId = "38:ab";
	const JobId id = add(request);
	EXPECT_EQ(refusalOf(request), "queued_already");
	becomes(id, JobStage::SentToInbox);
	std::get<VideoRequest>(request.what).isDraft = false;
	EXPECT_EQ(refusalOf(request), "drafted_already") << "it would be there twice";
	request.isRepeatWanted = true;
	EXPECT_EQ(refusalOf(request), "");
}

TEST_F(DraftStore, KeepsDraftsInTheHistory)
{
	EXPECT_EQ(store_->hasHistory(), false);
	becomes(add(), JobStage::SentToInbox);
	EXPECT_EQ(store_->hasHistory(), true);
	EXPECT_EQ(store_->history("speedrun", 10)->size(), 1u);
}

} // namespace
} // namespace DirectPost::Publish
