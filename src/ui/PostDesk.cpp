#include "PostDesk.hpp"

namespace DirectPost::Ui {

Publish::PostRequest videoRequest(const Media::Clip &clip, std::string openId, std::string username,
				  TikTok::VideoPost post)
{
	return {.accountOpenId = std::move(openId),
		.accountUsername = std::move(username),
		.what = Publish::VideoRequest{.originalFile = clip.original.file,
					      .uploadFile = clip.uploadFile,
					      .uploadIdentity = clip.uploadIdentity,
					      .contentType = clip.upload.contentType().value_or("video/mp4"),
					      .ownsUploadFile = clip.isDerived(),
					      .contentId = clip.originalIdentity.contentId(),
					      .post = std::move(post)}};
}

PostDesk::PostDesk(Publish::Publisher &publisher, QObject *parent) : QObject(parent), publisher_(publisher)
{
	connect(&publisher, &Publish::Publisher::posted, this, [this](qint64) {
		if (const auto first = takeFirst())
			emit posted(first->clipId, first->by);
	});
	connect(&publisher, &Publish::Publisher::refused, this, [this](const Error &error) {
		if (const auto first = takeFirst()) {
			taken_.erase(first->clipId);
			emit refused(first->clipId, first->by, error);
		}
	});
}

std::optional<Error> PostDesk::slowLineWarning(int64_t size_bytes) const
{
	return Publish::slowLineWarning(publisher_.queue().bytesPerSecond, size_bytes);
}

bool PostDesk::post(quint64 clipId, By by, Publish::PostRequest request)
{
	if (isTaken(clipId))
		return false;
	taken_.insert(clipId);
	pending_.push_back({clipId, by});
	publisher_.post(std::move(request));
	return true;
}

bool PostDesk::isTaken(quint64 clipId) const
{
	return taken_.contains(clipId);
}

std::optional<PostDesk::Pending> PostDesk::takeFirst()
{
	if (pending_.empty())
		return std::nullopt;
	const Pending first = pending_.front();
	pending_.pop_front();
	if (first.clipId == kPhotos)
		taken_.erase(kPhotos);
	return first;
}

} // namespace DirectPost::Ui
