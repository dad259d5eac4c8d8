#include "PostStore.hpp"

#include <algorithm>
#include <set>

namespace DirectPost::StandIn {
namespace {

constexpr auto kDay = std::chrono::hours(24);

void publish(PostEntry &entry, Time at)
{
	entry.post.status = "PUBLISH_COMPLETE";
	entry.post.publishedAt = at;
}

void settleOne(PostEntry &entry, Time now, const std::string &baseUrl)
{
	SandboxPost &post = entry.post;
	if (!entry.receivedAt || post.status == "FAILED" || now < *entry.receivedAt + entry.processing)
		return;
	if (!entry.verdict.empty()) {
		post.status = "FAILED";
		post.failReason = entry.verdict;
		return;
	}
	if (!post.publishedAt) {
		if (!isDraft(post))
			publish(entry, *entry.receivedAt + entry.processing);
		else if (entry.isFinished)
			publish(entry, now);
		else
			post.status = "SEND_TO_USER_INBOX";
	}
	const bool isPublic = post.effectivePrivacy == "PUBLIC_TO_EVERYONE" || isDraft(post);
	if (post.publishedAt && isPublic && post.postIds.empty() && now >= *post.publishedAt + entry.moderation) {
		post.postIds = {entry.postId};
		post.link = baseUrl + "/@" + post.username + "/video/" + std::to_string(entry.postId);
	}
}

} // namespace

bool isDraft(const SandboxPost &post)
{
	return post.kind == "draft" || post.kind == "photo_draft";
}

PostEntry &PostStore::add(PostEntry entry, Time now)
{
	entry.post.createdAt = now;
	entry.post.inits = 1 + static_cast<int>(std::ranges::count_if(entries_, [&](const PostEntry &other) {
				   return other.post.openId == entry.post.openId &&
					  other.post.kind == entry.post.kind && other.post.title == entry.post.title &&
					  other.post.videoSize_bytes == entry.post.videoSize_bytes &&
					  other.post.urls == entry.post.urls;
			   }));
	return entries_.emplace_back(std::move(entry));
}

PostEntry *PostStore::find(std::string_view publishId)
{
	const auto found =
		std::ranges::find_if(entries_, [&](const auto &entry) { return entry.post.publishId == publishId; });
	return found == entries_.end() ? nullptr : &*found;
}

PostEntry *PostStore::findUpload(std::string_view uploadId, std::string_view uploadToken)
{
	const auto found = std::ranges::find_if(entries_, [&](const auto &entry) {
		return !uploadId.empty() && entry.uploadId == uploadId && entry.uploadToken == uploadToken;
	});
	return found == entries_.end() ? nullptr : &*found;
}

void PostStore::settle(Time now, const std::string &baseUrl)
{
	for (PostEntry &entry : entries_)
		settleOne(entry, now, baseUrl);
}

int PostStore::recent(std::string_view openId, bool drafts, Time now) const
{
	return static_cast<int>(std::ranges::count_if(entries_, [&](const PostEntry &entry) {
		return entry.post.openId == openId && isDraft(entry.post) == drafts && entry.receivedAt &&
		       now - *entry.receivedAt < kDay && entry.post.status != "FAILED" && !entry.isFinished;
	}));
}

int PostStore::recentCreators(std::string_view except, Time now) const
{
	std::set<std::string_view> creators;
	for (const PostEntry &entry : entries_) {
		if (entry.post.openId != except && entry.receivedAt && now - *entry.receivedAt < kDay)
			creators.insert(entry.post.openId);
	}
	return static_cast<int>(creators.size());
}

} // namespace DirectPost::StandIn
