#include "Environment.hpp"

namespace DirectPost {

Environment readEnvironment(const Log &log)
{
	Environment result;
	const QByteArray url = qgetenv("TIKTOK_BASE_URL");
	if (url.isEmpty())
		return result;
	auto sandbox = TikTok::Endpoints::sandbox(url.toStdString(), qgetenv("TIKTOK_CA_FILE").toStdString());
	if (!sandbox) {
		log(LogLevel::Error, "TIKTOK_BASE_URL is ignored: only loopback or https is allowed");
		return result;
	}
	result.endpoints = *sandbox;
	result.url = QString::fromLocal8Bit(url);
	const QByteArray key = qgetenv("TIKTOK_CLIENT_KEY");
	const QByteArray secret = qgetenv("TIKTOK_CLIENT_SECRET");
	if (!key.isEmpty() && !secret.isEmpty())
		result.credentials = TikTok::Credentials{key.toStdString(), Secret(secret.toStdString())};
	return result;
}

} // namespace DirectPost
