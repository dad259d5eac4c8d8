#pragma once

#include <base/Error.hpp>

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace DirectPost::Account {

// One entry in the system's keychain. UI thread, where answers come, too; nothing here blocks. An answer may take for
// ever: a locked keychain waits for its owner.
class Keychain {
public:
	virtual ~Keychain() = default;
	// Nullopt: there is no such entry, or (libsecret does not tell) its owner closed the prompt that would unlock
	// it. Errors: keychain_locked (its owner refused), keychain_unavailable.
	virtual void read(std::function<void(Expected<std::optional<QByteArray>>)> answer) = 0;
	virtual void write(const QByteArray &text, std::function<void(Expected<void>)> answer) = 0;
	// Is it open? Tries with another entry.
	virtual void probe(std::function<void(Expected<void>)> answer) = 0;
};

// Secret Service or KWallet, macOS Keychain, Windows Credential Manager. It is not touched before something is asked
// of it, and may go while it owes an answer, which then does not come.
std::shared_ptr<Keychain> systemKeychain(const std::string &service);

} // namespace DirectPost::Account
