#include "ClipTrouble.hpp"
#include "PostingFixture.hpp"

#include <fstream>

// What becomes of a post whose file changes, goes or comes back, and of the file when its post is out.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

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
	expectNoPost(kSixChunks_bytes, 52'000'000, {64'000'000});
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

TEST_F(Posting, SaysWhenTheFileWasDeletedAndDidNotComeBack)
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
	ASSERT_TRUE(obs->until([&] { return obs->job(id)->error && obs->job(id)->error->code == "file_missing"; }));
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

} // namespace
} // namespace DirectPost::Publish
