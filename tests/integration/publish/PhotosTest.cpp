#include "PhotoHost.hpp"
#include "PostingFixture.hpp"

#include <JobStore.hpp>
#include <RetryPolicy.hpp>

// Photos have no upload: asking TikTok to post them is the commit point.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

class Photos : public testing::Test {
protected:
	Photos()
	{
		SandboxOptions options;
		options.creators = {{.openId = "open-nia", .username = "niaplays", .nickname = "Nia Plays"}};
		options.verifiedUrlPrefixes = {host_.url("")};
		options.loopbackCaFile = host_.certificate;
		sandbox_ = std::make_unique<Sandbox>(options);
		EXPECT_TRUE(sandbox_->start());
	}
	void SetUp() override { sent_bytes_ = host_.draw("1.jpg") + host_.draw("2.webp"); }
	void TearDown() override
	{
		if (HasFailure())
			std::cout << sandbox_->describe() << "\n" << (obs_ ? obs_->logged() : "") << "\n";
	}

	void startObs()
	{
		obs_.reset();
		const SandboxTokens tokens = sandbox_->issueTokens("open-nia");
		obs_ = std::make_unique<Obs>(
			Obs::Setup{.tikTokUrl = sandbox_->baseUrl(),
				   .caFile = host_.certificate.string(),
				   .folder = folder() / "settings",
				   .login = Login{.openId = tokens.openId,
						  .accessToken = Secret(tokens.accessToken),
						  .refreshToken = Secret(tokens.refreshToken),
						  .credentials = {sandbox_->options().clientKey,
								  Secret(sandbox_->options().clientSecret)}},
				   .clock = nullptr,
				   .log = {}});
	}
	PostRequest request(std::vector<std::string> paths) const
	{
		TikTok::PhotoPost post;
		for (const std::string &path : paths)
			post.imageUrls.push_back(host_.url(path));
		post.title = "two pictures";
		post.info.privacyLevel = TikTok::PrivacyLevel::PublicToEveryone;
		return {.accountOpenId = "open-nia", .accountUsername = "niaplays", .what = PhotoRequest{post}};
	}
	std::optional<JobSnapshot> outcome(const PostRequest &request)
	{
		const auto posted = obs_->post(request);
		return posted ? obs_->untilOver(posted->id) : std::nullopt;
	}
	// A post that TikTok's limit holds back for a while.
	JobId heldBack()
	{
		std::filesystem::create_directories(folder() / "settings");
		const auto now = std::chrono::system_clock::now();
		const auto opened = JobStore::open(folder() / "settings" / "posts.sqlite", nullptr, now);
		for (int i = 0; i < callsPerMinute(Call::Init); ++i)
			EXPECT_TRUE(opened->store->recordCall("open-nia", Call::Init, now - 54s));
		startObs();
		const JobId id = obs_->post(request({"1.jpg"}))->id;
		EXPECT_TRUE(obs_->until([&] { return obs_->job(id)->error.has_value(); }));
		EXPECT_EQ(obs_->job(id)->error->code, "posts_per_minute");
		return id;
	}
	// TikTok takes it to post and finds out later.
	void expectRefusalOf(const std::string &path, const char *failReason, const char *code)
	{
		startObs();
		const auto over = outcome(request({"1.jpg", path}));
		ASSERT_TRUE(over);
		EXPECT_EQ(over->stage, JobStage::Failed);
		EXPECT_EQ(over->error.value_or(Error{}).code, code);
		ASSERT_EQ(sandbox_->posts().size(), 1u);
		EXPECT_EQ(sandbox_->posts().front().failReason, failReason);
	}
	std::filesystem::path folder() const { return directory_.path().toStdU16String(); }

	QTemporaryDir directory_;
	PhotoHost host_{folder()};
	std::unique_ptr<Sandbox> sandbox_;
	std::unique_ptr<Obs> obs_;
	int64_t sent_bytes_ = 0; // of the two pictures there are
};

TEST_F(Photos, ArePostedOnceTheyWereLookedAt)
{
	startObs();
	PostRequest two = request({"1.jpg", "2.webp"});
	TikTok::PhotoPost &asked = std::get<PhotoRequest>(two.what).post;
	asked.coverIndex = 1;
	asked.info.isAiGenerated = true;
	const auto over = outcome(two);
	ASSERT_TRUE(over);
	EXPECT_EQ(over->stage, JobStage::Published) << over->error.value_or(Error{}).code;
	EXPECT_TRUE(over->linkIsPost);
	ASSERT_EQ(sandbox_->posts().size(), 1u);
	const SandboxPost post = sandbox_->posts().front();
	EXPECT_EQ(post.urls, asked.imageUrls);
	EXPECT_EQ(post.stored_bytes, sent_bytes_) << "TikTok fetched them";
	EXPECT_EQ(post.photoCoverIndex, 1);
	EXPECT_EQ(post.isAigc, true);
	// Creator info is the dock's to ask for.
	for (const SandboxViolation &violation : sandbox_->violations())
		EXPECT_EQ(violation.rule, "creator_info_not_asked") << violation.detail;
}

TEST_F(Photos, FailWhenTikTokFindsOneTooLarge)
{
	host_.draw("wall.jpg", "2160x3840");
	expectRefusalOf("wall.jpg", "picture_size_check_failed", "photos_too_large");
	EXPECT_EQ(obs_->publisher().queue().jobs.front().error->values.at(0).second, "2");
}

TEST_F(Photos, AreRefusedBeforeTikTokIsAskedWhenOneIsNotWhatItsNameSays)
{
	host_.draw("drawing.png");
	host_.rename("drawing.png", "drawing.jpg"); // and the server says what the name says
	startObs();
	const auto over = outcome(request({"1.jpg", "drawing.jpg"}));
	ASSERT_TRUE(over);
	EXPECT_EQ(over->stage, JobStage::Failed);
	EXPECT_EQ(over->error.value_or(Error{}).code, "photo_type_not_allowed");
	EXPECT_EQ(over->error->values.back(), std::pair(std::string("number"), std::string("2")));
	EXPECT_TRUE(sandbox_->posts().empty());
}

TEST_F(Photos, AreRefusedBeforeTikTokIsAskedWhenItCannotTakeThem)
{
	host_.draw("drawing.png");
	startObs();
	const auto over = outcome(request({"1.jpg", "drawing.png"}));
	ASSERT_TRUE(over);
	EXPECT_EQ(over->stage, JobStage::Failed);
	EXPECT_EQ(over->error->code, "photo_type_not_allowed");
	EXPECT_TRUE(sandbox_->posts().empty());
}

TEST_F(Photos, AreNeverPostedTwiceWhenTheReplyIsLost)
{
	const auto fault = sandbox_->inject({.name = "reply_lost", .endpoint = "content_init"});
	startObs();
	const auto over = outcome(request({"1.jpg"}));
	ASSERT_TRUE(over);
	EXPECT_EQ(over->stage, JobStage::OutcomeUnknown);
	EXPECT_EQ(over->error->code, "photos_outcome_unknown");
	EXPECT_FALSE(over->mayRetry);
	EXPECT_TRUE(over->link.ends_with("/@niaplays")) << "where the user can see";
	EXPECT_EQ(sandbox_->hits(*fault), 1);
	startObs();
	EXPECT_EQ(sandbox_->posts().size(), 1u);
}

TEST_F(Photos, SayTheyMayBeOutWhenObsDiedWhileTikTokWasAsked)
{
	ASSERT_TRUE(sandbox_->inject({.name = "slow_reply", .endpoint = "content_init", .delay_s = 20}));
	startObs();
	const auto posted = obs_->post(request({"1.jpg"}));
	ASSERT_TRUE(posted);
	ASSERT_TRUE(obs_->until([&] { return sandbox_->posts().size() == 1; }));
	sandbox_->clearFaults();
	startObs();
	EXPECT_EQ(obs_->untilOver(posted->id)->stage, JobStage::OutcomeUnknown);
	EXPECT_EQ(sandbox_->posts().size(), 1u);
}

// TikTok refused the request for its token: what fails after that is the login's renewal, and no photo is out.
TEST_F(Photos, GoOutOnceTheLoginThatTikTokTurnedDownWasRenewed)
{
	ASSERT_TRUE(sandbox_->inject({.name = "token_dies", .endpoint = "content_init"}));
	const auto down = sandbox_->inject({.name = "http_error_before", .endpoint = "token", .httpStatus = 503});
	startObs();
	const auto over = outcome(request({"1.jpg"}));
	ASSERT_TRUE(over);
	EXPECT_EQ(over->stage, JobStage::Published) << over->error.value_or(Error{}).code;
	EXPECT_EQ(sandbox_->hits(*down), 1);
	EXPECT_EQ(sandbox_->posts().size(), 1u);
}

TEST_F(Photos, AreCancelledWhileTikToksLimitHoldsThemBack)
{
	const JobId id = heldBack();
	obs_->publisher().cancel(id);
	EXPECT_EQ(obs_->untilOver(id)->stage, JobStage::Cancelled);
	EXPECT_FALSE(obs_->until([&] { return !sandbox_->posts().empty(); }, 8s)) << "its turn would have come";
}

TEST_F(Photos, ArePausedWhileTikToksLimitHoldsThemBackAndGoOutWhenTheyAreResumed)
{
	const JobId id = heldBack();
	obs_->publisher().pause(id);
	ASSERT_TRUE(obs_->until([&] { return obs_->job(id)->isPaused && !obs_->job(id)->error; }));
	EXPECT_FALSE(obs_->until([&] { return !sandbox_->posts().empty(); }, 8s)) << "its turn would have come";
	obs_->publisher().resume(id);
	EXPECT_EQ(obs_->untilOver(id)->stage, JobStage::Published);
	EXPECT_EQ(sandbox_->posts().size(), 1u);
}

TEST_F(Photos, GoOutAfterARestartWhileTikToksLimitHeldThemBack)
{
	const JobId id = heldBack();
	startObs();
	EXPECT_EQ(obs_->untilOver(id)->stage, JobStage::Published);
	EXPECT_EQ(sandbox_->posts().size(), 1u);
}

} // namespace
} // namespace DirectPost::Publish
