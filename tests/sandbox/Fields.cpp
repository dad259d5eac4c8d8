#include "Fields.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>

namespace DirectPost::StandIn {
namespace {

bool isUnreserved(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
	       c == '_' || c == '~';
}

} // namespace

std::string percentEncoded(std::string_view text)
{
	constexpr std::string_view kHex = "0123456789ABCDEF";
	std::string encoded;
	for (const char c : text) {
		if (isUnreserved(c)) {
			encoded += c;
			continue;
		}
		const auto byte = static_cast<unsigned char>(c);
		encoded += '%';
		encoded += kHex[byte >> 4];
		encoded += kHex[byte & 15];
	}
	return encoded;
}

std::string percentDecoded(std::string_view text)
{
	std::string decoded;
	for (size_t i = 0; i < text.size(); ++i) {
		unsigned int byte = 0;
		if (text[i] == '%' && i + 2 < text.size() &&
		    std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3) {
			decoded += static_cast<char>(byte);
			i += 2;
		} else {
			decoded += text[i] == '+' ? ' ' : text[i];
		}
	}
	return decoded;
}

Fields::Fields(std::string_view form)
{
	for (const auto part : std::views::split(form, '&')) {
		const std::string_view field(part.begin(), part.end());
		if (field.empty())
			continue;
		const size_t equals = field.find('=');
		const auto value = equals == std::string_view::npos ? std::string_view{} : field.substr(equals + 1);
		fields_.emplace_back(percentDecoded(field.substr(0, equals)), percentDecoded(value));
	}
}

bool Fields::has(std::string_view name) const
{
	return std::ranges::contains(fields_, name, &std::pair<std::string, std::string>::first);
}

std::string Fields::value(std::string_view name) const
{
	const auto found = std::ranges::find(fields_, name, &std::pair<std::string, std::string>::first);
	return found == fields_.end() ? std::string() : found->second;
}

std::vector<std::string> Fields::values(std::string_view name) const
{
	std::vector<std::string> values;
	for (const auto &[key, value] : fields_) {
		if (key == name)
			values.push_back(value);
	}
	return values;
}

std::string htmlEscaped(std::string_view text)
{
	std::string escaped;
	for (const char c : text) {
		switch (c) {
		case '&':
			escaped += "&amp;";
			break;
		case '<':
			escaped += "&lt;";
			break;
		case '>':
			escaped += "&gt;";
			break;
		case '"':
			escaped += "&quot;";
			break;
		case '\'':
			escaped += "&#39;";
			break;
		default:
			escaped += c;
		}
	}
	return escaped;
}

} // namespace DirectPost::StandIn
