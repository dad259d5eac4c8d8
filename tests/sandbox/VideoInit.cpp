#include "Posting.hpp"

#include "Api.hpp"
#include "PostRules.hpp"
#include "Random.hpp"
#include "SpamRisk.hpp"
#include "UploadSession.hpp"

#include <filesystem>

namespace DirectPost::StandIn {
namespace {

constexpr size_t kInitsPerMinute = 6;
constexpr int kMostPendingDrafts = 5;
constexpr auto kCreatorInfoIsFresh = std::chrono::minutes(30);

std::expected<void, ApiError> readSourceInfo(const Call &call, const nlohmann::json &body, SandboxPost &post)
{
	if (!body.contains("source_info") || !body["source_info"].is_object())
		return refusal("invalid_params", "The request source info is empty or incorrect");
	const nlohmann::json &source = body["source_info"];
	noteUnknownMembers(call, source, {"source", "video_size", "chunk_size", "total_chunk_count", "video_url"});
	const auto kind = stringMember(source, "source");
	const auto size = integerMember(source, "video_size");
	const auto chunk = integerMember(source, "chunk_size");
	const auto count = integerMember(source, "total_chunk_count");
	const auto url = stringMember(source, "video_url");
	for (const auto *error :
	     {kind ? nullptr : &kind.error(), size ? nullptr : &size.error(), chunk ? nullptr : &chunk.error(),
	      count ? nullptr : &count.error(), url ? nullptr : &url.error()}) {
		if (error)
			return std::unexpected(*error);
	}
	post.source = kind->value_or("");
	if (post.source == "PULL_FROM_URL") {
		post.urls = {url->value_or("")};
		return {};
	}
	if (post.source != "FILE_UPLOAD")
		return refusal("invalid_params", "The request source info is empty or incorrect");
	post.videoSize_bytes = size->value_or(0);
	post.chunkSize_bytes = chunk->value_or(0);
	post.totalChunkCount = count->value_or(0);
	return checkChunkPlan(post.videoSize_bytes, post.chunkSize_bytes, post.totalChunkCount);
}

std::expected<void, ApiError> readDirectPost(const Call &call, const nlohmann::json &body,
					     const SandboxCreator &creator, SandboxPost &post)
{
	noteUnknownMembers(call, body, {"post_info", "source_info"});
	if (!body.contains("post_info") || !body["post_info"].is_object())
		return refusal("invalid_params", "The request post info is empty or incorrect");
	if (const auto source = readSourceInfo(call, body, post); !source)
		return source;
	if (const auto info = readPostInfo(call, body["post_info"], creator, post); !info)
		return info;
	if (const auto risk = spamRisk(call.world, creator); !risk.empty())
		return refusal(risk);
	// It is the account that must be private, whatever the post's privacy.
	if (!call.world.options.audited && !creator.isPrivate)
		return refusal("unaudited_client_can_only_post_to_private_accounts");
	return {};
}

std::expected<void, ApiError> readDraft(const Call &call, const nlohmann::json &body, const SandboxCreator &creator,
					SandboxPost &post)
{
	noteUnknownMembers(call, body, {"source_info"});
	if (const auto source = readSourceInfo(call, body, post); !source)
		return source;
	if (creator.bannedFromPosting)
		return refusal("spam_risk_user_banned_from_posting");
	if (call.world.posts.recent(creator.openId, true, call.world.clock.now()) >= kMostPendingDrafts)
		return refusal("spam_risk_too_many_pending_share");
	return {};
}

nlohmann::json openUpload(World &world, PostEntry entry)
{
	const Time now = world.clock.now();
	entry.uploadId = randomDigits(19);
	entry.uploadToken = randomHex(32);
	entry.uploadExpiresAt = now + world.options.uploadUrlLifetime;
	if (world.options.keepReceivedFiles)
		entry.post.file = world.stateFolder / "received" / (entry.post.publishId + ".bin");
	entry.upload = std::make_shared<UploadSession>(entry.post.file);
	entry.post.status = "PROCESSING_UPLOAD";
	const PostEntry &added = world.posts.add(std::move(entry), now);
	return {{"publish_id", added.post.publishId},
		{"upload_url",
		 world.baseUrl + "/video/?upload_id=" + added.uploadId + "&upload_token=" + added.uploadToken}};
}

ApiResult init(Call &call, bool isDraftInit)
{
	const auto token = authorize(call, {isDraftInit ? "video.upload" : "video.publish"});
	if (!token)
		return std::unexpected(token.error());
	if (const auto admitted = admit(call, **token, kInitsPerMinute); !admitted)
		return std::unexpected(admitted.error());
	const auto body = jsonBody(call);
	if (!body)
		return std::unexpected(body.error());
	const Grant &grant = *(*token)->grant;
	const SandboxCreator &creator = *call.world.accounts.creator(grant.openId);

	PostEntry entry;
	entry.post.kind = isDraftInit ? "draft" : "direct";
	entry.post.publishId = (isDraftInit ? "v_inbox_file~v2." : "v_pub_file~v2-1.") + randomDigits(19);
	entry.post.openId = creator.openId;
	entry.post.username = creator.username;
	const auto read = isDraftInit ? readDraft(call, *body, creator, entry.post)
				      : readDirectPost(call, *body, creator, entry.post);
	if (!read)
		return std::unexpected(read.error());
	if (!isDraftInit && call.world.clock.now() - grant.creatorInfoAskedAt > kCreatorInfoIsFresh)
		call.violation("creator_info_not_asked", {}, entry.post.publishId);
	return openUpload(call.world, std::move(entry));
}

} // namespace

void serveVideoInit(Call &call)
{
	replyEnvelope(call, init(call, false));
}

void serveInboxInit(Call &call)
{
	replyEnvelope(call, init(call, true));
}

} // namespace DirectPost::StandIn
