#include "JobSchema.hpp"

#include "Decision.hpp"
#include "JobStore.hpp"
#include "Samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

// A store that the program of an earlier schema wrote. Its upload URLs are sealed under the bytes 0 to 31.
class StoreOfSchema : public testing::Test {
protected:
	explicit StoreOfSchema(int version) : version_(version) {}
	void SetUp() override
	{
		const std::string fixture = FIXTURES "/posts-schema-" + std::to_string(version_) + ".sqlite";
		std::filesystem::copy_file(fixture, file());
		ASSERT_EQ(Database::open(file())->number("PRAGMA user_version"), version_);
		for (size_t i = 0; i < key_.bytes.size(); ++i)
			key_.bytes[i] = static_cast<unsigned char>(i);
	}
	std::filesystem::path file() const { return folder_.path() / "posts.sqlite"; }
	std::unique_ptr<JobStore> open()
	{
		auto opened = JobStore::open(file(), std::make_shared<Account::Vault>(key_), kNow);
		EXPECT_TRUE(opened) << (opened ? "" : opened.error().code + opened.error().detail);
		if (!opened)
			return nullptr;
		EXPECT_FALSE(opened->setAside);
		return std::move(opened->store);
	}
	static Job job(JobStore &store, const std::string &name)
	{
		const auto jobs = store.jobs().value();
		const auto found =
			std::ranges::find_if(jobs, [&](const Job &one) { return one.caption().starts_with(name); });
		EXPECT_NE(found, jobs.end()) << name;
		return found == jobs.end() ? Job() : *found;
	}
	static std::vector<std::string> tables(const std::filesystem::path &file)
	{
		std::vector<std::string> all;
		auto database = Database::open(file);
		EXPECT_TRUE(database->query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name", {},
					    [&](const Row &row) { all.push_back(row.text(0)); }));
		return all;
	}

	const int version_;
	Folder folder_;
	Account::Vault::Key key_;
};

// Of each step but the last one, which the program of today takes itself: a new step wants a store of the one before.
class StoreOfEachSchema : public StoreOfSchema, public testing::WithParamInterface<int> {
protected:
	StoreOfEachSchema() : StoreOfSchema(GetParam()) {}
};

// A clip in each stage, photos that wait, and a clip that was taken from the list.
class StoreOfSchema1 : public StoreOfSchema {
protected:
	StoreOfSchema1() : StoreOfSchema(1) {}
};

// A clip that waits, one that is being sent, one that was posted, one that failed, and photos.
class StoreOfSchema2 : public StoreOfSchema {
protected:
	StoreOfSchema2() : StoreOfSchema(2) {}
};

// A clip that waits, one that is being sent, one that was posted, and photos.
class StoreOfSchema3 : public StoreOfSchema {
protected:
	StoreOfSchema3() : StoreOfSchema(3) {}
};

// The same, and a draft that waits.
class StoreOfSchema4 : public StoreOfSchema {
protected:
	StoreOfSchema4() : StoreOfSchema(4) {}
};

// A clip that waits, one that is being sent, one that waits for a moment, and a draft.
class StoreOfSchema5 : public StoreOfSchema {
protected:
	StoreOfSchema5() : StoreOfSchema(5) {}
};

TEST_F(StoreOfSchema1, HasAllItsJobsInTheirStages)
{
	const auto store = open();
	EXPECT_EQ(store->jobs()->size(), 9u);
	const std::pair<const char *, JobStage> stages[] = {
		{"waiting", JobStage::Waiting},       {"uploading", JobStage::Uploading},
		{"confirming", JobStage::Confirming}, {"processing", JobStage::Processing},
		{"published", JobStage::Published},   {"failed", JobStage::Failed},
		{"cancelled", JobStage::Cancelled},   {"unknown", JobStage::OutcomeUnknown},
		{"pictures", JobStage::Waiting}};
	for (const auto &[name, stage] : stages)
		EXPECT_EQ(job(*store, name).stage, stage) << name;
	EXPECT_EQ(store->history("", 10)->size(), 3u) << "with the one that was taken from the list";
}

TEST_F(StoreOfSchema1, GivesBackWhatWasSaidOfAClip)
{
	const Job found = job(*open(), "waiting");
	EXPECT_EQ(found.request.accountOpenId, "open-id");
	EXPECT_EQ(found.request.accountUsername, "niaplays");
	EXPECT_EQ(found.request.clipId, 0u);
	EXPECT_EQ(found.request.info(),
		  (TikTok::PostInfo{.caption = "waiting – last second clutch #speedrun",
				    .privacyLevel = TikTok::PrivacyLevel::PublicToEveryone,
				    .interactions = {.allowComment = true, .allowDuet = false, .allowStitch = true},
				    .commercial = {.isYourBrand = true, .isBrandedContent = false},
				    .isAiGenerated = true}));
	ASSERT_TRUE(found.video());
	EXPECT_EQ(found.video()->post.cover_ms, 1500);
	EXPECT_EQ(found.video()->originalFile, "/recordings/waiting.mkv");
	EXPECT_EQ(found.video()->uploadFile, "/cache/waiting.mp4");
	EXPECT_EQ(found.video()->contentId, "content-waiting");
	EXPECT_TRUE(found.video()->ownsUploadFile);
	EXPECT_EQ(found.video()->uploadIdentity,
		  (FileIdentity{
			  .size_bytes = kSixChunks_bytes, .modified_ticks = 1, .fileId = "1:2", .edgesSha256 = "ab"}));
}

TEST_F(StoreOfSchema1, GivesBackWhatWasSaidOfPhotos)
{
	const Job found = job(*open(), "pictures");
	const PostRequest expected = photoRequest();
	EXPECT_EQ(found.request, expected);
	EXPECT_EQ(found.error->code, "offline");
}

TEST_F(StoreOfSchema1, KnowsWhereAnUploadStood)
{
	const auto store = open();
	const Job uploading = job(*store, "uploading");
	EXPECT_EQ(uploading.publishId, "publish-uploading");
	EXPECT_EQ(uploading.uploadUrl.reveal(),
		  "https://upload.tiktokapis.com/video/?upload_id=2&upload_token=uploading");
	EXPECT_EQ(uploading.acked_bytes, 20'000'000);
	EXPECT_EQ(uploading.plan,
		  (TikTok::ChunkPlan{.size_bytes = kSixChunks_bytes, .chunkSize_bytes = 10'000'000, .count = 6}));
	EXPECT_EQ(uploading.planKind, PlanKind::TenMegabytes);
	EXPECT_TRUE(uploading.pauseWanted);
	EXPECT_EQ(uploading.ticketAt, kNow + 2min);
	EXPECT_EQ(job(*store, "published").postIds, (std::vector<int64_t>{7512345678901234567, 7512345678901234568}));
	EXPECT_EQ(job(*store, "failed").error->code, "privacy_not_offered");
	EXPECT_EQ(job(*store, "failed").error->logId, "20270115-log");
	EXPECT_EQ(store->workingPlan("open-id"), PlanKind::TenMegabytes);
	EXPECT_EQ(store->lastSpeed(), 2'500'000);
	EXPECT_EQ(store->callsSince("open-id", Call::Init, kNow)->size(), 1u);
}

TEST_F(StoreOfSchema1, GoesOn)
{
	const auto store = open();
	const auto next = [&](const char *name) {
		const Now now{.wall = kNow + 11min, .steady = SteadyTime(100h)};
		return decide(job(*store, name), Publish::Run(), Begun{}, now).what;
	};
	EXPECT_EQ(next("waiting"), Do::Init);
	EXPECT_EQ(next("uploading"), Do::Rest) << "it was paused";
	EXPECT_EQ(next("confirming"), Do::AskStatus);
	EXPECT_EQ(next("processing"), Do::AskStatus);
	EXPECT_EQ(next("published"), Do::Nothing);
	EXPECT_EQ(next("pictures"), Do::CheckPhotos);

	EXPECT_EQ(store->retry(job(*store, "failed").id, kNow + 11min), true);
	PostRequest again = job(*store, "published").request;
	EXPECT_EQ(store->add(again, kNow + 11min).error().code, "posted_already");
	again.isRepeatWanted = true;
	again.clipId = 77;
	const JobId added = store->add(again, kNow + 11min).value();
	Job changed = job(*store, "waiting");
	changed.stage = JobStage::Starting;
	EXPECT_TRUE(store->save(changed, "begun"));

	const auto later = open();
	EXPECT_EQ(later->jobs()->size(), 10u);
	EXPECT_EQ(job(*later, "failed").stage, JobStage::Waiting);
	EXPECT_EQ(job(*later, "waiting").stage, JobStage::Starting);
	const auto jobs = later->jobs().value();
	EXPECT_EQ(std::ranges::find(jobs, added, &Job::id)->request.clipId, 77u);
}

TEST_F(StoreOfSchema2, GoesOnWithItsJobsAndKnowsTheirFiles)
{
	const auto store = open();
	EXPECT_EQ(store->jobs()->size(), 5u);
	const Job waiting = job(*store, "waiting");
	EXPECT_EQ(waiting.stage, JobStage::Waiting);
	EXPECT_EQ(waiting.request.clipId, 7u);
	EXPECT_EQ(waiting.request.info(),
		  (TikTok::PostInfo{.caption = "waiting – last second clutch #speedrun",
				    .privacyLevel = TikTok::PrivacyLevel::PublicToEveryone,
				    .interactions = {.allowComment = true, .allowDuet = false, .allowStitch = false}}));
	EXPECT_EQ(job(*store, "pictures").request.what, photoRequest().what);
	EXPECT_EQ(job(*store, "published").postIds, (std::vector<int64_t>{7512345678901234567}));
	EXPECT_EQ(job(*store, "failed").error->kind, ErrorKind::Account);
	const Job uploading = job(*store, "uploading");
	EXPECT_EQ(uploading.stage, JobStage::Uploading);
	EXPECT_EQ(uploading.acked_bytes, 20'000'000);
	EXPECT_EQ(uploading.ticketAt, kNow + 2min);
	EXPECT_EQ(uploading.uploadUrl.reveal(),
		  "https://upload.tiktokapis.com/video/?upload_id=2&upload_token=uploading");
	EXPECT_EQ(uploading.video()->uploadIdentity,
		  (FileIdentity{
			  .size_bytes = kSixChunks_bytes, .modified_ticks = 17, .fileId = "1:2", .edgesSha256 = "ab"}))
		<< "with the ticks of its last write, which had another name";

	EXPECT_EQ(store->retry(job(*store, "failed").id, kNow + 11min), true);
	EXPECT_EQ(store->add(job(*store, "published").request, kNow).error().code, "posted_already");
	EXPECT_EQ(job(*open(), "failed").stage, JobStage::Waiting);
}

TEST_F(StoreOfSchema3, GoesOnWithItsJobsAndTakesDrafts)
{
	const auto store = open();
	EXPECT_EQ(store->jobs()->size(), 4u);
	EXPECT_EQ(job(*store, "waiting").stage, JobStage::Waiting);
	EXPECT_EQ(job(*store, "published").postIds, (std::vector<int64_t>{7512345678901234567}));
	EXPECT_EQ(job(*store, "pictures").request.what, photoRequest().what);
	const Job uploading = job(*store, "uploading");
	EXPECT_EQ(uploading.stage, JobStage::Uploading);
	EXPECT_EQ(uploading.acked_bytes, 20'000'000);
	EXPECT_EQ(uploading.uploadUrl.reveal(),
		  "https://upload.tiktokapis.com/video/?upload_id=2&upload_token=uploading");
	EXPECT_EQ(uploading.video()->plan, "a plan");
	EXPECT_EQ(uploading.video()->uploadIdentity.changed_ns, 18);
	const auto jobs = store->jobs().value();
	EXPECT_TRUE(std::ranges::none_of(jobs, &Job::isDraft));
	EXPECT_TRUE(pendingAt(kNow, store->drafts().value()).empty());

	for (int i = 0; i < kMostPendingDrafts; ++i)
		EXPECT_TRUE(store->add(draftRequest(kSmall_bytes), kNow));
	EXPECT_EQ(pendingAt(kNow, open()->drafts().value()).at("open-id"), kMostPendingDrafts);
}

TEST_F(StoreOfSchema4, GoesOnWithItsJobsAndTakesPostsThatWait)
{
	const auto store = open();
	EXPECT_EQ(store->jobs()->size(), 5u);
	EXPECT_EQ(pendingAt(kNow, store->drafts().value()).at("open-id"), 1);
	for (const Job &each : store->jobs().value())
		EXPECT_EQ(each.when, When());
	PostRequest later = videoRequest(kSmall_bytes);
	later.when = {.what = WaitsFor::Moment, .moment = kNow + 3h, .grace = 20min};
	const JobId id = store->add(later, kNow).value();
	const auto jobs = open()->jobs().value();
	EXPECT_EQ(std::ranges::find(jobs, id, &Job::id)->when, later.when);
}

TEST_F(StoreOfSchema5, GoesOnWithItsJobsAndLearnsWhatTheirFilesAre)
{
	const auto store = open();
	EXPECT_EQ(store->jobs()->size(), 4u);
	const Job uploading = job(*store, "uploading");
	EXPECT_EQ(uploading.stage, JobStage::Uploading);
	EXPECT_EQ(uploading.acked_bytes, 20'000'000);
	EXPECT_EQ(uploading.uploadUrl.reveal(),
		  "https://upload.tiktokapis.com/video/?upload_id=2&upload_token=uploading");
	EXPECT_EQ(job(*store, "later").when, (When{.what = WaitsFor::Moment, .moment = kNow + 3h, .grace = 20min}));
	EXPECT_EQ(store->fingerprint(uploading.id), "") << "the digests of its chunks are no use any more";
	EXPECT_TRUE(store->saveFingerprint(uploading.id, "ab"));
	EXPECT_EQ(open()->fingerprint(uploading.id), "ab");
}

TEST_P(StoreOfEachSchema, IsThenLikeOneThatWasMadeToday)
{
	ASSERT_TRUE(open());
	const std::filesystem::path fresh = folder_.path() / "fresh.sqlite";
	ASSERT_TRUE(openJobDatabase(fresh));
	EXPECT_EQ(tables(file()), tables(fresh));
	for (const auto &each : {file(), fresh})
		EXPECT_EQ(Database::open(each)->number("PRAGMA user_version"), kSchemaVersion);
}

TEST_P(StoreOfEachSchema, KeepsItsJobs)
{
	int64_t before = 0;
	std::vector<std::string> stages;
	{
		auto earlier = Database::open(file());
		before = earlier->number("SELECT count(*) FROM job WHERE removed=0").value();
		ASSERT_TRUE(earlier->query("SELECT id, stage FROM job WHERE removed=0 ORDER BY id", {},
					   [&](const Row &row) { stages.push_back(row.text(0) + ":" + row.text(1)); }));
	}
	ASSERT_GT(before, 0);
	auto jobs = open()->jobs().value();
	ASSERT_EQ(static_cast<int64_t>(jobs.size()), before);
	std::ranges::sort(jobs, {}, &Job::id);
	for (size_t i = 0; i < jobs.size(); ++i)
		EXPECT_EQ(std::to_string(jobs[i].id) + ":" + std::to_string(static_cast<int>(jobs[i].stage)),
			  stages[i]);
}

INSTANTIATE_TEST_SUITE_P(Step, StoreOfEachSchema, testing::Range(1, kSchemaVersion));

TEST(WaitsFor, KeepsItsNumbers)
{
	const std::pair<WaitsFor, int> numbers[] = {
		{WaitsFor::Nothing, 1}, {WaitsFor::Moment, 2}, {WaitsFor::StreamEnd, 3}, {WaitsFor::Recheck, 4}};
	for (const auto &[what, number] : numbers)
		EXPECT_EQ(static_cast<int>(what), number);
}

// What the rows of every version hold: never given another meaning.
TEST(JobStage, KeepsItsNumbers)
{
	const std::pair<JobStage, int> numbers[] = {{JobStage::Waiting, 1},     {JobStage::WaitingForAccount, 2},
						    {JobStage::Starting, 3},    {JobStage::Uploading, 4},
						    {JobStage::Confirming, 5},  {JobStage::Processing, 6},
						    {JobStage::Published, 7},   {JobStage::Failed, 8},
						    {JobStage::Cancelled, 9},   {JobStage::OutcomeUnknown, 10},
						    {JobStage::SentToInbox, 11}};
	for (const auto &[stage, number] : numbers)
		EXPECT_EQ(static_cast<int>(stage), number) << nameOf(stage);
}

} // namespace
} // namespace DirectPost::Publish
