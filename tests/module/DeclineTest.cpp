#include <util/base.h>

#include <gtest/gtest.h>

#include <array>
#include <cstdarg>
#include <cstdio>
#include <string>
#include <vector>

#include <dlfcn.h>

namespace {

void remember(int, const char *format, va_list arguments, void *lines)
{
	std::array<char, 1024> line{};
	std::vsnprintf(line.data(), line.size(), format, arguments);
	static_cast<std::vector<std::string> *>(lines)->emplace_back(line.data());
}

} // namespace

// As in an OBS that is built with Qt 5: nobody has made an application of our Qt.
TEST(Module, DeclinesWithOneLogLineWhereThereIsNoQt6Application)
{
	std::vector<std::string> lines;
	base_set_log_handler(remember, &lines);
	void *module = dlopen(MODULE_FILE, RTLD_NOW | RTLD_LOCAL);
	ASSERT_TRUE(module) << dlerror();
	const auto load = reinterpret_cast<bool (*)()>(dlsym(module, "obs_module_load"));
	const auto unload = reinterpret_cast<void (*)()>(dlsym(module, "obs_module_unload"));
	ASSERT_TRUE(load && unload);

	EXPECT_FALSE(load());
	ASSERT_EQ(lines.size(), 1U);
	EXPECT_NE(lines.front().find("not loaded: this OBS is not built with Qt 6"), std::string::npos)
		<< lines.front();
	unload();
	EXPECT_EQ(lines.size(), 1U);
	base_set_log_handler(nullptr, nullptr);
}
