#include <base/Secret.hpp>

#include <gtest/gtest.h>

using DirectPost::Secret;

TEST(Secret, EqualsOnlyTheVerySameText)
{
	const Secret state("abcdef");
	EXPECT_TRUE(state.equals("abcdef"));
	EXPECT_FALSE(state.equals("abcdeg"));
	EXPECT_FALSE(state.equals("abcde"));
	EXPECT_FALSE(state.equals("abcdefabcdef"));
	EXPECT_FALSE(state.equals(""));
	EXPECT_TRUE(Secret().equals(""));
	EXPECT_FALSE(Secret().equals("a"));
}

TEST(Secret, IsEmptyAfterItWasMovedFrom)
{
	Secret token("act.one");
	Secret other("rft.two");
	other = std::move(token);
	EXPECT_EQ(other.reveal(), "act.one");
	EXPECT_TRUE(token.isEmpty()); // NOLINT(bugprone-use-after-move): that it is wiped is the point
}

TEST(Secret, KeepsItsTextWhenAssignedToItself)
{
	Secret token("act.one");
	const Secret &same = token;
	token = same;
	EXPECT_EQ(token.reveal(), "act.one");
}
