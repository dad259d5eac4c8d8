#pragma once

#include "Fixtures.hpp"

#include <media/Remux.hpp>

#include <gtest/gtest.h>

namespace DirectPost::Media::Fixtures {

inline std::filesystem::path remuxed(const std::filesystem::path &source, const Scratch &scratch)
{
	const auto target = scratch / "out.mp4";
	const auto done = remuxToMp4(source, target, {}, {});
	EXPECT_TRUE(done) << done.error().code << ": " << done.error().detail;
	EXPECT_FALSE(std::filesystem::exists(scratch / "out.mp4.partial"));
	return target;
}

} // namespace DirectPost::Media::Fixtures
