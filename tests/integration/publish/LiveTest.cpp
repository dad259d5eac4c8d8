#include "LaterClock.hpp"
#include "PostingFixture.hpp"

// Posts while OBS streams.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

constexpr StreamHealth kLive{.isLive = true, .bitrate_bps = 7'000'000}; // of a line of about 8 Mbit/s

class WhileLive : public PostingFixture {
protected:
	// OBS runs, and has found out that the line bears a megabyte a second.
	void startOnAKnownLine()
	{
		inject({.name = "slow_link", .size_bytes = 1'000'000});
		auto how = setup();
		how.clock = &clock;
		obs = std::make_unique<Obs>(how);
		ASSERT_EQ(obs->untilOver(obs->post(request(kOneRequest_bytes, 1))->id)->stage, JobStage::Published);
		ASSERT_TRUE(obs->until([&] { return obs->publisher().queue().bytesPerSecond > 0; }));
	}
	void goLive()
	{
		obs->publisher().noteShow(kLive);
		ASSERT_TRUE(obs->until([&] { return obs->publisher().queue().isLive; }));
	}
	// Of half a gigabyte, which takes no room.
	JobId postLarge()
	{
		const std::filesystem::path large = clip(kOneRequest_bytes, 2);
		std::filesystem::resize_file(large, 500'000'000);
		return obs->post(videoOf(large, "open-nia", "large"))->id;
	}
	bool isSending(JobId id)
	{
		return obs->until(
			[&] { return obs->job(id)->stage == JobStage::Uploading && obs->job(id)->sent_bytes > 0; });
	}

	LaterClock clock;
};

TEST_F(WhileLive, AClipThatTakesTooLongBesideTheStreamWaitsAndOthersPassIt)
{
	startOnAKnownLine();
	goLive();
	const JobId large = postLarge();
	ASSERT_TRUE(obs->until([&] { return obs->job(large)->error.has_value(); }));
	EXPECT_TRUE(obs->job(large)->waitsForStream);
	EXPECT_EQ(obs->job(large)->error->code, "upload_waits_for_stream");
	EXPECT_TRUE(obs->job(large)->mayGoFaster);
	EXPECT_FALSE(obs->job(large)->mayWaitForStream) << "it does already";
	const auto small = obs->post(request(kOneRequest_bytes, 3));
	EXPECT_EQ(obs->untilOver(small->id)->stage, JobStage::Published);
	EXPECT_EQ(obs->job(large)->stage, JobStage::Waiting);
	obs->publisher().noteShow({});
	EXPECT_TRUE(isSending(large));
}

TEST_F(WhileLive, AClipThatTakesTooLongGoesAtOnceWhereTheUserWantsFullSpeed)
{
	startOnAKnownLine();
	goLive();
	const JobId large = postLarge();
	ASSERT_TRUE(obs->until([&] { return obs->job(large)->waitsForStream; }));
	obs->publisher().setPace({.mode = PaceMode::FullSpeed});
	EXPECT_TRUE(isSending(large));
}

TEST_F(WhileLive, NothingIsBegunWhereTheUserWantsToPostAfterTheStream)
{
	startOnAKnownLine();
	obs->publisher().setPace({.mode = PaceMode::AfterStream});
	goLive();
	const JobId small = obs->post(request(kOneRequest_bytes, 3))->id;
	ASSERT_TRUE(obs->until([&] { return obs->job(small)->waitsForStream; }));
	EXPECT_FALSE(obs->job(small)->error);
	EXPECT_EQ(sandbox.posts().size(), 1u);
	obs->publisher().noteShow({});
	EXPECT_EQ(obs->untilOver(small)->stage, JobStage::Published);
}

TEST_F(WhileLive, AnUploadForWhichTheStreamLeavesTooLittleIsGivenUpEarlyAndBegunAnewAfterIt)
{
	startOnAKnownLine();
	slowLink();
	const JobId large = postLarge();
	ASSERT_TRUE(isSending(large));
	goLive();
	clock.later = 40s;
	obs->publisher().noteShow(kLive);
	ASSERT_TRUE(obs->until([&] { return obs->job(large)->heldBackFor_bps > 0; }));
	EXPECT_EQ(obs->job(large)->stage, JobStage::Uploading) << "not before a minute";
	clock.later = 65s;
	obs->publisher().noteShow(kLive);
	ASSERT_TRUE(obs->until([&] { return obs->job(large)->waitsForStream; }));
	EXPECT_EQ(obs->job(large)->error->code, "upload_waits_for_stream");
	obs->publisher().noteShow({});
	EXPECT_TRUE(isSending(large));
}

} // namespace
} // namespace DirectPost::Publish
