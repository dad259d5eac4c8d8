#pragma once

#include <compose/AutoPublish.hpp>
#include <compose/Rules.hpp>
#include <media/Checks.hpp>

#include <base/Error.hpp>

#include <QString>

#include <functional>
#include <initializer_list>
#include <utility>

namespace DirectPost::Ui {

// Every sentence a user can read, by its key in data/locale. Cheap to copy; UI thread.
class Texts {
public:
	// In OBS: obs_module_text. A key it does not know comes back as it is.
	using Lookup = std::function<QString(const char *key)>;
	using Value = std::pair<const char *, QString>;

	explicit Texts(Lookup lookup);

	QString text(const char *key) const;
	// Fills in {name} placeholders. What a value contains is never taken for a placeholder.
	QString text(const char *key, std::initializer_list<Value> values) const;

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
	bool isKnown(const QByteArray &key) const;

	Lookup lookup_;
};

} // namespace DirectPost::Ui
