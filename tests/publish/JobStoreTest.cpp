#include "JobSchema.hpp"
#include "JobStoreFixture.hpp"

#include <publish/FileIdentityJson.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

TEST_F(JobStoreTest, GivesBackAVideoAsItWasPosted)
{
	EXPECT_TRUE(open()->add(videoRequest(kSmall_bytes), kNow));
	const Job job = only(*open());
	const VideoRequest expected = std::get<VideoRequest>(videoRequest(kSmall_bytes).what);
	ASSERT_TRUE(job.video());
	EXPECT_EQ(job.stage, JobStage::Waiting);
	EXPECT_EQ(job.request.accountOpenId, "open-id");
	EXPECT_EQ(job.video()->originalFile, expected.originalFile);
	EXPECT_EQ(job.video()->uploadFile, expected.uploadFile);
	EXPECT_EQ(job.video()->uploadIdentity, expected.uploadIdentity);
	EXPECT_TRUE(job.video()->ownsUploadFile);
	EXPECT_EQ(job.caption(), expected.post.info.caption);
	EXPECT_EQ(job.privacyLevel(), expected.post.info.privacyLevel);
	EXPECT_TRUE(job.video()->post.info.interactions.allowComment);
	EXPECT_FALSE(job.video()->post.info.interactions.allowDuet);
	EXPECT_EQ(job.video()->context, expected.context);
	EXPECT_EQ(job.video()->post.cover_ms, 1500);
	EXPECT_EQ(job.created, kNow);
}

TEST(FileIdentityJson, IsReadAsEveryVersionWroteIt)
{
	const FileIdentity identity{
		.size_bytes = 5, .modified_ticks = 17, .fileId = "1:2", .edgesSha256 = "ab", .changed_ns = 18};
	EXPECT_EQ(fileIdentityFrom(toJson(identity)), identity);
	FileIdentity without = identity;
	without.changed_ns = 0;
	EXPECT_EQ(fileIdentityFrom(toJson(without)), without);
	EXPECT_EQ(
		fileIdentityFrom({{"size_bytes", 5}, {"modified_ns", 17}, {"file_id", "1:2"}, {"edges_sha256", "ab"}}),
		without);
}

TEST_F(JobStoreTest, ClearsEverythingThatIsOverAlsoWhatIsNotShown)
{
	const auto store = open();
	const JobId waiting = store->add(photoRequest(), kNow).value();
	const JobStage stages[] = {JobStage::Published, JobStage::Failed, JobStage::Cancelled,
				   JobStage::OutcomeUnknown};
	for (int i = 0; i < 2 * JobStore::kShown; ++i) {
		Job job;
		job.id = store->add(photoRequest(), kNow).value();
		job.request = photoRequest();
		job.stage = stages[i % 4];
		ASSERT_TRUE(store->save(job, "over"));
	}
	ASSERT_EQ(store->jobs()->size(), size_t(JobStore::kShown) + 1);
	ASSERT_TRUE(store->removeFinished());
	EXPECT_EQ(only(*store).id, waiting);
	EXPECT_EQ(store->history("", kMostFound)->size(), size_t(JobStore::kShown)) << "what may have been posted";
}

TEST_F(JobStoreTest, GivesBackPhotosAsTheyWerePosted)
{
	EXPECT_TRUE(open()->add(photoRequest(), kNow));
	const Job job = only(*open());
	const auto &post = std::get<PhotoRequest>(job.request.what).post;
	EXPECT_EQ(post.imageUrls.size(), 2u);
	EXPECT_EQ(post.coverIndex, 1);
	EXPECT_TRUE(post.autoAddMusic);
	EXPECT_EQ(job.title(), "two");
}

TEST_F(JobStoreTest, KeepsATransitionWholeAndItsHistory)
{
	auto store = open();
	EXPECT_TRUE(store->add(videoRequest(kSixChunks_bytes), kNow));
	Job job = only(*store);
	job.stage = JobStage::Uploading;
	job.publishId = "v_pub_file~v2-1.7";
	job.uploadUrl = Secret("https://open-upload.tiktokapis.com/video/?upload_id=1&upload_token=secret");
	job.plan = {.size_bytes = kSixChunks_bytes, .chunkSize_bytes = 10'000'000, .count = 6};
	job.planKind = PlanKind::TenMegabytes;
	job.ticketAt = kNow + 1s;
	job.acked_bytes = 20'000'000;
	job.postIds = {7'412'345'678'901'234'567, 7'412'345'678'901'234'568};
	job.error = errorOf(ErrorKind::Lost);
	job.error->values = {{"file", "a.mp4"}};
	job.inits = 2;
	ASSERT_TRUE(store->save(job, "chunk 1 taken"));
	store.reset();

	const Job read = only(*open());
	EXPECT_EQ(read.stage, job.stage);
	EXPECT_EQ(read.publishId, job.publishId);
	EXPECT_EQ(read.uploadUrl.reveal(), job.uploadUrl.reveal());
	EXPECT_EQ(read.plan, job.plan);
	EXPECT_EQ(read.planKind, job.planKind);
	EXPECT_EQ(read.ticketAt, job.ticketAt);
	EXPECT_EQ(read.acked_bytes, job.acked_bytes);
	EXPECT_EQ(read.postIds, job.postIds);
	EXPECT_EQ(read.inits, 2);
	ASSERT_TRUE(read.error);
	EXPECT_EQ(*read.error, *job.error);
	EXPECT_EQ(read.error->values, job.error->values);

	auto database = Database::open(file());
	EXPECT_EQ(database->number("SELECT count(*) FROM history WHERE note='chunk 1 taken'").value(), 1);
}

TEST_F(JobStoreTest, KeepsNoUploadUrlInTheClear)
{
	auto store = open();
	EXPECT_TRUE(store->add(videoRequest(kSmall_bytes), kNow));
	Job job = only(*store);
	job.uploadUrl = Secret("https://upload/?upload_token=topsecret");
	ASSERT_TRUE(store->save(job, "ticket"));
	for (const auto &entry : std::filesystem::directory_iterator(folder_.path())) {
		std::ifstream stream(entry.path(), std::ios::binary);
		const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
		EXPECT_EQ(bytes.find("topsecret"), std::string::npos) << entry.path();
	}
}

#ifndef _WIN32
TEST_F(JobStoreTest, IsReadableToNobodyElseWithAllItsFiles)
{
	namespace fs = std::filesystem;
	const auto permissionsOf = [this](const char *suffix) {
		return fs::status(fs::path(file()) += suffix).permissions();
	};
	constexpr auto kOwnerOnly = fs::perms::owner_read | fs::perms::owner_write;
	const mode_t before = umask(0);
	auto store = open();
	EXPECT_TRUE(store->add(videoRequest(kSmall_bytes), kNow));
	for (const char *suffix : {"", "-wal", "-shm"}) {
		EXPECT_EQ(permissionsOf(suffix), kOwnerOnly) << suffix;
		fs::permissions(fs::path(file()) += suffix, fs::perms::all); // as an earlier version left them
	}
	const auto other = open();
	for (const char *suffix : {"", "-wal", "-shm"})
		EXPECT_EQ(permissionsOf(suffix), kOwnerOnly) << suffix;
	umask(before);
}
#endif

TEST_F(JobStoreTest, ReadsAnErrorThatWasStoredBeforeErrorsHadAKind)
{
	const JobId id = *open()->add(videoRequest(kSmall_bytes), kNow);
	const auto kindAfter = [&](const std::string &fields) {
		const std::string error = R"({"code":"any","detail":"","values":[],"log_id":"L1",)" + fields + "}";
		auto database = Database::open(file());
		EXPECT_TRUE(database->run("UPDATE job SET error=? WHERE id=?", {error, id}));
		const auto read = only(*open()).error;
		EXPECT_TRUE(read) << fields;
		EXPECT_EQ(read.value_or(Error()).logId, "L1");
		return read.value_or(Error()).kind;
	};
	EXPECT_EQ(kindAfter(R"("advice":4,"retry":1)"), ErrorKind::Account) << "it waits for the account still";
	EXPECT_EQ(kindAfter(R"("advice":2,"retry":2)"), ErrorKind::Lost);
	EXPECT_EQ(kindAfter(R"("advice":10,"retry":1)"), ErrorKind::Refused);
	EXPECT_EQ(kindAfter(R"("kind":"clip_file")"), ErrorKind::ClipFile);
	EXPECT_EQ(kindAfter(R"("kind":"of_a_later_version")"), ErrorKind::Refused);
}

TEST_F(JobStoreTest, TakesCommandsOnlyWhereTheStageAllowsThem)
{
	auto store = open();
	const JobId id = *store->add(videoRequest(kSmall_bytes), kNow);
	EXPECT_FALSE(*store->retry(id, kNow)) << "it has not failed";
	EXPECT_FALSE(*store->remove(id)) << "it is not over";
	EXPECT_TRUE(*store->wantCancel(id));
	EXPECT_TRUE(only(*store).cancelWanted);

	Job job = only(*store);
	job.stage = JobStage::Failed;
	job.publishId = "old";
	job.plansTried = 2;
	ASSERT_TRUE(store->save(job, "failed"));
	EXPECT_FALSE(*store->wantCancel(id));
	EXPECT_TRUE(*store->retry(id, kNow));
	EXPECT_EQ(only(*store).stage, JobStage::Waiting);
	EXPECT_FALSE(only(*store).cancelWanted);
	EXPECT_TRUE(only(*store).publishId.empty());

	job.stage = JobStage::OutcomeUnknown;
	ASSERT_TRUE(store->save(job, "unknown"));
	EXPECT_FALSE(*store->retry(id, kNow)) << "it may be out already";
	EXPECT_TRUE(*store->remove(id));
	EXPECT_TRUE(store->jobs()->empty());
	EXPECT_EQ(store->history("", 10)->size(), 1u) << "the history keeps what may be out";
}

TEST_F(JobStoreTest, DoesNotLoseAnotherProcessesWishToCancelToATransition)
{
	auto driver = open();
	auto other = open();
	const JobId id = *driver->add(videoRequest(kSmall_bytes), kNow);
	Job job = only(*driver);
	ASSERT_TRUE(*other->wantCancel(id));
	job.stage = JobStage::Starting;
	ASSERT_TRUE(driver->save(job, "begun"));
	EXPECT_TRUE(only(*driver).cancelWanted);
}

TEST_F(JobStoreTest, NoticesWhatAnotherProcessChanged)
{
	auto driver = open();
	auto other = open();
	const int64_t before = driver->foreignChanges().value();
	EXPECT_TRUE(driver->add(videoRequest(1), kNow));
	EXPECT_EQ(driver->foreignChanges().value(), before) << "its own";
	EXPECT_TRUE(other->add(videoRequest(1), kNow));
	EXPECT_NE(driver->foreignChanges().value(), before);
}

TEST_F(JobStoreTest, RemembersCallsAcrossRestarts)
{
	auto store = open();
	for (int i = 0; i < 3; ++i)
		ASSERT_TRUE(store->recordCall("open-id", Call::Init, kNow + std::chrono::seconds(i)));
	ASSERT_TRUE(store->recordCall("open-id", Call::Status, kNow));
	ASSERT_TRUE(store->recordCall("someone", Call::Init, kNow));
	store = open();
	EXPECT_EQ(store->callsSince("open-id", Call::Init, kNow - 60s)->size(), 3u);
	ASSERT_TRUE(store->recordCall("open-id", Call::Init, kNow + 10min));
	EXPECT_EQ(store->callsSince("open-id", Call::Init, kNow - 60s)->size(), 1u) << "old ones are forgotten";
}

TEST_F(JobStoreTest, RemembersThePlanThatWorkedForEachAccount)
{
	auto store = open();
	EXPECT_EQ(store->workingPlan("open-id"), std::nullopt);
	ASSERT_TRUE(store->rememberPlan("open-id", PlanKind::Split32));
	ASSERT_TRUE(store->rememberPlan("open-id", PlanKind::Split64));
	EXPECT_EQ(open()->workingPlan("open-id"), PlanKind::Split64);
	EXPECT_EQ(open()->workingPlan("someone"), std::nullopt);
}

TEST_F(JobStoreTest, ForgetsWhatHasBeenOverForLong)
{
	auto store = open();
	EXPECT_TRUE(store->add(videoRequest(1), kNow));
	auto database = Database::open(file());
	ASSERT_TRUE(database->run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
				  " INSERT INTO job(stage, request, created_ms, changed_ms)"
				  " SELECT ?, request, 0, 0 FROM job, n",
				  {int64_t(kHistory + 20), int64_t(JobStage::Published)}));
	store = open();
	EXPECT_EQ(database->number("SELECT count(*) FROM job").value(), kHistory + 1);
	const auto jobs = store->jobs();
	EXPECT_TRUE(std::ranges::contains(*jobs, JobStage::Waiting, &Job::stage)) << "what is not over stays";
	EXPECT_EQ(jobs->size(), size_t(JobStore::kShown + 1)) << "and the dock shows the newest";
}

} // namespace
} // namespace DirectPost::Publish
