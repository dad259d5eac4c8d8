#pragma once

#include "Job.hpp"
#include "Sql.hpp"

#include <account/Vault.hpp>

#include <memory>

namespace DirectPost::Publish {

enum class Call { Init = 1, Status };

// Queue and history in SQLite (WAL, synchronous=FULL): what a method has returned survives the loss of power. Several
// processes may open one store; only the one that holds the queue's lock calls save(). One thread.
class JobStore {
public:
	struct Opened {
		std::unique_ptr<JobStore> store;
		std::optional<Error> setAside; // store_damaged: the old file was renamed and a new one begun
	};
	// Errors: store_full, store_unwritable, store_busy, store_too_new (written by a newer version).
	static Expected<Opened> open(const std::filesystem::path &file, std::shared_ptr<const Account::Vault> vault,
				     WallTime now);

	Expected<JobId> add(const PostRequest &request, WallTime now);
	// A transition: the row and a line of history, in one transaction.
	Expected<void> save(const Job &job, const std::string &note);
	// SHA-256 of the bytes of one chunk as they were handed to the socket.
	Expected<void> saveChunkDigest(JobId job, int chunk, const std::string &sha256);
	Expected<std::vector<Job>> jobs(); // oldest first

	// Commands, safe from any process: each takes effect only where the job's stage allows it, and says whether it
	// did.
	Expected<bool> wantCancel(JobId job);
	Expected<bool> retry(JobId job, WallTime now);
	Expected<bool> remove(JobId job);
	// Changes with every commit of another process.
	Expected<int64_t> foreignChanges();

	// TikTok's rate limits count per token, across restarts of ours.
	Expected<void> recordCall(const std::string &account, Call call, WallTime now);
	Expected<std::vector<WallTime>> callsSince(const std::string &account, Call call, WallTime since);

	PlanKind workingPlan(const std::string &account);
	Expected<void> rememberPlan(const std::string &account, PlanKind kind);

	static constexpr int kHistory = 200; // jobs that are over and still known after the next opening

private:
	JobStore(Database database, std::shared_ptr<const Account::Vault> vault);
	static Expected<Database> openDatabase(const std::filesystem::path &file);
	static Expected<void> prepare(Database &database);
	Expected<Job> jobFrom(const Row &row) const;
	std::string sealed(const Job &job) const;
	Secret unsealed(const std::string &sealedUrl, const std::string &publishId) const;

	Database database_;
	std::shared_ptr<const Account::Vault> vault_;
};

} // namespace DirectPost::Publish
