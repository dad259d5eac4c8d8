#include "Verdict.hpp"

#include "MediaInspection.hpp"
#include "Random.hpp"

namespace DirectPost::StandIn {
namespace {

std::optional<SandboxFault> strike(Call &call, std::string_view name)
{
	const auto armed = call.world.faults.take(FaultPhase::Verdict, "upload", {}, name);
	if (!armed)
		return std::nullopt;
	call.world.faults.hit(armed->id);
	return armed->fault;
}

std::chrono::milliseconds delay(Call &call, std::string_view fault, std::chrono::milliseconds otherwise)
{
	const auto struck = strike(call, fault);
	return struck ? fromSeconds(struck->delay_s) : otherwise;
}

void noteDuplicate(Call &call, const PostEntry &entry)
{
	for (const PostEntry &other : call.world.posts.entries()) {
		const bool isAccepted = other.receivedAt && other.verdict.empty() && other.post.status != "FAILED";
		if (&other != &entry && isAccepted && other.post.openId == entry.post.openId &&
		    other.post.sha256 == entry.post.sha256)
			call.violation("duplicate_post", "the same file was posted as " + other.post.publishId,
				       entry.post.publishId);
	}
}

} // namespace

void decideVerdict(Call &call, PostEntry &entry, const std::optional<SandboxMedia> &media, std::string failReason)
{
	const SandboxCreator &creator = *call.world.accounts.creator(entry.post.openId);
	entry.post.media = media;
	entry.receivedAt = call.world.clock.now();
	entry.postId = randomPostId();
	entry.verdict = std::move(failReason);
	if (media && entry.verdict.empty())
		entry.verdict = failReasonOf(*media, entry.post, creator);
	if (const auto struck = strike(call, "fail_reason"))
		entry.verdict = struck->code;
	entry.processing = delay(call, "slow_processing", call.world.options.processing);
	entry.moderation = delay(call, "slow_moderation", call.world.options.moderation);
	if (entry.verdict.empty() && !entry.post.sha256.empty())
		noteDuplicate(call, entry);
}

} // namespace DirectPost::StandIn
