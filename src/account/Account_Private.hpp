#pragma once

#include "AccountWorker.hpp"
#include "Login.hpp"

namespace DirectPost::Account {

struct Account::Private {
	Account *q;
	TikTok::Client &client;
	Setup setup;
	Log log;
	std::shared_ptr<AppCredentials> credentials;
	std::shared_ptr<AccountWorker> worker;
	MasterKey *masterKey;
	std::unique_ptr<Login> login;

	ConnectionState state = ConnectionState::Loading;
	bool isLoginTakingLong = false;
	bool isKeyAskedFor = false;          // for the first secret
	bool isVaultWanted = false;          // by another room
	bool isKeyLost = false;              // with Unavailable
	std::vector<Identity> accounts = {}; // oldest login first
	QString current = {};                // open id; empty: none
	Sealing sealing = Sealing::Unknown;
	std::shared_ptr<const Vault> vault = {};

	void wire();
	void enter(ConnectionState next);
	Identity *find(const QString &openId);
	bool isAtRest() const;
	const Identity &identity();
	void show(std::vector<Identity> next, const QString &nextCurrent);
	void showIdentity(Identity next);
	ConnectionState resting();
	ConnectionState stateOfCurrent();

	bool hasSecretToKeep() const;
	void askForKey();
	void nothingStored();
	void unavailable(const Error &error);
	void opened(const AccountWorker::Opened &opened);
	void loginFailed(const Error &error);
	void connected(const QString &openId, bool maySendDrafts);
	void expired(const QString &openId);
	void fetchProfile();
	void profileCame(const QString &openId, const TikTok::Profile &profile);
	void creatorInfoCame(const QString &openId, const TikTok::CreatorInfo &info);
	void avatarCame(const QString &openId, const QImage &avatar);
	void rename(const std::string &nickname, const std::string &username);
	void fetchAvatar(const std::string &url);

	// Runs on the loop's thread.
	void onLoop(std::function<void(AccountWorker &)> work)
	{
		client.loop().post([worker_ = worker, work = std::move(work)] { work(*worker_); });
	}
	// The worker's signals are emitted on the loop's thread. Qt drops those that come when Account is gone.
	template <class Signal, class Slot> void connectWorker(Signal signal, Slot slot)
	{
		QObject::connect(worker.get(), signal, q, slot, Qt::QueuedConnection);
	}
};

} // namespace DirectPost::Account
