// The module's C entry points. No exception may cross them; everything else is Plugin's.
#include "Plugin.hpp"

#include <base/Utf8Path.hpp>
#include <host/Misfit.hpp>
#include <host/ObsLog.hpp>
#include <host/TellOnceLoaded.hpp>
#include <ui/Texts.hpp>

#include <obs-module.h>

#include <QCoreApplication>

OBS_DECLARE_MODULE()
OBS_MODULE_USE_DEFAULT_LOCALE("direct-post", "en-US")

namespace {

// The C interface has no place for an object of ours: this is the one that exists between load and unload.
std::unique_ptr<DirectPost::Plugin> plugin;

std::filesystem::path settingsFolder()
{
	char *path = obs_module_config_path("");
	const std::filesystem::path folder = DirectPost::fromUtf8(path ? path : "");
	bfree(path);
	return folder;
}

QString moduleText(const char *key)
{
	return QString::fromUtf8(obs_module_text(key));
}

QString language()
{
	return QString::fromUtf8(obs_get_locale());
}

void decline(const DirectPost::Host::Misfit &misfit, const DirectPost::Log &log)
{
	log(DirectPost::LogLevel::Warning,
	    "not loaded: built for " + misfit.needed.toStdString() + ", found " + misfit.found.toStdString());
	const DirectPost::Ui::Texts texts(moduleText, language());
	DirectPost::Host::tellOnceLoaded(
		texts.text("Dock.Title"),
		texts.text("Module.NotLoaded", {{"needed", misfit.needed}, {"found", misfit.found}}));
}

} // namespace

MODULE_EXPORT const char *obs_module_name(void)
{
	return "Direct Post";
}

MODULE_EXPORT const char *obs_module_description(void)
{
	return obs_module_text("Module.Description");
}

bool obs_module_load(void)
{
	const DirectPost::Log log = DirectPost::Host::obsLog();
	// Our Qt 6 sees no application when OBS itself runs on Qt 5; the first widget would abort the whole of OBS.
	if (!QCoreApplication::instance()) {
		log(DirectPost::LogLevel::Warning,
		    "not loaded: this OBS is not built with Qt 6; Direct Post needs OBS 30 or newer");
		return false;
	}
	try {
		if (const auto misfit = DirectPost::Host::misfit()) {
			decline(*misfit, log);
			return false;
		}
		DirectPost::Plugin::Setup setup;
		setup.settingsFolder = settingsFolder();
		setup.text = moduleText;
		setup.language = language();
		setup.obsVersion = obs_get_version_string();
		plugin = std::make_unique<DirectPost::Plugin>(std::move(setup), log);
		return true;
	} catch (const std::exception &problem) {
		log(DirectPost::LogLevel::Error, std::string("not loaded: ") + problem.what());
		return false;
	}
}

void obs_module_unload(void)
{
	plugin.reset();
}
