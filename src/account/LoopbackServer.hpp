#pragma once

#include "CallbackRequest.hpp"

#include <QObject>
#include <QTcpServer>

#include <chrono>
#include <functional>

class QTcpSocket;

namespace DirectPost::Account {

// Answers the user's own browser on a random port of 127.0.0.1 and nobody else: size, time and number of requests are
// bounded, only GET is taken, and the Host header must name this listener, so that no web page reaches it under a name
// of its own (DNS rebinding). The thread it is made on.
class LoopbackServer : public QObject {
	Q_OBJECT

public:
	struct Limits {
		qsizetype head_bytes = 8192;
		std::chrono::milliseconds request{10'000}; // from the connection to the last byte of the answer
		int connections = 16;                      // with more, the oldest is dropped
	};
	struct Answer {
		int status = 200;
		QByteArray html = {};  // complete page
		QByteArray nonce = {}; // of the script and style in it
	};
	using Handler = std::function<Answer(const CallbackRequest &request)>;

	LoopbackServer(Handler handler, Limits limits, QObject *parent = nullptr);

	bool listen();
	void close();
	quint16 port() const;
	QString errorString() const { return server_.errorString(); }

private:
	qsizetype largestRead_bytes() const;
	void accept();
	void read(QTcpSocket &socket);
	Answer answerTo(const QByteArray &head) const;
	static void send(QTcpSocket &socket, const Answer &answer);

	Handler handler_;
	Limits limits_;
	QTcpServer server_;
};

} // namespace DirectPost::Account
