#pragma once

#include "FingerprintReader.hpp"
#include "PaceController.hpp"
#include "Worker.hpp"

#include <base/ProcessLock.hpp>

#include <map>

namespace DirectPost::Publish {

// All jobs of a settings folder, in the order they were made: one uploads at a time, any number wait for TikTok's
// word. The process that holds the lock drives; others show what the store says, and take over when the lock is
// free. Commands go through the store, so they reach the driver whoever gives them. Lives on the loop's thread.
class PostQueue : public std::enable_shared_from_this<PostQueue> {
public:
	// Called on the loop's thread.
	struct Observer {
		// `filesInUse`: none while the store cannot be read.
		std::function<void(QueueSnapshot, std::optional<std::vector<std::filesystem::path>> filesInUse)>
			changed;
	};
	PostQueue(TikTok::Client &client, Account::TokenKeeper &keeper, const Clock &clock,
		  std::shared_ptr<TikTok::TokenBucket> pace, std::filesystem::path folder, Observer observer, Log log);

	void open(std::shared_ptr<const Account::Vault> vault);
	void close();

	// Errors: store_*, posted_already, queued_already, drafted_already, posted_perhaps, too_many_drafts,
	// privacy_not_chosen.
	Expected<JobId> post(const PostRequest &request);
	// Errors: store_*, too_late.
	Expected<void> cancel(JobId job);
	Expected<void> pause(JobId job, bool isWanted);
	Expected<void> retry(JobId job);
	Expected<void> postNow(JobId job);
	Expected<void> move(JobId job, Direction direction);
	Expected<void> remove(JobId job);
	Expected<void> clearFinished();
	Expected<std::vector<JobSnapshot>> searchHistory(const std::string &words, int most);
	void foresee(const std::filesystem::path &file, const FileIdentity &identity);
	void accountChanged();
	void setPace(const PaceSettings &settings);
	void noteShow(const StreamHealth &show);

private:
	// A cancel, pause or resume that the store could not take yet, for example because the disk is full. It takes
	// effect at once, and is written as soon as that is possible.
	struct Wish {
		bool isCancelWanted = false;
		std::optional<bool> isPauseWanted;
		std::optional<Error> trouble;
	};
	// A file that is or may be sent, and what is learned of it.
	struct Foreseen {
		std::filesystem::path file;
		FileIdentity identity;
		std::shared_ptr<Fingerprint> fingerprint;
	};
	void tick();
	Expected<void> openStore();
	Expected<void> reload();
	void drive();
	void driveSoon();
	std::vector<Job> inOrder() const;
	bool waitsForAccount(const Job &job) const;
	bool waitsForLimit(const std::string &openId) const;
	void dropIdleWorkers();
	void begin(const Job &job);
	void noteStored(const Job &job);
	void countPosted();
	void noteChange();
	void publishSnapshot();
	JobSnapshot snapshotOf(const Job &job) const;
	std::shared_ptr<const PostRequest> requestOf(const Job &job) const;
	void addProgress(JobSnapshot &snapshot, const Worker &worker) const;
	std::vector<std::filesystem::path> filesInUse() const;
	void learnFingerprints();
	Expected<std::shared_ptr<Fingerprint>> fingerprintOf(const Job &job);
	Expected<std::shared_ptr<Fingerprint>> firstFingerprintOf(const Job &job);
	std::shared_ptr<Fingerprint> foreseenOf(const Job &job) const;
	void keepFingerprint(JobId job, const Fingerprint &fingerprint);
	void learn(const Foreseen &wanted);
	void learned(const std::filesystem::path &file, const std::shared_ptr<Fingerprint> &fingerprint);
	void tidy(const Job &job);
	void dropRow(const Job &removed);
	Expected<void> wish(JobId job, const Wish &wanted);
	std::vector<JobId> writeWishes();
	void heedWishes();
	void stepPace();
	void giveUpInTime(Worker &worker);
	HeldBackBy heldBackBy() const;
	double expected_bytesPerSecond() const;
	bool waitsForStream(const Job &job) const;
	Due dueOf(const Job &job) const;
	void stepTimes();
	void addTimes(JobSnapshot &snapshot, const Job &job) const;
	void offerWaysOut(JobSnapshot &snapshot) const;
	Expected<void> needStore();
	Expected<void> answer(const char *what, JobId job, const Expected<bool> &done);
	template <class Work> auto ifOpen(Work work)
	{
		return [weak = weak_from_this(), work] {
			const auto self = weak.lock();
			if (self && self->isOpen_)
				work();
		};
	}

	TikTok::Client &client_;
	Account::TokenKeeper &keeper_;
	const Clock &clock_;
	const std::shared_ptr<TikTok::TokenBucket> pace_;
	const std::filesystem::path folder_;
	Observer observer_;
	Log log_;
	std::shared_ptr<const Account::Vault> vault_;

	bool isOpen_ = false;
	std::unique_ptr<JobStore> store_;  // null while it cannot be opened
	std::optional<Error> trouble_;     // why it cannot, what became of the old one, or what is kept out of the list
	std::optional<Error> readTrouble_; // why its jobs could not be read the last time
	bool isRead_ = false;              // once
	std::optional<ProcessLock> lock_;
	bool isDriver_ = false;
	int64_t seenChanges_ = 0;
	std::map<JobId, Job> rows_; // as last read or committed
	DiskThreads disks_;         // before those who use them
	FingerprintReader reader_{disks_};
	std::map<JobId, std::shared_ptr<Worker>> workers_;
	mutable std::map<JobId, std::shared_ptr<const PostRequest>> requests_; // as snapshots show them
	std::map<JobId, std::shared_ptr<Fingerprint>> fingerprints_;           // of what is yet to be sent
	std::vector<Foreseen> foreseen_;
	std::map<JobId, Wish> unwritten_;
	std::map<JobId, SteadyTime> waitingForAccount_; // since when
	bool hasHistory_ = false;
	std::vector<CountedDraft> drafts_;
	std::map<std::string, int> pendingDrafts_; // as last told

	PaceController paceController_;
	PaceSettings paceSettings_;
	StreamHealth show_;
	bool hasBeenLive_ = false;                 // in this run
	std::map<JobId, Due> due_;                 // as last told, of those that wait for a time
	std::optional<SteadyTime> tooLittleSince_; // is left by the stream, for the upload to be done in time

	bool isSnapshotDue_ = false;
	std::chrono::steady_clock::time_point lastSnapshot_{};
};

} // namespace DirectPost::Publish
