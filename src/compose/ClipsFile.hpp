#pragma once

#include "Clip.hpp"
#include "Marks.hpp"
#include "PhotoForm.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace DirectPost::Compose {

// The clips at hand and what was said about them, as they outlive OBS: "clips.json" in the settings folder.
struct StoredClips {
	ClipId lastId = 0; // ids are never used twice
	ClipId shown = kNoClip;
	bool isAtExit = false;             // while it is written: what is being prepared does not end OBS
	std::vector<Clip> clips;           // oldest first
	std::vector<PhotoForm> photoForms; // the one in the dialog last
	std::vector<RunningRecording> running;

	// Of kind Disk. "clips_unreadable": the file cannot be opened now, and must not be replaced. "clips_damaged":
	// what makes no sense was left out, and the file is kept as "clips.json.damaged".
	std::optional<Error> trouble;
	bool mayBeReplaced = true; // not what cannot be opened now
};

// A file that is missing is an empty list.
StoredClips loadClips(const std::filesystem::path &file);
std::string clipsText(const StoredClips &clips);

} // namespace DirectPost::Compose
