#include <media/Preparation.hpp>
#include <media/Show.hpp>
#include "AwayDisk.hpp"
#include "DerivedFiles.hpp"
#include "LaneClient.hpp"
#include "Making.hpp"

#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <atomic>
#include <map>
#include <mutex>

namespace DirectPost::Media {

namespace {

void removeAll(const std::vector<std::filesystem::path> &files)
{
	std::error_code ignored;
	for (const auto &file : files)
		std::filesystem::remove(file, ignored);
}

} // namespace

bool isWorthPreparing(const Source &source, const EditPlan &plan)
{
	return !plan.isPlain() || canBePosted(check(source.info, std::nullopt));
}

std::vector<Finding> check(const Source &source, const Prepared *prepared, const std::optional<CreatorLimits> &creator)
{
	std::vector<Finding> findings = check(source.info, creator);
	if (!prepared || !prepared->isDerived)
		return findings;
	std::vector<Finding> sent = check(prepared->info, creator);
	sent.front() = std::move(findings.front());
	sent.back() = std::move(findings.back());
	return sent;
}

// One task per source, which is one piece of work on a lane. A task that was replaced, released or discarded is no
// longer in `tasks`; its work finds that out at its end and deletes what it made.
struct Preparation::State {
	struct Task {
		uint64_t number = 0; // tells the tasks of one source apart
		Source source;
		EditPlan plan;
		EncoderSettings encoder;
		std::optional<Prepared> earlier;
		std::stop_source stop;
		bool hasBegun = false;
		bool isCancelled = false;
		AwayDisk disk; // the source's
	};
	struct Result {
		EditPlan plan;
		Prepared prepared;
	};

	State(Lanes lanes, const Clock &time, std::filesystem::path cacheFolder, PreparationObserver callbacks,
	      Log lines)
		: clock(time),
		  observer(std::move(callbacks)),
		  log(std::move(lines)),
		  derived(std::move(cacheFolder)),
		  quick(lanes.quick),
		  heavy(lanes.heavy),
		  show(lanes.show)
	{
	}

	bool isCurrent(uint64_t id, uint64_t number);
	void dropTask(uint64_t id); // under the lock

	void run(uint64_t id, uint64_t number, const std::stop_token &stop);
	std::optional<Task> begin(uint64_t id, uint64_t number);
	void submit(Task &task, std::chrono::milliseconds after = std::chrono::milliseconds{0});
	bool waitForDisk(const Task &task, const Error &error, const std::filesystem::path &made);
	void noteEdit(const Task &task, const Making &making);
	EncoderSettings encoderOf(const Task &task) const;
	Progress progressOf(const Task &task, const std::stop_token &stop);
	void finish(const Task &task, const Expected<Prepared> &result, const std::filesystem::path &made);
	void endUnbegun(uint64_t id, uint64_t number);
	void sayFailed(const Task &task, const Error &error);

	const Clock &clock;
	const PreparationObserver observer;
	const Log log;
	DerivedFiles derived;
	std::atomic<double> pixelsPerSecond = kUsualPixelsPerSecond; // of the last encode

	std::mutex mutex; // guards the following, by the source's id
	std::map<uint64_t, Task> tasks;
	std::map<uint64_t, Result> results; // what is ready
	uint64_t lastNumber = 0;
	EncoderSettings encoder;
	LaneClient quick;
	LaneClient heavy;
	const Show *const show;
};

bool Preparation::State::isCurrent(uint64_t id, uint64_t number)
{
	const std::scoped_lock lock(mutex);
	const auto task = tasks.find(id);
	return task != tasks.end() && task->second.number == number;
}

void Preparation::State::dropTask(uint64_t id)
{
	const auto task = tasks.find(id);
	if (task == tasks.end())
		return;
	task->second.stop.request_stop();
	tasks.erase(task);
}

void Preparation::State::run(uint64_t id, uint64_t number, const std::stop_token &stop)
{
	const std::optional<Task> task = begin(id, number);
	if (!task)
		return;
	Expected<Prepared> result;
	const std::filesystem::path &file = task->source.info.file;
	const Progress progress = progressOf(*task, stop);
	Making making(task->source, task->plan, derived, progress, stop);
	try {
		result = making.run(encoderOf(*task), task->earlier);
	} catch (const std::exception &exception) {
		result = std::unexpected(fileError(ErrorKind::Internal, "media_internal", file, exception.what()));
	}
	noteEdit(*task, making);
	if (result || !waitForDisk(*task, result.error(), making.made()))
		finish(*task, result, making.made());
}

void Preparation::State::noteEdit(const Task &task, const Making &making)
{
	if (!making.edited())
		return;
	if (!making.edited()->copyFailure.empty())
		log(LogLevel::Info, "Clip " + std::to_string(task.source.id) +
					    " was encoded, for its copy failed: " + making.edited()->copyFailure);
	if (making.edited()->pixelsPerSecond > 0)
		pixelsPerSecond = making.edited()->pixelsPerSecond;
}

// Whether it was put off.
bool Preparation::State::waitForDisk(const Task &task, const Error &error, const std::filesystem::path &made)
{
	AwayDisk disk = task.disk;
	if (!disk.isWaitedFor(error, task.source.info.file, clock.steadyNow()))
		return false;
	if (!made.empty())
		derived.discard(made);
	{
		const std::scoped_lock lock(mutex);
		const auto current = tasks.find(task.source.id);
		if (current == tasks.end() || current->second.number != task.number ||
		    current->second.stop.stop_requested())
			return false;
		current->second.disk = disk;
		submit(current->second, AwayDisk::kLooksEvery);
	}
	if (!task.disk.isAway())
		log(LogLevel::Warning,
		    "Clip " + std::to_string(task.source.id) + " waits: " + error.code + ", " + error.detail);
	return true;
}

// Under the lock.
void Preparation::State::submit(Task &task, std::chrono::milliseconds after)
{
	task.hasBegun = false;
	task.stop = (task.plan.isPlain() ? quick : heavy)
			    .submit([this, id = task.source.id,
				     number = task.number](const std::stop_token &stop) { run(id, number, stop); },
				    after);
}

// Nothing where the task is gone, or was cancelled before its turn: then endUnbegun() answers.
std::optional<Preparation::State::Task> Preparation::State::begin(uint64_t id, uint64_t number)
{
	const std::scoped_lock lock(mutex);
	const auto task = tasks.find(id);
	if (task == tasks.end() || task->second.number != number || task->second.isCancelled)
		return std::nullopt;
	task->second.hasBegun = true;
	return task->second;
}

// Beside a live stream the graphics chip's encoder is the stream's.
EncoderSettings Preparation::State::encoderOf(const Task &task) const
{
	EncoderSettings settings = task.encoder;
	settings.sparesChips = settings.sparesChips || (show && show->isLive());
	return settings;
}

Progress Preparation::State::progressOf(const Task &task, const std::stop_token &stop)
{
	return [this, &task, &stop](double done) {
		if (observer.progress && isCurrent(task.source.id, task.number))
			observer.progress(task.source.id, task.plan, done);
		if (!task.plan.isPlain())
			giveWayTo(show, stop);
	};
}

void Preparation::State::finish(const Task &task, const Expected<Prepared> &result, const std::filesystem::path &made)
{
	const uint64_t id = task.source.id;
	bool isWanted = false;
	bool isStopped = false;
	std::vector<std::filesystem::path> replaced;
	{
		const std::scoped_lock lock(mutex);
		const auto current = tasks.find(id);
		isWanted = current != tasks.end() && current->second.number == task.number;
		if (isWanted) {
			isStopped = current->second.stop.stop_requested();
			tasks.erase(current);
		}
		if (isWanted && result) {
			replaced = derived.releaseAllBut(id, result->file);
			results.insert_or_assign(id, Result{task.plan, *result});
		}
	}
	removeAll(replaced);
	if (!made.empty() && (!isWanted || !result))
		derived.discard(made);
	if (!isWanted)
		return;
	if (!result && isStopped)
		return sayFailed(task, fileError(ErrorKind::Cancelled, "cancelled", task.source.info.file, "stopped"));
	if (!result)
		return sayFailed(task, result.error());
	log(LogLevel::Info, "Clip " + std::to_string(id) + " is ready: " + utf8(task.source.info.file.filename()) +
				    (result->file.empty()  ? ", cannot be posted"
				     : made.empty()        ? ""
				     : task.plan.isPlain() ? ", remuxed"
							   : ", edited"));
	if (observer.ready)
		observer.ready(id, task.plan, *result);
}

void Preparation::State::endUnbegun(uint64_t id, uint64_t number)
{
	std::optional<Task> ended;
	{
		const std::scoped_lock lock(mutex);
		const auto task = tasks.find(id);
		if (task == tasks.end() || task->second.number != number || task->second.hasBegun)
			return;
		ended = std::move(task->second);
		tasks.erase(task);
	}
	sayFailed(*ended, fileError(ErrorKind::Cancelled, "cancelled", ended->source.info.file, "before its turn"));
}

void Preparation::State::sayFailed(const Task &task, const Error &error)
{
	log(error.kind == ErrorKind::Cancelled ? LogLevel::Info : LogLevel::Warning,
	    "Clip " + std::to_string(task.source.id) + " failed: " + error.code + ", " + error.detail);
	if (observer.failed)
		observer.failed(task.source.id, task.plan, error);
}

Preparation::Preparation(Lanes lanes, const Clock &clock, std::filesystem::path cacheFolder,
			 PreparationObserver observer, Log log)
	: state_(std::make_unique<State>(lanes, clock, std::move(cacheFolder), std::move(observer), std::move(log)))
{
}

Preparation::~Preparation()
{
	{
		const std::scoped_lock lock(state_->mutex);
		for (auto &[id, task] : state_->tasks)
			task.stop.request_stop();
	}
	state_->quick.close();
	state_->heavy.close();
}

void Preparation::prepare(const Source &source, const EditPlan &plan, std::optional<Prepared> earlier)
{
	State &state = *state_;
	const uint64_t id = source.id;
	const std::scoped_lock lock(state.mutex);
	const auto running = state.tasks.find(id);
	if (running != state.tasks.end() && running->second.plan == plan && !running->second.isCancelled)
		return;
	state.dropTask(id);

	if (earlier && earlier->isDerived)
		state.derived.hold(id, earlier->file);
	if (const auto result = state.results.find(id); result != state.results.end() && result->second.plan == plan)
		earlier = result->second.prepared;
	State::Task task{.number = ++state.lastNumber,
			 .source = source,
			 .plan = plan,
			 .encoder = state.encoder,
			 .earlier = std::move(earlier)};
	state.submit(state.tasks.insert_or_assign(id, std::move(task)).first->second);
}

void Preparation::setEncoder(const EncoderSettings &encoder)
{
	const std::scoped_lock lock(state_->mutex);
	state_->encoder = encoder;
}

double Preparation::pixelsPerSecond() const
{
	return state_->pixelsPerSecond;
}

void Preparation::cancel(uint64_t id)
{
	State &state = *state_;
	const std::scoped_lock lock(state.mutex);
	const auto task = state.tasks.find(id);
	if (task == state.tasks.end())
		return;
	task->second.isCancelled = true;
	task->second.stop.request_stop();
	// The lane drops work that was stopped before its turn: this piece answers in its place.
	state.quick.submit(
		[&state, id, number = task->second.number](const std::stop_token &) { state.endUnbegun(id, number); });
}

void Preparation::release(uint64_t id)
{
	const std::scoped_lock lock(state_->mutex);
	state_->dropTask(id);
	state_->results.erase(id);
	state_->derived.release(id);
}

void Preparation::discard(uint64_t id)
{
	const std::scoped_lock lock(state_->mutex);
	state_->dropTask(id);
	state_->results.erase(id);
	state_->quick.submit(
		[files = state_->derived.releaseAllBut(id, {})](const std::stop_token &) { removeAll(files); });
}

void Preparation::keepIn(std::filesystem::path folder)
{
	state_->derived.keepIn(std::move(folder));
}

void Preparation::setRecordings(std::filesystem::path folder)
{
	state_->derived.setRecordings(std::move(folder));
}

void Preparation::reap(std::vector<std::filesystem::path> keep)
{
	state_->quick.submit(
		[state = state_.get(), keep = std::move(keep)](const std::stop_token &) { state->derived.reap(keep); });
}

} // namespace DirectPost::Media
