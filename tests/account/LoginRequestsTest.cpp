#include "ALogin.hpp"

#include <QTcpSocket>

#include <algorithm>

#include <gtest/gtest.h>

// Whatever comes to the address on which a login waits for the browser: only what is the browser's ends it.
namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;

TEST_F(ALogin, IgnoresAWrongOrMissingState)
{
	begin();
	for (const QByteArray &target :
	     {QByteArray("/callback/?code=evil&state=wrong"), QByteArray("/callback/?code=evil"),
	      QByteArray("/callback/"), "/callback/?code=evil&state=" + state + "x",
	      "/callback/?code=evil&state=" + state.chopped(1), "/callback/?code=evil&state=wrong&state=" + state,
	      "/callback/?error=access_denied&state=" + state.toLower() + "A"}) {
		const QByteArray answer = send(request(target));
		EXPECT_TRUE(answer.startsWith("HTTP/1.1 400 ")) << target.toStdString();
		EXPECT_TRUE(answer.contains("LoginPage.NotOurs.Text")) << target.toStdString();
	}
	expectStillWaiting();
}

TEST_F(ALogin, IgnoresStrayRequests)
{
	begin();
	for (const QByteArray &path :
	     {QByteArray("/favicon.ico"), QByteArray("/"), "/callback?code=evil&state=" + state,
	      "/callback/more?code=evil&state=" + state, "//callback/?code=evil&state=" + state})
		EXPECT_TRUE(send(request(path)).startsWith("HTTP/1.1 404 ")) << path.toStdString();
	expectStillWaiting();
}

TEST_F(ALogin, IgnoresRequestsForAnotherHost)
{
	begin();
	const QByteArray target = "GET /callback/?code=evil&state=" + state + " HTTP/1.1\r\n";
	const QByteArray port = QByteArray::number(redirect.port());
	for (const QByteArray &hosts : {QByteArray("Host: evil.example:") + port, QByteArray("Host: 127.0.0.1"),
					"Host: 127.0.0.1.evil.example:" + port, QByteArray("Accept: */*"),
					"Host: 127.0.0.1:" + port + "\r\nHost: evil.example", "Host: [::1]:" + port})
		EXPECT_TRUE(send(target + hosts + "\r\n\r\n").startsWith("HTTP/1.1 400 ")) << hosts.toStdString();
	expectStillWaiting();
}

TEST_F(ALogin, TakesLocalhostAsItsName)
{
	begin();
	const QByteArray port = QByteArray::number(redirect.port());
	send("GET /callback/?code=good&state=" + state + " HTTP/1.1\r\nHOST:LocalHost:" + port + "\r\n\r\n");
	ASSERT_TRUE(isOver());
	EXPECT_EQ(exchanges.size(), 1u);
}

TEST_F(ALogin, TakesOnlyGet)
{
	begin();
	for (const char *method : {"POST", "HEAD", "OPTIONS", "PUT", "get"}) {
		QByteArray text = callback("code=evil");
		EXPECT_TRUE(send(text.replace("GET", method)).startsWith("HTTP/1.1 405 ")) << method;
	}
	expectStillWaiting();
}

TEST_F(ALogin, IgnoresWhatIsNotHttp)
{
	begin();
	for (const char *noise : {"\r\n\r\n", "hello\r\n\r\n", "GET /callback/\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n"})
		EXPECT_TRUE(send(noise).startsWith("HTTP/1.1 400 "));
	expectStillWaiting();
}

TEST_F(ALogin, StopsReadingAHeaderOfTwoMegabytes)
{
	begin(1min, {.request = 1min}); // nothing but its length ends it
	const auto socket = connection();
	socket->write("GET /callback/ HTTP/1.1\r\nHost: " + host() + "\r\nX-Long: " + QByteArray(2'000'000, 'x'));
	EXPECT_TRUE(answerOn(*socket).startsWith("HTTP/1.1 431 "));
	expectStillWaiting();
}

TEST_F(ALogin, TakesAHeaderUpToItsBoundAndNoLonger)
{
	LoopbackServer::Limits limits;
	begin(1min, limits);
	const QByteArray start = "GET /callback/ HTTP/1.1\r\nHost: " + host() + "\r\nX: ";
	const QByteArray fits = start + QByteArray(limits.head_bytes - start.size(), 'x');
	EXPECT_TRUE(send(fits + "\r\n\r\n").contains("LoginPage.NotOurs"));
	EXPECT_TRUE(send(fits + "x\r\n\r\n").startsWith("HTTP/1.1 431 "));
	expectStillWaiting();
}

TEST_F(ALogin, TakesARequestThatComesByteByByte)
{
	begin();
	const auto socket = connection();
	socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
	for (const char byte : callback("code=slow")) {
		socket->write(&byte, 1);
		ASSERT_TRUE(eventually([&] { return socket->bytesToWrite() == 0; }));
	}
	EXPECT_TRUE(answerOn(*socket).contains("LoginPage.Done.Text"));
	ASSERT_TRUE(isOver());
	EXPECT_EQ(exchanges[0].code.reveal(), "slow");
}

TEST_F(ALogin, DropsARequestThatNeverEnds)
{
	begin(1min, {.request = 50ms});
	const auto socket = connection();
	socket->write("GET /callback/?code=never");
	EXPECT_EQ(answerOn(*socket), "");
	expectStillWaiting();
}

TEST_F(ALogin, AnswersWhileOthersHoldConnectionsOpen)
{
	begin();
	std::vector<std::unique_ptr<QTcpSocket>> idle;
	for (int i = 0; i < 40; i++)
		idle.push_back(connection());
	EXPECT_TRUE(send(callback("code=good")).contains("LoginPage.Done.Text"));
	const auto open = std::ranges::count_if(
		idle, [](const auto &socket) { return socket->state() == QAbstractSocket::ConnectedState; });
	EXPECT_LE(open, 16);
}

} // namespace

} // namespace DirectPost::Account
