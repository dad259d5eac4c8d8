#pragma once

#include <base/Clock.hpp>
#include <base/Log.hpp>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <atomic>
#include <filesystem>
#include <functional>

namespace DirectPost::Account {

inline Log noLog()
{
	return [](LogLevel, const std::string &) {
	};
}

// Runs the event loop until it is so. False: it did not become so in time.
inline bool eventually(const std::function<bool()> &isSo, int patience_ms = 10'000)
{
	const QDeadlineTimer deadline(patience_ms);
	QTimer beat; // other threads may make it so without an event here
	beat.start(5);
	while (!isSo() && !deadline.hasExpired())
		QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
	return isSo();
}

// A clock that moves when told to.
class TestClock : public Clock {
public:
	std::chrono::system_clock::time_point wallNow() const override
	{
		return std::chrono::system_clock::time_point(std::chrono::seconds(1'800'000'000 + wall_s));
	}
	std::chrono::steady_clock::time_point steadyNow() const override
	{
		return std::chrono::steady_clock::time_point(std::chrono::seconds(1'000'000 + steady_s));
	}
	void pass(std::chrono::seconds time)
	{
		wall_s += time.count();
		steady_s += time.count();
	}
	std::atomic<int64_t> wall_s = 0;
	std::atomic<int64_t> steady_s = 0;
};

class TemporaryFolder {
public:
	std::filesystem::path path() const { return folder_.path().toStdString(); }
	std::filesystem::path operator/(const char *name) const { return path() / name; }

private:
	QTemporaryDir folder_;
};

} // namespace DirectPost::Account
