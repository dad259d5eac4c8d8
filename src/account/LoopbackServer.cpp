#include "LoopbackServer.hpp"

#include <QTcpSocket>
#include <QTimer>

namespace DirectPost::Account {

namespace {

constexpr QByteArrayView kHeadEnd = "\r\n\r\n";

const char *reason(int status)
{
	switch (status) {
	case 200:
		return "OK";
	case 404:
		return "Not Found";
	case 405:
		return "Method Not Allowed";
	case 431:
		return "Request Header Fields Too Large";
	default:
		return "Bad Request";
	}
}

} // namespace

LoopbackServer::LoopbackServer(Handler handler, Limits limits, QObject *parent)
	: QObject(parent), handler_(std::move(handler)), limits_(limits)
{
	connect(&server_, &QTcpServer::newConnection, this, [this] { accept(); });
}

bool LoopbackServer::listen()
{
	return server_.listen(QHostAddress(QHostAddress::LocalHost), 0);
}

void LoopbackServer::close()
{
	server_.close();
}

quint16 LoopbackServer::port() const
{
	return server_.serverPort();
}

qsizetype LoopbackServer::largestRead_bytes() const
{
	return limits_.head_bytes + kHeadEnd.size();
}

void LoopbackServer::accept()
{
	while (QTcpSocket *socket = server_.nextPendingConnection()) {
		const auto open = server_.findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly);
		if (open.size() > limits_.connections)
			open.front()->abort();
		socket->setReadBufferSize(largestRead_bytes());
		connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
		connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
		QTimer::singleShot(limits_.request, socket, [socket] { socket->abort(); });
		read(*socket);
	}
}

void LoopbackServer::read(QTcpSocket &socket)
{
	const QByteArray seen = socket.peek(largestRead_bytes());
	const qsizetype end = seen.indexOf(kHeadEnd);
	const bool isTooLong = end < 0 && seen.size() == largestRead_bytes();
	if (end < 0 && !isTooLong)
		return;
	disconnect(&socket, &QTcpSocket::readyRead, this, nullptr);
	send(socket, isTooLong ? Answer{.status = 431} : answerTo(seen.first(end)));
	socket.readAll(); // closing with unread bytes would reset the connection before the answer is read
	socket.disconnectFromHost();
}

LoopbackServer::Answer LoopbackServer::answerTo(const QByteArray &head) const
{
	const auto request = CallbackRequest::parse(head);
	const QByteArray ourPort = ":" + QByteArray::number(port());
	if (!request || (request->host != "127.0.0.1" + ourPort && request->host != "localhost" + ourPort))
		return {.status = 400};
	if (request->method != "GET")
		return {.status = 405};
	return handler_(*request);
}

void LoopbackServer::send(QTcpSocket &socket, const Answer &answer)
{
	const QByteArray only = answer.nonce.isEmpty() ? "'none'" : "'nonce-" + answer.nonce + "'";
	socket.write("HTTP/1.1 " + QByteArray::number(answer.status) + " " + reason(answer.status) +
		     "\r\nContent-Type: text/html; charset=utf-8"
		     "\r\nContent-Length: " +
		     QByteArray::number(answer.html.size()) +
		     "\r\nCache-Control: no-store"
		     "\r\nReferrer-Policy: no-referrer"
		     "\r\nX-Content-Type-Options: nosniff"
		     "\r\nContent-Security-Policy: default-src 'none'; img-src data:; style-src " +
		     only + "; script-src " + only +
		     "; frame-ancestors 'none'"
		     "\r\nConnection: close\r\n\r\n" +
		     answer.html);
}

} // namespace DirectPost::Account
