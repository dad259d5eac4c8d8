#include "JobSchema.hpp"

#include <base/FileError.hpp>
#include <base/MoveFile.hpp>

#include <QDateTime>
#include <QFile>

#include <algorithm>
#include <iterator>

namespace DirectPost::Publish {

namespace {

// From 1970 to 2200: what lies beyond was never written by us, and would overflow when calculated with.
constexpr int64_t kLatest_ms = 7'258'118'400'000;

// The tables as the first version made them.
Expected<void> step1(Database &database)
{
	static constexpr const char *kTables[] = {
		"CREATE TABLE job ("
		" id INTEGER PRIMARY KEY AUTOINCREMENT, stage INTEGER NOT NULL, request TEXT NOT NULL,"
		" cancel_wanted INTEGER NOT NULL DEFAULT 0,"
		" plan_kind INTEGER NOT NULL DEFAULT 1, plans_tried INTEGER NOT NULL DEFAULT 0,"
		" chunk_size INTEGER NOT NULL DEFAULT 0, chunk_count INTEGER NOT NULL DEFAULT 0, inits INTEGER NOT "
		"NULL "
		"DEFAULT 0,"
		" publish_id TEXT NOT NULL DEFAULT '', upload_url TEXT NOT NULL DEFAULT '', ticket_ms INTEGER NOT NULL "
		"DEFAULT "
		"0,"
		" acked_bytes INTEGER NOT NULL DEFAULT 0, settled_ms INTEGER NOT NULL DEFAULT 0,"
		" post_ids TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '',"
		" created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL,"
		" place INTEGER NOT NULL DEFAULT 0, pause_wanted INTEGER NOT NULL DEFAULT 0, removed INTEGER NOT NULL "
		"DEFAULT "
		"0,"
		" content_id TEXT NOT NULL DEFAULT '', words TEXT NOT NULL DEFAULT '')",
		"CREATE INDEX job_by_content ON job(content_id)",
		"CREATE TABLE history (id INTEGER PRIMARY KEY, job INTEGER NOT NULL REFERENCES job(id) ON DELETE "
		"CASCADE,"
		" at_ms INTEGER NOT NULL, stage INTEGER NOT NULL, publish_id TEXT NOT NULL, note TEXT NOT NULL)",
		"CREATE INDEX history_of_job ON history(job)",
		"CREATE TABLE chunk (job INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE, publish_id TEXT NOT "
		"NULL,"
		" chunk INTEGER NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (job, publish_id, chunk)) WITHOUT ROWID",
		"CREATE TABLE call (account TEXT NOT NULL, kind INTEGER NOT NULL, at_ms INTEGER NOT NULL)",
		"CREATE TABLE working_plan (account TEXT PRIMARY KEY, kind INTEGER NOT NULL) WITHOUT ROWID",
		"CREATE TABLE line (id INTEGER PRIMARY KEY CHECK (id = 1), bytes_per_second INTEGER NOT NULL)",
	};
	for (const char *sql : kTables) {
		if (auto done = database.run(sql); !done)
			return done;
	}
	return {};
}

// No table changes. From here on a request keeps what is said about the post in one object ("info"), which a program of
// step 1 would take for damage: it must not open such a store. Rows of step 1 are read as they are.
Expected<void> step2(Database &)
{
	return {};
}

// No table changes either. From here on a file's "modified_ns", which were ticks, are called "modified_ticks", and it
// has a change time.
Expected<void> step3(Database &)
{
	return {};
}

// From here on a job may be a draft, and over in the inbox: a program of step 3 would post the one, and take the other
// for damage.
Expected<void> step4(Database &database)
{
	auto added = database.run("ALTER TABLE job ADD COLUMN draft_for TEXT NOT NULL DEFAULT ''");
	return added ? database.run("CREATE INDEX job_of_drafts ON job(draft_for) WHERE draft_for<>''") : added;
}

// From here on a job may wait for a moment, or for the end of the stream: a program of step 4 would post it at once.
Expected<void> step5(Database &database)
{
	for (const char *sql : {"ALTER TABLE job ADD COLUMN waits_for INTEGER NOT NULL DEFAULT 1",
				"ALTER TABLE job ADD COLUMN moment_ms INTEGER NOT NULL DEFAULT 0",
				"ALTER TABLE job ADD COLUMN grace_min INTEGER NOT NULL DEFAULT 0"}) {
		if (auto done = database.run(sql); !done)
			return done;
	}
	return {};
}

// From here on what was sent is known from what the whole file is, and no longer by itself.
Expected<void> step6(Database &database)
{
	auto dropped = database.run("DROP TABLE chunk");
	return dropped ? database.run("CREATE TABLE fingerprint (job INTEGER PRIMARY KEY REFERENCES job(id)"
				      " ON DELETE CASCADE, pieces TEXT NOT NULL) WITHOUT ROWID")
		       : dropped;
}

// Step n brings a store from n - 1 to n, and "PRAGMA user_version" says how many were taken. A step that was released
// is never changed: what is to change comes as the next one.
using Step = Expected<void> (*)(Database &);
constexpr Step kSteps[] = {&step1, &step2, &step3, &step4, &step5, &step6};
static_assert(std::size(kSteps) == kSchemaVersion);

Expected<void> takeSteps(Database &database, int64_t taken)
{
	for (auto step = static_cast<size_t>(taken); step < std::size(kSteps); ++step) {
		if (auto done = kSteps[step](database); !done)
			return done;
	}
	return database.run(("PRAGMA user_version=" + std::to_string(kSchemaVersion)).c_str());
}

Expected<void> prepare(Database &database)
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
			Error{.kind = ErrorKind::Damaged, .code = "store_damaged", .detail = "quick_check"});

	return database.transaction([&database]() -> Expected<void> {
		const auto version = database.number("PRAGMA user_version");
		if (!version)
			return std::unexpected(version.error());
		if (*version < 0 || *version > kSchemaVersion)
			return std::unexpected(Error{.kind = ErrorKind::AppSettings,
						     .code = "store_too_new",
						     .detail = "schema version " + std::to_string(*version)});
		return *version == kSchemaVersion ? Expected<void>() : takeSteps(database, *version);
	});
}

// SQLite gives its -wal and -shm files the permissions that the database has when it makes them: the database is there
// with its own before SQLite sees it. What is there from earlier is put right.
void keepPrivate(const std::filesystem::path &file)
{
	constexpr auto kOwner = QFile::ReadOwner | QFile::WriteOwner;
	QFile(file).open(QFile::WriteOnly | QFile::NewOnly, kOwner);
	for (const char *suffix : {"", "-wal", "-shm"}) {
		std::filesystem::path one = file;
		one += suffix;
		QFile(one).setPermissions(kOwner);
	}
}

} // namespace

WallTime fromMs(int64_t time_ms)
{
	return WallTime(std::chrono::milliseconds(std::clamp<int64_t>(time_ms, 0, kLatest_ms)));
}

Expected<Database> openJobDatabase(const std::filesystem::path &file)
{
	keepPrivate(file);
	auto database = Database::open(file);
	if (!database)
		return database;
	if (auto prepared = prepare(*database); !prepared)
		return std::unexpected(prepared.error());
	return database;
}

// The log of a damaged database would be replayed into the new one: it goes with the file.
Expected<void> setJobDatabaseAside(const std::filesystem::path &file, WallTime now)
{
	const std::string when =
		QDateTime::fromSecsSinceEpoch(std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count())
			.toUTC()
			.toString("yyyyMMdd-HHmmss")
			.toStdString();
	for (const char *suffix : {"", "-wal", "-shm"}) {
		std::filesystem::path from = file;
		from += suffix;
		std::filesystem::path to = file;
		to += ".damaged-" + when + suffix;
		const std::error_code failure = moveFile(from, to);
		if (failure && !*suffix)
			return std::unexpected(
				Error{.kind = ErrorKind::Disk,
				      .code = "store_unwritable",
				      .detail = "setting the damaged store aside: " + systemText(failure)});
	}
	return {};
}

} // namespace DirectPost::Publish
