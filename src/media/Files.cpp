#include "Files.hpp"

namespace DirectPost::Media {

std::string utf8(const std::filesystem::path &path)
{
	const std::u8string text = path.u8string();
	return {text.begin(), text.end()};
}

std::filesystem::path fromUtf8(const std::string &text)
{
	return std::filesystem::path(std::u8string(text.begin(), text.end()));
}

std::filesystem::path partialOf(const std::filesystem::path &target)
{
	std::filesystem::path partial = target;
	partial += ".partial";
	return partial;
}

} // namespace DirectPost::Media
