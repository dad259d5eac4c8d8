#include "MasterKey.hpp"

#include <QCryptographicHash>
#include <QPointer>

#include <algorithm>

namespace DirectPost::Account {

namespace {

Error locked(const std::string &detail)
{
	return {.kind = ErrorKind::Keychain, .code = "keychain_locked", .detail = detail};
}

} // namespace

Secret keyToText(const Vault::Key &key)
{
	const auto bytes = reinterpret_cast<const char *>(key.bytes.data());
	return Secret(QByteArray::fromRawData(bytes, qsizetype(key.bytes.size())).toBase64().toStdString());
}

std::optional<Vault::Key> keyFromText(const QByteArray &text)
{
	const QByteArray bytes = QByteArray::fromBase64(text.trimmed());
	Vault::Key key;
	if (bytes.size() != qsizetype(key.bytes.size()))
		return std::nullopt;
	std::ranges::copy(bytes, key.bytes.begin());
	return key;
}

std::string keyId(const Vault::Key &key)
{
	const QByteArray bytes = QByteArray::fromStdString(keyToText(key).reveal());
	return QCryptographicHash::hash("key id " + bytes, QCryptographicHash::Sha256).toHex().left(16).toStdString();
}

Error keyNotFound(Sealing sealedBy)
{
	return {.kind = ErrorKind::KeyLost,
		.code = sealedBy == Sealing::File ? "key_file_missing" : "keychain_lacks_key"};
}

MasterKey::MasterKey(std::shared_ptr<Keychain> keychain, std::chrono::milliseconds timeout, QObject *parent)
	: QObject(parent), keychain_(std::move(keychain))
{
	timeout_.setSingleShot(true);
	timeout_.setInterval(timeout);
	connect(&timeout_, &QTimer::timeout, this, [this] { keychainSilent(); });
}

bool MasterKey::isWanted(const Vault::Key &key) const
{
	return wanted_.keyId.empty() || wanted_.keyId == keyId(key);
}

void MasterKey::find(KeyWanted wanted)
{
	wanted_ = std::move(wanted);
	isOver_ = false;
	isProvenOpen_ = false;
	if (wanted_.sealedBy == Sealing::File) {
		const auto &key = wanted_.inFile;
		return key && isWanted(*key) ? end({*key, Sealing::File}) : refuse(keyNotFound(Sealing::File));
	}
	timeout_.start();
	if (!isAsked_)
		readKeychain();
}

void MasterKey::readKeychain()
{
	isAsked_ = true;
	keychain_->read([self = QPointer(this)](const Expected<std::optional<QByteArray>> &text) {
		if (!self)
			return;
		self->isAsked_ = false;
		if (!self->isOver_)
			self->keychainRead(text);
	});
}

void MasterKey::keychainRead(const Expected<std::optional<QByteArray>> &text)
{
	const bool mustBeThere = wanted_.sealedBy == Sealing::Keychain;
	if (!text)
		return mustBeThere ? refuse(text.error()) : useFile();
	const auto key = *text ? keyFromText(**text) : std::nullopt;
	if (key && (!mustBeThere || isWanted(*key)))
		return end({*key, Sealing::Keychain});
	if (mustBeThere && !key && !isProvenOpen_)
		return probeKeychain();
	if (mustBeThere)
		return refuse(keyNotFound(Sealing::Keychain));
	if (wanted_.inFile)
		return useFile();
	makeKey();
}

// Our key should be there. That it is not found may only mean that somebody closed the unlock prompt.
void MasterKey::probeKeychain()
{
	isAsked_ = true;
	keychain_->probe([self = QPointer(this)](const Expected<void> &open) {
		if (!self)
			return;
		self->isAsked_ = false;
		self->keychainProbed(open);
	});
}

void MasterKey::keychainProbed(const Expected<void> &open)
{
	isProvenOpen_ = open.has_value();
	if (isProvenOpen_)
		return readKeychain();
	refuse(locked(open.error().detail));
}

void MasterKey::makeKey()
{
	const Vault::Key key = Vault::randomKey();
	isAsked_ = true;
	timeout_.start();
	keychain_->write(QByteArray::fromStdString(keyToText(key).reveal()),
			 [self = QPointer(this), key](const Expected<void> &written) {
				 if (!self)
					 return;
				 self->isAsked_ = false;
				 if (self->isOver_)
					 return;
				 if (written)
					 self->end({key, Sealing::Keychain});
				 else
					 self->useFile();
			 });
}

void MasterKey::useFile()
{
	if (wanted_.inFile)
		end({*wanted_.inFile, Sealing::File});
	else
		end({Vault::randomKey(), Sealing::File, true});
}

void MasterKey::keychainSilent()
{
	if (wanted_.sealedBy != Sealing::Keychain)
		return useFile();
	emit unavailable(locked("no answer from the keychain"));
}

void MasterKey::refuse(const Error &error)
{
	timeout_.stop();
	emit unavailable(error);
}

void MasterKey::end(const KeyFound &key)
{
	timeout_.stop();
	isOver_ = true;
	emit found(key);
}

} // namespace DirectPost::Account
