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
	// `lockTimeout`: others hold the lock for milliseconds.
	AccountFile(std::filesystem::path file, Log log,
		    std::chrono::milliseconds lockTimeout = std::chrono::seconds(2));

	// Reads under the lock that update() writes under, so that nobody's half-written file is taken for a damaged
	// one. A damaged file is renamed to <file>.damaged-<time>, its error is returned, and the next read finds
	// nothing. Errors: account_file_damaged, account_file_unreadable.
	Expected<Record> record();
	// Reads, changes and writes under a lock, so that no process undoes what another wrote. Errors:
	// account_not_saved, account_file_unreadable.
	Expected<void> update(const std::function<void(Record &record)> &change);
	// What was read there cannot be used: keep it aside for a later look, unless another process has changed it
	// since.
	void setAside(const Record &seen);

	// Two processes that start for the first time must not make two keys. Held until endFirstStart() or the end of
	// the process.
	bool tryFirstStart();
	void endFirstStart() { firstStartLock_.unlock(); }

	// The rest needs the vault.
	void useVault(std::shared_ptr<const Vault> vault);
	Expected<std::optional<TokenPair>> pairOf(const Record::OneAccount &account) const; // error: seal_broken
	Expected<TikTok::Credentials> unsealed(const Record::App &app) const;               // error: seal_broken
	Expected<Record::Tokens> sealed(const TokenPair &pair) const;                       // error: seal_failed
	Expected<Record::App> sealed(const TikTok::Credentials &credentials) const;         // error: seal_failed

	bool tryLock() override;
	void unlock() override;
	Expected<std::optional<TokenPair>> read(const std::string &openId) override;
	Expected<void> write(const TokenPair &pair) override;

private:
	Expected<Record> recordUnderLock();
	void setAsideUnderLock();
	bool lock();

	std::filesystem::path file_;
	Log log_;
	std::chrono::milliseconds lockTimeout_;
	std::shared_ptr<const Vault> vault_;
	QLockFile fileLock_; // for as long as a file is read and written
	QLockFile firstStartLock_;
	QLockFile refreshLock_; // for as long as a token is renewed, of whichever account
	int refreshes_ = 0;     // of this process, under that lock
};

} // namespace DirectPost::Account
