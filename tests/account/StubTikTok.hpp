#pragma once

#include <tiktok/Endpoints.hpp>

#include <QByteArray>
#include <QObject>
#include <QTcpServer>

#include <functional>
#include <map>
#include <optional>
#include <vector>

class QTcpSocket;

namespace DirectPost::Account {

// Says what a test tells it to say, over a real socket. The thread it is made on.
class StubTikTok : public QObject {
	Q_OBJECT

public:
	struct Request {
		QByteArray method;
		QByteArray path;
		QByteArray bearer;
		std::map<QByteArray, QByteArray> form;
	};
	struct Reply {
		int status = 200;
		QByteArray body = {};
		QByteArray contentType = "application/json";
	};
	// Nullopt: no answer, the connection closes.
	using Handler = std::function<std::optional<Reply>(const Request &request)>;

	StubTikTok();

	TikTok::Endpoints endpoints() const;
	int count(const QByteArray &path) const;

	// Answers wait from now on, until release().
	void hold() { isHolding_ = true; }
	void release();

	Handler handler;
	std::vector<Request> requests;

	// What the token endpoint says when all is well: "act.<mark>", "rft.<mark>".
	static Reply grant(const QByteArray &mark, int lifetime_s = 86'400,
			   const QByteArray &scopes = "user.info.basic,video.upload,video.publish");
	static Reply oauthError(const QByteArray &word);

private:
	void read(QTcpSocket &socket);
	void answer(QTcpSocket &socket, const Request &request);

	QTcpServer server_;
	bool isHolding_ = false;
	std::vector<std::function<void()>> held_;
};

// The browser comes back from the consent page behind this link; what it is shown then.
QByteArray comeBack(const QString &loginLink, const QByteArray &fields);

} // namespace DirectPost::Account
