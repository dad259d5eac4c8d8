#pragma once

#include "AppCredentials.hpp"
#include "Leaving.hpp"
#include "MasterKey.hpp"

#include <account/Account.hpp>

namespace DirectPost::Account {

// Another developer app was entered during a login: what that login gives belongs to the app before.
Error appChanged();

// The part of Account that lives on the loop's thread: the file, the network, the keeper. Every method is called there;
// what comes of it is a signal, emitted there, too: connect with Qt::QueuedConnection. It handles no events and may be
// destroyed on either thread.
class AccountWorker : public QObject, public std::enable_shared_from_this<AccountWorker> {
	Q_OBJECT

public:
	struct Setup {
		std::filesystem::path folder;
		std::string fileName;
		std::shared_ptr<AppCredentials> credentials;
	};
	AccountWorker(TikTok::Client &client, TokenKeeper &keeper, const Clock &clock, Setup setup, Log log);

	struct Opened {
		std::shared_ptr<const Vault> vault;
		Sealing sealing = Sealing::Unknown;
		std::string clientKey; // of the app that the accounts belong to
		std::vector<Identity> accounts;
		std::string current; // open id; empty: none
	};

	void look();                    // ends in keyWanted, nothingStored or unavailable
	void askForKey();               // there is a first secret to keep; ends in keyWanted or unavailable
	void open(const KeyFound &key); // ends in opened or unavailable
	void startAnew();               // sets aside what is stored, then looks
	// Ends in connected or loginFailed. Stored before it is used; until there is a key, it waits for open().
	// `clientKey`: of the app that the login was begun for.
	void exchange(const std::string &clientKey, const TikTok::CodeExchange &exchange);
	// Forgets at once, durably; tells TikTok afterwards, for ten seconds at most.
	void disconnect(const std::string &openId);
	// They were entered. Accounts of another developer app are left.
	void credentialsEntered();
	void makeCurrent(const std::string &openId);

	void creatorInfo(const std::string &openId);                    // ends in creatorInfoCame or creatorInfoFailed
	void profile(const std::string &openId);                        // ends in profileCame, or in nothing
	void avatar(const std::string &openId, const std::string &url); // ends in avatarCame, or in nothing
	void keepNames(const std::string &openId, const std::string &nickname, const std::string &username);

signals:
	void keyWanted(const DirectPost::Account::KeyWanted &wanted);
	void nothingStored(); // no secret at least, so that no key is needed yet
	void opened(const DirectPost::Account::AccountWorker::Opened &opened);
	// account_file_unreadable, account_not_saved (the key file), and keyNotFound's.
	void unavailable(const DirectPost::Error &error);
	void connected(const QString &openId, bool maySendDrafts);
	// scope_missing, login_app_changed, account_not_saved, and the token endpoint's.
	void loginFailed(const DirectPost::Error &error);
	void expired(const QString &openId);          // TikTok accepts this login no more
	void trouble(const DirectPost::Error &error); // something could not be read, stored or revoked
	void creatorInfoCame(const QString &openId, const DirectPost::TikTok::CreatorInfo &info);
	void creatorInfoFailed(const QString &openId, const DirectPost::Error &error);
	void profileCame(const QString &openId, const DirectPost::TikTok::Profile &profile);
	void avatarCame(const QString &openId, const QImage &avatar);

private:
	std::filesystem::path keyFile() const { return setup_.folder / "master.key"; }
	std::optional<Record> readOrReport();
	void askOnceAlone();
	void wantKeyOf(const Record &record);
	void report(const Error &error);
	void change(const std::function<void(Record &record)> &change);
	Expected<Record> readRecord();
	void wireKeeper();
	std::set<std::string> everyOpenId() const;
	Opened begin(const Record &record, const KeyFound &key);
	void granted(const TikTok::Credentials &app, TikTok::TokenGrant grant,
		     std::chrono::system_clock::time_point askedAt);
	Expected<void> store(const TokenPair &pair);
	void forgetDead(const TokenPair &dead);
	void revoke(const TikTok::Credentials &app, const Secret &accessToken);
	template <class... Arguments> auto ifStillThere(void (AccountWorker::*method)(Arguments...));

	TikTok::Client &client_;
	TokenKeeper &keeper_;
	const Clock &clock_;
	Setup setup_;
	Log log_;
	std::shared_ptr<const Vault> vault_; // null until open()
	std::function<void()> exchangeToDo_; // once there is a key
	// The app whose the logins in use are. What was entered is in setup_.credentials at once; this follows when the
	// logins of the app before are left.
	std::shared_ptr<TikTok::Credentials> appInUse_ = std::make_shared<TikTok::Credentials>();
	std::shared_ptr<AccountFile> file_;
	std::shared_ptr<Leaving> leaving_;
	std::chrono::steady_clock::time_point firstStartGivenUpAt_;
};

} // namespace DirectPost::Account
