#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace DirectPost::TikTok {

// The parts of an absolute http(s) URL that decide whom it reaches. Read by curl's own parser, so that what is checked
// is what curl will contact.
struct Url {
	std::string scheme; // lower case
	std::string host;   // lower case; IPv6 in brackets; IPv4 in dotted decimal
	std::string port;   // the scheme's own when the URL names none
	bool hasUser = false;
	bool hasOnlyOrigin = false; // no path but "/", no query, no fragment

	std::string origin() const { return scheme + "://" + host + ":" + port; }
	bool isLoopback() const; // 127.0.0.0/8, [::1] or localhost
};

std::optional<Url> parseUrl(std::string_view text);

// Everything but RFC 3986's unreserved characters as %XX: fit for queries and forms.
std::string percentEncoded(std::string_view text);

} // namespace DirectPost::TikTok
