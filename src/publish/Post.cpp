#include <publish/Post.hpp>

#include "RetryPolicy.hpp"

#include <algorithm>

namespace DirectPost::Publish {

std::optional<Error> slowLineWarning(double bytesPerSecond, int64_t size_bytes)
{
	if (!isDoubtful(bytesPerSecond, size_bytes))
		return std::nullopt;
	const auto minutes = static_cast<int64_t>(static_cast<double>(size_bytes) / bytesPerSecond / 60);
	return Error{.kind = ErrorKind::SlowLine,
		     .code = "upload_may_take_too_long",
		     .values = {{"minutes", std::to_string(minutes)}}};
}

const TikTok::PostInfo &PostRequest::info() const
{
	const auto *video = std::get_if<VideoRequest>(&what);
	return video ? video->post.info : std::get<PhotoRequest>(what).post.info;
}

bool PostRequest::isDraft() const
{
	const auto *video = std::get_if<VideoRequest>(&what);
	return video && video->isDraft;
}

int JobSnapshot::sentPercent() const
{
	return total_bytes > 0 ? static_cast<int>(sent_bytes * 100 / total_bytes) : 0;
}

bool JobSnapshot::isCaptionToCopy() const
{
	const bool isThere = stage == JobStage::SentToInbox || stage == JobStage::OutcomeUnknown;
	return isDraft && isThere && !caption.empty();
}

const JobSnapshot *QueueSnapshot::job(JobId id) const
{
	const auto found = std::ranges::find(jobs, id, &JobSnapshot::id);
	return found == jobs.end() ? nullptr : &*found;
}

bool isOver(JobStage stage)
{
	switch (stage) {
	case JobStage::Published:
	case JobStage::Failed:
	case JobStage::Cancelled:
	case JobStage::OutcomeUnknown:
	case JobStage::SentToInbox:
		return true;
	default:
		return false;
	}
}

const char *nameOf(JobStage stage)
{
	switch (stage) {
	case JobStage::Waiting:
		return "waiting";
	case JobStage::WaitingForAccount:
		return "waiting_for_account";
	case JobStage::Starting:
		return "starting";
	case JobStage::Uploading:
		return "uploading";
	case JobStage::Confirming:
		return "confirming";
	case JobStage::Processing:
		return "processing";
	case JobStage::Published:
		return "published";
	case JobStage::Failed:
		return "failed";
	case JobStage::Cancelled:
		return "cancelled";
	case JobStage::OutcomeUnknown:
		return "outcome_unknown";
	case JobStage::SentToInbox:
		return "sent_to_inbox";
	}
	return "";
}

} // namespace DirectPost::Publish
