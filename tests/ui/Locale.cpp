#include "Locale.hpp"

#include <gtest/gtest.h>

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace DirectPost::Ui {

namespace {

QMap<QString, QString> read(const QString &language)
{
	QMap<QString, QString> texts;
	QFile file(QFileInfo(QStringLiteral(LOCALE_FILE)).path() + u'/' + language + QStringLiteral(".ini"));
	EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << file.fileName().toStdString();
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
}

} // namespace

const QMap<QString, QString> &english()
{
	static const QMap<QString, QString> all = read(QStringLiteral("en-US"));
	return all;
}

Texts textsIn(const QString &language)
{
	return Texts([texts = read(language)](const char *key) { return texts.value(QLatin1StringView(key), key); },
		     language);
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
