#include "Storage.hpp"

#include <gtest/gtest.h>

#include <set>

namespace DirectPost::Hosting {
namespace {

const Login kBucket{.place = {.kind = PlaceKind::S3,
			      .address = "https://s3.example:9000/",
			      .bucket = "nia",
			      .region = "eu-central-1",
			      .folder = "/clips of 2026/",
			      .user = "AKIA",
			      .publicAddress = "https://photos.nia.example/clips/"},
		    .secret = Secret("key")};
const Login kFolder{.place = {.kind = PlaceKind::Folder,
			      .address = "https://dav.nia.example/photos",
			      .user = "nia",
			      .publicAddress = "https://nia.example/photos"},
		    .secret = Secret("open sesame")};

std::string headerOf(const TikTok::HttpRequest &request, const std::string &name)
{
	for (const auto &[key, value] : request.headers)
		if (key == name)
			return value.reveal();
	return {};
}

TEST(Storage, ANameIsRandomAndFitForAnyServer)
{
	std::set<std::string> names;
	for (int i = 0; i < 100; ++i)
		names.insert(randomName());
	EXPECT_EQ(names.size(), 100U);
	EXPECT_EQ(names.begin()->find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-."), std::string::npos);
	EXPECT_GE(names.begin()->size(), 32U);
}

TEST(Storage, APictureGoesIntoTheFolderOfTheBucket)
{
	const auto request = putRequest(kBucket, "a.jpg", "bytes", std::chrono::seconds(30));
	EXPECT_EQ(request.url.reveal(), "https://s3.example:9000/nia/clips%20of%202026/a.jpg");
	ASSERT_TRUE(request.s3Login);
	EXPECT_EQ(request.s3Login->keyId, "AKIA");
	EXPECT_EQ(request.s3Login->key.reveal(), "key");
	EXPECT_EQ(request.s3Login->region, "eu-central-1");
	EXPECT_EQ(headerOf(request, "Content-Type"), "image/jpeg");
	ASSERT_TRUE(request.upload);
	EXPECT_EQ(request.upload->length_bytes, 5);
	Login login = kBucket;
	login.place.folder = {};
	EXPECT_EQ(putRequest(login, "a.jpg", "", {}).url.reveal(), "https://s3.example:9000/nia/a.jpg");
}

TEST(Storage, AWebFolderIsGivenNameAndPassword)
{
	const auto request = putRequest(kFolder, "a.jpg", "bytes", std::chrono::seconds(30));
	EXPECT_EQ(request.url.reveal(), "https://dav.nia.example/photos/a.jpg");
	EXPECT_EQ(headerOf(request, "Authorization"), "Basic bmlhOm9wZW4gc2VzYW1l");
	EXPECT_FALSE(request.s3Login);
	Login open = kFolder;
	open.place.user = {};
	EXPECT_EQ(headerOf(putRequest(open, "a.jpg", "", {}), "Authorization"), "");
}

TEST(Storage, APublicAddressLeadsBackToItsNameAndNoOtherDoes)
{
	const std::string name = randomName();
	const std::string address = publicAddressOf(kBucket.place, name);
	EXPECT_EQ(address, "https://photos.nia.example/clips/" + name);
	EXPECT_EQ(nameIn(kBucket.place, address), name);
	for (const std::string &other :
	     {std::string(), std::string("https://photos.nia.example/clips/holiday.jpg"),
	      "https://other.example/clips/" + name, "https://photos.nia.example/clips/more/" + name,
	      publicAddressOf(kBucket.place, "direct-post-ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ.jpg")})
		EXPECT_EQ(nameIn(kBucket.place, other), std::nullopt) << other;
}

TEST(Storage, OnlySafeAddressesAreUsed)
{
	const auto isAllowed = [](const std::string &address, const std::string &publicAddress) {
		Place place = kBucket.place;
		place.address = address;
		place.publicAddress = publicAddress;
		return judgeAddresses(place).has_value();
	};
	EXPECT_TRUE(isAllowed("https://s3.example", "https://nia.example/p"));
	EXPECT_TRUE(isAllowed("http://127.0.0.1:9000", "https://nia.example/p"));
	EXPECT_TRUE(isAllowed("http://localhost:9000", "https://nia.example/p"));
	for (const char *wrong :
	     {"http://s3.example", "s3.example", "ftp://s3.example", "https://", "https://a:b@s3.example",
	      "https://s3.example/?key=1", "https://s3.example/#a", "http://127.0.0.1.example"}) {
		EXPECT_FALSE(isAllowed(wrong, "https://nia.example/p")) << wrong;
		EXPECT_FALSE(isAllowed("https://s3.example", wrong)) << wrong;
	}
	EXPECT_FALSE(isAllowed("https://s3.example", "http://127.0.0.1:9000")) << "TikTok wants https everywhere";
}

std::string codeOf(int status)
{
	TikTok::HttpReply reply;
	reply.status = status;
	const auto verdict = storageVerdict(kBucket.place, reply);
	return verdict ? std::string() : verdict.error().code;
}

TEST(Storage, EachAnswerHasItsMeaning)
{
	EXPECT_EQ(codeOf(200), "");
	EXPECT_EQ(codeOf(201), "");
	EXPECT_EQ(codeOf(204), "");
	EXPECT_EQ(codeOf(301), "hosting_redirects");
	EXPECT_EQ(codeOf(307), "hosting_redirects");
	EXPECT_EQ(codeOf(401), "hosting_denied");
	EXPECT_EQ(codeOf(403), "hosting_denied");
	EXPECT_EQ(codeOf(404), "hosting_not_found");
	EXPECT_EQ(codeOf(409), "hosting_not_found");
	EXPECT_EQ(codeOf(405), "hosting_refused");
	EXPECT_EQ(codeOf(429), "hosting_busy");
	EXPECT_EQ(codeOf(503), "hosting_busy");
	EXPECT_EQ(codeOf(507), "hosting_refused");
}

std::string codeAfter(ErrorKind kind, const char *code)
{
	return storageVerdict(kBucket.place, std::unexpected(Error{.kind = kind, .code = code})).error().code;
}

TEST(Storage, WhatHappensOnTheWayHasItsMeaning)
{
	EXPECT_EQ(codeAfter(ErrorKind::Offline, "offline"), "offline");
	EXPECT_EQ(codeAfter(ErrorKind::Offline, "host_not_found"), "hosting_unreachable");
	EXPECT_EQ(codeAfter(ErrorKind::Unsent, "connection_failed"), "hosting_unreachable");
	EXPECT_EQ(codeAfter(ErrorKind::Lost, "connection_lost"), "hosting_unreachable");
	EXPECT_EQ(codeAfter(ErrorKind::Lost, "timed_out"), "hosting_slow");
	EXPECT_EQ(codeAfter(ErrorKind::Insecure, "tls_failed"), "hosting_insecure");
}

std::string publicCodeAfter(ErrorKind kind, const char *code)
{
	return publicError("https://nia.example/a.jpg", {.kind = kind, .code = code}).code;
}

TEST(Storage, WhatTikTokWouldMeetHasItsMeaning)
{
	EXPECT_EQ(publicCodeAfter(ErrorKind::PhotoUrl, "photo_url_redirects"), "hosting_public_redirects");
	EXPECT_EQ(publicCodeAfter(ErrorKind::PhotoUrl, "photo_type_not_allowed"), "hosting_public_type");
	EXPECT_EQ(publicCodeAfter(ErrorKind::PhotoUrl, "photo_url_unreachable"), "hosting_not_public");
	EXPECT_EQ(publicCodeAfter(ErrorKind::PhotoHost, "photo_host_busy"), "hosting_not_public");
	EXPECT_EQ(publicCodeAfter(ErrorKind::Offline, "offline"), "offline");
}

} // namespace
} // namespace DirectPost::Hosting
