#include <base/Redaction.hpp>

#include <gtest/gtest.h>

using DirectPost::redacted;
using DirectPost::withoutQuery;

TEST(Redaction, HidesTheQueryOfAnUploadUrl)
{
	const std::string line =
		redacted("PUT https://open-upload.tiktokapis.com/video/?upload_id=7&upload_token=Xza123 -> 206");
	EXPECT_EQ(line, "PUT https://open-upload.tiktokapis.com/video/?[redacted] -> 206");
}

TEST(Redaction, HidesTheLoginOfAProxyAlsoWhereItIsSpelledWrong)
{
	EXPECT_EQ(redacted("proxy http://nia:S3CRET@proxy.example:3128/"),
		  "proxy http://[redacted]@proxy.example:3128/");
	for (const char *leak : {"'socks5h://nia:S3CRET@host'", "'http://nia:S3/CRET@host:1'", "http://S3CRET@host",
				 "https://nia:S3@CRET@host/path?query"})
		EXPECT_FALSE(redacted(leak).contains("S3")) << redacted(leak);
}

TEST(Redaction, HidesTokensInJsonFormsAndHeaders)
{
	for (const char *leak : {R"({"access_token":"S3CRET","expires_in":7})", "code=S3CRET&state=x",
				 "Authorization: Bearer S3CRET", "client_secret=S3CRET", R"("refresh_token": "S3CRET")",
				 "code_verifier=S3CRET", R"({"upload_url":"S3CRET"})"}) {
		EXPECT_EQ(redacted(leak).find("S3CRET"), std::string::npos) << leak;
	}
}

TEST(Redaction, HidesAnythingThatStartsLikeATikTokToken)
{
	EXPECT_EQ(redacted("got act.example12345!4567 and rft.abc*d"), "got [redacted] and [redacted]");
}

TEST(Redaction, LeavesOrdinaryLinesAlone)
{
	for (const char *line :
	     {R"({"error":{"code":"invalid_params"}})", "error code: timed_out", "error.code ok, log_id 202611220001",
	      "https://www.tiktok.com/@niaplays/video/7", "clip 2026-11-22 18-04-11.mkv: 42 s, 1920x1080",
	      "POST /v2/post/publish/video/init/ -> 200"})
		EXPECT_EQ(redacted(line), line);
}

TEST(Redaction, SurvivesBytesThatAreNoText)
{
	EXPECT_NO_THROW(redacted(std::string("\xff\xfe\0token=\x80", 10)));
}

TEST(WithoutQuery, KeepsSchemeHostAndPath)
{
	EXPECT_EQ(withoutQuery("https://h/p?q=1#f"), "https://h/p");
	EXPECT_EQ(withoutQuery("https://h/p"), "https://h/p");
}
