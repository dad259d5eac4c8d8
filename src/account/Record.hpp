#pragma once

#include <account/Account.hpp>

#include <QByteArray>

#include <vector>

namespace DirectPost::Account {

// What account.json holds. Secrets are in it only sealed.
struct Record {
	// A developer app's key and secret.
	struct App {
		std::string clientKey = {};
		QByteArray clientSecret = {}; // sealed; empty: none
	};

	// A token pair.
	struct Tokens {
		std::string scopes = {};
		QByteArray accessToken = {};  // sealed
		QByteArray refreshToken = {}; // sealed
		std::chrono::seconds accessLifetime{0};
		std::chrono::seconds refreshLifetime{0};
		std::chrono::system_clock::time_point issuedAt = {}; // whole seconds on disk
	};

	// The user has disconnected the account; TikTok may not know yet.
	struct Leaving {
		std::optional<App> formerApp = {}; // the login's; none: the app of the record
	};

	struct OneAccount {
		std::string openId = {}; // never empty
		std::string nickname = {};
		std::string username = {};
		std::optional<Tokens> tokens = {}; // none: the login has expired
		std::optional<Leaving> leaving = {};
	};

	Sealing sealing = Sealing::Unknown; // where the key was when this was sealed; Unknown: nothing was ever sealed
	std::string keyId = {};             // of that key; empty: earlier versions did not say
	App app = {};
	std::vector<OneAccount> accounts = {}; // in the order in which they were connected
	std::string current = {};              // open id of the account to post for; empty: none

	OneAccount *find(const std::string &openId); // null: there is none
	const OneAccount *find(const std::string &openId) const;
	// Adds it, unless it is there.
	OneAccount &get(const std::string &openId);
	void remove(const std::string &openId);
};

QByteArray toJson(const Record &record);
// Reads what earlier versions wrote, too. Error: account_file_damaged.
Expected<Record> recordFromJson(const QByteArray &json);

} // namespace DirectPost::Account
