#pragma once

#include "Record.hpp"

#include <account/TokenKeeper.hpp>
#include <account/Vault.hpp>

#include <QLockFile>

namespace DirectPost::Account {

// account.json, shared by every OBS process of this user. On the loop's thread; each call takes milliseconds (a disk
// flush).
class AccountFile : public TokenStore {
public:
	AccountFile(std::filesystem::path file, Log log);

	// A damaged file is renamed to <file>.damaged-<time>, its error is returned, and the next read finds nothing.
	// Errors: account_file_damaged, account_file_unreadable.
	Expected<Record> record();
	// Reads, changes and writes under a lock, so that no process undoes what another wrote. Errors:
	// account_not_saved, account_file_unreadable.
	Expected<void> update(const std::function<void(Record &record)> &change);
	// What lies there cannot be opened: keep it aside for a later look.
	void setAside();

	// Two processes that start for the first time must not make two keys. Held until endFirstStart() or the end of
	// the process.
	bool tryFirstStart();
	void endFirstStart() { firstStartLock_.unlock(); }

	// The rest needs the vault.
	void useVault(std::shared_ptr<const Vault> vault);
	Expected<std::optional<TokenPair>> pairOf(const Record &record) const;   // error: seal_broken
	Expected<TikTok::Credentials> credentialsOf(const Record &record) const; // error: seal_broken
	void putCredentials(Record &record, const TikTok::Credentials &credentials) const;
	void putPair(Record &record, const TokenPair &pair) const;

	bool tryLock() override;
	void unlock() override;
	Expected<std::optional<TokenPair>> read() override;
	Expected<void> write(const TokenPair &pair) override;

private:
	std::filesystem::path file_;
	Log log_;
	std::shared_ptr<const Vault> vault_;
	QLockFile fileLock_; // for as long as a file is read and written
	QLockFile firstStartLock_;
	QLockFile refreshLock_; // for as long as a token is renewed
};

} // namespace DirectPost::Account
