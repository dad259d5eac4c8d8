#pragma once

#include <base/Error.hpp>

#include <string>
#include <string_view>

namespace DirectPost::TikTok {

struct Url;

// Where TikTok is: its own hosts, or a sandbox that the environment names. Nothing else is ever contacted.
class Endpoints {
public:
	static Endpoints tikTok();
	// `baseUrl`: http on loopback, or https. `caFile`: extra certificate authority in PEM, may be empty.
	// Errors: sandbox_url_not_allowed.
	static Expected<Endpoints> sandbox(std::string_view baseUrl, std::string caFile = {});

	bool isSandbox() const { return isSandbox_; }
	const std::string &caFile() const { return caFile_; }
	std::string authorizeUrl() const;             // https://www.tiktok.com/v2/auth/authorize/
	std::string api(std::string_view path) const; // https://open.tiktokapis.com + path
	std::string profileLink(std::string_view username) const;
	std::string postLink(std::string_view username, int64_t postId) const;
	// TikTok's upload hosts differ by region: https and a host under tiktokapis.com. A sandbox on loopback:
	// loopback; another: https on its own host.
	bool isUploadUrlAllowed(std::string_view url) const;
	bool isImageUrlAllowed(std::string_view url) const; // avatars: https (sandbox: its own origin too)

private:
	Endpoints() = default;
	bool mayBeUploadHost(const Url &url) const;

	std::string web_;
	std::string api_;
	std::string caFile_;
	bool isSandbox_ = false;
};

} // namespace DirectPost::TikTok
