#pragma once

#include <fstream>
#include <map>
#include <regex>
#include <string>

namespace DirectPost {

// What users read, by its key, as the locale file says it.
inline std::map<std::string, std::string> sentences(const char *localeFile)
{
	std::map<std::string, std::string> found;
	const std::regex line(R"re(^([\w.]+)="(.*)"\s*$)re");
	std::ifstream file(localeFile);
	std::smatch match;
	for (std::string text; std::getline(file, text);)
		if (std::regex_match(text, match, line))
			found[match[1]] = match[2];
	return found;
}

} // namespace DirectPost
