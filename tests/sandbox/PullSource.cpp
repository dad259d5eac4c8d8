#include "PullSource.hpp"

#include <algorithm>
#include <array>

namespace DirectPost::StandIn {
namespace {

constexpr std::array<std::string_view, 2> kLoopback = {"https://127.0.0.1:", "https://localhost:"};
constexpr std::chrono::seconds kPatience(10); // TikTok's is an hour

bool isLoopback(const std::string &url)
{
	return std::ranges::any_of(kLoopback, [&](std::string_view prefix) { return url.starts_with(prefix); });
}

} // namespace

std::expected<void, ApiError> checkPullUrl(const World &world, const std::string &url)
{
	const auto covers = [&](const std::string &prefix) {
		return url.starts_with(prefix);
	};
	if (!url.starts_with("https://") || std::ranges::none_of(world.options.verifiedUrlPrefixes, covers))
		return refusal("url_ownership_unverified", "Please review our URL ownership verification rules.");
	return {};
}

std::expected<std::optional<Pulled>, std::string> pull(const World &world, const std::string &url)
{
	if (world.options.loopbackCaFile.empty() || !isLoopback(url))
		return std::nullopt;
	const size_t path = url.find('/', url.find("://") + 3);
	httplib::Client client(url.substr(0, path));
	client.set_ca_cert_path(world.options.loopbackCaFile.string());
	client.set_follow_location(false);
	client.set_url_encode(false); // it is a URL already
	client.set_connection_timeout(kPatience);
	client.set_read_timeout(kPatience);
	const auto reply = client.Get(path == std::string::npos ? "/" : url.substr(path));
	if (!reply)
		return std::unexpected(to_string(reply.error()) + " from " + url);
	if (reply->status != 200)
		return std::unexpected("HTTP " + std::to_string(reply->status) + " from " + url);
	return Pulled{reply->body, reply->get_header_value("Content-Type")};
}

} // namespace DirectPost::StandIn
