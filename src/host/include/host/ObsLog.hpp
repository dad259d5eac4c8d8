#pragma once

#include <base/Log.hpp>

namespace DirectPost::Host {

// Lines go to OBS's log as "[direct-post] …", redacted: users paste those logs in public.
Log obsLog();

} // namespace DirectPost::Host
