#pragma once

#include "TokenKeeper.hpp"
#include "Vault.hpp"

#include <tiktok/Client.hpp>

#include <base/Clock.hpp>

#include <QImage>
#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>
#include <vector>

namespace DirectPost::Account {

class Keychain;

enum class ConnectionState {
	Loading = 1,   // the stored account is being unsealed
	Unavailable,   // it cannot be unsealed now (keychain locked, file unreadable): load() tries again
	NoCredentials, // no client key and secret yet: Settings first
	Disconnected,
	WaitingForBrowser, // the consent page is open
	Exchanging,        // the code is being exchanged
	Connected,
	Expired, // refresh was refused: connect again; posts of this account wait
};

// Where the master key lies.
enum class Sealing { Unknown = 1, Keychain, File };

struct Identity {
	QString openId;
	QString nickname;
	QString username;          // without @; empty until creator info has come once
	QImage avatar;             // at most 128 px wide and high; may be null
	bool maySendDrafts = true; // its login has the scope for that
	bool isExpired = false;    // TikTok takes its login no more: connect it again
	bool operator==(const Identity &) const = default;
};

// The TikTok accounts that are connected, one of which is current: the one the dock shows and posts for. state(),
// identity() and every command without an open id mean the current one. A login adds its account, or renews the login
// of one that is there, and makes it the current one. Lives on the UI thread; nothing here blocks. Network work runs on
// the publisher thread through TokenKeeper and Client; results come back as queued signals.
//
//   Loading -> Unavailable | NoCredentials | Disconnected | Connected | Expired      Unavailable --load--> Loading
//   Disconnected --connectAccount--> WaitingForBrowser --callback--> Exchanging --> Connected
//        ^                             | cancel, 5 minutes, denied       | refused
//        +-----------------------------+---------------------------------+      Connected --refresh refused--> Expired
//   From Expired and Connected a login goes the same way, and back there when it fails. Unavailable becomes one of the
//   others by itself when the keychain is unlocked.
class Account : public QObject {
	Q_OBJECT

public:
	struct Setup {
		std::filesystem::path folder; // account.json and, without a keychain, master.key (0600)
		std::optional<TikTok::Credentials> environment; // sandbox mode: these win and are never stored
		std::string keychainService = "Direct Post for OBS";
		// The locale, for the page that the browser shows at the end of a login (LoginPage.*).
		std::function<QString(const char *key)> text;
		std::shared_ptr<Keychain> keychain; // none: the system's
		std::chrono::milliseconds keychainTimeout = std::chrono::seconds(10);
		std::chrono::milliseconds loginHintAfter = std::chrono::seconds(10); // see isLoginTakingLong()
	};
	Account(TikTok::Client &client, TokenKeeper &keeper, const Clock &clock, Setup setup, Log log,
		QObject *parent = nullptr);
	~Account() override;

	ConnectionState state() const;
	const Identity &identity() const;       // of the current account; empty: there is none
	QString current() const;                // its open id; empty: there is none
	std::vector<Identity> accounts() const; // all that are connected or expired, oldest login first
	Sealing sealing() const;
	// Null while Loading, and as long as there was no secret to keep; it seals upload URLs, too.
	std::shared_ptr<const Vault> vault() const;
	QString loginLink() const; // the authorize URL while WaitingForBrowser, for "Copy link"; else empty

	// WaitingForBrowser for ten seconds, and nothing came: time to say what to look for (no browser opened, TikTok
	// shows an error page of its own, or the browser runs on another computer).
	bool isLoginTakingLong() const;

	// There is another secret to seal, of another room: vault() comes with unlocked(), if it can be had.
	void openVault();

	// After construction, and in Unavailable: unseals what is stored. The keychain is asked when there is something
	// to unseal, or a first secret to keep, and not before.
	void load();
	// While Unavailable, and the key to what is stored is not where it was: the user may look for it, or give the
	// stored login up.
	bool mayStartAnew() const;
	void startAnew(); // the file is kept aside; connect again
	// Begins a login; emits openBrowser. TikTok asks who it is to be for each time. Also while Connected, for
	// another account, or for permissions that the login lacks: until it is done, the one before is used on, and
	// where it comes to nothing, stays.
	void connectAccount();
	void cancelLogin(); // while WaitingForBrowser
	// While WaitingForBrowser: the address that the browser ended on, pasted by hand. It goes on like a callback,
	// or the login waits on and loginAddressRefused says why. The address holds a code: it belongs into no log.
	void finishLoginWith(const QString &address);
	// One of accounts(), while no login is under way. Revokes, then forgets; the account is forgotten even when
	// TikTok cannot be reached. Where it was the current one, none is then: nobody becomes current by himself.
	void disconnectAccount(const QString &openId);
	void makeCurrent(const QString &openId); // one of accounts(), while no login is under way; it is stored
	QString clientKey() const;
	bool hasClientSecret() const;
	// Stored, unless they come from the environment. An empty secret keeps the one of the same key. Another key is
	// another developer app: the accounts of the one before are disconnected.
	void setCredentials(const QString &clientKey, const Secret &clientSecret);

	// Asks TikTok for fresh creator info of the current account; ends in creatorInfoArrived or creatorInfoFailed,
	// or in neither when that account is left meanwhile.
	void requestCreatorInfo();

signals:
	void credentialsChanged(); // a request that was refused for them may be tried again
	void unlocked();           // vault() is there, once per run; comes whether an account is connected or not
	void stateChanged();       // of state(), sealing(), mayStartAnew() or isLoginTakingLong()
	void identityChanged();    // of the current account, of which one that is, or of accounts()
	void openBrowser(const QString &link);
	// State is already back to where it was. login_app_changed: credentials of another app were entered
	// meanwhile; the others are Login's and AccountWorker's.
	void loginFailed(const DirectPost::Error &error);
	void loginAddressRefused(const DirectPost::Error &error); // see Login::finishWith
	// With Unavailable: keychain_locked, keychain_unavailable, keychain_lacks_key, key_file_missing,
	// account_file_unreadable, account_not_saved.
	void loadFailed(const DirectPost::Error &error);
	// Something the user should know that changes no state by itself: account_file_damaged, seal_broken (both: kept
	// aside, connect again), account_not_saved, account_not_revoked (see TikTok's app settings).
	void problemFound(const DirectPost::Error &error);
	void creatorInfoArrived(const DirectPost::TikTok::CreatorInfo &info);
	void creatorInfoFailed(const DirectPost::Error &error);

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Account
