#include "CreatorCheck.hpp"

namespace DirectPost::Publish {

namespace {

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
	if (!info.privacyLevel || !creator.offers(*info.privacyLevel))
		return Error{.kind = ErrorKind::Post, .code = "privacy_not_offered", .detail = "by fresh creator info"};
	if (!creator.offers(info.interactions))
		return Error{.kind = ErrorKind::Post, .code = "choices_not_offered", .detail = "by fresh creator info"};
	if (isTooLong(video, creator))
		return Error{.kind = ErrorKind::ClipUnfit,
			     .code = "clip_longer_than_allowed",
			     .detail = "by fresh creator info"};
	return std::nullopt;
}

} // namespace DirectPost::Publish
