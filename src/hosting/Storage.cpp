#include "Storage.hpp"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QUrl>

#include <memory>

namespace DirectPost::Hosting {

namespace {

constexpr std::string_view kNameBegins = "direct-post-";
constexpr std::string_view kNameEnds = ".jpg";
constexpr size_t kNameDigits = 32;
constexpr std::string_view kHexDigits = "0123456789abcdef";

// Bytes that are at hand.
class TextBody : public TikTok::UploadBody {
public:
	explicit TextBody(std::string text) : text_(std::move(text)) {}
	Expected<std::span<const char>> next() override { return std::span<const char>(text_).subspan(taken_); }
	void taken(size_t count) override { taken_ += count; }
	void wakeBy(std::function<void()>) override {}

private:
	const std::string text_;
	size_t taken_ = 0;
};

bool isLoopbackHost(const QString &host)
{
	return host == QLatin1StringView("127.0.0.1") || host == QLatin1StringView("::1") ||
	       host == QLatin1StringView("localhost");
}

bool isAllowed(const std::string &address, bool mayBeLoopback)
{
	const QUrl url(QString::fromStdString(address), QUrl::StrictMode);
	if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
		return false;
	return url.scheme() == QLatin1StringView("https") ||
	       (mayBeLoopback && url.scheme() == QLatin1StringView("http") && isLoopbackHost(url.host()));
}

std::string hostOf(const Place &place)
{
	return QUrl(QString::fromStdString(place.address)).host().toStdString();
}

// With every slash in its place.
std::string joined(std::string address, const std::string &part)
{
	while (address.ends_with('/'))
		address.pop_back();
	const size_t first = part.find_first_not_of('/');
	const size_t last = part.find_last_not_of('/');
	return first == std::string::npos ? address : address + "/" + part.substr(first, last - first + 1);
}

std::string encodedPath(const std::string &path)
{
	return QUrl::toPercentEncoding(QString::fromStdString(path), "/").toStdString();
}

std::string addressOf(const Place &place, const std::string &name)
{
	if (place.kind == PlaceKind::Folder)
		return joined(place.address, name);
	return joined(joined(joined(place.address, encodedPath(place.bucket)), encodedPath(place.folder)), name);
}

std::string sha256(const std::string &bytes)
{
	return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

TikTok::HttpRequest requestFor(const Login &login, const std::string &name, const std::string &body,
			       std::chrono::seconds patience)
{
	TikTok::HttpRequest request;
	request.url = Secret(addressOf(login.place, name));
	request.timeout = patience;
	if (login.place.kind == PlaceKind::S3) {
		request.s3Login = {.keyId = login.place.user, .key = login.secret, .region = login.place.region};
		request.headers.emplace_back("x-amz-content-sha256", Secret(sha256(body)));
	} else if (!login.place.user.empty()) {
		const QByteArray both = QByteArray::fromStdString(login.place.user + ":" + login.secret.reveal());
		request.headers.emplace_back("Authorization", Secret("Basic " + both.toBase64().toStdString()));
	}
	return request;
}

Error storageError(ErrorKind kind, const Place &place, std::string code, std::string detail)
{
	return {.kind = kind,
		.code = std::move(code),
		.detail = std::move(detail),
		.values = {{"host", hostOf(place)}}};
}

Error transferError(const Place &place, const Error &error)
{
	if (error.code == "offline")
		return error;
	if (error.code == "timed_out")
		return storageSlow(place);
	if (error.kind == ErrorKind::Insecure)
		return storageError(ErrorKind::AppSettings, place, "hosting_insecure", error.detail);
	return storageError(ErrorKind::PhotoHost, place, "hosting_unreachable", error.code + ": " + error.detail);
}

Error storageRefusal(ErrorKind kind, const Place &place, std::string code, int status)
{
	const std::string number = std::to_string(status);
	Error error = storageError(kind, place, std::move(code), "HTTP " + number);
	error.values.emplace_back("status", number);
	return error;
}

Error refusalOf(const Place &place, int status)
{
	if (status >= 300 && status < 400)
		return storageRefusal(ErrorKind::AppSettings, place, "hosting_redirects", status);
	if (status == 401 || status == 403)
		return storageRefusal(ErrorKind::AppSettings, place, "hosting_denied", status);
	if (status == 404 || status == 409) // WebDAV: the folder above is not there
		return storageRefusal(ErrorKind::AppSettings, place, "hosting_not_found", status);
	if (status == 429 || (status >= 500 && status != 501 && status != 507))
		return storageRefusal(ErrorKind::PhotoHost, place, "hosting_busy", status);
	return storageRefusal(ErrorKind::AppSettings, place, "hosting_refused", status);
}

Error publicRefusal(std::string code, const std::string &publicAddress, const Error &error)
{
	return {.kind = ErrorKind::PhotoUrl,
		.code = std::move(code),
		.detail = error.code + ": " + error.detail,
		.values = {{"url", publicAddress}}};
}

} // namespace

std::string randomName()
{
	std::string name(kNameBegins);
	for (size_t digit = 0; digit < kNameDigits; ++digit)
		name += kHexDigits[QRandomGenerator::system()->bounded(quint32(kHexDigits.size()))];
	return name.append(kNameEnds);
}

Expected<void> judgeAddresses(const Place &place)
{
	const bool isStorageAllowed = isAllowed(place.address, true);
	if (isStorageAllowed && isAllowed(place.publicAddress, false))
		return {};
	return std::unexpected(Error{.kind = ErrorKind::AppSettings,
				     .code = "hosting_address_not_allowed",
				     .detail = "not https, or with a login or a query",
				     .values = {{"url", isStorageAllowed ? place.publicAddress : place.address}}});
}

std::string publicAddressOf(const Place &place, const std::string &name)
{
	return joined(place.publicAddress, name);
}

std::optional<std::string> nameIn(const Place &place, const std::string &publicAddress)
{
	const std::string name = publicAddress.substr(publicAddress.rfind('/') + 1);
	if (publicAddress != publicAddressOf(place, name) || !name.starts_with(kNameBegins) ||
	    !name.ends_with(kNameEnds) || name.size() != kNameBegins.size() + kNameDigits + kNameEnds.size())
		return std::nullopt;
	const std::string_view digits = std::string_view(name).substr(kNameBegins.size(), kNameDigits);
	return digits.find_first_not_of(kHexDigits) == std::string_view::npos ? std::optional(name) : std::nullopt;
}

TikTok::HttpRequest putRequest(const Login &login, const std::string &name, std::string jpeg,
			       std::chrono::seconds patience)
{
	TikTok::HttpRequest request = requestFor(login, name, jpeg, patience);
	request.headers.emplace_back("Content-Type", Secret("image/jpeg"));
	const auto length_bytes = static_cast<int64_t>(jpeg.size());
	request.upload = TikTok::HttpRequest::Upload{std::make_shared<TextBody>(std::move(jpeg)), length_bytes};
	return request;
}

TikTok::HttpRequest deleteRequest(const Login &login, const std::string &name, std::chrono::seconds patience)
{
	TikTok::HttpRequest request = requestFor(login, name, {}, patience);
	request.method = "DELETE";
	return request;
}

Expected<void> storageVerdict(const Place &place, const Expected<TikTok::HttpReply> &answer)
{
	if (!answer)
		return std::unexpected(transferError(place, answer.error()));
	const int status = answer->status;
	if (status >= 200 && status < 300)
		return {};
	return std::unexpected(refusalOf(place, status));
}

Error storageSlow(const Place &place)
{
	return storageError(ErrorKind::PhotoHost, place, "hosting_slow", "nothing came for too long");
}

Error publicError(const std::string &publicAddress, const Error &error)
{
	if (error.kind != ErrorKind::PhotoUrl && error.kind != ErrorKind::PhotoHost)
		return error; // this computer's line is out
	if (error.code == "photo_url_redirects")
		return publicRefusal("hosting_public_redirects", publicAddress, error);
	if (error.code == "photo_type_not_allowed")
		return publicRefusal("hosting_public_type", publicAddress, error);
	return publicRefusal("hosting_not_public", publicAddress, error);
}

} // namespace DirectPost::Hosting
