#pragma once

#include "AccountFile.hpp"
#include "MasterKey.hpp"

#include <account/Account.hpp>

namespace DirectPost::Account {

// The part of Account that lives on the loop's thread: the file, the network, the keeper. Every method is called there,
// and every reply comes there, too.
class AccountWorker : public std::enable_shared_from_this<AccountWorker> {
public:
	struct Setup {
		std::filesystem::path folder;
		std::string fileName;
		std::optional<TikTok::Credentials> environment;
	};
	AccountWorker(TikTok::Client &client, TokenKeeper &keeper, const Clock &clock, Setup setup, Log log);

	std::function<void()> onExpired;              // the login is gone
	std::function<void(const Error &)> onTrouble; // something could not be read or stored

	// What the stored account needs to be opened. Error: account_file_unreadable.
	struct Found {
		Sealing sealedBy = Sealing::Unknown;
		std::optional<Vault::Key> keyInFile = {};
	};
	void look(TikTok::Reply<Found> reply);

	struct Opened {
		std::shared_ptr<const Vault> vault;
		Sealing sealing = Sealing::Unknown;
		std::string clientKey;
		bool hasClientSecret = false;
		Identity identity;
		bool hasTokens = false;
	};
	// Error: account_not_saved (the key file).
	void open(const KeyFound &key, TikTok::Reply<Opened> reply);

	// Stored before it is used. Errors: scope_missing, account_not_saved, and the token endpoint's.
	void exchange(const TikTok::CodeExchange &exchange, TikTok::Reply<Identity> reply);
	// Forgets at once, durably; tells TikTok afterwards, for ten seconds at most.
	void disconnect(const std::string &openId);
	void useCredentials(const std::string &clientKey, const Secret &clientSecret);

	void creatorInfo(TikTok::Reply<TikTok::CreatorInfo> reply);
	void profile(TikTok::Reply<TikTok::Profile> reply);
	void avatar(const std::string &url, TikTok::Reply<QImage> reply);
	void keepNames(const std::string &openId, const std::string &nickname, const std::string &username);

private:
	std::filesystem::path keyFile() const { return setup_.folder / "master.key"; }
	void lookOnceAlone(TikTok::Reply<Found> reply);
	void trouble(const Error &error);
	void change(const std::function<void(Record &record)> &change);
	void granted(TikTok::TokenGrant grant, std::chrono::system_clock::time_point askedAt,
		     TikTok::Reply<Identity> reply);
	void expired(const TokenPair &dead);
	void revoke(const Secret &accessToken);
	void leave(const std::string &openId);

	TikTok::Client &client_;
	TokenKeeper &keeper_;
	const Clock &clock_;
	Setup setup_;
	Log log_;
	std::shared_ptr<AccountFile> file_;
	TikTok::Credentials credentials_;
	std::chrono::steady_clock::time_point firstStartGivenUpAt_;
	bool isLeaving_ = false;
	std::vector<std::function<void()>> afterLeaving_;
};

} // namespace DirectPost::Account
