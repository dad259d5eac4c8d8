#include <media/Lane.hpp>

#include <base/Priority.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace DirectPost::Media {

struct Lane::State {
	using Time = std::chrono::steady_clock::time_point;

	struct Piece {
		Time due;
		uint64_t order = 0; // among pieces due at the same moment: first come, first served
		Lane::Work work;
		std::stop_source stop;
	};

	std::mutex mutex;
	std::condition_variable_any changed;
	std::vector<Piece> waiting; // a heap, the next due on top
	std::optional<std::stop_source> running;
	uint64_t nextOrder = 0;
	bool hasEnded = false;
	std::jthread thread;

	static bool isLater(const Piece &one, const Piece &other)
	{
		return std::tie(one.due, one.order) > std::tie(other.due, other.order);
	}
	static void runPiece(Piece &piece);
	std::optional<Piece> take(std::stop_token stop);
	void run(const std::stop_token &stop);
};

void Lane::State::runPiece(Piece &piece)
{
	if (piece.stop.stop_requested())
		return;
	try {
		piece.work(piece.stop.get_token());
	} catch (...) {
		// Work reports its own failures; an exception must not take OBS down with this thread.
	}
}

std::optional<Lane::State::Piece> Lane::State::take(std::stop_token stop)
{
	std::unique_lock lock(mutex);
	running.reset();
	while (!stop.stop_requested()) {
		if (waiting.empty()) {
			changed.wait(lock, stop, [this] { return !waiting.empty(); });
			continue;
		}
		const Time due = waiting.front().due;
		if (due > std::chrono::steady_clock::now()) {
			changed.wait_until(lock, stop, due,
					   [&] { return waiting.empty() || waiting.front().due < due; });
			continue;
		}
		std::ranges::pop_heap(waiting, isLater);
		Piece piece = std::move(waiting.back());
		waiting.pop_back();
		running = piece.stop;
		return piece;
	}
	return std::nullopt;
}

void Lane::State::run(const std::stop_token &stop)
{
	yieldToOthers();
	while (auto piece = take(stop))
		runPiece(*piece);
	const std::scoped_lock lock(mutex);
	hasEnded = true;
	changed.notify_all();
}

Lane::Lane() : state_(std::make_unique<State>())
{
	state_->thread = std::jthread([state = state_.get()](const std::stop_token &stop) { state->run(stop); });
}

bool Lane::stop(std::chrono::milliseconds within)
{
	state_->thread.request_stop();
	std::unique_lock lock(state_->mutex);
	if (state_->running)
		state_->running->request_stop();
	return state_->changed.wait_for(lock, within, [this] { return state_->hasEnded; });
}

Lane::~Lane()
{
	(void)stop(std::chrono::milliseconds{0});
	state_->thread.join();
}

std::stop_source Lane::submit(Work work, std::chrono::milliseconds after)
{
	State::Piece piece{std::chrono::steady_clock::now() + after, 0, std::move(work), {}};
	const std::stop_source stop = piece.stop;
	{
		const std::scoped_lock lock(state_->mutex);
		piece.order = state_->nextOrder++;
		state_->waiting.push_back(std::move(piece));
		std::ranges::push_heap(state_->waiting, State::isLater);
	}
	state_->changed.notify_one();
	return stop;
}

} // namespace DirectPost::Media
