#include "JobTurn.hpp"

#include <base/FileError.hpp>
#include <tiktok/ErrorTable.hpp>

// Chunk after chunk, and what goes wrong with one.
namespace DirectPost::Publish {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto kFileGoneFor = 20s; // a program that writes a file anew may take it away for a moment

} // namespace

// Sends the next chunk that TikTok lacks. Before the last one goes, Confirming is stored.
void JobTurn::sendNext(milliseconds delay)
{
	if (!isUrlUsable()) {
		const Error expired = plainError(ErrorKind::UrlDead, "upload_url_expired");
		return job_.stage == JobStage::Confirming ? askSoon("the upload URL has expired") : askAnew(expired);
	}
	if (job_.pauseWanted)
		return rest(JobStage::Uploading);
	if (job_.stage == JobStage::Uploading && isTooSlow()) {
		if (now_.heldBackBy == HeldBackBy::Stream)
			return giveWay();
		const bool isCapped = now_.heldBackBy == HeldBackBy::Cap;
		const Error tooSlow =
			plainError(ErrorKind::SlowLine, isCapped ? "upload_cap_too_low" : "upload_too_slow");
		return isHopeless(bytesPerSecond(), job_.size_bytes()) ? over(JobStage::Failed, tooSlow, "too slow")
								       : askAnew(tooSlow);
	}
	answer_.chunk = job_.plan.chunkAt(job_.acked_bytes);
	if (isLast(answer_.chunk))
		job_.stage = JobStage::Confirming;
	run_.wasHandedOver = false;
	answer_.what = Do::PutChunk;
	answer_.delay = delay;
}

void JobTurn::on(const ChunkAnswered &event)
{
	const auto [first, length] = job_.plan.range(event.chunk);
	const int64_t end = first + length;
	const std::optional<int64_t> has = event.reply.received_bytes;
	// TikTok does not say whether its number counts bytes or names the last one.
	const bool isThere = has && *has >= end - 1;

	if (event.reply.status == 416 && !isThere) {
		run_.hint_bytes = has;
		const Error error =
			TikTok::errorFor(TikTok::Heard::Upload, "416", 416, "the upload is out of step", {});
		if (++run_.outOfStep >= kMostOutOfStep) {
			run_.cannotSend = error;
			if (job_.stage == JobStage::Uploading)
				return askAnew(error);
		}
		job_.error = error;
		return askSoon("416", retryDelay(ErrorKind::Server, ++run_.failures, now_.chance, 0s));
	}
	if (!event.wasSentWhole) { // nobody can have taken what was not sent: TikTok is asked what it has
		return askSoon("answered before all of the chunk was sent",
			       retryDelay(ErrorKind::Server, ++run_.failures, now_.chance, 0s));
	}
	progressed();
	if (!isLast(event.chunk)) {
		job_.acked_bytes = end;
		answer_.note = "chunk " + std::to_string(event.chunk) + " taken";
		if (has && !isThere) { // TikTok took it and says it has less: ask before going on
			run_.hint_bytes = has;
			return askSoon(answer_.note);
		}
		return sendNext();
	}
	if ((event.reply.status == 206 || has) && !isThere) {
		run_.mayHaveArrivedWhole = true;
		run_.wasHandedOver = true;
		return askSoon("the last chunk was taken, but TikTok expects more");
	}
	settle("all bytes are there");
}

void JobTurn::on(const ChunkFailed &event)
{
	if (waitsForFile(event.error))
		return;
	if (event.error.kind == ErrorKind::ClipBusy) { // waited for too long
		ChunkFailed inTheEnd = event;
		inTheEnd.error.kind = ErrorKind::ClipFile;
		return on(inTheEnd);
	}
	if (job_.stage == JobStage::Confirming)
		return commitFailed(event);
	const bool isOfPlan = event.error.kind == ErrorKind::PlanRefused;
	if (isOfPlan && stepsDown(event.error))
		return;
	if (isOfPlan || meaningOf(event.error.kind).isFinal())
		return over(JobStage::Failed, event.error, "cannot be sent");
	if (event.error.kind != ErrorKind::UrlDead)
		return retryOrFail(event.error, Do::AskStatus, kMostFailures);
	run_.cannotSend = event.error;
	job_.error = event.error;
	askSoon("upload URL refused");
}

// The disk of the recordings may be away for a moment, or another program at the file: nothing is lost by waiting.
bool JobTurn::waitsForFile(const Error &error)
{
	const bool isGone = error.kind == ErrorKind::ClipGone;
	if (!isGone && error.kind != ErrorKind::ClipFile && error.kind != ErrorKind::ClipBusy) {
		run_.fileAwaySince.reset();
		return false;
	}
	if (!run_.fileAwaySince)
		run_.fileAwaySince = now_.steady;
	if (now_.steady - *run_.fileAwaySince >= (isGone ? kFileGoneFor : kFileAwayFor))
		return false;
	job_.error = error;
	job_.error->kind = ErrorKind::ClipBusy;
	if (!isGone) {
		job_.error->code = "file_away";
		job_.error->values.emplace_back(
			"minutes",
			std::to_string(std::chrono::duration_cast<std::chrono::minutes>(kFileAwayFor).count()));
	}
	askSoon(error.code, retryDelay(error.kind, ++run_.failures, now_.chance, 0s));
	return true;
}

// Whatever went wrong, TikTok is asked what it has. Its answer proves that bytes are missing only if this attempt
// cannot have arrived whole.
void JobTurn::commitFailed(const ChunkFailed &event)
{
	const ErrorKind kind = event.error.kind;
	const bool isOfClip =
		kind == ErrorKind::ClipFile || kind == ErrorKind::ClipGone || kind == ErrorKind::ClipUnfit;
	const bool isOfUpload = kind == ErrorKind::UrlDead || kind == ErrorKind::PlanRefused;
	const bool wasTurnedDown = isOfUpload || (meaningOf(kind).isFinal() && !isOfClip);
	run_.wasHandedOver = isLast(event.chunk) && event.wasSentWhole && !wasTurnedDown;
	if (run_.wasHandedOver)
		run_.mayHaveArrivedWhole = true;
	if (wasTurnedDown || isOfClip)
		run_.cannotSend = event.error;
	if (isOfClip && !run_.mayHaveArrivedWhole)
		return over(JobStage::Failed, event.error, "cannot be sent");
	job_.error = event.error;
	countFailure(event.error);
	askSoon(event.error.code, retryDelay(kind, run_.failures, now_.chance, event.error.retryAfter));
}

} // namespace DirectPost::Publish
