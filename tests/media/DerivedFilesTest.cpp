#include "DerivedFiles.hpp"
#include "Fixtures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace DirectPost::Media {
namespace {

TEST(DerivedFiles, LeaveObsItsRoomOnTheDisk)
{
	const Fixtures::Scratch scratch;
	DerivedFiles derived(scratch / "cache");
	const auto room_bytes = static_cast<int64_t>(std::filesystem::space(scratch.folder()).available);
	EXPECT_TRUE(derived.reserve(1, "clip.mkv", 1'000'000));
	EXPECT_EQ(derived.reserve(2, "clip.mkv", room_bytes - 100'000'000).error().code, "disk_full");
}

TEST(DerivedFiles, HandBackOnlyWhatWasReservedForTheSource)
{
	const Fixtures::Scratch scratch;
	DerivedFiles derived(scratch / "cache");
	const auto one = derived.reserve(1, "clip.mkv", 1).value();
	const auto newer = derived.reserve(1, "clip.mkv", 1).value();
	derived.reserve(2, "clip.mkv", 1).value();
	derived.hold(1, scratch / "cache" / "earlier-0123456789abcdef.mp4");
	EXPECT_THAT(derived.releaseAllBut(1, newer), testing::ElementsAre(one));
	EXPECT_THAT(derived.releaseAllBut(1, {}), testing::ElementsAre(newer));
	EXPECT_THAT(derived.releaseAllBut(3, {}), testing::IsEmpty());
}

TEST(DerivedFiles, CutLongNamesBetweenCharacters)
{
	const Fixtures::Scratch scratch;
	DerivedFiles derived(scratch / "cache");
	for (const std::u8string &start : {std::u8string(u8""), std::u8string(u8"a"), std::u8string(u8"ab")}) {
		std::u8string name = start;
		while (name.size() < 230)
			name += u8"\u20AC"; // three bytes
		const auto file = derived.reserve(1, std::filesystem::path(name + u8".mkv"), 1).value();
		const std::u8string stem = file.stem().u8string();
		EXPECT_LE(stem.size(), 117);
		EXPECT_EQ((stem.size() - start.size() - 17) % 3, 0);
	}
}

} // namespace
} // namespace DirectPost::Media
