#pragma once

#include <compose/State.hpp>

#include <optional>
#include <string>

namespace DirectPost::Compose {

// A post of photos that is being written, with what nobody sees of it.
struct PhotoForm {
	ClipId id = kNoClip; // once it was stored; its post remembers it as a clip's does
	PhotoDraft draft;
	std::string choicesFor;    // open id of the account whose creator made the choices
	Publish::JobId editOf = 0; // the failed post that this one takes the place of
	bool isBeingPosted = false;
	std::optional<Error> refusal;
};

} // namespace DirectPost::Compose
