#pragma once

#include "LivePace.hpp"
#include "When.hpp"

#include <tiktok/Types.hpp>

#include <base/Error.hpp>
#include <base/FileIdentity.hpp>

#include <QMetaType>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace DirectPost::Publish {

// A clip, what is said about it, and who posts it: all that a job needs to go on after a crash.
struct VideoRequest {
	std::filesystem::path originalFile; // what the user recorded; only named, never touched
	std::filesystem::path uploadFile;   // what is sent
	FileIdentity uploadIdentity;        // as it was when the clip was prepared
	std::string contentType;            // "video/mp4", "video/quicktime", "video/webm"
	int64_t duration_ms = 0;            // of what is sent; 0: not known
	bool ownsUploadFile = false;        // a derived file in our cache: deleted when the job is over
	// Of source and plan: the same for the same recording prepared in the same way, whatever its name. Empty: not
	// known. A clip with the same one is posted twice only on purpose.
	std::string contentId;
	std::string plan; // what was made of the original, in the composer's own words; empty: nothing
	std::string context; // what was known when it was recorded, likewise
	// For the creator's inbox in the TikTok app: finished there, with a caption and an audience of their own. What
	// `post` says is only kept.
	bool isDraft = false;
	TikTok::VideoPost post;
	bool operator==(const VideoRequest &) const = default;
};

struct PhotoRequest {
	TikTok::PhotoPost post;
	bool operator==(const PhotoRequest &) const = default;
};

struct PostRequest {
	std::string accountOpenId;   // the account the user saw when posting; no other one is ever used
	std::string accountUsername; // for the link
	std::variant<VideoRequest, PhotoRequest> what;
	bool isRepeatWanted = false; // the user knows that the clip was posted already; not kept
	uint64_t clipId = 0;         // of the clip at hand that it was made from; 0: of none
	When when = {};              // not kept with it: the job knows what it still waits for

	const TikTok::PostInfo &info() const;
	bool isDraft() const;
	bool operator==(const PostRequest &) const = default;
};

// A request that nobody changes any more, shared by those who show it. Equal where the requests are.
struct SharedRequest : std::shared_ptr<const PostRequest> {
	using std::shared_ptr<const PostRequest>::shared_ptr;
	SharedRequest(std::shared_ptr<const PostRequest> request) : shared_ptr(std::move(request)) {}
	friend bool operator==(const SharedRequest &one, const SharedRequest &other)
	{
		return one.get() == other.get() || (one && other && *one == *other);
	}
};

// Where a job stands. Zones (which restart is safe): free up to Uploading, commit = Confirming, settle = Processing.
enum class JobStage {
	Waiting = 1,       // in the queue
	WaitingForAccount, // its account must be connected again
	Starting,          // asking TikTok for a place to upload to
	Uploading,
	Confirming, // the final bytes are on their way or their fate is unknown: never begun anew, TikTok is asked
	Processing, // TikTok has it all and works on it
	Published,
	Failed,
	Cancelled,
	OutcomeUnknown, // only the user's profile can tell
	SentToInbox,    // a draft: there until its creator finishes it in the TikTok app, or does not
};
bool isOver(JobStage stage);
const char *nameOf(JobStage stage); // "waiting_for_account": where programs read it; never changed
inline constexpr JobStage kLastStage = JobStage::SentToInbox;

// TikTok takes no more drafts of an account than these in any 24 hours that nobody has finished.
inline constexpr int kMostPendingDrafts = 5;
inline constexpr auto kDraftIsPendingFor = std::chrono::hours(24);

using JobId = int64_t;
using RequestId = uint64_t; // of a command to the publisher; comes back with its answer

// A job as the dock shows it. Immutable; copied freely between threads.
struct JobSnapshot {
	JobId id = 0;
	std::string title; // the recording's file name, or the photo post's title
	std::string caption;
	std::string accountUsername;
	TikTok::PrivacyLevel privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	JobStage stage = JobStage::Waiting;
	bool isDraft = false;
	int64_t sent_bytes = 0;
	int64_t total_bytes = 0;
	// While it is Confirming:
	bool isSendingAgain = false; // what may have arrived already is being sent once more
	bool isSentUnclear = false;  // only TikTok knows what arrived: sent_bytes is no more than what it acknowledged
	double bytesPerSecond = 0;   // smoothed; 0 while unknown
	std::optional<int> timeLeft_s;
	std::optional<Error> error; // why it failed, waits or retries
	bool isPaused = false;
	bool isCancelWanted = false; // while it may be too late: it is cancelled if TikTok lacks bytes
	bool waitsForStream = false; // until OBS is no longer live
	std::optional<std::chrono::system_clock::time_point> moment; // at which it is or was to be begun
	bool waitsForMoment = false;                                 // it is still to come
	bool isMissed = false; // the moment, or the end of the stream: OBS was closed or busy then. Waits for a click
	bool mayGoFaster = false;      // it may not be done within its hour beside the stream, at full speed perhaps
	bool mayWaitForStream = false; // likewise: after the stream perhaps
	int64_t heldBackFor_bps =
		-1; // sent slowly, for the live stream's sake, which needs this; 0: nobody says how much
	// What the user may do with it now.
	bool mayPause = false;
	bool mayResume = false;
	bool mayCancel = false;
	bool mayMoveEarlier = false;
	bool mayMoveLater = false;
	bool mayPostNow = false; // without waiting any longer
	bool mayRetry = false;   // repeating the same can help, and nothing was published
	bool mayEdit = false;    // nothing was published, and nothing is under way: clip, caption and choices may come
				 // back into the form
	bool mayRemove = false;
	uint64_t clipId = 0;   // of the clip at hand that it was made from; 0: of none
	SharedRequest request; // for editing; none in a snapshot that was made by hand
	std::string link;      // to the post, or to the profile when TikTok gives no id
	bool linkIsPost = false;
	std::chrono::system_clock::time_point changed;

	int sentPercent() const; // 0 while its size is not known
	bool isUploading() const { return stage == JobStage::Uploading || stage == JobStage::Confirming; } // or rests
	bool hasLink() const { return isOver(stage) && !link.empty(); }
	bool isCaptionToCopy() const; // its creator needs it in the TikTok app: it does not travel with a draft

	bool operator==(const JobSnapshot &) const = default;
};

inline constexpr int kMostFound = 200;                            // jobs that a search of the history gives
inline constexpr int kAllFound = std::numeric_limits<int>::max(); // where nobody looks through them

// upload_may_take_too_long: at this speed TikTok's hour may not be enough for a file of this size. None while the speed
// is not known (0).
std::optional<Error> slowLineWarning(double bytesPerSecond, int64_t size_bytes);

struct QueueSnapshot {
	std::vector<JobSnapshot> jobs; // what is not over, in the order of sending; then what is, newest first
	double bytesPerSecond = 0;     // to expect: of the last upload, also in an earlier run; 0 while unknown
	bool isLive = false;           // OBS streams
	bool hasHistory = false;       // something was posted at some time
	std::map<std::string, int> pendingDrafts; // of each account's open id, those that are on their way included
	bool isRead = true;       // false: the store could not be read yet, and nothing is known of its jobs
	bool isDrivenHere = true; // another OBS with the same settings folder drives the queue otherwise
	// The list cannot be read now (store_*), was set aside (store_damaged), or lacks some posts that are kept out
	// of it (posts_unreadable).
	std::optional<Error> trouble;

	const JobSnapshot *job(JobId id) const;                            // nullptr: it is not in the list
	bool isDrivenElsewhere() const { return !isDrivenHere && isRead; } // unread, nobody knows who drives it
};

} // namespace DirectPost::Publish

Q_DECLARE_METATYPE(DirectPost::Publish::QueueSnapshot)
