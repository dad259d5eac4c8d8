#include "Life.hpp"

#include <ClipTrouble.hpp>
#include <JobStore.hpp>
#include <Resolver.hpp>

#include <algorithm>
#include <format>
#include <stdexcept>
#include <thread>

namespace DirectPost::Faults {

namespace {

using namespace std::chrono_literals;

constexpr const char *kOpenId = "open-nia";
constexpr int kPatience_s = 100;
constexpr int kLongPatience_s = 250; // TikTok's minute, twice
constexpr int kMostLogins = 3;
constexpr auto kQuiet = 300ms; // in which something comes of what is on its way
constexpr int kFailingLookups = 2;
constexpr double kUpload_s = 0.4; // long enough for a random moment to fall into it

int linkOf(const Scenario &scenario)
{
	if (scenario.link_bytesPerSecond > 0 || scenario.isQuiet())
		return scenario.link_bytesPerSecond;
	return static_cast<int>(static_cast<double>(sizeOf(scenario.shape)) / kUpload_s);
}

bool isWaitingForLogin(const DriverRun &run)
{
	return run.endedWell && run.job && run.job->at("stage") == static_cast<int>(JobStage::WaitingForAccount);
}

} // namespace

Life::Life(const Scenario &scenario, const Clips &clips) : scenario_(scenario), clips_(clips), clip_(clip())
{
	if (const auto started = sandbox_.start(); !started)
		throw std::runtime_error(started.error());
	inject();
	prepareFolder();
	if (scenario_.here == Here::NoSuchHost)
		meetsNoTikTok("https://direct-post.invalid", "(host_not_found)");
	if (scenario_.here == Here::Stranger)
		meetsStranger();
}

SandboxOptions Life::options() const
{
	SandboxOptions options;
	options.keepReceivedFiles = false; // hashed, not inspected: the clips are noise
	options.creators = {{.openId = kOpenId, .username = "niaplays", .nickname = "Nia Plays"}};
	options.verifiedUrlPrefixes = {clips_.webServer()};
	if (scenario_.here == Here::NoNames) {
		options.tls = true; // with a name, TLS only
		options.hostName = Publish::kNamedHost;
	}
	return options;
}

// What happens to a file happens to a copy, on a disk of its own.
std::filesystem::path Life::clip()
{
	const std::filesystem::path &file = clips_.of(scenario_.shape).file;
	if (scenario_.here != Here::AlteredFile && scenario_.here != Here::DiskAway && scenario_.here != Here::DiskGone)
		return file;
	const auto disk = std::filesystem::path(folder_.path().toStdU16String()) / "disk";
	std::filesystem::create_directory(disk);
	std::filesystem::copy_file(file, disk / file.filename());
	return disk / file.filename();
}

void Life::inject()
{
	for (const SandboxFault &fault : scenario_.faults) {
		const auto id = sandbox_.inject(fault);
		if (!id)
			throw std::runtime_error(id.error());
		faults_.push_back(*id);
	}
	limitLink();
}

void Life::limitLink()
{
	if (const int link = linkOf(scenario_); link > 0) // after the others: they come first where both would strike
		(void)sandbox_.inject({.name = "slow_link", .times = 0, .size_bytes = link});
}

// An account for which chunks of ten megabytes have worked: a file of 31 MB would go in one request otherwise.
void Life::prepareFolder()
{
	if (scenario_.shape != Shape::Chunks)
		return;
	auto opened =
		Publish::JobStore::open(settingsFolder() / "posts.sqlite", nullptr, std::chrono::system_clock::now());
	if (!opened || !opened->store->rememberPlan(kOpenId, Publish::PlanKind::TenMegabytes))
		throw std::runtime_error("cannot prepare " + settingsFolder().string());
}

std::filesystem::path Life::settingsFolder() const
{
	return std::filesystem::path(folder_.path().toStdU16String()) / "settings";
}

// A token that was renewed by a run that died is known to nobody: here, the user connects again.
nlohmann::json Life::order()
{
	if (tokens_.accessToken.empty() || !sandbox_.requests("token").empty() || isWaitingForLogin(last_))
		tokens_ = sandbox_.issueTokens(kOpenId);
	nlohmann::json order = {{"url", sandbox_.baseUrl()},
				{"open_id", kOpenId},
				{"access_token", tokens_.accessToken},
				{"refresh_token", tokens_.refreshToken},
				{"client_key", sandbox_.options().clientKey},
				{"client_secret", sandbox_.options().clientSecret},
				{"folder", settingsFolder().string()},
				{"caption", "clip"},
				{"ends_without_login", true},
				{"is_talkative", true},
				{"clock_speed", scenario_.clockSpeed},
				{"patience_s", scenario_.isSlow ? kLongPatience_s : kPatience_s}};
	if (scenario_.shape == Shape::Photos) {
		order["photos"] = clips_.of(Shape::Photos).addresses;
		order["ca_file"] = clips_.certificate().string();
	} else {
		order["file"] = clip_.string();
	}
	addTrouble(order);
	return order;
}

// On our side of the network; most of it once in a post's life.
void Life::addTrouble(nlohmann::json &order) const
{
	const int atTransition = std::max(1, scenario_.atTransition - transitions_);
	if (scenario_.here == Here::NoNames) {
		order["ca_file"] = sandbox_.caFile().string();
		order["failing_lookups"] = kFailingLookups;
	}
	if (scenario_.here == Here::ClockJump)
		order["clock_offset_s"] = clockOffset_.count();
	order["disk_stays_away"] = scenario_.here == Here::DiskGone;
	order["retries"] = isDiskBack_;
	if (wasReachedHere_)
		return;
	switch (scenario_.here) {
	case Here::ClockJump:
		order["clock_jump_s"] = scenario_.jump.count();
		order["clock_jump_at"] = atTransition;
		break;
	case Here::AlteredFile:
		order["alter"] = scenario_.alteration;
		order["alter_at_bytes"] = scenario_.alteredAt_bytes;
		break;
	case Here::DiskAway:
	case Here::DiskGone:
		order["disk_away_at"] = atTransition;
		break;
	default:
		break;
	}
}

// A run that finds no TikTok at all, and is ended.
void Life::meetsNoTikTok(const std::string &url, const char *words)
{
	DriverOrder order{.fields = this->order(), .kill = {}, .words = words, .said = [] {
				  return true;
			  }};
	order.fields["url"] = url;
	run(std::move(order));
	wasReachedHere_ = last_.says(words);
}

void Life::meetsStranger()
{
	Sandbox stranger({.tls = true});
	if (const auto started = stranger.start(); !started)
		throw std::runtime_error(started.error());
	meetsNoTikTok(stranger.baseUrl(), "(tls_failed)");
}

bool Life::hasTaken(int chunks) const
{
	return chunks == 0 || std::ranges::any_of(sandbox_.posts(), [chunks](const SandboxPost &post) {
		       return post.stored_bytes >= chunks * kUsualChunk_bytes;
	       });
}

void Life::awaitWhatIsOnItsWay() const
{
	const auto received_bytes = [this] {
		int64_t sum = 0;
		for (const SandboxPost &post : sandbox_.posts())
			sum += post.received_bytes + post.stored_bytes;
		return sum;
	};
	for (int64_t before = -1, now = received_bytes(); kills_ > 0 && now != before; now = received_bytes()) {
		before = now;
		std::this_thread::sleep_for(kQuiet);
	}
}

void Life::breakNetwork(DriverOrder &order)
{
	if (scenario_.here != Here::Outage)
		return;
	// A run before this one may have died before it heard that the chunk is taken: TikTok knows, once it has what
	// was still on its way.
	awaitWhatIsOnItsWay();
	const bool isAtStart = hasTaken(scenario_.outage.afterChunk);
	if (isAtStart)
		sandbox_.stop();
	order.words = isAtStart ? "connection_failed" : std::format("chunk {} taken", scenario_.outage.afterChunk - 1);
	order.said = [this] {
		wasReachedHere_ = true;
		sandbox_.stop();
		return false;
	};
	order.fields["outage_s"] = scenario_.outage.length.count();
	order.laterWords = scenario_.outage.length > 0s ? "the line was down for long" : "connection_failed";
	order.saidLater = [this] {
		(void)sandbox_.start();
	};
}

void Life::endFaults(DriverOrder &order)
{
	if (!*scenario_.faultsEndAt || areFaultsOver_)
		return;
	order.words = scenario_.faultsEndAt;
	order.said = [this] {
		areFaultsOver_ = wasHitByAll();
		sandbox_.clearFaults();
		limitLink();
		return false;
	};
}

void Life::run(DriverOrder order)
{
	breakNetwork(order);
	endFaults(order);
	last_ = drive(order);
	if (scenario_.here == Here::Outage)
		(void)sandbox_.start(); // if it was not missed
	if (scenario_.here == Here::ClockJump && last_.says("the clock was set")) {
		wasReachedHere_ = true;
		clockOffset_ += scenario_.jump;
	}
	wasReachedHere_ |= last_.says("the file was altered") || last_.says("the disk is away");
	transitions_ += last_.transitions();
	kills_ += last_.wasKilled;
	isOver_ = last_.endedWell && !isWaitingForLogin(last_);
	wasReachedHere_ |= scenario_.here == Here::NoNames && last_.says("(host_not_found");
	wasReachedHere_ |= last_.says("it was over already"); // there was nothing left to go wrong
	output_ +=
		std::format("--- {}, {} ms{}\n{}", order.kill ? "to be killed " + inWords(*order.kill) : "undisturbed",
			    last_.duration.count(), last_.wasKilled ? ", killed" : "", last_.output);
	if (!last_.wasKilled && !last_.endedWell)
		complaints_.emplace_back("a run ended by itself without a verdict");
}

bool Life::dies(const Kill &kill)
{
	if (isOver_)
		return false;
	run({.fields = order(), .kill = kill, .words = {}, .said = {}});
	return last_.wasKilled;
}

void Life::goesOnToTheEnd()
{
	for (int login = 0; login < kMostLogins && !isOver_ && complaints_.empty(); ++login)
		run({.fields = order(), .kill = {}, .words = {}, .said = {}});
	if (scenario_.here == Here::DiskGone && wasReachedHere_ && isOver_ && !isDiskBack_)
		getsItsDiskBack();
}

// The row has said that it is gone, and nothing is out.
void Life::getsItsDiskBack()
{
	if (last_.job->at("stage") != static_cast<int>(JobStage::Failed) || last_.job->at("code") != "file_missing")
		complaints_.push_back("it did not say that its file is gone: " + last_.job->dump());
	for (const SandboxPost &post : sandbox_.posts()) {
		if (post.stored_bytes == post.videoSize_bytes)
			complaints_.emplace_back("it was posted without its file");
	}
	Publish::bringDiskBack(clip_);
	isDiskBack_ = true;
	isOver_ = false;
	goesOnToTheEnd();
}

bool Life::wasHitByAll() const
{
	return std::ranges::all_of(faults_, [this](int fault) { return sandbox_.hits(fault) > 0; });
}

// Photos that may be out are never asked for again: then nothing is left to go wrong.
bool Life::wasReached() const
{
	if (kills_ > 0 && last_.job && last_.job->at("stage") == static_cast<int>(JobStage::OutcomeUnknown))
		return true;
	return (areFaultsOver_ || wasHitByAll()) && (scenario_.here == Here::Nothing || wasReachedHere_);
}

} // namespace DirectPost::Faults
