#include "LoopFixture.hpp"
#include "PoliteServer.hpp"

#include <array>
#include <fstream>

namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;

class FailingTransfer : public LoopFixture {};

// What a server can do wrong, and what it is called.
TEST_F(FailingTransfer, NamesALostConnection)
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
		EXPECT_EQ(reply.error().kind, ErrorKind::Lost);
	}
}

TEST_F(FailingTransfer, NamesARefusedConnection)
{
	std::string url;
	{
		RawServer server([](RawConnection &, int) {});
		url = server.url();
	}
	EXPECT_EQ(fetch(get(url)).error().code, "connection_failed");
}

TEST_F(FailingTransfer, NamesAHostThatCannotBeFound)
{
	const Error error = fetch(get("https://open.tiktokapis.invalid/video/?upload_token=x")).error_or(Error());
	EXPECT_EQ(error.code, "host_not_found");
	EXPECT_EQ(error.kind, ErrorKind::Offline);
	EXPECT_EQ(error.values,
		  (std::vector<std::pair<std::string, std::string>>{{"host", "open.tiktokapis.invalid"}}));
}

TEST_F(FailingTransfer, NamesAReplyThatDoesNotCome)
{
	RawServer server([](RawConnection &connection, int) { connection.waitForClose(); });
	HttpRequest request = get(server.url());
	request.timeout = 1s;
	EXPECT_EQ(fetch(std::move(request)).error().code, "timed_out");
}

TEST_F(FailingTransfer, NamesAStalledUpload)
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

TEST_F(FailingTransfer, NamesAServerWithoutTls)
{
	RawServer server([](RawConnection &connection, int) {
		connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
		connection.waitForClose();
	});
	EXPECT_EQ(fetch(get("https" + server.url().substr(4))).error().code, "tls_failed");
}

TEST_F(FailingTransfer, NamesAnAnswerThatIsNotHttp)
{
	RawServer server([](RawConnection &connection, int) {
		connection.readHead();
		connection.send("SSH-2.0-OpenSSH_9.2\r\n");
	});
	EXPECT_EQ(fetch(get(server.url())).error().code, "reply_not_understood");
}

TEST_F(FailingTransfer, SpeaksPlainHttpOnlyToLoopback)
{
	const auto reply = fetch(get("http://open.tiktokapis.invalid/"));
	ASSERT_FALSE(reply);
	EXPECT_NE(reply.error().kind, ErrorKind::Offline); // nobody was asked where it is
}

TEST_F(FailingTransfer, StopsReadingAReplyThatIsTooBig)
{
	RawServer server([](RawConnection &connection, int) {
		connection.readHead();
		connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\n\r\n");
		connection.send(std::string(8'000'000, 'x'));
	});
	EXPECT_EQ(fetch(get(server.url())).error().code, "reply_too_big");
}

TEST_F(FailingTransfer, StopsReadingHeadersThatAreTooBig)
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

TEST_F(FailingTransfer, AcceptsAReplyOfExactlyTheLimit)
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

// Has so many bytes, and then says why there are no more.
class ShortBody : public UploadBody {
public:
	explicit ShortBody(size_t size_bytes) : bytes_(size_bytes, 'x') {}

	Expected<std::span<const char>> next() override
	{
		if (at_ == bytes_.size())
			return std::unexpected(Error{.kind = ErrorKind::ClipUnfit, .code = "file_changed"});
		return std::span<const char>(bytes_).subspan(at_);
	}
	void taken(size_t count) override { at_ += count; }
	void wakeBy(std::function<void()>) override {}

private:
	const std::string bytes_;
	size_t at_ = 0;
};

TEST_F(FailingTransfer, IsBrokenOffWhereItsBodyHasNoMore)
{
	std::atomic<size_t> taken_bytes = 0;
	RawServer server([&](RawConnection &connection, int) {
		connection.readHead();
		taken_bytes = connection.readBody(44'000'000).size();
	});
	const auto reply = fetch(put(server.url(), std::make_shared<ShortBody>(43'999'999), 44'000'000));
	EXPECT_EQ(reply.error_or(Error()).code, "file_changed");
	EXPECT_LE(taken_bytes, 43'999'999u);
}

// In the environment, where curl looks for it.
class NamedProxy {
public:
	explicit NamedProxy(const std::string &url) { setenv("https_proxy", url.c_str(), 1); }
	~NamedProxy() { unsetenv("https_proxy"); }
};

TEST_F(FailingTransfer, KnowsThatNothingWasSentWhenAProxyRefusesTheTunnel)
{
	for (const char *answer : {"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n"
				   "Content-Length: 0\r\n\r\n",
				   "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"}) {
		RawServer server([&](RawConnection &connection, int) {
			connection.readHead();
			connection.send(answer);
		});
		const NamedProxy proxy(server.url(""));
		const Error error = fetch(post("https://tiktok.example/init", "{}")).error_or(Error());
		EXPECT_EQ(error.code, "proxy_refused") << answer << error.detail;
		EXPECT_EQ(meaningOf(error.kind).request, RequestFate::Unsent);
	}
}

TEST_F(FailingTransfer, KnowsThatNothingWasSentWhenAProxyDiesBeforeTheTunnelStands)
{
	RawServer server([](RawConnection &connection, int) { connection.readHead(); });
	const NamedProxy proxy(server.url(""));
	const Error error = fetch(post("https://tiktok.example/init", "{}")).error_or(Error());
	EXPECT_EQ(meaningOf(error.kind).request, RequestFate::Unsent) << error.code << error.detail;
}

} // namespace

} // namespace DirectPost::TikTok
