#include "PieceDigest.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace DirectPost::Publish {
namespace {

std::string digestOf(const std::string &bytes, size_t atOnce)
{
	PieceDigest digest;
	for (size_t at = 0; at < bytes.size(); at += atOnce)
		digest.add(bytes.data() + at, std::min(atOnce, bytes.size() - at));
	return digest.finish();
}

// As `xxhsum -H2` prints it.
TEST(PieceDigest, IsTheXxh3OfWhatCame)
{
	EXPECT_EQ(digestOf("", 1), "99aa06d3014798d86001c324468d497f");
	EXPECT_EQ(digestOf("clip", 1).size(), PieceDigest::kDigits);
}

TEST(PieceDigest, DoesNotDependOnHowMuchComesAtOnce)
{
	std::string bytes;
	for (int i = 0; i < 100'000; ++i)
		bytes += static_cast<char>(i * 7 + i / 251);
	EXPECT_EQ(digestOf(bytes, 777), digestOf(bytes, bytes.size()));
}

TEST(PieceDigest, BeginsAnewOnceItWasAsked)
{
	PieceDigest digest;
	digest.add("a", 1);
	const std::string first = digest.finish();
	digest.add("a", 1);
	EXPECT_EQ(digest.finish(), first);
}

} // namespace
} // namespace DirectPost::Publish
