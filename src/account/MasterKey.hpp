#pragma once

#include "Keychain.hpp"

#include <account/Account.hpp>
#include <account/Vault.hpp>

#include <QTimer>

#include <chrono>

namespace DirectPost::Account {

// The key that seals everything, and where it lies.
struct KeyFound {
	Vault::Key key;
	Sealing sealing = Sealing::Unknown;
	bool isNewInFile = false; // to be written to the key file before anything is sealed with it
};

Secret keyToText(const Vault::Key &key);
std::optional<Vault::Key> keyFromText(const QByteArray &text);

// Finds the master key, or makes one. A key that exists is used before one is made, and none is made while the one that
// sealed the stored account may lie in a keychain that does not open: that would lose the account. UI thread.
class MasterKey : public QObject {
	Q_OBJECT

public:
	explicit MasterKey(std::shared_ptr<Keychain> keychain, std::chrono::milliseconds timeout,
			   QObject *parent = nullptr);

	// `sealedBy`: where the key was when the account was stored. Ends in found() or unavailable(). After
	// unavailable(keychain_locked) found() may still come, once the owner has unlocked the keychain; asking again
	// while that is open only waits again.
	void find(Sealing sealedBy, std::optional<Vault::Key> inFile);

signals:
	void found(const DirectPost::Account::KeyFound &key);
	void unavailable(const DirectPost::Error &error); // keychain_locked, keychain_unavailable

private:
	void readKeychain();
	void keychainRead(const Expected<std::optional<QByteArray>> &text);
	void probeKeychain();
	void keychainProbed(const Expected<void> &open);
	void makeKey();
	void useFile();
	void keychainSilent();
	void end(const KeyFound &key);

	std::shared_ptr<Keychain> keychain_;
	QTimer timeout_;
	Sealing sealedBy_ = Sealing::Unknown;
	std::optional<Vault::Key> inFile_;
	bool isAsked_ = false; // an answer of the keychain is awaited
	bool isProvenOpen_ = false;
	bool isOver_ = false;
};

} // namespace DirectPost::Account
