#include <ui/Texts.hpp>

#include <optional>

namespace DirectPost::Ui {

namespace {

using ValueOf = std::function<std::optional<QString>(const QString &name)>;

// One pass from left to right, so that a value with braces in it stays what it is.
QString filled(const QString &pattern, const ValueOf &valueOf)
{
	QString result;
	qsizetype position = 0;
	while (position < pattern.size()) {
		const qsizetype open = pattern.indexOf(u'{', position);
		const qsizetype close = open < 0 ? -1 : pattern.indexOf(u'}', open);
		if (close < 0)
			break;
		result += pattern.sliced(position, open - position);
		const QString placeholder = pattern.sliced(open, close - open + 1);
		result += valueOf(placeholder.sliced(1, placeholder.size() - 2)).value_or(placeholder);
		position = close + 1;
	}
	return result + pattern.sliced(position);
}

QString filled(const QString &pattern, const std::vector<std::pair<std::string, std::string>> &values)
{
	return filled(pattern, [&values](const QString &name) -> std::optional<QString> {
		for (const auto &[key, value] : values) {
			if (name == QString::fromStdString(key))
				return QString::fromStdString(value);
		}
		return std::nullopt;
	});
}

} // namespace

Texts::Texts(Lookup lookup) : lookup_(std::move(lookup)) {}

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
