#pragma once

#include "Helpers.hpp"
#include "Login.hpp"

#include <QTcpSocket>
#include <QUrlQuery>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace DirectPost::Account {

// A login under way, and the browser's side of it.
class ALogin : public ::testing::Test {
protected:
	void begin(std::chrono::milliseconds timeout = std::chrono::minutes(1), LoopbackServer::Limits limits = {})
	{
		login = std::make_unique<Login>(
			Login::Setup{.endpoints = endpoints,
				     .clientKey = "sbkey",
				     .text = [](const char *key) { return QString::fromLatin1(key); },
				     .log = [this](LogLevel, const std::string &line) { log += line; },
				     .timeout = timeout,
				     .limits = limits});
		QObject::connect(login.get(), &Login::finished,
				 [this](const TikTok::CodeExchange &exchange) { exchanges.push_back(exchange); });
		QObject::connect(login.get(), &Login::failed, [this](const Error &error) { errors.push_back(error); });
		ASSERT_TRUE(login->start());
		const QUrlQuery query(QUrl(login->link()));
		state = query.queryItemValue(QStringLiteral("state"), QUrl::FullyDecoded).toLatin1();
		redirect = QUrl(query.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
	}

	QByteArray host() const { return "127.0.0.1:" + QByteArray::number(redirect.port()); }
	QByteArray request(const QByteArray &target) const
	{
		return "GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\nUser-Agent: test\r\n\r\n";
	}
	QByteArray callback(const QByteArray &fields) const
	{
		return request("/callback/?" + fields + "&state=" + state);
	}

	std::unique_ptr<QTcpSocket> connection() const
	{
		auto socket = std::make_unique<QTcpSocket>();
		socket->connectToHost(QHostAddress::LocalHost, quint16(redirect.port()));
		EXPECT_TRUE(eventually([&] { return socket->state() == QAbstractSocket::ConnectedState; }));
		return socket;
	}
	static QByteArray answerOn(QTcpSocket &socket)
	{
		EXPECT_TRUE(eventually([&] { return socket.state() == QAbstractSocket::UnconnectedState; }));
		return socket.readAll();
	}
	QByteArray send(const QByteArray &text) const
	{
		const auto socket = connection();
		socket->write(text);
		return answerOn(*socket);
	}
	bool isOver()
	{
		return eventually([this] { return !exchanges.empty() || !errors.empty(); });
	}
	// The login goes on as if nothing had come.
	void expectStillWaiting()
	{
		EXPECT_TRUE(exchanges.empty());
		EXPECT_TRUE(errors.empty());
		EXPECT_THAT(send(callback("code=good")).toStdString(), ::testing::HasSubstr("LoginPage.Done.Text"));
		ASSERT_TRUE(isOver());
		ASSERT_EQ(exchanges.size(), 1u);
		EXPECT_EQ(exchanges[0].code.reveal(), "good");
	}

	TikTok::Endpoints endpoints = TikTok::Endpoints::tikTok();
	std::unique_ptr<Login> login;
	QByteArray state;
	QUrl redirect;
	std::string log;
	std::vector<TikTok::CodeExchange> exchanges;
	std::vector<Error> errors;
};

} // namespace DirectPost::Account
