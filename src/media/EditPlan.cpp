#include <media/EditPlan.hpp>

namespace DirectPost::Media {

std::string EditPlan::key() const
{
	std::string key;
	if (start_ms)
		key += "from" + std::to_string(*start_ms);
	if (end_ms)
		key += "to" + std::to_string(*end_ms);
	return key;
}

} // namespace DirectPost::Media
