#pragma once

#include <functional>
#include <string>

namespace DirectPost {

enum class LogLevel { Error = 1, Warning, Info, Debug };

// Where a part writes its log lines (in OBS: blog() behind redacted()). Callable from any thread. English, no secrets.
using Log = std::function<void(LogLevel level, const std::string &line)>;

} // namespace DirectPost
