#pragma once

#include <base/Log.hpp>

#include <QString>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace DirectPost {

// Builds the parts of Direct Post, wires them, and takes them down in order. UI thread.
class Plugin {
public:
	struct Setup {
		std::filesystem::path settingsFolder;         // OBS's plugin_config/direct-post
		std::function<QString(const char *key)> text; // the locale
		QString language;                             // OBS's: "de-DE"
		std::string obsVersion;
	};
	Plugin(Setup setup, Log log);
	~Plugin();
	Plugin(const Plugin &) = delete;
	Plugin &operator=(const Plugin &) = delete;

private:
	struct Parts;
	std::unique_ptr<Parts> parts_;
};

} // namespace DirectPost
