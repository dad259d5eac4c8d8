#pragma once

#include "Scenario.hpp"

#include <PhotoHost.hpp>

#include <map>

namespace DirectPost::Faults {

// What is posted: a clip of every shape, made once, and pictures on a web server of the user's own.
class Clips {
public:
	explicit Clips(std::filesystem::path folder);
	struct Clip {
		std::filesystem::path file; // runs only read it
		std::string sha256;         // empty: photos
		std::vector<std::string> addresses;
	};
	const Clip &of(Shape shape) const { return clips_.at(shape); }
	const std::filesystem::path &certificate() const { return host_.certificate; } // of the web server
	std::string webServer() const { return host_.url(""); }

private:
	Publish::PhotoHost host_;
	std::map<Shape, Clip> clips_;
};

} // namespace DirectPost::Faults
