#include "Locale.hpp"

#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>

namespace DirectPost::Ui {

const QMap<QString, QString> &english()
{
	static const QMap<QString, QString> all = [] {
		QMap<QString, QString> texts;
		QFile file(QStringLiteral(LOCALE_FILE));
		EXPECT_TRUE(file.open(QIODevice::ReadOnly));
		const QRegularExpression line(QStringLiteral("^([^#=]+)=\"(.*)\"$"));
		for (const QString &text : QString::fromUtf8(file.readAll()).split(u'\n')) {
			const auto match = line.match(text);
			if (!match.hasMatch()) {
				EXPECT_TRUE(text.isEmpty() || text.startsWith(u'#')) << text.toStdString();
				continue;
			}
			EXPECT_FALSE(texts.contains(match.captured(1))) << "twice: " << match.captured(1).toStdString();
			QString value = match.captured(2);
			texts[match.captured(1)] = value.replace(QStringLiteral("\\n"), QStringLiteral("\n"))
							   .replace(QStringLiteral("\\\""), QStringLiteral("\""));
		}
		return texts;
	}();
	return all;
}

Texts englishTexts()
{
	return Texts([](const char *key) {
		const QString name = QLatin1StringView(key);
		const auto found = english().find(name);
		if (found != english().end())
			return *found;
		const bool mayBeUnknown =
			name.startsWith(QStringLiteral("Error.")) || name.startsWith(QStringLiteral("Encoder."));
		EXPECT_TRUE(mayBeUnknown) << "no such key: " << key;
		return name;
	});
}

} // namespace DirectPost::Ui
