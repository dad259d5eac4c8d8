#pragma once

#include <account/Account.hpp>

#include <QByteArray>

namespace DirectPost::Account {

// What account.json holds. Secrets are in it only sealed.
struct Record {
	// A pair as it lies on disk.
	struct Tokens {
		std::string scopes = {};
		QByteArray accessToken = {};  // sealed
		QByteArray refreshToken = {}; // sealed
		std::chrono::seconds accessLifetime{0};
		std::chrono::seconds refreshLifetime{0};
		std::chrono::system_clock::time_point issuedAt = {}; // whole seconds on disk
	};

	Sealing sealing = Sealing::Unknown; // where the key was when this was sealed; Unknown: nothing was ever sealed
	std::string clientKey = {};
	QByteArray clientSecret = {}; // sealed; empty: none
	std::string openId = {};      // empty: no account
	std::string nickname = {};
	std::string username = {};
	std::optional<Tokens> tokens = {}; // none, but an openId: the login has expired
	bool isLeaving = false;            // the user has disconnected; TikTok may not know yet

	void forgetAccount();
};

QByteArray toJson(const Record &record);
// Error: account_file_damaged.
Expected<Record> recordFromJson(const QByteArray &json);

} // namespace DirectPost::Account
