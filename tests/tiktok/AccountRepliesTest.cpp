#include "Replies.hpp"
#include "SampleReplies.hpp"

#include <gtest/gtest.h>

// What TikTok says about an account: its tokens, its profile, and what its creator may post.
namespace DirectPost::TikTok {

namespace {

using namespace std::chrono_literals;
using namespace SampleReplies;
using SampleReplies::replyOf; // beside those of other tests

TEST(TokenReply, IsReadWithTheServersOwnLifetimes)
{
	const auto grant = readTokenGrant(replyOf(kGrant));
	ASSERT_TRUE(grant) << grant.error().detail;
	EXPECT_EQ(grant->openId, "o-1");
	EXPECT_TRUE(grant->grants("video.publish"));
	EXPECT_EQ(grant->accessToken.reveal(), "act.a!b");
	EXPECT_EQ(grant->accessLifetime, 7200s);
	EXPECT_EQ(grant->refreshToken.reveal(), "rft.c*d");
	EXPECT_EQ(grant->refreshLifetime, 15'552'000s);
}

TEST(TokenReply, IsAnErrorUnderHttp200)
{
	const auto grant = readTokenGrant(
		replyOf(R"({"error":"invalid_grant","error_description":"Refresh token is invalid.","log_id":"L1"})"));
	ASSERT_FALSE(grant);
	EXPECT_EQ(grant.error().code, "login_no_longer_valid");
	EXPECT_EQ(grant.error().kind, ErrorKind::Account);
	EXPECT_EQ(grant.error().logId, "L1");
	EXPECT_EQ(grant.error().detail, "Refresh token is invalid.");
}

TEST(TokenReply, WithBothATokenAndAnErrorIsAnError)
{
	const auto grant =
		readTokenGrant(replyOf(without(kGrant, R"("open_id")", R"("error":"invalid_client","open_id")")));
	ASSERT_FALSE(grant);
	EXPECT_EQ(grant.error().code, "app_not_accepted");
}

TEST(TokenReply, WithAnEmptyOrNullErrorIsASuccess)
{
	EXPECT_TRUE(readTokenGrant(replyOf(without(kGrant, R"("open_id")", R"("error":"","open_id")"))));
	EXPECT_TRUE(readTokenGrant(replyOf(without(kGrant, R"("open_id")", R"("error":null,"open_id")"))));
}

TEST(TokenReply, WithoutAPartOrWithAWrongTypeIsNotUnderstood)
{
	for (const char *part :
	     {R"("open_id":"o-1",)", R"("access_token":"act.a!b",)", R"("refresh_token":"rft.c*d",)"}) {
		const auto grant = readTokenGrant(replyOf(without(kGrant, part)));
		ASSERT_FALSE(grant) << part;
		EXPECT_EQ(grant.error().code, "reply_not_understood");
	}
	for (const auto &[part, wrong] :
	     {std::pair(R"("o-1")", "1"), {R"("act.a!b")", R"("")"}, {R"("rft.c*d")", "{}"}}) {
		const auto grant = readTokenGrant(replyOf(without(kGrant, part, wrong)));
		ASSERT_FALSE(grant) << wrong;
		EXPECT_EQ(grant.error().code, "reply_not_understood");
	}
}

TEST(TokenReply, LetsNoOddLifetimeHideTheLogin)
{
	EXPECT_EQ(readTokenGrant(replyOf(without(kGrant, "7200", R"("7200")")))->accessLifetime, 7200s);
	EXPECT_EQ(readTokenGrant(replyOf(without(kGrant, "15552000", R"("15552000")")))->refreshLifetime, 15'552'000s);
	for (const char *odd : {"7200.5", "1e99", "9223372036854775808", "null", "{}", R"("soon")"}) {
		const auto grant = readTokenGrant(replyOf(without(kGrant, "7200", odd)));
		ASSERT_TRUE(grant) << odd;
		EXPECT_EQ(grant->accessLifetime, 24h) << odd;
	}
	const auto silent = readTokenGrant(
		replyOf(without(without(kGrant, R"("expires_in":7200,)"), R"("refresh_expires_in":15552000,)")));
	ASSERT_TRUE(silent);
	EXPECT_EQ(silent->accessLifetime, 24h) << "as documented";
	EXPECT_EQ(silent->refreshLifetime, 365 * 24h);
}

TEST(TokenReply, CutsAbsurdLifetimesButKeepsThePair)
{
	const auto grant = readTokenGrant(replyOf(without(kGrant, "7200", "9223372036854775807")));
	ASSERT_TRUE(grant);
	EXPECT_EQ(grant->accessLifetime, std::chrono::hours(24 * 3650));
	EXPECT_EQ(readTokenGrant(replyOf(without(kGrant, "7200", "-5")))->accessLifetime, 0s);
}

TEST(TokenReply, NeverPutsATokenIntoAnError)
{
	const auto grant = readTokenGrant(replyOf(without(kGrant, R"("o-1")", "null")));
	ASSERT_FALSE(grant);
	EXPECT_EQ(grant.error().detail.find("act."), std::string::npos);
	EXPECT_EQ(grant.error().detail.find("rft."), std::string::npos);
}

TEST(RevokeReply, IsEmptyOrAnEmptyObjectOnSuccess)
{
	EXPECT_TRUE(readRevoked(replyOf("")));
	EXPECT_TRUE(readRevoked(replyOf("{}")));
	EXPECT_EQ(readRevoked(replyOf(R"({"error":"invalid_grant"})")).error().code, "login_no_longer_valid");
	EXPECT_EQ(readRevoked(replyOf("", 500)).error().code, "tiktok_down");
	EXPECT_EQ(readRevoked(replyOf("{}", 400)).error().code, "tiktok_refused");
}

TEST(ProfileReply, IsReadFromItsUser)
{
	const auto profile = readProfile(replyOf(
		envelope(R"({"user":{"open_id":"o-1","display_name":"Nia","avatar_url":"https://x/a.jpeg"}})")));
	ASSERT_TRUE(profile);
	EXPECT_EQ(profile->openId, "o-1");
	EXPECT_EQ(profile->displayName, "Nia");
	EXPECT_EQ(profile->avatarUrl, "https://x/a.jpeg");
	EXPECT_EQ(readProfile(replyOf(envelope(R"({"user":{}})"))).error().code, "reply_not_understood");
	EXPECT_EQ(readProfile(replyOf(envelope("{}"))).error().code, "reply_not_understood");
}

TEST(CreatorInfoReply, KeepsTikToksOrderAndSkipsLevelsItDoesNotKnow)
{
	const auto info = readCreatorInfo(replyOf(envelope(kCreator)));
	ASSERT_TRUE(info) << info.error().detail;
	EXPECT_EQ(info->username, "niaplays");
	EXPECT_EQ(info->nickname, "Nia Plays");
	EXPECT_EQ(info->privacyLevels, (std::vector{PrivacyLevel::SelfOnly, PrivacyLevel::MutualFollowFriends}));
	EXPECT_FALSE(info->isCommentDisabled);
	EXPECT_TRUE(info->isDuetDisabled);
	EXPECT_FALSE(info->isStitchDisabled);
	EXPECT_EQ(info->maxVideoDuration_s, 300);
}

TEST(CreatorInfoReply, OffersNoInteractionThatItDoesNotMention)
{
	const auto info = readCreatorInfo(replyOf(envelope(without(kCreator, R"("comment_disabled":false,)"))));
	ASSERT_TRUE(info);
	EXPECT_TRUE(info->isCommentDisabled);
}

TEST(CreatorInfoReply, WithWrongTypesIsNotUnderstood)
{
	for (const auto &[part, wrong] : {std::pair("300", "300.0"),
					  {"300", R"("long")"},
					  {"300", "3000000000"},
					  {"300", "-1"},
					  {R"(["SELF_ONLY","NEW_ONE","MUTUAL_FOLLOW_FRIENDS"])", R"("SELF_ONLY")"},
					  {R"("niaplays")", "[]"}}) {
		const auto info = readCreatorInfo(replyOf(envelope(without(kCreator, part, wrong))));
		ASSERT_FALSE(info) << wrong;
		EXPECT_EQ(info.error().code, "reply_not_understood");
	}
}

TEST(CreatorInfoReply, ReadsNumbersAndFlagsInWhateverTypeTheyCome)
{
	for (const char *no : {"false", "0", R"("false")", R"("0")"}) {
		const std::string said =
			without(kCreator, R"("comment_disabled":false)", R"("comment_disabled":)" + std::string(no));
		EXPECT_FALSE(readCreatorInfo(replyOf(envelope(said)))->isCommentDisabled) << no;
	}
	for (const char *yes : {"true", "1", R"("true")", R"("1")", "2", R"("perhaps")", "{}", "null"}) {
		const std::string said =
			without(kCreator, R"("comment_disabled":false)", R"("comment_disabled":)" + std::string(yes));
		const auto info = readCreatorInfo(replyOf(envelope(said)));
		ASSERT_TRUE(info) << yes;
		EXPECT_TRUE(info->isCommentDisabled) << yes << ": what is not said to be allowed is not offered";
	}
	EXPECT_EQ(readCreatorInfo(replyOf(envelope(without(kCreator, "300", R"("300")"))))->maxVideoDuration_s, 300);
	EXPECT_EQ(readCreatorInfo(replyOf(envelope(without(kCreator, R"("NEW_ONE")", "7"))))->privacyLevels.size(), 2u);
	EXPECT_TRUE(readCreatorInfo(replyOf(envelope(without(kCreator, R"("https://x/a")", "{}")))));
	EXPECT_TRUE(readCreatorInfo(replyOf(envelope(without(kCreator, R"("Nia Plays")", "[]")))));
}

} // namespace

} // namespace DirectPost::TikTok
