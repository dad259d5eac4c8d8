#include "PostingFixture.hpp"

#include <Database.hpp>

#include <QElapsedTimer>

// What is shown of a post while it is under way and when it is out.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

class PostingEndedInMidUpload : public Posting {
protected:
	// Of one request, ended as OBS ends.
	JobId endedInMidUpload()
	{
		slowLink();
		startObs();
		const JobId id = obs->post(request(44'000'000))->id;
		EXPECT_TRUE(untilSent(id, 4'000'000));
		obs.reset();
		return id;
	}
};

TEST_F(Posting, LinksToTheProfileWhenThePostIsPrivate)
{
	PostRequest privately = request(kOneRequest_bytes);
	std::get<VideoRequest>(privately.what).post.info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	startObs();
	const auto over = obs->untilOver(obs->post(privately)->id);
	EXPECT_EQ(over->stage, JobStage::Published);
	EXPECT_FALSE(over->linkIsPost);
	EXPECT_TRUE(over->link.ends_with("/@niaplays"));
}

TEST_F(Posting, GetsTheLinkOfAPostThatIsStillModeratedLater)
{
	sandbox.setProcessing(0ms, 4s);
	startObs();
	const auto over = obs->untilOver(obs->post(request(kOneRequest_bytes))->id);
	ASSERT_EQ(over->stage, JobStage::Published);
	EXPECT_TRUE(obs->until([&] { return obs->job(over->id)->linkIsPost; }));
}

TEST_F(Posting, ShowsAllBytesAndOffersToCancelWhereTikTokMayHaveThemAll)
{
	inject({.name = "reply_lost", .endpoint = "upload"});
	inject({.name = "http_error_before", .endpoint = "status", .times = 0, .httpStatus = 503});
	startObs();
	const JobId id = obs->post(request(kOneRequest_bytes))->id;
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->stage == JobStage::Confirming; }, 10s));
	EXPECT_EQ(obs->job(id)->sent_bytes, kOneRequest_bytes);
	EXPECT_TRUE(obs->job(id)->mayCancel);
	obs->publisher().cancel(id);
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->isCancelWanted; }, 10s));
	EXPECT_FALSE(obs->job(id)->mayCancel);
	EXPECT_EQ(obs->job(id)->error.value_or(Error()).code, "cancel_may_be_late");
	EXPECT_EQ(obs->job(id)->stage, JobStage::Confirming);
	sandbox.clearFaults();
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published) << "it was there";
}

// Begun in one run, in a single request, and taken up by the next one.
TEST_F(PostingEndedInMidUpload, IsCancelledAtOnce)
{
	const JobId id = endedInMidUpload();
	startObs();
	ASSERT_TRUE(obs->until([&] { return obs->job(id).has_value(); }));
	obs->publisher().cancel(id);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Cancelled);
	EXPECT_TRUE(complete().empty());
}

TEST_F(PostingEndedInMidUpload, SaysThatItSendsAgainWhereTheRunWasKilled)
{
	const JobId id = endedInMidUpload();
	// A run that is killed learns nothing of its end: the row stays as it was before the last chunk left.
	ASSERT_TRUE(Database::open(setup().folder / "posts.sqlite")
			    .value()
			    .run("UPDATE job SET stage=?", {static_cast<int64_t>(JobStage::Confirming)}));

	inject({.name = "http_error_before", .endpoint = "status", .times = 0, .httpStatus = 503});
	startObs();
	ASSERT_TRUE(obs->until([&] { return obs->job(id) && obs->job(id)->error; }, 10s));
	const JobSnapshot asked = *obs->job(id);
	EXPECT_EQ(asked.stage, JobStage::Confirming);
	EXPECT_TRUE(asked.isSentUnclear) << "TikTok has not said a word yet";
	EXPECT_FALSE(asked.isSendingAgain);
	EXPECT_LT(asked.sent_bytes, 44'000'000);

	sandbox.clearFaults();
	slowLink();
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->isSendingAgain && obs->job(id)->bytesPerSecond > 0; }));
	const JobSnapshot sent = *obs->job(id);
	EXPECT_EQ(sent.stage, JobStage::Confirming);
	EXPECT_FALSE(sent.isSentUnclear);
	EXPECT_FALSE(sent.mayPause) << "what came before may have arrived whole";
	EXPECT_GT(sent.sent_bytes, 0);
	EXPECT_LT(sent.sent_bytes, 44'000'000);
	sandbox.clearFaults();
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	expectOnePostOf(sha);
}

TEST_F(Posting, ShowsNoBytesOfAnUploadThatWasTurnedDown)
{
	inject({.name = "upload_url_expired", .endpoint = "upload"});
	inject({.name = "http_error_before", .endpoint = "status", .times = 0, .httpStatus = 503});
	startObs();
	const JobId id = obs->post(request(kOneRequest_bytes))->id;
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->isSentUnclear; }, 10s));
	EXPECT_EQ(obs->job(id)->stage, JobStage::Confirming);
	EXPECT_EQ(obs->job(id)->sent_bytes, 0);
	sandbox.clearFaults();
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	expectOnePostOf(sha);
}

TEST_F(Posting, IsSilentAfterItStopped)
{
	slowLink();
	startObs();
	const JobId id = obs->post(request(kSixChunks_bytes))->id;
	ASSERT_TRUE(untilSent(id, 1'000'000));
	int updates = 0;
	QObject::connect(&obs->publisher(), &Publisher::queueChanged, [&updates] { ++updates; });
	obs->publisher().stop();
	updates = 0;
	obs->until([] { return false; }, 1s);
	EXPECT_EQ(updates, 0);
}

TEST_F(Posting, ShowsSpeedAndTimeLeftAtMostTenTimesASecond)
{
	slowLink();
	startObs();
	int updates = 0;
	double fastest = 0;
	QObject::connect(&obs->publisher(), &Publisher::queueChanged, [&](const QueueSnapshot &queue) {
		++updates;
		if (!queue.jobs.empty())
			fastest = std::max(fastest, queue.jobs.front().bytesPerSecond);
	});
	QElapsedTimer time;
	time.start();
	const JobId id = obs->post(request(kSixChunks_bytes))->id;
	ASSERT_TRUE(untilSent(id, 35'000'000));
	EXPECT_TRUE(obs->job(id)->timeLeft_s);
	EXPECT_NEAR(fastest, 20e6, 12e6);
	EXPECT_LE(updates, static_cast<int>(time.elapsed() / 100 + 2));
	EXPECT_GE(updates, 5);
}

} // namespace
} // namespace DirectPost::Publish
