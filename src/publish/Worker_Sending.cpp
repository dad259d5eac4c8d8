#include "RetryPolicy.hpp"
#include "Worker.hpp"

#include <base/FileError.hpp>

#include <utility>

// One chunk of the clip's file. Its disk is waited for on the disk's own thread.
namespace DirectPost::Publish {

namespace {

using namespace std::chrono_literals;

constexpr double kShortestFloor_s = 60; // in the last minute nothing helps any more
constexpr auto kAsksFingerprintAgainIn = 10ms;
constexpr auto kDiskAnswersWithin = 30s; // with the next piece of the file
constexpr auto kDiskIsLookedAtEvery = 1s;

Error noAnswerFromDisk(const std::filesystem::path &file)
{
	return fileError(ErrorKind::ClipBusy, "file_unreadable", file, "its disk does not answer");
}

} // namespace

bool Worker::isChunkSentWhole() const
{
	return content_ && content_->isAllTaken();
}

bool Worker::hasSent() const
{
	return hasSent_ || job_.acked_bytes > 0 || (content_ && content_->taken_bytes() > 0);
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

// By the name that the user knows. What is unfit while it is sent is another file by now, and what of it had left
// matters; a file of ours that is gone can be made again.
Error Worker::inWordsOf(Error error) const
{
	if (error.kind == ErrorKind::ClipGone)
		return fileError(ErrorKind::ClipGone, job_.video()->ownsUploadFile ? "prepared_gone" : "file_missing",
				 job_.video()->originalFile, error.detail);
	if (error.kind != ErrorKind::ClipUnfit)
		return error;
	return fileError(ErrorKind::ClipUnfit, hasSent() ? "file_changed" : "file_replaced", job_.video()->originalFile,
			 error.detail);
}

void Worker::putChunk(int chunk)
{
	auto fingerprint = services_.fingerprintOf(job_);
	if (!fingerprint)
		return whenStoreAnswers(fingerprint.error(), [this, chunk] { putChunk(chunk); });
	fingerprint_ = std::move(*fingerprint);
	fingerprint_->waitFor();
	putOnceKnown(chunk, fingerprint_->readPieces(), services_.clock.steadyNow());
}

// What the chunk's bytes have to be is known and stored before the first of them leaves: if OBS is killed meanwhile,
// the rest of them is held against the same. `readPieces` were read when the disk `answered` last.
void Worker::putOnceKnown(int chunk, int64_t readPieces, SteadyTime answered)
{
	const auto [first, length] = job_.plan.range(chunk);
	if (!fingerprint_->isKnownUpTo(first + length)) {
		auto trouble = fingerprint_->trouble();
		const SteadyTime now = services_.clock.steadyNow();
		if (const int64_t read = fingerprint_->readPieces(); std::exchange(readPieces, read) != read)
			answered = now;
		if (!trouble && now - answered > kDiskAnswersWithin)
			trouble = noAnswerFromDisk(job_.video()->uploadFile);
		if (trouble)
			return happened(ChunkFailed{.chunk = chunk, .error = inWordsOf(*trouble)});
		return after(kAsksFingerprintAgainIn,
			     [this, chunk, readPieces, answered] { putOnceKnown(chunk, readPieces, answered); });
	}
	if (std::string text = fingerprint_->text(); text != storedFingerprint_) {
		if (const auto saved = services_.store.saveFingerprint(job_.id, text); !saved)
			return whenStoreAnswers(saved.error(), [this, chunk] { putChunk(chunk); });
		storedFingerprint_ = std::move(text);
	}
	openChunk(chunk);
}

void Worker::whenStoreAnswers(const Error &error, std::function<void()> work)
{
	services_.log(LogLevel::Error, "post " + std::to_string(job_.id) + ": " + error.code + ": " + error.detail);
	heldBack_ = error;
	services_.changed(job_.id);
	after(retryDelay(ErrorKind::Disk, ++storeFailures_, now().chance, 0s), std::move(work));
}

void Worker::openChunk(int chunk)
{
	heldBack_.reset();
	const auto [first, length] = job_.plan.range(chunk);
	const VideoRequest &video = *job_.video();
	content_ = std::make_shared<SentContent>(services_.disks, fingerprint_,
						 SentContent::Chunk{.file = video.uploadFile,
								    .identity = video.uploadIdentity,
								    .begin = first,
								    .end = first + length,
								    .isFirst = !hasSent()});
	content_->wakeBy([&loop = services_.client.loop(), work = ifStillWanted([this, chunk] { sendChunk(chunk); })] {
		loop.post(work);
	});
	watchDisk(chunk, 0, services_.clock.steadyNow());
	content_->begin();
}

// While the chunk is sent. `readPieces` were read, or the disk had nothing to do, when it `answered` last.
void Worker::watchDisk(int chunk, int64_t readPieces, SteadyTime answered)
{
	const SteadyTime now = services_.clock.steadyNow();
	const int64_t read = content_->readPieces();
	if (std::exchange(readPieces, read) != read || !content_->isWaitingForDisk())
		answered = now;
	if (now - answered > kDiskAnswersWithin)
		return happened(ChunkFailed{.chunk = chunk, .error = noAnswerFromDisk(job_.video()->uploadFile)});
	after(kDiskIsLookedAtEvery, [this, chunk, readPieces, answered] { watchDisk(chunk, readPieces, answered); });
}

void Worker::sendChunk(int chunk)
{
	if (const auto begun = content_->next(); !begun)
		return happened(ChunkFailed{.chunk = chunk, .error = inWordsOf(begun.error())});
	const auto [first, length] = job_.plan.range(chunk);
	sent_bytes_ = first;
	speed_.begin(first, first + length, services_.clock.steadyNow());
	TikTok::ChunkUpload upload;
	upload.uploadUrl = job_.uploadUrl;
	upload.contentType = job_.video()->contentType;
	upload.plan = job_.plan;
	upload.index = chunk;
	upload.body = content_;
	transfer_ = services_.client.putChunk(
		std::move(upload),
		ifStillWanted<Expected<TikTok::ChunkReply>>([this, chunk](const Expected<TikTok::ChunkReply> &reply) {
			transfer_.reset();
			chunkDone(chunk, reply);
		}),
		ifStillWanted<int64_t>([this, start = first](int64_t sent_bytes) {
			sent_bytes_ = start + sent_bytes;
			wasLimited_ = wasLimited_ || services_.pace.isLimited();
			speed_.at(sent_bytes_, services_.clock.steadyNow());
			services_.changed(job_.id);
		}));
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

void Worker::chunkDone(int chunk, const Expected<TikTok::ChunkReply> &reply)
{
	if (!reply)
		return happened(ChunkFailed{
			.chunk = chunk, .error = inWordsOf(reply.error()), .wasSentWhole = isChunkSentWhole()});
	if (reply->status != 416)
		speed_.acknowledged(services_.clock.steadyNow());
	happened(ChunkAnswered{.chunk = chunk, .reply = *reply, .wasSentWhole = isChunkSentWhole()});
}

} // namespace DirectPost::Publish
