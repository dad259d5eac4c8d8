#include <account/Vault.hpp>

#include <QRandomGenerator>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <cstring>
#include <memory>

namespace DirectPost::Account {

namespace {

// Sealed: version, nonce, ciphertext, tag; then base64.
constexpr char kSealVersion = 1;
constexpr int kNonce_bytes = 12;
constexpr int kTag_bytes = 16;
constexpr int kOverhead_bytes = 1 + kNonce_bytes + kTag_bytes;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char *bytes(const char *text)
{
	return reinterpret_cast<const unsigned char *>(text);
}

unsigned char *bytes(char *text)
{
	return reinterpret_cast<unsigned char *>(text);
}

QByteArray randomNonce()
{
	quint32 words[kNonce_bytes / sizeof(quint32)];
	QRandomGenerator::system()->fillRange(words);
	return QByteArray(reinterpret_cast<const char *>(words), kNonce_bytes);
}

Error sealBroken(const char *detail)
{
	return {.kind = ErrorKind::Account, .code = "seal_broken", .detail = detail};
}

} // namespace

Vault::Vault(const Key &key) : key_(key) {}

Vault::Key::~Key()
{
	OPENSSL_cleanse(bytes.data(), bytes.size());
}

Vault::Key Vault::randomKey()
{
	Key key;
	quint32 words[sizeof(Key::bytes) / sizeof(quint32)];
	QRandomGenerator::system()->fillRange(words);
	std::memcpy(key.bytes.data(), words, sizeof words);
	OPENSSL_cleanse(words, sizeof words);
	return key;
}

Expected<QByteArray> Vault::seal(const Secret &text, const QByteArray &purpose) const
{
	const std::string &plain = text.reveal();
	const QByteArray nonce = randomNonce();
	QByteArray cipherText(static_cast<qsizetype>(plain.size()), '\0');
	QByteArray tag(kTag_bytes, '\0');
	int count = 0;

	const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
	const bool sealed =
		cipher &&
		EVP_EncryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key_.bytes.data(), bytes(nonce.data()), nullptr) ==
			1 &&
		EVP_EncryptUpdate(cipher.get(), nullptr, &count, bytes(purpose.data()), int(purpose.size())) == 1 &&
		EVP_EncryptUpdate(cipher.get(), bytes(cipherText.data()), &count, bytes(plain.data()),
				  int(plain.size())) == 1 &&
		EVP_EncryptFinal_ex(cipher.get(), bytes(cipherText.data()) + count, &count) == 1 &&
		EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTag_bytes, tag.data()) == 1;
	if (!sealed)
		return std::unexpected(Error{
			.kind = ErrorKind::Internal, .code = "seal_failed", .detail = "AES-256-GCM is not available"});
	return (QByteArray(1, kSealVersion) + nonce + cipherText + tag).toBase64();
}

Expected<Secret> Vault::unseal(const QByteArray &sealed, const QByteArray &purpose) const
{
	const auto decoded = QByteArray::fromBase64Encoding(sealed, QByteArray::AbortOnBase64DecodingErrors);
	QByteArray box = decoded.decoded;
	if (!decoded || box.size() < kOverhead_bytes)
		return std::unexpected(sealBroken("not a sealed text"));
	if (box.front() != kSealVersion)
		return std::unexpected(sealBroken("sealed by an unknown version"));

	const char *nonce = box.constData() + 1;
	const char *cipherText = nonce + kNonce_bytes;
	const int cipherText_bytes = int(box.size()) - kOverhead_bytes;
	QByteArray tag = box.last(kTag_bytes);
	std::string plain(size_t(cipherText_bytes), '\0');
	int count = 0;

	const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
	const bool opened =
		cipher &&
		EVP_DecryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key_.bytes.data(), bytes(nonce), nullptr) == 1 &&
		EVP_DecryptUpdate(cipher.get(), nullptr, &count, bytes(purpose.data()), int(purpose.size())) == 1 &&
		EVP_DecryptUpdate(cipher.get(), bytes(plain.data()), &count, bytes(cipherText), cipherText_bytes) ==
			1 &&
		EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTag_bytes, tag.data()) == 1 &&
		EVP_DecryptFinal_ex(cipher.get(), bytes(plain.data()) + count, &count) == 1;
	Secret text(std::move(plain));
	if (!opened)
		return std::unexpected(sealBroken("another key, another purpose, or damaged"));
	return text;
}

} // namespace DirectPost::Account
