#pragma once

#include <string>
#include <string_view>

namespace DirectPost {

// What a parameter says, as the name of its test: GoogleTest takes letters, digits and underscores, and no name twice.
inline std::string readable(size_t index, std::string_view text)
{
	constexpr size_t kLongest = 60;
	std::string name = std::to_string(index) + '_';
	for (const char c : text.substr(0, kLongest)) {
		const bool isPlain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (isPlain)
			name += c;
		else if (name.back() != '_')
			name += '_';
	}
	return name;
}

// For parameters that are texts themselves.
inline constexpr auto readableText = [](const auto &test) {
	return readable(test.index, test.param);
};

} // namespace DirectPost
