#pragma once

#include <compose/State.hpp>

#include <optional>
#include <string>

namespace DirectPost::Compose {

// A post of photos that is being written, with what nobody sees of it.
struct PhotoForm {
	ClipId id = kNoClip; // once it was stored; its post remembers it as a clip's does
	PhotoDraft draft;
	std::vector<Picture> pictures = {};
	std::string choicesFor;    // open id of the account whose creator made the choices
	Publish::JobId editOf = 0; // the failed post that this one takes the place of
	bool isBeingPosted = false;
	std::optional<Error> refusal;

	bool isEmpty() const { return draft == PhotoDraft() && pictures.empty(); }
	size_t count() const { return draft.addresses.size() + pictures.size(); }
	// With the addresses of the pictures that are ready.
	PhotoDraft whole() const;
};

} // namespace DirectPost::Compose
