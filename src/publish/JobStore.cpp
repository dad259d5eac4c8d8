#include "JobStore.hpp"

#include "JobJson.hpp"

#include <QByteArray>
#include <QDateTime>
#include <QFile>

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace DirectPost::Publish {

namespace {

constexpr int64_t kSchemaVersion = 1;
constexpr auto kCallsMatterFor = std::chrono::minutes(2);
constexpr int64_t kLatest_ms = 7'258'118'400'000;

constexpr const char *kSchema[] = {
	"CREATE TABLE job ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT, stage INTEGER NOT NULL, request TEXT NOT NULL,"
	" cancel_wanted INTEGER NOT NULL DEFAULT 0,"
	" plan_kind INTEGER NOT NULL DEFAULT 1, plans_tried INTEGER NOT NULL DEFAULT 0,"
	" chunk_size INTEGER NOT NULL DEFAULT 0, chunk_count INTEGER NOT NULL DEFAULT 0, inits INTEGER NOT NULL "
	"DEFAULT 0,"
	" publish_id TEXT NOT NULL DEFAULT '', upload_url TEXT NOT NULL DEFAULT '', ticket_ms INTEGER NOT NULL DEFAULT "
	"0,"
	" acked_bytes INTEGER NOT NULL DEFAULT 0, settled_ms INTEGER NOT NULL DEFAULT 0,"
	" post_ids TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '',"
	" created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL)",
	"CREATE TABLE history (id INTEGER PRIMARY KEY, job INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE,"
	" at_ms INTEGER NOT NULL, stage INTEGER NOT NULL, publish_id TEXT NOT NULL, note TEXT NOT NULL)",
	"CREATE INDEX history_of_job ON history(job)",
	"CREATE TABLE chunk (job INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE, chunk INTEGER NOT NULL,"
	" sha256 TEXT NOT NULL, PRIMARY KEY (job, chunk)) WITHOUT ROWID",
	"CREATE TABLE call (account TEXT NOT NULL, kind INTEGER NOT NULL, at_ms INTEGER NOT NULL)",
	"CREATE TABLE working_plan (account TEXT PRIMARY KEY, kind INTEGER NOT NULL) WITHOUT ROWID",
};

int64_t toMs(WallTime time)
{
	return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

// From 1970 to 2200: what lies beyond was never written by us, and would overflow when calculated with.
WallTime fromMs(int64_t time_ms)
{
	return WallTime(std::chrono::milliseconds(std::clamp<int64_t>(time_ms, 0, kLatest_ms)));
}

std::string joined(const std::vector<int64_t> &ids)
{
	std::string text;
	for (const int64_t id : ids)
		text += (text.empty() ? "" : ",") + std::to_string(id);
	return text;
}

std::vector<int64_t> idsFrom(const std::string &text)
{
	std::vector<int64_t> ids;
	std::istringstream stream(text);
	for (std::string id; std::getline(stream, id, ',');)
		ids.push_back(std::strtoll(id.c_str(), nullptr, 10));
	return ids;
}

QByteArray purpose(const std::string &publishId)
{
	return "upload_url:" + QByteArray::fromStdString(publishId);
}

// The log of a damaged database would be replayed into the new one: it goes with the file.
Expected<void> setAside(const std::filesystem::path &file, WallTime now)
{
	const std::string when =
		QDateTime::fromMSecsSinceEpoch(toMs(now)).toUTC().toString("yyyyMMdd-HHmmss").toStdString();
	for (const char *suffix : {"", "-wal", "-shm"}) {
		std::filesystem::path from = file;
		from += suffix;
		std::filesystem::path to = file;
		to += ".damaged-" + when + suffix;
		std::error_code failure;
		std::filesystem::rename(from, to, failure);
		if (failure && !*suffix)
			return std::unexpected(
				Error{.code = "store_unwritable",
				      .advice = Advice::FixSettings,
				      .retry = Retry::Later,
				      .detail = "setting the damaged store aside: " + failure.message()});
	}
	return {};
}

Expected<void> forgetOld(Database &database)
{
	return database.run("DELETE FROM job WHERE stage >= ? AND id NOT IN"
			    " (SELECT id FROM job WHERE stage >= ? ORDER BY id DESC LIMIT ?)",
			    {int64_t(JobStage::Published), int64_t(JobStage::Published), int64_t(JobStore::kHistory)});
}

Expected<bool> didChange(const Expected<void> &done, const Database &database)
{
	if (!done)
		return std::unexpected(done.error());
	return database.changes() > 0;
}

} // namespace

JobStore::JobStore(Database database, std::shared_ptr<const Account::Vault> vault)
	: database_(std::move(database)), vault_(std::move(vault))
{
}

Expected<JobStore::Opened> JobStore::open(const std::filesystem::path &file,
					  std::shared_ptr<const Account::Vault> vault, WallTime now)
{
	std::error_code failure;
	std::filesystem::create_directories(file.parent_path(), failure);
	auto database = openDatabase(file);
	std::optional<Error> damage;
	if (!database && database.error().code == "store_damaged") {
		damage = database.error();
		if (auto moved = setAside(file, now); !moved)
			return std::unexpected(moved.error());
		database = openDatabase(file);
	}
	if (!database)
		return std::unexpected(database.error());
	QFile::setPermissions(QString::fromStdU16String(file.u16string()), QFile::ReadOwner | QFile::WriteOwner);
	return Opened{std::unique_ptr<JobStore>(new JobStore(std::move(*database), std::move(vault))), damage};
}

Expected<Database> JobStore::openDatabase(const std::filesystem::path &file)
{
	auto database = Database::open(file);
	if (!database)
		return database;
	if (auto prepared = prepare(*database); !prepared)
		return std::unexpected(prepared.error());
	return database;
}

Expected<void> JobStore::prepare(Database &database)
{
	for (const char *pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON"}) {
		if (auto done = database.run(pragma); !done)
			return done;
	}
	bool isSound = false;
	auto checked = database.query("PRAGMA quick_check(1)", {},
				      [&isSound](const Row &row) { isSound = row.text(0) == "ok"; });
	if (!checked)
		return checked;
	if (!isSound)
		return std::unexpected(
			Error{.code = "store_damaged", .advice = Advice::CheckProfile, .detail = "quick_check"});

	return database.transaction([&database]() -> Expected<void> {
		const auto version = database.number("PRAGMA user_version");
		if (!version)
			return std::unexpected(version.error());
		if (*version > kSchemaVersion)
			return std::unexpected(Error{.code = "store_too_new",
						     .advice = Advice::FixSettings,
						     .detail = "schema version " + std::to_string(*version)});
		if (*version == kSchemaVersion)
			return forgetOld(database);
		for (const char *sql : kSchema) {
			if (auto done = database.run(sql); !done)
				return done;
		}
		return database.run("PRAGMA user_version=1");
	});
}

Expected<JobId> JobStore::add(const PostRequest &request, WallTime now)
{
	JobId id = 0;
	auto done = database_.transaction([&]() -> Expected<void> {
		auto added = database_.run("INSERT INTO job(stage, request, created_ms, changed_ms) VALUES(?,?,?,?)",
					   {int64_t(JobStage::Waiting), toJson(request), toMs(now), toMs(now)});
		id = database_.lastId();
		return added;
	});
	if (!done)
		return std::unexpected(done.error());
	return id;
}

Expected<void> JobStore::save(const Job &job, const std::string &note)
{
	return database_.transaction([&]() -> Expected<void> {
		auto saved = database_.run("UPDATE job SET stage=?, plan_kind=?, plans_tried=?, chunk_size=?, "
					   "chunk_count=?, inits=?, publish_id=?,"
					   " upload_url=?, ticket_ms=?, acked_bytes=?, settled_ms=?, post_ids=?, "
					   "error=?, changed_ms=? WHERE id=?",
					   {int64_t(job.stage), int64_t(job.planKind), int64_t(job.plansTried),
					    job.plan.chunkSize_bytes, int64_t(job.plan.count), int64_t(job.inits),
					    job.publishId, sealed(job), toMs(job.ticketAt), job.acked_bytes,
					    toMs(job.settledAt), joined(job.postIds), toJson(job.error),
					    toMs(job.changed), job.id});
		if (!saved)
			return saved;
		return database_.run("INSERT INTO history(job, at_ms, stage, publish_id, note) SELECT id,?,?,?,? FROM "
				     "job WHERE id=?",
				     {toMs(job.changed), int64_t(job.stage), job.publishId, note, job.id});
	});
}

Expected<void> JobStore::saveChunkDigest(JobId job, int chunk, const std::string &sha256)
{
	return database_.run("INSERT OR REPLACE INTO chunk(job, chunk, sha256) VALUES(?,?,?)",
			     {job, int64_t(chunk), sha256});
}

Expected<std::vector<Job>> JobStore::jobs()
{
	std::vector<Job> jobs;
	std::optional<Error> bad;
	auto done = database_.query("SELECT id, stage, request, cancel_wanted, plan_kind, plans_tried, chunk_size, "
				    "chunk_count, inits, publish_id,"
				    " upload_url, ticket_ms, acked_bytes, settled_ms, post_ids, error, created_ms, "
				    "changed_ms FROM job ORDER BY id",
				    {}, [&](const Row &row) {
					    auto job = jobFrom(row);
					    if (job)
						    jobs.push_back(std::move(*job));
					    else
						    bad = job.error();
				    });
	if (!done)
		return std::unexpected(done.error());
	if (bad)
		return std::unexpected(*bad);
	return jobs;
}

Expected<Job> JobStore::jobFrom(const Row &row) const
{
	auto request = requestFromJson(row.text(2));
	if (!request)
		return std::unexpected(request.error());
	Job job;
	job.id = row.integer(0);
	job.stage = static_cast<JobStage>(row.integer(1));
	job.request = std::move(*request);
	job.cancelWanted = row.integer(3) != 0;
	job.planKind = static_cast<PlanKind>(row.integer(4));
	job.plansTried = static_cast<int>(row.integer(5));
	job.plan = {.size_bytes = job.size_bytes(),
		    .chunkSize_bytes = row.integer(6),
		    .count = static_cast<int>(row.integer(7))};
	job.inits = static_cast<int>(row.integer(8));
	job.publishId = row.text(9);
	job.uploadUrl = unsealed(row.text(10), job.publishId);
	job.ticketAt = fromMs(row.integer(11));
	job.acked_bytes = row.integer(12);
	job.settledAt = fromMs(row.integer(13));
	job.postIds = idsFrom(row.text(14));
	job.error = errorFromJson(row.text(15));
	job.created = fromMs(row.integer(16));
	job.changed = fromMs(row.integer(17));
	if (!isSound(job))
		return std::unexpected(Error{.code = "store_damaged",
					     .advice = Advice::CheckProfile,
					     .detail = "job " + std::to_string(job.id) + " makes no sense"});
	return job;
}

std::string JobStore::sealed(const Job &job) const
{
	if (job.uploadUrl.isEmpty() || !vault_)
		return {};
	return vault_->seal(job.uploadUrl, purpose(job.publishId)).toStdString();
}

// A URL under another master key is as good as none: the machine copes with a ticket that has no URL.
Secret JobStore::unsealed(const std::string &sealedUrl, const std::string &publishId) const
{
	if (sealedUrl.empty() || !vault_)
		return {};
	return vault_->unseal(QByteArray::fromStdString(sealedUrl), purpose(publishId)).value_or(Secret());
}

Expected<bool> JobStore::wantCancel(JobId job)
{
	return didChange(database_.run("UPDATE job SET cancel_wanted=1 WHERE id=? AND stage<?",
				       {job, int64_t(JobStage::Published)}),
			 database_);
}

Expected<bool> JobStore::retry(JobId job, WallTime now)
{
	auto done = database_.run(
		"UPDATE job SET stage=?, cancel_wanted=0, plans_tried=0, inits=0, publish_id='', upload_url='',"
		" acked_bytes=0, settled_ms=0, error='', changed_ms=? WHERE id=? AND stage=?",
		{int64_t(JobStage::Waiting), toMs(now), job, int64_t(JobStage::Failed)});
	return didChange(done, database_);
}

Expected<bool> JobStore::remove(JobId job)
{
	return didChange(database_.run("DELETE FROM job WHERE id=? AND stage>=?", {job, int64_t(JobStage::Published)}),
			 database_);
}

Expected<int64_t> JobStore::foreignChanges()
{
	return database_.number("PRAGMA data_version");
}

Expected<void> JobStore::recordCall(const std::string &account, Call call, WallTime now)
{
	return database_.transaction([&]() -> Expected<void> {
		// A clock that was set back leaves calls in the future: they are no use either.
		auto pruned = database_.run("DELETE FROM call WHERE at_ms<? OR at_ms>?",
					    {toMs(now - kCallsMatterFor), toMs(now + kCallsMatterFor)});
		if (!pruned)
			return pruned;
		return database_.run("INSERT INTO call(account, kind, at_ms) VALUES(?,?,?)",
				     {account, int64_t(call), toMs(now)});
	});
}

Expected<std::vector<WallTime>> JobStore::callsSince(const std::string &account, Call call, WallTime since)
{
	std::vector<WallTime> times;
	auto done = database_.query("SELECT at_ms FROM call WHERE account=? AND kind=? AND at_ms>? ORDER BY at_ms",
				    {account, int64_t(call), toMs(since)},
				    [&times](const Row &row) { times.push_back(fromMs(row.integer(0))); });
	if (!done)
		return std::unexpected(done.error());
	return times;
}

PlanKind JobStore::workingPlan(const std::string &account)
{
	const int64_t kind = database_.number("SELECT kind FROM working_plan WHERE account=?", {account}).value_or(0);
	return kind >= int64_t(PlanKind::Usual) && kind <= int64_t(PlanKind::Split64) ? static_cast<PlanKind>(kind)
										      : PlanKind::Usual;
}

Expected<void> JobStore::rememberPlan(const std::string &account, PlanKind kind)
{
	return database_.run("INSERT OR REPLACE INTO working_plan(account, kind) VALUES(?,?)",
			     {account, int64_t(kind)});
}

} // namespace DirectPost::Publish
