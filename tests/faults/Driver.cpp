#include "Driver.hpp"

#include <QElapsedTimer>
#include <QProcess>

#include <format>
#include <sstream>

namespace DirectPost::Faults {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds kLongestRun = 5min; // the driver gives up by itself before that
constexpr int kLook_ms = 100;
constexpr int kDies_ms = 30'000;

std::optional<nlohmann::json> jobIn(const std::string &output)
{
	std::optional<nlohmann::json> job;
	std::istringstream lines(output);
	for (std::string line; std::getline(lines, line);) {
		if (!line.starts_with("{"))
			continue;
		auto parsed = nlohmann::json::parse(line, nullptr, false);
		if (!parsed.is_discarded())
			job = std::move(parsed);
	}
	return job;
}

// A driver on its way, watched by the thread that started it.
class Watch {
public:
	explicit Watch(const DriverOrder &order) : order_(order) {}
	DriverRun follow();

private:
	void start();
	void look(milliseconds left);
	void kill();

	const DriverOrder &order_;
	QProcess process_;
	QElapsedTimer time_;
	DriverRun run_;
	bool hasSaid_ = false;
	bool hasSaidLater_ = false;
};

void Watch::start()
{
	nlohmann::json fields = order_.fields;
	if (order_.kill && order_.kill->atTransition > 0)
		fields["kill_at_transition"] = order_.kill->atTransition;
	if (order_.kill && order_.kill->isAfterPost)
		fields["kill_after_post_ms"] = order_.kill->after.count();
	process_.setProcessChannelMode(QProcess::MergedChannels);
	time_.start();
	process_.start(QStringLiteral(PUBLISH_DRIVER), {});
	process_.write(QByteArray::fromStdString(fields.dump()));
	process_.closeWriteChannel();
}

void Watch::kill()
{
	process_.kill();
	run_.wasKilled = true;
}

void Watch::look(milliseconds left)
{
	process_.waitForReadyRead(static_cast<int>(std::clamp<int64_t>(left.count(), 0, kLook_ms)));
	run_.output += process_.readAll().toStdString();
	if (order_.said && !hasSaid_ && run_.says(order_.words)) {
		hasSaid_ = true;
		if (order_.said())
			kill();
	}
	if (order_.saidLater && hasSaid_ && !hasSaidLater_ && run_.says(order_.laterWords)) {
		hasSaidLater_ = true;
		order_.saidLater();
	}
}

DriverRun Watch::follow()
{
	start();
	const bool isTimed = order_.kill && order_.kill->atTransition == 0 && !order_.kill->isAfterPost;
	const milliseconds end = isTimed ? order_.kill->after : kLongestRun;
	while (process_.state() != QProcess::NotRunning && !run_.wasKilled) {
		const milliseconds left = end - milliseconds(time_.elapsed());
		if (left <= 0ms)
			kill();
		else
			look(left);
	}
	process_.waitForFinished(kDies_ms);
	run_.duration = milliseconds(time_.elapsed());
	run_.output += process_.readAll().toStdString();
	const bool crashed = process_.exitStatus() == QProcess::CrashExit;
	const bool isDue = run_.wasKilled || (order_.kill && !isTimed);
	run_.wasKilled = crashed && isDue && run_.duration < kLongestRun;
	run_.endedWell = !crashed && process_.exitCode() == 0;
	run_.job = jobIn(run_.output);
	return run_;
}

} // namespace

std::string inWords(const Kill &kill)
{
	if (kill.atTransition > 0)
		return std::format("at transition {}", kill.atTransition);
	return std::format("{} ms after {}", kill.after.count(), kill.isAfterPost ? "Post" : "the start");
}

int DriverRun::transitions() const
{
	int count = 0;
	std::istringstream lines(output);
	for (std::string line; std::getline(lines, line);)
		count += line.starts_with("post ");
	return count;
}

DriverRun drive(const DriverOrder &order)
{
	return Watch(order).follow();
}

} // namespace DirectPost::Faults
