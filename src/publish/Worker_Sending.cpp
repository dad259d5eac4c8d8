#include "RetryPolicy.hpp"
#include "Worker.hpp"

#include <base/FileError.hpp>

// One chunk of the clip's file: whether it is still the file that was checked, and its bytes.
namespace DirectPost::Publish {

namespace {

constexpr double kShortestFloor_s = 60; // in the last minute nothing helps any more

Error fileChanged(const VideoRequest &video, const char *code = "file_changed")
{
	return fileError(ErrorKind::ClipUnfit, code, video.originalFile, "not what it was when it was queued");
}

} // namespace

bool Worker::isChunkSentWhole() const
{
	return digest_ && digest_->count() >= job_.plan.range(job_.plan.chunkAt(job_.acked_bytes)).length_bytes;
}

Worker::Commit Worker::commit() const
{
	const bool isLastOnItsWay = isSending() && job_.plan.chunkAt(job_.acked_bytes) == job_.plan.count - 1;
	if (run_.wasHandedOver || (isLastOnItsWay && isChunkSentWhole()))
		return Commit::HandedOver;
	if (run_.mayHaveArrivedWhole)
		return isSending() ? Commit::SendingAgain : Commit::Unclear;
	return run_.cannotSend ? Commit::Unclear : Commit::Sending;
}

// Asked before every chunk: bytes of two versions of a file must never make one post. The edges are read at both ends,
// and where the file is numbered otherwise than before or was changed since, if only its attributes: that it is the
// same then is proven only for a file that the edges are all of.
Expected<void> Worker::checkFile(int chunk) const
{
	const VideoRequest &video = *job_.video();
	const FileIdentity &expected = video.uploadIdentity;
	auto found = identifyQuickly(video.uploadFile);
	const bool isAtAnEnd = chunk == 0 || chunk == job_.plan.count - 1;
	const bool readsEdges = found && !expected.edgesSha256.empty() && (isAtAnEnd || !found->looksLike(expected));
	if (readsEdges)
		found = identify(video.uploadFile);
	if (!found)
		return std::unexpected(found.error());
	const bool isSame = readsEdges ? found->isSameContent(expected) : found->looksLike(expected);
	if (isSame)
		return {};
	const bool hasBegun = hasSent_ || job_.acked_bytes > 0;
	return std::unexpected(fileChanged(video, hasBegun ? "file_changed" : "file_replaced"));
}

void Worker::putChunk(int chunk)
{
	const auto [first, length] = job_.plan.range(chunk);
	const auto digest = std::make_shared<SentDigest>();
	digest_ = digest;
	sent_bytes_ = first;
	speed_.begin(first, first + length, services_.clock.steadyNow());
	TikTok::ChunkUpload upload;
	upload.uploadUrl = job_.uploadUrl;
	upload.contentType = job_.video()->contentType;
	upload.plan = job_.plan;
	upload.index = chunk;
	upload.slice.file = job_.video()->uploadFile;
	upload.slice.first = first;
	upload.slice.length_bytes = length;
	upload.slice.sent = [digest](const char *bytes, size_t count) {
		digest->add(bytes, count);
	};
	transfer_ = services_.client.putChunk(std::move(upload),
					      ifStillWanted<Expected<TikTok::ChunkReply>>(
						      [this, chunk, digest](const Expected<TikTok::ChunkReply> &reply) {
							      transfer_.reset();
							      chunkDone(chunk, reply, *digest);
						      }),
					      ifStillWanted<int64_t>([this, start = first](int64_t sent_bytes) {
						      sent_bytes_ = start + sent_bytes;
						      wasLimited_ = wasLimited_ || services_.pace.isLimited();
						      speed_.at(sent_bytes_, services_.clock.steadyNow());
						      services_.changed(job_.id);
					      }));
	// Now that it is open: what is written to it from here on breaks the request off.
	if (const auto checked = checkFile(chunk); !checked)
		return happened(ChunkFailed{.chunk = chunk, .error = checked.error()});
	hasSent_ = true;
	services_.changed(job_.id);
}

std::optional<std::chrono::microseconds> Worker::roundTrip() const
{
	return transfer_ ? services_.client.loop().roundTrip(*transfer_) : std::nullopt;
}

double Worker::least_bytesPerSecond() const
{
	if (!isSending())
		return 0;
	const auto left_bytes = static_cast<double>(job_.size_bytes() - sent_bytes());
	const std::chrono::duration<double> left = kUrlGoodFor - (services_.clock.wallNow() - job_.ticketAt);
	return left_bytes / std::max(left.count(), kShortestFloor_s);
}

void Worker::chunkDone(int chunk, const Expected<TikTok::ChunkReply> &reply, const SentDigest &digest)
{
	const bool wasSentWhole = digest.count() >= job_.plan.range(chunk).length_bytes;
	if (!reply) {
		Error error = reply.error();
		// Sent again is only what is proven to be the same still.
		if (error.kind == ErrorKind::ClipTouched) {
			if (const auto checked = checkFile(chunk); !checked)
				error = checked.error();
		}
		return happened(ChunkFailed{.chunk = chunk, .error = error, .wasSentWhole = wasSentWhole});
	}
	if (reply->status != 416) {
		speed_.acknowledged(services_.clock.steadyNow());
		const bool isSame = services_.store.saveChunkDigest(job_, chunk, digest.hex()).value_or(true);
		if (!isSame && chunk < job_.plan.count - 1) // a post that is whole by now is TikTok's to judge
			return happened(ChunkFailed{.chunk = chunk, .error = fileChanged(*job_.video())});
	}
	happened(ChunkAnswered{.chunk = chunk, .reply = *reply});
}

} // namespace DirectPost::Publish
