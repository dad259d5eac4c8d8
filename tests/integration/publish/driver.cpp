#include "Obs.hpp"

#include <nlohmann/json.hpp>

#include <QCoreApplication>

#include <csignal>
#include <cstdlib>
#include <iostream>

#ifdef _WIN32
#include <windows.h>
#else
#include <unistd.h>
#endif

// One run of OBS: posts a clip unless its folder already has a job, and waits for the verdict. Reads one JSON object
// from stdin:
//   url, open_id, access_token, refresh_token, client_key, client_secret, folder, file, caption,
//   kill_at_transition  dies as if by power loss right after this many transitions were committed; 0 or absent: never
//   kill_at_bytes       dies once this many bytes of the clip were sent; 0 or absent: never
//   patience_s          gives up then, exit status 3; default 60
// Writes each transition as a line, and the job as a JSON object at the end.
namespace DirectPost::Publish {
namespace {

using Json = nlohmann::json;

[[noreturn]] void die()
{
#ifdef _WIN32
	TerminateProcess(GetCurrentProcess(), 9);
#else
	kill(getpid(), SIGKILL);
#endif
	std::abort();
}

// A line of the log is written right after its transition was committed and before anything that depends on it is done.
Log killingLog(int killAt)
{
	return [left = killAt](LogLevel, const std::string &line) mutable {
		if (!line.starts_with("post "))
			return;
		std::cout << line << std::endl;
		if (--left == 0)
			die();
	};
}

Json toJson(const JobSnapshot &job)
{
	return {{"stage", static_cast<int>(job.stage)},
		{"code", job.error ? job.error->code : ""},
		{"link", job.link},
		{"link_is_post", job.linkIsPost}};
}

int run(const Json &order)
{
	const std::string openId = order.at("open_id");
	const Login login{.openId = openId,
			  .accessToken = Secret(order.at("access_token")),
			  .refreshToken = Secret(order.at("refresh_token")),
			  .credentials = {order.at("client_key"), Secret(order.at("client_secret"))}};
	Obs obs({.tikTokUrl = order.at("url"),
		 .caFile = {},
		 .folder = std::string(order.at("folder")),
		 .login = login,
		 .clock = nullptr,
		 .log = killingLog(order.value("kill_at_transition", 0))});
	const int64_t killAt_bytes = order.value("kill_at_bytes", int64_t(0));
	QObject::connect(&obs.publisher(), &Publisher::queueChanged, [killAt_bytes](const QueueSnapshot &queue) {
		if (killAt_bytes > 0 && !queue.jobs.empty() && queue.jobs.front().sent_bytes >= killAt_bytes)
			die();
	});

	const std::chrono::seconds patience(order.value("patience_s", 60));
	if (!obs.until([&] { return obs.publisher().filesInUse().has_value(); }, patience))
		return 3;
	const QueueSnapshot left = obs.publisher().queue();
	const auto job = left.jobs.empty()
				 ? obs.post(videoOf(std::string(order.at("file")), openId, order.at("caption")))
				 : std::optional(left.jobs.front());
	if (!job)
		return 2;
	const auto over = obs.untilOver(job->id, patience);
	std::cout << toJson(*over).dump() << std::endl;
	return isOver(over->stage) ? 0 : 3;
}

} // namespace
} // namespace DirectPost::Publish

int main(int argc, char **argv)
try {
	const QCoreApplication application(argc, argv);
	return DirectPost::Publish::run(nlohmann::json::parse(std::cin));
} catch (const std::exception &failure) {
	std::cerr << failure.what() << std::endl;
	return 2;
}
