#pragma once

#include <publish/Post.hpp>

#include <tiktok/ChunkPlan.hpp>

#include <base/Secret.hpp>

namespace DirectPost::Publish {

// How a file may be cut; tried in this order when TikTok refuses one.
enum class PlanKind { Usual = 1, TenMegabytes, Split32, Split64 };

using WallTime = std::chrono::system_clock::time_point;
using SteadyTime = std::chrono::steady_clock::time_point;

// A row of the store: everything that must outlive a crash. What only the running program knows is in Run
// (Decision.hpp).
struct Job {
	JobId id = 0;
	PostRequest request;
	JobStage stage = JobStage::Waiting;
	int64_t place = 0; // in the queue; smaller goes first
	When when;         // what it still waits for; nothing from the moment on that TikTok is asked for a ticket
	// Written by whichever OBS the user sits at, read by the one that drives the queue.
	bool cancelWanted = false;
	bool pauseWanted = false;
	bool isRemoved = false; // from the list; a draft is asked about all the same, for it still counts

	PlanKind planKind = PlanKind::Usual;
	int plansTried = 0; // bit set of PlanKind
	TikTok::ChunkPlan plan;
	int inits = 0; // tickets asked for since the user posted or retried it

	std::string publishId;
	Secret uploadUrl;
	WallTime ticketAt{}; // when it was asked for: its hour runs from there at the latest
	int64_t acked_bytes = 0;

	WallTime settledAt{}; // when TikTok had it all
	std::vector<int64_t> postIds;
	std::optional<Error> error;
	WallTime created{};
	WallTime changed{};

	const VideoRequest *video() const { return std::get_if<VideoRequest>(&request.what); }
	int64_t size_bytes() const { return video() ? video()->uploadIdentity.size_bytes : 0; }
	bool isDraft() const { return request.isDraft(); }
	TikTok::PrivacyLevel privacyLevel() const; // no job but a draft is without one
	std::string caption() const;
	std::string title() const;
};

// Can decide() work with it? A row that was damaged on disk must not crash OBS at every start.
bool isSound(const Job &job);
// Of a job that is over. Public posts get their id after moderation, which may come after the verdict; a draft is
// asked about for as long as it may be pending.
bool mayHaveNews(const Job &job, WallTime now);
// Nothing can have been published: any restart is safe.
bool isFree(const Job &job);
// Held back by the user.
bool isPaused(const Job &job);
// The code of the error of a job that cannot be sent within its hour beside the live stream.
inline constexpr auto kWaitsForStream = "upload_waits_for_stream";
// WaitingForAccount for a job that waits for the user to connect again, whatever stage it is in.
JobStage shownStage(const Job &job);

// A file this job may still have to send.
bool needsUploadFile(const Job &job);
// A file of ours that this job has no more use for.
bool isDoneWithUploadFile(const Job &job);

} // namespace DirectPost::Publish
