#include <media/Source.hpp>

namespace DirectPost::Media {

std::string Source::contentId(const EditPlan &plan) const
{
	const std::string content = identity.contentId();
	return content.empty() || plan.isPlain() ? content : content + ":" + plan.key();
}

} // namespace DirectPost::Media
