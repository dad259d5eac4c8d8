#pragma once

#include <string>

namespace DirectPost::Test {

// How ffmpeg makes a clip of two seconds with a picture and a tone.
struct ClipOptions {
	std::string name; // also decides the container
	std::string size = "640x360";
	std::string rate = "30";
	std::string video = "-c:v libx264 -preset ultrafast";
	std::string audio = "aac";
	std::string container = "-movflags +faststart";
};

// Its bytes. It is made once and kept in the build folder.
std::string clip(const ClipOptions &options);

// The same of one picture; the name decides its format.
std::string picture(const std::string &name, const std::string &size = "1080x1920");

} // namespace DirectPost::Test
