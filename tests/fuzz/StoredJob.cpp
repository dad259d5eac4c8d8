#include "Fuzz.hpp"

#include "JobJson.hpp"
#include "Decision.hpp"
#include "JobStore.hpp"

#include <QTemporaryDir>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <format>

using namespace DirectPost;
using namespace DirectPost::Fuzz;
using namespace DirectPost::Publish;

namespace {

constexpr std::array<std::string_view, 20> kColumns = {
	"stage", "request",    "cancel_wanted", "plan_kind", "plans_tried", "chunk_size", "chunk_count",
	"inits", "publish_id", "upload_url",    "ticket_ms", "acked_bytes", "settled_ms", "post_ids",
	"error", "place",      "pause_wanted",  "removed",   "content_id",  "words"};
const WallTime kNow(std::chrono::hours(500'000));

// A store with one job, and another hand that writes what it likes into its row.
class Store {
public:
	Store()
	{
		const std::filesystem::path file = std::filesystem::path(folder_.path().toStdString()) / "posts.sqlite";
		store_ = std::move(
			JobStore::open(file, std::make_shared<Account::Vault>(Account::Vault::Key()), kNow)->store);
		PhotoRequest photos;
		photos.post.info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
		mustHold(store_->add({.accountOpenId = "open-id", .accountUsername = "", .what = photos}, kNow)
				 .has_value(),
			 "a job can be stored");
		mustHold(sqlite3_open(file.c_str(), &foreign_) == SQLITE_OK, "the store can be opened twice");
		run("PRAGMA synchronous=OFF");
		run("CREATE TEMP TABLE pristine AS SELECT * FROM job");
	}
	~Store() { sqlite3_close(foreign_); }
	Store(const Store &) = delete;
	Store &operator=(const Store &) = delete;

	JobStore &operator*() { return *store_; }
	void begin()
	{
		run("REPLACE INTO job SELECT * FROM temp.pristine");
		run("DELETE FROM history");
	}
	void set(std::string_view column, std::string_view value)
	{
		run(std::format("UPDATE job SET {}=?", column), value);
	}

private:
	void run(const std::string &sql, std::string_view value = "")
	{
		sqlite3_stmt *statement = nullptr;
		sqlite3_prepare_v2(foreign_, sql.c_str(), -1, &statement, nullptr);
		sqlite3_bind_text(statement, 1, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
		sqlite3_step(statement); // a row that the schema does not allow stays as it was
		sqlite3_finalize(statement);
	}

	QTemporaryDir folder_;
	std::unique_ptr<JobStore> store_;
	sqlite3 *foreign_ = nullptr;
};

// "column=value" lines, for the columns that are not named as add() wrote them.
void write(Store &store, std::string_view text)
{
	store.begin();
	while (!text.empty()) {
		const std::string_view line = text.substr(0, text.find('\n'));
		text.remove_prefix(std::min(text.size(), line.size() + 1));
		const size_t equals = line.find('=');
		if (equals != std::string_view::npos && std::ranges::contains(kColumns, line.substr(0, equals)))
			store.set(line.substr(0, equals), line.substr(equals + 1));
	}
}

std::string described(const Job &job)
{
	std::string ids;
	for (const int64_t id : job.postIds)
		ids += std::to_string(id) + " ";
	return std::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", job.id, static_cast<int>(job.stage),
			   toJson(job.request), job.cancelWanted, static_cast<int>(job.planKind), job.plansTried,
			   job.plan.size_bytes, job.plan.chunkSize_bytes, job.plan.count, job.inits, job.publishId,
			   job.ticketAt.time_since_epoch().count(), job.acked_bytes,
			   job.settledAt.time_since_epoch().count(), ids, toJson(job.error));
}

void checkErrorOf(const Job &job)
{
	if (!job.error)
		return;
	mustHold(job.error->kind >= ErrorKind::Offline && job.error->kind <= ErrorKind::Refused,
		 "an error's kind is one we have");
}

// What the machine is going to calculate with.
void checkPlan(const Job &job)
{
	mustHold(job.stage >= JobStage::Waiting && job.stage <= kLastStage, "a stage is one we have");
	mustHold(job.planKind >= PlanKind::Usual && job.planKind <= PlanKind::Split64, "a plan is one we have");
	mustHold(job.acked_bytes >= 0 && job.acked_bytes <= std::max<int64_t>(job.size_bytes(), 0),
		 "no more was sent than there is");
	for (const int index : {0, job.plan.count / 2, job.plan.count - 1}) {
		if (index < 0 || index >= job.plan.count)
			continue;
		const auto [first, length_bytes] = job.plan.range(index);
		mustHold(first >= 0 && length_bytes > 0 && first + length_bytes <= job.size_bytes(),
			 "every chunk is a part of the file");
	}
}

// Taken up after a crash: whatever the row says, what is done next is possible, and nothing is begun anew that may be
// out.
void checkNext(const Job &job)
{
	const Decision next = decide(job, {}, Begun{}, {.wall = kNow, .steady = SteadyTime(std::chrono::hours(1))});
	if (next.what == Do::PutChunk)
		mustHold(next.chunk >= 0 && next.chunk < next.job.plan.count, "the next chunk is one of the plan's");
	if (next.what == Do::Init)
		mustHold(job.stage < JobStage::Uploading, "nothing that may have been sent is begun anew");
}

} // namespace

// A row of the store after a bad disk, another version of ours, or a curious user: it is read as it was written or not
// at all.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	static Store store;
	write(store, textOf(bytes, count));
	const auto jobs = (*store).jobs();
	mustHold(jobs.has_value(), "what makes no sense is no reason to give up the others");
	const bool isKeptOut = (*store).takeUnreadable().has_value();
	mustHold(jobs->size() <= (isKeptOut ? 0 : 1), "a row is read or kept out");
	if (jobs->empty())
		return 0;
	const Job &job = jobs->front();
	checkErrorOf(job);
	checkPlan(job);
	const auto request = requestFromJson(toJson(job.request));
	mustHold(request && toJson(*request) == toJson(job.request), "a request comes back as it was stored");
	mustHold((*store).save(job, "").has_value(), "what was read can be written");
	const auto again = (*store).jobs();
	mustHold(again && described(again->front()) == described(job), "a job comes back as it was saved");
	checkNext(job);
	return 0;
}
