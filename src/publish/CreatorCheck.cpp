#include "CreatorCheck.hpp"

#include <algorithm>

namespace DirectPost::Publish {

namespace {

bool areOffered(const TikTok::Interactions &chosen, const TikTok::CreatorInfo &creator)
{
	return !(chosen.allowComment && creator.isCommentDisabled) && !(chosen.allowDuet && creator.isDuetDisabled) &&
	       !(chosen.allowStitch && creator.isStitchDisabled);
}

bool isTooLong(const VideoRequest *video, const TikTok::CreatorInfo &creator)
{
	return video && creator.maxVideoDuration_s > 0 &&
	       video->duration_ms > int64_t{creator.maxVideoDuration_s} * 1000;
}

} // namespace

std::optional<Error> refusalBy(const TikTok::CreatorInfo &creator, const PostRequest &request)
{
	const TikTok::PostInfo &info = request.info();
	const auto *video = std::get_if<VideoRequest>(&request.what);
	if (!info.privacyLevel || !std::ranges::contains(creator.privacyLevels, *info.privacyLevel))
		return Error{.kind = ErrorKind::Post, .code = "privacy_not_offered", .detail = "by fresh creator info"};
	if (!areOffered(info.interactions, creator))
		return Error{.kind = ErrorKind::Post, .code = "choices_not_offered", .detail = "by fresh creator info"};
	if (isTooLong(video, creator))
		return Error{.kind = ErrorKind::ClipUnfit,
			     .code = "clip_longer_than_allowed",
			     .detail = "by fresh creator info"};
	return std::nullopt;
}

} // namespace DirectPost::Publish
