#include "CallbackRequest.hpp"

#include <QList>

#include <tuple>

namespace DirectPost::Account {

namespace {

// Before and after the first such character; all before where there is none.
std::pair<QByteArray, QByteArray> cut(const QByteArray &text, char at)
{
	const qsizetype place = text.indexOf(at);
	return place < 0 ? std::pair(text, QByteArray()) : std::pair(text.first(place), text.sliced(place + 1));
}

QByteArray decodedOnce(QByteArray text)
{
	return QByteArray::fromPercentEncoding(text.replace('+', ' '));
}

} // namespace

std::optional<CallbackRequest> CallbackRequest::parse(const QByteArray &head)
{
	const QList<QByteArray> lines = head.split('\n');
	const QList<QByteArray> words = lines.front().trimmed().split(' ');
	if (words.size() != 3 || !words[1].startsWith('/') || !words[2].startsWith("HTTP/1."))
		return std::nullopt;

	CallbackRequest request;
	request.method = words[0];
	std::tie(request.path, request.query) = cut(words[1], '?');

	int hosts = 0;
	for (const QByteArray &line : lines.sliced(1)) {
		const auto [name, value] = cut(line, ':');
		if (name.toLower() != "host")
			continue;
		request.host = value.trimmed().toLower();
		hosts++;
	}
	if (hosts != 1)
		return std::nullopt;
	return request;
}

std::optional<std::map<QByteArray, QByteArray>> CallbackRequest::fields() const
{
	std::map<QByteArray, QByteArray> fields;
	for (const QByteArray &part : query.split('&')) {
		if (part.isEmpty())
			continue;
		const auto [name, value] = cut(part, '=');
		if (!fields.emplace(decodedOnce(name), decodedOnce(value)).second)
			return std::nullopt;
	}
	return fields;
}

} // namespace DirectPost::Account
