#pragma once

#include "Clip.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace DirectPost::Compose {

// The clips at hand and what was said about them, as they outlive OBS: "clips.json" in the settings folder.
struct StoredClips {
	ClipId lastId = 0; // ids are never used twice
	ClipId shown = kNoClip;
	std::vector<Clip> clips; // oldest first
	PhotoDraft photos;
	std::string photoChoicesFor; // open id
	bool isDamaged = false;      // the file made no sense; it was left for whoever looks for it
};

// A file that is missing is an empty list; a damaged one is set aside as "clips.json.damaged", once.
StoredClips loadClips(const std::filesystem::path &file);
std::string clipsText(const StoredClips &clips);

} // namespace DirectPost::Compose
