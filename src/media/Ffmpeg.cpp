#include <media/Ffmpeg.hpp>

extern "C" {
#include <libavformat/avformat.h>
}

namespace DirectPost::Media {

int builtForLibavformat()
{
	return LIBAVFORMAT_VERSION_MAJOR;
}

int runningLibavformat()
{
	return static_cast<int>(AV_VERSION_MAJOR(avformat_version()));
}

} // namespace DirectPost::Media
