#pragma once

#include "LoopFixture.hpp"

#include <sandbox/Sandbox.hpp>
#include <tiktok/Client.hpp>

namespace DirectPost::TikTok {

// A client on a running loop, connected to a sandbox of its own over TLS. Uploads are hashed by the sandbox, not
// inspected.
class SandboxFixture : public LoopFixture {
protected:
	static SandboxOptions options()
	{
		SandboxOptions options;
		options.tls = true;
		options.keepReceivedFiles = false;
		return options;
	}

	void SetUp() override
	{
		LoopFixture::SetUp();
		const auto started = sandbox.start();
		ASSERT_TRUE(started) << started.error();
		client = std::make_unique<Client>(
			loop, Endpoints::sandbox(sandbox.baseUrl(), sandbox.caFile().string()).value(), log);
		token = Secret(sandbox.issueTokens().accessToken);
	}

	void TearDown() override
	{
		// TikTok never had to refuse what only a mistake of ours can ask of it.
		for (const auto &violation : sandbox.violations())
			EXPECT_FALSE(violation.rule.starts_with("refused_"))
				<< violation.rule << ": " << violation.detail;
		if (HasFailure())
			std::cout << sandbox.describe() << "\n" << logged();
		LoopFixture::TearDown();
	}

	// One call of the client, waited for.
	template <class T, class Call> Expected<T> ask(Call call)
	{
		auto promise = std::make_shared<std::promise<Expected<T>>>();
		auto answer = promise->get_future();
		onLoop([&] { call([promise](Expected<T> result) { promise->set_value(std::move(result)); }); });
		if (answer.wait_for(kPatience) == std::future_status::ready)
			return answer.get();
		ADD_FAILURE() << "no reply";
		return std::unexpected(Error());
	}

	Expected<UploadTicket> init(const ChunkPlan &plan, const VideoPost &post = {})
	{
		return ask<UploadTicket>([&](auto done) { client->initVideo(token, post, plan, done); });
	}

	Expected<ChunkReply> put(const UploadTicket &ticket, const std::filesystem::path &file, const ChunkPlan &plan,
				 int index)
	{
		ChunkUpload upload{ticket.uploadUrl, "video/mp4", plan, index,
				   std::make_shared<FileBody>(file, plan.range(index).first)};
		return ask<ChunkReply>([&](auto done) { client->putChunk(std::move(upload), done, {}); });
	}

	Expected<PostStatus> status(const UploadTicket &ticket)
	{
		return ask<PostStatus>([&](auto done) { client->status(token, ticket.publishId, done); });
	}

	void inject(const SandboxFault &fault)
	{
		const auto id = sandbox.inject(fault);
		ASSERT_TRUE(id) << id.error();
		lastFault = *id;
	}

	Sandbox sandbox{options()};
	std::unique_ptr<Client> client;
	Secret token;
	int lastFault = 0;
	Log log = [this](LogLevel, const std::string &line) {
		const std::scoped_lock lock(logMutex);
		logText += line + "\n";
	};
};

} // namespace DirectPost::TikTok
