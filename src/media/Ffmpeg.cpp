#include <media/Ffmpeg.hpp>

extern "C" {
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
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

std::string ffmpegVersion()
{
	return av_version_info();
}

} // namespace DirectPost::Media
