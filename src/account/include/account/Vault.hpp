#pragma once

#include <base/Error.hpp>
#include <base/Secret.hpp>

#include <QByteArray>

#include <array>

namespace DirectPost::Account {

// Seals small secrets with AES-256-GCM under one random master key. Immutable once made; any thread.
class Vault {
public:
	using Key = std::array<unsigned char, 32>;
	explicit Vault(const Key &key);
	~Vault(); // wipes

	static Key randomKey();

	// `purpose` is authenticated with the text: a sealed token cannot be passed off as an upload URL.
	QByteArray seal(const Secret &text, const QByteArray &purpose) const;               // printable (base64)
	Expected<Secret> unseal(const QByteArray &sealed, const QByteArray &purpose) const; // error: seal_broken

private:
	Key key_;
};

} // namespace DirectPost::Account
