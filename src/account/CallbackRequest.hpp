#pragma once

#include <QByteArray>

#include <map>
#include <optional>

namespace DirectPost::Account {

// The head of an HTTP request, as far as a loopback listener cares. Pure functions, safe on any bytes.
struct CallbackRequest {
	QByteArray method;
	QByteArray path;  // as sent, without the query
	QByteArray query; // as sent; holds the authorization code, never to be logged
	QByteArray host;

	// `head`: request line and headers, each with its line end. Nullopt: not HTTP/1.x, or not exactly one Host.
	static std::optional<CallbackRequest> parse(const QByteArray &head);

	// The query's fields, decoded exactly once (codes contain * and !). Nullopt: a name comes twice.
	std::optional<std::map<QByteArray, QByteArray>> fields() const;
};

} // namespace DirectPost::Account
