#include <media/Source.hpp>

namespace DirectPost::Media {

namespace {

std::string suffixOf(const EditPlan &plan)
{
	return plan.isPlain() ? "" : ":" + plan.key();
}

} // namespace

std::string Source::contentId(const EditPlan &plan) const
{
	return contentIdOf(identity.contentId(), plan);
}

std::string contentIdOf(const std::string &content, const EditPlan &plan)
{
	return content.empty() ? content : content + suffixOf(plan);
}

std::string contentOf(const std::string &contentId, const EditPlan &plan)
{
	const std::string suffix = suffixOf(plan);
	return contentId.ends_with(suffix) ? contentId.substr(0, contentId.size() - suffix.size()) : contentId;
}

} // namespace DirectPost::Media
