#include "Posting.hpp"

#include "Api.hpp"
#include "InitSteps.hpp"
#include "MediaInspection.hpp"
#include "PostRules.hpp"
#include "PullSource.hpp"
#include "Random.hpp"
#include "UploadSession.hpp"
#include "Verdict.hpp"

#include <filesystem>

namespace DirectPost::StandIn {
namespace {

std::expected<void, ApiError> readFilePlan(const nlohmann::json &source, SandboxPost &post)
{
	const auto size = integerMember(source, "video_size");
	const auto chunk = integerMember(source, "chunk_size");
	const auto count = integerMember(source, "total_chunk_count");
	for (const auto *number : {&size, &chunk, &count}) {
		if (!*number)
			return std::unexpected(number->error());
	}
	post.videoSize_bytes = size->value_or(0);
	post.chunkSize_bytes = chunk->value_or(0);
	post.totalChunkCount = count->value_or(0);
	return checkChunkPlan(post.videoSize_bytes, post.chunkSize_bytes, post.totalChunkCount);
}

std::expected<void, ApiError> readSourceInfo(const Call &call, const nlohmann::json &body, SandboxPost &post)
{
	const auto wrong = refusal("invalid_params", "The request source info is empty or incorrect");
	const auto found = body.find("source_info");
	if (found == body.end() || !found->is_object())
		return wrong;
	noteUnknownMembers(call, *found, {"source", "video_size", "chunk_size", "total_chunk_count", "video_url"});
	const auto source = stringMember(*found, "source");
	const auto url = stringMember(*found, "video_url");
	if (!source || !url)
		return wrong;
	post.source = source->value_or("");
	if (post.source == "FILE_UPLOAD")
		return readFilePlan(*found, post);
	if (post.source != "PULL_FROM_URL")
		return wrong;
	post.urls = {url->value_or("")};
	return checkPullUrl(call.world, post.urls.front());
}

std::expected<void, ApiError> readDirectPost(const Call &call, const nlohmann::json &body,
					     const SandboxCreator &creator, SandboxPost &post)
{
	noteUnknownMembers(call, body, {"post_info", "source_info"});
	const auto info = body.find("post_info");
	if (info == body.end() || !info->is_object())
		return refusal("invalid_params", "The request post info is empty or incorrect");
	if (const auto source = readSourceInfo(call, body, post); !source)
		return source;
	if (const auto read = readPostInfo(call, *info, creator, post); !read)
		return read;
	return checkDirectPostAllowed(call, creator);
}

std::expected<void, ApiError> readDraft(const Call &call, const nlohmann::json &body, const SandboxCreator &creator,
					SandboxPost &post)
{
	noteUnknownMembers(call, body, {"source_info"});
	if (const auto source = readSourceInfo(call, body, post); !source)
		return source;
	return checkDraftAllowed(call, creator);
}

nlohmann::json openUpload(const World &world, PostEntry &entry)
{
	entry.uploadId = randomDigits(19);
	entry.uploadToken = randomHex(32);
	entry.uploadExpiresAt = world.clock.now() + world.options.uploadUrlLifetime;
	entry.upload = std::make_shared<UploadSession>(entry.post.file);
	entry.post.status = "PROCESSING_UPLOAD";
	const std::string url =
		world.uploadUrl + "/video/?upload_id=" + entry.uploadId + "&upload_token=" + entry.uploadToken;
	return {{"publish_id", entry.post.publishId}, {"upload_url", url}};
}

void keepPulled(Call &call, PostEntry &entry, const Pulled &pulled)
{
	entry.post.contentType = pulled.contentType;
	entry.post.videoSize_bytes = entry.post.stored_bytes = static_cast<int64_t>(pulled.bytes.size());
	UploadSession session(entry.post.file);
	session.begin(0);
	session.append(pulled.bytes);
	session.keep();
	session.close();
	entry.post.sha256 = session.sha256();
	decideVerdict(call, entry,
		      entry.post.file.empty() ? std::nullopt : std::optional(inspectMedia(entry.post.file)));
}

nlohmann::json pullVideo(Call &call, PostEntry &entry)
{
	entry.post.status = "PROCESSING_DOWNLOAD";
	const auto pulled = pull(call.world, entry.post.urls.front());
	if (!pulled)
		decideVerdict(call, entry, std::nullopt, "video_pull_failed");
	else if (*pulled)
		keepPulled(call, entry, **pulled);
	else
		decideVerdict(call, entry, std::nullopt);
	return {{"publish_id", entry.post.publishId}};
}

std::string_view idPrefix(bool isDraft, std::string_view source)
{
	if (source == "FILE_UPLOAD")
		return isDraft ? "v_inbox_file~v2." : "v_pub_file~v2-1.";
	return isDraft ? "v_inbox_url~v2." : "v_pub_url~v2.";
}

ApiResult init(Call &call, bool isDraft)
{
	const auto poster = admitPoster(call, {isDraft ? "video.upload" : "video.publish"});
	if (!poster)
		return std::unexpected(poster.error());
	const auto body = jsonBody(call);
	if (!body)
		return std::unexpected(body.error());
	PostEntry entry = newEntry(*poster->creator, isDraft ? "draft" : "direct", {});
	const auto read = isDraft ? readDraft(call, *body, *poster->creator, entry.post)
				  : readDirectPost(call, *body, *poster->creator, entry.post);
	if (!read)
		return std::unexpected(read.error());
	entry.post.publishId = std::string(idPrefix(isDraft, entry.post.source)) + entry.post.publishId;
	if (call.world.options.keepReceivedFiles)
		entry.post.file = call.world.stateFolder / "received" / (entry.post.publishId + ".bin");
	PostEntry &added = call.world.posts.add(std::move(entry), call.world.clock.now());
	if (!isDraft)
		spendCreatorInfo(call, added.post);
	return added.post.source == "FILE_UPLOAD" ? openUpload(call.world, added) : pullVideo(call, added);
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
