#pragma once

#include <string_view>

namespace DirectPost::TikTok {

// Without the blanks at both ends.
inline std::string_view trimmed(std::string_view text)
{
	constexpr std::string_view kBlank = " \t\r\n";
	const size_t first = text.find_first_not_of(kBlank);
	return first == std::string_view::npos ? std::string_view()
					       : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

} // namespace DirectPost::TikTok
