#include "Benches.hpp"
#include "Contest.hpp"
#include "Memory.hpp"

#include "../integration/Noise.hpp"
#include "../integration/publish/Obs.hpp"

#include <sandbox/Sandbox.hpp>

#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace DirectPost::Bench {

namespace {

constexpr int kPostRounds = 5; // six inits a minute are allowed
constexpr double kLargestWait_s = 0.150;

// A stand-in for TikTok over TLS that drops what it gets.
struct Server {
	Server()
	{
		if (const auto started = sandbox.start(); !started)
			throw std::runtime_error(started.error());
		tokens = sandbox.issueTokens();
	}
	Sandbox sandbox{{.tls = true, .keepReceivedFiles = false}};
	SandboxTokens tokens;
};

Publish::Obs::Setup setupFor(const std::string &url, const std::string &caFile, const std::filesystem::path &folder,
			     const SandboxTokens &tokens)
{
	const SandboxOptions usual;
	return {.tikTokUrl = url,
		.caFile = caFile,
		.folder = folder,
		.login = Publish::Login{.openId = tokens.openId,
					.accessToken = Secret(tokens.accessToken),
					.refreshToken = Secret(tokens.refreshToken),
					.credentials = {usual.clientKey, Secret(usual.clientSecret)}},
		.clock = nullptr,
		.log = {}};
}

void post(Publish::Obs &obs, Publish::PostRequest request)
{
	const auto job = obs.post(std::move(request));
	if (!job || obs.untilOver(job->id)->stage != Publish::JobStage::Published)
		throw std::runtime_error("the post did not come through");
}

} // namespace

// From the call that the "Post" button makes to the moment the server sees the PUT, over TLS, with the login cached.
bool benchFirstByte(const std::filesystem::path &folder)
{
	Server server;
	Publish::Obs obs(setupFor(server.sandbox.baseUrl(), server.sandbox.caFile().string(), folder / "settings",
				  server.tokens));
	std::vector<Cost> costs;
	for (int round = 0; round < kPostRounds; round++) {
		const auto file = folder / ("clip" + std::to_string(round) + ".mp4");
		Publish::write(file, noise(20'000'000, static_cast<uint32_t>(round) + 1));
		auto request = Publish::videoOf(file, server.tokens.openId, "clip " + std::to_string(round));
		const auto pressed = std::chrono::system_clock::now();
		post(obs, std::move(request));
		const std::chrono::duration<double> took =
			server.sandbox.posts().back().chunks.front().startedAt - pressed;
		costs.push_back({.seconds = took.count(), .processor_s = 0, .memory_MiB = 0});
	}
	return print("from Post to the first byte on the wire | limit", medianOf(costs).seconds, kLargestWait_s, "s",
		     1.0);
}

// The server stays here, so that only what the plugin takes is counted.
bool benchPostMemory(const std::filesystem::path &folder, const char *self)
{
	const auto file = folder / "posted.mp4";
	run({"truncate", "-s", std::to_string(kGigabyte_bytes), file.string()});
	const Server server;
	const std::string said = runFully({self, "--post", server.sandbox.baseUrl(), server.sandbox.caFile().string(),
					   (folder / "other-settings").string(), file.string(), server.tokens.openId,
					   server.tokens.accessToken, server.tokens.refreshToken})
					 .output;
	return print("posting 1 GB, extra memory of the publisher | limit", std::stod(said), kLargestGrowth_MiB, "MiB",
		     1.0);
}

int postAlone(std::span<char *const> arguments)
{
	const SandboxTokens tokens{.openId = arguments[4], .accessToken = arguments[5], .refreshToken = arguments[6]};
	Publish::Obs obs(setupFor(arguments[0], arguments[1], arguments[2], tokens));
	if (!obs.until([&] { return obs.publisher().filesInUse().has_value(); }))
		return 1;
	auto request = Publish::videoOf(arguments[3], tokens.openId, "a gigabyte");
	const double before_MiB = resident_MiB();
	post(obs, std::move(request));
	std::printf("%f\n", peak_MiB() - before_MiB);
	return 0;
}

} // namespace DirectPost::Bench
