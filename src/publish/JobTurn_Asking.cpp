#include "JobTurn.hpp"

#include <tiktok/ErrorTable.hpp>

#include <algorithm>

// What it means for the job that TikTok says something about the post, or nothing.
namespace DirectPost::Publish {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto kClockJump = 2min;
constexpr auto kAsksAtLeastFor = 5min; // by this run, however old the job is …
constexpr int kAsksAtLeast = 5;        // … and however the clock runs
constexpr int kMostUnknownPost = 3;
constexpr int kAsksBeforeBlindPut = 2; // as long as TikTok does not say how much it has, it may still do so

// Somebody read the request and would not have it.
bool isAnswer(ErrorKind kind)
{
	return kind == ErrorKind::Server || kind == ErrorKind::Intercepted;
}

} // namespace

void JobTurn::on(const StatusArrived &event)
{
	const TikTok::PostStatus &status = event.status;
	run_.unknownPost = 0;
	++run_.asks;
	const bool isPublished = status.stage == TikTok::PostStage::Published;
	if (job_.stage == JobStage::Published && !(isPublished && !status.postIds.empty()))
		return keepAsking(); // it is out: only its id is news
	if (job_.stage == JobStage::SentToInbox)
		return hearOfDraft(status);
	switch (status.stage) {
	case TikTok::PostStage::Published:
		job_.postIds = status.postIds;
		return over(JobStage::Published, std::nullopt, "published");
	case TikTok::PostStage::Failed:
		return failed(verdictOf(status), status.failReason);
	case TikTok::PostStage::SentToInbox: // the user may post it from there: sent again, it would be there twice
		if (job_.isDraft())
			return over(JobStage::SentToInbox, std::nullopt, "sent to the inbox");
		return over(JobStage::OutcomeUnknown, plainError(ErrorKind::OutcomeUnknown, "sent_to_inbox"),
			    "sent to the inbox");
	default:
		break;
	}
	if (job_.error && meaningOf(job_.error->kind).waitsForAccount) {
		job_.error.reset();
		answer_.note = "the account is back";
	}
	if (job_.stage == JobStage::Uploading)
		return resync(status.uploaded_bytes);
	if (job_.stage == JobStage::Confirming)
		return confirm(status.uploaded_bytes);
	keepAsking();
}

// What becomes of a draft is its creator's business. One that TikTok lets go of is no longer pending.
void JobTurn::hearOfDraft(const TikTok::PostStatus &status)
{
	if (status.stage == TikTok::PostStage::Failed)
		return over(JobStage::Cancelled, verdictOf(status), "gone from the inbox: " + status.failReason);
	if (status.stage != TikTok::PostStage::Published)
		return keepAsking();
	job_.postIds = status.postIds;
	over(JobStage::Published, std::nullopt, "its creator has posted the draft");
}

// A draft is looked for in the inbox, not on the profile.
void JobTurn::outcomeIsUnknown(const std::optional<Error> &cause, const std::string &note)
{
	Error error = outcomeUnknown(cause);
	if (job_.isDraft())
		error.code = "draft_outcome_unknown";
	over(JobStage::OutcomeUnknown, std::move(error), note);
}

// A file that came in pieces may be fine in others: TikTok says that nothing is out.
void JobTurn::failed(const Error &verdict, const std::string &reason)
{
	const bool mayBeOfItsPieces = verdict.kind == ErrorKind::PlanRefused || verdict.kind == ErrorKind::Server;
	const bool isHeldBack = job_.cancelWanted || job_.pauseWanted;
	if (!mayBeOfItsPieces || job_.plan.count < 2 || isHeldBack || !stepsDown(verdict))
		over(JobStage::Failed, verdict, "TikTok's verdict: " + reason);
}

// TikTok does not say which photo it means; what we saw of them may tell.
Error JobTurn::verdictOf(const TikTok::PostStatus &failed) const
{
	const auto heard = isPhoto() ? TikTok::Heard::PhotoFailReason : TikTok::Heard::FailReason;
	Error error = TikTok::errorFor(heard, failed.failReason, 200, failed.failReason, failed.logId);
	if (isPhoto() && error.kind == ErrorKind::PictureSize && !run_.tooLargePhotos.empty()) {
		error.code = "photos_too_large";
		error.values = {{"photos", run_.tooLargePhotos}};
	}
	return error;
}

// Where to go on in the free zone: what the upload host said comes first, then the status, then our own count.
void JobTurn::resync(std::optional<int64_t> uploaded_bytes)
{
	if (run_.cannotSend)
		return askAnew(*run_.cannotSend);
	const std::optional<int64_t> has = run_.hint_bytes ? run_.hint_bytes : uploaded_bytes;
	run_.hint_bytes.reset();
	if (has && *has >= job_.size_bytes())
		return settle("TikTok has it all");
	if (has) // N or N - 1 at a boundary; a part of a chunk is sent anew
		job_.acked_bytes = job_.plan.range(job_.plan.chunkAt(*has + 1)).first;
	if (findsAnotherWayIn())
		return;
	answer_.note = "going on at byte " + std::to_string(job_.acked_bytes);
	sendNext();
}

// TikTok answers: what keeps a chunk out again and again is the upload host, or how the file is cut. A long request may
// also be broken off each time by something on the way.
bool JobTurn::isKeptOut()
{
	if (!job_.error)
		return false;
	const bool isTooLong = job_.plan.count == 1 && job_.error->kind == ErrorKind::Lost;
	return (isTooLong || isAnswer(job_.error->kind)) && ++run_.keptOut >= kMostKeptOut;
}

// A page that answered instead of the upload host may mean anything.
bool JobTurn::findsAnotherWayIn()
{
	if (!isKeptOut())
		return false;
	if (job_.acked_bytes == 0 && stepsDown(*job_.error))
		return true;
	if (job_.error->kind != ErrorKind::Intercepted)
		return false;
	askAnew(*job_.error);
	return true;
}

void JobTurn::confirm(std::optional<int64_t> uploaded_bytes)
{
	if (uploaded_bytes && *uploaded_bytes >= job_.size_bytes())
		return settle("TikTok has it all");
	if (uploaded_bytes)
		return bytesAreMissing(*uploaded_bytes);
	run_.shortSince.reset();
	if (!maySend() || run_.asks < kAsksBeforeBlindPut)
		return keepAsking();
	answer_.note = "sending again, TikTok does not say what it has";
	sendNext();
}

void JobTurn::bytesAreMissing(int64_t uploaded_bytes)
{
	if (!run_.shortSince)
		run_.shortSince = now_.steady;
	if (job_.cancelWanted)
		return isProvenUnpublished() ? over(JobStage::Cancelled, std::nullopt, "cancelled") : keepAsking();
	if (job_.pauseWanted)
		return isProvenUnpublished() ? rest(JobStage::Uploading) : keepAsking();
	if (maySend() && isKeptOut() && canBeCutOtherwise())
		run_.cannotSend = job_.error;
	if (maySend()) {
		job_.acked_bytes = job_.plan.range(job_.plan.chunkAt(uploaded_bytes)).first;
		answer_.note = "sending again from byte " + std::to_string(job_.acked_bytes);
		return sendNext();
	}
	if (!isProvenUnpublished())
		return keepAsking();
	const Error reason = run_.cannotSend.value_or(plainError(ErrorKind::UrlDead, "upload_url_expired"));
	const bool isOfPlan = reason.kind == ErrorKind::PlanRefused;
	if ((isOfPlan || run_.keptOut >= kMostKeptOut) && stepsDown(reason))
		return;
	if (isOfPlan || meaningOf(reason.kind).isFinal())
		return over(JobStage::Failed, reason, "cannot be sent, nothing was published");
	askAnew(reason);
}

void JobTurn::on(const StatusFailed &event)
{
	const KindMeaning &means = meaningOf(kindOfCall(event.error, event.wasAsked));
	const bool wasHeard = event.wasAsked && means.request != RequestFate::Unsent;
	if (wasHeard)
		++run_.asks;
	if (means.waitsForAccount)
		return waitForAccount(event.error);
	if (isOver(job_.stage)) // whatever is wrong with the question, the post is out, or in the inbox
		return keepAsking();
	if (job_.stage == JobStage::Uploading) {
		if (run_.cannotSend && means.isOfLine) // who refused the chunk may not have been TikTok
			return retryOrFail(event.error, Do::AskStatus, kMostFailures);
		if (run_.cannotSend || means.kind == ErrorKind::UnknownPost)
			return askAnew(event.error);
		answer_.note = "no status (" + event.error.code + "), going on from memory";
		return sendNext();
	}
	if (means.kind == ErrorKind::UnknownPost || means.isFinal()) {
		if (++run_.unknownPost >= kMostUnknownPost)
			return outcomeIsUnknown(event.error, event.error.code);
		return keepAsking();
	}
	job_.error = event.error;
	countFailure(event.error);
	if (wasHeard && isOverdue())
		return outcomeIsUnknown(event.error, "no word about it for a day");
	askSoon(event.error.code, retryDelay(means.kind, run_.failures, now_.chance, event.error.retryAfter));
}

// Asks again by the schedule, for a day; after that only the user's profile can tell.
void JobTurn::keepAsking()
{
	if (isOver(job_.stage) && !mayHaveNews(job_, now_.wall))
		return;
	const milliseconds waited = settledFor();
	if (!isOver(job_.stage) && isOverdue())
		return outcomeIsUnknown(job_.error, "no verdict for a day");
	if (job_.stage == JobStage::Processing) {
		const auto said = job_.error;
		job_.error.reset();
		if (waited >= kPollsQuicklyFor)
			job_.error = plainError(ErrorKind::StillProcessing, "still_processing");
		if (job_.error != said)
			answer_.note = job_.error ? job_.error->code : "asked";
	}
	answer_.what = Do::AskStatus;
	answer_.delay = pollDelay(run_.asks, waited);
}

void JobTurn::askSoon(const std::string &note, milliseconds delay)
{
	answer_.note = note;
	answer_.what = Do::AskStatus;
	answer_.delay = delay;
}

void JobTurn::settle(const std::string &note)
{
	job_.stage = JobStage::Processing;
	job_.acked_bytes = job_.size_bytes();
	job_.settledAt = now_.wall;
	job_.uploadUrl = Secret();
	job_.error.reset();
	run_.settledSince = now_.steady;
	run_.asks = 0;
	askSoon(note, pollDelay(0, 0ms));
}

// --- facts ---

// By the wall clock; where it was set meanwhile, by the steady one.
std::chrono::nanoseconds JobTurn::ticketAge() const
{
	const std::chrono::nanoseconds wall = now_.wall - job_.ticketAt;
	if (!run_.ticketAt)
		return wall;
	const std::chrono::nanoseconds steady = now_.steady - *run_.ticketAt;
	return wall - steady > kClockJump || steady - wall > kClockJump ? steady : wall;
}

// Nothing of the last chunk can have arrived whole: no attempt before, and not the one that is on its way.
bool JobTurn::isLastChunkUnsent(bool isSending, bool wasSentWhole) const
{
	return job_.stage == JobStage::Confirming && !run_.mayHaveArrivedWhole && !(isSending && wasSentWhole);
}

// Photos that TikTok was not asked for yet, although the row says that it may have been.
bool JobTurn::isInitUnsent(bool isSending) const
{
	return isPhoto() && job_.stage == JobStage::Starting && !isSending;
}

bool JobTurn::isUrlUsable() const
{
	return !job_.uploadUrl.isEmpty() && ticketAge() >= -kClockJump && ticketAge() < kUrlGoodFor;
}

bool JobTurn::maySend() const
{
	return !job_.cancelWanted && !job_.pauseWanted && !run_.cannotSend && isUrlUsable();
}

bool JobTurn::blocksUploads() const
{
	const bool canOnlyAsk = job_.stage == JobStage::Confirming && answer_.what == Do::AskStatus && !maySend();
	const bool isTryingPhotosAgain = answer_.what == Do::CheckPhotos && job_.error;
	return job_.stage < JobStage::Processing && !canOnlyAsk && !isTryingPhotosAgain;
}

bool JobTurn::isUrlDead() const
{
	return ticketAge() >= kUrlDeadAfter || now_.steady - run_.begun >= kUrlDeadAfter;
}

// What is left of the file does not fit into what is left of the URL's hour. Found out early, so that nobody waits for
// minute 55.
bool JobTurn::isTooSlow() const
{
	if (now_.bytesPerSecond <= 0 || ticketAge() < kSpeedIsKnownAfter)
		return false;
	const auto left_bytes = static_cast<double>(job_.size_bytes() - job_.acked_bytes);
	const std::chrono::duration<double> left = kUrlGoodFor - ticketAge();
	return left_bytes / bytesPerSecond() > kTooSlowBy * left.count();
}

// The better of two: the smoothed speed, which forgets what was before a slow minute, and the average since the ticket,
// which still counts an outage that is over.
double JobTurn::bytesPerSecond() const
{
	const std::chrono::duration<double> age = ticketAge();
	const double average = age.count() > 0 ? static_cast<double>(job_.acked_bytes) / age.count() : 0;
	return std::max(now_.bytesPerSecond, average);
}

// TikTok says that bytes are missing, and either no attempt at the last chunk can have arrived whole, or the URL is
// long dead and TikTok has kept saying so: then no one can complete the post any more.
bool JobTurn::isProvenUnpublished() const
{
	if (!run_.mayHaveArrivedWhole)
		return true;
	return isUrlDead() && run_.shortSince && now_.steady - *run_.shortSince >= kShortFor;
}

// TikTok was asked for a day, and by this run often enough.
bool JobTurn::isOverdue() const
{
	return settledFor() >= kPollsFor && now_.steady - run_.begun >= kAsksAtLeastFor && run_.asks >= kAsksAtLeast;
}

milliseconds JobTurn::settledFor() const
{
	const WallTime since = job_.settledAt == WallTime{} ? job_.ticketAt : job_.settledAt;
	const auto wall = std::chrono::duration_cast<milliseconds>(now_.wall - since);
	const auto steady =
		std::chrono::duration_cast<milliseconds>(now_.steady - run_.settledSince.value_or(run_.begun));
	const bool isSuspect = wall < steady - kClockJump;
	return isSuspect ? steady : wall;
}

} // namespace DirectPost::Publish
