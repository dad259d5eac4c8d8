#include "CapturedWindow.hpp"

#include <obs.hpp>

#include <string_view>

namespace DirectPost::Host {

namespace {

std::string textOf(const char *text)
{
	return text ? text : "";
}

// Game and window captures answer "get_hooked" with the window they show, whose title is called "name" on Linux; other
// sources do not know the question.
std::string hookedTitle(const obs_source_t *source)
{
	calldata_t answer{};
	proc_handler_call(obs_source_get_proc_handler(source), "get_hooked", &answer);
	std::string title;
	if (calldata_bool(&answer, "hooked")) {
		title = textOf(calldata_string(&answer, "title"));
		if (title.empty())
			title = textOf(calldata_string(&answer, "name"));
	}
	calldata_free(&answer);
	return title;
}

// On Windows a window is chosen as "title:class:program", with ":" as "#3A" and "#" as "#22" within each.
std::string titleInWindows(std::string_view chosen)
{
	std::string title;
	for (size_t at = 0; at < chosen.size() && chosen[at] != ':'; ++at) {
		const std::string_view rest = chosen.substr(at);
		const bool isCoded = rest.starts_with("#3A") || rest.starts_with("#22");
		title += !isCoded ? chosen[at] : rest[1] == '3' ? ':' : '#';
		at += isCoded ? 2 : 0;
	}
	return title;
}

// On Linux as "number", "name" and "class", one in a line.
std::string titleInX11(std::string_view chosen)
{
	constexpr std::string_view kBreak = "\r\n";
	const size_t first = chosen.find(kBreak);
	if (first == std::string_view::npos)
		return {};
	const std::string_view name = chosen.substr(first + kBreak.size());
	return std::string(name.substr(0, name.find(kBreak)));
}

// What the capture was set to; it may show nothing at the moment.
std::string chosenTitle(const obs_source_t *source)
{
	const std::string kind = textOf(obs_source_get_unversioned_id(source));
	const OBSDataAutoRelease settings = obs_source_get_settings(source);
	if (kind == "xcomposite_input")
		return titleInX11(obs_data_get_string(settings, "capture_window"));
	// In its other modes a game capture keeps a window that was chosen before.
	const bool isOfOneWindow =
		kind == "window_capture" ||
		(kind == "game_capture" && std::string_view(obs_data_get_string(settings, "capture_mode")) == "window");
	if (!isOfOneWindow)
		return {};
	const std::string title = titleInWindows(obs_data_get_string(settings, "window"));
	return title.empty() ? obs_data_get_string(settings, "owner_name") : title; // the program's, on macOS
}

bool lookFor(obs_scene_t *, obs_sceneitem_t *item, void *data)
{
	auto &title = *static_cast<std::string *>(data);
	if (!obs_sceneitem_visible(item))
		return true;
	const obs_source_t *source = obs_sceneitem_get_source(item);
	obs_scene_t *inner = obs_scene_from_source(source);
	if (!inner)
		inner = obs_group_from_source(source);
	if (inner)
		obs_scene_enum_items(inner, lookFor, &title);
	else
		title = hookedTitle(source);
	if (title.empty() && !inner)
		title = chosenTitle(source);
	return title.empty(); // go on
}

} // namespace

std::string capturedWindow(const obs_source_t *scene)
{
	std::string title;
	if (obs_scene_t *items = scene ? obs_scene_from_source(scene) : nullptr)
		obs_scene_enum_items(items, lookFor, &title);
	return title;
}

} // namespace DirectPost::Host
