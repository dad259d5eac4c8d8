#include "PostingFixture.hpp"

// A clip for the creator's inbox: what TikTok gets, how many it takes, and what it says of one later.
namespace DirectPost::Publish {
namespace {

class Drafts : public PostingFixture {
protected:
	PostRequest draft(int64_t size_bytes, uint32_t seed = 1)
	{
		PostRequest made = request(size_bytes, seed);
		auto &video = std::get<VideoRequest>(made.what);
		video.isDraft = true;
		video.post.info.privacyLevel.reset(); // nobody chose it
		return made;
	}
	std::optional<JobSnapshot> send(uint32_t seed)
	{
		const auto job = obs->post(draft(kOneRequest_bytes, seed));
		return job ? obs->untilOver(job->id) : job;
	}
	// The sandbox has its time, and the limit a minute is none of this.
	void passAMinute() { sandbox.advance(std::chrono::minutes(1)); }
	int pending() { return obs->publisher().queue().pendingDrafts["open-nia"]; }
};

TEST_F(Drafts, GoToTheInboxInChunksAndSayNothingAboutThePost)
{
	startObs();
	const auto over = obs->untilOver(obs->post(draft(kSixChunks_bytes))->id);
	ASSERT_EQ(over->stage, JobStage::SentToInbox) << over->error.value_or(Error{}).code;
	EXPECT_TRUE(over->isDraft);
	EXPECT_EQ(over->caption, "clip 1");
	EXPECT_EQ(over->link, "");
	expectOneDraftOf(sha);
	const SandboxPost post = sandbox.posts().front();
	EXPECT_EQ(post.chunks.size(), 6u);
	EXPECT_EQ(post.title, "");
	EXPECT_TRUE(sandbox.violations().empty()) << "also none about creator info: a draft asks for none";
	EXPECT_EQ(pending(), 1);
}

TEST_F(Drafts, ArePostsOnceTheirCreatorHasFinishedThem)
{
	startObs();
	const auto over = send(1);
	ASSERT_EQ(over->stage, JobStage::SentToInbox);
	EXPECT_TRUE(sandbox.finishDraft(sandbox.posts().front().publishId));
	ASSERT_TRUE(obs->until([&] { return obs->job(over->id)->stage == JobStage::Published; }));
	ASSERT_TRUE(obs->until([&] { return pending() == 0; }));
	EXPECT_EQ(sandbox.posts().size(), 1u);
}

TEST_F(Drafts, CountUntilTheyAreFinishedAlsoWhenTheyWereTakenFromTheList)
{
	startObs();
	const auto over = send(1);
	ASSERT_EQ(over->stage, JobStage::SentToInbox);
	obs->publisher().clearFinished();
	ASSERT_TRUE(obs->until([&] { return obs->publisher().queue().jobs.empty(); }));
	EXPECT_EQ(pending(), 1);
	obs.reset();
	startObs();
	ASSERT_TRUE(obs->until([&] { return pending() == 1; }));
	EXPECT_TRUE(obs->publisher().queue().jobs.empty());
	EXPECT_TRUE(sandbox.finishDraft(sandbox.posts().front().publishId));
	ASSERT_TRUE(obs->until([&] { return pending() == 0; }));
	EXPECT_TRUE(obs->publisher().queue().jobs.empty());
}

TEST_F(Drafts, AreRefusedBeforeTikTokRefusesTheSixth)
{
	startObs();
	for (uint32_t seed = 1; seed <= 5; ++seed)
		ASSERT_EQ(send(seed)->stage, JobStage::SentToInbox) << seed;
	EXPECT_EQ(pending(), 5);
	obs.reset();
	startObs();
	EXPECT_FALSE(obs->post(draft(kOneRequest_bytes, 6)));
	ASSERT_EQ(obs->refused().size(), 1u);
	EXPECT_EQ(obs->refused().front().code, "too_many_drafts");
	EXPECT_EQ(sandbox.posts().size(), 5u) << "TikTok was not asked";
	EXPECT_TRUE(sandbox.violations().empty());

	const auto asPost = obs->post(request(kOneRequest_bytes, 7));
	EXPECT_EQ(obs->untilOver(asPost->id)->stage, JobStage::Published) << "a post is no draft";
}

TEST_F(Drafts, ThatOthersHavePutThereMakeTikTokRefuse)
{
	startObs();
	for (uint32_t seed = 1; seed <= 5; ++seed)
		ASSERT_EQ(send(seed)->stage, JobStage::SentToInbox) << seed;
	obs.reset();
	std::filesystem::remove_all(folder() / "settings"); // another computer's
	passAMinute();
	startObs();
	const auto refused = send(6);
	EXPECT_EQ(refused->stage, JobStage::Failed);
	EXPECT_EQ(refused->error->code, "too_many_drafts");
	EXPECT_TRUE(refused->mayRetry);

	EXPECT_TRUE(sandbox.finishDraft(sandbox.posts().front().publishId));
	passAMinute();
	obs->publisher().retry(refused->id);
	ASSERT_TRUE(obs->until([&] { return obs->job(refused->id)->stage == JobStage::SentToInbox; }));
	EXPECT_EQ(sandbox.posts().size(), 6u) << "each of them once";
}

TEST_F(Drafts, AreDraftsAlsoAfterARestartAndWhenTheyAreRetried)
{
	inject({.name = "fail_reason", .code = "internal"});
	startObs();
	const auto failed = send(1);
	ASSERT_EQ(failed->stage, JobStage::Failed);
	obs.reset();
	startObs();
	ASSERT_TRUE(obs->until([&] { return obs->job(failed->id).has_value(); }));
	obs->publisher().retry(failed->id);
	ASSERT_TRUE(obs->until([&] { return obs->job(failed->id)->stage == JobStage::SentToInbox; }));
	EXPECT_EQ(sandbox.posts().size(), 2u);
	expectOneDraftOf(sha);
}

TEST_F(Drafts, WaitForALoginThatLacksThePermission)
{
	Obs::Setup withoutScope = setup();
	const SandboxTokens tokens = sandbox.issueTokens("open-nia", {"user.info.basic", "video.publish"});
	withoutScope.login->accessToken = Secret(tokens.accessToken);
	withoutScope.login->refreshToken = Secret(tokens.refreshToken);
	obs = std::make_unique<Obs>(withoutScope);
	const JobId id = obs->post(draft(kOneRequest_bytes))->id;
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->stage == JobStage::WaitingForAccount; }));
	EXPECT_EQ(obs->job(id)->error->code, "scope_missing");
	obs->connectAccount(login());
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::SentToInbox);
	expectOneDraftOf(sha);
}

TEST_F(Drafts, CanBeCancelledWhileTheyAreSent)
{
	slowLink();
	startObs();
	const JobId id = obs->post(draft(kSixChunks_bytes))->id;
	ASSERT_TRUE(untilSent(id, 5'000'000));
	obs->publisher().cancel(id);
	EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Cancelled);
	ASSERT_TRUE(obs->until([&] { return pending() == 0; }));
	EXPECT_TRUE(postsThatAre("SEND_TO_USER_INBOX").empty());
}

} // namespace
} // namespace DirectPost::Publish
