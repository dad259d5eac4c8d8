#include "PullSource.hpp"

#include <algorithm>
#include <array>

namespace DirectPost::StandIn {
namespace {

constexpr std::array<std::string_view, 4> kLoopback = {
	"http://127.0.0.1:", "https://127.0.0.1:", "http://localhost:", "https://localhost:"};

bool isLoopback(const std::string &url)
{
	return std::ranges::any_of(kLoopback, [&](std::string_view prefix) { return url.starts_with(prefix); });
}

} // namespace

std::expected<void, ApiError> checkPullUrl(const World &world, const std::string &url)
{
	if (world.options.fetchesLoopbackUrls && isLoopback(url))
		return {};
	const auto covers = [&](const std::string &prefix) {
		return url.starts_with(prefix);
	};
	if (!url.starts_with("https://") || std::ranges::none_of(world.options.verifiedUrlPrefixes, covers))
		return refusal("url_ownership_unverified", "Please review our URL ownership verification rules.");
	return {};
}

std::expected<std::optional<Pulled>, std::string> pull(const World &world, const std::string &url)
{
	if (!world.options.fetchesLoopbackUrls || !isLoopback(url))
		return std::nullopt;
	const size_t path = url.find('/', url.find("://") + 3);
	httplib::Client client(url.substr(0, path));
	client.enable_server_certificate_verification(false);
	const auto reply = client.Get(path == std::string::npos ? "/" : url.substr(path));
	if (!reply)
		return std::unexpected("no answer from " + url);
	if (reply->status != 200)
		return std::unexpected("HTTP " + std::to_string(reply->status) + " from " + url);
	return Pulled{reply->body, reply->get_header_value("Content-Type")};
}

} // namespace DirectPost::StandIn
