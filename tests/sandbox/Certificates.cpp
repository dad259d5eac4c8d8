#include "Certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <fstream>
#include <memory>

namespace DirectPost::StandIn {
namespace {

constexpr long kYesterday_s = -86'400;
constexpr long kNextWeek_s = 7 * 86'400;

template <auto release> struct Releaser {
	template <class T> void operator()(T *what) const { release(what); }
};
using Key = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Releaser<X509_free>>;
using Memory = std::unique_ptr<BIO, Releaser<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Releaser<X509_EXTENSION_free>>;

Key makeKey()
{
	return Key(EVP_EC_gen("P-256"));
}

Certificate makeCertificate(EVP_PKEY *key, const char *name)
{
	Certificate certificate(X509_new());
	int64_t serial = 0;
	RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial);
	X509_set_version(certificate.get(), X509_VERSION_3);
	ASN1_INTEGER_set_int64(X509_get_serialNumber(certificate.get()), serial & INT64_MAX);
	X509_gmtime_adj(X509_getm_notBefore(certificate.get()), kYesterday_s);
	X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kNextWeek_s);
	X509_set_pubkey(certificate.get(), key);
	X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
				   reinterpret_cast<const unsigned char *>(name), -1, -1, 0);
	return certificate;
}

void extend(X509 *certificate, X509 *issuer, int what, const char *value)
{
	X509V3_CTX context;
	X509V3_set_ctx_nodb(&context);
	X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
	const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, what, value));
	if (extension)
		X509_add_ext(certificate, extension.get(), -1);
}

bool writePem(const std::filesystem::path &path, BIO *pem)
{
	char *text = nullptr;
	const long length = BIO_get_mem_data(pem, &text);
	std::ofstream file(path, std::ios::binary | std::ios::trunc);
	file.write(text, length);
	file.close();
	std::error_code ignored;
	std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
				     ignored);
	return file.good();
}

bool writeCertificate(const std::filesystem::path &path, X509 *certificate)
{
	const Memory pem(BIO_new(BIO_s_mem()));
	return PEM_write_bio_X509(pem.get(), certificate) == 1 && writePem(path, pem.get());
}

bool writeKey(const std::filesystem::path &path, EVP_PKEY *key)
{
	const Memory pem(BIO_new(BIO_s_mem()));
	return PEM_write_bio_PrivateKey(pem.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
	       writePem(path, pem.get());
}

} // namespace

std::expected<Certificates, std::string> makeCertificates(const std::filesystem::path &folder,
							  const std::string &hostName)
{
	const Key caKey = makeKey();
	const Certificate ca = makeCertificate(caKey.get(), "Sandbox throw-away CA");
	X509_set_issuer_name(ca.get(), X509_get_subject_name(ca.get()));
	extend(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE");
	extend(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
	extend(ca.get(), ca.get(), NID_subject_key_identifier, "hash");

	const bool isAddress = hostName == "127.0.0.1";
	const std::string names = "IP:127.0.0.1,DNS:localhost" + (isAddress ? std::string() : ",DNS:" + hostName);
	const Key key = makeKey();
	const Certificate certificate = makeCertificate(key.get(), "127.0.0.1");
	X509_set_issuer_name(certificate.get(), X509_get_subject_name(ca.get()));
	extend(certificate.get(), ca.get(), NID_basic_constraints, "critical,CA:FALSE");
	extend(certificate.get(), ca.get(), NID_key_usage, "critical,digitalSignature");
	extend(certificate.get(), ca.get(), NID_ext_key_usage, "serverAuth");
	extend(certificate.get(), ca.get(), NID_subject_alt_name, names.c_str());
	extend(certificate.get(), ca.get(), NID_authority_key_identifier, "keyid");

	if (X509_sign(ca.get(), caKey.get(), EVP_sha256()) == 0 ||
	    X509_sign(certificate.get(), caKey.get(), EVP_sha256()) == 0)
		return std::unexpected("the throw-away certificate could not be signed");

	const Certificates made{folder / "ca.pem", folder / "server.pem", folder / "server-key.pem"};
	if (!writeCertificate(made.ca, ca.get()) || !writeCertificate(made.certificate, certificate.get()) ||
	    !writeKey(made.key, key.get()))
		return std::unexpected("the throw-away certificate could not be written to " + folder.string());
	return made;
}

} // namespace DirectPost::StandIn
