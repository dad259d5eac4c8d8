#include "JobStoreFixture.hpp"

#include <gtest/gtest.h>

// One row that makes no sense, among others that do.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

PostRequest clip(const std::string &contentId)
{
	PostRequest request = videoRequest(kSmall_bytes);
	std::get<VideoRequest>(request.what).contentId = contentId;
	return request;
}

class UnsoundRows : public JobStoreTest {
protected:
	UnsoundRows() { store_ = open(); }

	JobId add(const PostRequest &request = videoRequest(kSmall_bytes))
	{
		return store_->add(request, kNow).value_or(0);
	}
	void becomes(JobId id, JobStage stage)
	{
		auto job = smallJobAt(*store_, id, stage);
		ASSERT_TRUE(job);
		ASSERT_TRUE(store_->save(*job, "changed"));
	}
	// By a bad disk, or a curious user.
	void damage(JobId id, const std::string &change = "request='{}'")
	{
		ASSERT_TRUE(Database::open(file())->run(("UPDATE job SET " + change + " WHERE id=?").c_str(), {id}));
	}
	bool isInTable(JobId id) const
	{
		return Database::open(file())->number("SELECT count(*) FROM job WHERE id=?", {id}).value_or(0) == 1;
	}
	std::vector<JobId> listed()
	{
		const auto jobs = store_->jobs();
		EXPECT_TRUE(jobs);
		std::vector<JobId> ids;
		for (const Job &job : jobs.value_or(std::vector<Job>()))
			ids.push_back(job.id);
		return ids;
	}
	std::string refusalOf(const PostRequest &request)
	{
		const auto added = store_->add(request, kNow);
		return added ? std::string() : added.error().code;
	}
	int pendingDrafts(WallTime now = kNow)
	{
		const auto all = pendingAt(now, store_->drafts().value());
		return all.contains("open-id") ? all.at("open-id") : 0;
	}

	std::unique_ptr<JobStore> store_;
};

TEST_F(UnsoundRows, AreKeptOutWhileTheOthersGoOn)
{
	for (const char *change : {"request='{}'", "request='{\"account_open_id\": \"open'", "request=''", "stage=99",
				   "stage=0", "stage='waiting'", "plan_kind=9", "acked_bytes=-1", "waits_for=77",
				   "request=json_remove(request, '$.account_open_id')",
				   "request=json_remove(request, '$.video.upload_file')",
				   "request=json_set(request, '$.video.info.privacy', 'EVERYBODY_ELSE')"}) {
		SCOPED_TRACE(change);
		std::filesystem::remove(file());
		store_ = open();
		const JobId first = add();
		const JobId unsound = add();
		const JobId last = add();
		damage(unsound, change);
		store_.reset();
		auto opened = JobStore::open(file(), vault_, kNow);
		ASSERT_TRUE(opened);
		EXPECT_FALSE(opened->setAside);
		store_ = std::move(opened->store);
		EXPECT_EQ(listed(), (std::vector{first, last}));
		EXPECT_TRUE(isInTable(unsound));
	}
}

TEST_F(UnsoundRows, AreToldOfOnce)
{
	add();
	damage(add());
	damage(add(), "stage=99");
	store_ = open();
	const auto told = store_->takeUnreadable();
	ASSERT_TRUE(told);
	EXPECT_EQ(told->code, "posts_unreadable");
	EXPECT_EQ(told->values, (decltype(told->values){{"count", "2"}}));
	EXPECT_NE(told->detail.find("post 2: "), std::string::npos) << told->detail;
	EXPECT_NE(told->detail.find("post 3: "), std::string::npos) << told->detail;
	listed();
	EXPECT_FALSE(store_->takeUnreadable());
	store_ = open();
	EXPECT_FALSE(store_->takeUnreadable()) << "said at the start before";
	damage(1);
	listed();
	EXPECT_EQ(store_->takeUnreadable().value_or(Error()).values.front().second, "1") << "but this one is new";
}

TEST_F(UnsoundRows, AreNeverDeleted)
{
	std::vector<JobId> ids;
	for (const JobStage stage : {JobStage::Failed, JobStage::Cancelled, JobStage::Published}) {
		ids.push_back(add());
		becomes(ids.back(), stage);
		damage(ids.back());
	}
	const JobId sound = add();
	becomes(sound, JobStage::Failed);
	EXPECT_TRUE(store_->remove(ids.front()));
	EXPECT_TRUE(store_->removeFinished());
	EXPECT_FALSE(isInTable(sound));
	// Time goes on, and so many are posted that the oldest are forgotten.
	add();
	ASSERT_TRUE(Database::open(file())->run(
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
		" INSERT INTO job(stage, request, created_ms, changed_ms)"
		" SELECT ?, request, 0, 0 FROM n, (SELECT request FROM job ORDER BY id DESC LIMIT 1)",
		{int64_t(kHistory + 20), int64_t(JobStage::Published)}));
	store_ = open();
	for (const JobId id : ids)
		EXPECT_TRUE(isInTable(id)) << id;
	EXPECT_TRUE(store_->history("", 1)) << "and nothing is in the way";
}

TEST_F(UnsoundRows, DoNotLetTheirClipBePostedAgainWithoutAWord)
{
	const JobId id = add(clip("38:ab"));
	for (const JobStage stage : {JobStage::Waiting, JobStage::Confirming, JobStage::Processing, JobStage::Published,
				     JobStage::OutcomeUnknown}) {
		damage(id, "request='no json', stage=" + std::to_string(int(stage)));
		EXPECT_EQ(refusalOf(clip("38:ab")), "posted_perhaps");
	}
	damage(id, "stage=99");
	const auto refused = store_->add(clip("38:ab"), kNow);
	ASSERT_FALSE(refused);
	EXPECT_EQ(refused.error().code, "posted_perhaps");
	EXPECT_EQ(refused.error().kind, ErrorKind::Repeat) << "it may be wanted all the same";
	EXPECT_EQ(refusalOf(clip("38:cd")), "") << "another clip";
	PostRequest again = clip("38:ab");
	again.isRepeatWanted = true;
	EXPECT_EQ(refusalOf(again), "");
	EXPECT_EQ(refusalOf(clip("38:ab")), "queued_already") << "of which more is known";
}

TEST_F(UnsoundRows, DoNotKeepAClipBackThatWasNotPosted)
{
	const JobId id = add(clip("38:ab"));
	becomes(id, JobStage::Failed);
	damage(id);
	EXPECT_EQ(refusalOf(clip("38:ab")), "");
}

TEST_F(UnsoundRows, AreNoNeighbours)
{
	const JobId first = add();
	damage(add());
	const JobId last = add();
	EXPECT_TRUE(store_->move(last, Direction::Earlier).value());
	EXPECT_EQ(listed(), (std::vector{last, first}));
	EXPECT_TRUE(store_->move(last, Direction::Later).value());
	EXPECT_EQ(listed(), (std::vector{first, last}));
	EXPECT_FALSE(store_->move(last, Direction::Later).value());
	EXPECT_FALSE(store_->move(first, Direction::Earlier).value());
}

TEST_F(UnsoundRows, CountAsDraftsNoLongerThanTikTokCountsThem)
{
	add(draftRequest(kSmall_bytes));
	const JobId unsent = add(draftRequest(kSmall_bytes));
	const JobId sent = add(draftRequest(kSmall_bytes));
	auto job = smallJobAt(*store_, sent, JobStage::Processing);
	job->ticketAt = kNow;
	ASSERT_TRUE(store_->save(*job, "ticket"));
	EXPECT_EQ(pendingDrafts(), 3);
	damage(unsent);
	damage(sent);
	listed();
	store_->takeUnreadable();
	EXPECT_EQ(pendingDrafts(), 2) << "nothing of the one that was not sent ever will be";
	EXPECT_EQ(pendingDrafts(kNow + 25h), 1);
}

} // namespace
} // namespace DirectPost::Publish
