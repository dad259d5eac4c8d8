#include "PostingFixture.hpp"

#include <JobStore.hpp>

#include <QElapsedTimer>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

// The system's clock, moved.
class MovedClock : public Clock {
public:
	std::chrono::system_clock::time_point wallNow() const override { return Clock::wallNow() + moved(); }
	std::chrono::steady_clock::time_point steadyNow() const override { return Clock::steadyNow() + moved(); }
	void move(std::chrono::milliseconds by) { moved_ms_ += by.count(); }

private:
	std::chrono::milliseconds moved() const { return std::chrono::milliseconds(moved_ms_.load()); }
	std::atomic<int64_t> moved_ms_ = 0;
};

TEST_F(Posting, PostsASmallClipInOneRequestAndLinksToIt)
{
	startObs();
	const auto posted = obs->post(request(kOneRequest_bytes));
	ASSERT_TRUE(posted);
	EXPECT_EQ(posted->title, "clip1.mp4");
	const auto over = obs->untilOver(posted->id);
	ASSERT_EQ(over->stage, JobStage::Published) << over->error.value_or(Error{}).code;
	expectOnePostOf(sha);
	EXPECT_TRUE(over->linkIsPost);
	EXPECT_EQ(over->link, sandbox.posts().front().link);
	EXPECT_EQ(sandbox.posts().front().chunks.size(), 1u);
	EXPECT_EQ(sandbox.posts().front().privacyLevel, "PUBLIC_TO_EVERYONE");
	EXPECT_TRUE(violations().empty());
}

TEST_F(Posting, PostsALargeClipChunkAfterChunkOnOneConnection)
{
	startObs();
	const auto over = obs->untilOver(obs->post(request(kSixChunks_bytes))->id);
	ASSERT_EQ(over->stage, JobStage::Published);
	expectOnePostOf(sha);
	const SandboxPost post = sandbox.posts().front();
	ASSERT_EQ(post.chunks.size(), 6u);
	for (size_t i = 0; i < post.chunks.size(); ++i) {
		EXPECT_EQ(post.chunks[i].index, static_cast<int>(i));
		EXPECT_EQ(post.chunks[i].connection, post.chunks[0].connection);
	}
	EXPECT_EQ(post.receivedTwice_bytes, 0);
	EXPECT_TRUE(violations().empty());
}

TEST_F(Posting, WorksThroughAQueueInOrder)
{
	startObs();
	std::vector<JobId> ids;
	for (uint64_t seed = 1; seed <= 4; ++seed)
		ids.push_back(obs->post(request(kOneRequest_bytes, seed))->id);
	for (const JobId id : ids)
		EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	const auto posts = sandbox.posts();
	ASSERT_EQ(posts.size(), 4u);
	for (size_t i = 0; i < posts.size(); ++i)
		EXPECT_EQ(posts[i].title, "clip " + std::to_string(i + 1));
	EXPECT_EQ(obs->publisher().queue().jobs.front().id, ids.back()) << "newest first";
}

TEST_F(Posting, UploadsTheNextClipWhileTikTokWorksOnTheFirst)
{
	sandbox.setProcessing(6s, 0ms);
	startObs();
	const JobId first = obs->post(request(kOneRequest_bytes, 1))->id;
	const JobId second = obs->post(request(kOneRequest_bytes, 2))->id;
	EXPECT_TRUE(obs->until([&] { return obs->job(second)->stage == JobStage::Processing; }, 5s));
	EXPECT_EQ(obs->job(first)->stage, JobStage::Processing);
	EXPECT_EQ(obs->untilOver(first)->stage, JobStage::Published);
	EXPECT_EQ(obs->untilOver(second)->stage, JobStage::Published);
}

TEST_F(Posting, GoesOnAfterARestartWithoutSendingChunksTwice)
{
	slowLink();
	startObs();
	const JobId id = obs->post(request(kSixChunks_bytes))->id;
	ASSERT_TRUE(untilSent(id, 25'000'000));
	QElapsedTimer stopping;
	stopping.start();
	obs.reset();
	EXPECT_LT(stopping.elapsed(), 1000);

	sandbox.clearFaults();
	ASSERT_TRUE(untilChunksCame(3));
	startObs();
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	expectOnePostOf(sha);
	EXPECT_EQ(sandbox.posts().size(), 1u) << "the same ticket";
	EXPECT_LE(sandbox.posts().front().receivedTwice_bytes, 10'000'000);
}

TEST_F(Posting, RemembersAPlanThatWasNotTheFirstOnceAPostOfItIsOut)
{
	const auto workingPlan = [this] {
		obs.reset();
		const auto now = std::chrono::system_clock::now();
		const auto opened = JobStore::open(folder() / "settings" / "posts.sqlite", nullptr, now);
		return opened->store->workingPlan("open-nia");
	};
	inject({.name = "chunk_size_refused", .endpoint = "video_init"});
	inject({.name = "fail_reason", .code = "spam_risk_text"});
	startObs();
	EXPECT_EQ(obs->untilOver(obs->post(request(kSixChunks_bytes, 1))->id)->stage, JobStage::Failed);
	EXPECT_EQ(workingPlan(), std::nullopt) << "TikTok had all of it, and published nothing";

	inject({.name = "chunk_size_refused", .endpoint = "video_init"});
	startObs();
	EXPECT_EQ(obs->untilOver(obs->post(request(kSixChunks_bytes, 2))->id)->stage, JobStage::Published);
	EXPECT_EQ(workingPlan(), PlanKind::Split32);
}

TEST_F(Posting, BeginsAnewWhenTheUploadUrlHasExpired)
{
	slowLink();
	MovedClock clock;
	Obs::Setup with = setup();
	with.clock = &clock;
	obs = std::make_unique<Obs>(with);
	const JobId id = obs->post(request(kSixChunks_bytes))->id;
	ASSERT_TRUE(untilSent(id, 15'000'000));
	clock.move(70min);
	sandbox.advance(70min);
	sandbox.clearFaults();
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	expectOnePostOf(sha);
	EXPECT_EQ(sandbox.posts().size(), 2u);
	obs.reset(); // before its clock
}

TEST_F(Posting, IsCancelledInMidUploadAndNothingIsPosted)
{
	slowLink();
	startObs();
	for (const int64_t size_bytes : {kSixChunks_bytes, int64_t(60'000'000)}) { // free zone, commit zone
		PostRequest owned = request(size_bytes);
		std::get<VideoRequest>(owned.what).ownsUploadFile = true;
		const JobId id = obs->post(owned)->id;
		ASSERT_TRUE(untilSent(id, 12'000'000));
		EXPECT_EQ(obs->job(id)->stage, JobStage::Uploading);
		obs->publisher().cancel(id);
		EXPECT_EQ(obs->untilOver(id, 5s)->stage, JobStage::Cancelled);
		EXPECT_FALSE(std::filesystem::exists(std::get<VideoRequest>(owned.what).uploadFile));
	}
	EXPECT_TRUE(complete().empty());
}

TEST_F(Posting, NeverUsesAnotherAccount)
{
	Obs::Setup with = setup();
	with.login = login("open-tom");
	obs = std::make_unique<Obs>(with);
	const JobId id = obs->post(request(kOneRequest_bytes))->id;
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->stage == JobStage::WaitingForAccount; }));
	EXPECT_EQ(obs->job(id)->error->code, "other_account");
	EXPECT_TRUE(sandbox.posts().empty());

	obs->connectAccount(login("open-nia"));
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	EXPECT_EQ(sandbox.posts().front().openId, "open-nia");
}

TEST_F(Posting, WaitsForALoginThatIsGoneAndGoesOnWithTheNewOne)
{
	Obs::Setup with = setup();
	with.login.reset();
	obs = std::make_unique<Obs>(with);
	const JobId id = obs->post(request(kOneRequest_bytes))->id;
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->stage == JobStage::WaitingForAccount; }));
	obs->connectAccount(login());
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
}

TEST_F(Posting, TriesAgainByItselfWhenTheLoginCouldNotBeRenewedForAReasonOfItsOwn)
{
	inject({.name = "token_dies", .endpoint = "video_init"});
	inject({.name = "error_code", .endpoint = "token", .code = "never_heard_of"});
	MovedClock clock;
	Obs::Setup with = setup();
	with.clock = &clock;
	obs = std::make_unique<Obs>(with);
	const JobId id = obs->post(request(kOneRequest_bytes))->id;
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->error.has_value(); }));
	EXPECT_FALSE(obs->until([&] { return isOver(obs->job(id)->stage); }, 3s)) << "not at once";
	clock.move(6min);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	expectOnePostOf(sha);
	obs.reset(); // before its clock
}

TEST_F(Posting, UploadsTheNextClipWhileItCanOnlyAskAboutTheFirst)
{
	inject({.name = "upload_url_expired", .endpoint = "upload"});
	inject({.name = "http_error_before", .endpoint = "status", .times = 0, .httpStatus = 500});
	startObs();
	const JobId first = obs->post(request(kOneRequest_bytes, 1))->id;
	const std::string firstSha = sha;
	const JobId second = obs->post(request(kOneRequest_bytes, 2))->id;
	EXPECT_TRUE(obs->until([&] { return obs->job(second)->stage == JobStage::Processing; }, 10s));
	EXPECT_EQ(obs->job(first)->stage, JobStage::Confirming);
	sandbox.clearFaults();
	EXPECT_EQ(obs->untilOver(first)->stage, JobStage::Published);
	EXPECT_EQ(obs->untilOver(second)->stage, JobStage::Published);
	EXPECT_EQ(complete().size(), 2u);
	EXPECT_EQ(complete().back().sha256, firstSha) << "begun anew";
}

TEST_F(Posting, SaysWhyItCannotMakeAJob)
{
	write(folder() / "settings", "a file where the folder should be");
	startObs();
	const auto trouble = [this] {
		return obs->publisher().queue().trouble.value_or(Error()).code;
	};
	ASSERT_TRUE(obs->until([&] { return trouble() == "store_unwritable"; }))
		<< "said at once, not with the first post";
	EXPECT_TRUE(obs->refused().empty()) << "nobody has posted";
	EXPECT_FALSE(obs->post(request(kOneRequest_bytes)));
	EXPECT_EQ(obs->refused().size(), 1u);
	EXPECT_EQ(obs->refused().back().code, "store_unwritable");

	std::filesystem::remove(folder() / "settings");
	const auto posted = obs->post(request(kOneRequest_bytes));
	ASSERT_TRUE(posted) << "the folder can be written now";
	EXPECT_EQ(obs->untilOver(posted->id)->stage, JobStage::Published);
	EXPECT_EQ(trouble(), "");
}

TEST_F(Posting, SaysThatADamagedListWasSetAside)
{
	std::filesystem::create_directories(folder() / "settings");
	write(folder() / "settings" / "posts.sqlite", noise(100'000, 7));
	startObs();
	ASSERT_TRUE(obs->until([&] { return obs->publisher().queue().trouble.has_value(); }));
	EXPECT_EQ(obs->publisher().queue().trouble->code, "store_damaged");
	EXPECT_TRUE(obs->refused().empty()) << "it is no post's refusal";
	EXPECT_EQ(obs->untilOver(obs->post(request(kOneRequest_bytes))->id)->stage, JobStage::Published);
	EXPECT_TRUE(obs->publisher().queue().trouble) << "still worth knowing";
}

TEST_F(Posting, KeepsAPostOutThatCannotBeReadAndGoesOnWithTheOthers)
{
	PostRequest lost = request(kOneRequest_bytes, 1);
	std::get<VideoRequest>(lost.what).contentId = "38:ab";
	const auto file = folder() / "settings" / "posts.sqlite";
	JobId unsound = 0;
	JobId sound = 0;
	{
		const auto opened = JobStore::open(file, nullptr, std::chrono::system_clock::now());
		unsound = opened->store->add(lost, std::chrono::system_clock::now()).value();
		sound = opened->store->add(request(kOneRequest_bytes, 2), std::chrono::system_clock::now()).value();
		ASSERT_TRUE(Database::open(file)->run("UPDATE job SET request='{' WHERE id=?", {unsound}));
	}
	startObs();
	EXPECT_EQ(obs->untilOver(sound)->stage, JobStage::Published);
	EXPECT_EQ(obs->publisher().queue().trouble.value_or(Error()).code, "posts_unreadable");
	EXPECT_FALSE(obs->job(unsound));
	EXPECT_FALSE(obs->post(lost)) << "it may be out";
	EXPECT_EQ(obs->refused().back().code, "posted_perhaps");
	obs.reset();
	startObs();
	ASSERT_TRUE(obs->until([&] { return obs->publisher().queue().isRead; }));
	EXPECT_FALSE(obs->publisher().queue().trouble) << "said once";
	expectOnePostOf(sha);
}

} // namespace
} // namespace DirectPost::Publish
