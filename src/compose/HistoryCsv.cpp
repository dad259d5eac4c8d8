#include "HistoryCsv.hpp"

#include "DateTime.hpp"

#include <compose/State.hpp>

#include <initializer_list>
#include <string_view>

namespace DirectPost::Compose {

namespace {

// Without it, Excel takes UTF-8 for the code page of the computer.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kLineEnd = "\r\n";

// A caption that begins so would be computed by a spreadsheet.
bool looksLikeFormula(std::string_view text)
{
	constexpr std::string_view kSigns = "=+-@\t\r";
	return !text.empty() && kSigns.contains(text.front());
}

std::string field(std::string_view text)
{
	const bool isFormula = looksLikeFormula(text);
	if (!isFormula && text.find_first_of("\",\r\n") == std::string_view::npos)
		return std::string(text);
	std::string quoted = isFormula ? "\"'" : "\"";
	for (const char sign : text) {
		if (sign == '"')
			quoted += '"';
		quoted += sign;
	}
	return quoted + '"';
}

std::string line(std::initializer_list<std::string_view> values)
{
	std::string text;
	for (std::string_view separator; const std::string_view value : values) {
		text.append(separator).append(field(value));
		separator = ",";
	}
	return text.append(kLineEnd);
}

// Of a draft its creator chooses it in the TikTok app, where nobody tells us.
std::string_view audienceOf(const Publish::JobSnapshot &post)
{
	return post.isDraft ? std::string_view() : TikTok::wireName(post.privacyLevel);
}

} // namespace

std::string historyCsv(const QList<Publish::JobSnapshot> &posts)
{
	std::string text(kByteOrderMark);
	text += line({"time", "kind", "state", "clip", "caption", "account", "audience", "link"});
	for (const Publish::JobSnapshot &post : posts)
		text += line({isoTextOf(post.changed), kindOf(post), Publish::nameOf(post.stage), post.title,
			      post.caption, post.accountUsername, audienceOf(post), post.link});
	return text;
}

} // namespace DirectPost::Compose
