#pragma once

#include <compose/AutoPublish.hpp>
#include <compose/Rules.hpp>
#include <media/Checks.hpp>

#include <base/Error.hpp>

#include <QLocale>
#include <QString>

#include <chrono>
#include <functional>
#include <initializer_list>
#include <utility>

namespace DirectPost::Ui {

// Every sentence a user can read, by its key in data/locale, and numbers, sizes and dates as its language writes them.
// Cheap to copy; UI thread.
class Texts {
public:
	// In OBS: obs_module_text. A key it does not know comes back as it is.
	using Lookup = std::function<QString(const char *key)>;
	using Value = std::pair<const char *, QString>;

	// `language` as OBS names it: "de-DE". It may be one without texts of ours, which are English then.
	explicit Texts(Lookup lookup, const QString &language = QStringLiteral("en-US"));

	QString text(const char *key) const;
	// Fills in {name} placeholders, and {name:clip|clips} with the form of the word that goes with the number in
	// {name} (Plural.hpp). What a value contains is never taken for a placeholder.
	QString text(const char *key, std::initializer_list<Value> values) const;

	const QLocale &locale() const; // for the widgets that show numbers themselves
	QString number(double value, int decimals) const;
	QString size(int64_t size_bytes) const;                        // "38.2 MB", in German "38,2 MB"
	QString timeLeft(int left_s) const;                            // "1:35 left"
	QString dateTime(std::chrono::system_clock::time_point) const; // short, in local time: "11/27/26, 5:15 PM"
	QString moment(std::chrono::system_clock::time_point) const; // likewise, with its day: "Fri 11/27/26, 5:15 PM"

	// "Error.<code>"; for a code without a sentence a general one with the code. TikTok's log id follows where the
	// error's kind is for a report.
	QString sentence(const Error &error) const;
	// "Check.<code>".
	QString finding(const Media::Finding &finding) const;
	// What its button says: "Trim to 3:00".
	QString remedy(const Media::Finding &finding) const;
	// "AutoPublish.<code>", with the error's sentence where there is one.
	QString reviewReason(const Compose::Review &review) const;
	// "Encoder.<name>", or FFmpeg's own name where nobody calls it otherwise.
	QString encoder(const std::string &name) const;
	// "Reason.<name>"; empty for None.
	QString obstacle(Compose::Obstacle obstacle) const;

private:
	using ValueOf = std::function<std::optional<QString>(const QString &name)>;
	using StoredValues = std::vector<std::pair<std::string, std::string>>; // of errors and findings

	bool isKnown(const QByteArray &key) const;
	QString filled(const QString &pattern, const ValueOf &valueOf) const;
	QString filled(const QString &pattern, const StoredValues &values) const;
	std::optional<QString> replacement(const QString &placeholder, const ValueOf &valueOf) const;
	QString written(const QString &figure) const;

	Lookup lookup_;
	QLocale locale_;
};

} // namespace DirectPost::Ui
