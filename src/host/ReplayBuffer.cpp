#include <host/ReplayBuffer.hpp>

#include <obs-frontend-api.h>

namespace DirectPost::Host {

bool saveReplay()
{
	if (!obs_frontend_replay_buffer_active())
		return false;
	obs_frontend_replay_buffer_save();
	return true;
}

} // namespace DirectPost::Host
