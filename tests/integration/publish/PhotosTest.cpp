#include "PostingFixture.hpp"

#include <QProcess>

#include <JobStore.hpp>
#include <RetryPolicy.hpp>

#include <httplib.h>

#include <thread>

// Photos have no upload: asking TikTok to post them is the commit point.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

// The user's own web server, with a certificate of its own.
class PhotoHost {
public:
	explicit PhotoHost(const std::filesystem::path &folder)
		: certificate(makeCertificate(folder)), server_(certificate.c_str(), (folder / "host.key").c_str())
	{
		const auto serve = [](const char *type) {
			return [type](const httplib::Request &, httplib::Response &reply) {
				reply.set_content(std::string(1000, 'p'), type);
			};
		};
		server_.Get(R"(/\d+\.jpg)", serve("image/jpeg"));
		server_.Get("/drawing.png", serve("image/png"));
		port_ = server_.bind_to_any_port("127.0.0.1");
		thread_ = std::jthread([this] { server_.listen_after_bind(); });
		server_.wait_until_ready();
	}
	~PhotoHost() { server_.stop(); }
	std::string url(const std::string &path) const
	{
		return "https://127.0.0.1:" + std::to_string(port_) + "/" + path;
	}

	const std::filesystem::path certificate;

private:
	static std::filesystem::path makeCertificate(const std::filesystem::path &folder)
	{
		const auto name = [&folder](const char *file) {
			return QString::fromStdString((folder / file).string());
		};
		EXPECT_EQ(QProcess::execute("openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt",
							"ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=photos",
							"-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
							name("host.key"), "-out", name("host.pem"), "-batch"}),
			  0);
		return folder / "host.pem";
	}

	httplib::SSLServer server_;
	int port_ = 0;
	std::jthread thread_;
};

class Photos : public testing::Test {
protected:
	Photos()
	{
		SandboxOptions options;
		options.creators = {{.openId = "open-nia", .username = "niaplays", .nickname = "Nia Plays"}};
		options.verifiedUrlPrefixes = {host_.url("")};
		sandbox_ = std::make_unique<Sandbox>(options);
		EXPECT_TRUE(sandbox_->start());
	}
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
		post.privacyLevel = TikTok::PrivacyLevel::PublicToEveryone;
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
	std::filesystem::path folder() const { return directory_.path().toStdU16String(); }

	QTemporaryDir directory_;
	PhotoHost host_{folder()};
	std::unique_ptr<Sandbox> sandbox_;
	std::unique_ptr<Obs> obs_;
};

TEST_F(Photos, ArePostedOnceTheyWereLookedAt)
{
	startObs();
	const auto over = outcome(request({"1.jpg", "2.jpg"}));
	ASSERT_TRUE(over);
	EXPECT_EQ(over->stage, JobStage::Published) << over->error.value_or(Error{}).code;
	EXPECT_TRUE(over->linkIsPost);
	ASSERT_EQ(sandbox_->posts().size(), 1u);
	EXPECT_EQ(sandbox_->posts().front().urls.size(), 2u);
}

TEST_F(Photos, AreRefusedBeforeTikTokIsAskedWhenItCannotTakeThem)
{
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
	EXPECT_FALSE(over->canBeRetried);
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
