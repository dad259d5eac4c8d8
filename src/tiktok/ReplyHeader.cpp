#include "ReplyHeader.hpp"

#include "Trimmed.hpp"

#include <algorithm>

namespace DirectPost::TikTok {

void addHeaderLine(std::string_view line, HttpReply &reply)
{
	if (line.starts_with("HTTP/"))
		return reply.headers.clear();
	const size_t colon = line.find(':');
	if (colon == std::string_view::npos)
		return;
	std::string name(trimmed(line.substr(0, colon)));
	std::ranges::transform(name, name.begin(),
			       [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
	reply.headers.emplace(std::move(name), trimmed(line.substr(colon + 1)));
}

} // namespace DirectPost::TikTok
