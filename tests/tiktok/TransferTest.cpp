#include "LoopFixture.hpp"
#include "PoliteServer.hpp"

#include <algorithm>

namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;

class Transfers : public LoopFixture {};

TEST_F(Transfers, SendsTheRequestAsToldAndReadsTheReply)
{
	PoliteServer server;
	HttpRequest request = post(server.raw.url("/v2/x/?a=b"), "body");
	request.headers.emplace_back("Content-Type", Secret("application/json"));
	const auto reply = fetch(std::move(request));
	ASSERT_TRUE(reply) << reply.error().detail;
	EXPECT_EQ(reply->status, 200);
	EXPECT_EQ(reply->body, "ok");
	EXPECT_EQ(reply->header("content-length"), "2");
	EXPECT_TRUE(server.heads.at(0).starts_with("POST /v2/x/?a=b HTTP/1.1\r\n")) << server.heads[0];
	EXPECT_NE(server.heads[0].find("Content-Type: application/json\r\n"), std::string::npos);
	EXPECT_EQ(server.bodies.at(0), "body");
}

TEST_F(Transfers, SignsARequestForS3AndSaysTheKeyToNobody)
{
	PoliteServer server;
	HttpRequest request = get(server.raw.url("/bucket/a.jpg"));
	request.method = "DELETE";
	request.s3Login = {.keyId = "AKIANIA", .key = Secret("secret-key"), .region = "eu-central-1"};
	ASSERT_TRUE(fetch(std::move(request)));
	const std::string &head = server.heads.at(0);
	EXPECT_TRUE(head.starts_with("DELETE /bucket/a.jpg HTTP/1.1\r\n")) << head;
	EXPECT_NE(head.find("Authorization: AWS4-HMAC-SHA256 Credential=AKIANIA/"), std::string::npos) << head;
	EXPECT_NE(head.find("/eu-central-1/s3/aws4_request"), std::string::npos) << head;
	EXPECT_EQ(head.find("secret-key"), std::string::npos);
	EXPECT_EQ(logged().find("secret-key"), std::string::npos);
}

TEST_F(Transfers, SendsNoExpectHeaderEvenForLargeBodies)
{
	PoliteServer server;
	ASSERT_TRUE(fetch(post(server.raw.url(), std::string(3'000'000, 'x'))));
	ASSERT_TRUE(fetch(put(server.raw.url(), makeSparseFile(3'000'000), 0, 3'000'000)));
	for (const auto &head : server.heads) {
		EXPECT_EQ(head.find("Expect"), std::string::npos);
		EXPECT_EQ(head.find("Transfer-Encoding"), std::string::npos);
	}
	EXPECT_EQ(server.bodies.at(0).size(), 3'000'000u);
}

TEST_F(Transfers, StreamsExactlyWhatTheBodyHasAndTellsItWhatLeft)
{
	std::string content(2'000'000, 0);
	for (size_t i = 0; i < content.size(); i++)
		content[i] = static_cast<char>(i * 7 + i / 251);
	PoliteServer server;
	const auto body = std::make_shared<FileBody>(makeFile(content), 123'456);
	ASSERT_TRUE(fetch(put(server.raw.url(), body, 1'500'000)));
	EXPECT_EQ(server.bodies.at(0), content.substr(123'456, 1'500'000));
	EXPECT_EQ(body->takenSoFar(), server.bodies.at(0));
	EXPECT_TRUE(server.heads.at(0).starts_with("PUT / HTTP/1.1\r\n"));
	EXPECT_NE(server.heads[0].find("Content-Length: 1500000\r\n"), std::string::npos);
}

TEST_F(Transfers, ReadsBeyondFourGigabytes)
{
	const auto file = makeSparseFile(5'000'000'000);
	{
		std::fstream edit(file, std::ios::in | std::ios::out | std::ios::binary);
		edit.seekp(4'999'999'990);
		edit << "0123456789";
	}
	PoliteServer server;
	ASSERT_TRUE(fetch(put(server.raw.url(), file, 4'999'999'990, 10)));
	EXPECT_EQ(server.bodies.at(0), "0123456789");
}

TEST_F(Transfers, ReusesTheConnection)
{
	PoliteServer server;
	const auto file = makeSparseFile(3'000'000);
	for (int i = 0; i < 3; i++)
		ASSERT_TRUE(fetch(put(server.raw.url(), file, i * int64_t{1'000'000}, 1'000'000)));
	EXPECT_EQ(server.raw.connections(), 1);
}

TEST_F(Transfers, OpensAFreshConnectionWhenAsked)
{
	PoliteServer server;
	ASSERT_TRUE(fetch(get(server.raw.url())));
	HttpRequest request = post(server.raw.url(), "x");
	request.onFreshConnection = true;
	ASSERT_TRUE(fetch(std::move(request)));
	EXPECT_EQ(server.raw.connections(), 2);
}

// The server takes the second request on a kept connection and drops it: curl would send it again by itself.
TEST_F(Transfers, NeverRepeatsARequestOnAFreshConnectionNorAnUpload)
{
	std::atomic<int> requests = 0;
	RawServer server([&](RawConnection &connection, int number) {
		while (true) {
			const std::string head = connection.readHead();
			if (head.empty())
				return;
			if (number == 1 && !head.starts_with("GET"))
				connection.readBody(lengthIn(head));
			if (!head.starts_with("GET")) {
				requests++;
				return;
			}
			connection.send(kOk);
		}
	});
	ASSERT_TRUE(fetch(get(server.url())));
	HttpRequest fresh = post(server.url(), "x");
	fresh.onFreshConnection = true;
	EXPECT_EQ(fetch(std::move(fresh)).error().code, "connection_lost");
	EXPECT_EQ(requests, 1);
	EXPECT_EQ(fetch(put(server.url(), makeSparseFile(1'000), 0, 1'000)).error().code, "connection_lost");
	EXPECT_EQ(requests, 2);
}

TEST_F(Transfers, ReportsProgressAtMostTenTimesASecondAndOnceAtTheEnd)
{
	RawServer server([](RawConnection &connection, int) {
		connection.dropBody(lengthIn(connection.readHead()));
		connection.send(kOk);
	});
	std::vector<std::pair<std::chrono::steady_clock::time_point, int64_t>> reports;
	constexpr int64_t kSize_bytes = 300'000'000;
	const auto began = std::chrono::steady_clock::now();
	ASSERT_TRUE(fetch(put(server.url(), makeSparseFile(kSize_bytes), 0, kSize_bytes), [&](int64_t sent_bytes) {
		reports.emplace_back(std::chrono::steady_clock::now(), sent_bytes);
	}));
	const auto took = std::chrono::steady_clock::now() - began;
	ASSERT_FALSE(reports.empty());
	EXPECT_EQ(reports.back().second, kSize_bytes);
	EXPECT_TRUE(std::ranges::is_sorted(reports, {}, [](const auto &report) { return report.second; }));
	EXPECT_LE(static_cast<double>(reports.size()), 2 + std::chrono::duration<double>(took).count() * 10);
}

TEST_F(Transfers, DeliversAReplyThatComesBeforeTheBodyIsSent)
{
	RawServer server([](RawConnection &connection, int) {
		connection.readHead();
		connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
		connection.waitForClose();
	});
	const auto reply = fetch(put(server.url(), makeSparseFile(100'000'000), 0, 100'000'000));
	ASSERT_TRUE(reply) << reply.error().code << " " << reply.error().detail;
	EXPECT_EQ(reply->status, 403);
}

TEST_F(Transfers, NeverFollowsARedirect)
{
	std::atomic<int> elsewhere = 0;
	RawServer other([&](RawConnection &, int) { elsewhere++; });
	RawServer server([&](RawConnection &connection, int) {
		connection.readHead();
		connection.send("HTTP/1.1 302 Found\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n");
	});
	const auto reply = fetch(get(server.url()));
	ASSERT_TRUE(reply);
	EXPECT_EQ(reply->status, 302);
	EXPECT_EQ(elsewhere, 0);
}

TEST_F(Transfers, KeepsOnlyTheFinalRepliesHeaders)
{
	RawServer server([](RawConnection &connection, int) {
		connection.readHead();
		connection.send("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-TT-LogID:  abc "
				"\r\nContent-Length: 0\r\n\r\n");
	});
	const auto reply = fetch(get(server.url()));
	ASSERT_TRUE(reply);
	EXPECT_EQ(reply->header("x-early"), std::nullopt);
	EXPECT_EQ(reply->header("x-tt-logid"), "abc");
}

} // namespace

} // namespace DirectPost::TikTok
