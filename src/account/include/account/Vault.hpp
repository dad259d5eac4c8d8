#pragma once

#include <base/Error.hpp>
#include <base/Secret.hpp>

#include <QByteArray>

#include <array>

namespace DirectPost::Account {

// Seals small secrets with AES-256-GCM under one random master key. Immutable once made; any thread.
class Vault {
public:
	struct Key {
		std::array<unsigned char, 32> bytes = {};
		Key() = default;
		Key(const Key &) = default;
		Key &operator=(const Key &) = default;
		~Key(); // wipes
		bool operator==(const Key &) const = default;
	};
	explicit Vault(const Key &key);

	static Key randomKey();

	// `purpose` is authenticated with the text: a sealed token cannot be passed off as an upload URL.
	// Printable (base64), never empty. Error: seal_failed.
	Expected<QByteArray> seal(const Secret &text, const QByteArray &purpose) const;
	Expected<Secret> unseal(const QByteArray &sealed, const QByteArray &purpose) const; // error: seal_broken

private:
	Key key_;
};

} // namespace DirectPost::Account
