#pragma once

#include "Fuzz.hpp"

#include <tiktok/TransferLoop.hpp>

#include <nlohmann/json.hpp>

namespace DirectPost::Fuzz {

// A reply as it comes from the network: "HTTP/1.1 200", header lines, an empty line, the body. What is no such head is
// a body with status 200.
TikTok::HttpReply replyFrom(std::string_view text);

bool isSuccess(const TikTok::HttpReply &reply);

// The body read by other means than the parser under test: an empty object where it is none.
nlohmann::json objectIn(const TikTok::HttpReply &reply);
// What the member says, where it is a string.
std::string wordIn(const nlohmann::json &object, const char *name);

// What holds for every error that a parser makes of a reply.
void checkError(const Error &error);

template <class T> const T *checked(const Expected<T> &result)
{
	if (result)
		return &*result;
	checkError(result.error());
	return nullptr;
}

inline bool checked(const Expected<void> &result)
{
	if (!result)
		checkError(result.error());
	return result.has_value();
}

} // namespace DirectPost::Fuzz
