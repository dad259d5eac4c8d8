#include "WireReply.hpp"

#include "ReplyHeader.hpp"

#include <charconv>

namespace DirectPost::Fuzz {

namespace {

constexpr std::chrono::seconds kLongestWait{86'400};
constexpr size_t kLongestDetail = 1000;

std::string_view takeLine(std::string_view &text)
{
	const size_t end = text.find('\n');
	const std::string_view line = text.substr(0, end);
	text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
	return line;
}

// curl gives no status that is not of three digits.
int statusIn(std::string_view line)
{
	int status = 0;
	const size_t blank = line.find(' ');
	if (blank != std::string_view::npos)
		std::from_chars(line.data() + blank + 1, line.data() + line.size(), status);
	return status >= 100 && status <= 999 ? status : 200;
}

} // namespace

TikTok::HttpReply replyFrom(std::string_view text)
{
	TikTok::HttpReply reply{.status = 200};
	if (text.starts_with("HTTP/")) {
		reply.status = statusIn(takeLine(text));
		for (auto line = takeLine(text); !line.empty() && line != "\r"; line = takeLine(text))
			TikTok::addHeaderLine(line, reply);
	}
	reply.body = text;
	return reply;
}

bool isSuccess(const TikTok::HttpReply &reply)
{
	return reply.status >= 200 && reply.status < 300;
}

nlohmann::json objectIn(const TikTok::HttpReply &reply)
{
	auto object = nlohmann::json::parse(reply.body, nullptr, false);
	return object.is_object() ? object : nlohmann::json::object();
}

std::string wordIn(const nlohmann::json &object, const char *name)
{
	return object.is_object() && object.contains(name) && object[name].is_string() ? object[name].get<std::string>()
										       : std::string();
}

void checkError(const Error &error)
{
	mustHold(!error.code.empty(), "an error has a code");
	mustHold(error.retryAfter.count() >= 0 && error.retryAfter <= kLongestWait, "nobody waits longer than a day");
	mustHold(error.detail.size() <= kLongestDetail, "what a server says does not flood the log");
}

} // namespace DirectPost::Fuzz
