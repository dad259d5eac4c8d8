#include <publish/When.hpp>

namespace DirectPost::Publish {

Due dueOf(const When &when, std::chrono::system_clock::time_point now, bool isItsShow)
{
	switch (when.what) {
	case WaitsFor::Moment:
		if (now < when.moment)
			return Due::NotYet;
		return when.isPastGrace(now) ? Due::Missed : Due::Now;
	case WaitsFor::StreamEnd:
		return isItsShow ? Due::Now : Due::Missed;
	case WaitsFor::Nothing:
	case WaitsFor::Recheck:
		break;
	}
	return Due::Now;
}

} // namespace DirectPost::Publish
