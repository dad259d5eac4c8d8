#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A stand-in for TikTok that enforces its documented rules and injects its faults, on 127.0.0.1. It keeps what it
// received, so that a test can ask what would have become of it. Everything here may be called from any thread.
namespace DirectPost {

// A TikTok account that may post.
struct SandboxCreator {
	std::string openId = {};
	std::string username = {}; // without the @
	std::string nickname = {};
	bool isPrivate = false; // decides the privacy levels, unless they are listed
	std::vector<std::string> privacyLevelOptions = {};
	bool commentDisabled = false;
	bool duetDisabled = false;
	bool stitchDisabled = false;
	int maxVideoPostDuration_s = 600;
	int dailyPostCap = 15; // direct posts in any 24 hours
	bool bannedFromPosting = false;

	// privacyLevelOptions, or what TikTok offers for a public or a private account.
	std::vector<std::string> privacyLevels() const;
};

// What the number in the Content-Range of a PUT's reply means; TikTok does not say.
enum class SandboxProgress {
	Count = 1, // bytes stored
	LastIndex, // index of the last byte stored
};

struct SandboxOptions {
	std::string clientKey = "sbsandboxclientkey";
	std::string clientSecret = "sandbox-client-secret";
	std::vector<SandboxCreator> creators = {}; // none: one public creator, niaplays
	std::vector<std::string> appScopes = {"user.info.basic", "user.info.profile", "video.publish", "video.upload"};
	std::vector<std::string> redirectUris = {"http://127.0.0.1:*/callback/", "http://localhost:*/callback/"};
	std::vector<std::string> verifiedUrlPrefixes = {}; // what PULL_FROM_URL and photos may name
	bool audited = true;                               // has the client passed TikTok's audit?
	int activeUserCap = 0; // creators posting in 24 hours; 0: 5 if not audited, else none

	int port = 0;       // 0: a free one
	int uploadPort = 0; // of the upload host; 0: a free one
	bool tls = false;
	std::string hostName = "127.0.0.1"; // in its URLs and its certificate; it listens on 127.0.0.1 whatever it is
	std::filesystem::path
		stateFolder; // received/<publish_id>.bin and ca.pem; empty: temporary, removed with the sandbox
	bool keepReceivedFiles = true; // false: bytes are hashed and dropped, and the file is not inspected

	bool consentAtOnce = false;    // the authorize page answers as if the first creator had agreed to everything
	bool enforceRateLimits = true; // 6 inits, 20 creator infos, 30 statuses a minute and token
	// Pulls from https on this machine, trusting this certificate; empty: what is pulled is believed to be there.
	std::filesystem::path loopbackCaFile = {};
	bool refreshRenewsLifetime = false; // does rotation restart the refresh token's lifetime? TikTok does not say
	SandboxProgress progress = SandboxProgress::Count;

	std::chrono::milliseconds processing{0}; // from the last byte to PUBLISH_COMPLETE or FAILED
	std::chrono::milliseconds moderation{0}; // from PUBLISH_COMPLETE to the id of a public post
	std::chrono::seconds accessTokenLifetime{7'200};
	std::chrono::seconds refreshTokenLifetime{15'552'000};
	std::chrono::seconds codeLifetime{300};
	std::chrono::seconds uploadUrlLifetime{3'600};
	std::chrono::seconds avatarLifetime{7'200};
};

// What a file turned out to be, by its content.
struct SandboxMedia {
	std::string container = {}; // mp4, quicktime, webm, matroska, or unknown
	bool isComplete = false;    // has everything a player needs (MP4: a moov; nothing cut off)
	bool isFastStart = false;   // MP4: moov before mdat
	bool isFragmented = false;  // MP4: moof or mvex
	std::string videoCodec =
		{}; // the sample entry (avc1, hvc1, vp09, …) or Matroska codec id; empty where not read
	std::string audioCodec = {};
	int width = 0;
	int height = 0;
	double duration_s = 0;
	double frameRate_fps = 0;
};

// One PUT of a part of a file.
struct SandboxChunk {
	int index = 0; // by its first byte
	int64_t first = 0;
	int64_t last = 0;           // inclusive, as in Content-Range
	int64_t received_bytes = 0; // of the body
	bool stored = false;
	int httpStatus = 0; // 0: none was sent
	int connection = 0; // the connection's number: equal numbers, reused connection
	std::chrono::system_clock::time_point startedAt = {};
	std::chrono::microseconds duration{0};
};

struct SandboxPost {
	std::string publishId = {};
	std::string kind = {};   // direct, draft, photo or photo_draft
	std::string source = {}; // FILE_UPLOAD or PULL_FROM_URL
	std::string openId = {};
	std::string username = {};

	std::string title = {}; // the caption
	std::string description = {};
	std::string privacyLevel = {};     // as asked for
	std::string effectivePrivacy = {}; // an unaudited client's posts are SELF_ONLY
	std::optional<bool> disableComment = {};
	std::optional<bool> disableDuet = {};
	std::optional<bool> disableStitch = {};
	std::optional<bool> brandContentToggle = {};
	std::optional<bool> brandOrganicToggle = {};
	std::optional<bool> isAigc = {};
	std::optional<bool> autoAddMusic = {};
	std::optional<int64_t> videoCoverTimestamp_ms = {};
	std::optional<int64_t> photoCoverIndex = {};
	std::vector<std::string> urls = {}; // pulled

	int64_t videoSize_bytes = 0;
	int64_t chunkSize_bytes = 0;
	int64_t totalChunkCount = 0;
	int64_t stored_bytes = 0;
	int64_t received_bytes = 0;      // of all bodies
	int64_t receivedTwice_bytes = 0; // of these, at offsets that had been received before
	std::string sha256 = {};         // lower-case hex, once every byte is there
	std::string contentType = {};
	std::filesystem::path file = {}; // of the received bytes
	std::optional<SandboxMedia> media = {};
	std::vector<SandboxChunk> chunks = {};

	std::string status = {}; // as status/fetch says it
	std::string failReason = {};
	std::vector<int64_t> postIds = {};
	std::string link = {}; // of the first public post, on this server
	int inits = 1;         // of this creator for this kind, caption, size and these URLs, this one included
	std::chrono::system_clock::time_point createdAt = {};
	std::optional<std::chrono::system_clock::time_point> publishedAt = {};
};

struct SandboxRequest {
	int number = 0;
	int connection = 0;
	std::string endpoint = {}; // authorize, consent, token, revoke, user_info, creator_info, video_init,
				   // inbox_init, content_init, status, cancel, upload, page, avatar or unknown
	std::string method = {};
	std::string path = {}; // values of secret parameters are redacted
	std::vector<std::pair<std::string, std::string>> headers = {};
	std::string body = {}; // JSON of the API, redacted; of a form, the names of its fields
	int64_t requestBody_bytes = 0;
	int64_t replyBody_bytes = 0;
	int httpStatus = 0; // 0: no reply was sent
	std::string errorCode = {};
	std::string fault = {}; // that was applied
	std::chrono::system_clock::time_point at = {};
	std::chrono::microseconds duration{0};
};

// A rule that was broken, also one that TikTok itself would not report.
struct SandboxViolation {
	std::string rule = {}; // snake_case
	std::string detail = {};
	std::string endpoint = {};
	std::string publishId = {};
	int request = 0; // SandboxRequest::number
};

// A fault and where it strikes. The names are listed in tests/sandbox/README.md.
struct SandboxFault {
	std::string name = {};
	std::string endpoint =
		{};          // as SandboxRequest::endpoint; empty: upload for faults of uploads, else every endpoint
	int fromRequest = 1; // strikes at the n-th request (from now) that fits
	int times = 1;       // 0: every time
	std::optional<int> chunk = {}; // uploads: only at this chunk, from 0
	int64_t atByte = 0;            // of the body: where a fault during it strikes
	int httpStatus = 0;            // 0: what is usual for the fault
	std::string code = {};         // error.code, OAuth error or fail_reason
	std::string message = {};
	std::string errorType = {}; // authorize: error_type
	double delay_s = 0;         // 0: until the client gives up
	int retryAfter_s = -1;      // 429 and 5xx: Retry-After; -1: none
	int64_t size_bytes = 0;     // of huge_reply and huge_header, 0: 8 MiB and 2 MiB; of slow_link, bytes a second
	bool keepsBytes = false;    // faults during a body: are the bytes before the fault counted as uploaded?
	bool withoutReadingBody = false; // http_error_before: reply before the body was read, then close
};

struct SandboxConsent {
	std::string openId = {};              // empty: the first creator
	std::vector<std::string> scopes = {}; // empty: all that were asked for
	bool agrees = true;                   // false: clicks Cancel
};

struct SandboxTokens {
	std::string openId = {};
	std::string accessToken = {};
	std::string refreshToken = {};
	std::vector<std::string> scopes = {};
};

class Sandbox {
public:
	explicit Sandbox(SandboxOptions options = {});
	~Sandbox();
	Sandbox(const Sandbox &) = delete;
	Sandbox &operator=(const Sandbox &) = delete;

	// Listens when it returns. The error is a sentence.
	std::expected<void, std::string> start();
	// Closes every connection. Posts and records stay; start() may follow, on the same ports.
	void stop();

	std::string baseUrl() const;          // "http://127.0.0.1:4711"
	std::string uploadUrl() const;        // of the upload host: "http://127.0.0.1:4712"
	std::filesystem::path caFile() const; // with TLS: the certificate to trust
	std::filesystem::path stateFolder() const;
	const SandboxOptions &options() const; // as given, with the defaults filled in

	std::vector<SandboxPost> posts() const; // in the order of their inits
	std::optional<SandboxPost> post(std::string_view publishId) const;
	std::vector<SandboxRequest> requests() const;
	std::vector<SandboxRequest> requests(std::string_view endpoint) const;
	std::vector<SandboxViolation> violations() const;
	// Every code, token and upload token that was handed out, to look for where they must not be.
	std::vector<std::string> secrets() const;
	// Everything a test may want to print when it fails: posts, requests, violations and faults as JSON.
	std::string describe() const;

	// The fault's id; an error is a sentence about the name or a parameter.
	std::expected<int, std::string> inject(const SandboxFault &fault);
	int hits(int faultId) const; // how often it struck
	void clearFaults();

	// The sandbox's clock runs with the system's, plus what was advanced.
	void advance(std::chrono::milliseconds time);
	std::chrono::system_clock::time_point now() const;

	// False: no such creator. Takes effect with the next request.
	bool changeCreator(std::string_view openId, const std::function<void(SandboxCreator &)> &change);
	void addCreator(const SandboxCreator &creator);
	void setAudited(bool audited);
	void setProcessing(std::chrono::milliseconds processing, std::chrono::milliseconds moderation);
	void setAccessTokenLifetime(std::chrono::seconds lifetime); // of tokens issued from now on

	// What a person would do on the consent page: the URL the browser is sent to, or why the page shows an error.
	std::expected<std::string, std::string> consent(std::string_view authorizeUrl,
							const SandboxConsent &consent = {});
	// A token pair without the ceremony. Empty: the first creator, all scopes.
	SandboxTokens issueTokens(std::string_view openId = {}, const std::vector<std::string> &scopes = {});
	// As if their time had run out; refresh tokens stay good.
	void expireAccessTokens();
	// The user removes the app in TikTok: tokens die, posts in flight fail with auth_removed.
	void removeApp(std::string_view openId);
	// The user finishes a draft in TikTok's app. False: it is not in the inbox.
	bool finishDraft(std::string_view publishId);
	// Forgets posts, requests, violations, faults and rate limits; creators and tokens stay.
	void clear();

private:
	struct Parts;
	std::unique_ptr<Parts> parts_;
};

} // namespace DirectPost
