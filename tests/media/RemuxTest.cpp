#include "Fixtures.hpp"

#include <media/ClipInfo.hpp>
#include <media/Remux.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using testing::StartsWith;

std::filesystem::path remuxed(const std::filesystem::path &source, const Scratch &scratch)
{
	const auto target = scratch / "out.mp4";
	const auto done = remuxToMp4(source, target, {}, {});
	EXPECT_TRUE(done) << done.error().code << ": " << done.error().detail;
	return target;
}

TEST(Remux, PutsTheIndexFirst)
{
	const Scratch scratch;
	EXPECT_THAT(boxes(remuxed(h264Mkv(), scratch)), StartsWith("ftyp moov"));
}

TEST(Remux, CopiesEveryPacketOfMkvUnchanged)
{
	const Scratch scratch;
	EXPECT_EQ(packetHashes(h264Mkv()), packetHashes(remuxed(h264Mkv(), scratch)));
}

} // namespace
} // namespace DirectPost::Media
