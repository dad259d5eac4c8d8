#include "Walk.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Compose {
namespace {

class RandomWalk : public testing::TestWithParam<unsigned> {};

TEST_P(RandomWalk, NeverLeavesTheModel)
{
	Walk(GetParam()).run(5000);
}

INSTANTIATE_TEST_SUITE_P(Composer, RandomWalk, testing::Range(1u, 4u),
			 [](const auto &one) { return "Seed" + std::to_string(one.param); });

} // namespace
} // namespace DirectPost::Compose
