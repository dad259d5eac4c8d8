#include <host/ObsLog.hpp>

#include <base/Redaction.hpp>

#include <util/base.h>

namespace DirectPost::Host {

namespace {

int obsLevel(LogLevel level)
{
	switch (level) {
	case LogLevel::Error:
		return LOG_ERROR;
	case LogLevel::Warning:
		return LOG_WARNING;
	case LogLevel::Info:
		return LOG_INFO;
	case LogLevel::Debug:
		break;
	}
	return LOG_DEBUG;
}

} // namespace

Log obsLog()
{
	return [](LogLevel level, const std::string &line) {
		blog(obsLevel(level), "[direct-post] %s", redacted(line).c_str());
	};
}

} // namespace DirectPost::Host
