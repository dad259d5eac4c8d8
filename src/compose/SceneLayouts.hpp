#pragma once

#include <media/EditPlan.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace DirectPost::Compose {

struct SceneLayout {
	Media::PictureLayout layout;
	std::optional<Media::Window> camera; // where it was found; nothing: it was not

	bool operator==(const SceneLayout &) const = default;
};

// The upright layout that was last made of a clip of each of OBS's scenes. Reads its file once; a damaged one is an
// empty one.
class SceneLayouts {
public:
	explicit SceneLayouts(std::filesystem::path file);

	std::optional<Media::PictureLayout> of(const std::string &scene) const;
	std::optional<SceneLayout> withCamera(const std::string &scene) const; // nothing where it was not found
	bool keep(const std::string &scene, const SceneLayout &layout);        // whether it is new

	const std::filesystem::path &file() const { return file_; }
	std::string text() const; // of the file

private:
	std::filesystem::path file_;
	std::map<std::string, SceneLayout> layouts_;
};

} // namespace DirectPost::Compose
