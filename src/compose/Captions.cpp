#include <compose/AutoPublish.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace DirectPost::Compose {

// One pass from left to right: a scene may be called "{date}".
std::string captionFrom(const std::string &captionTemplate, const std::string &sceneName, const QDateTime &when)
{
	const std::pair<QString, QString> placeholders[] = {
		{QStringLiteral("{date}"), when.date().toString(Qt::ISODate)},
		{QStringLiteral("{time}"), when.time().toString(QStringLiteral("HH:mm"))},
		{QStringLiteral("{scene}"), QString::fromStdString(sceneName)},
	};
	const QString pattern = QString::fromStdString(captionTemplate);
	QString text;
	for (qsizetype at = 0; at < pattern.size();) {
		const auto found = std::ranges::find_if(placeholders, [&](const auto &placeholder) {
			return QStringView(pattern).sliced(at).startsWith(placeholder.first);
		});
		if (found == std::end(placeholders)) {
			text += pattern.at(at++);
			continue;
		}
		text += found->second;
		at += found->first.size();
	}
	text.truncate(TikTok::kCaption_units);
	if (!text.isEmpty() && text.back().isHighSurrogate()) // half a character is none
		text.chop(1);
	return text.toStdString();
}

} // namespace DirectPost::Compose
