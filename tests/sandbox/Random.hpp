#pragma once

#include <cstdint>
#include <string>

namespace DirectPost::StandIn {

std::string randomText(size_t length); // letters and digits
std::string randomHex(size_t length);
std::string randomDigits(size_t length); // does not start with 0
int64_t randomPostId();                  // 19 digits, beyond what a double can hold

std::string sha256Hex(std::string_view bytes);

} // namespace DirectPost::StandIn
