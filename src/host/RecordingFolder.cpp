#include <host/RecordingFolder.hpp>

#include <obs-frontend-api.h>
#include <util/util.hpp>

namespace DirectPost::Host {

QString recordingFolder()
{
	BPtr<char> path = obs_frontend_get_current_record_output_path();
	return QString::fromUtf8(path.Get());
}

} // namespace DirectPost::Host
