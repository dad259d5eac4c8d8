#pragma once

#include <filesystem>

namespace DirectPost {

// For a server on 127.0.0.1: host.pem and host.key in this folder, with openssl. The former, which is to be trusted.
std::filesystem::path makeCertificate(const std::filesystem::path &folder);

} // namespace DirectPost
