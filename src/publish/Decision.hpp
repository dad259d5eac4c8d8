#pragma once

#include "Job.hpp"
#include "RetryPolicy.hpp"

#include <tiktok/Client.hpp>

#include <variant>

// What a job does next: a pure function of its row, of what this run remembers, and of what has just happened.
//
//   zone free                                  zone commit             zone settle
//   Waiting -> Starting --ticket--> Uploading --last chunk is next--> Confirming --2xx, all bytes there--> Processing
//    ^ ^          |  ^                 |  |                             |  |   ^ |                             |
//    | |          |  +-- new ticket ---+  +- a one-request file goes -->+  |   +-+ ask; send again on the      |
//    | retry      |      (URL expired)       straight from Starting        |       same URL                    |
//    | |          v                                                        v                                   v
//    | Failed <---+------------- (bytes proven missing) ------------------ * -- verdict --> Published | Failed |
//    +--- new ticket, behind uploads that went ahead (same proof) ---------+                OutcomeUnknown
//
// Confirming is committed before the last chunk's request. From there a new ticket is allowed only when it is proven
// that nothing can be published under the old one. A job there that can only ask lets other uploads go ahead.
//
// Photos have no upload: Starting is their commit point. It is entered when nothing but the request itself is left to
// do, and from it they come back to Waiting when the request has not left, or when it is known to have come to nothing.
//
// A pause is a rest in the free zone: Waiting, or Uploading with no chunk on its way. From Confirming a job comes back
// to Uploading for it only while the last chunk was not handed over whole.
namespace DirectPost::Publish {

// What only this run knows.
struct Run {
	SteadyTime begun{};                 // when this run took the job up
	std::optional<SteadyTime> ticketAt; // of a ticket that this run got
	int failures = 0;                   // in a row, without progress
	int asks = 0;                       // status questions since the last progress
	int outOfStep = 0;                  // 416 replies without proof, in a row
	int unknownPost = 0;                // "no such publish_id", in a row
	// May an attempt at the last chunk have arrived whole without an answer that says so?
	bool isFateOpen = false;
	std::optional<int64_t> hint_bytes; // what the upload host said it has
	std::optional<SteadyTime> shortSince;
	std::optional<Error> cannotSend; // why the missing bytes cannot be sent under this ticket
	std::optional<SteadyTime> settledSince;
	std::optional<SteadyTime> photosOfflineSince;
};

struct Begun {}; // taken up: new, after a crash, after the account came back
struct PhotosChecked {};
struct PhotosFailed {
	Error error;
};
struct IsReady {}; // to ask for photos: TikTok's limit and the account allow it now
struct TicketArrived {
	TikTok::UploadTicket ticket;
};
struct InitFailed {
	Error error;
	bool wasAsked = true; // false: there was no bearer, so TikTok never saw the request
};
struct ChunkAnswered {
	int chunk = 0;
	TikTok::ChunkReply reply;
};
struct ChunkFailed {
	int chunk = 0;
	Error error;
	bool wasSentWhole = false; // every byte was handed to the socket
};
struct StatusArrived {
	TikTok::PostStatus status;
};
struct StatusFailed {
	Error error;
	bool wasAsked = true;
};
struct CancelWanted {
	bool isSending = false;    // a chunk, or the request to post photos, is on its way …
	bool wasSentWhole = false; // … and all of it was handed to the socket
};
struct PauseWanted {
	bool isSending = false;
	bool wasSentWhole = false;
};
using Event = std::variant<Begun, PhotosChecked, PhotosFailed, IsReady, TicketArrived, InitFailed, ChunkAnswered,
			   ChunkFailed, StatusArrived, StatusFailed, CancelWanted, PauseWanted>;

struct Now {
	WallTime wall;
	SteadyTime steady;
	double luck = 0;                       // in [0, 1): jitter
	PlanKind workedLast = PlanKind::Usual; // of this account
	double bytesPerSecond = 0;             // at the moment; 0: not known
};

enum class Do {
	Nothing = 1, // over, or something is under way
	CheckPhotos,
	GetReady, // wait until TikTok's limit and the account allow the request to post photos
	Init,
	PutChunk,
	AskStatus,
	WaitForAccount,
	Rest, // nothing until the queue takes it up again: paused, or behind the uploads that went ahead
};

struct Decision {
	Job job; // to be committed before `what` is done
	Run run;
	Do what = Do::Nothing;
	int chunk = 0;
	std::chrono::milliseconds delay{0};
	bool holdsTheLine = true; // it uploads, or may at any moment: no other upload begins
	std::string note;         // for the history and the log; empty: the job's row is unchanged
};

Decision decide(Job job, Run run, const Event &event, const Now &now);

} // namespace DirectPost::Publish
