#include "JobStore.hpp"

#include "JobJson.hpp"
#include "JobSchema.hpp"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace DirectPost::Publish {

namespace {

constexpr int64_t kSoundGrace_min = 366 * 24 * 60;

// The columns in the order in which jobFrom() reads them.
constexpr const char *kSelect =
	"SELECT id, stage, request, cancel_wanted, plan_kind, plans_tried, chunk_size, chunk_count,"
	" inits, publish_id, upload_url, ticket_ms, acked_bytes, settled_ms, post_ids, error,"
	" created_ms, changed_ms, place, pause_wanted, removed,"
	" waits_for, moment_ms, grace_min FROM job ";

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

// What was not written by us must not overflow when calculated with.
std::chrono::minutes graceFrom(int64_t grace_min)
{
	return std::chrono::minutes(std::clamp<int64_t>(grace_min, 0, kSoundGrace_min));
}

QByteArray purpose(const std::string &publishId)
{
	return "upload_url:" + QByteArray::fromStdString(publishId);
}

// Upper and lower case are the same to a search.
std::string folded(const std::string &text)
{
	return QString::fromStdString(text).toCaseFolded().toStdString();
}

std::string wordsOf(const PostRequest &request)
{
	Job job;
	job.request = request;
	return folded(job.title() + "\n" + job.caption() + "\n@" + request.accountUsername);
}

// A pattern for LIKE, in which % and _ are wildcards.
std::string anywhere(const std::string &words)
{
	std::string pattern = "%";
	for (const char c : folded(words)) {
		if (c == '%' || c == '_' || c == '\\')
			pattern += '\\';
		pattern += c;
	}
	return pattern + "%";
}

std::string contentIdOf(const PostRequest &request)
{
	const auto *video = std::get_if<VideoRequest>(&request.what);
	return video ? video->contentId : std::string();
}

Error repeatOf(const Job &earlier)
{
	const bool isQueued = !isOver(earlier.stage);
	const bool isInInbox = earlier.stage == JobStage::SentToInbox;
	const auto when = QDateTime::fromMSecsSinceEpoch(toMs(isQueued ? earlier.created : earlier.changed));
	return {.kind = ErrorKind::Repeat,
		.code = isQueued    ? "queued_already"
			: isInInbox ? "drafted_already"
				    : "posted_already",
		.values = {{"account", earlier.request.accountUsername},
			   {"when", when.toUTC().toString(Qt::ISODate).toStdString()}}};
}

// Its row cannot be read: it may be on TikTok, or may not.
Error repeatOf(const std::string &why)
{
	return {.kind = ErrorKind::Repeat, .code = "posted_perhaps", .detail = why};
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
	auto store = openReadable(file, vault);
	std::optional<Error> damage;
	if (!store && store.error().kind == ErrorKind::Damaged) {
		damage = store.error();
		if (auto moved = setJobDatabaseAside(file, now); !moved)
			return std::unexpected(moved.error());
		store = openReadable(file, vault);
	}
	if (!store)
		return std::unexpected(store.error());
	return Opened{std::move(*store), damage};
}

Expected<std::unique_ptr<JobStore>> JobStore::openReadable(const std::filesystem::path &file,
							   std::shared_ptr<const Account::Vault> vault)
{
	auto database = openJobDatabase(file);
	if (!database)
		return std::unexpected(database.error());
	std::unique_ptr<JobStore> store(new JobStore(std::move(*database), std::move(vault)));
	if (const auto jobs = store->jobs(); !jobs)
		return std::unexpected(jobs.error());
	if (auto forgotten = store->forgetOld(); !forgotten)
		return std::unexpected(forgotten.error());
	return store;
}

Expected<JobId> JobStore::add(const PostRequest &request, WallTime now)
{
	JobId id = 0;
	auto done = database_.transaction([&]() -> Expected<void> {
		if (auto isNew = refuseRepeat(request); !isNew)
			return isNew;
		if (auto hasRoom = refuseTooManyDrafts(request, now); !hasRoom)
			return hasRoom;
		auto added = database_.run(
			"INSERT INTO job(stage, request, created_ms, changed_ms, place, content_id, words, draft_for,"
			" waits_for, moment_ms, grace_min)"
			" SELECT ?,?,?,?, coalesce(max(place), 0) + 1, ?,?,?,?,?,? FROM job",
			{int64_t(JobStage::Waiting), toJson(request), toMs(now), toMs(now), contentIdOf(request),
			 wordsOf(request), request.isDraft() ? request.accountOpenId : std::string(),
			 int64_t(request.when.what), toMs(request.when.moment), request.when.grace.count()});
		id = database_.lastId();
		return added;
	});
	if (!done)
		return std::unexpected(done.error());
	return id;
}

Expected<void> JobStore::refuseRepeat(const PostRequest &request)
{
	const std::string contentId = contentIdOf(request);
	if (contentId.empty() || request.isRepeatWanted)
		return {};
	const auto earlier = select("WHERE content_id=? AND stage NOT IN (?,?) ORDER BY id DESC",
				    {contentId, int64_t(JobStage::Failed), int64_t(JobStage::Cancelled)});
	if (!earlier)
		return std::unexpected(earlier.error());
	if (!earlier->sound.empty())
		return std::unexpected(repeatOf(earlier->sound.front()));
	return earlier->unsound.empty() ? Expected<void>() : std::unexpected(repeatOf(earlier->unsound.front().why));
}

Expected<void> JobStore::save(const Job &job, const std::string &note)
{
	const auto uploadUrl = sealed(job);
	if (!uploadUrl)
		return std::unexpected(uploadUrl.error());
	return database_.transaction([&]() -> Expected<void> {
		auto saved = database_.run("UPDATE job SET stage=?, plan_kind=?, plans_tried=?, chunk_size=?, "
					   "chunk_count=?, inits=?, publish_id=?,"
					   " upload_url=?, ticket_ms=?, acked_bytes=?, settled_ms=?, post_ids=?, "
					   "error=?, changed_ms=?, waits_for=? WHERE id=?",
					   {int64_t(job.stage), int64_t(job.planKind), int64_t(job.plansTried),
					    job.plan.chunkSize_bytes, int64_t(job.plan.count), int64_t(job.inits),
					    job.publishId, *uploadUrl, toMs(job.ticketAt), job.acked_bytes,
					    toMs(job.settledAt), joined(job.postIds), toJson(job.error),
					    toMs(job.changed), int64_t(job.when.what), job.id});
		if (!saved)
			return saved;
		// A failed one may be tried again.
		if (isOver(job.stage) && job.stage != JobStage::Failed)
			saved = database_.run("DELETE FROM fingerprint WHERE job=?", {job.id});
		if (!saved)
			return saved;
		return database_.run("INSERT INTO history(job, at_ms, stage, publish_id, note) SELECT id,?,?,?,? FROM "
				     "job WHERE id=?",
				     {toMs(job.changed), int64_t(job.stage), job.publishId, note, job.id});
	});
}

Expected<void> JobStore::saveFingerprint(JobId job, const std::string &text)
{
	return database_.run("INSERT OR REPLACE INTO fingerprint(job, pieces) SELECT id,? FROM job WHERE id=? AND"
			     " stage<?",
			     {text, job, int64_t(JobStage::Published)});
}

Expected<std::string> JobStore::fingerprint(JobId job)
{
	std::string text;
	auto done = database_.query("SELECT pieces FROM fingerprint WHERE job=?", {job},
				    [&text](const Row &row) { text = row.text(0); });
	return done.transform([&text] { return std::move(text); });
}

Expected<std::vector<Job>> JobStore::jobs()
{
	const auto over = int64_t(JobStage::Published);
	auto rows = select("WHERE stage<? OR id IN (SELECT id FROM job WHERE stage>=? AND"
			   " removed=0 ORDER BY changed_ms DESC, id DESC LIMIT ?) OR id IN (SELECT id FROM job WHERE"
			   " draft_for<>'' AND stage=? AND removed=1 ORDER BY id DESC LIMIT ?) ORDER BY place, id",
			   {over, over, int64_t(kShown), int64_t(JobStage::SentToInbox), int64_t(kShown)});
	if (!rows)
		return std::unexpected(rows.error());
	noteUnsound(rows->unsound);
	return std::move(rows->sound);
}

Expected<std::vector<Job>> JobStore::history(const std::string &words, int most)
{
	return select("WHERE stage IN (?,?,?) AND words LIKE ? ESCAPE '\\'"
		      " ORDER BY changed_ms DESC, id DESC LIMIT ?",
		      {int64_t(JobStage::Published), int64_t(JobStage::OutcomeUnknown), int64_t(JobStage::SentToInbox),
		       anywhere(words), int64_t(most)})
		.transform([](Rows &&rows) { return std::move(rows.sound); });
}

Expected<bool> JobStore::hasHistory()
{
	const auto found = database_.number(
		"SELECT EXISTS (SELECT 1 FROM job WHERE stage IN (?,?,?))",
		{int64_t(JobStage::Published), int64_t(JobStage::OutcomeUnknown), int64_t(JobStage::SentToInbox)});
	if (!found)
		return std::unexpected(found.error());
	return *found != 0;
}

Expected<JobStore::Rows> JobStore::select(const char *where, std::initializer_list<Database::Value> values)
{
	Rows rows;
	auto done = database_.query((kSelect + std::string(where)).c_str(), values, [&](const Row &row) {
		if (auto job = jobFrom(row))
			rows.sound.push_back(std::move(*job));
		else
			rows.unsound.push_back(
				{.id = row.integer(0), .isToldOf = row.integer(20) != 0, .why = job.error().detail});
	});
	return done.transform([&rows] { return std::move(rows); });
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
	job.place = row.integer(18);
	job.pauseWanted = row.integer(19) != 0;
	job.isRemoved = row.integer(20) != 0;
	job.when = {.what = static_cast<WaitsFor>(row.integer(21)),
		    .moment = fromMs(row.integer(22)),
		    .grace = graceFrom(row.integer(23))};
	if (!isSound(job))
		return std::unexpected(Error{.kind = ErrorKind::Damaged,
					     .code = "store_damaged",
					     .detail = "job " + std::to_string(job.id) + " makes no sense"});
	return job;
}

Expected<std::string> JobStore::sealed(const Job &job) const
{
	if (job.uploadUrl.isEmpty() || !vault_)
		return {};
	return vault_->seal(job.uploadUrl, purpose(job.publishId)).transform(&QByteArray::toStdString);
}

// A URL that was sealed under another master key cannot be read: the job then asks for a new ticket.
Secret JobStore::unsealed(const std::string &sealedUrl, const std::string &publishId) const
{
	if (sealedUrl.empty() || !vault_)
		return {};
	return vault_->unseal(QByteArray::fromStdString(sealedUrl), purpose(publishId)).value_or(Secret());
}

Expected<int64_t> JobStore::foreignChanges()
{
	return database_.number("PRAGMA data_version");
}

} // namespace DirectPost::Publish
