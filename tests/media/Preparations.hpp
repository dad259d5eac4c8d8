#pragma once

#include "Fixtures.hpp"
#include "MovableClock.hpp"
#include "Witness.hpp"

#include <media/Preparation.hpp>

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <mutex>
#include <optional>

namespace DirectPost::Media::Fixtures {

inline const EditPlan kPlain;
inline const EditPlan kCut = {.start_ms = 500, .end_ms = 1500};

inline Source sourceOf(const std::filesystem::path &file, uint64_t id = 1)
{
	return {.id = id,
		.origin = Origin::ChosenByHand,
		.context = {},
		.info = probe(file).value(),
		.identity = identify(file).value()};
}

// Keeps a lane busy until it goes.
class Occupied {
public:
	explicit Occupied(Lane &lane)
	{
		lane.submit([begun = begun_, end = end_](const std::stop_token &) {
			begun->set_value();
			end->get_future().wait();
		});
		begun_->get_future().wait();
	}
	Occupied(const Occupied &) = delete;
	Occupied &operator=(const Occupied &) = delete;
	~Occupied() { end_->set_value(); }

private:
	std::shared_ptr<std::promise<void>> begun_ = std::make_shared<std::promise<void>>();
	std::shared_ptr<std::promise<void>> end_ = std::make_shared<std::promise<void>>();
};

struct Preparations : testing::Test {
	Scratch scratch;
	std::filesystem::path cache = scratch / "cache";
	PreparationObserver observer; // what a test adds
	Witness witness;
	MovableClock clock;
	Lane quick;
	Lane heavy;
	const Show *show = nullptr;
	std::mutex mutex;
	Prepared lastReady;
	Error lastError;
	std::optional<Preparation> preparation;

	Preparations() { restart(); }

	void restart()
	{
		preparation.reset();
		witness.clear();
		PreparationObserver all = {
			.progress = [this](uint64_t, const EditPlan &, double) { witness.note("progress"); },
			.ready =
				[this](uint64_t, const EditPlan &plan, const Prepared &prepared) {
					{
						const std::scoped_lock lock(mutex);
						lastReady = prepared;
					}
					witness.note(plan.isPlain() ? "ready" : "ready cut");
				},
			.failed =
				[this](uint64_t, const EditPlan &plan, const Error &error) {
					{
						const std::scoped_lock lock(mutex);
						lastError = error;
					}
					witness.note((plan.isPlain() ? "failed " : "failed cut ") + error.code);
				},
		};
		all.progress = both(observer.progress, all.progress);
		all.ready = both(observer.ready, all.ready);
		preparation.emplace(Lanes{quick, heavy, show}, clock, cache, all, witness.log());
	}

	Prepared ready()
	{
		const std::scoped_lock lock(mutex);
		return lastReady;
	}

	Error error()
	{
		const std::scoped_lock lock(mutex);
		return lastError;
	}

	Prepared readyOf(const Source &source, std::optional<Prepared> earlier = {})
	{
		witness.clear();
		preparation->prepare(source, kPlain, std::move(earlier));
		EXPECT_TRUE(witness.waitFor("ready"));
		return ready();
	}

	// Until everything submitted so far is done.
	void waitForLanes()
	{
		for (Lane *lane : {&quick, &heavy}) {
			std::promise<void> done;
			lane->submit([&](const std::stop_token &) { done.set_value(); });
			done.get_future().wait();
		}
	}

	std::filesystem::path copyOfRecording(const std::string &name)
	{
		const auto file = scratch / name;
		std::filesystem::copy_file(h264Mkv(), file);
		return file;
	}

	std::vector<std::string> cached()
	{
		std::vector<std::string> names;
		std::error_code ignored;
		for (const auto &entry : std::filesystem::directory_iterator(cache, ignored))
			names.push_back(entry.path().filename().string());
		return names;
	}
};

} // namespace DirectPost::Media::Fixtures
