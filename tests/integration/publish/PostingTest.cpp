#include "ClipTrouble.hpp"
#include "PostingFixture.hpp"

#include <JobStore.hpp>

#include <fstream>

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

class Posting : public PostingFixture {};

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

// As after a restart on many file systems.
TEST_F(Posting, SendsAFileThatTheSystemNumbersOtherwiseThanBefore)
{
	startObs();
	for (const int64_t size_bytes : {kOneRequest_bytes, kSixChunks_bytes}) {
		PostRequest renumbered = request(size_bytes);
		std::get<VideoRequest>(renumbered.what).uploadIdentity.fileId = "4711:12";
		const auto over = obs->untilOver(obs->post(renumbered)->id);
		ASSERT_EQ(over->stage, JobStage::Published) << over->error.value_or(Error{}).code;
		EXPECT_EQ(complete().back().sha256, sha);
	}
}

TEST_F(Posting, SendsNoFileThatChangedAndIsNumberedOtherwise)
{
	startObs();
	PostRequest changed = request(kSixChunks_bytes);
	auto &identity = std::get<VideoRequest>(changed.what).uploadIdentity;
	identity.fileId = "4711:12";
	identity.edgesSha256 = std::string(64, '0');
	const auto over = obs->untilOver(obs->post(changed)->id);
	EXPECT_EQ(over->stage, JobStage::Failed);
	EXPECT_EQ(over->error->code, "file_replaced") << "nothing of it was sent";
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
TEST_F(Posting, SaysThatItSendsAgainWhatAnEarlierRunDidNotSendWhole)
{
	slowLink();
	startObs();
	const JobId id = obs->post(request(44'000'000))->id;
	ASSERT_TRUE(untilSent(id, 4'000'000));
	obs.reset();

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

TEST_F(Posting, NeverMixesTwoVersionsOfAFile)
{
	slowLink();
	startObs();
	const PostRequest original = request(kSixChunks_bytes);
	const std::string otherVersion = noise(kSixChunks_bytes, 99);
	const JobId id = obs->post(original)->id;
	ASSERT_TRUE(untilSent(id, 12'000'000));
	write(std::get<VideoRequest>(original.what).uploadFile, otherVersion);
	sandbox.clearFaults();
	const auto over = obs->untilOver(id);
	EXPECT_EQ(over->stage, JobStage::Failed);
	EXPECT_EQ(over->error->code, "file_changed");
	EXPECT_TRUE(complete().empty());
}

// A file that is overwritten here and there once so many bytes of it are sent.
class WrittenToMeanwhile : public PostingFixture {
protected:
	void expectNoPost(int64_t size_bytes, int64_t sent_bytes, std::initializer_list<int64_t> offsets)
	{
		slowLink();
		startObs();
		const PostRequest original = request(size_bytes);
		const JobId id = obs->post(original)->id;
		ASSERT_TRUE(untilSent(id, sent_bytes));
		for (const int64_t offset : offsets)
			overwrite(std::get<VideoRequest>(original.what).uploadFile, offset);
		sandbox.clearFaults();
		const auto over = obs->untilOver(id);
		EXPECT_EQ(over->stage, JobStage::Failed);
		EXPECT_EQ(over->error->code, "file_changed");
		EXPECT_TRUE(complete().empty());
	}

private:
	static void overwrite(const std::filesystem::path &file, int64_t offset)
	{
		std::fstream(file, std::ios::binary | std::ios::in | std::ios::out).seekp(offset).write("other", 5);
	}
};

TEST_F(WrittenToMeanwhile, IsNeverPostedInOneRequest)
{
	expectNoPost(44'000'000, 2'000'000, {100'000, 43'000'000});
}

TEST_F(WrittenToMeanwhile, IsNeverPostedWhenItsLastChunkIsBeingSent)
{
	expectNoPost(kSixChunks_bytes, 52'000'000, {1'000'000});
}

// One that neither size nor time nor the ends of the file tell.
class ChangedUnnoticed : public PostingFixture {
protected:
	static std::filesystem::path fileOf(const PostRequest &request)
	{
		return std::get<VideoRequest>(request.what).uploadFile;
	}
	void expectNoPost(JobId id, const char *code)
	{
		sandbox.clearFaults();
		const auto over = obs->untilOver(id);
		EXPECT_EQ(over->stage, JobStage::Failed);
		EXPECT_EQ(over->error.value_or(Error()).code, code);
		EXPECT_TRUE(over->mayEdit);
		EXPECT_TRUE(complete().empty());
	}
	static constexpr const char *kHow = "middle, time put back";
};

TEST_F(ChangedUnnoticed, IsNotPostedWhenItWaited)
{
	startObs();
	const PostRequest waited = request(kSixChunks_bytes);
	alter(fileOf(waited), kHow);
	expectNoPost(obs->post(waited)->id, "file_replaced");
}

TEST_F(ChangedUnnoticed, IsNotPostedWhenItsOnlyRequestIsBeingSent)
{
	slowLink();
	startObs();
	const PostRequest original = request(44'000'000);
	const JobId id = obs->post(original)->id;
	ASSERT_TRUE(untilSent(id, 2'000'000));
	alter(fileOf(original), kHow);
	expectNoPost(id, "file_changed");
}

TEST_F(ChangedUnnoticed, IsNotPostedWhenItRestedBetweenItsChunks)
{
	slowLink();
	startObs();
	const PostRequest original = request(kSixChunks_bytes);
	const JobId id = obs->post(original)->id;
	ASSERT_TRUE(untilSent(id, 12'000'000));
	obs->publisher().pause(id);
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->isPaused; }, 10s));
	alter(fileOf(original), kHow);
	obs->publisher().resume(id);
	expectNoPost(id, "file_changed");
}

// Ten times as fast as the system's.
class QuickClock : public Clock {
public:
	std::chrono::steady_clock::time_point steadyNow() const override
	{
		const auto now = Clock::steadyNow();
		return now + 9 * (now - begun_);
	}

private:
	const std::chrono::steady_clock::time_point begun_ = Clock::steadyNow();
};

TEST_F(Posting, SaysWhenTheFileVanishedAndDidNotComeBack)
{
	slowLink();
	const QuickClock clock;
	Obs::Setup quick = setup();
	quick.clock = &clock;
	obs = std::make_unique<Obs>(std::move(quick));
	const PostRequest original = request(kSixChunks_bytes);
	const JobId id = obs->post(original)->id;
	ASSERT_TRUE(untilSent(id, 12'000'000));
	std::filesystem::remove(std::get<VideoRequest>(original.what).uploadFile);
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->error && obs->job(id)->error->code == "file_away"; }));
	EXPECT_TRUE(obs->job(id)->mayCancel);
	const auto over = obs->untilOver(id);
	EXPECT_EQ(over->stage, JobStage::Failed);
	EXPECT_EQ(over->error->code, "file_missing");
	EXPECT_TRUE(complete().empty());
	obs.reset(); // before its clock
}

// What is open is read on: the next request finds no file.
TEST_F(Posting, GoesOnWhenTheDiskOfTheClipIsBack)
{
	for (const int64_t size_bytes : {kOneRequest_bytes, kSixChunks_bytes}) {
		const bool isInChunks = size_bytes > kOneRequest_bytes;
		slowLink();
		startObs();
		std::filesystem::create_directories(folder() / "disk");
		PostRequest onDisk = request(size_bytes);
		auto &video = std::get<VideoRequest>(onDisk.what);
		const auto file = folder() / "disk" / video.uploadFile.filename();
		std::filesystem::rename(video.uploadFile, file);
		video.originalFile = video.uploadFile = file;
		video.uploadIdentity = identify(file).value(); // as it is checked there
		if (!isInChunks)
			std::filesystem::rename(folder() / "disk", folder() / "unplugged");
		const JobId id = obs->post(onDisk)->id;
		if (isInChunks) {
			ASSERT_TRUE(untilSent(id, 12'000'000));
			std::filesystem::rename(folder() / "disk", folder() / "unplugged");
		}
		ASSERT_TRUE(
			obs->until([&] { return obs->job(id)->error && obs->job(id)->error->code == "file_away"; }));
		EXPECT_TRUE(obs->job(id)->mayCancel) << size_bytes;
		EXPECT_TRUE(obs->job(id)->mayPause) << size_bytes;
		sandbox.clearFaults();
		std::filesystem::rename(folder() / "unplugged", folder() / "disk");
		const auto over = obs->untilOver(id);
		ASSERT_EQ(over->stage, JobStage::Published) << over->error.value_or(Error{}).code;
		EXPECT_EQ(complete().back().sha256, sha);
	}
}

TEST_F(Posting, KeepsAPreparedFileWhileItMayBeNeededAndDropsItAfterwards)
{
	inject({.name = "fail_reason", .code = "internal"});
	startObs();
	PostRequest owned = request(kOneRequest_bytes);
	std::get<VideoRequest>(owned.what).ownsUploadFile = true;
	const auto file = std::get<VideoRequest>(owned.what).uploadFile;
	const JobId id = obs->post(owned)->id;
	const auto failed = obs->untilOver(id);
	EXPECT_EQ(failed->stage, JobStage::Failed);
	EXPECT_TRUE(failed->mayRetry);
	EXPECT_TRUE(std::filesystem::exists(file));
	EXPECT_EQ(obs->publisher().filesInUse(), std::vector{file});

	obs->publisher().retry(id);
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->stage == JobStage::Published; }));
	EXPECT_TRUE(obs->until([&] { return !std::filesystem::exists(file); }));
	EXPECT_TRUE(obs->until([&] { return obs->publisher().filesInUse()->empty(); }));
	expectOnePostOf(sha);

	obs->publisher().remove(id);
	EXPECT_TRUE(obs->until([&] { return obs->publisher().queue().jobs.empty(); }));
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
