#include "Clips.hpp"
#include "Player.hpp"

#include <regex>

namespace DirectPost::Test {
namespace {

class Verdict : public SandboxTest {
protected:
	Verdict() : SandboxTest({.enforceRateLimits = false}) {}
	SandboxPost verdictOn(const std::string &bytes, const std::string &contentType = "video/mp4")
	{
		return *sandbox.post(send(bytes, contentType));
	}
	std::string failReason(const std::string &bytes, const std::string &contentType = "video/mp4")
	{
		return verdictOn(bytes, contentType).failReason;
	}
	std::string failReasonAt(std::string rate)
	{
		const std::string name = std::regex_replace(rate, std::regex("/"), "-") + "fps.mp4";
		return failReason(clip({.name = name, .rate = rate}));
	}
};

TEST_F(Verdict, AnOrdinaryMp4IsPublished)
{
	const SandboxPost post = verdictOn(clip({.name = "ordinary.mp4"}));
	EXPECT_EQ("PUBLISH_COMPLETE", post.status);
	ASSERT_TRUE(post.media);
	EXPECT_EQ("mp4", post.media->container);
	EXPECT_TRUE(post.media->isComplete);
	EXPECT_TRUE(post.media->isFastStart);
	EXPECT_FALSE(post.media->isFragmented);
	EXPECT_EQ("avc1", post.media->videoCodec);
	EXPECT_EQ("mp4a", post.media->audioCodec);
	EXPECT_EQ(640, post.media->width);
	EXPECT_EQ(360, post.media->height);
	EXPECT_NEAR(2.0, post.media->duration_s, 0.05);
	EXPECT_NEAR(30.0, post.media->frameRate_fps, 0.01);
}

TEST_F(Verdict, AMoovAtTheEndIsSeenAndAccepted)
{
	const SandboxPost post = verdictOn(clip({.name = "moov-last.mp4", .container = ""}));
	EXPECT_EQ("PUBLISH_COMPLETE", post.status);
	EXPECT_FALSE(post.media->isFastStart);
}

TEST_F(Verdict, AMovIsQuickTime)
{
	const std::string mov = clip({.name = "clip.mov", .container = ""});
	EXPECT_EQ("", failReason(mov, "video/quicktime"));
	EXPECT_EQ("file_format_check_failed", failReason(mov, "video/mp4")) << "the content type must say so";
}

TEST_F(Verdict, AWebmIsAccepted)
{
	const SandboxPost post = verdictOn(clip({.name = "clip.webm",
						 .video = "-c:v libvpx -deadline realtime -cpu-used 8",
						 .audio = "libopus",
						 .container = ""}),
					   "video/webm");
	EXPECT_EQ("PUBLISH_COMPLETE", post.status) << post.failReason;
	EXPECT_EQ("webm", post.media->container);
	EXPECT_EQ("V_VP8", post.media->videoCodec);
	EXPECT_EQ(640, post.media->width);
	EXPECT_NEAR(2.0, post.media->duration_s, 0.1);
	EXPECT_NEAR(30.0, post.media->frameRate_fps, 0.5);
}

TEST_F(Verdict, AFragmentedMp4Fails)
{
	EXPECT_EQ("file_format_check_failed",
		  failReason(clip({.name = "fragmented.mp4", .container = "-movflags frag_keyframe+empty_moov"})));
}

TEST_F(Verdict, AnUnfinishedMp4Fails)
{
	const std::string whole = clip({.name = "moov-last.mp4", .container = ""});
	EXPECT_EQ("file_format_check_failed", failReason(whole.substr(0, whole.size() / 2))) << "no moov";
	const std::string fast = clip({.name = "ordinary.mp4"});
	EXPECT_EQ("file_format_check_failed", failReason(fast.substr(0, fast.size() - 1000))) << "the mdat is cut off";
}

// The bytes with others `offset` behind the first place of `name`.
std::string patched(std::string bytes, std::string_view name, size_t offset, std::string_view other)
{
	const size_t at = bytes.find(name);
	EXPECT_NE(std::string::npos, at) << name;
	return bytes.replace(at + offset, other.size(), other);
}

TEST_F(Verdict, AnIndexThatPromisesWhatIsNotThereFails)
{
	using namespace std::string_view_literals;
	const std::string whole = clip({.name = "ordinary.mp4"});
	EXPECT_EQ("file_format_check_failed", failReason(patched(whole, "avcC", 0, "free"))) << "no decoder's head";
	EXPECT_EQ("file_format_check_failed", failReason(patched(whole, "stco", 12, "\x7F\xFF\xFF\xFF"sv)))
		<< "samples beyond the end";
	EXPECT_EQ("file_format_check_failed", failReason(patched(whole, "stsz", 12, "\0\0\0\7"sv)))
		<< "fewer sizes than times";
}

TEST_F(Verdict, TheDurationIsThatOfTheTracksWhateverTheHeadSays)
{
	using namespace std::string_view_literals;
	sandbox.changeCreator("-000niaplays", [](SandboxCreator &creator) { creator.maxVideoPostDuration_s = 1; });
	const std::string whole = clip({.name = "ordinary.mp4"});
	EXPECT_EQ("duration_check_failed", failReason(patched(whole, "mvhd", 20, "\0\0\0\1"sv)));
}

TEST_F(Verdict, AnMkvARawFileAndAnotherCodecFail)
{
	EXPECT_EQ("file_format_check_failed", failReason(clip({.name = "clip.mkv", .container = ""})));
	EXPECT_EQ("file_format_check_failed", failReason(random(100'000)));
	EXPECT_EQ("file_format_check_failed", failReason(clip({.name = "mpeg4.mp4", .video = "-c:v mpeg4"})));
}

TEST_F(Verdict, TheFrameRateIs23To60)
{
	for (const char *rate : {"23", "24000/1001", "60000/1001", "60"})
		EXPECT_EQ("", failReasonAt(rate)) << rate;
	for (const char *rate : {"20", "22.9", "60.05", "60.1", "61"})
		EXPECT_EQ("frame_rate_check_failed", failReasonAt(rate)) << rate;
}

TEST_F(Verdict, EverySideIs360To4096)
{
	EXPECT_EQ("picture_size_check_failed", failReason(clip({.name = "low.mp4", .size = "640x358"})));
	EXPECT_EQ("picture_size_check_failed", failReason(clip({.name = "wide.mp4", .size = "4098x360"})));
	EXPECT_EQ("", failReason(clip({.name = "widest.mp4", .size = "4096x360"})));
}

TEST_F(Verdict, TheDurationIsTheCreators)
{
	sandbox.changeCreator("-000niaplays", [](SandboxCreator &creator) { creator.maxVideoPostDuration_s = 1; });
	EXPECT_EQ("duration_check_failed", failReason(clip({.name = "ordinary.mp4"})));
}

TEST_F(Verdict, ADraftWaitsInTheInboxUntilItsCreatorFinishesIt)
{
	const std::string bytes = clip({.name = "ordinary.mp4"});
	const auto size = static_cast<int64_t>(bytes.size());
	const json data = api("/v2/post/publish/inbox/video/init/", {{"source_info", directPost(size)["source_info"]}})
				  .parsed()["data"];
	const std::string publishId = data["publish_id"];
	put(data["upload_url"].get<std::string>().substr(sandbox.uploadUrl().size()), bytes, 0, size);
	EXPECT_EQ("SEND_TO_USER_INBOX", status(publishId).parsed()["data"]["status"]);
	EXPECT_TRUE(sandbox.finishDraft(publishId));
	EXPECT_EQ("PUBLISH_COMPLETE", status(publishId).parsed()["data"]["status"]);
}

TEST_F(Verdict, ADraftThatItsCreatorFinishedWaitsNoLonger)
{
	const std::string bytes = clip({.name = "ordinary.mp4"});
	const auto size = static_cast<int64_t>(bytes.size());
	const json body{{"source_info", directPost(size)["source_info"]}};
	std::string publishId;
	for (int i = 0; i < 5; ++i) {
		const json data = api("/v2/post/publish/inbox/video/init/", body).parsed()["data"];
		publishId = data["publish_id"];
		put(data["upload_url"].get<std::string>().substr(sandbox.uploadUrl().size()), bytes, 0, size);
	}
	EXPECT_EQ("spam_risk_too_many_pending_share", api("/v2/post/publish/inbox/video/init/", body).code());
	EXPECT_TRUE(sandbox.finishDraft(publishId));
	sandbox.advance(std::chrono::minutes(1));
	EXPECT_EQ("ok", api("/v2/post/publish/inbox/video/init/", body).code());
}

TEST_F(Verdict, APublicPostGetsAnIdThatNoDoubleHolds)
{
	const std::string publishId = send(clip({.name = "ordinary.mp4"}));
	const json data = status(publishId).parsed()["data"];
	ASSERT_EQ(1u, data["publicaly_available_post_id"].size());
	const auto id = data["publicaly_available_post_id"][0].get<int64_t>();
	EXPECT_EQ(19u, std::to_string(id).size());
	EXPECT_NE(id, static_cast<int64_t>(static_cast<double>(id)));
	const std::string link = sandbox.post(publishId)->link;
	EXPECT_EQ(sandbox.baseUrl() + "/@niaplays/video/" + std::to_string(id), link);
	EXPECT_EQ(200, get(link.substr(sandbox.baseUrl().size())).status);
}

TEST_F(Verdict, ProcessingAndModerationTakeTheirTime)
{
	sandbox.setProcessing(std::chrono::seconds(30), std::chrono::seconds(60));
	const std::string publishId = send(clip({.name = "ordinary.mp4"}));
	EXPECT_EQ("PROCESSING_UPLOAD", status(publishId).parsed()["data"]["status"]);
	sandbox.advance(std::chrono::seconds(31));
	const json published = status(publishId).parsed()["data"];
	EXPECT_EQ("PUBLISH_COMPLETE", published["status"]);
	EXPECT_FALSE(published.contains("publicaly_available_post_id"));
	sandbox.advance(std::chrono::seconds(60));
	EXPECT_EQ(1u, status(publishId).parsed()["data"]["publicaly_available_post_id"].size());
}

TEST_F(Verdict, APrivatePostHasNoId)
{
	creatorInfo();
	const std::string bytes = clip({.name = "ordinary.mp4"});
	json body = directPost(static_cast<int64_t>(bytes.size()));
	body["post_info"]["privacy_level"] = "SELF_ONLY";
	const Upload upload = begin(body);
	put(upload.url, bytes, 0, static_cast<int64_t>(bytes.size()));
	const json data = status(upload.publishId).parsed()["data"];
	EXPECT_EQ("PUBLISH_COMPLETE", data["status"]);
	EXPECT_FALSE(data.contains("publicaly_available_post_id"));
}

TEST_F(Verdict, AFailureComesWithHttp200AndItsReason)
{
	const std::string publishId = send(random(1000));
	const Reply reply = status(publishId);
	EXPECT_EQ(200, reply.status);
	EXPECT_EQ("ok", reply.code());
	EXPECT_EQ("FAILED", reply.parsed()["data"]["status"]);
	EXPECT_EQ("file_format_check_failed", reply.parsed()["data"]["fail_reason"]);
}

TEST_F(Verdict, TheSameFileTwiceIsAViolation)
{
	const std::string bytes = clip({.name = "ordinary.mp4"});
	send(bytes);
	EXPECT_FALSE(isViolated("duplicate_post"));
	send(bytes);
	EXPECT_TRUE(isViolated("duplicate_post"));
}

TEST_F(Verdict, StatusKnowsOnlyItsOwnPosts)
{
	const std::string publishId = send(random(1000));
	EXPECT_EQ("invalid_publish_id", status("v_pub_file~v2-1.1").code());
	EXPECT_EQ(400, status("v_pub_file~v2-1.1").status);
	sandbox.addCreator({.openId = "-000other", .username = "other", .nickname = "Other"});
	tokens = sandbox.issueTokens("-000other");
	EXPECT_EQ("token_not_authorized_for_specified_publish_id", status(publishId).code());
}

TEST_F(Verdict, OnlyPullsCanBeCancelled)
{
	const std::string publishId = send(random(1000));
	EXPECT_EQ("publish_not_cancellable", api("/v2/post/publish/cancel/", {{"publish_id", publishId}}).code());
}

} // namespace
} // namespace DirectPost::Test
