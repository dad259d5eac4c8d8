#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace DirectPost {

// What the program does about an error. What each kind means stands in one table, in Error.cpp.
enum class ErrorKind {
	Offline = 1,     // no network
	Unsent,          // the request never reached the server
	Insecure,        // no safe connection: this computer's clock, a firewall, a sign-in page of a Wi-Fi
	Intercepted,     // somebody on the way answered in TikTok's place: a sign-in page, a proxy
	Lost,            // the connection broke: what became of the request is unknown
	Server,          // TikTok is in trouble: 5xx
	NotUnderstood,   // an answer that makes no sense to us
	ReplyTooBig,     // an answer longer than we read
	RateLimit,       // too many requests a minute
	StillProcessing, // TikTok takes its time over a post; nothing is wrong
	AccessToken,     // TikTok turned the access token down: a refresh may help
	Account,         // the login is gone, or another account is connected: the user connects again
	SignIn,          // a login in the browser did not come to its end
	UrlDead,         // the upload URL is no longer good: a new ticket is needed
	PlanRefused,     // TikTok does not take the file in these chunks, and may take it in others
	UnknownPost,     // TikTok does not know the publish_id
	OutcomeUnknown,  // the post may be out: only the user's profile can tell
	ClipFile,        // the clip's file is missing, or is being written to
	ClipBusy,        // it cannot be read just now: its disk is away, or another program is at it
	ClipGone,        // its file was deleted or moved: the disk is there, and the file is not
	ClipUnfit,       // the clip as it is will not do: it changed, or TikTok takes no such clip
	PictureSize,     // TikTok takes no picture of this size
	SlowLine,        // the line is too slow, or breaks too often, for this clip
	PhotoUrl,        // TikTok would not get a picture from a photo's address
	PhotoHost,       // a photo's host does not answer just now
	Post,            // caption, privacy level or interactions
	AppSettings,     // the user's developer app, or a setting of this plugin
	CreatorAccount,  // a setting or a limit of the TikTok account
	Repeat,          // the clip was posted already, or is about to be
	Disk,            // our own files: no room, not allowed, or busy
	Damaged,         // our own file makes no sense: it is set aside and begun anew
	Keychain,        // locked, or silent
	KeyLost,         // the key to our secrets is not where it was: they may be given up
	Cancelled,       // somebody wanted it so
	Internal,        // a bug of ours, or no memory
	Refused,         // the last word, for a reason that we can do nothing about; stays last
};

// What became of a request that ended in an error.
enum class RequestFate {
	Answered = 1, // the server's own answer, or no request was involved
	Unsent,       // it never reached the server
	Unclear,      // the server may have done what it was asked to do
};

struct KindMeaning {
	ErrorKind kind;
	std::string_view name;  // in the store: never changed
	bool isRetried = false; // the program tries again, or another way, by itself
	bool isOfLine = false;  // nothing gets through to TikTok, or it is out itself: waited for, no attempt counts
	bool waitsForAccount = false; // the program goes on when the user has connected the account again
	bool mayRetryHelp = false;    // the user may repeat it by hand: a "Retry" button
	bool isForReport = false;     // TikTok's log id is shown
	RequestFate request = RequestFate::Answered;

	// Nothing that the program does, or waits for, makes it good.
	bool isFinal() const { return !isRetried && !waitsForAccount; }
};

// Every kind once, in the order of the enumeration.
std::span<const KindMeaning> errorKinds();
const KindMeaning &meaningOf(ErrorKind kind);
std::optional<ErrorKind> errorKindFrom(std::string_view name);

// An error as a value. The kind decides what the program does. The code only picks the sentence: it is a stable
// snake_case identifier and the locale key "Error.<code>"; `values` fill the sentence's {name} placeholders. `detail`
// is English, for the log, never a secret.
struct Error {
	ErrorKind kind = ErrorKind::Refused;
	std::string code;
	std::string detail;
	std::vector<std::pair<std::string, std::string>> values;
	std::string logId;                  // TikTok's log_id, what its support asks for
	std::chrono::seconds retryAfter{0}; // the server's Retry-After; a minimum

	bool operator==(const Error &) const = default;
};

template <class T> using Expected = std::expected<T, Error>;

} // namespace DirectPost
