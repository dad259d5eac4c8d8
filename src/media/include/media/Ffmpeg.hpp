#pragma once

#include <string>

namespace DirectPost::Media {

// libavformat's major version, which changes with FFmpeg's: 61 belongs to FFmpeg 7, 62 to FFmpeg 8. One that was built
// for another must not be called. Any thread.
int builtForLibavformat();
int runningLibavformat();
std::string ffmpegVersion(); // as it calls itself: "7.1.3-0+deb13u1"

} // namespace DirectPost::Media
