#pragma once

#include <base/Log.hpp>

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace DirectPost::Media::Fixtures {

// Writes down what an observer is told, and lets the test wait for it.
class Witness {
public:
	void note(const std::string &step)
	{
		const std::scoped_lock lock(mutex_);
		steps_.push_back(step);
		changed_.notify_all();
	}

	bool waitFor(const std::string &step)
	{
		std::unique_lock lock(mutex_);
		return changed_.wait_for(lock, std::chrono::seconds{60},
					 [&] { return std::ranges::find(steps_, step) != steps_.end(); });
	}

	bool waitForLog(const std::string &words)
	{
		std::unique_lock lock(mutex_);
		return changed_.wait_for(lock, std::chrono::seconds{60},
					 [&] { return log_.find(words) != std::string::npos; });
	}

	int64_t count(const std::string &step)
	{
		const std::scoped_lock lock(mutex_);
		return std::ranges::count(steps_, step);
	}

	std::vector<std::string> steps() // the same one several times in a row counts once
	{
		const std::scoped_lock lock(mutex_);
		auto steps = steps_;
		steps.erase(std::ranges::unique(steps).begin(), steps.end());
		return steps;
	}

	void clear()
	{
		const std::scoped_lock lock(mutex_);
		steps_.clear();
	}

	Log log()
	{
		return [this](LogLevel, const std::string &line) {
			const std::scoped_lock lock(mutex_);
			log_ += line + "\n";
			changed_.notify_all();
		};
	}

	std::string logged()
	{
		const std::scoped_lock lock(mutex_);
		return log_;
	}

private:
	std::mutex mutex_;
	std::condition_variable changed_;
	std::vector<std::string> steps_;
	std::string log_;
};

// What the test does when the observer is called comes before the witness writes it down.
template <class... Arguments>
std::function<void(Arguments...)> both(std::function<void(Arguments...)> first,
				       std::function<void(Arguments...)> second)
{
	return [first, second](Arguments... arguments) {
		if (first)
			first(arguments...);
		second(arguments...);
	};
}

} // namespace DirectPost::Media::Fixtures
