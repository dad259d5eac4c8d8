#include "JobStore.hpp"

#include "JobSchema.hpp"

#include <algorithm>

// What the store remembers besides the jobs, what counts for TikTok's limits, the plan that worked, the speed; and what
// it forgets.
namespace DirectPost::Publish {

namespace {

constexpr auto kCallsMatterFor = std::chrono::minutes(2);

} // namespace

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

std::optional<PlanKind> JobStore::workingPlan(const std::string &account)
{
	const int64_t kind = database_.number("SELECT kind FROM working_plan WHERE account=?", {account}).value_or(0);
	const bool isKnown = kind >= int64_t(PlanKind::Usual) && kind <= int64_t(PlanKind::Split64);
	return isKnown ? std::optional(static_cast<PlanKind>(kind)) : std::nullopt;
}

Expected<void> JobStore::rememberPlan(const std::string &account, PlanKind kind)
{
	return database_.run("INSERT OR REPLACE INTO working_plan(account, kind) VALUES(?,?)",
			     {account, int64_t(kind)});
}

// One that is marked as removed and yet on its way makes no sense: nothing more is sent of it.
Expected<std::vector<CountedDraft>> JobStore::drafts()
{
	std::vector<CountedDraft> drafts;
	auto done = database_.query("SELECT draft_for, stage<? AND removed=0, max(settled_ms, ticket_ms) FROM job "
				    "WHERE draft_for<>'' AND (stage<? OR"
				    " stage IN (?,?))",
				    {int64_t(JobStage::Published), int64_t(JobStage::Published),
				     int64_t(JobStage::SentToInbox), int64_t(JobStage::OutcomeUnknown)},
				    [&drafts](const Row &row) {
					    drafts.push_back({.account = row.text(0)});
					    if (row.integer(1) == 0)
						    drafts.back().until = fromMs(row.integer(2)) + kDraftIsPendingFor;
				    });
	if (!done)
		return std::unexpected(done.error());
	return drafts;
}

std::map<std::string, int> pendingAt(WallTime now, const std::vector<CountedDraft> &drafts)
{
	std::map<std::string, int> pending;
	for (const CountedDraft &draft : drafts) {
		if (draft.until > now)
			++pending[draft.account];
	}
	return pending;
}

Expected<void> JobStore::refuseTooManyDrafts(const PostRequest &request, WallTime now)
{
	if (!request.isDraft())
		return {};
	const auto all = drafts();
	if (!all)
		return std::unexpected(all.error());
	const auto pending = pendingAt(now, *all);
	const auto own = pending.find(request.accountOpenId);
	if (own == pending.end() || own->second < kMostPendingDrafts)
		return {};
	return std::unexpected(Error{.kind = ErrorKind::CreatorAccount,
				     .code = "too_many_drafts",
				     .detail = std::to_string(own->second) + " drafts may be pending"});
}

// `removed` is what the list no longer shows; of a row that makes no sense it is written once the user hears of it.
void JobStore::noteUnsound(const std::vector<UnsoundRow> &rows)
{
	for (const UnsoundRow &row : rows) {
		if (row.isToldOf || std::ranges::contains(untold_, row.id, &UnsoundRow::id))
			continue;
		untold_.push_back(row);
	}
}

std::optional<Error> JobStore::takeUnreadable()
{
	if (untold_.empty())
		return std::nullopt;
	Error error{.kind = ErrorKind::Damaged,
		    .code = "posts_unreadable",
		    .values = {{"count", std::to_string(untold_.size())}}};
	for (const UnsoundRow &row : untold_) {
		error.detail += (error.detail.empty() ? "post " : "; post ") + std::to_string(row.id) + ": " + row.why;
		// Where this fails, it is told of once more.
		(void)database_.run("UPDATE job SET removed=1 WHERE id=?", {row.id});
	}
	untold_.clear();
	return error;
}

Expected<int> JobStore::forget(const char *where, std::initializer_list<Database::Value> values)
{
	const auto rows = select(where, values);
	if (!rows)
		return std::unexpected(rows.error());
	for (const Job &job : rows->sound) {
		if (auto deleted = database_.run("DELETE FROM job WHERE id=?", {job.id}); !deleted)
			return std::unexpected(deleted.error());
	}
	return static_cast<int>(rows->sound.size());
}

Expected<void> JobStore::forgetOld()
{
	return database_.transaction([this]() -> Expected<void> {
		const auto forgotten =
			forget("WHERE stage>=? AND id NOT IN"
			       " (SELECT id FROM job WHERE stage>=? ORDER BY id DESC LIMIT ?)",
			       {int64_t(JobStage::Published), int64_t(JobStage::Published), int64_t(kHistory)});
		return forgotten ? Expected<void>() : std::unexpected(forgotten.error());
	});
}

double JobStore::lastSpeed()
{
	return static_cast<double>(database_.number("SELECT bytes_per_second FROM line").value_or(0));
}

Expected<void> JobStore::rememberSpeed(double bytesPerSecond)
{
	return database_.run("INSERT OR REPLACE INTO line(id, bytes_per_second) VALUES(1,?)",
			     {static_cast<int64_t>(bytesPerSecond)});
}

} // namespace DirectPost::Publish
