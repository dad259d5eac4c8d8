#pragma once

#include "ChunkPlan.hpp"
#include "Endpoints.hpp"
#include "TransferLoop.hpp"
#include "Types.hpp"

#include <base/Log.hpp>

namespace DirectPost::TikTok {

template <class T> using Reply = std::function<void(Expected<T>)>;

// What TikTok's upload host said to one chunk.
struct ChunkReply {
	int status =
		0; // 201 all parts are there, 206 more expected, 416 not what the server expects; any 2xx is "taken"
	std::optional<int64_t> received_bytes; // from the reply's Content-Range, counted from the file's start
};

// One chunk on its way.
struct ChunkUpload {
	Secret uploadUrl;
	std::string contentType;
	ChunkPlan plan;
	int index = 0;
	std::shared_ptr<UploadBody> body; // of the chunk
};

// TikTok's wire protocol as typed calls. Everything runs on the loop's thread; each reply comes there exactly once. No
// call repeats itself: what may be repeated and when is the caller's knowledge. Errors come from ErrorTable.hpp, plus
// TransferLoop's; reply_not_understood when TikTok's answer makes no sense; upload_url_not_allowed for a foreign host.
// Must outlive what it started: stop the loop first.
class Client {
public:
	Client(TransferLoop &loop, Endpoints endpoints, Log log);

	const Endpoints &endpoints() const { return endpoints_; }

	void exchangeCode(const Credentials &credentials, const CodeExchange &exchange, Reply<TokenGrant> reply);
	void refresh(const Credentials &credentials, const Secret &refreshToken, Reply<TokenGrant> reply);
	void revoke(const Credentials &credentials, const Secret &accessToken, Reply<void> reply);

	void profile(const Secret &accessToken, Reply<Profile> reply);
	void creatorInfo(const Secret &accessToken, Reply<CreatorInfo> reply);
	void initVideo(const Secret &accessToken, const VideoPost &post, const ChunkPlan &plan,
		       Reply<UploadTicket> reply);
	// A video for the creator's inbox in the TikTok app. Needs kDraftScope.
	void initDraft(const Secret &accessToken, const ChunkPlan &plan, Reply<UploadTicket> reply);
	void initPhotos(const Secret &accessToken, const PhotoPost &post, Reply<UploadTicket> reply);
	void status(const Secret &accessToken, const std::string &publishId, Reply<PostStatus> reply);

	// Cancel with loop().cancel(id); 0 when the upload URL is refused. A 416 is a reply, not an error.
	TransferId putChunk(ChunkUpload upload, Reply<ChunkReply> reply,
			    std::function<void(int64_t sent_bytes)> progress);

	// Avatar bytes, at most 2 MiB. Error: image_unavailable.
	void image(const std::string &url, Reply<std::string> reply);
	// HEAD, and GET of the first bytes: https, no redirect, JPEG or WebP, at most 20 MB.
	// Errors: photo_url_not_https, photo_url_redirects, photo_type_not_allowed, photo_too_big,
	// photo_url_unreachable, photo_host_unknown; photo_host_busy, which may be over in a moment; and where TikTok
	// cannot be reached either, what TransferLoop says about that.
	void checkPhotoUrl(const std::string &url, Reply<PhotoSize> reply);

	TransferLoop &loop() { return loop_; }

private:
	void initUpload(const char *what, HttpRequest request, Reply<UploadTicket> reply);
	template <class T, class Read> void ask(HttpRequest request, const char *what, Read read, Reply<T> reply);
	void measurePhoto(const std::string &url, const HttpReply &head, const HttpReply &firstBytes,
			  const Reply<PhotoSize> &reply);
	void lookAtPhoto(const std::string &url, size_t wanted_bytes, size_t most_bytes,
			 std::function<void(const Expected<HttpReply> &)> looked);
	void concludePhoto(const std::string &url, const Expected<HttpReply> &answer, const Reply<PhotoSize> &reply);

	TransferLoop &loop_;
	Endpoints endpoints_;
	Log log_;
};

} // namespace DirectPost::TikTok
