#include "PostQueue.hpp"

#include <algorithm>

namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds kTick = 1s;
constexpr auto kAsksForLoginAgainAfter = 5min;

} // namespace

PostQueue::PostQueue(TikTok::Client &client, Account::TokenKeeper &keeper, const Clock &clock,
		     std::shared_ptr<TikTok::TokenBucket> pace, std::filesystem::path folder, Observer observer,
		     Log log)
	: client_(client),
	  keeper_(keeper),
	  clock_(clock),
	  pace_(std::move(pace)),
	  folder_(std::move(folder)),
	  observer_(std::move(observer)),
	  log_(std::move(log))
{
}

void PostQueue::open(std::shared_ptr<const Account::Vault> vault)
{
	if (isOpen_)
		return;
	vault_ = std::move(vault);
	isOpen_ = true;
	tick();
}

void PostQueue::close()
{
	isOpen_ = false;
	for (auto &[id, worker] : workers_)
		worker->end();
	workers_.clear();
	fingerprints_.clear();
	foreseen_.clear();
	store_.reset();
	if (lock_)
		lock_->unlock();
}

Expected<void> PostQueue::openStore()
{
	auto opened = JobStore::open(folder_ / "posts.sqlite", vault_, clock_.wallNow());
	if (!opened) {
		if (trouble_ != opened.error()) // it is tried once a second
			log_(LogLevel::Error, opened.error().code + ": " + opened.error().detail);
		trouble_ = opened.error();
		noteChange();
		return std::unexpected(opened.error());
	}
	store_ = std::move(opened->store);
	trouble_ = opened->setAside;
	if (trouble_)
		log_(LogLevel::Error, "the store was damaged and has been set aside: " + trouble_->detail);
	lock_.emplace(folder_ / "publisher.lock");
	return reload();
}

// Once a second: is the store there, are we the driver, and has another process changed anything?
void PostQueue::tick()
{
	client_.loop().after(kTick, ifOpen([this] { tick(); }));
	if (!store_ && !openStore())
		return;
	stepPace();
	const bool wasDriver = isDriver_;
	isDriver_ = lock_->tryLock() == ProcessLock::Outcome::Taken;
	writeWishes();
	const auto changes = store_->foreignChanges();
	if (isDriver_ != wasDriver || readTrouble_ || (changes && *changes != seenChanges_)) {
		seenChanges_ = changes.value_or(seenChanges_);
		(void)reload();
	}
	if (isDriver_ && !wasDriver) {
		log_(LogLevel::Info, "this OBS drives the queue");
		for (const auto &[id, row] : rows_)
			tidy(row);
	}
	// A draft counts no longer once its day is over, without anything else having happened.
	if (pendingAt(clock_.wallNow(), drafts_) != pendingDrafts_)
		noteChange();
	stepTimes();
	drive();
}

Expected<void> PostQueue::reload()
{
	auto jobs = store_->jobs();
	readTrouble_ = jobs ? std::nullopt : std::optional(jobs.error());
	if (jobs) {
		isRead_ = true;
		rows_.clear();
		for (Job &job : *jobs)
			rows_.emplace(job.id, std::move(job));
		countPosted();
		if (auto unreadable = store_->takeUnreadable()) {
			trouble_ = unreadable;
			log_(LogLevel::Error, "kept out of the list: " + unreadable->detail);
		}
	} else {
		log_(LogLevel::Error, jobs.error().code + ": " + jobs.error().detail);
	}
	heedWishes();
	learnFingerprints();
	noteChange();
	return jobs ? Expected<void>() : std::unexpected(jobs.error());
}

// Begins what may begin: uploads go one after the other, verdicts are awaited side by side.
void PostQueue::drive()
{
	if (!isDriver_ || !store_)
		return;
	dropIdleWorkers();
	bool isUploading = std::ranges::any_of(workers_, [](const auto &entry) {
		return entry.second->isUploading() || entry.second->waitsForLine();
	});
	for (const Job &row : inOrder()) {
		const bool isToEnd = row.cancelWanted && isFree(row); // needs no turn: begun, it ends
		const bool hasWork = isOver(row.stage) ? mayHaveNews(row, clock_.wallNow()) : isToEnd || !isPaused(row);
		if (!hasWork || workers_.contains(row.id) || (waitsForAccount(row) && !isToEnd))
			continue;
		const bool needsUpload = row.stage < JobStage::Processing && !isToEnd;
		const bool isBegun = row.stage > JobStage::WaitingForAccount;
		const bool isToWait = !isBegun && (dueOf(row) != Due::Now || waitsForStream(row));
		if (needsUpload && (isUploading || isToWait || waitsForLimit(row.request.accountOpenId)))
			continue;
		begin(row);
		isUploading = isUploading || needsUpload;
	}
}

// What comes later for the same account would meet the same limit, and overtake.
bool PostQueue::waitsForLimit(const std::string &openId) const
{
	return std::ranges::any_of(workers_, [&openId](const auto &entry) {
		return entry.second->waitsForLimit() && entry.second->job().request.accountOpenId == openId;
	});
}

void PostQueue::driveSoon()
{
	client_.loop().post(ifOpen([this] { drive(); }));
}

std::vector<Job> PostQueue::inOrder() const
{
	std::vector<Job> jobs;
	jobs.reserve(rows_.size());
	for (const auto &[id, row] : rows_)
		jobs.push_back(row);
	std::ranges::stable_sort(jobs, {}, &Job::place);
	return jobs;
}

// A job whose login is no longer good waits until the user connects again. One that could not get its login for another
// reason tries again after some minutes.
bool PostQueue::waitsForAccount(const Job &job) const
{
	const auto waiting = waitingForAccount_.find(job.id);
	if (waiting == waitingForAccount_.end())
		return false;
	const bool needsUser = job.error && meaningOf(job.error->kind).waitsForAccount;
	return needsUser || clock_.steadyNow() - waiting->second < kAsksForLoginAgainAfter;
}

void PostQueue::begin(const Job &job)
{
	waitingForAccount_.erase(job.id);
	const auto worker = std::make_shared<Worker>(
		Worker::Services{
			.client = client_,
			.keeper = keeper_,
			.store = *store_,
			.clock = clock_,
			.pace = *pace_,
			.disks = disks_,
			.expectedSpeed = [this] { return expected_bytesPerSecond(); },
			.heldBackBy = [this] { return heldBackBy(); },
			.fingerprintOf = [this](const Job &sent) { return fingerprintOf(sent); },
			.log = log_,
			.isLineFree =
				[this](JobId id) {
					return std::ranges::none_of(workers_, [id](const auto &entry) {
						return entry.first != id && entry.second->isUploading();
					});
				},
			.changed =
				[this](JobId id) {
					const auto at = workers_.find(id);
					if (at == workers_.end())
						return;
					noteStored(at->second->job());
					if (!at->second->isUploading()) // not at once: the worker is still at it
						driveSoon();
					noteChange();
				},
			.ended =
				[this](const Job &over) {
					noteStored(over);
					tidy(over);
				},
		},
		job);
	workers_.emplace(job.id, worker);
	worker->begin();
}

void PostQueue::dropIdleWorkers()
{
	std::erase_if(workers_, [this](const auto &entry) {
		const auto &[id, worker] = entry;
		if (!worker->isIdle())
			return false;
		if (worker->waitsForAccount())
			waitingForAccount_[id] = clock_.steadyNow();
		worker->stop();
		return true;
	});
}

// What a worker has brought into the store.
void PostQueue::noteStored(const Job &job)
{
	const auto row = rows_.find(job.id);
	if (row == rows_.end())
		return;
	const bool isStageNew = row->second.stage != job.stage;
	row->second = job;
	if (isStageNew && isOver(job.stage))
		countPosted();
}

// What the store alone knows of all that was ever posted. It changes with a job that is over, and with a reload().
void PostQueue::countPosted()
{
	hasHistory_ = store_->hasHistory().value_or(hasHistory_);
	if (auto drafts = store_->drafts())
		drafts_ = std::move(*drafts);
}

Expected<JobId> PostQueue::post(const PostRequest &request)
{
	if (auto isThere = needStore(); !isThere)
		return std::unexpected(isThere.error());
	if (!request.info().privacyLevel && !request.isDraft())
		return std::unexpected(Error{.kind = ErrorKind::Post,
					     .code = "privacy_not_chosen",
					     .detail = "nobody chose who can view it"});
	auto id = store_->add(request, clock_.wallNow());
	if (!id) {
		log_(LogLevel::Error, id.error().code + ": " + id.error().detail);
		return id;
	}
	(void)reload();
	driveSoon(); // not at once: that the job was made is told before anything else about it
	return id;
}

Expected<void> PostQueue::needStore()
{
	if (!isOpen_)
		return std::unexpected(Error{.kind = ErrorKind::Disk,
					     .code = "store_not_open",
					     .detail = "a command before the store is open"});
	return store_ ? Expected<void>() : openStore();
}

Expected<std::vector<JobSnapshot>> PostQueue::searchHistory(const std::string &words, int most)
{
	if (auto isThere = needStore(); !isThere)
		return std::unexpected(isThere.error());
	const auto found = store_->history(words, most);
	if (!found) {
		log_(LogLevel::Error, found.error().code + ": " + found.error().detail);
		return std::unexpected(found.error());
	}
	std::vector<JobSnapshot> snapshots;
	for (const Job &job : *found)
		snapshots.push_back(snapshotOf(job));
	return snapshots;
}

void PostQueue::accountChanged()
{
	waitingForAccount_.clear();
	dropIdleWorkers();
	waitingForAccount_.clear();
	drive();
}

// Deletes a prepared file that no job needs any more.
void PostQueue::tidy(const Job &job)
{
	const VideoRequest *video = job.video();
	const bool isKept = rows_.contains(job.id) && !isDoneWithUploadFile(job);
	if (!video || !video->ownsUploadFile || isKept || std::ranges::contains(filesInUse(), video->uploadFile))
		return;
	const auto isRemoved = std::make_shared<bool>(false);
	disks_.post(
		video->uploadIdentity.diskId(), Urgency::Later,
		[isRemoved, file = video->uploadFile] {
			std::error_code failure;
			*isRemoved = std::filesystem::remove(file, failure);
		},
		[isRemoved, log = log_, id = job.id] {
			if (*isRemoved)
				log(LogLevel::Info,
				    "post " + std::to_string(id) + ": its prepared file is no longer needed");
		});
}

std::vector<std::filesystem::path> PostQueue::filesInUse() const
{
	std::vector<std::filesystem::path> files;
	for (const auto &[id, job] : rows_) {
		if (needsUploadFile(job))
			files.push_back(job.video()->uploadFile);
	}
	return files;
}

} // namespace DirectPost::Publish
