#pragma once

#include "OpenFile.hpp"

#include <media/MediaFacts.hpp>

namespace DirectPost::Media {

struct Inspected {
	MediaFacts facts;
	OpenFile file; // at its beginning
};

// inspect(), for those who read on. `stop` must outlive the open file.
Expected<Inspected> openInspected(const std::filesystem::path &file, const std::stop_token &stop);

} // namespace DirectPost::Media
