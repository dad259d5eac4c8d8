#include <publish/Post.hpp>

namespace DirectPost::Publish {

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
