#pragma once

#include "Place.hpp"

#include <account/Vault.hpp>
#include <tiktok/Client.hpp>

#include <base/Error.hpp>
#include <base/Log.hpp>

#include <QObject>
#include <QString>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>

namespace DirectPost::Hosting {

using RequestId = uint64_t; // 0: none

// Puts pictures of this computer where TikTok can fetch them: converted to JPEG of at most 1080p and 20 MB (TikTok's
// media transfer guide, image restrictions), uploaded under a name that cannot be guessed, and fetched as TikTok would.
// And keeps where that is: in photo-hosting.json, with the secret sealed by the account's vault.
//
// UI thread; nothing here blocks. Pictures are converted on the thread that Setup gives, all network work is done on
// the client's loop, files are written on the disk's thread. Each request ends once in `done` or `failed`, unless it
// is cancelled. Whoever ends these threads does so before this is destroyed, or keeps the client until they have ended.
//
// Errors: photo_unreadable; hosting_not_set_up, hosting_secret_missing, hosting_address_not_allowed; of the upload
// hosting_denied (401, 403), hosting_not_found (404, 409), hosting_redirects, hosting_busy (429, 5xx),
// hosting_refused (another status), hosting_slow, hosting_insecure, hosting_unreachable, offline; of the picture's
// public address hosting_not_public, hosting_public_redirects, hosting_public_type.
class PictureHost : public QObject {
	Q_OBJECT

public:
	struct Setup {
		std::filesystem::path folder;                                 // photo-hosting.json
		std::function<void(std::function<void()> work)> onDiskThread; // in order
		std::function<void(std::function<void()> work)>
			onConvertingThread; // may take a second for each picture
		// The account's, null before there is one; and the wish for one, as there is a secret to keep.
		std::function<std::shared_ptr<const Account::Vault>()> vault;
		std::function<void()> openVault;
		std::chrono::seconds patience{30}; // with a server from which nothing comes; in all, ten times that
	};
	PictureHost(TikTok::Client &client, Setup setup, Log log, QObject *parent = nullptr);
	~PictureHost() override;

	const Place &place() const;
	bool isSetUp() const;   // filled in, and its secret is there if it needs one
	bool hasSecret() const; // which belongs to its user, here or sealed
	// A secret is stored that cannot be read yet: the account's vault is closed.
	bool isLocked() const;
	// Stored. An empty secret keeps the one of the same address and user.
	void setPlace(const Place &place, const Secret &secret);
	void vaultOpened(); // it is there now

	// Converts, uploads and checks; `done` comes with its public address.
	RequestId put(const std::filesystem::path &picture);
	// Puts a small picture there, fetches it and removes it again. As in setPlace, but nothing is stored.
	RequestId test(const Place &place, const Secret &secret);
	// Of an address that `put` gave for this place; another one is left alone. Nobody is told how it ends, but for
	// the log.
	void remove(const std::string &publicAddress);
	void cancel(RequestId request); // what was uploaded already is removed again

signals:
	void placeChanged(); // or its secret
	void done(quint64 request, const QString &publicAddress);
	void failed(quint64 request, const DirectPost::Error &error);

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Hosting
