#include <tiktok/Endpoints.hpp>

#include "../Readable.hpp"

#include <gtest/gtest.h>

namespace DirectPost::TikTok {

namespace {

TEST(Endpoints, NameTikToksHosts)
{
	const auto endpoints = Endpoints::tikTok();
	EXPECT_FALSE(endpoints.isSandbox());
	EXPECT_EQ(endpoints.authorizeUrl(), "https://www.tiktok.com/v2/auth/authorize/");
	EXPECT_EQ(endpoints.api("/v2/oauth/token/"), "https://open.tiktokapis.com/v2/oauth/token/");
	EXPECT_EQ(endpoints.profileLink("niaplays"), "https://www.tiktok.com/@niaplays");
	EXPECT_EQ(endpoints.postLink("nia.plays", 7'512'345'678'901'234'567),
		  "https://www.tiktok.com/@nia.plays/video/7512345678901234567");
}

TEST(Endpoints, KeepAStrangeUsernameInsideItsPlaceInTheLink)
{
	EXPECT_EQ(Endpoints::tikTok().profileLink("a/../b?c"), "https://www.tiktok.com/@a%2F..%2Fb%3Fc");
}

class AllowedUploadUrl : public testing::TestWithParam<const char *> {};
TEST_P(AllowedUploadUrl, IsAnyHttpsHostUnderTikToksApiDomain)
{
	EXPECT_TRUE(Endpoints::tikTok().isUploadUrlAllowed(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Endpoints, AllowedUploadUrl,
			 testing::Values("https://open-upload.tiktokapis.com/video/?upload_id=1&upload_token=x",
					 "https://upload.us.tiktokapis.com/video/?upload_id=1",
					 "https://open-upload-sg.tiktokapis.com/upload?a=b",
					 "https://open-upload-i18n.tiktokapis.com:443/upload",
					 "https://OPEN-UPLOAD.TikTokApis.com/video/"),
			 DirectPost::readableText);

class RefusedUploadUrl : public testing::TestWithParam<const char *> {};
TEST_P(RefusedUploadUrl, IsForeign)
{
	EXPECT_FALSE(Endpoints::tikTok().isUploadUrlAllowed(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Endpoints, RefusedUploadUrl,
			 testing::Values("", "garbage", "/video/", "http://open-upload.tiktokapis.com/video/",
					 "ftp://open-upload.tiktokapis.com/video/", "https://eviltiktokapis.com/video/",
					 "https://tiktokapis.com.evil.example/video/",
					 "https://evil.example/tiktokapis.com", "https://evil.example/?.tiktokapis.com",
					 "https://evil.example#.tiktokapis.com",
					 "https://open.tiktokapis.com@evil.example/video/",
					 "https://user:word@open.tiktokapis.com/video/",
					 "https://evil.example\\.tiktokapis.com/",
					 "https://open.tiktokapis.com:8443/video/", "https://open.tiktokapis.com.",
					 "https://127.0.0.1/", "https://open.tiktokapis.com\n.evil.example/"),
			 DirectPost::readableText);

TEST(Endpoints, RefuseAnUploadUrlWithANulByte)
{
	EXPECT_FALSE(Endpoints::tikTok().isUploadUrlAllowed(std::string_view("https://a.tiktokapis.com/\0@evil", 31)));
}

class AllowedSandbox : public testing::TestWithParam<const char *> {};
TEST_P(AllowedSandbox, IsHttpOnLoopbackOrHttps)
{
	const auto endpoints = Endpoints::sandbox(GetParam(), "/ca.pem");
	ASSERT_TRUE(endpoints) << endpoints.error().detail;
	EXPECT_TRUE(endpoints->isSandbox());
	EXPECT_EQ(endpoints->caFile(), "/ca.pem");
}
INSTANTIATE_TEST_SUITE_P(Endpoints, AllowedSandbox,
			 testing::Values("http://127.0.0.1:4711", "http://127.0.0.1:4711/", "http://127.9.8.7:80",
					 "http://localhost:4711", "http://LOCALHOST", "http://[::1]:4711",
					 "https://127.0.0.1:4711", "https://sandbox.example"),
			 DirectPost::readableText);

class RefusedSandbox : public testing::TestWithParam<const char *> {};
TEST_P(RefusedSandbox, IsRefusedWithItsReason)
{
	const auto endpoints = Endpoints::sandbox(GetParam());
	ASSERT_FALSE(endpoints);
	EXPECT_EQ(endpoints.error().code, "sandbox_url_not_allowed");
	EXPECT_FALSE(endpoints.error().detail.empty());
}
INSTANTIATE_TEST_SUITE_P(Endpoints, RefusedSandbox,
			 testing::Values("", "127.0.0.1:4711", "http://", "http://sandbox.example",
					 "http://127.0.0.1@evil.example", "http://127.0.0.1:80@evil.example",
					 "http://user@127.0.0.1:4711", "http://127.0.0.1.evil.example",
					 "http://localhost.evil.example", "http://192.168.1.2:80", "http://0.0.0.0",
					 "http://[::2]", "http://[::ffff:8.8.8.8]", "http://128.0.0.1",
					 "http://127.0.0.1:4711/path", "http://127.0.0.1:4711?query",
					 "http://127.0.0.1:4711#fragment", "file:///etc/passwd", "ftp://127.0.0.1",
					 "http://127.0.0.1:99999"),
			 DirectPost::readableText);

TEST(Endpoints, OfASandboxArePathsOfItsOwnOrigin)
{
	const auto endpoints = Endpoints::sandbox("http://127.0.0.1:4711").value();
	EXPECT_EQ(endpoints.api("/v2/x/"), "http://127.0.0.1:4711/v2/x/");
	EXPECT_EQ(endpoints.authorizeUrl(), "http://127.0.0.1:4711/v2/auth/authorize/");
}

class AllowedSandboxUploadUrl : public testing::TestWithParam<const char *> {};
TEST_P(AllowedSandboxUploadUrl, IsAnyOriginOnLoopback)
{
	EXPECT_TRUE(Endpoints::sandbox("http://127.0.0.1:4711")->isUploadUrlAllowed(GetParam()));
	EXPECT_FALSE(Endpoints::tikTok().isUploadUrlAllowed(GetParam()));
	EXPECT_FALSE(Endpoints::sandbox("https://sandbox.example")->isUploadUrlAllowed(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Endpoints, AllowedSandboxUploadUrl,
			 testing::Values("http://127.0.0.1:4711/upload?token=x", "http://127.0.0.1:4712/upload",
					 "https://127.0.0.1:4711/upload", "http://127.9.8.7/upload",
					 "http://localhost:4712/upload", "http://[::1]:4712/upload"),
			 DirectPost::readableText);

class RefusedSandboxUploadUrl : public testing::TestWithParam<const char *> {};
TEST_P(RefusedSandboxUploadUrl, IsOnAnotherMachine)
{
	EXPECT_FALSE(Endpoints::sandbox("http://127.0.0.1:4711")->isUploadUrlAllowed(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Endpoints, RefusedSandboxUploadUrl,
			 testing::Values("http://127.0.0.1:4711@evil.example/upload",
					 "http://user@127.0.0.1:4712/upload", "http://127.0.0.1.evil.example/upload",
					 "http://192.168.1.2:4711/upload", "http://0.0.0.0:4711/upload",
					 "ftp://127.0.0.1/upload", "https://sandbox.example/upload",
					 "https://open-upload.tiktokapis.com/video/"),
			 DirectPost::readableText);

TEST(Endpoints, OfASandboxElsewhereAllowUploadsToItsOwnHostOverHttps)
{
	const auto endpoints = Endpoints::sandbox("https://sandbox.example").value();
	EXPECT_TRUE(endpoints.isUploadUrlAllowed("https://sandbox.example/upload"));
	EXPECT_TRUE(endpoints.isUploadUrlAllowed("https://sandbox.example:8443/upload"));
	EXPECT_FALSE(endpoints.isUploadUrlAllowed("http://sandbox.example/upload"));
	EXPECT_FALSE(endpoints.isUploadUrlAllowed("https://upload.sandbox.example/upload"));
	EXPECT_FALSE(endpoints.isUploadUrlAllowed("https://open-upload.tiktokapis.com/video/"));
}

TEST(Endpoints, AllowPicturesFromAnyHttpsHostAndTheSandboxItself)
{
	EXPECT_TRUE(Endpoints::tikTok().isImageUrlAllowed("https://p16.tiktokcdn.com/avatar.jpeg?x=1"));
	EXPECT_FALSE(Endpoints::tikTok().isImageUrlAllowed("http://p16.tiktokcdn.com/avatar.jpeg"));
	EXPECT_FALSE(Endpoints::tikTok().isImageUrlAllowed("http://127.0.0.1:4711/avatar.jpeg"));
	const auto endpoints = Endpoints::sandbox("http://127.0.0.1:4711").value();
	EXPECT_TRUE(endpoints.isImageUrlAllowed("http://127.0.0.1:4711/avatar/1"));
	EXPECT_FALSE(endpoints.isImageUrlAllowed("http://127.0.0.1:4712/avatar/1"));
}

} // namespace

} // namespace DirectPost::TikTok
