#include "JobStore.hpp"
#include "Samples.hpp"

#include <gtest/gtest.h>

// The store as a queue that its user arranges, and as a memory of what was posted.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

class QueueAndHistory : public testing::Test {
protected:
	void SetUp() override { store_ = std::move(JobStore::open(folder_.path() / "posts.sqlite", {}, kNow)->store); }

	JobId add(const std::string &caption = "a clip", const std::string &contentId = {})
	{
		return store_->add(clip(caption, contentId), kNow).value_or(0);
	}
	static PostRequest clip(const std::string &caption, const std::string &contentId)
	{
		PostRequest request = videoRequest(kSmall_bytes);
		std::get<VideoRequest>(request.what).post.info.caption = caption;
		std::get<VideoRequest>(request.what).contentId = contentId;
		return request;
	}
	void becomes(JobId id, JobStage stage, WallTime when = kNow)
	{
		auto job = smallJobAt(*store_, id, stage);
		ASSERT_TRUE(job);
		job->changed = when;
		ASSERT_TRUE(store_->save(*job, "changed"));
	}
	std::vector<JobId> order()
	{
		std::vector<JobId> ids;
		const auto jobs = store_->jobs();
		for (const Job &job : *jobs)
			ids.push_back(job.id);
		return ids;
	}
	std::vector<std::string> found(const std::string &words, int most = 10)
	{
		std::vector<std::string> captions;
		const auto jobs = store_->history(words, most);
		for (const Job &job : *jobs)
			captions.push_back(job.caption());
		return captions;
	}
	std::string refusalOf(const PostRequest &request)
	{
		const auto added = store_->add(request, kNow);
		return added ? std::string() : added.error().code;
	}

	Folder folder_;
	std::unique_ptr<JobStore> store_;
};

using Ids = std::vector<JobId>;
using Captions = std::vector<std::string>;

TEST_F(QueueAndHistory, MovesAJobPastItsNeighbour)
{
	const JobId a = add();
	const JobId b = add();
	const JobId c = add();
	EXPECT_TRUE(*store_->move(c, Direction::Earlier));
	EXPECT_EQ(order(), (Ids{a, c, b}));
	EXPECT_TRUE(*store_->move(a, Direction::Later));
	EXPECT_EQ(order(), (Ids{c, a, b}));
	EXPECT_FALSE(*store_->move(c, Direction::Earlier)) << "it is the first";
	EXPECT_FALSE(*store_->move(b, Direction::Later)) << "it is the last";
}

TEST_F(QueueAndHistory, MovesOnlyWhatStillWaits)
{
	const JobId a = add();
	const JobId b = add();
	becomes(a, JobStage::Uploading);
	EXPECT_FALSE(*store_->move(b, Direction::Earlier));
	EXPECT_FALSE(*store_->move(a, Direction::Later));
	EXPECT_EQ(order(), (Ids{a, b}));
}

TEST_F(QueueAndHistory, KeepsAPauseUntilItIsTakenBackOrTheJobIsRetried)
{
	const JobId id = add();
	EXPECT_TRUE(*store_->wantPause(id, true));
	EXPECT_TRUE(isPaused(store_->jobs()->front()));
	EXPECT_TRUE(*store_->wantPause(id, false));
	EXPECT_FALSE(isPaused(store_->jobs()->front()));
	EXPECT_TRUE(*store_->wantPause(id, true));
	becomes(id, JobStage::Failed);
	EXPECT_TRUE(*store_->retry(id, kNow));
	EXPECT_FALSE(isPaused(store_->jobs()->front()));
	becomes(id, JobStage::Processing);
	EXPECT_FALSE(*store_->wantPause(id, true)) << "there is nothing left to hold back";
}

TEST_F(QueueAndHistory, DoesNotRetryWhatWasPostedAnewMeanwhile)
{
	const JobId failed = add("first", "content");
	becomes(failed, JobStage::Failed);
	const JobId again = add("again", "content");
	EXPECT_EQ(store_->retry(failed, kNow).error().code, "queued_already");
	becomes(again, JobStage::Published);
	EXPECT_EQ(store_->retry(failed, kNow).error().kind, ErrorKind::Repeat);
	becomes(again, JobStage::Cancelled);
	EXPECT_TRUE(*store_->retry(failed, kNow));
}

TEST_F(QueueAndHistory, FindsWhatWasPostedByCaptionFileAndAccountWhateverTheCase)
{
	becomes(add("Last second CLUTCH"), JobStage::Published, kNow + 1s);
	becomes(add("Über den Wolken"), JobStage::Published, kNow + 2s);
	becomes(add("never went out"), JobStage::Failed, kNow + 3s);
	becomes(add("who knows"), JobStage::OutcomeUnknown, kNow + 4s);
	add("still waits");
	EXPECT_EQ(found(""), (Captions{"who knows", "Über den Wolken", "Last second CLUTCH"})) << "newest first";
	EXPECT_EQ(found("clutch"), Captions{"Last second CLUTCH"});
	EXPECT_EQ(found("ÜBER"), Captions{"Über den Wolken"});
	EXPECT_EQ(found("aufnahme 1").size(), 3u) << "the file's name";
	EXPECT_EQ(found("@NiaPlays").size(), 3u);
	EXPECT_EQ(found("%"), Captions());
	EXPECT_EQ(found("", 1), Captions{"who knows"});
}

TEST_F(QueueAndHistory, HasAHistoryOnceSomethingWasPosted)
{
	const JobId id = add();
	EXPECT_FALSE(*store_->hasHistory());
	becomes(id, JobStage::Published);
	EXPECT_TRUE(*store_->hasHistory());
}

TEST_F(QueueAndHistory, RefusesAClipThatWasPostedAlreadyUntilItIsWantedTwice)
{
	becomes(add("first", "38:ab"), JobStage::Published);
	const auto refused = store_->add(clip("second", "38:ab"), kNow);
	ASSERT_FALSE(refused);
	EXPECT_EQ(refused.error().code, "posted_already");
	EXPECT_EQ(refused.error().values.front(), std::pair(std::string("account"), std::string("niaplays")));
	PostRequest again = clip("second", "38:ab");
	again.isRepeatWanted = true;
	EXPECT_EQ(refusalOf(again), "");
	EXPECT_EQ(refusalOf(clip("third", "38:cd")), "") << "another clip";
}

TEST_F(QueueAndHistory, RefusesAClipThatIsInTheQueueOrMayBeOut)
{
	const JobId id = add("first", "38:ab");
	EXPECT_EQ(refusalOf(clip("second", "38:ab")), "queued_already");
	becomes(id, JobStage::OutcomeUnknown);
	EXPECT_EQ(refusalOf(clip("second", "38:ab")), "posted_already");
	EXPECT_TRUE(*store_->remove(id));
	EXPECT_EQ(refusalOf(clip("second", "38:ab")), "posted_already") << "removed from the list, not from memory";
}

TEST_F(QueueAndHistory, TakesAClipAgainThatWasNotPosted)
{
	for (const JobStage stage : {JobStage::Failed, JobStage::Cancelled}) {
		const JobId id = add("first", "38:ab");
		ASSERT_GT(id, 0);
		becomes(id, stage);
	}
	EXPECT_EQ(refusalOf(clip("second", "38:ab")), "");
}

TEST_F(QueueAndHistory, TakesClipsOfUnknownContent)
{
	add("first", "");
	EXPECT_EQ(refusalOf(clip("second", "")), "");
}

TEST_F(QueueAndHistory, RemembersHowFastTheLineWas)
{
	EXPECT_EQ(store_->lastSpeed(), 0);
	ASSERT_TRUE(store_->rememberSpeed(1.5e6));
	ASSERT_TRUE(store_->rememberSpeed(2.5e6));
	EXPECT_EQ(store_->lastSpeed(), 2.5e6);
}

} // namespace
} // namespace DirectPost::Publish
