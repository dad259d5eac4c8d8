#include <ui/Texts.hpp>

#include "Plural.hpp"

#include <media/Texts.hpp>

#include <QDateTime>
#include <QRegularExpression>

#include <optional>

namespace DirectPost::Ui {

Texts::Texts(Lookup lookup, const QString &language) : lookup_(std::move(lookup)), locale_(language) {}

QString Texts::text(const char *key) const
{
	return lookup_(key);
}

QString Texts::text(const char *key, std::initializer_list<Value> values) const
{
	return filled(lookup_(key), [values](const QString &name) -> std::optional<QString> {
		for (const auto &[placeholder, value] : values) {
			if (name == QLatin1StringView(placeholder))
				return value;
		}
		return std::nullopt;
	});
}

const QLocale &Texts::locale() const
{
	return locale_;
}

QString Texts::number(double value, int decimals) const
{
	return locale_.toString(value, 'f', decimals);
}

QString Texts::size(int64_t size_bytes) const
{
	return written(QString::fromStdString(Media::sizeText(size_bytes)));
}

QString Texts::timeLeft(int left_s) const
{
	const std::string duration = Media::durationText(int64_t{left_s} * 1000);
	return text("Job.TimeLeft", {{"duration", QString::fromStdString(duration)}});
}

QString Texts::dateTime(std::chrono::system_clock::time_point time) const
{
	const auto since = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
	return locale_.toString(QDateTime::fromMSecsSinceEpoch(since.count()), QLocale::ShortFormat);
}

QString Texts::moment(std::chrono::system_clock::time_point time) const
{
	const auto since = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
	const int day = QDateTime::fromMSecsSinceEpoch(since.count()).date().dayOfWeek();
	return locale_.dayName(day, QLocale::ShortFormat) + QLatin1Char(' ') + dateTime(time);
}

// A figure as the rooms without a language write it into findings and errors (media/Texts.hpp): "38.2 MB", "29.97 fps",
// "3:00.4", and a moment as "2026-11-27T17:15:00Z". Everything else stays as it is.
QString Texts::written(const QString &figure) const
{
	static const QRegularExpression withUnit(QStringLiteral(R"(^(\d+(?:\.\d+)?) (kB|MB|GB|fps)$)"));
	static const QRegularExpression tenths(QStringLiteral(R"(^(\d+(?::\d\d)+)\.(\d+)$)"));
	static const QRegularExpression utc(QStringLiteral(R"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$)"));
	if (const auto match = withUnit.match(figure); match.hasMatch()) {
		const QByteArray unit = "Unit." + match.captured(2).toLatin1();
		const qsizetype point = match.captured(1).indexOf(u'.');
		const int decimals = point < 0 ? 0 : static_cast<int>(match.captured(1).size() - point - 1);
		return isKnown(unit)
			       ? text(unit.constData(), {{"value", number(match.captured(1).toDouble(), decimals)}})
			       : figure;
	}
	if (const auto match = tenths.match(figure); match.hasMatch())
		return match.captured(1) + locale_.decimalPoint() + match.captured(2);
	if (utc.match(figure).hasMatch())
		return locale_.toString(QDateTime::fromString(figure, Qt::ISODate).toLocalTime(), QLocale::ShortFormat);
	return figure;
}

// One pass from left to right, so that a value with braces in it stays what it is.
QString Texts::filled(const QString &pattern, const ValueOf &valueOf) const
{
	QString result;
	qsizetype position = 0;
	while (position < pattern.size()) {
		const qsizetype open = pattern.indexOf(u'{', position);
		const qsizetype close = open < 0 ? -1 : pattern.indexOf(u'}', open);
		if (close < 0)
			break;
		result += pattern.sliced(position, open - position);
		const QString placeholder = pattern.sliced(open + 1, close - open - 1);
		result += replacement(placeholder, valueOf).value_or(u'{' + placeholder + u'}');
		position = close + 1;
	}
	return result + pattern.sliced(position);
}

QString Texts::filled(const QString &pattern, const StoredValues &values) const
{
	return filled(pattern, [this, &values](const QString &name) -> std::optional<QString> {
		for (const auto &[key, value] : values) {
			if (name == QString::fromStdString(key))
				return written(QString::fromStdString(value));
		}
		return std::nullopt;
	});
}

// "name" or "name:form|form".
std::optional<QString> Texts::replacement(const QString &placeholder, const ValueOf &valueOf) const
{
	const qsizetype colon = placeholder.indexOf(u':');
	if (colon < 0)
		return valueOf(placeholder);
	const auto value = valueOf(placeholder.first(colon));
	if (!value)
		return std::nullopt;
	const QStringList forms = placeholder.sliced(colon + 1).split(u'|');
	return forms.value(pluralForm(locale_.language(), value->toLongLong()), forms.last());
}

bool Texts::isKnown(const QByteArray &key) const
{
	return lookup_(key.constData()) != QLatin1StringView(key);
}

QString Texts::sentence(const Error &error) const
{
	const QByteArray key = "Error." + QByteArray::fromStdString(error.code);
	const QString logId = QString::fromStdString(error.logId);
	if (!isKnown(key)) {
		const QString unknown = text("Error.Unknown", {{"code", QString::fromStdString(error.code)}});
		return logId.isEmpty() ? unknown : unknown + u' ' + text("Error.LogId", {{"id", logId}});
	}
	const QString known = filled(lookup_(key.constData()), error.values);
	const bool isForSupport = meaningOf(error.kind).isForReport && !logId.isEmpty();
	return isForSupport ? known + u' ' + text("Error.LogId", {{"id", logId}}) : known;
}

QString Texts::finding(const Media::Finding &finding) const
{
	const QByteArray key = "Check." + QByteArray::fromStdString(finding.code);
	return filled(lookup_(key.constData()), finding.values);
}

QString Texts::remedy(const Media::Finding &finding) const
{
	switch (finding.remedy) {
	case Media::Remedy::Trim:
		return filled(lookup_("Check.Trim"), finding.values);
	case Media::Remedy::Repair:
		return text("Check.Repair");
	case Media::Remedy::Edit:
		return text("Check.Edit");
	case Media::Remedy::ChooseAnother:
		return text("Clip.Choose");
	case Media::Remedy::None:
	case Media::Remedy::Remux:
		return {};
	}
	return {};
}

QString Texts::reviewReason(const Compose::Review &review) const
{
	const QByteArray key = "AutoPublish." + QByteArray::fromStdString(review.code);
	const QString why = text(key.constData());
	return review.error ? why + u' ' + sentence(*review.error) : why;
}

QString Texts::encoder(const std::string &name) const
{
	const QByteArray key = "Encoder." + QByteArray::fromStdString(name);
	return isKnown(key) ? text(key.constData()) : QString::fromStdString(name);
}

QString Texts::obstacle(Compose::Obstacle obstacle) const
{
	if (obstacle == Compose::Obstacle::None)
		return {};
	const QByteArray key = QByteArray("Reason.") + Compose::nameOf(obstacle);
	return text(key.constData());
}

} // namespace DirectPost::Ui
