#include "CapturedWindow.hpp"

#include "ObsStubs.hpp"

#include <gtest/gtest.h>

using DirectPost::Host::capturedWindow;

namespace {

// A source with its settings, and what it answers when it is asked for the window it shows.
struct Capture {
	obs_source source;
	obs_scene_item item{&source, true};
	std::string hooked;
	std::string title;

	explicit Capture(std::string kind, std::initializer_list<std::pair<const char *, const char *>> settings = {})
	{
		source.kind = std::move(kind);
		source.settings = obs_data_create();
		source.procs = proc_handler_create();
		for (const auto &[name, value] : settings)
			obs_data_set_string(source.settings, name, value);
	}
	~Capture()
	{
		obs_data_release(source.settings);
		proc_handler_destroy(source.procs);
	}
	Capture(const Capture &) = delete;
	Capture &operator=(const Capture &) = delete;

	void hook(const char *parameter, std::string value)
	{
		hooked = parameter;
		title = std::move(value);
		proc_handler_add(source.procs, "void get_hooked(out bool hooked, out string title, out string name)",
				 answer, this);
	}
	static void answer(void *data, calldata_t *answer)
	{
		const auto *self = static_cast<Capture *>(data);
		calldata_set_bool(answer, "hooked", true);
		calldata_set_string(answer, self->hooked.c_str(), self->title.c_str());
	}
};

std::string windowOf(const std::vector<Capture *> &captures)
{
	obs_source scene{.name = "Scene"};
	for (Capture *capture : captures)
		scene.items.push_back(&capture->item);
	return capturedWindow(&scene);
}

} // namespace

TEST(CapturedWindow, IsTheOneThatACaptureHasHooked)
{
	Capture windows("game_capture");
	windows.hook("title", "Celeste");
	EXPECT_EQ(windowOf({&windows}), "Celeste");
	Capture x11("xcomposite_input", {{"capture_window", "7\r\nThe one before\r\nclass"}});
	x11.hook("name", "Hades II");
	EXPECT_EQ(windowOf({&x11}), "Hades II");
}

TEST(CapturedWindow, IsElseTheOneThatWasChosen)
{
	Capture x11("xcomposite_input", {{"capture_window", "7\r\nTom & Jerry: 2\r\nclass"}});
	EXPECT_EQ(windowOf({&x11}), "Tom & Jerry: 2");
	Capture window("window_capture", {{"window", "Half-Life#3A Alyx #221:Valve001:hlvr.exe"}});
	EXPECT_EQ(windowOf({&window}), "Half-Life: Alyx #1");
	Capture game("game_capture", {{"capture_mode", "window"}, {"window", "Celeste:SDL:celeste.exe"}});
	EXPECT_EQ(windowOf({&game}), "Celeste");
	Capture mac("window_capture", {{"owner_name", "Celeste"}});
	EXPECT_EQ(windowOf({&mac}), "Celeste");
}

TEST(CapturedWindow, IsNoneWhereNothingSaysWhichItIs)
{
	Capture anyGame("game_capture", {{"capture_mode", "any_fullscreen"}, {"window", "Before:c:before.exe"}});
	Capture camera("v4l2_input", {{"window", "Mail:c:mail.exe"}});
	Capture broken("xcomposite_input", {{"capture_window", "7"}});
	EXPECT_EQ(windowOf({&anyGame, &camera, &broken}), "");
	EXPECT_EQ(windowOf({}), "");
	EXPECT_EQ(capturedWindow(nullptr), "");
}

TEST(CapturedWindow, IsFoundInGroupsAndScenesThatAreShown)
{
	Capture hidden("xcomposite_input", {{"capture_window", "7\r\nMail\r\nmail"}});
	Capture game("xcomposite_input", {{"capture_window", "8\r\nCeleste\r\nceleste"}});
	Capture chat("xcomposite_input", {{"capture_window", "9\r\nChat\r\nchat"}});
	hidden.item.isVisible = false;
	Capture group("group");
	group.source.isGroup = true;
	group.source.items = {&hidden.item, &game.item};
	Capture inner("scene");
	inner.source.items = {&group.item};
	EXPECT_EQ(windowOf({&inner, &chat}), "Celeste");
	inner.item.isVisible = false;
	EXPECT_EQ(windowOf({&inner, &chat}), "Chat");
}
