#include <base/Redaction.hpp>

#include <QRegularExpression>
#include <QString>

namespace DirectPost {

std::string redacted(std::string_view text)
{
	const QString mark = QStringLiteral("[redacted]");
	QString clean = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));

	// Name and password before a host, also where the password was not encoded as it should be.
	clean.replace(QRegularExpression(QStringLiteral(R"((\w://)(?:[^\s/"']*|[^\s/:"'@]+:[^\s"']*)@)")),
		      "\\1" + mark + "@");
	clean.replace(QRegularExpression(QStringLiteral(R"((https?://[^\s?"']+)\?[^\s"']*)")), "\\1?" + mark);
	clean.replace(
		QRegularExpression(QStringLiteral(
			R"re(("?(?:access_token|refresh_token|code_verifier|client_secret|upload_url|upload_token)"?\s*[=:]\s*"?)[^\s"&,}]+)re")),
		"\\1" + mark);
	// "code", "state" and "token" are secrets only as parameters; in JSON "code" is TikTok's error code.
	clean.replace(QRegularExpression(QStringLiteral(R"(((?:^|[?&\s])(?:code|state|token)=)[^\s&]+)")),
		      "\\1" + mark);
	clean.replace(QRegularExpression(QStringLiteral(R"((Bearer\s+)\S+)")), "\\1" + mark);
	clean.replace(QRegularExpression(QStringLiteral(R"(\b(?:act|rft)\.[\w!*.~-]+)")), mark);
	return clean.toStdString();
}

std::string withoutQuery(std::string_view url)
{
	return std::string(url.substr(0, url.find_first_of("?#")));
}

} // namespace DirectPost
