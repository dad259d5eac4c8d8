#include "PostingFixture.hpp"

#include <JobStore.hpp>
#include <RetryPolicy.hpp>
#include <Database.hpp>

#include <algorithm>

// What the user does with posts that are under way, and with those that are over.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

class Queue : public PostingFixture {
protected:
	bool isPausedNow(JobId id)
	{
		obs->publisher().pause(id);
		return obs->until([&] { return obs->job(id)->isPaused; });
	}
	std::vector<JobId> listed() const
	{
		std::vector<JobId> ids;
		for (const JobSnapshot &job : obs->publisher().queue().jobs)
			ids.push_back(job.id);
		return ids;
	}
	// A post that TikTok's limit holds back, as the minute's last ones were made so long ago.
	JobId heldBack(std::chrono::seconds ago)
	{
		std::filesystem::create_directories(setup().folder);
		const auto now = std::chrono::system_clock::now();
		const auto opened = JobStore::open(setup().folder / "posts.sqlite", nullptr, now);
		for (int i = 0; i < callsPerMinute(Call::Init); ++i)
			EXPECT_TRUE(opened->store->recordCall("open-nia", Call::Init, now - ago));
		startObs();
		const JobId id = obs->post(request(kOneRequest_bytes))->id;
		EXPECT_TRUE(obs->until([&] { return obs->job(id)->error.has_value(); }));
		return id;
	}
	// Nobody can write to the store until what this gives is gone.
	Database lockedStore()
	{
		auto database = Database::open(setup().folder / "posts.sqlite").value();
		EXPECT_TRUE(database.run("BEGIN IMMEDIATE"));
		return database;
	}
	QList<JobSnapshot> search(const QString &words)
	{
		std::optional<QList<JobSnapshot>> found;
		const auto connection =
			QObject::connect(&obs->publisher(), &Publisher::historyFound,
					 [&found](quint64, const QList<JobSnapshot> &jobs) { found = jobs; });
		obs->publisher().searchHistory(words);
		EXPECT_TRUE(obs->until([&found] { return found.has_value(); }, 10s));
		QObject::disconnect(connection);
		return found.value_or(QList<JobSnapshot>());
	}
};

TEST_F(Queue, APausedUploadLetsTheNextOneGoAndGoesOnWhereItWas)
{
	slowLink();
	startObs();
	const JobId large = obs->post(request(kSixChunks_bytes, 1))->id;
	const std::string largeSha = sha;
	ASSERT_TRUE(untilSent(large, 22'000'000));
	ASSERT_TRUE(isPausedNow(large));

	sandbox.clearFaults();
	const JobId small = obs->post(request(kOneRequest_bytes, 2))->id;
	EXPECT_EQ(obs->untilOver(small)->stage, JobStage::Published);
	EXPECT_TRUE(obs->job(large)->isPaused);

	ASSERT_TRUE(untilChunksCame(3));
	obs->publisher().resume(large);
	EXPECT_EQ(obs->untilOver(large)->stage, JobStage::Published);
	const auto posts = sandbox.posts();
	ASSERT_EQ(posts.size(), 2u) << "the same ticket";
	EXPECT_EQ(posts.front().sha256, largeSha);
	EXPECT_LE(posts.front().receivedTwice_bytes, 10'000'000) << "at most the chunk that was on its way";
	EXPECT_TRUE(violations().empty());
}

TEST_F(Queue, AFileOfOneRequestIsPausedWhileItIsSentAndCancelledAtOnce)
{
	slowLink();
	startObs();
	const JobId id = obs->post(request(60'000'000))->id;
	ASSERT_TRUE(untilSent(id, 5'000'000));
	ASSERT_TRUE(isPausedNow(id));
	obs->publisher().cancel(id);
	EXPECT_EQ(obs->untilOver(id, 5s)->stage, JobStage::Cancelled);
	EXPECT_TRUE(complete().empty());
}

TEST_F(Queue, APauseOutlivesARestart)
{
	slowLink();
	startObs();
	const JobId id = obs->post(request(60'000'000))->id;
	ASSERT_TRUE(untilSent(id, 5'000'000));
	ASSERT_TRUE(isPausedNow(id));
	sandbox.clearFaults();
	startObs();
	ASSERT_TRUE(obs->until([&] { return obs->job(id).has_value(); }));
	EXPECT_FALSE(obs->until([&] { return !obs->job(id)->isPaused; }, 3s));
	obs->publisher().resume(id);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	expectOnePostOf(sha);
}

TEST_F(Queue, WhatWaitsIsMovedAndPostedInItsNewOrder)
{
	slowLink();
	startObs();
	const JobId running = obs->post(request(60'000'000, 1))->id;
	ASSERT_TRUE(untilSent(running, 1'000'000));
	const JobId second = obs->post(request(kOneRequest_bytes, 2))->id;
	const JobId third = obs->post(request(kOneRequest_bytes, 3))->id;
	ASSERT_EQ(listed(), (std::vector{running, second, third}));
	obs->publisher().moveEarlier(third);
	ASSERT_TRUE(obs->until([&] { return listed() == std::vector{running, third, second}; }));
	obs->publisher().moveEarlier(third); // not past the one that is under way
	sandbox.clearFaults();
	for (const JobId id : {running, second, third})
		EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	std::vector<std::string> titles;
	for (const SandboxPost &post : sandbox.posts())
		titles.push_back(post.title);
	EXPECT_EQ(titles, (std::vector<std::string>{"clip 1", "clip 3", "clip 2"}));
}

TEST_F(Queue, APostThatTikToksLimitHoldsBackSaysSoAndGoesOutByItself)
{
	const JobId id = heldBack(56s);
	EXPECT_EQ(obs->job(id)->error->code, "posts_per_minute");
	EXPECT_EQ(obs->job(id)->stage, JobStage::Starting);
	EXPECT_TRUE(sandbox.posts().empty());
	const auto over = obs->untilOver(id);
	EXPECT_EQ(over->stage, JobStage::Published);
	EXPECT_FALSE(over->error);
}

TEST_F(Queue, APostThatTikToksLimitHoldsBackCanBeCancelled)
{
	const JobId id = heldBack(5s);
	obs->publisher().cancel(id);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Cancelled);
	EXPECT_FALSE(obs->job(id)->error);
	EXPECT_TRUE(sandbox.posts().empty());
}

TEST_F(Queue, APostIsCancelledThoughTheStoreCannotWriteItDown)
{
	slowLink();
	startObs();
	const JobId running = obs->post(request(kSixChunks_bytes, 1))->id;
	const JobId waiting = obs->post(request(kOneRequest_bytes, 2))->id;
	ASSERT_TRUE(untilSent(running, 12'000'000));
	{
		const Database lock = lockedStore();
		obs->publisher().cancel(running);
		obs->publisher().cancel(waiting);
		for (const JobId id : {running, waiting}) {
			ASSERT_TRUE(obs->until([&] { return obs->job(id)->error.has_value(); }));
			EXPECT_EQ(obs->job(id)->error->code, "store_busy") << "said where the user looks";
		}
		sandbox.clearFaults();
		EXPECT_FALSE(obs->until([&] { return sandbox.posts().front().chunks.size() > 3; }, 5s));
	}
	for (const JobId id : {running, waiting})
		EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Cancelled);
	EXPECT_TRUE(complete().empty());
}

TEST_F(Queue, APostRestsThoughTheStoreCannotWriteItDown)
{
	slowLink();
	startObs();
	const JobId id = obs->post(request(kSixChunks_bytes))->id;
	ASSERT_TRUE(untilSent(id, 12'000'000));
	{
		const Database lock = lockedStore();
		obs->publisher().pause(id);
		ASSERT_TRUE(obs->until([&] { return obs->job(id)->error.has_value(); }));
	}
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->isPaused && !obs->job(id)->error; }));
	startObs();
	ASSERT_TRUE(obs->until([&] { return obs->job(id).has_value(); }));
	EXPECT_TRUE(obs->job(id)->isPaused) << "it was written as soon as that was possible";
	EXPECT_TRUE(complete().empty());
}

TEST_F(Queue, TheHistoryKeepsWhatWasRemovedFromTheList)
{
	startObs();
	EXPECT_FALSE(obs->publisher().queue().hasHistory);
	for (uint64_t seed : {1, 2})
		obs->untilOver(obs->post(request(kOneRequest_bytes, seed))->id);
	ASSERT_TRUE(obs->until([&] { return obs->publisher().queue().hasHistory; }));
	obs->publisher().remove(obs->publisher().queue().jobs.front().id);
	ASSERT_TRUE(obs->until([&] { return obs->publisher().queue().jobs.size() == 1; }));

	const auto all = search({});
	ASSERT_EQ(all.size(), 2);
	EXPECT_EQ(all.front().caption, "clip 2");
	const auto found = search(QStringLiteral("CLIP2.mp4"));
	ASSERT_EQ(found.size(), 1);
	EXPECT_EQ(found.front().link, sandbox.posts().back().link);
	EXPECT_EQ(found.front().accountUsername, "niaplays");
	EXPECT_EQ(found.front().privacyLevel, TikTok::PrivacyLevel::PublicToEveryone);
	EXPECT_TRUE(search(QStringLiteral("nothing like it")).empty());
}

TEST_F(Queue, AClipThatWasPostedIsAskedAboutBeforeItIsPostedAgain)
{
	startObs();
	PostRequest once = request(kOneRequest_bytes);
	std::get<VideoRequest>(once.what).contentId = "3000000:ab";
	const auto first = obs->post(once);
	ASSERT_TRUE(first);
	EXPECT_FALSE(obs->post(once));
	EXPECT_EQ(obs->refused().back().code, "queued_already");
	EXPECT_EQ(obs->untilOver(first->id)->stage, JobStage::Published);
	EXPECT_FALSE(obs->post(once));
	EXPECT_EQ(obs->refused().back().code, "posted_already");
	expectOnePostOf(sha);

	once.isRepeatWanted = true;
	const auto second = obs->post(once);
	ASSERT_TRUE(second);
	EXPECT_EQ(obs->untilOver(second->id)->stage, JobStage::Published);
	EXPECT_EQ(complete().size(), 2u);
}

TEST_F(Queue, ALineThatWasSlowIsWarnedOfBeforeTheNextUploadBegins)
{
	inject({.name = "slow_link", .size_bytes = 1'000'000});
	startObs();
	EXPECT_EQ(obs->publisher().queue().bytesPerSecond, 0) << "not known";
	ASSERT_EQ(obs->untilOver(obs->post(request(kOneRequest_bytes, 1))->id)->stage, JobStage::Published);
	ASSERT_TRUE(obs->until([&] { return obs->publisher().queue().bytesPerSecond > 0; }));
	EXPECT_NEAR(obs->publisher().queue().bytesPerSecond, 1e6, 3e5);

	slowLink();
	obs->post(request(kSixChunks_bytes, 2));
	const std::filesystem::path huge = clip(kOneRequest_bytes, 3);
	std::filesystem::resize_file(huge, 4'000'000'000);
	const JobId id = obs->post(videoOf(huge, "open-nia", "huge"))->id;
	ASSERT_TRUE(obs->until([&] { return obs->job(id) && obs->job(id)->error; }));
	EXPECT_EQ(obs->job(id)->stage, JobStage::Waiting);
	EXPECT_EQ(obs->job(id)->error->code, "upload_may_take_too_long");
	EXPECT_EQ(sandbox.posts().size(), 2u) << "there is no ticket yet";
	obs->publisher().cancel(id);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Cancelled);
}

} // namespace
} // namespace DirectPost::Publish
