#pragma once

#include <base/Log.hpp>
#include <tiktok/Client.hpp>

#include <QString>

#include <optional>

namespace DirectPost {

// Another TikTok to talk to, from the environment: for development and tests, and visible in the dock.
// TIKTOK_BASE_URL: loopback or https, everything else is refused; TIKTOK_CA_FILE: its certificate authority, PEM;
// TIKTOK_CLIENT_KEY and TIKTOK_CLIENT_SECRET: taken only together with TIKTOK_BASE_URL.
struct Environment {
	TikTok::Endpoints endpoints = TikTok::Endpoints::tikTok();
	QString url; // empty for TikTok itself
	std::optional<TikTok::Credentials> credentials;
};

Environment readEnvironment(const Log &log);

} // namespace DirectPost
