#include <tiktok/Client.hpp>

#include "PhotoVerdict.hpp"
#include "Replies.hpp"
#include "Requests.hpp"

#include <base/Redaction.hpp>

#include <format>

namespace DirectPost::TikTok {

namespace {

constexpr size_t kLargestAvatar_bytes = 2 << 20;
constexpr size_t kPhotoHead_bytes = 64 << 10;    // behind the usual EXIF and colour profile
constexpr size_t kLongPhotoHead_bytes = 4 << 20; // behind the longest: previews, depth maps

HttpRequest postRequest(const Endpoints &endpoints, std::string_view path, const char *contentType, Secret body)
{
	HttpRequest request;
	request.method = "POST";
	request.url = Secret(endpoints.api(path));
	request.headers.emplace_back("Content-Type", Secret(contentType));
	request.body = std::move(body);
	request.caFile = endpoints.caFile();
	return request;
}

// Fresh connections: a code or refresh token that is sent twice is refused the second time, and the login is lost.
HttpRequest formRequest(const Endpoints &endpoints, std::string_view path,
			const std::vector<std::pair<std::string_view, std::string_view>> &fields)
{
	HttpRequest request = postRequest(endpoints, path, "application/x-www-form-urlencoded", formBody(fields));
	request.onFreshConnection = true;
	return request;
}

HttpRequest withBearer(HttpRequest request, const Secret &accessToken)
{
	request.headers.emplace_back("Authorization", Secret("Bearer " + accessToken.reveal()));
	return request;
}

HttpRequest jsonRequest(const Endpoints &endpoints, std::string_view path, const Secret &accessToken, std::string body)
{
	return withBearer(postRequest(endpoints, path, "application/json; charset=UTF-8", Secret(std::move(body))),
			  accessToken);
}

HttpRequest urlRequest(const Endpoints &endpoints, const char *method, const std::string &url)
{
	HttpRequest request;
	request.method = method;
	request.url = Secret(url);
	request.caFile = endpoints.caFile();
	return request;
}

Error urlNotAllowed(const Secret &url)
{
	return {.kind = ErrorKind::Refused, .code = "upload_url_not_allowed", .detail = withoutQuery(url.reveal())};
}

Error imageUnavailable(const std::string &url, std::string detail)
{
	return {.kind = ErrorKind::Server, .code = "image_unavailable", .detail = withoutQuery(url) + ": " + detail};
}

} // namespace

Client::Client(TransferLoop &loop, Endpoints endpoints, Log log)
	: loop_(loop), endpoints_(std::move(endpoints)), log_(std::move(log))
{
}

template <class T, class Read> void Client::ask(HttpRequest request, const char *what, Read read, Reply<T> reply)
{
	loop_.start(std::move(request), [log = log_, what, read, reply](const Expected<HttpReply> &answer) {
		if (!answer)
			return reply(std::unexpected(answer.error()));
		Expected<T> result = read(*answer);
		if (!result)
			log(LogLevel::Warning,
			    std::format("{}: HTTP {}, {}: {} (log id {})", what, answer->status, result.error().code,
					result.error().detail, result.error().logId));
		reply(std::move(result));
	});
}

void Client::exchangeCode(const Credentials &credentials, const CodeExchange &exchange, Reply<TokenGrant> reply)
{
	ask(formRequest(endpoints_, "/v2/oauth/token/",
			{{"client_key", credentials.clientKey},
			 {"client_secret", credentials.clientSecret.reveal()},
			 {"code", exchange.code.reveal()},
			 {"grant_type", "authorization_code"},
			 {"redirect_uri", exchange.redirectUri},
			 {"code_verifier", exchange.verifier.reveal()}}),
	    "token for a code", readTokenGrant, std::move(reply));
}

void Client::refresh(const Credentials &credentials, const Secret &refreshToken, Reply<TokenGrant> reply)
{
	ask(formRequest(endpoints_, "/v2/oauth/token/",
			{{"client_key", credentials.clientKey},
			 {"client_secret", credentials.clientSecret.reveal()},
			 {"grant_type", "refresh_token"},
			 {"refresh_token", refreshToken.reveal()}}),
	    "token refresh", readTokenGrant, std::move(reply));
}

void Client::revoke(const Credentials &credentials, const Secret &accessToken, Reply<void> reply)
{
	ask(formRequest(endpoints_, "/v2/oauth/revoke/",
			{{"client_key", credentials.clientKey},
			 {"client_secret", credentials.clientSecret.reveal()},
			 {"token", accessToken.reveal()}}),
	    "token revocation", readRevoked, std::move(reply));
}

void Client::profile(const Secret &accessToken, Reply<Profile> reply)
{
	const std::string url = endpoints_.api("/v2/user/info/?fields=open_id,display_name,avatar_url");
	ask(withBearer(urlRequest(endpoints_, "GET", url), accessToken), "user info", readProfile, std::move(reply));
}

void Client::creatorInfo(const Secret &accessToken, Reply<CreatorInfo> reply)
{
	ask(jsonRequest(endpoints_, "/v2/post/publish/creator_info/query/", accessToken, "{}"), "creator info",
	    readCreatorInfo, std::move(reply));
}

void Client::initVideo(const Secret &accessToken, const VideoPost &post, const ChunkPlan &plan,
		       Reply<UploadTicket> reply)
{
	initUpload("video init",
		   jsonRequest(endpoints_, "/v2/post/publish/video/init/", accessToken, videoInitBody(post, plan)),
		   std::move(reply));
}

void Client::initDraft(const Secret &accessToken, const ChunkPlan &plan, Reply<UploadTicket> reply)
{
	initUpload("draft init",
		   jsonRequest(endpoints_, "/v2/post/publish/inbox/video/init/", accessToken, draftInitBody(plan)),
		   std::move(reply));
}

void Client::initUpload(const char *what, HttpRequest request, Reply<UploadTicket> reply)
{
	request.onFreshConnection = true;
	const auto read = [endpoints = endpoints_](const HttpReply &answer) -> Expected<UploadTicket> {
		auto ticket = readVideoTicket(answer);
		if (ticket && !endpoints.isUploadUrlAllowed(ticket->uploadUrl.reveal()))
			return std::unexpected(urlNotAllowed(ticket->uploadUrl));
		return ticket;
	};
	ask(std::move(request), what, read, std::move(reply));
}

// A photo post is complete with its init: sent twice, it would be posted twice.
void Client::initPhotos(const Secret &accessToken, const PhotoPost &post, Reply<UploadTicket> reply)
{
	auto request = jsonRequest(endpoints_, "/v2/post/publish/content/init/", accessToken, photoInitBody(post));
	request.onFreshConnection = true;
	ask(std::move(request), "photo init", readPhotoTicket, std::move(reply));
}

void Client::status(const Secret &accessToken, const std::string &publishId, Reply<PostStatus> reply)
{
	ask(jsonRequest(endpoints_, "/v2/post/publish/status/fetch/", accessToken, statusBody(publishId)), "status",
	    readStatus, std::move(reply));
}

TransferId Client::putChunk(ChunkUpload upload, Reply<ChunkReply> reply,
			    std::function<void(int64_t sent_bytes)> progress)
{
	if (!endpoints_.isUploadUrlAllowed(upload.uploadUrl.reveal())) {
		loop_.post([reply, error = urlNotAllowed(upload.uploadUrl)] { reply(std::unexpected(error)); });
		return 0;
	}
	const auto range = upload.plan.range(upload.index);
	HttpRequest request;
	request.url = upload.uploadUrl;
	request.headers.emplace_back("Content-Type", Secret(upload.contentType));
	request.headers.emplace_back("Content-Range", Secret(contentRange(upload.plan, upload.index)));
	request.upload = HttpRequest::Upload{std::move(upload.body), range.length_bytes};
	request.caFile = endpoints_.caFile();
	const auto done = [plan = upload.plan, reply](const Expected<HttpReply> &answer) {
		reply(answer.and_then([&](const HttpReply &one) { return readChunkReply(one, plan); }));
	};
	return loop_.start(std::move(request), done, std::move(progress));
}

void Client::image(const std::string &url, Reply<std::string> reply)
{
	if (!endpoints_.isImageUrlAllowed(url))
		return loop_.post([reply, url] { reply(std::unexpected(imageUnavailable(url, "not https"))); });
	HttpRequest request = urlRequest(endpoints_, "GET", url);
	request.largestReply_bytes = kLargestAvatar_bytes;
	loop_.start(std::move(request), [url, reply](Expected<HttpReply> answer) {
		if (!answer)
			return reply(std::unexpected(imageUnavailable(url, answer.error().code)));
		if (answer->status != 200 || answer->body.empty())
			return reply(std::unexpected(imageUnavailable(url, "HTTP " + std::to_string(answer->status))));
		reply(std::move(answer->body));
	});
}

void Client::checkPhotoUrl(const std::string &url, Reply<PhotoSize> reply)
{
	if (!endpoints_.isImageUrlAllowed(url))
		return loop_.post([reply, url] { reply(std::unexpected(photoUrlNotHttps(url))); });

	const auto judgeHead = [this, url, reply](const Expected<HttpReply> &answer) {
		// Some hosts refuse HEAD, or sign their links for GET only.
		const bool isRefused = answer && answer->status >= 400;
		if (isRefused)
			return lookAtPhoto(url, kPhotoHead_bytes, kLargestPhoto_bytes,
					   [this, url, reply](const Expected<HttpReply> &looked) {
						   if (!looked || !photoVerdict(url, looked))
							   return concludePhoto(url, looked, reply);
						   measurePhoto(url, *looked, *looked, reply);
					   });
		if (!answer || !photoVerdict(url, answer))
			return concludePhoto(url, answer, reply);
		// Where a host takes no range, the rest is left to TikTok.
		lookAtPhoto(url, kPhotoHead_bytes, kPhotoHead_bytes,
			    [this, url, reply, head = *answer](const Expected<HttpReply> &looked) {
				    measurePhoto(url, head, looked.value_or(HttpReply()), reply);
			    });
	};
	loop_.start(urlRequest(endpoints_, "HEAD", url), judgeHead);
}

// Behind a long EXIF the size comes later: then more of the photo is asked for.
void Client::measurePhoto(const std::string &url, const HttpReply &head, const HttpReply &firstBytes,
			  const Reply<PhotoSize> &reply)
{
	const auto size = photoSize(url, head, firstBytes);
	const bool isCut = firstBytes.status == 206 && firstBytes.body.size() == kPhotoHead_bytes;
	if (!size || size->width > 0 || !isCut)
		return reply(size);
	lookAtPhoto(url, kLongPhotoHead_bytes, kLongPhotoHead_bytes,
		    [url, head, firstBytes, reply](const Expected<HttpReply> &looked) {
			    reply(photoSize(url, head, looked.value_or(firstBytes)));
		    });
}

void Client::lookAtPhoto(const std::string &url, size_t wanted_bytes, size_t most_bytes,
			 std::function<void(const Expected<HttpReply> &)> looked)
{
	HttpRequest request = urlRequest(endpoints_, "GET", url);
	request.headers.emplace_back("Range", Secret(std::format("bytes=0-{}", wanted_bytes - 1)));
	request.largestReply_bytes = most_bytes;
	loop_.start(std::move(request), looked);
}

// A name that does not exist looks like no network, and a sign-in page like a broken host: TikTok tells them apart.
void Client::concludePhoto(const std::string &url, const Expected<HttpReply> &answer, const Reply<PhotoSize> &reply)
{
	const auto verdict = [url, answer] {
		return photoVerdict(url, answer).and_then([&] { return photoSize(url, *answer, *answer); });
	};
	if (answer || !meaningOf(answer.error().kind).isOfLine)
		return reply(verdict());
	const auto judge = [reply, verdict](const Expected<HttpReply> &fromTikTok) {
		const bool isLineOut = !fromTikTok && meaningOf(fromTikTok.error().kind).isOfLine;
		reply(isLineOut ? std::unexpected(fromTikTok.error()) : verdict());
	};
	loop_.start(urlRequest(endpoints_, "HEAD", endpoints_.api("/")), judge);
}

} // namespace DirectPost::TikTok
