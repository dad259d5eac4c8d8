#pragma once

#include "Obs.hpp"

#include <Noise.hpp>

#include <sandbox/Sandbox.hpp>

#include <QDeadlineTimer>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <iostream>
#include <thread>

namespace DirectPost::Publish {

inline constexpr int64_t kOneRequest_bytes = 3'000'000;
inline constexpr int64_t kSixChunks_bytes = 65'000'000; // five of 10 MB, and the rest

// A sandbox, a settings folder and a clip.
class PostingFixture : public testing::Test {
protected:
	static SandboxOptions options()
	{
		SandboxOptions options;
		options.tls = true;
		options.keepReceivedFiles = false; // hashed, not inspected: the clips here are noise
		options.creators = {{.openId = "open-nia", .username = "niaplays", .nickname = "Nia Plays"},
				    {.openId = "open-tom", .username = "tomplays", .nickname = "Tom Plays"}};
		return options;
	}

	void SetUp() override
	{
		const auto started = sandbox.start();
		ASSERT_TRUE(started) << started.error();
	}
	void TearDown() override
	{
		expectNoMistakes();
		if (HasFailure())
			std::cout << sandbox.describe() << "\n" << (obs ? obs->logged() : std::string()) << "\n";
		obs.reset();
	}

	std::filesystem::path folder() const { return directory.path().toStdU16String(); }
	Login login(const std::string &openId = "open-nia")
	{
		const SandboxTokens tokens = sandbox.issueTokens(openId);
		return {.openId = tokens.openId,
			.accessToken = Secret(tokens.accessToken),
			.refreshToken = Secret(tokens.refreshToken),
			.credentials = {sandbox.options().clientKey, Secret(sandbox.options().clientSecret)}};
	}
	Obs::Setup setup()
	{
		return {.tikTokUrl = sandbox.baseUrl(),
			.caFile = sandbox.caFile().string(),
			.folder = folder() / "settings",
			.login = login(),
			.clock = nullptr,
			.log = {}};
	}
	void startObs() { obs = std::make_unique<Obs>(setup()); }

	std::filesystem::path clip(int64_t size_bytes, uint32_t seed = 1)
	{
		const auto file = folder() / ("clip" + std::to_string(seed) + ".mp4");
		const std::string bytes = noise(size_bytes, seed);
		write(file, bytes);
		sha = sha256(bytes);
		return file;
	}
	PostRequest request(int64_t size_bytes, uint32_t seed = 1)
	{
		return videoOf(clip(size_bytes, seed), "open-nia", "clip " + std::to_string(seed));
	}

	int inject(SandboxFault fault)
	{
		const auto id = sandbox.inject(fault);
		EXPECT_TRUE(id) << id.error();
		return id.value_or(0);
	}
	// A link on which 65 MB take seconds, so that there is time to interfere.
	int slowLink() { return inject({.name = "slow_link", .times = 0, .size_bytes = 20'000'000}); }
	bool untilSent(JobId id, int64_t bytes)
	{
		return obs->until([&] { return obs->job(id) && obs->job(id)->sent_bytes >= bytes; });
	}
	// A request that its sender broke off has ended at the other side too.
	bool untilChunksCame(size_t count) const
	{
		const QDeadlineTimer deadline(std::chrono::seconds(30));
		while (sandbox.posts().empty() || sandbox.posts().front().chunks.size() < count) {
			if (deadline.hasExpired())
				return false;
			std::this_thread::sleep_for(std::chrono::milliseconds(10));
		}
		return true;
	}
	std::vector<SandboxPost> postsThatAre(const std::string &status) const
	{
		std::vector<SandboxPost> posts = sandbox.posts();
		std::erase_if(posts, [&status](const SandboxPost &post) { return post.status != status; });
		return posts;
	}
	std::vector<SandboxPost> complete() const { return postsThatAre("PUBLISH_COMPLETE"); }
	// Of TikTok's rules, as far as they are the publisher's: creator info is the dock's to ask for.
	std::vector<SandboxViolation> violations() const
	{
		std::vector<SandboxViolation> all = sandbox.violations();
		std::erase_if(all, [](const SandboxViolation &one) { return one.rule == "creator_info_not_asked"; });
		return all;
	}
	// TikTok never had to refuse what only a mistake of ours can ask of it.
	void expectNoMistakes() const
	{
		for (const SandboxViolation &one : sandbox.violations())
			EXPECT_FALSE(one.rule.starts_with("refused_")) << one.rule << ": " << one.detail;
	}
	// The promise of the whole room: one, and never begun as the other kind.
	void expectOnePostOf(const std::string &sha256) const { expectOne(sha256, "PUBLISH_COMPLETE", "direct"); }
	void expectOneDraftOf(const std::string &sha256) const { expectOne(sha256, "SEND_TO_USER_INBOX", "draft"); }
	void expectOne(const std::string &sha256, const std::string &status, const std::string &kind) const
	{
		const auto there = postsThatAre(status);
		ASSERT_EQ(there.size(), 1u);
		EXPECT_EQ(there.front().sha256, sha256);
		for (const SandboxPost &post : sandbox.posts())
			EXPECT_EQ(post.kind, kind);
	}

	QTemporaryDir directory;
	Sandbox sandbox{options()};
	std::unique_ptr<Obs> obs;
	std::string sha; // of the last clip
};

// What is posted, whatever it is about.
class Posting : public PostingFixture {};

} // namespace DirectPost::Publish
