#include "Clips.hpp"

#include "Player.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace DirectPost::Test {
namespace {

std::string commandFor(const ClipOptions &options, const std::filesystem::path &file)
{
	return std::string("\"" FFMPEG_PROGRAM "\" -v error -y -f lavfi -i testsrc2=size=") + options.size +
	       ":rate=" + options.rate + " -f lavfi -i sine -t 2 " + options.video + " -pix_fmt yuv420p -c:a " +
	       options.audio + " " + options.container + " \"" + file.string() + "\"";
}

} // namespace

std::string clip(const ClipOptions &options)
{
	const std::filesystem::path folder = CLIP_FOLDER;
	const std::filesystem::path file = folder / options.name;
	if (!std::filesystem::exists(file)) {
		std::filesystem::create_directories(folder);
		// Tests run in parallel: each makes its own and the last one wins.
		const auto making = folder / (std::to_string(std::hash<std::string>()(
						      testing::UnitTest::GetInstance()->current_test_info()->name())) +
					      "-" + options.name);
		EXPECT_EQ(0, std::system(commandFor(options, making).c_str())) << options.name;
		std::filesystem::rename(making, file);
	}
	return contentOf(file);
}

} // namespace DirectPost::Test
