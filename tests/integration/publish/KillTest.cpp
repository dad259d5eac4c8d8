#include "PostingFixture.hpp"

#include <nlohmann/json.hpp>

#include <QProcess>

// A run of OBS that dies without a word, and the next one. Whatever the moment: one post, with the clip's own bytes.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::json;

constexpr int kPatience_ms = 90'000;

class Kill : public PostingFixture {
protected:
	void prepare(int64_t size_bytes)
	{
		file_ = clip(size_bytes);
		login_ = login();
	}

	Json order() const
	{
		return {{"url", sandbox.baseUrl()},
			{"ca_file", sandbox.caFile().string()},
			{"open_id", login_.openId},
			{"access_token", login_.accessToken.reveal()},
			{"refresh_token", login_.refreshToken.reveal()},
			{"client_key", login_.credentials.clientKey},
			{"client_secret", login_.credentials.clientSecret.reveal()},
			{"folder", (folder() / "settings").string()},
			{"file", file_.string()},
			{"is_draft", isDraft_},
			{"caption", "clip"}};
	}
	// It waits for so long first.
	Json orderIn(std::chrono::milliseconds time) const
	{
		const auto at = std::chrono::system_clock::now() + time;
		Json later = order();
		later["at_ms"] = std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()).count();
		return later;
	}

	static void begin(QProcess &process, const Json &order)
	{
		process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
		process.start(QStringLiteral(PUBLISH_DRIVER), {});
		process.write(QByteArray::fromStdString(order.dump()));
		process.closeWriteChannel();
	}
	// True: it reached a verdict; false: it died.
	bool runs(const Json &order)
	{
		QProcess process;
		begin(process, order);
		EXPECT_TRUE(process.waitForFinished(kPatience_ms));
		output_ = process.readAllStandardOutput().toStdString();
		return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
	}
	void goesOnToOnePost()
	{
		ASSERT_TRUE(runs(order())) << output_;
		const Json job = Json::parse(output_.substr(output_.rfind('{')));
		const JobStage end = isDraft_ ? JobStage::SentToInbox : JobStage::Published;
		EXPECT_EQ(job.at("stage"), static_cast<int>(end)) << output_;
		if (isDraft_)
			expectOneDraftOf(sha);
		else
			expectOnePostOf(sha);
	}
	void nextTrial()
	{
		expectNoMistakes();
		std::filesystem::remove_all(folder() / "settings");
		sandbox.clear();
	}
	// Dies after each committed transition in turn, until a run gets through.
	int killAtEveryTransition(const std::optional<SandboxFault> &trouble = {})
	{
		for (int transition = 1; transition < 100; ++transition) {
			SCOPED_TRACE("killed at transition " + std::to_string(transition));
			if (trouble)
				inject(*trouble);
			Json doomed = order();
			doomed["kill_at_transition"] = transition;
			if (runs(doomed))
				return transition - 1;
			goesOnToOnePost();
			EXPECT_LE(sandbox.posts().size(), 2u);
			if (HasFailure())
				return transition;
			nextTrial();
		}
		return 100;
	}
	// Dies while TikTok has done what it was asked and its reply is on the way.
	void killWhileTheReplyIsOnItsWay(SandboxFault fault, const Json &doomed)
	{
		fault.name = "slow_reply";
		fault.delay_s = 20;
		const int id = inject(fault);
		QProcess process;
		begin(process, doomed);
		for (int waited_ms = 0; sandbox.hits(id) == 0 && waited_ms < kPatience_ms; waited_ms += 10)
			process.waitForFinished(10);
		ASSERT_EQ(sandbox.hits(id), 1) << "the fault was never reached";
		process.kill();
		ASSERT_TRUE(process.waitForFinished(kPatience_ms));
		sandbox.clearFaults();
		goesOnToOnePost();
	}

	void killWhileTheReplyIsOnItsWay(const SandboxFault &fault) { killWhileTheReplyIsOnItsWay(fault, order()); }

	bool isDraft_ = false;
	std::filesystem::path file_;
	Login login_;
	std::string output_;
};

TEST_F(Kill, AtEveryTransitionOfAFileOfOneRequestLeavesOnePost)
{
	prepare(kOneRequest_bytes);
	EXPECT_GE(killAtEveryTransition(), 4);
}

TEST_F(Kill, AtEveryTransitionOfAFileInChunksLeavesOnePost)
{
	prepare(kSixChunks_bytes);
	EXPECT_GE(killAtEveryTransition(), 9);
}

TEST_F(Kill, AtEveryTransitionOfAnUploadInTroubleLeavesOnePost)
{
	prepare(kOneRequest_bytes);
	EXPECT_GE(killAtEveryTransition(SandboxFault{.name = "reply_lost", .endpoint = "upload", .times = 0}), 4);
}

TEST_F(Kill, AtEveryTransitionOfADraftLeavesOneInTheInbox)
{
	isDraft_ = true;
	prepare(kOneRequest_bytes);
	EXPECT_GE(killAtEveryTransition(), 4);
}

TEST_F(Kill, WhileAPostWaitsForItsMomentLeavesOnePost)
{
	prepare(kOneRequest_bytes);
	Json doomed = orderIn(2s);
	doomed["kill_after_post_ms"] = 500;
	EXPECT_FALSE(runs(doomed));
	EXPECT_TRUE(sandbox.posts().empty());
	goesOnToOnePost();
}

TEST_F(Kill, AtEveryTransitionOfAPostWhoseMomentHasComeLeavesOnePost)
{
	prepare(kOneRequest_bytes);
	for (int transition = 1; transition <= 4; ++transition) {
		SCOPED_TRACE("killed at transition " + std::to_string(transition));
		Json doomed = orderIn(500ms);
		doomed["kill_at_transition"] = transition;
		EXPECT_FALSE(runs(doomed));
		goesOnToOnePost();
		nextTrial();
	}
}

TEST_F(Kill, WhileTikTokIsAskedWhatMayBePostedLeavesOnePost)
{
	prepare(kOneRequest_bytes);
	killWhileTheReplyIsOnItsWay({.endpoint = "creator_info"}, orderIn(200ms));
}

TEST_F(Kill, WhileTheReplyToADraftsLastChunkIsOnItsWay)
{
	isDraft_ = true;
	prepare(kSixChunks_bytes);
	killWhileTheReplyIsOnItsWay({.endpoint = "upload", .chunk = 5});
	EXPECT_EQ(sandbox.posts().size(), 1u);
}

TEST_F(Kill, WhileTheTicketIsOnItsWay)
{
	prepare(kOneRequest_bytes);
	killWhileTheReplyIsOnItsWay({.endpoint = "video_init"});
	EXPECT_EQ(sandbox.posts().size(), 2u) << "no byte was sent under the first";
}

TEST_F(Kill, WhileTheReplyToTheOnlyChunkIsOnItsWay)
{
	prepare(kOneRequest_bytes);
	killWhileTheReplyIsOnItsWay({.endpoint = "upload"});
	EXPECT_EQ(sandbox.posts().size(), 1u);
	EXPECT_EQ(sandbox.posts().front().receivedTwice_bytes, 0);
}

TEST_F(Kill, WhileTheReplyToAChunkInTheMiddleIsOnItsWay)
{
	prepare(kSixChunks_bytes);
	killWhileTheReplyIsOnItsWay({.endpoint = "upload", .chunk = 2});
	EXPECT_EQ(sandbox.posts().size(), 1u);
	EXPECT_EQ(sandbox.posts().front().receivedTwice_bytes, 0) << "TikTok said that it has it";
}

TEST_F(Kill, WhileTheReplyToTheLastChunkIsOnItsWay)
{
	prepare(kSixChunks_bytes);
	killWhileTheReplyIsOnItsWay({.endpoint = "upload", .chunk = 5});
	EXPECT_EQ(sandbox.posts().size(), 1u);
}

TEST_F(Kill, WhileTheVerdictIsOnItsWay)
{
	prepare(kOneRequest_bytes);
	killWhileTheReplyIsOnItsWay({.endpoint = "status"});
	EXPECT_EQ(sandbox.posts().size(), 1u);
}

TEST_F(Kill, InMidChunkSendsThatChunkAgainAndNoOther)
{
	prepare(kSixChunks_bytes);
	inject({.name = "slow_link", .times = 0, .size_bytes = 20'000'000});
	Json doomed = order();
	doomed["kill_at_bytes"] = 25'000'000;
	EXPECT_FALSE(runs(doomed));
	sandbox.clearFaults();
	ASSERT_TRUE(untilChunksCame(3));
	goesOnToOnePost();
	EXPECT_EQ(sandbox.posts().size(), 1u);
	EXPECT_LE(sandbox.posts().front().receivedTwice_bytes, 10'000'000);
}

TEST_F(Kill, AgainAndAgainStillLeavesOnePost)
{
	prepare(kSixChunks_bytes);
	Json doomed = order();
	int deaths = 0;
	for (; deaths < 12; ++deaths) { // each run gets three transitions further
		doomed["kill_at_transition"] = 3;
		if (runs(doomed))
			break;
	}
	EXPECT_GE(deaths, 2);
	goesOnToOnePost();
}

} // namespace
} // namespace DirectPost::Publish
