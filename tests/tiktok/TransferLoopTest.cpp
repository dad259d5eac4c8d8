#include "LoopFixture.hpp"
#include "RawServer.hpp"

#include <algorithm>
#include <array>

namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;
using testing::Test;

constexpr auto kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

class Loop : public LoopFixture {
protected:
	static size_t lengthIn(const std::string &head)
	{
		const auto at = head.find("Content-Length: ");
		return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
	}
};

// Answers every request of every connection with kOk, and keeps what it got.
struct PoliteServer {
	std::mutex mutex;
	std::vector<std::string> heads;
	std::vector<std::string> bodies;
	RawServer raw{[this](RawConnection &connection, int) {
		for (std::string head = connection.readHead(); !head.empty(); head = connection.readHead()) {
			const auto at = head.find("Content-Length: ");
			std::string body =
				connection.readBody(at == std::string::npos ? 0 : std::stoul(head.substr(at + 16)));
			{
				const std::scoped_lock lock(mutex);
				heads.push_back(std::move(head));
				bodies.push_back(std::move(body));
			}
			connection.send(kOk);
		}
	}};
};

TEST_F(Loop, RunsPostedWorkInOrderOnItsOwnThread)
{
	EXPECT_FALSE(loop.isCurrentThread());
	std::vector<int> order;
	for (int i = 0; i < 100; i++)
		loop.post([&order, i] { order.push_back(i); });
	EXPECT_TRUE(onLoop([&] { return loop.isCurrentThread(); }));
	ASSERT_EQ(order.size(), 100u);
	EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST_F(Loop, RunsTimersInTheOrderTheyAreDueAndDropsCancelledOnes)
{
	std::vector<int> order;
	std::promise<void> last;
	onLoop([&] {
		loop.after(60ms, [&] {
			order.push_back(3);
			last.set_value();
		});
		loop.after(20ms, [&] { order.push_back(1); });
		const TimerId second = loop.after(30ms, [&] { order.push_back(99); });
		loop.after(25ms, [&, second] {
			order.push_back(2);
			loop.cancelTimer(second);
		});
	});
	ASSERT_EQ(last.get_future().wait_for(kPatience), std::future_status::ready);
	EXPECT_EQ(order, (std::vector{1, 2, 3}));
}

TEST_F(Loop, SurvivesAnExceptionInACallback)
{
	loop.post([] { throw std::runtime_error("boom"); });
	loop.post([] { throw 7; });
	EXPECT_TRUE(onLoop([] { return true; }));
	EXPECT_NE(logged().find("boom"), std::string::npos);
}

TEST_F(Loop, SendsTheRequestAsToldAndReadsTheReply)
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

TEST_F(Loop, SendsNoExpectHeaderEvenForLargeBodies)
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

TEST_F(Loop, StreamsExactlyTheSliceAndShowsItsBytes)
{
	std::string content(2'000'000, 0);
	for (size_t i = 0; i < content.size(); i++)
		content[i] = static_cast<char>(i * 7 + i / 251);
	PoliteServer server;
	std::string seen;
	HttpRequest request = put(server.raw.url(), makeFile(content), 123'456, 1'500'000);
	request.slice->sent = [&](const char *bytes, size_t count) {
		seen.append(bytes, count);
	};
	ASSERT_TRUE(fetch(std::move(request)));
	EXPECT_EQ(server.bodies.at(0), content.substr(123'456, 1'500'000));
	EXPECT_EQ(seen, server.bodies.at(0));
	EXPECT_TRUE(server.heads.at(0).starts_with("PUT / HTTP/1.1\r\n"));
	EXPECT_NE(server.heads[0].find("Content-Length: 1500000\r\n"), std::string::npos);
}

TEST_F(Loop, ReadsBeyondFourGigabytes)
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

TEST_F(Loop, ReusesTheConnection)
{
	PoliteServer server;
	const auto file = makeSparseFile(3'000'000);
	for (int i = 0; i < 3; i++)
		ASSERT_TRUE(fetch(put(server.raw.url(), file, i * 1'000'000, 1'000'000)));
	EXPECT_EQ(server.raw.connections(), 1);
}

TEST_F(Loop, OpensAFreshConnectionWhenAsked)
{
	PoliteServer server;
	ASSERT_TRUE(fetch(get(server.raw.url())));
	HttpRequest request = post(server.raw.url(), "x");
	request.onFreshConnection = true;
	ASSERT_TRUE(fetch(std::move(request)));
	EXPECT_EQ(server.raw.connections(), 2);
}

// The server takes the second request on a kept connection and drops it: curl would send it again by itself.
TEST_F(Loop, NeverRepeatsARequestOnAFreshConnectionNorASlice)
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

TEST_F(Loop, ReportsProgressAtMostTenTimesASecondAndOnceAtTheEnd)
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

TEST_F(Loop, DeliversAReplyThatComesBeforeTheBodyIsSent)
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

TEST_F(Loop, NeverFollowsARedirect)
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

TEST_F(Loop, KeepsOnlyTheFinalRepliesHeaders)
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

// What a server can do wrong, and what it is called.
TEST_F(Loop, NamesALostConnection)
{
	const std::array<RawServer::Serve, 5> scripts = {
		[](RawConnection &, int) {},                                   // closes at once
		[](RawConnection &connection, int) { connection.readHead(); }, // no reply
		[](RawConnection &connection, int) {
			connection.readHead();
			connection.reset();
		},
		[](RawConnection &connection, int) { // half a reply
			connection.readHead();
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
		},
		[](RawConnection &connection, int) { // a reset in the middle of the body
			connection.readHead();
			connection.readBody(100'000);
			connection.reset();
		},
	};
	const auto file = makeSparseFile(50'000'000);
	for (const auto &script : scripts) {
		RawServer server(script);
		const auto reply = fetch(put(server.url(), file, 0, 50'000'000));
		ASSERT_FALSE(reply);
		EXPECT_EQ(reply.error().code, "connection_lost") << reply.error().detail;
		EXPECT_EQ(reply.error().retry, Retry::Later);
	}
}

TEST_F(Loop, NamesARefusedConnection)
{
	std::string url;
	{
		RawServer server([](RawConnection &, int) {});
		url = server.url();
	}
	EXPECT_EQ(fetch(get(url)).error().code, "connection_failed");
}

TEST_F(Loop, NamesAHostThatCannotBeResolvedOffline)
{
	EXPECT_EQ(fetch(get("https://open.tiktokapis.invalid/")).error().code, "offline");
}

TEST_F(Loop, NamesAReplyThatDoesNotCome)
{
	RawServer server([](RawConnection &connection, int) { connection.waitForClose(); });
	HttpRequest request = get(server.url());
	request.timeout = 1s;
	EXPECT_EQ(fetch(std::move(request)).error().code, "timed_out");
}

TEST_F(Loop, NamesAStalledUpload)
{
	std::promise<void> over;
	RawServer server([wait = over.get_future().share()](RawConnection &connection, int) {
		connection.readHead();
		wait.wait();
	});
	HttpRequest request = put(server.url(), makeSparseFile(100'000'000), 0, 100'000'000);
	request.timeout = 1s;
	EXPECT_EQ(fetch(std::move(request)).error().code, "timed_out");
	over.set_value();
}

TEST_F(Loop, NamesAServerWithoutTls)
{
	RawServer server([](RawConnection &connection, int) {
		connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
		connection.waitForClose();
	});
	EXPECT_EQ(fetch(get("https" + server.url().substr(4))).error().code, "tls_failed");
}

TEST_F(Loop, NamesAnAnswerThatIsNotHttp)
{
	RawServer server([](RawConnection &connection, int) {
		connection.readHead();
		connection.send("SSH-2.0-OpenSSH_9.2\r\n");
	});
	EXPECT_EQ(fetch(get(server.url())).error().code, "reply_not_understood");
}

TEST_F(Loop, SpeaksPlainHttpOnlyToLoopback)
{
	const auto reply = fetch(get("http://open.tiktokapis.invalid/"));
	ASSERT_FALSE(reply);
	EXPECT_NE(reply.error().code, "offline"); // nobody was asked where it is
}

TEST_F(Loop, StopsReadingAReplyThatIsTooBig)
{
	RawServer server([](RawConnection &connection, int) {
		connection.readHead();
		connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\n\r\n");
		connection.send(std::string(8'000'000, 'x'));
	});
	EXPECT_EQ(fetch(get(server.url())).error().code, "reply_too_big");
}

TEST_F(Loop, StopsReadingHeadersThatAreTooBig)
{
	RawServer oneLine([](RawConnection &connection, int) {
		connection.readHead();
		connection.send("HTTP/1.1 200 OK\r\nX: " + std::string(2 << 20, 'x') + "\r\n\r\n");
	});
	EXPECT_EQ(fetch(get(oneLine.url())).error().code, "reply_too_big");
	RawServer manyLines([](RawConnection &connection, int) {
		connection.readHead();
		connection.send("HTTP/1.1 200 OK\r\n");
		for (int i = 0; i < 2000; i++)
			connection.send("X: " + std::string(1000, 'x') + "\r\n");
	});
	EXPECT_EQ(fetch(get(manyLines.url())).error().code, "reply_too_big");
}

TEST_F(Loop, AcceptsAReplyOfExactlyTheLimit)
{
	RawServer server([](RawConnection &connection, int) {
		connection.readHead();
		connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'x'));
	});
	HttpRequest request = get(server.url());
	request.largestReply_bytes = 1000;
	EXPECT_EQ(fetch(request)->body.size(), 1000u);
	request.largestReply_bytes = 999;
	EXPECT_EQ(fetch(request).error().code, "reply_too_big");
}

TEST_F(Loop, NoticesAFileThatIsMissingUnreadableOrTooShort)
{
	PoliteServer server;
	EXPECT_EQ(fetch(put(server.raw.url(), folder / "gone", 0, 1)).error().code, "file_missing");
	EXPECT_EQ(fetch(put(server.raw.url(), makeFile("short"), 0, 6)).error().code, "file_changed");
	const auto directory = fetch(put(server.raw.url(), folder, 0, 1));
	EXPECT_EQ(directory.error().code, "file_unreadable");
}

TEST_F(Loop, NoticesAFileThatIsCutOffDuringTheUpload)
{
	const auto file = makeSparseFile(100'000'000);
	RawServer server([&](RawConnection &connection, int) {
		connection.readHead();
		std::filesystem::resize_file(file, 1'000'000);
		connection.readBody(100'000'000);
	});
	EXPECT_EQ(fetch(put(server.url(), file, 0, 100'000'000)).error().code, "file_changed");
}

TEST_F(Loop, CancelsWithoutACallbackAndGoesOn)
{
	RawServer stuck([](RawConnection &connection, int) { connection.waitForClose(); });
	bool called = false;
	onLoop([&] {
		const auto one = loop.start(get(stuck.url()), [&](const auto &) { called = true; });
		const auto other =
			loop.start(put(stuck.url(), folder / "gone", 0, 1), [&](const auto &) { called = true; });
		loop.cancel(one);
		loop.cancel(other);
		loop.cancel(other);
		loop.cancel(4711);
	});
	PoliteServer server;
	EXPECT_TRUE(fetch(get(server.raw.url())));
	EXPECT_FALSE(called);
}

TEST_F(Loop, AllowsCancellingFromItsOwnProgress)
{
	PoliteServer server;
	const auto file = makeSparseFile(400'000'000);
	std::promise<void> cancelled;
	std::atomic<bool> isDone = false;
	onLoop([&] {
		auto id = std::make_shared<TransferId>();
		*id = loop.start(
			put(server.raw.url(), file, 0, 400'000'000), [&](const auto &) { isDone = true; },
			[&, id](int64_t) {
				loop.cancel(*id);
				cancelled.set_value();
			});
	});
	ASSERT_EQ(cancelled.get_future().wait_for(kPatience), std::future_status::ready);
	EXPECT_TRUE(fetch(get(server.raw.url())));
	EXPECT_FALSE(isDone);
}

TEST_F(Loop, StartsTheNextRequestFromWithinACallback)
{
	PoliteServer server;
	std::promise<int> statuses;
	onLoop([&] {
		loop.start(get(server.raw.url()), [&](const auto &first) {
			loop.start(get(server.raw.url()), [&, first](const auto &second) {
				statuses.set_value(first->status + second->status);
			});
		});
	});
	EXPECT_EQ(statuses.get_future().get(), 400);
}

TEST_F(Loop, StopsAtOnceWithStuckTransfersTimersAndTasks)
{
	RawServer stuck([](RawConnection &connection, int) { connection.waitForClose(); });
	std::atomic<int> calls = 0;
	const auto file = makeSparseFile(100'000'000);
	onLoop([&] {
		for (int i = 0; i < 5; i++)
			loop.start(get(stuck.url()), [&](const auto &) { calls++; });
		loop.start(put(stuck.url(), file, 0, 100'000'000), [&](const auto &) { calls++; });
		loop.start(get("https://open.tiktokapis.invalid/"), [&](const auto &) { calls++; });
		loop.after(1h, [&] { calls++; });
	});
	calls = 0; // the name may have been refused already
	const auto began = std::chrono::steady_clock::now();
	loop.stop();
	EXPECT_LT(std::chrono::steady_clock::now() - began, 100ms);
	loop.post([&] { calls++; });
	loop.stop();
	EXPECT_EQ(calls, 0);
}

TEST_F(Loop, LogsNoSecret)
{
	PoliteServer server;
	HttpRequest request = post(server.raw.url("/v2/oauth/token/?upload_token=secret1"), "client_secret=secret2");
	request.headers.emplace_back("Authorization", Secret("Bearer secret3"));
	ASSERT_TRUE(fetch(std::move(request)));
	ASSERT_FALSE(fetch(get("https://open.tiktokapis.invalid/upload?upload_token=secret4")));
	EXPECT_NE(logged().find("POST " + server.raw.url("/v2/oauth/token/") + ": HTTP 200"), std::string::npos)
		<< logged();
	EXPECT_EQ(logged().find("secret"), std::string::npos) << logged();
}

} // namespace

} // namespace DirectPost::TikTok
