#include "Files.hpp"

namespace DirectPost::Media {

std::filesystem::path partialOf(const std::filesystem::path &target)
{
	std::filesystem::path partial = target;
	partial += ".partial";
	return partial;
}

} // namespace DirectPost::Media
