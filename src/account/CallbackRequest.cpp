#include "CallbackRequest.hpp"

#include <QList>

namespace DirectPost::Account {

namespace {

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
	const qsizetype mark = words[1].indexOf('?');
	request.path = words[1].left(mark);
	request.query = mark < 0 ? QByteArray() : words[1].mid(mark + 1);

	int hosts = 0;
	for (const QByteArray &line : lines.sliced(1)) {
		const qsizetype colon = line.indexOf(':');
		if (colon < 0 || line.left(colon).toLower() != "host")
			continue;
		request.host = line.mid(colon + 1).trimmed().toLower();
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
		const qsizetype sign = part.indexOf('=');
		const QByteArray value = sign < 0 ? QByteArray() : part.mid(sign + 1);
		if (!fields.emplace(decodedOnce(part.left(sign)), decodedOnce(value)).second)
			return std::nullopt;
	}
	return fields;
}

} // namespace DirectPost::Account
