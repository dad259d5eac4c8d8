#include "StubTikTok.hpp"

#include "CallbackRequest.hpp"
#include "Helpers.hpp"

#include <QPointer>
#include <QTcpSocket>
#include <QUrlQuery>

namespace DirectPost::Account {

StubTikTok::StubTikTok()
{
	connect(&server_, &QTcpServer::newConnection, this, [this] {
		while (QTcpSocket *socket = server_.nextPendingConnection()) {
			connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
			connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
		}
	});
	server_.listen(QHostAddress(QHostAddress::LocalHost));
}

TikTok::Endpoints StubTikTok::endpoints() const
{
	return TikTok::Endpoints::sandbox("http://127.0.0.1:" + std::to_string(server_.serverPort())).value();
}

int StubTikTok::count(const QByteArray &path) const
{
	return int(std::ranges::count(requests, path, &Request::path));
}

void StubTikTok::read(QTcpSocket &socket)
{
	const QByteArray seen = socket.peek(1 << 20);
	const qsizetype end = seen.indexOf("\r\n\r\n");
	if (end < 0)
		return;
	const QByteArray head = seen.left(end);
	qsizetype body_bytes = 0;
	Request request;
	for (const QByteArray &line : head.split('\n')) {
		const QByteArray value = line.mid(line.indexOf(':') + 1).trimmed();
		if (line.toLower().startsWith("content-length:"))
			body_bytes = value.toLongLong();
		if (line.toLower().startsWith("authorization:"))
			request.bearer = value.mid(qstrlen("Bearer "));
	}
	if (seen.size() < end + 4 + body_bytes)
		return;
	socket.read(end + 4 + body_bytes);

	const auto parsed = CallbackRequest::parse(head);
	request.method = parsed->method;
	request.path = parsed->path;
	request.form = CallbackRequest{.method = {}, .path = {}, .query = seen.mid(end + 4, body_bytes), .host = {}}
			       .fields()
			       .value_or(std::map<QByteArray, QByteArray>());
	requests.push_back(request);
	if (isHolding_)
		held_.push_back([this, socket = QPointer(&socket), request] {
			if (socket)
				answer(*socket, request);
		});
	else
		answer(socket, request);
}

void StubTikTok::answer(QTcpSocket &socket, const Request &request)
{
	const auto reply = handler ? handler(request) : std::nullopt;
	if (!reply)
		return socket.abort();
	socket.write("HTTP/1.1 " + QByteArray::number(reply->status) + " Stub\r\nContent-Type: " + reply->contentType +
		     "\r\nContent-Length: " + QByteArray::number(reply->body.size()) + "\r\n\r\n" + reply->body);
}

void StubTikTok::release()
{
	isHolding_ = false;
	for (const auto &work : std::exchange(held_, {}))
		work();
}

StubTikTok::Reply StubTikTok::grant(const QByteArray &mark, int lifetime_s, const QByteArray &scopes)
{
	return {.body = "{\"open_id\":\"open-nia\",\"scope\":\"" + scopes + "\",\"access_token\":\"act." + mark +
			"\",\"expires_in\":" + QByteArray::number(lifetime_s) + ",\"refresh_token\":\"rft." + mark +
			"\",\"refresh_expires_in\":31536000,\"token_type\":\"Bearer\"}"};
}

StubTikTok::Reply StubTikTok::oauthError(const QByteArray &word)
{
	return {.body = "{\"error\":\"" + word + "\",\"error_description\":\"a sentence\",\"log_id\":\"log1\"}"};
}

QByteArray comeBack(const QString &loginLink, const QByteArray &fields)
{
	const QUrlQuery query{QUrl(loginLink)};
	const QUrl redirect(query.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
	const QByteArray state = query.queryItemValue(QStringLiteral("state")).toLatin1();
	QTcpSocket socket;
	socket.connectToHost(QHostAddress::LocalHost, quint16(redirect.port()));
	socket.write("GET /callback/?" + fields + "&state=" + state +
		     " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(redirect.port()) + "\r\n\r\n");
	eventually([&] { return socket.state() == QAbstractSocket::UnconnectedState; });
	return socket.readAll();
}

} // namespace DirectPost::Account
