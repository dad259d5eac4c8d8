#include <base/DiskThread.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace DirectPost {
namespace {

TEST(WorkOnTheDiskThread, IsDoneInOrderAndBeforeTheEnd)
{
	std::string done;
	DiskThread disk([](LogLevel, const std::string &) {});
	for (const char sign : {'a', 'b', 'c'})
		disk.post([&done, sign] {
			std::this_thread::sleep_for(std::chrono::milliseconds(20));
			done += sign;
		});
	disk.finish();
	EXPECT_EQ(done, "abc");
	disk.post([&done] { done += 'd'; });
	disk.finish();
	EXPECT_EQ(done, "abc") << "too late";
}

} // namespace
} // namespace DirectPost
