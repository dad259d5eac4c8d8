#include <obs-frontend-api.h>
#include <obs.h>
#include <util/text-lookup.h>

#include <QApplication>
#include <QMessageBox>

#include <gtest/gtest.h>

#include <array>
#include <cstdarg>
#include <cstdio>
#include <format>
#include <string>
#include <vector>

#include <dlfcn.h>

// Instead of OBS's own functions, for a module that is loaded by this program.
namespace {

uint32_t obsVersion = LIBOBS_API_VER;
obs_frontend_event_cb eventCallback = nullptr;
void *eventData = nullptr;

} // namespace

extern "C" {

EXPORT uint32_t obs_get_version(void)
{
	return obsVersion;
}

EXPORT lookup_t *obs_module_load_locale(obs_module_t *, const char *, const char *)
{
	return text_lookup_create(LOCALE_FILE);
}

EXPORT const char *obs_get_locale(void)
{
	return "en-US";
}

EXPORT void obs_frontend_add_event_callback(obs_frontend_event_cb callback, void *data)
{
	eventCallback = callback;
	eventData = data;
}

EXPORT void obs_frontend_remove_event_callback(obs_frontend_event_cb, void *)
{
	eventCallback = nullptr;
}

EXPORT void *obs_frontend_get_main_window(void)
{
	return nullptr;
}

} // extern "C"

namespace {

void remember(int, const char *format, va_list arguments, void *lines)
{
	std::array<char, 1024> line{};
	std::vsnprintf(line.data(), line.size(), format, arguments);
	static_cast<std::vector<std::string> *>(lines)->emplace_back(line.data());
}

// The module, as OBS loads one; what it logs.
class DecliningModule : public ::testing::Test {
protected:
	void SetUp() override
	{
		base_set_log_handler(remember, &lines);
		module_ = dlopen(MODULE_FILE, RTLD_NOW | RTLD_LOCAL);
		ASSERT_TRUE(module_) << dlerror();
		call<void(const char *)>("obs_module_set_locale")("en-US");
	}

	void TearDown() override
	{
		call<void()>("obs_module_unload")();
		call<void()>("obs_module_free_locale")();
		EXPECT_EQ(lines.size(), 1U);
		base_set_log_handler(nullptr, nullptr);
	}

	bool load() const { return call<bool()>("obs_module_load")(); }

	std::vector<std::string> lines;

private:
	template <typename Function> Function *call(const char *name) const
	{
		return reinterpret_cast<Function *>(dlsym(module_, name));
	}

	void *module_ = nullptr;
};

} // namespace

// As in an OBS that is built with Qt 5: nobody has made an application of our Qt.
TEST_F(DecliningModule, SaysInOneLogLineThatThereIsNoQt6Application)
{
	EXPECT_FALSE(load());
	ASSERT_EQ(lines.size(), 1U);
	EXPECT_NE(lines.front().find("not loaded: this OBS is not built with Qt 6"), std::string::npos)
		<< lines.front();
}

TEST_F(DecliningModule, SaysInTheLogAndInABoxWhichObsItWasBuiltFor)
{
	int count = 1;
	std::array<char *, 2> arguments = {const_cast<char *>("test-module"), nullptr};
	const QApplication application(count, arguments.data());
	obsVersion = MAKE_SEMANTIC_VERSION(29, 1, 3);

	EXPECT_FALSE(load());
	ASSERT_EQ(lines.size(), 1U);
	const std::string built = std::format("{}.{}", LIBOBS_API_MAJOR_VER, LIBOBS_API_MINOR_VER);
	EXPECT_NE(lines.front().find("not loaded: built for OBS " + built + "+, found OBS 29.1"), std::string::npos)
		<< lines.front();

	EXPECT_TRUE(QApplication::topLevelWidgets().isEmpty()) << "OBS is still loading";
	ASSERT_TRUE(eventCallback);
	eventCallback(OBS_FRONTEND_EVENT_FINISHED_LOADING, eventData);
	EXPECT_FALSE(eventCallback) << "it has nothing more to hear";
	const QWidgetList boxes = QApplication::topLevelWidgets();
	ASSERT_EQ(boxes.size(), 1);
	auto *box = qobject_cast<QMessageBox *>(boxes.front());
	ASSERT_TRUE(box && box->isVisible());
	EXPECT_EQ(box->text().toStdString(), "Direct Post was not loaded: it was built for OBS " + built +
						     "+ and found OBS 29.1. Install the package of Direct Post that is "
						     "made for your OBS.");
	delete box;
}

TEST_F(DecliningModule, KeepsItsMessageToItselfWhenObsClosesBeforeItHasLoaded)
{
	int count = 1;
	std::array<char *, 2> arguments = {const_cast<char *>("test-module"), nullptr};
	const QApplication application(count, arguments.data());
	obsVersion = MAKE_SEMANTIC_VERSION(29, 1, 3);

	EXPECT_FALSE(load());
	ASSERT_TRUE(eventCallback);
	eventCallback(OBS_FRONTEND_EVENT_EXIT, eventData);
	EXPECT_FALSE(eventCallback);
	EXPECT_TRUE(QApplication::topLevelWidgets().isEmpty());
}
