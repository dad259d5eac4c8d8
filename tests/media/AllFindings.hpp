#pragma once

#include <media/Checks.hpp>

#include <vector>

namespace DirectPost::Media {

// Of clips that between them bring out every line of the check list.
std::vector<Finding> allFindings();

} // namespace DirectPost::Media
