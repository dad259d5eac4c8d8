#include "ClipTrouble.hpp"
#include "Obs.hpp"
#include "Resolver.hpp"

#include <nlohmann/json.hpp>

#include <QCoreApplication>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <thread>
#include <utility>

#ifdef _WIN32
#include <windows.h>
#else
#include <unistd.h>
#endif

// One run of OBS: posts a clip unless its folder already has a job, and waits for the verdict. Reads one JSON object
// from stdin:
//   url, open_id, access_token, refresh_token, client_key, client_secret, folder, caption,
//   file                what is posted …
//   photos              … or addresses, in its place
//   is_draft            true: the clip is sent as a draft
//   at_ms               it waits until then (since 1970), and for as long as it takes after that; absent: it does not
//   kill_at_transition  dies as if by power loss right after this many transitions were committed; 0 or absent: never
//   kill_at_bytes       dies once this many bytes of the clip were sent; 0 or absent: never
//   kill_after_post_ms  dies so long after the post was made, or found; absent: never
//   alter               the file is altered in this way (ClipTrouble.hpp) …
//   alter_at_bytes      … once so much was sent, which is said
//   disk_away_at        the file's folder goes right after so many transitions, which is said, and comes back when the
//                       post says that it waits for it; 0 or absent: never
//   disk_stays_away     true: it does not come back
//   retries             true: a post that has failed is tried again
//   ca_file             the certificate to trust; absent: the system's
//   failing_lookups     so many names cannot be resolved; absent: 0
//   clock_offset_s      how wrong the wall clock is from the start; 0 or absent: right
//   clock_jump_s        it is set by this much …
//   clock_jump_at       … right after this many transitions, which is said; 0 or absent: never
//   outage_s            both clocks are on by this much once a connection failed, which is said; 0 or absent: never
//   clock_speed         an hour of both clocks passes in 1/speed; absent: 1
//   ends_without_login  true: a job that waits for its account is enough of a verdict
//   is_talkative        true: the whole log goes to stderr
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

// A clock that is wrong, may be set, and may be in a hurry.
class WrongClock : public Clock {
public:
	WrongClock(std::chrono::seconds offset, int speed) : offset_s_(offset.count()), speed_(speed) {}
	std::chrono::system_clock::time_point wallNow() const override
	{
		return Clock::wallNow() + std::chrono::seconds(offset_s_ + passed_s_) + hurry();
	}
	std::chrono::steady_clock::time_point steadyNow() const override
	{
		return Clock::steadyNow() + std::chrono::seconds(passed_s_) + hurry();
	}
	void set(std::chrono::seconds by) { offset_s_ += by.count(); }
	void pass(std::chrono::seconds time) { passed_s_ += time.count(); }

private:
	std::chrono::milliseconds hurry() const
	{
		return (speed_ - 1) *
		       std::chrono::duration_cast<std::chrono::milliseconds>(Clock::steadyNow() - begun_);
	}
	std::atomic<int64_t> offset_s_;
	std::atomic<int64_t> passed_s_ = 0;
	const int speed_;
	const std::chrono::steady_clock::time_point begun_ = Clock::steadyNow();
};

// A line of the log is written right after its transition was committed and before anything that depends on it is done.
// Every part has a copy of the log; they share the count.
Log interferingLog(const Json &order, WrongClock &clock)
{
	return [&clock, killAt = order.value("kill_at_transition", 0), jumpAt = order.value("clock_jump_at", 0),
		jump = std::chrono::seconds(order.value("clock_jump_s", 0)),
		isTalkative = order.value("is_talkative", false), awayAt = order.value("disk_away_at", 0),
		file = std::filesystem::path(order.value("file", "")),
		outage = std::make_shared<std::chrono::seconds>(order.value("outage_s", 0)),
		transitions = std::make_shared<int>(0)](LogLevel, const std::string &line) {
		if (!line.starts_with("post ")) {
			if (isTalkative)
				std::cerr << line << std::endl;
			if (*outage > std::chrono::seconds(0) && line.contains("connection_failed")) {
				clock.pass(std::exchange(*outage, {}));
				std::cout << "the line was down for long" << std::endl;
			}
			return;
		}
		std::cout << line << std::endl;
		const int transition = ++*transitions;
		if (transition == jumpAt) {
			clock.set(jump);
			std::cout << "the clock was set" << std::endl;
		}
		if (transition == awayAt) {
			takeDiskAway(file);
			std::cout << "the disk is away" << std::endl;
		}
		if (transition == killAt)
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

PostRequest requestOf(const Json &order)
{
	if (!order.contains("photos")) {
		PostRequest request = videoOf(std::string(order.at("file")), order.at("open_id"), order.at("caption"));
		std::get<VideoRequest>(request.what).isDraft = order.value("is_draft", false);
		if (order.contains("at_ms"))
			request.when = {.what = WaitsFor::Moment,
					.moment = std::chrono::system_clock::time_point(
						std::chrono::milliseconds(order.at("at_ms").get<int64_t>())),
					.grace = std::chrono::hours(1)};
		return request;
	}
	TikTok::PhotoPost post;
	post.imageUrls = order.at("photos").get<std::vector<std::string>>();
	post.title = order.at("caption");
	post.info.privacyLevel = TikTok::PrivacyLevel::PublicToEveryone;
	return {.accountOpenId = order.at("open_id"), .accountUsername = "niaplays", .what = PhotoRequest{post}};
}

// Once for a whole life of a post: whoever orders it knows from the words that it happened.
std::function<void(const QueueSnapshot &)> clipTrouble(const Json &order)
{
	return [file = std::filesystem::path(order.value("file", "")), how = order.value("alter", ""),
		at_bytes = order.value("alter_at_bytes", int64_t(0)),
		staysAway = order.value("disk_stays_away", false)](const QueueSnapshot &queue) mutable {
		if (queue.jobs.empty())
			return;
		const JobSnapshot &job = queue.jobs.front();
		if (!how.empty() && job.sent_bytes >= at_bytes) {
			alter(file, std::exchange(how, {}));
			std::cout << "the file was altered" << std::endl;
		}
		if (job.error && job.error->code == "file_away" && !staysAway)
			bringDiskBack(file);
	};
}

void dieLater(const Json &order)
{
	if (!order.contains("kill_after_post_ms"))
		return;
	std::thread([after = std::chrono::milliseconds(order.at("kill_after_post_ms").get<int>())] {
		std::this_thread::sleep_for(after);
		die();
	}).detach();
}

int run(const Json &order)
{
	const std::string openId = order.at("open_id");
	const Login login{.openId = openId,
			  .accessToken = Secret(order.at("access_token")),
			  .refreshToken = Secret(order.at("refresh_token")),
			  .credentials = {order.at("client_key"), Secret(order.at("client_secret"))}};
	failLookups(order.value("failing_lookups", 0));
	WrongClock clock(std::chrono::seconds(order.value("clock_offset_s", 0)), order.value("clock_speed", 1));
	Obs obs({.tikTokUrl = order.at("url"),
		 .caFile = order.value("ca_file", ""),
		 .folder = std::string(order.at("folder")),
		 .login = login,
		 .clock = &clock,
		 .log = interferingLog(order, clock)});
	const int64_t killAt_bytes = order.value("kill_at_bytes", int64_t(0));
	QObject::connect(&obs.publisher(), &Publisher::queueChanged, [killAt_bytes](const QueueSnapshot &queue) {
		if (killAt_bytes > 0 && !queue.jobs.empty() && queue.jobs.front().sent_bytes >= killAt_bytes)
			die();
	});

	QObject::connect(&obs.publisher(), &Publisher::queueChanged, clipTrouble(order));

	const std::chrono::seconds patience(order.value("patience_s", 60));
	if (!obs.until([&] { return obs.publisher().filesInUse().has_value(); }, patience))
		return 3;
	const QueueSnapshot left = obs.publisher().queue();
	dieLater(order);
	const auto job = left.jobs.empty() ? obs.post(requestOf(order)) : std::optional(left.jobs.front());
	if (!job)
		return 2;
	const bool isTriedAgain = order.value("retries", false) && job->stage == JobStage::Failed;
	if (isTriedAgain)
		obs.publisher().retry(job->id);
	if (isTriedAgain && !obs.until([&] { return !isOver(obs.job(job->id)->stage); }, patience))
		return 2;
	if (isOver(job->stage) && !isTriedAgain)
		std::cout << "it was over already" << std::endl;
	// That it waited when the run before ended is no news.
	const bool isNew = left.jobs.empty();
	const bool mayEndWithoutLogin =
		order.value("ends_without_login", false) && (isNew || job->stage != JobStage::WaitingForAccount);
	const auto isEnough = [&] {
		const JobStage stage = obs.job(job->id)->stage;
		return isOver(stage) || (mayEndWithoutLogin && stage == JobStage::WaitingForAccount);
	};
	const bool ended = obs.until(isEnough, patience);
	std::cout << toJson(*obs.job(job->id)).dump() << std::endl;
	return ended ? 0 : 3;
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
