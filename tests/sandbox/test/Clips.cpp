#include "Clips.hpp"

#include "Player.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace DirectPost::Test {
namespace {

// What ffmpeg makes with these arguments.
std::string made(const std::string &name, const std::string &arguments)
{
	const std::filesystem::path folder = CLIP_FOLDER;
	const std::filesystem::path file = folder / name;
	if (!std::filesystem::exists(file)) {
		std::filesystem::create_directories(folder);
		// Tests run in parallel: each makes its own and the last one wins.
		const auto making = folder / (std::to_string(std::hash<std::string>()(
						      testing::UnitTest::GetInstance()->current_test_info()->name())) +
					      "-" + name);
		const std::string command =
			"\"" FFMPEG_PROGRAM "\" -v error -y " + arguments + " \"" + making.string() + "\"";
		EXPECT_EQ(0, std::system(command.c_str())) << name;
		std::filesystem::rename(making, file);
	}
	return contentOf(file);
}

} // namespace

std::string clip(const ClipOptions &options)
{
	return made(options.name, "-f lavfi -i testsrc2=size=" + options.size + ":rate=" + options.rate +
					  " -f lavfi -i sine -t 2 " + options.video + " -pix_fmt yuv420p -c:a " +
					  options.audio + " " + options.container);
}

std::string picture(const std::string &name, const std::string &size)
{
	return made(name, "-f lavfi -i testsrc2=size=" + size + " -frames:v 1");
}

} // namespace DirectPost::Test
