#include "Player.hpp"

#include "Random.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>

namespace DirectPost::Test {
namespace {

Reply replyOf(const httplib::Result &result)
{
	return result ? Reply{result->status, result->headers, result->body} : Reply{};
}

} // namespace

std::string Reply::header(const std::string &name) const
{
	const auto found = headers.find(name);
	return found == headers.end() ? std::string() : found->second;
}

SandboxTest::SandboxTest(SandboxOptions options) : sandbox(std::move(options)) {}

void SandboxTest::SetUp()
{
	const auto started = sandbox.start();
	ASSERT_TRUE(started) << started.error();
	tokens = sandbox.issueTokens();
	client = clientOf(sandbox.baseUrl());
	uploads = clientOf(sandbox.uploadUrl());
}

std::unique_ptr<httplib::Client> SandboxTest::clientOf(const std::string &url) const
{
	auto made = std::make_unique<httplib::Client>(url);
	made->set_keep_alive(true);
	made->set_tcp_nodelay(true);
	made->set_url_encode(false);
	made->enable_server_certificate_verification(true);
	if (!sandbox.caFile().empty())
		made->set_ca_cert_path(sandbox.caFile().string());
	return made;
}

Reply SandboxTest::get(const std::string &path, const httplib::Headers &headers)
{
	return replyOf(client->Get(path, headers));
}

Reply SandboxTest::post(const std::string &path, const std::string &body, const std::string &contentType,
			const httplib::Headers &headers)
{
	return replyOf(client->Post(path, headers, body, contentType));
}

Reply SandboxTest::postForm(const std::string &path, const httplib::Params &form)
{
	return replyOf(client->Post(path, form));
}

Reply SandboxTest::api(const std::string &path, const json &body)
{
	return post(path, body.dump(), "application/json; charset=UTF-8",
		    {{"Authorization", "Bearer " + tokens.accessToken}});
}

Reply SandboxTest::put(const std::string &url, std::string_view bytes, int64_t first, int64_t total,
		       const std::string &contentType, const httplib::Headers &more)
{
	httplib::Headers headers = more;
	if (!headers.contains("Content-Range"))
		headers.emplace("Content-Range",
				"bytes " + std::to_string(first) + "-" +
					std::to_string(first + static_cast<int64_t>(bytes.size()) - 1) + "/" +
					std::to_string(total));
	return replyOf(uploads->Put(url, headers, bytes.data(), bytes.size(), contentType));
}

json SandboxTest::directPost(int64_t size_bytes, int64_t chunkSize_bytes, int64_t totalChunkCount)
{
	return {{"post_info",
		 {{"privacy_level", "PUBLIC_TO_EVERYONE"},
		  {"title", "last second clutch #speedrun"},
		  {"disable_comment", true},
		  {"disable_duet", true},
		  {"disable_stitch", true},
		  {"brand_content_toggle", false},
		  {"brand_organic_toggle", false}}},
		{"source_info",
		 {{"source", "FILE_UPLOAD"},
		  {"video_size", size_bytes},
		  {"chunk_size", chunkSize_bytes ? chunkSize_bytes : size_bytes},
		  {"total_chunk_count", totalChunkCount}}}};
}

SandboxTest::Upload SandboxTest::begin(const json &body)
{
	const Reply reply = init(body);
	EXPECT_EQ("ok", reply.code()) << reply.body;
	const json data = reply.parsed().value("data", json::object());
	const std::string url = data.value("upload_url", sandbox.uploadUrl());
	return {data.value("publish_id", ""), url.substr(sandbox.uploadUrl().size())};
}

std::string SandboxTest::send(std::string_view bytes, const std::string &contentType)
{
	creatorInfo();
	const auto size = static_cast<int64_t>(bytes.size());
	const Upload upload = begin(size);
	EXPECT_EQ(201, put(upload.url, bytes, 0, size, contentType).status);
	return upload.publishId;
}

bool SandboxTest::isViolated(std::string_view rule) const
{
	return std::ranges::contains(sandbox.violations(), rule, &SandboxViolation::rule);
}

int SandboxTest::inject(SandboxFault fault)
{
	const auto id = sandbox.inject(fault);
	EXPECT_TRUE(id) << id.error();
	return id.value_or(0);
}

std::string random(size_t size_bytes)
{
	std::mt19937_64 generator(size_bytes);
	std::vector<uint64_t> words(size_bytes / 8 + 1);
	std::ranges::generate(words, std::ref(generator));
	return std::string(reinterpret_cast<const char *>(words.data()), size_bytes);
}

std::string contentOf(const std::filesystem::path &file)
{
	std::ostringstream content;
	content << std::ifstream(file, std::ios::binary).rdbuf();
	return std::move(content).str();
}

std::string sha256(std::string_view bytes)
{
	return StandIn::sha256Hex(bytes);
}

} // namespace DirectPost::Test
