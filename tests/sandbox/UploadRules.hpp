#pragma once

#include "Gateway.hpp"

namespace DirectPost::StandIn {

class UploadSession;

struct ContentRange {
	int64_t first = 0;
	int64_t last = 0; // inclusive
	int64_t total = 0;
};

// One PUT, judged by what is known before its body.
struct UploadAttempt {
	std::string publishId = {}; // empty: there is no such upload URL
	std::shared_ptr<UploadSession> session = {};
	std::optional<ContentRange> range = {};
	bool isLast = false;
	int refusal = 0; // the HTTP status; 0: it may come
};

// Notes violations; sets the progress header of a refusal and the call's chunk.
UploadAttempt judgeUpload(Call &call);

// The refusal, or 0, once the body is there: the hour is that of the whole upload, and the app may have been removed
// meanwhile. Notes and sets the same.
int judgeArrival(Call &call, const UploadAttempt &attempt);

// Content-Range of a reply: how far the upload is.
void setProgress(Call &call, const SandboxPost &post);

} // namespace DirectPost::StandIn
