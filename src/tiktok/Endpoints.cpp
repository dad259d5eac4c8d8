#include <tiktok/Endpoints.hpp>

#include "Url.hpp"

#include <base/Redaction.hpp>

namespace DirectPost::TikTok {

namespace {

Error notAllowed(std::string_view baseUrl, const char *reason)
{
	Error error;
	error.kind = ErrorKind::AppSettings;
	error.code = "sandbox_url_not_allowed";
	error.detail = withoutQuery(baseUrl) + ": " + reason;
	error.values = {{"url", withoutQuery(baseUrl)}};
	return error;
}

bool isTikTokApiHost(std::string_view host)
{
	return host == "tiktokapis.com" || host.ends_with(".tiktokapis.com");
}

} // namespace

Endpoints Endpoints::tikTok()
{
	Endpoints endpoints;
	endpoints.web_ = "https://www.tiktok.com";
	endpoints.api_ = "https://open.tiktokapis.com";
	return endpoints;
}

Expected<Endpoints> Endpoints::sandbox(std::string_view baseUrl, std::string caFile)
{
	const auto url = parseUrl(baseUrl);
	if (!url)
		return std::unexpected(notAllowed(baseUrl, "not an absolute http or https URL"));
	if (url->hasUser || !url->hasOnlyOrigin)
		return std::unexpected(notAllowed(url->origin(), "only scheme, host and port may be named"));
	if (url->scheme == "http" && !url->isLoopback())
		return std::unexpected(notAllowed(baseUrl, "plain http is for loopback addresses only"));

	Endpoints endpoints;
	endpoints.web_ = endpoints.api_ = url->origin();
	endpoints.caFile_ = std::move(caFile);
	endpoints.isSandbox_ = true;
	return endpoints;
}

std::string Endpoints::authorizeUrl() const
{
	return web_ + "/v2/auth/authorize/";
}

std::string Endpoints::api(std::string_view path) const
{
	return api_ + std::string(path);
}

std::string Endpoints::profileLink(std::string_view username) const
{
	return web_ + "/@" + percentEncoded(username);
}

std::string Endpoints::postLink(std::string_view username, int64_t postId) const
{
	return profileLink(username) + "/video/" + std::to_string(postId);
}

bool Endpoints::isUploadUrlAllowed(std::string_view text) const
{
	const auto url = parseUrl(text);
	if (!url || url->hasUser)
		return false;
	if (isSandbox_)
		return mayBeUploadHost(*url);
	return url->scheme == "https" && url->port == "443" && isTikTokApiHost(url->host);
}

// A sandbox may have a host of its own for uploads, as TikTok has, but none on another machine.
bool Endpoints::mayBeUploadHost(const Url &url) const
{
	const auto base = parseUrl(api_);
	return base->isLoopback() ? url.isLoopback() : url.scheme == "https" && url.host == base->host;
}

bool Endpoints::isImageUrlAllowed(std::string_view text) const
{
	const auto url = parseUrl(text);
	if (!url || url->hasUser)
		return false;
	return url->scheme == "https" || (isSandbox_ && url->origin() == api_);
}

} // namespace DirectPost::TikTok
