#include "Url.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace DirectPost::TikTok {

namespace {

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::optional<std::string> part(const Handle &url, CURLUPart what, unsigned flags = 0)
{
	char *text = nullptr;
	if (curl_url_get(url.get(), what, &text, flags) != CURLUE_OK)
		return std::nullopt;
	const std::unique_ptr<char, decltype(&curl_free)> owner(text, curl_free);
	return std::string(text);
}

std::string lowerCase(std::string text)
{
	std::ranges::transform(text, text.begin(),
			       [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
	return text;
}

} // namespace

bool Url::isLoopback() const
{
	// curl's parser has turned every spelling of an IPv4 address into dotted decimal.
	const bool isIpv4 =
		host.find_first_not_of("0123456789.") == std::string::npos && std::ranges::count(host, '.') == 3;
	return host == "localhost" || host == "[::1]" || (isIpv4 && host.starts_with("127."));
}

std::optional<Url> parseUrl(std::string_view text)
{
	const Handle handle(curl_url(), curl_url_cleanup);
	if (!handle || text.contains('\0'))
		return std::nullopt;
	if (curl_url_set(handle.get(), CURLUPART_URL, std::string(text).c_str(), 0) != CURLUE_OK)
		return std::nullopt;

	const auto scheme = part(handle, CURLUPART_SCHEME);
	const auto host = part(handle, CURLUPART_HOST);
	const auto port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
	if (!scheme || !host || !port || host->empty() || (*scheme != "http" && *scheme != "https"))
		return std::nullopt;

	Url url;
	url.scheme = *scheme;
	url.host = lowerCase(*host);
	url.port = *port;
	url.hasUser = part(handle, CURLUPART_USER) || part(handle, CURLUPART_PASSWORD);
	url.hasOnlyOrigin = part(handle, CURLUPART_PATH).value_or("/") == "/" && !part(handle, CURLUPART_QUERY) &&
			    !part(handle, CURLUPART_FRAGMENT);
	return url;
}

std::string percentEncoded(std::string_view text)
{
	if (text.empty())
		return {};
	const std::unique_ptr<char, decltype(&curl_free)> encoded(
		curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())), curl_free);
	return encoded ? std::string(encoded.get()) : std::string();
}

} // namespace DirectPost::TikTok
