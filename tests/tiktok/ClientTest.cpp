#include "LoopFixture.hpp"
#include "PoliteServer.hpp"

#include <tiktok/Client.hpp>

namespace DirectPost::TikTok {

namespace {

// Answers every request with one body, or as it is told to, and keeps what it was asked.
class ClientFixture : public LoopFixture {
protected:
	template <class T, class Ask> Expected<T> ask(Ask call)
	{
		std::promise<Expected<T>> promise;
		onLoop([&] { call([&](Expected<T> result) { promise.set_value(std::move(result)); }); });
		return promise.get_future().get();
	}

	std::string reply = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
	std::function<std::string(const std::string &head)> replyTo; // instead, where there is one
	std::vector<std::string> requests;
	std::mutex mutex;
	RawServer server{[this](RawConnection &connection, int) {
		for (std::string head = connection.readHead(); !head.empty(); head = connection.readHead()) {
			const std::string body = connection.readBody(lengthIn(head));
			const std::scoped_lock lock(mutex);
			requests.push_back(head + body);
			connection.send(replyTo ? replyTo(head) : reply);
		}
	}};
	void answerRaw(const std::string &raw)
	{
		const std::scoped_lock lock(mutex);
		reply = raw;
	}
	void answerBy(std::function<std::string(const std::string &head)> told)
	{
		const std::scoped_lock lock(mutex);
		replyTo = std::move(told);
	}
	void answer(const std::string &body)
	{
		answerRaw("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
	}

	Log log = [this](LogLevel, const std::string &line) {
		const std::scoped_lock lock(logMutex);
		logText += line + "\n";
	};
	Client client{loop, Endpoints::sandbox(server.url()).value(), log};
	const Secret token{"act.sesame"};
};

TEST_F(ClientFixture, AsksForTheBasicProfileOnly)
{
	answer(R"({"data":{"user":{"open_id":"o"}},"error":{"code":"ok"}})");
	ASSERT_TRUE(ask<Profile>([&](auto done) { client.profile(token, done); }));
	EXPECT_TRUE(
		requests.at(0).starts_with("GET /v2/user/info/?fields=open_id,display_name,avatar_url HTTP/1.1\r\n"));
	EXPECT_NE(requests[0].find("Authorization: Bearer act.sesame\r\n"), std::string::npos);
}

TEST_F(ClientFixture, ExchangesACodeWithEveryField)
{
	answer(R"({"open_id":"o","scope":"s","access_token":"a","expires_in":1,"refresh_token":"r","refresh_expires_in":2})");
	const Credentials credentials{"key", Secret("word")};
	const CodeExchange exchange{Secret("c*de"), "http://127.0.0.1:1/callback/", Secret("verifier")};
	ASSERT_TRUE(ask<TokenGrant>([&](auto done) { client.exchangeCode(credentials, exchange, done); }));
	EXPECT_TRUE(requests.at(0).starts_with("POST /v2/oauth/token/ HTTP/1.1\r\n"));
	EXPECT_NE(requests[0].find("Content-Type: application/x-www-form-urlencoded\r\n"), std::string::npos);
	EXPECT_TRUE(requests[0].ends_with(
		"\r\n\r\nclient_key=key&client_secret=word&code=c%2Ade&grant_type=authorization_code"
		"&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback%2F&code_verifier=verifier"))
		<< requests[0];
	EXPECT_EQ(requests[0].find("Authorization"), std::string::npos);
}

TEST_F(ClientFixture, RefreshesAndRevokesOnConnectionsOfTheirOwn)
{
	answer(R"({"open_id":"o","scope":"s","access_token":"a","expires_in":1,"refresh_token":"r","refresh_expires_in":2})");
	const Credentials credentials{"key", Secret("word")};
	ASSERT_TRUE(ask<TokenGrant>([&](auto done) { client.refresh(credentials, Secret("rft.1"), done); }));
	ASSERT_TRUE(ask<TokenGrant>([&](auto done) { client.refresh(credentials, Secret("rft.2"), done); }));
	answer("{}");
	ASSERT_TRUE(ask<void>([&](auto done) { client.revoke(credentials, token, done); }));
	EXPECT_TRUE(requests.at(0).ends_with(
		"client_key=key&client_secret=word&grant_type=refresh_token&refresh_token=rft.1"));
	EXPECT_TRUE(requests.at(2).ends_with("client_key=key&client_secret=word&token=act.sesame"));
	EXPECT_EQ(server.connections(), 3);
}

TEST_F(ClientFixture, RefusesAnUploadUrlOfAForeignHost)
{
	answer(R"({"data":{"publish_id":"p","upload_url":"https://evil.example/upload?t=secret"},"error":{"code":"ok"}})");
	const auto ticket =
		ask<UploadTicket>([&](auto done) { client.initVideo(token, {}, planChunks(9).value(), done); });
	ASSERT_FALSE(ticket);
	EXPECT_EQ(ticket.error().code, "upload_url_not_allowed");
	EXPECT_EQ(ticket.error().detail, "https://evil.example/upload");
}

TEST_F(ClientFixture, SendsNoByteToAForeignHost)
{
	const auto file = makeFile("123456789");
	ChunkUpload upload{Secret("https://evil.example/?t=secret"), "video/mp4", planChunks(9).value(), 0,
			   std::make_shared<FileBody>(file, 0)};
	const auto refused = ask<ChunkReply>([&](auto done) { EXPECT_EQ(client.putChunk(upload, done, {}), 0u); });
	EXPECT_EQ(refused.error().code, "upload_url_not_allowed");
	EXPECT_EQ(logged().find("evil"), std::string::npos);
}

TEST_F(ClientFixture, PutsTheChunkThatThePlanSaysWithoutTheBearer)
{
	const auto file = makeFile("0123456789ABCDEFGHIJ!!!");
	answerRaw("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-19/23\r\nContent-Length: 4\r\n\r\nnull");
	const ChunkPlan plan{23, 10, 2};
	for (int index = 0; index < 2; index++) {
		ChunkUpload upload{Secret(server.url("/upload?t=1")), "video/mp4", plan, index,
				   std::make_shared<FileBody>(file, index * 10)};
		const auto taken = ask<ChunkReply>([&](auto done) { client.putChunk(upload, done, {}); });
		ASSERT_TRUE(taken) << taken.error().code;
		EXPECT_EQ(taken->status, 206);
	}
	EXPECT_TRUE(requests.at(0).starts_with("PUT /upload?t=1 HTTP/1.1\r\n"));
	EXPECT_NE(requests[0].find("Content-Range: bytes 0-9/23\r\n"), std::string::npos);
	EXPECT_NE(requests[0].find("Content-Type: video/mp4\r\n"), std::string::npos);
	EXPECT_TRUE(requests[0].ends_with("\r\n\r\n0123456789"));
	EXPECT_NE(requests.at(1).find("Content-Range: bytes 10-22/23\r\n"), std::string::npos);
	EXPECT_TRUE(requests[1].ends_with("\r\n\r\nABCDEFGHIJ!!!"));
	EXPECT_EQ(requests[0].find("Authorization"), std::string::npos);
	EXPECT_EQ(server.connections(), 1);
}

TEST_F(ClientFixture, LoadsAnAvatarUpToTwoMebibytes)
{
	answer(std::string(2 << 20, 'i'));
	EXPECT_EQ(ask<std::string>([&](auto done) { client.image(server.url("/a.jpeg"), done); })->size(), 2u << 20);
	answer(std::string((2 << 20) + 1, 'i'));
	EXPECT_EQ(ask<std::string>([&](auto done) { client.image(server.url("/a.jpeg"), done); }).error().code,
		  "image_unavailable");
	EXPECT_EQ(ask<std::string>([&](auto done) { client.image("http://evil.example/a", done); }).error().code,
		  "image_unavailable");
}

TEST_F(ClientFixture, ChecksAPhotoUrlWithHeadAndLooksAtItsFirstBytes)
{
	answerRaw("HTTP/1.1 200 OK\r\nContent-Type: image/webp\r\nContent-Length: 0\r\n\r\n");
	const auto check = [&](const std::string &url) {
		return ask<PhotoSize>([&](auto done) { client.checkPhotoUrl(url, done); });
	};
	EXPECT_TRUE(check(server.url("/p")));
	EXPECT_TRUE(requests.at(0).starts_with("HEAD /p "));
	EXPECT_TRUE(requests.at(1).starts_with("GET /p "));
	EXPECT_NE(requests.at(1).find("Range: bytes=0-65535\r\n"), std::string::npos);

	answerRaw("HTTP/1.1 405 No\r\nContent-Type: image/webp\r\nContent-Length: 0\r\n\r\n");
	EXPECT_EQ(check(server.url("/p")).error().code, "photo_url_unreachable");
	EXPECT_TRUE(requests.at(2).starts_with("HEAD /p "));
	EXPECT_TRUE(requests.at(3).starts_with("GET /p "));

	EXPECT_EQ(check("http://example.com/p.jpg").error().code, "photo_url_not_https");
}

// One photo, whose bytes may be asked for in part.
std::function<std::string(const std::string &head)> photoOf(const std::string &mediaType, const std::string &photo)
{
	return [type = "Content-Type: " + mediaType + "\r\n", photo](const std::string &head) {
		const auto whole = std::to_string(photo.size());
		if (head.starts_with("HEAD"))
			return "HTTP/1.1 200 OK\r\n" + type + "Content-Length: " + whole + "\r\n\r\n";
		constexpr std::string_view kRange = "Range: bytes=0-";
		const size_t last = std::stoul(head.substr(head.find(kRange) + kRange.size()));
		const std::string part = photo.substr(0, last + 1);
		return "HTTP/1.1 206 Partial Content\r\n" + type + "Content-Range: bytes 0-" +
		       std::to_string(part.size() - 1) + "/" + whole +
		       "\r\nContent-Length: " + std::to_string(part.size()) + "\r\n\r\n" + part;
	};
}

// 4000 by 3000, behind so many EXIF blocks of 60,000 bytes.
std::string jpegBehind(int blocks)
{
	std::string bytes = "\xFF\xD8";
	for (int i = 0; i < blocks; ++i)
		bytes += "\xFF\xE1\xEA\x60" + std::string(0xEA60 - 2, 'e');
	return bytes + std::string("\xFF\xC0\x00\x0B\x08\x0B\xB8\x0F\xA0\x03", 10) + std::string(20, '\0');
}

TEST_F(ClientFixture, LooksAtTheBytesOfAPhotoWhoseHostDoesNotSayWhatItIs)
{
	const auto codeFor = [&](const char *type, const std::string &photo) {
		answerBy(photoOf(type, photo));
		const auto size = ask<PhotoSize>([&](auto done) { client.checkPhotoUrl(server.url("/p"), done); });
		return size ? std::string() : size.error().code;
	};
	for (const char *type : {"image/jpg", "application/octet-stream", "binary/octet-stream"}) {
		EXPECT_EQ(codeFor(type, jpegBehind(0)), "") << type;
		EXPECT_EQ(codeFor(type, "GIF89a, or something else"), "photo_type_not_allowed") << type;
	}
	EXPECT_EQ(codeFor("image/png", jpegBehind(0)), "photo_type_not_allowed");
}

TEST_F(ClientFixture, FindsTheSizeOfAPhotoBehindALongExif)
{
	for (const int blocks : {0, 1, 2, 20}) {
		answerBy(photoOf("image/jpeg", jpegBehind(blocks)));
		const auto size = ask<PhotoSize>([&](auto done) { client.checkPhotoUrl(server.url("/p"), done); });
		ASSERT_TRUE(size) << blocks;
		EXPECT_EQ(size->width, 4000) << blocks;
		EXPECT_TRUE(size->isAbove1080p()) << blocks;
	}
}

TEST_F(ClientFixture, TellsAPhotosHostThatDoesNotExistFromALineThatIsOut)
{
	answer("{}"); // what TikTok says does not matter
	const auto unknown =
		ask<PhotoSize>([&](auto done) { client.checkPhotoUrl("https://photos.invalid/p.jpg", done); });
	EXPECT_EQ(unknown.error().code, "photo_host_unknown");
	EXPECT_EQ(unknown.error().values.at(0).second, "https://photos.invalid/p.jpg");
	EXPECT_TRUE(meaningOf(unknown.error().kind).isFinal());
	EXPECT_TRUE(requests.at(0).starts_with("HEAD / "));

	Client cutOff(loop, Endpoints::sandbox("http://127.0.0.1:1").value(), [](LogLevel, const std::string &) {});
	const auto isOut =
		ask<PhotoSize>([&](auto done) { cutOff.checkPhotoUrl("https://photos.invalid/p.jpg", done); });
	EXPECT_TRUE(meaningOf(isOut.error().kind).isOfLine) << isOut.error().code;
}

TEST_F(ClientFixture, LogsWhatTikTokRefusedWithItsLogId)
{
	answer(R"({"data":{},"error":{"code":"rate_limit_exceeded","message":"slow","log_id":"L7"}})");
	const auto status = ask<PostStatus>([&](auto done) { client.status(token, "p1", done); });
	EXPECT_EQ(status.error().code, "rate_limited");
	EXPECT_NE(logged().find("status: HTTP 200, rate_limited: slow (log id L7)"), std::string::npos) << logged();
	EXPECT_EQ(logged().find("sesame"), std::string::npos);
}

} // namespace

} // namespace DirectPost::TikTok
