#include "PhotoVerdict.hpp"

#include <gtest/gtest.h>

namespace DirectPost::TikTok {

namespace {

HttpReply replyOf(int status, std::multimap<std::string, std::string> headers)
{
	return {status, std::move(headers), {}};
}

std::string verdictOn(const Expected<HttpReply> &answer)
{
	const auto verdict = photoVerdict("https://example.com/photo.jpg?sig=secret", answer);
	if (verdict)
		return {};
	EXPECT_EQ(verdict.error().values.at(0).second, "https://example.com/photo.jpg");
	return verdict.error().code;
}

TEST(PhotoVerdict, AcceptsJpegAndWebpUpToTwentyMegabytes)
{
	EXPECT_EQ(verdictOn(replyOf(200, {{"content-type", "image/jpeg"}, {"content-length", "20000000"}})), "");
	EXPECT_EQ(verdictOn(replyOf(200, {{"content-type", "Image/WebP; q=1"}})), "");
	EXPECT_EQ(verdictOn(replyOf(206, {{"content-type", "image/jpeg"},
					  {"content-length", "1"},
					  {"content-range", "bytes 0-0/20000000"}})),
		  "");
}

TEST(PhotoVerdict, RefusesWhatTikTokWouldRefuse)
{
	EXPECT_EQ(verdictOn(replyOf(301, {{"content-type", "image/jpeg"}})), "photo_url_redirects");
	EXPECT_EQ(verdictOn(replyOf(404, {{"content-type", "image/jpeg"}})), "photo_url_unreachable");
	EXPECT_EQ(verdictOn(replyOf(200, {{"content-type", "image/png"}})), "photo_type_not_allowed");
	EXPECT_EQ(verdictOn(replyOf(200, {})), "photo_type_not_allowed");
	EXPECT_EQ(verdictOn(replyOf(200, {{"content-type", "image/jpeg"}, {"content-length", "20000001"}})),
		  "photo_too_big");
	EXPECT_EQ(verdictOn(replyOf(206, {{"content-type", "image/jpeg"},
					  {"content-length", "1"},
					  {"content-range", "bytes 0-0/20000001"}})),
		  "photo_too_big");
}

TEST(PhotoVerdict, SaysWhenTheAddressDoesNotAnswer)
{
	const auto verdictAfter = [](ErrorKind kind) {
		return verdictOn(std::unexpected(Error{.kind = kind, .code = "whatever"}));
	};
	EXPECT_EQ(verdictAfter(ErrorKind::Insecure), "photo_url_unreachable");
	EXPECT_EQ(verdictAfter(ErrorKind::NotUnderstood), "photo_url_unreachable");
	EXPECT_EQ(verdictAfter(ErrorKind::ReplyTooBig), "photo_too_big");
}

TEST(PhotoVerdict, TellsWhatMayBeOverInAMomentFromWhatWillNotBe)
{
	for (const auto kind : {ErrorKind::Unsent, ErrorKind::Lost}) {
		const Error failure{.kind = kind, .code = "whatever"};
		EXPECT_EQ(verdictOn(std::unexpected(failure)), "photo_host_busy") << meaningOf(kind).name;
	}
	for (const int status : {429, 500, 503})
		EXPECT_EQ(verdictOn(replyOf(status, {{"content-type", "image/jpeg"}})), "photo_host_busy") << status;
	const Error offline{.kind = ErrorKind::Offline, .code = "offline"};
	EXPECT_EQ(verdictOn(std::unexpected(offline)), "photo_host_unknown") << "TikTok was reached";
}

} // namespace

} // namespace DirectPost::TikTok
