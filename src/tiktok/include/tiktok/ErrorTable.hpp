#pragma once

#include <base/Error.hpp>

#include <span>
#include <string_view>

namespace DirectPost::TikTok {

// Where an error word was heard: the same word can mean different things.
enum class Heard { Callback = 1, Token, Api, Init, Upload, Status, FailReason, PhotoFailReason };

struct ErrorRow {
	Heard heard;
	std::string_view word; // TikTok's error.code, OAuth error, HTTP status of a PUT ("403") or fail_reason
	std::string_view code; // our Error::code, the locale key "Error.<code>"
	ErrorKind kind;
};

// Every error TikTok documents (tables 2, 3.3, 5.6, 6, 7 and 10 of the API reference), the one place where they stand.
std::span<const ErrorRow> errorTable();

// The row for a word, as an Error; unknown words become tiktok_refused with the word in values, 5xx becomes
// tiktok_down. A refusal of the init that speaks of chunks is PlanRefused.
Error errorFor(Heard heard, std::string_view word, int httpStatus, std::string detail, std::string logId);

} // namespace DirectPost::TikTok
