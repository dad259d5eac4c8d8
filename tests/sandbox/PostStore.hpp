#pragma once

#include "sandbox/Sandbox.hpp"
#include "SandboxClock.hpp"

#include <list>

namespace DirectPost::StandIn {

class UploadSession;

// A post with what TikTok knows about it and the client does not.
struct PostEntry {
	SandboxPost post;
	std::string uploadId;
	std::string uploadToken;
	Time uploadExpiresAt;
	std::shared_ptr<UploadSession> upload;
	int64_t partial_bytes = 0; // of an unfinished chunk, where a fault lets them count as uploaded
	int64_t highest_bytes = 0; // the furthest byte that ever came, kept or not

	std::optional<Time> receivedAt; // the last byte
	std::string verdict;            // fail_reason that will show after processing; empty: it will be published
	std::chrono::milliseconds processing{0};
	std::chrono::milliseconds moderation{0};
	bool isFinished = false; // a draft: by its creator, in the app
	int64_t postId = 0;
};

// Guarded by World's mutex. What time does to posts happens when they are looked at.
class PostStore {
public:
	PostEntry &add(PostEntry entry, Time now);
	PostEntry *find(std::string_view publishId);
	PostEntry *findUpload(std::string_view uploadId, std::string_view uploadToken);

	void settle(Time now, const std::string &baseUrl);
	const std::list<PostEntry> &entries() const { return entries_; }
	std::list<PostEntry> &entries() { return entries_; }

	// In the last 24 hours, with every byte received and not failed; of drafts, those that nobody has finished.
	int recent(std::string_view openId, bool drafts, Time now) const;
	int recentCreators(std::string_view except, Time now) const;

private:
	std::list<PostEntry> entries_;
};

bool isDraft(const SandboxPost &post);

} // namespace DirectPost::StandIn
