#include <base/Hex.hpp>

#include <gtest/gtest.h>

#include <array>

namespace DirectPost {
namespace {

TEST(Hex, HasTwoDigitsForEachByte)
{
	EXPECT_EQ(hexOf(std::array<uint8_t, 4>{0x00, 0x0A, 0xA0, 0xFF}), "000aa0ff");
	EXPECT_EQ(hexOf({}), "");
}

} // namespace
} // namespace DirectPost
