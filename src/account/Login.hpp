#pragma once

#include "CallbackPage.hpp"
#include "LoopbackServer.hpp"

#include <tiktok/Pkce.hpp>
#include <tiktok/Types.hpp>

#include <base/Log.hpp>

#include <QTimer>

namespace DirectPost::Account {

// One visit to TikTok's consent page (Login Kit for Desktop; RFC 8252 with a loopback listener). It ends once, in
// finished() or failed(); the listener stays a little longer, to tell a reloaded page that it is done. The thread it is
// made on.
class Login : public QObject {
	Q_OBJECT

public:
	struct Setup {
		const TikTok::Endpoints &endpoints;
		std::string clientKey;
		Text text;
		Log log;
		std::chrono::milliseconds timeout = std::chrono::minutes(5);    // for the person in the browser
		std::chrono::milliseconds hintAfter = std::chrono::seconds(10); // of waiting: see takingLong()
		std::chrono::milliseconds pageKept = std::chrono::minutes(1);   // for reloads of the answer page
		LoopbackServer::Limits limits = {};
	};
	explicit Login(Setup setup, QObject *parent = nullptr);

	// Error: login_port_unavailable.
	Expected<void> start();
	void cancel();        // no signal follows
	QString link() const; // what the browser opens
	// The address that the browser ended on, when it could not reach this computer: from its '?' on it says what a
	// callback says, and ends the login like one. After an error the login goes on: login_address_unreadable,
	// login_address_of_another (login), login_address_without_code; of a page of TikTok's that does not belong to
	// this login, what TikTok says there (ErrorTable, Heard::Callback).
	Expected<void> finishWith(const QString &address);

signals:
	void finished(const DirectPost::TikTok::CodeExchange &exchange);
	// login_timed_out, login_incomplete (no code came), and TikTok's refusals (ErrorTable, Heard::Callback).
	void failed(const DirectPost::Error &error);
	// Nothing has come from the browser so far. No browser may have opened, or TikTok shows an error page of its
	// own (wrong key, redirect address not registered), from which no callback comes.
	void takingLong();

private:
	using Fields = std::map<QByteArray, QByteArray>;
	LoopbackServer::Answer answer(const CallbackRequest &request);
	LoopbackServer::Answer conclude(const Fields &fields);
	void emitLater(std::function<void()> emission);

	Setup setup_;
	LoopbackServer server_;
	QTimer timeout_;
	QTimer hint_;
	Secret state_;
	Secret verifier_;
	std::string redirectUri_;
	bool isOver_ = false;
	bool isCancelled_ = false;
};

} // namespace DirectPost::Account
