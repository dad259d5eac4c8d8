#pragma once

#include "Decision.hpp"
#include "JobStore.hpp"

#include <QTemporaryDir>

#include <algorithm>
#include <optional>

namespace DirectPost::Publish {

// A folder that goes when the test ends.
class Folder {
public:
	std::filesystem::path path() const { return directory_.path().toStdU16String(); }

private:
	QTemporaryDir directory_;
};

inline PostRequest videoRequest(int64_t size_bytes)
{
	VideoRequest video;
	video.originalFile = u8"/recordings/Aufnahme 1 – Spaß.mkv";
	video.uploadFile = "/cache/1.mp4";
	video.uploadIdentity = {.size_bytes = size_bytes, .modified_ticks = 17, .fileId = "1:2", .edgesSha256 = "ab"};
	video.contentType = "video/mp4";
	video.ownsUploadFile = true;
	video.post.info.caption = "last second clutch #speedrun";
	video.post.info.privacyLevel = TikTok::PrivacyLevel::PublicToEveryone;
	video.post.info.interactions.allowComment = true;
	video.context = R"({"scene":"Arena"})";
	video.post.cover_ms = 1500;
	return {.accountOpenId = "open-id", .accountUsername = "niaplays", .what = video};
}

inline PostRequest draftRequest(int64_t size_bytes)
{
	PostRequest request = videoRequest(size_bytes);
	std::get<VideoRequest>(request.what).isDraft = true;
	return request;
}

inline PostRequest photoRequest()
{
	TikTok::PhotoPost post;
	post.imageUrls = {"https://example.com/a.jpg", "https://example.com/b.webp"};
	post.coverIndex = 1;
	post.title = "two";
	post.info.caption = "pictures";
	post.info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	post.autoAddMusic = true;
	return {.accountOpenId = "open-id", .accountUsername = "niaplays", .what = PhotoRequest{post}};
}

inline const WallTime kNow(std::chrono::hours(500'000));

inline constexpr int64_t kSmall_bytes = 38'200'000;     // one request
inline constexpr int64_t kSixChunks_bytes = 65'000'000; // cut into six

inline Error errorOf(ErrorKind kind)
{
	return {.kind = kind, .code = std::string(meaningOf(kind).name)};
}

// A job and the machine, with a clock that stands until it is moved.
class Story {
public:
	explicit Story(PostRequest request)
	{
		job_.id = 1;
		job_.request = std::move(request);
		now_.wall = kNow;
		now_.steady = SteadyTime(std::chrono::hours(100));
	}

	Story &happens(const Event &event)
	{
		last_ = decide(job_, run_, event, now_);
		job_ = last_.job;
		run_ = last_.run;
		return *this;
	}
	// What a crash leaves: the row.
	Story &crashes()
	{
		run_ = Run();
		last_ = Decision();
		return *this;
	}
	Story &passes(std::chrono::seconds time)
	{
		now_.wall += time;
		now_.steady += time;
		return *this;
	}
	Story &clockIsSet(std::chrono::seconds by)
	{
		now_.wall += by;
		return *this;
	}

	Story &isFast(double bytesPerSecond)
	{
		now_.bytesPerSecond = bytesPerSecond;
		return *this;
	}
	Story &isHeldBackBy(HeldBackBy who)
	{
		now_.heldBackBy = who;
		return *this;
	}
	Story &ticket(const char *publishId = "post-1")
	{
		return happens(
			TicketArrived{{.publishId = publishId, .uploadUrl = Secret("https://upload/1?token=x")}});
	}
	Story &status(TikTok::PostStage stage, std::optional<int64_t> uploaded_bytes = std::nullopt)
	{
		TikTok::PostStatus status;
		status.stage = stage;
		status.uploaded_bytes = uploaded_bytes;
		return happens(StatusArrived{status});
	}
	Story &stillUploading(std::optional<int64_t> uploaded_bytes)
	{
		return status(TikTok::PostStage::ProcessingUpload, uploaded_bytes);
	}
	Story &chunkTaken(int chunk, int status = 206) { return happens(ChunkAnswered{chunk, {.status = status}}); }
	Story &chunkFails(int chunk, ErrorKind kind, bool wasSentWhole = false)
	{
		return happens(ChunkFailed{.chunk = chunk, .error = errorOf(kind), .wasSentWhole = wasSentWhole});
	}

	const Decision &last() const { return last_; }
	const Job &job() const { return job_; }
	Job &job() { return job_; }
	const Run &run() const { return run_; }
	JobStage stage() const { return job_.stage; }
	std::string code() const { return job_.error ? job_.error->code : std::string(); }

private:
	Job job_;
	Run run_;
	Now now_;
	Decision last_;
};

// A stored job of a small file as it is when it has come so far, yet to be saved. None: it is not in the store.
inline std::optional<Job> smallJobAt(JobStore &store, JobId id, JobStage stage)
{
	const auto jobs = store.jobs();
	const auto at = std::ranges::find(*jobs, id, &Job::id);
	if (at == jobs->end())
		return std::nullopt;
	Job job = *at;
	job.stage = stage;
	job.plan = {.size_bytes = kSmall_bytes, .chunkSize_bytes = kSmall_bytes, .count = 1};
	return job;
}

} // namespace DirectPost::Publish
