#include <media/Intake.hpp>
#include <media/Preparation.hpp>
#include "AwayDisk.hpp"
#include "LaneClient.hpp"

#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <atomic>
#include <map>
#include <mutex>

namespace DirectPost::Media {

namespace {

constexpr int kPictureBox_px = 480;

} // namespace

// A file passes through steps on the lane, awaitFile -> readFacts -> takePicture; between two steps other files have
// their turn. Jobs are added by admit() and removed on the lane only, so a step may use its job without the lock.
struct Intake::State {
	struct Job {
		Job(Candidate candidate, const Clock &clock) : file(candidate.file), gate(std::move(candidate), clock)
		{
		}

		std::filesystem::path file;
		Readiness gate;
		Source source;
		AwayDisk disk;         // the file's
		std::stop_source step; // of the step that waits or runs
		std::atomic<bool> isCancelled = false;
		bool isWaiting = false; // the observer knows that
		bool isKnown = false;   // and that
	};
	using Step = void (State::*)(Job &job, const std::stop_token &stop);

	State(Lane &quick, const Clock &time, IntakeObserver callbacks, Log lines)
		: clock(time), observer(std::move(callbacks)), log(std::move(lines)), lane(quick)
	{
	}

	void schedule(Job &job, Step step, std::chrono::milliseconds after = std::chrono::milliseconds{0});
	void run(uint64_t id, Step step, const std::stop_token &stop);
	Job *find(uint64_t id);

	void awaitFile(Job &job, const std::stop_token &stop);
	void readFacts(Job &job, const std::stop_token &stop);
	void takePicture(Job &job, const std::stop_token &stop);

	bool waitForDisk(Job &job, Step step, const Error &error);
	void fail(Job &job, const Error &error);
	void erase(uint64_t id);

	const Clock &clock;
	const IntakeObserver observer;
	const Log log;

	std::mutex mutex; // guards jobs and lastId
	std::map<uint64_t, Job> jobs;
	uint64_t lastId = 0;
	LaneClient lane;
};

void Intake::State::schedule(Job &job, Step step, std::chrono::milliseconds after)
{
	// Under the lock, so that a cancel() meets either the old step or the new one.
	const std::scoped_lock lock(mutex);
	job.step = lane.submit([this, id = job.source.id, step](const std::stop_token &stop) { run(id, step, stop); },
			       after);
}

void Intake::State::run(uint64_t id, Step step, const std::stop_token &stop)
{
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
	return job == jobs.end() ? nullptr : &job->second;
}

void Intake::State::awaitFile(Job &job, const std::stop_token &)
{
	const auto verdict = job.gate.poll();
	if (const auto *again = std::get_if<Readiness::LookAgain>(&verdict)) {
		job.disk.isBack();
		if (!job.isWaiting && observer.waiting)
			observer.waiting(job.source.id, job.file);
		job.isWaiting = true;
		schedule(job, &State::awaitFile, again->after);
	} else if (const auto *failed = std::get_if<Readiness::Failed>(&verdict)) {
		if (!waitForDisk(job, &State::awaitFile, failed->error))
			fail(job, failed->error);
	} else {
		const auto &ready = std::get<Readiness::Ready>(verdict);
		job.file = ready.file;
		job.source.looksOlder = ready.looksOlder;
		schedule(job, &State::readFacts);
	}
}

void Intake::State::readFacts(Job &job, const std::stop_token &stop)
{
	const auto failed = [&](const Error &error) {
		if (!waitForDisk(job, &State::readFacts, error))
			fail(job, error);
	};
	auto identity = identify(job.file);
	if (!identity)
		return failed(identity.error());
	auto info = probe(job.file, stop);
	if (!info)
		return failed(info.error());
	auto facts = inspect(*info, stop);
	if (!facts && waitForDisk(job, &State::readFacts, facts.error()))
		return;
	job.disk.isBack();
	job.source.identity = std::move(*identity);
	job.source.info = std::move(*info);
	if (facts)
		job.source.facts = std::move(*facts);
	log(LogLevel::Info, "Clip " + std::to_string(job.source.id) + " is known: " + utf8(job.file.filename()) +
				    (isWorthPreparing(job.source) ? "" : ", cannot be posted"));
	if (observer.known)
		observer.known(job.source);
	job.isKnown = true;
	schedule(job, &State::takePicture);
}

void Intake::State::takePicture(Job &job, const std::stop_token &stop)
{
	// The middle says more than the first picture, which is often a fade; but finding it can take long, which is
	// not worth it in a file that nobody will post.
	const int64_t position_ms = isWorthPreparing(job.source) ? job.source.info.duration_ms / 2 : 0;
	const auto picture = thumbnail(job.file, position_ms, kPictureBox_px, kPictureBox_px, stop);
	if (!picture && waitForDisk(job, &State::takePicture, picture.error()))
		return;
	if (picture && observer.pictured)
		observer.pictured(job.source.id, *picture);
	erase(job.source.id);
}

// Whether the step was put off, as a preparation would be.
bool Intake::State::waitForDisk(Job &job, Step step, const Error &error)
{
	const bool wasAway = job.disk.isAway();
	if (!job.disk.isWaitedFor(error, job.file, clock.steadyNow()))
		return false;
	if (!wasAway)
		log(LogLevel::Warning,
		    "Clip " + std::to_string(job.source.id) + " waits: " + error.code + ", " + error.detail);
	schedule(job, step, AwayDisk::kLooksEvery);
	return true;
}

void Intake::State::fail(Job &job, const Error &error)
{
	if (!job.isKnown) {
		log(error.kind == ErrorKind::Cancelled ? LogLevel::Info : LogLevel::Warning,
		    "Clip " + std::to_string(job.source.id) + " failed: " + error.code + ", " + error.detail);
		if (observer.failed)
			observer.failed(job.source.id, error);
	}
	erase(job.source.id);
}

void Intake::State::erase(uint64_t id)
{
	const std::scoped_lock lock(mutex);
	jobs.erase(id);
}

Intake::Intake(Lane &quick, const Clock &clock, IntakeObserver observer, Log log)
	: state_(std::make_unique<State>(quick, clock, std::move(observer), std::move(log)))
{
}

Intake::~Intake()
{
	{
		const std::scoped_lock lock(state_->mutex);
		for (auto &[id, job] : state_->jobs)
			job.step.request_stop();
	}
	state_->lane.close();
}

uint64_t Intake::admit(Candidate candidate, Origin origin, CaptureContext context)
{
	State::Job *job = nullptr;
	{
		const std::scoped_lock lock(state_->mutex);
		const uint64_t id = ++state_->lastId;
		job = &state_->jobs.try_emplace(id, std::move(candidate), state_->clock).first->second;
		job->source.id = id;
		job->source.origin = origin;
		job->source.context = std::move(context);
	}
	const uint64_t id = job->source.id;
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
	// The lane drops the step that waited, and one that runs may not notice: this piece of work ends the job.
	state_->lane.submit(
		[state = state_.get(), id](const std::stop_token &stop) { state->run(id, &State::awaitFile, stop); });
}

} // namespace DirectPost::Media
