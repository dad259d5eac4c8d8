#include "Benches.hpp"
#include "Contest.hpp"

#include "../integration/publish/Obs.hpp"

#include <sandbox/Sandbox.hpp>

#include <cstdio>
#include <stdexcept>

namespace DirectPost::Bench {

namespace {

constexpr int kPostRounds = 5; // six inits a minute are allowed
constexpr double kLimit_s = 0.150;

} // namespace

// From the call that the "Post" button makes to the moment the server sees the PUT, over TLS, with the login cached.
bool benchFirstByte(const std::filesystem::path &folder)
{
	Sandbox sandbox({.tls = true, .keepReceivedFiles = false});
	if (const auto started = sandbox.start(); !started)
		throw std::runtime_error(started.error());
	const SandboxTokens tokens = sandbox.issueTokens();
	Publish::Obs obs({.tikTokUrl = sandbox.baseUrl(),
			  .caFile = sandbox.caFile().string(),
			  .folder = folder / "settings",
			  .login = Publish::Login{.openId = tokens.openId,
						  .accessToken = Secret(tokens.accessToken),
						  .refreshToken = Secret(tokens.refreshToken),
						  .credentials = {sandbox.options().clientKey,
								  Secret(sandbox.options().clientSecret)}},
			  .clock = nullptr,
			  .log = {}});

	std::vector<Cost> costs;
	for (int round = 0; round < kPostRounds; round++) {
		const auto file = folder / ("clip" + std::to_string(round) + ".mp4");
		Publish::write(file, Publish::noise(20'000'000, static_cast<uint64_t>(round) + 1));
		auto request = Publish::videoOf(file, tokens.openId, "clip " + std::to_string(round));
		const auto pressed = std::chrono::system_clock::now();
		const auto job = obs.post(std::move(request));
		if (!job || obs.untilOver(job->id)->stage != Publish::JobStage::Published)
			throw std::runtime_error("the post did not come through");
		const std::chrono::duration<double> took = sandbox.posts().back().chunks.front().startedAt - pressed;
		costs.push_back({.seconds = took.count(), .processor_s = 0, .memory_MiB = 0});
	}
	return print("from Post to the first byte on the wire | limit", medianOf(costs).seconds, kLimit_s, "s", 1.0);
}

} // namespace DirectPost::Bench
