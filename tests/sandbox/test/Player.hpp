#pragma once

#include "sandbox/Sandbox.hpp"

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace DirectPost::Test {

using nlohmann::json;

struct Reply {
	int status = 0; // 0: no reply came
	httplib::Headers headers;
	std::string body;

	json parsed() const { return json::parse(body, nullptr, false); }
	std::string code() const { return parsed().value("/error/code"_json_pointer, std::string()); }
	std::string oauthError() const { return parsed().value("error", std::string()); }
	std::string header(const std::string &name) const;
};

// A sandbox with a client that speaks plain HTTP to it, and can say wrong things too.
class SandboxTest : public testing::Test {
protected:
	explicit SandboxTest(SandboxOptions options = {});
	void SetUp() override;

	Reply get(const std::string &path, const httplib::Headers &headers = {});
	Reply post(const std::string &path, const std::string &body, const std::string &contentType,
		   const httplib::Headers &headers = {});
	Reply postForm(const std::string &path, const httplib::Params &form);
	// As the creator who agreed, with the right headers.
	Reply api(const std::string &path, const json &body = json::object());
	Reply creatorInfo() { return api("/v2/post/publish/creator_info/query/"); }
	Reply init(const json &body) { return api("/v2/post/publish/video/init/", body); }
	Reply status(const std::string &publishId)
	{
		return api("/v2/post/publish/status/fetch/", {{"publish_id", publishId}});
	}
	Reply put(const std::string &url, std::string_view bytes, int64_t first, int64_t total,
		  const std::string &contentType = "video/mp4", const httplib::Headers &more = {});

	// A complete direct post of a file of this size in one chunk, or by the given plan.
	static json directPost(int64_t size_bytes, int64_t chunkSize_bytes = 0, int64_t totalChunkCount = 1);
	struct Upload {
		std::string publishId;
		std::string url; // without the host
	};
	Upload begin(const json &body);
	Upload begin(int64_t size_bytes) { return begin(directPost(size_bytes)); }
	// Begins and sends it in one chunk.
	std::string send(std::string_view bytes, const std::string &contentType = "video/mp4");

	bool isViolated(std::string_view rule) const;
	int inject(SandboxFault fault);

	Sandbox sandbox;
	SandboxTokens tokens;
	std::unique_ptr<httplib::Client> client;
	std::unique_ptr<httplib::Client> uploads;

private:
	std::unique_ptr<httplib::Client> clientOf(const std::string &url) const;
};

std::string random(size_t size_bytes);
std::string contentOf(const std::filesystem::path &file);
std::string sha256(std::string_view bytes);

} // namespace DirectPost::Test
