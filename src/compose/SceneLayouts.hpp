#pragma once

#include <media/EditPlan.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace DirectPost::Compose {

// The upright layout that was last made of a clip of each of OBS's scenes: where the camera lies is the same the next
// time. Reads its file once; a damaged one is an empty one.
class SceneLayouts {
public:
	explicit SceneLayouts(std::filesystem::path file);

	std::optional<Media::PictureLayout> of(const std::string &scene) const;
	void keep(const std::string &scene, const Media::PictureLayout &layout);

	const std::filesystem::path &file() const { return file_; }
	std::string text() const; // of the file

private:
	std::filesystem::path file_;
	std::map<std::string, Media::PictureLayout> layouts_;
};

} // namespace DirectPost::Compose
