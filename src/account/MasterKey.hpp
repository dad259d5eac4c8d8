#pragma once

#include "Keychain.hpp"

#include <account/Account.hpp>
#include <account/Vault.hpp>

#include <QTimer>

#include <chrono>

namespace DirectPost::Account {

// What is known of the key that is looked for.
struct KeyWanted {
	Sealing sealedBy =
		Sealing::Unknown; // where it was when the account was stored; Unknown: nothing was sealed yet
	std::string keyId = {};   // its own; empty: not known
	std::optional<Vault::Key> inFile = {};
};

// The key that seals everything, and where it lies.
struct KeyFound {
	Vault::Key key;
	Sealing sealing = Sealing::Unknown;
	bool isNewInFile = false; // to be written to the key file before anything is sealed with it
};

Secret keyToText(const Vault::Key &key);
std::optional<Vault::Key> keyFromText(const QByteArray &text);
// Tells keys apart and tells nothing about them.
std::string keyId(const Vault::Key &key);

// Of kind KeyLost: keychain_lacks_key, key_file_missing.
Error keyNotFound(Sealing sealedBy);

// Finds the master key, or makes one when nothing was sealed yet. The one that sealed the stored account is never
// replaced: it may lie in a keychain that is locked, or in another one than the one that answers. UI thread.
class MasterKey : public QObject {
	Q_OBJECT

public:
	explicit MasterKey(std::shared_ptr<Keychain> keychain, std::chrono::milliseconds timeout,
			   QObject *parent = nullptr);

	// Ends in found() or unavailable(). After unavailable(keychain_locked) found() may still come, once the owner
	// has unlocked the keychain; asking again while that is open only waits again.
	void find(KeyWanted wanted);

signals:
	void found(const DirectPost::Account::KeyFound &key);
	void unavailable(const DirectPost::Error &error); // keychain_locked, keychain_unavailable, and keyNotFound's

private:
	void readKeychain();
	void keychainRead(const Expected<std::optional<QByteArray>> &text);
	void probeKeychain();
	void keychainProbed(const Expected<void> &open);
	void makeKey();
	void useFile();
	void keychainSilent();
	void refuse(const Error &error);
	void end(const KeyFound &key);
	bool isWanted(const Vault::Key &key) const;

	std::shared_ptr<Keychain> keychain_;
	QTimer timeout_;
	KeyWanted wanted_;
	bool isAsked_ = false; // an answer of the keychain is awaited
	bool isProvenOpen_ = false;
	bool isOver_ = false;
};

} // namespace DirectPost::Account
