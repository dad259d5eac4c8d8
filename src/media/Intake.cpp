#include <media/Intake.hpp>
#include <media/Remux.hpp>
#include "DerivedFiles.hpp"
#include "Files.hpp"

#include <base/FileError.hpp>

#include <atomic>
#include <map>
#include <mutex>

namespace DirectPost::Media {

namespace {

constexpr int kPictureBox_px = 480;

// As far as anybody knows without asking the creator.
bool mayBePosted(const Clip &clip)
{
	return canBePosted(check(clip.original, std::nullopt));
}

} // namespace

std::vector<Finding> check(const Clip &clip, const std::optional<CreatorLimits> &creator)
{
	std::vector<Finding> findings = check(clip.original, creator);
	if (!clip.isDerived())
		return findings;
	std::vector<Finding> sent = check(clip.upload, creator);
	sent.front() = std::move(findings.front());
	sent.back() = std::move(findings.back());
	return sent;
}

// A clip's way is a chain of steps on the workbench; between two steps other clips have their turn. Jobs are added by
// admit() and removed on the preparation thread only, so a step may use its job without holding the lock.
struct Intake::State : std::enable_shared_from_this<Intake::State> {
	struct Job {
		Job(Candidate candidate, const Clock &clock) : file(candidate.file), gate(std::move(candidate), clock)
		{
		}

		std::filesystem::path file;
		ReadinessGate gate;
		Clip clip;
		std::stop_source step; // of the step that waits or runs
		std::atomic<bool> isCancelled = false;
		bool isWaiting = false;
	};
	using Step = void (State::*)(Job &job, const std::stop_token &stop);

	State(Workbench &bench, std::filesystem::path cacheFolder, const Clock &time, IntakeObserver callbacks,
	      Log lines)
		: workbench(bench),
		  derived(std::move(cacheFolder)),
		  clock(time),
		  observer(std::move(callbacks)),
		  log(std::move(lines))
	{
	}

	void schedule(Job &job, Step step, std::chrono::milliseconds after = std::chrono::milliseconds{0});
	void run(uint64_t id, Step step, const std::stop_token &stop);
	Job *find(uint64_t id);

	void awaitFile(Job &job, const std::stop_token &stop);
	void probeFile(Job &job, const std::stop_token &stop);
	void takePicture(Job &job, const std::stop_token &stop);
	void prepareUpload(Job &job, const std::stop_token &stop);
	Expected<std::filesystem::path> remux(Job &job, const std::stop_token &stop);
	Expected<void> describeUpload(Job &job, const std::filesystem::path &file, const std::stop_token &stop);

	void finish(Job &job);
	void fail(Job &job, const Error &error);
	void erase(uint64_t id);

	Workbench &workbench;
	DerivedFiles derived;
	const Clock &clock;
	const IntakeObserver observer;
	const Log log;

	std::mutex stepping; // held while a step runs: what the destructor waits for
	std::mutex mutex;    // guards the rest
	std::map<uint64_t, Job> jobs;
	uint64_t lastId = 0;
	bool isClosed = false;
};

void Intake::State::schedule(Job &job, Step step, std::chrono::milliseconds after)
{
	// Under the lock, so that a cancel() meets either the old step or the new one.
	const std::scoped_lock lock(mutex);
	job.step = workbench.submit(
		[state = weak_from_this(), id = job.clip.id, step](const std::stop_token &stop) {
			if (const auto self = state.lock())
				self->run(id, step, stop);
		},
		after);
}

void Intake::State::run(uint64_t id, Step step, const std::stop_token &stop)
{
	const std::scoped_lock lock(stepping);
	Job *job = find(id);
	if (!job)
		return;
	try {
		if (job->isCancelled)
			fail(*job, fileError(ErrorKind::Cancelled, "cancelled", job->file, "by the user"));
		else
			(this->*step)(*job, stop);
	} catch (const std::exception &exception) {
		fail(*job, fileError(ErrorKind::Internal, "media_internal", job->file, exception.what()));
	}
}

Intake::State::Job *Intake::State::find(uint64_t id)
{
	const std::scoped_lock lock(mutex);
	const auto job = jobs.find(id);
	return isClosed || job == jobs.end() ? nullptr : &job->second;
}

void Intake::State::awaitFile(Job &job, const std::stop_token &)
{
	const auto verdict = job.gate.poll();
	if (const auto *again = std::get_if<ReadinessGate::LookAgain>(&verdict)) {
		if (!job.isWaiting && observer.waiting)
			observer.waiting(job.clip.id, job.file);
		job.isWaiting = true;
		schedule(job, &State::awaitFile, again->after);
	} else if (const auto *failed = std::get_if<ReadinessGate::Failed>(&verdict)) {
		fail(job, failed->error);
	} else {
		job.file = std::get<ReadinessGate::Ready>(verdict).file;
		schedule(job, &State::probeFile);
	}
}

void Intake::State::probeFile(Job &job, const std::stop_token &stop)
{
	auto identity = identify(job.file);
	if (!identity)
		return fail(job, identity.error());
	auto info = probe(job.file, stop);
	if (!info)
		return fail(job, info.error());
	job.clip.originalIdentity = std::move(*identity);
	job.clip.original = std::move(*info);
	if (observer.probed)
		observer.probed(job.clip);
	schedule(job, &State::takePicture);
}

void Intake::State::takePicture(Job &job, const std::stop_token &stop)
{
	// The middle says more than the first picture, which is often a fade; the way there can be long in a file that
	// nobody will post. A clip without a picture can still be posted.
	const int64_t position_ms = mayBePosted(job.clip) ? job.clip.original.duration_ms / 2 : 0;
	const auto picture = thumbnail(job.file, position_ms, kPictureBox_px, kPictureBox_px, stop);
	if (picture && observer.pictured)
		observer.pictured(job.clip.id, *picture);
	schedule(job, &State::prepareUpload);
}

void Intake::State::prepareUpload(Job &job, const std::stop_token &stop)
{
	if (!mayBePosted(job.clip))
		return finish(job);

	auto file = needsRemux(job.clip.original) ? remux(job, stop) : Expected<std::filesystem::path>(job.file);
	if (!file)
		return fail(job, file.error());
	if (auto described = describeUpload(job, *file, stop); !described)
		return fail(job, described.error());
	finish(job);
}

Expected<std::filesystem::path> Intake::State::remux(Job &job, const std::stop_token &stop)
{
	auto target = derived.reserve(job.clip.id, job.file, job.clip.original.size_bytes);
	if (!target)
		return target;
	const Progress progress = [&](double done) {
		if (observer.remuxing)
			observer.remuxing(job.clip.id, done);
	};
	if (auto done = remuxToMp4(job.file, *target, progress, stop); !done)
		return std::unexpected(std::move(done.error()));
	return target;
}

Expected<void> Intake::State::describeUpload(Job &job, const std::filesystem::path &file, const std::stop_token &stop)
{
	// A recording that is gone by now, moved or deleted, was read to its end first; one that changed was not.
	const auto original = identifyQuickly(job.file);
	if (original && !original->looksLike(job.clip.originalIdentity))
		return std::unexpected(
			fileError(ErrorKind::ClipFile, "clip_changed", job.file, "written to while it was prepared"));

	auto upload = file == job.file ? Expected<ClipInfo>(job.clip.original) : probe(file, stop);
	if (!upload)
		return std::unexpected(std::move(upload.error()));
	auto identity = identify(file);
	if (!identity)
		return std::unexpected(std::move(identity.error()));
	job.clip.upload = std::move(*upload);
	job.clip.uploadIdentity = std::move(*identity);
	job.clip.uploadFile = file;
	return {};
}

void Intake::State::finish(Job &job)
{
	log(LogLevel::Info, "Clip " + std::to_string(job.clip.id) + " is ready: " + utf8(job.file.filename()) +
				    (job.clip.isDerived() ? ", remuxed" : "") +
				    (job.clip.uploadFile.empty() ? ", cannot be posted" : ""));
	if (observer.ready)
		observer.ready(job.clip);
	erase(job.clip.id);
}

void Intake::State::fail(Job &job, const Error &error)
{
	log(error.kind == ErrorKind::Cancelled ? LogLevel::Info : LogLevel::Warning,
	    "Clip " + std::to_string(job.clip.id) + " failed: " + error.code + ", " + error.detail);
	derived.discard(job.clip.id);
	if (observer.failed)
		observer.failed(job.clip.id, error);
	erase(job.clip.id);
}

void Intake::State::erase(uint64_t id)
{
	const std::scoped_lock lock(mutex);
	jobs.erase(id);
}

Intake::Intake(Workbench &workbench, std::filesystem::path cacheFolder, const Clock &clock, IntakeObserver observer,
	       Log log)
	: state_(std::make_shared<State>(workbench, std::move(cacheFolder), clock, std::move(observer), std::move(log)))
{
}

Intake::~Intake()
{
	{
		const std::scoped_lock lock(state_->mutex);
		state_->isClosed = true;
		for (auto &[id, job] : state_->jobs)
			job.step.request_stop();
	}
	const std::scoped_lock untilStepIsOver(state_->stepping);
}

uint64_t Intake::admit(Candidate candidate, Origin origin, std::string sceneName)
{
	State::Job *job = nullptr;
	{
		const std::scoped_lock lock(state_->mutex);
		const uint64_t id = ++state_->lastId;
		job = &state_->jobs.try_emplace(id, std::move(candidate), state_->clock).first->second;
		job->clip.id = id;
		job->clip.origin = origin;
		job->clip.sceneName = std::move(sceneName);
	}
	const uint64_t id = job->clip.id;
	state_->schedule(*job, &State::awaitFile);
	return id;
}

void Intake::cancel(uint64_t id)
{
	const std::scoped_lock lock(state_->mutex);
	const auto job = state_->jobs.find(id);
	if (job == state_->jobs.end())
		return;
	job->second.isCancelled = true;
	job->second.step.request_stop();
	// The step that waited is dropped now, and one that runs may not look: this one sees to the end.
	state_->workbench.submit([state = state_->weak_from_this(), id](const std::stop_token &stop) {
		if (const auto self = state.lock())
			self->run(id, &State::awaitFile, stop);
	});
}

void Intake::release(uint64_t id)
{
	state_->derived.release(id);
}

void Intake::discard(uint64_t id)
{
	state_->workbench.submit([state = state_->weak_from_this(), id](const std::stop_token &) {
		if (const auto self = state.lock())
			self->derived.discard(id);
	});
}

void Intake::reap(std::vector<std::filesystem::path> keep)
{
	state_->workbench.submit([state = state_->weak_from_this(), keep = std::move(keep)](const std::stop_token &) {
		if (const auto self = state.lock())
			self->derived.reap(keep);
	});
}

} // namespace DirectPost::Media
