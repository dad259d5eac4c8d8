#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace DirectPost::StandIn {

struct Certificates {
	std::filesystem::path ca;
	std::filesystem::path certificate;
	std::filesystem::path key;
};

// A throw-away certificate authority and a certificate for 127.0.0.1 and localhost, good for a week, as PEM files in
// `folder`.
std::expected<Certificates, std::string> makeCertificates(const std::filesystem::path &folder,
							  const std::string &hostName);

} // namespace DirectPost::StandIn
