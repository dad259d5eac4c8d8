#include <publish/Post.hpp>

namespace DirectPost::Publish {

bool isRepeat(const Error &error)
{
	return error.code == "posted_already" || error.code == "queued_already";
}

bool isOver(JobStage stage)
{
	switch (stage) {
	case JobStage::Published:
	case JobStage::Failed:
	case JobStage::Cancelled:
	case JobStage::OutcomeUnknown:
		return true;
	default:
		return false;
	}
}

} // namespace DirectPost::Publish
