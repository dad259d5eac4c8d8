#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace DirectPost::Compose {

// Which sources a person said to be the camera, by OBS's scene collection. Reads its file once; a damaged one is an
// empty one.
class CameraChoices {
public:
	explicit CameraChoices(std::filesystem::path file);

	// The latest first: in a scene that has several of them, it is the camera.
	std::vector<std::string> of(const std::string &collection) const;
	void choose(const std::string &collection, const std::string &source);

	const std::filesystem::path &file() const { return file_; }
	std::string text() const; // of the file

private:
	std::filesystem::path file_;
	std::map<std::string, std::vector<std::string>> sources_;
};

} // namespace DirectPost::Compose
