#include <tiktok/TransferLoop.hpp>

#include "Proxies.hpp"
#include "Transfer.hpp"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

#ifndef _WIN32
#include <csignal>
#endif

namespace DirectPost::TikTok {

namespace {

using Clock = std::chrono::steady_clock;
using Done = std::function<void(Expected<HttpReply>)>;
using Progress = std::function<void(int64_t)>;

constexpr std::chrono::milliseconds kProgressInterval{100};
constexpr std::chrono::milliseconds kLongestPoll{60'000};
constexpr long kKeptConnections = 8;

// A write to a connection that the other side has closed would otherwise end OBS.
void ignoreBrokenPipes()
{
#ifndef _WIN32
	sigset_t signals;
	sigemptyset(&signals);
	sigaddset(&signals, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &signals, nullptr);
#endif
}

} // namespace

std::optional<std::string> HttpReply::header(const std::string &name) const
{
	const auto found = headers.find(name);
	return found == headers.end() ? std::nullopt : std::optional(found->second);
}

struct TransferLoop::State {
	// curl counts its users, OBS among them.
	struct CurlLibrary {
		CurlLibrary() { curl_global_init(CURL_GLOBAL_DEFAULT); }
		~CurlLibrary() { curl_global_cleanup(); }
	};

	struct Running {
		Running(HttpRequest request, Pace &pace, Sockets &sockets, Done whenDone, Progress onProgress)
			: transfer(std::move(request), pace, sockets),
			  done(std::move(whenDone)),
			  progress(std::move(onProgress))
		{
		}
		Transfer transfer;
		std::vector<Proxy> ways; // the first is being tried
		Done done;
		Progress progress;
		int64_t reported_bytes = 0;
		Clock::time_point reportedAt;
	};

	struct Finished {
		TransferId id = 0;
		CURLcode result = CURLE_OK;
	};

	State(Log logTo, std::shared_ptr<Pace> paceOfUploads, ProxiesOf proxiesOf)
		: log(std::move(logTo)),
		  pace(std::move(paceOfUploads)),
		  proxies(std::move(proxiesOf)),
		  multi(curl_multi_init(), curl_multi_cleanup)
	{
		curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, kKeptConnections);
		thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
	}

	void post(std::function<void()> work);
	void run(const std::stop_token &stop);
	void runPosted();
	void runTimers();
	void runTransfers();
	void letRest();
	void resume(TransferId id);
	void reportProgress();
	void collectFinished();
	bool goesAnotherWay(const Finished &finished);
	void deliver(const Finished &finished);
	std::chrono::milliseconds untilNextTimer() const;
	template <class Work, class... Arguments> void call(const Work &work, Arguments &&...arguments) noexcept;
	void forget(TransferId id);

	struct Timer {
		Clock::time_point due;
		std::function<void()> work;
	};

	CurlLibrary library;
	Log log;
	std::shared_ptr<Pace> pace;
	Proxies proxies;
	Sockets sockets; // the loop's thread only
	std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi;

	std::mutex mutex;
	std::vector<std::function<void()>> posted; // guarded by mutex
	bool hasEnded = false;                     // guarded by mutex

	// The loop's thread only.
	std::stop_token stopping;
	std::map<TimerId, Timer> timers;
	std::map<TransferId, std::shared_ptr<Running>> running;
	std::vector<Finished> finished;
	uint64_t lastId = 0;

	std::atomic<std::thread::id> threadId;
	std::jthread thread;
};

// Everything that is not the loop's own code is called through here: its exceptions end here.
template <class Work, class... Arguments>
void TransferLoop::State::call(const Work &work, Arguments &&...arguments) noexcept
try {
	if (work && !stopping.stop_requested())
		work(std::forward<Arguments>(arguments)...);
} catch (const std::exception &exception) {
	log(LogLevel::Error, std::string("An exception ended a task of the publisher thread: ") + exception.what());
} catch (...) {
	log(LogLevel::Error, "An unknown exception ended a task of the publisher thread");
}

void TransferLoop::State::run(const std::stop_token &stop)
{
	ignoreBrokenPipes();
	threadId = std::this_thread::get_id();
	stopping = stop;
	while (!stopping.stop_requested()) {
		runPosted();
		runTimers();
		runTransfers();
		const auto wait = finished.empty() ? untilNextTimer() : std::chrono::milliseconds(0);
		if (curl_multi_poll(multi.get(), nullptr, 0, static_cast<int>(wait.count()), nullptr) != CURLM_OK)
			std::this_thread::sleep_for(kProgressInterval); // rather late than a busy loop beside OBS
	}
	while (!running.empty())
		forget(running.begin()->first);
	timers.clear();
	std::vector<std::function<void()>> dropped; // without the lock: what they hold may post as it goes
	const std::scoped_lock lock(mutex);
	hasEnded = true;
	dropped.swap(posted);
}

void TransferLoop::State::runPosted()
{
	std::vector<std::function<void()>> work;
	{
		const std::scoped_lock lock(mutex);
		work.swap(posted);
	}
	for (const auto &task : work)
		call(task);
}

void TransferLoop::State::runTimers()
{
	const auto now = Clock::now();
	std::vector<std::pair<Clock::time_point, TimerId>> due;
	for (const auto &[id, timer] : timers)
		if (timer.due <= now)
			due.emplace_back(timer.due, id);
	std::ranges::sort(due);
	for (const auto &[when, id] : due)
		if (const auto timer = timers.extract(id)) // unless an earlier one cancelled it
			call(timer.mapped().work);
}

std::chrono::milliseconds TransferLoop::State::untilNextTimer() const
{
	auto wait = kLongestPoll;
	for (const auto &[id, timer] : timers)
		wait = std::min(wait, std::chrono::ceil<std::chrono::milliseconds>(timer.due - Clock::now()));
	return std::max(wait, std::chrono::milliseconds(0));
}

void TransferLoop::State::runTransfers()
{
	int count = 0;
	curl_multi_perform(multi.get(), &count);
	letRest();
	reportProgress();
	collectFinished();
	for (const auto &one : std::exchange(finished, {}))
		deliver(one);
}

// A transfer that the pace allows nothing for now goes on after the time that it named.
void TransferLoop::State::letRest()
{
	for (const auto &[id, one] : running) {
		const auto rest = one->transfer.restWanted();
		if (!rest)
			continue;
		timers.emplace(++lastId, Timer{Clock::now() + *rest, [this, resting = id] {
						       resume(resting);
					       }});
	}
}

void TransferLoop::State::resume(TransferId id)
{
	if (const auto found = running.find(id); found != running.end())
		found->second->transfer.resume();
}

void TransferLoop::State::reportProgress()
{
	const auto now = Clock::now();
	std::vector<std::shared_ptr<Running>> due;
	for (const auto &[id, one] : running)
		if (one->progress && now - one->reportedAt >= kProgressInterval &&
		    one->transfer.sent_bytes() != one->reported_bytes)
			due.push_back(one);
	for (const auto &one : due) {
		one->reportedAt = now;
		one->reported_bytes = one->transfer.sent_bytes();
		call(one->progress, one->reported_bytes);
	}
}

void TransferLoop::State::collectFinished()
{
	int left = 0;
	while (const CURLMsg *message = curl_multi_info_read(multi.get(), &left)) {
		const auto isIt = [&](const auto &entry) {
			return entry.second->transfer.handle() == message->easy_handle;
		};
		const auto found = std::ranges::find_if(running, isIt);
		if (found != running.end())
			finished.push_back({found->first, message->data.result});
	}
}

// Past a proxy that does not answer, the next one is tried, as a browser does.
bool TransferLoop::State::goesAnotherWay(const Finished &ended)
{
	Running &one = *running.at(ended.id);
	if (one.ways.empty() || !isWayClosed(one.transfer.handle(), ended.result))
		return false;
	proxies.noAnswerFrom(one.ways.front(), Clock::now());
	one.ways.erase(one.ways.begin());
	if (one.ways.empty())
		return false;
	curl_multi_remove_handle(multi.get(), one.transfer.handle());
	one.transfer.useProxy(one.ways.front());
	return curl_multi_add_handle(multi.get(), one.transfer.handle()) == CURLM_OK;
}

void TransferLoop::State::deliver(const Finished &ended)
{
	const auto found = running.find(ended.id);
	if (found == running.end() || goesAnotherWay(ended)) // cancelled meanwhile, or not over yet
		return;
	const auto one = found->second;
	const int64_t sent_bytes = one->transfer.sent_bytes();
	Expected<HttpReply> outcome = one->transfer.finish(ended.result);
	log(outcome ? LogLevel::Debug : LogLevel::Warning, one->transfer.summary(outcome));
	forget(ended.id);
	if (one->transfer.hasBody() && sent_bytes != one->reported_bytes)
		call(one->progress, sent_bytes);
	call(one->done, std::move(outcome));
}

void TransferLoop::State::forget(TransferId id)
{
	const auto found = running.find(id);
	if (found == running.end())
		return;
	curl_multi_remove_handle(multi.get(), found->second->transfer.handle());
	running.erase(found);
}

TransferLoop::TransferLoop(Log log, std::shared_ptr<Pace> pace, ProxiesOf proxiesOf)
	: state_(std::make_unique<State>(std::move(log), std::move(pace), std::move(proxiesOf)))
{
}

TransferLoop::~TransferLoop()
{
	stop();
}

void TransferLoop::stop()
{
	assert(!isCurrentThread());
	state_->thread.request_stop();
	curl_multi_wakeup(state_->multi.get());
	if (state_->thread.joinable())
		state_->thread.join();
}

void TransferLoop::post(std::function<void()> work)
{
	state_->post(std::move(work));
}

void TransferLoop::State::post(std::function<void()> work)
{
	{
		const std::scoped_lock lock(mutex);
		if (hasEnded)
			return; // if somebody waits for its std::promise, its destruction ends that wait
		posted.push_back(std::move(work));
	}
	curl_multi_wakeup(multi.get());
}

bool TransferLoop::isCurrentThread() const
{
	return state_->threadId.load() == std::this_thread::get_id();
}

TimerId TransferLoop::after(std::chrono::milliseconds delay, std::function<void()> work)
{
	assert(isCurrentThread());
	const TimerId id = ++state_->lastId;
	state_->timers.emplace(id, State::Timer{Clock::now() + delay, std::move(work)});
	return id;
}

void TransferLoop::cancelTimer(TimerId timer)
{
	assert(isCurrentThread());
	state_->timers.erase(timer);
}

TransferId TransferLoop::start(HttpRequest request, Done done, Progress progress)
{
	assert(isCurrentThread());
	const TransferId id = ++state_->lastId;
	const Secret url = request.url;
	if (request.upload)
		request.upload->body->wakeBy(
			[state = state_.get(), id] { state->post([state, id] { state->resume(id); }); });
	const auto one = std::make_shared<State::Running>(std::move(request), *state_->pace, state_->sockets,
							  std::move(done), std::move(progress));
	state_->running.emplace(id, one);
	one->ways = state_->proxies.waysTo(url.reveal(), Clock::now());
	if (!one->ways.empty())
		one->transfer.useProxy(one->ways.front());
	one->transfer.prepare();
	if (curl_multi_add_handle(state_->multi.get(), one->transfer.handle()) != CURLM_OK)
		state_->finished.push_back({id, CURLE_FAILED_INIT});
	return id;
}

std::optional<std::chrono::microseconds> TransferLoop::roundTrip(TransferId transfer) const
{
	assert(isCurrentThread());
	const auto found = state_->running.find(transfer);
	return found == state_->running.end() ? std::nullopt : found->second->transfer.roundTrip();
}

void TransferLoop::cancel(TransferId transfer)
{
	assert(isCurrentThread());
	state_->forget(transfer);
}

} // namespace DirectPost::TikTok
