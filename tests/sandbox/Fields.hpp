#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace DirectPost::StandIn {

std::string percentEncoded(std::string_view text); // all but RFC 3986's unreserved characters
std::string percentDecoded(std::string_view text); // once; + is a space
std::string htmlEscaped(std::string_view text);

// The fields of a query or a form body, decoded once, in order.
class Fields {
public:
	explicit Fields(std::string_view form);

	bool has(std::string_view name) const;
	std::string value(std::string_view name) const; // the first; empty if there is none
	std::vector<std::string> values(std::string_view name) const;
	const std::vector<std::pair<std::string, std::string>> &all() const { return fields_; }

private:
	std::vector<std::pair<std::string, std::string>> fields_;
};

} // namespace DirectPost::StandIn
