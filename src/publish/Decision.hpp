#pragma once

#include "ChunkPlans.hpp"
#include "Job.hpp"
#include "RetryPolicy.hpp"

#include <tiktok/Client.hpp>

#include <variant>

// What is asked when something has happened to a job, and what is answered. JobTurn.hpp says by which rules.
namespace DirectPost::Publish {

// What only this run knows.
struct Run {
	SteadyTime begun{};                 // when this run took the job up
	std::optional<SteadyTime> ticketAt; // of a ticket that this run got
	int failures = 0;                   // in a row, without progress
	int attempts = 0;                   // of these, those that the line is not to blame for
	int asks = 0;                       // status questions since the last progress
	int outOfStep = 0;                  // 416 replies without proof, in a row
	int keptOut = 0;                    // times that a chunk found no way in, while TikTok answered
	int unknownPost = 0;                // "no such publish_id", in a row
	// May an attempt at the last chunk have arrived whole without an answer that says so?
	bool mayHaveArrivedWhole = false;
	bool wasHandedOver = false;        // all of it, by the newest attempt of this run
	std::optional<int64_t> hint_bytes; // what the upload host said it has
	std::optional<SteadyTime> shortSince;
	std::optional<Error> cannotSend; // why the missing bytes cannot be sent under this ticket
	std::optional<SteadyTime> settledSince;
	std::optional<SteadyTime> fileAwaySince;
	std::optional<SteadyTime> downSince; // TikTok, with no other trouble and no progress since
	std::string tooLargePhotos;
};

struct Begun {}; // taken up: new, after a crash, after the account came back
struct CreatorArrived {
	TikTok::CreatorInfo info;
};
struct CreatorFailed {
	Error error;
	bool wasAsked = true; // false: there was no bearer
};
struct PhotosChecked {
	std::string tooLarge; // "2, 5": those that TikTok may find too large; empty: none is known to be
};
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
	bool wasSentWhole = true; // else somebody answered before every byte was handed to the socket
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
struct Stopping { // OBS ends
	bool isSending = false;
	bool wasSentWhole = false;
};
struct StreamNeedsLine {}; // what it leaves is less than the upload needs to be done within its hour
struct PauseWanted {
	bool isSending = false;
	bool wasSentWhole = false;
};
using Event = std::variant<Begun, CreatorArrived, CreatorFailed, PhotosChecked, PhotosFailed, IsReady, TicketArrived,
			   InitFailed, ChunkAnswered, ChunkFailed, StatusArrived, StatusFailed, CancelWanted, Stopping,
			   PauseWanted, StreamNeedsLine>;

enum class HeldBackBy { Nobody = 1, Stream, Cap };

// The time and the line when it happened.
struct Now {
	WallTime wall;
	SteadyTime steady;
	double chance = 0;         // random in [0, 1): how much of a wait's jitter is taken
	PlanMemory plans = {};     // of this account
	double bytesPerSecond = 0; // of the upload, smoothed; 0: not known
	HeldBackBy heldBackBy = HeldBackBy::Nobody;
};

enum class Do {
	Nothing = 1, // over, or something is under way
	AskCreator,  // what may be posted now
	CheckPhotos,
	GetReady, // wait until TikTok's limit and the account allow the request to post photos
	Init,
	PutChunk,
	AskStatus,
	WaitForAccount,
	Rest, // nothing until the queue takes it up again: paused, or behind the uploads that went ahead
};

struct Decision {
	Job job; // to be stored before `what` is done
	Run run;
	Do what = Do::Nothing;
	int chunk = 0;
	std::chrono::milliseconds delay{0};
	bool blocksUploads = true; // it uploads, or may begin to at any time: no other upload begins
	std::string note;          // for the history and the log; empty: the job's row is unchanged
};

// A pure function of the job's row, of what this run remembers, and of what has just happened.
Decision decide(Job job, Run run, const Event &event, const Now &now);

} // namespace DirectPost::Publish
