#pragma once

#include "Job.hpp"
#include "Database.hpp"

#include <account/Vault.hpp>

#include <map>
#include <memory>

namespace DirectPost::Publish {

enum class Call { Init = 1, Status, CreatorInfo };
// In the queue.
enum class Direction { Earlier = 1, Later };

// A draft counts for its account until then.
struct CountedDraft {
	std::string account;
	WallTime until = WallTime::max(); // on its way: nobody knows yet
};
// Of each account that has any.
std::map<std::string, int> pendingAt(WallTime now, const std::vector<CountedDraft> &drafts);

// Queue and history in SQLite (WAL, synchronous=FULL): what a method has returned survives the loss of power. Several
// processes may open one store; only the one that holds the queue's lock calls save(). A row that makes no sense stays
// in its table, and out of everything else: no method gives it or deletes it. One thread.
class JobStore {
public:
	struct Opened {
		std::unique_ptr<JobStore> store;
		// store_damaged: SQLite could not read the old file; it was renamed and a new one begun
		std::optional<Error> setAside;
	};
	// Errors: store_full, store_unwritable, store_busy, store_too_new (written by a newer version).
	static Expected<Opened> open(const std::filesystem::path &file, std::shared_ptr<const Account::Vault> vault,
				     WallTime now);

	// Errors also: posted_already, queued_already, drafted_already, posted_perhaps (another job has the same
	// recording, and no repeat is wanted; of the last nobody knows what became of it); too_many_drafts.
	Expected<JobId> add(const PostRequest &request, WallTime now);
	// A transition: the row and a line of history, in one transaction. Errors also: seal_failed.
	Expected<void> save(const Job &job, const std::string &note);
	// Fingerprint::text() of the job's file, once some of it is known; empty before, and when the job is over for
	// good.
	Expected<void> saveFingerprint(JobId job, const std::string &text);
	Expected<std::string> fingerprint(JobId job);
	// What the dock shows: all that is not over, and of the rest what was not removed, at most kShown; in their
	// order in the queue. Among them the newest drafts that were removed while they may be pending.
	Expected<std::vector<Job>> jobs();
	// posts_unreadable: jobs() found rows that make no sense, of which no opening of the store has told before.
	// Once.
	std::optional<Error> takeUnreadable();
	// What was posted, or may have been, with these words in its caption, file name or account; newest first.
	Expected<std::vector<Job>> history(const std::string &words, int most);
	Expected<bool> hasHistory();
	// Every draft that TikTok may ever have counted as pending, or will when it is sent.
	Expected<std::vector<CountedDraft>> drafts();

	// Commands, safe from any process: each takes effect only where the job's stage allows it, and says whether it
	// did.
	Expected<bool> wantCancel(JobId job);
	Expected<bool> wantPause(JobId job, bool isWanted);
	Expected<bool> move(JobId job, Direction direction); // past its neighbour that also waits
	Expected<bool> retry(JobId job, WallTime now);
	Expected<bool> postNow(JobId job); // one that waits for a moment, or for the end of the stream
	Expected<bool> remove(JobId job);  // what was posted stays in the history
	Expected<void> removeFinished();   // the same with all that are over, also those that are not shown
	// Changes with every commit of another process.
	Expected<int64_t> foreignChanges();

	// TikTok's rate limits count per token, across restarts of ours.
	Expected<void> recordCall(const std::string &account, Call call, WallTime now);
	Expected<std::vector<WallTime>> callsSince(const std::string &account, Call call, WallTime since);

	std::optional<PlanKind> workingPlan(const std::string &account);
	Expected<void> rememberPlan(const std::string &account, PlanKind kind);

	// How fast the line was, for a forecast; 0: never measured.
	double lastSpeed();
	Expected<void> rememberSpeed(double bytesPerSecond);

	static constexpr int kShown = 50; // jobs that are over, in the dock

private:
	JobStore(Database database, std::shared_ptr<const Account::Vault> vault);
	static Expected<std::unique_ptr<JobStore>> openReadable(const std::filesystem::path &file,
								std::shared_ptr<const Account::Vault> vault);
	Expected<void> refuseRepeat(const PostRequest &request);
	Expected<void> refuseTooManyDrafts(const PostRequest &request, WallTime now);
	Expected<void> beginAnew(JobId job, WallTime now);
	struct UnsoundRow {
		JobId id = 0;
		bool isToldOf = false;
		std::string why;
	};
	struct Rows {
		std::vector<Job> sound;
		std::vector<UnsoundRow> unsound;
	};
	Expected<Rows> select(const char *where, std::initializer_list<Database::Value> values);
	void noteUnsound(const std::vector<UnsoundRow> &rows);
	Expected<int> forget(const char *where, std::initializer_list<Database::Value> values);
	Expected<void> forgetOld();
	Expected<Job> jobFrom(const Row &row) const;
	Expected<std::string> sealed(const Job &job) const; // error: seal_failed
	Secret unsealed(const std::string &sealedUrl, const std::string &publishId) const;

	Database database_;
	std::shared_ptr<const Account::Vault> vault_;
	std::vector<UnsoundRow> untold_;
};

} // namespace DirectPost::Publish
