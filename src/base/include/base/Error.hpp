#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace DirectPost {

// What the user can do about an error: one kind of button or hint in the dock.
enum class Advice {
	None = 1,     // nothing to do, or the sentence says it all
	Retry,        // the same thing may work now or in a moment
	Wait,         // it will work later; nothing is wrong on this side
	Reconnect,    // connect the TikTok account again
	EditPost,     // change caption, privacy or interactions
	ChangeClip,   // another file, or a repaired one
	FixAccount,   // a setting in the TikTok account
	FixSettings,  // a setting of this plugin or of the user's TikTok developer app
	CheckProfile, // only the user can see on TikTok whether the post is there
	Report,       // a bug here or at TikTok: keep the log
};

enum class Retry {
	Never = 1, // the same request will fail the same way
	Later,     // a later attempt can succeed
};

// An error as a value. `code` is a stable snake_case identifier and the locale key "Error.<code>", whose sentence says
// what happened and what to do next; `values` fill its {name} placeholders. `detail` is English, for the log, never a
// secret.
struct Error {
	std::string code;
	Advice advice = Advice::None;
	Retry retry = Retry::Never;
	std::string detail;
	std::vector<std::pair<std::string, std::string>> values;
	std::string logId;                  // TikTok's log_id, what its support asks for
	std::chrono::seconds retryAfter{0}; // the server's Retry-After; a minimum

	bool operator==(const Error &) const = default;
};

template <class T> using Expected = std::expected<T, Error>;

} // namespace DirectPost
