#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace DirectPost {

// Two lower-case digits for each byte.
std::string hexOf(std::span<const uint8_t> bytes);

} // namespace DirectPost
