#include "JobTurn.hpp"

#include "ChunkPlans.hpp"

namespace DirectPost::Publish {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

// A chunk of an earlier run of OBS may still be on its way from the system's buffers, and TikTok takes one at a time.
constexpr auto kOldChunkArrivesWithin = 500ms;

} // namespace

// Where TikTok said that it does not know the post, its own code says more than ours.
Error outcomeUnknown(const std::optional<Error> &cause, const char *code)
{
	Error error;
	error.kind = ErrorKind::OutcomeUnknown;
	error.code = cause && cause->kind == ErrorKind::UnknownPost ? cause->code : code;
	if (cause) {
		error.detail = cause->code + ": " + cause->detail;
		error.logId = cause->logId;
	}
	return error;
}

Error plainError(ErrorKind kind, const char *code, std::string detail)
{
	return {.kind = kind, .code = code, .detail = std::move(detail)};
}

ErrorKind kindOfCall(const Error &error, bool wasAsked)
{
	return meaningOf(error.kind).isFinal() && !wasAsked ? ErrorKind::Account : error.kind;
}

// --- beginning ---

void JobTurn::on(const Begun &)
{
	run_ = Run{.begun = now_.steady};
	if (heedsWish())
		return;
	switch (job_.stage) {
	case JobStage::Waiting:
	case JobStage::WaitingForAccount:
		return comeUp();
	case JobStage::Starting:
		// A crash while TikTok was asked: no byte was sent, so no video can come of it; photos may be on their
		// way.
		if (isPhoto())
			return over(JobStage::OutcomeUnknown, outcomeUnknown(job_.error, "photos_outcome_unknown"),
				    "crashed in init");
		return askForTicket("begun again");
	case JobStage::Uploading:
		return askSoon("taken up again", kOldChunkArrivesWithin);
	case JobStage::Confirming:
		run_.mayHaveArrivedWhole = true;
		return askSoon("taken up again", kOldChunkArrivesWithin);
	case JobStage::Processing:
		return askSoon("taken up again");
	case JobStage::Published: // only its post id is still to come
	case JobStage::SentToInbox:
		return keepAsking();
	default:
		return;
	}
}

void JobTurn::on(const PhotosChecked &event)
{
	run_.tooLargePhotos = event.tooLarge;
	if (heedsWish())
		return;
	job_.error.reset();
	answer_.what = Do::GetReady;
	answer_.note = "photos are reachable";
}

void JobTurn::on(const IsReady &)
{
	if (heedsWish())
		return;
	job_.stage = JobStage::Starting;
	job_.ticketAt = now_.wall;
	answer_.what = Do::Init;
	answer_.note = "ready to ask";
}

void JobTurn::on(const PhotosFailed &event)
{
	if (meaningOf(event.error.kind).isFinal())
		return over(JobStage::Failed, event.error, "photos are not as TikTok wants them");
	retryOrFail(event.error, Do::CheckPhotos, kMostFailures);
}

void JobTurn::askForTicket(const std::string &note)
{
	if (job_.pauseWanted)
		return rest(JobStage::Waiting);
	const auto next = nextPlan(job_.size_bytes(), now_.plans, job_.plansTried);
	if (!next) {
		const auto error = job_.error.value_or(plainError(ErrorKind::ClipUnfit, "clip_too_big"));
		return over(JobStage::Failed, error, "no way to cut the file is left");
	}
	job_.stage = JobStage::Starting;
	job_.publishId.clear();
	job_.uploadUrl = Secret();
	job_.acked_bytes = 0;
	job_.planKind = next->kind;
	job_.plan = next->plan;
	job_.ticketAt = now_.wall;
	++job_.inits;
	run_ = Run{.begun = run_.begun,
		   .ticketAt = now_.steady,
		   .failures = run_.failures,
		   .attempts = run_.attempts,
		   .fileAwaySince = run_.fileAwaySince,
		   .downSince = run_.downSince};
	answer_.what = Do::Init;
	answer_.note = note;
}

// Only where nothing can be published under the ticket that the job has.
void JobTurn::askAnew(const Error &reason)
{
	const bool wasLineOut = job_.error && meaningOf(job_.error->kind).isOfLine && run_.keptOut < kMostKeptOut;
	if (wasLineOut) // while the ticket grew old
		--job_.inits;
	if (job_.inits >= kMostTickets)
		return over(JobStage::Failed, plainError(ErrorKind::SlowLine, "upload_gave_up", reason.code),
			    "too many tickets");
	if (run_.outOfStep >= kMostOutOfStep)
		cutOtherwise();
	const std::string note = "new ticket: " + reason.code;
	return job_.stage == JobStage::Confirming ? queueUp(note) : askForTicket(note);
}

// What the upload host did not take piece by piece it may take in other pieces, while there is another way.
void JobTurn::cutOtherwise()
{
	if (canBeCutOtherwise())
		job_.plansTried |= bitOf(job_.planKind);
}

bool JobTurn::canBeCutOtherwise() const
{
	return nextPlan(job_.size_bytes(), now_.plans, job_.plansTried | bitOf(job_.planKind)).has_value();
}

// Only where nothing can be published under the ticket that the job has. False: there is no other way to cut the file.
bool JobTurn::stepsDown(const Error &reason)
{
	if (isPhoto() || !canBeCutOtherwise())
		return false;
	job_.plansTried |= bitOf(job_.planKind);
	job_.error = reason;
	--job_.inits; // there are few ways to cut a file
	const std::string note = "TikTok wants other chunks: " + reason.code;
	if (isFree(job_))
		askForTicket(note);
	else
		queueUp(note);
	return true;
}

void JobTurn::queueUp(const std::string &note)
{
	job_.stage = JobStage::Waiting;
	job_.publishId.clear();
	job_.uploadUrl = Secret();
	job_.acked_bytes = 0;
	job_.settledAt = WallTime{};
	job_.error.reset();
	answer_.what = Do::Rest;
	answer_.note = note;
}

// What was sent so far is given up early: it is begun anew when there is room for it.
void JobTurn::giveWay()
{
	queueUp("gives way to the live stream");
	job_.inits = 0; // nobody's failure
	job_.error = plainError(ErrorKind::SlowLine, kWaitsForStream);
}

void JobTurn::on(const TicketArrived &event)
{
	job_.publishId = event.ticket.publishId;
	job_.uploadUrl = event.ticket.uploadUrl;
	progressed();
	if (isPhoto())
		return settle("ticket");
	answer_.note = "ticket";
	job_.stage = JobStage::Uploading;
	sendNext();
}

void JobTurn::on(const InitFailed &event)
{
	const KindMeaning &means = meaningOf(kindOfCall(event.error, event.wasAsked));
	const bool mayHaveArrived = event.wasAsked && means.request == RequestFate::Unclear;
	if (isPhoto() && job_.stage == JobStage::Starting) {
		if (mayHaveArrived)
			return over(JobStage::OutcomeUnknown, outcomeUnknown(event.error, "photos_outcome_unknown"),
				    "the reply to init was lost");
		job_.stage = JobStage::Waiting;
		if (heedsWish()) // by a wish that came while the request was on its way
			return;
	}
	if (means.waitsForAccount) {
		job_.stage = JobStage::Waiting;
		return waitForAccount(event.error);
	}
	if (means.kind == ErrorKind::PlanRefused && stepsDown(event.error))
		return;
	if (means.isFinal() || means.kind == ErrorKind::PlanRefused)
		return over(JobStage::Failed, event.error, "init refused");
	const int most = means.kind == ErrorKind::RateLimit ? kMostRateLimits : kMostFailures;
	retryOrFail(event.error, isPhoto() ? Do::CheckPhotos : Do::Init, most);
}

// --- the rest ---

void JobTurn::on(const CancelWanted &event)
{
	job_.cancelWanted = true;
	if (isFree(job_) || isLastChunkUnsent(event.isSending, event.wasSentWhole) || isInitUnsent(event.isSending))
		over(JobStage::Cancelled, std::nullopt, "cancelled");
	else if (job_.stage == JobStage::Confirming && event.isSending && !event.wasSentWhole)
		askSoon("not sent any further, for it is to be cancelled");
}

// As long as nothing can have arrived whole, the next run finds an upload like any other.
void JobTurn::on(const Stopping &event)
{
	if (!isLastChunkUnsent(event.isSending, event.wasSentWhole))
		return;
	job_.stage = JobStage::Uploading;
	answer_.note = "OBS ended before the last chunk was sent";
}

void JobTurn::on(const PauseWanted &event)
{
	job_.pauseWanted = true;
	if (job_.stage == JobStage::Uploading || isLastChunkUnsent(event.isSending, event.wasSentWhole))
		rest(JobStage::Uploading);
	else if (isFree(job_) || isInitUnsent(event.isSending))
		rest(JobStage::Waiting);
}

void JobTurn::on(const StreamNeedsLine &)
{
	if (job_.stage == JobStage::Uploading)
		giveWay();
}

// A job that can still be held back is cancelled or paused before anything else is done.
bool JobTurn::heedsWish()
{
	if (!isFree(job_) || !(job_.cancelWanted || job_.pauseWanted))
		return false;
	if (job_.cancelWanted)
		over(JobStage::Cancelled, std::nullopt, "cancelled");
	else
		rest(job_.stage == JobStage::Uploading ? JobStage::Uploading : JobStage::Waiting);
	return true;
}

// Pauses a job in the free zone.
void JobTurn::rest(JobStage stage)
{
	job_.stage = stage;
	job_.error.reset();
	job_.inits = 0; // a ticket that grew old meanwhile is nobody's failure
	answer_.what = Do::Rest;
	answer_.note = "paused";
}

void JobTurn::progressed()
{
	run_.failures = 0;
	run_.attempts = 0;
	run_.fileAwaySince.reset();
	run_.downSince.reset();
	run_.asks = 0;
	run_.outOfStep = 0;
	run_.keptOut = 0;
	run_.hint_bytes.reset();
	run_.shortSince.reset();
	job_.error.reset();
}

void JobTurn::waitForAccount(const Error &error)
{
	answer_.what = Do::WaitForAccount;
	if (isOver(job_.stage)) // only its id, or its end in the inbox, is still to come: its row is left alone
		return;
	job_.error = error;
	answer_.note = error.code;
}

void JobTurn::countFailure(const Error &error)
{
	++run_.failures;
	if (!meaningOf(error.kind).isOfLine)
		++run_.attempts;
	if (error.kind != ErrorKind::Server)
		run_.downSince.reset();
	else if (!run_.downSince)
		run_.downSince = now_.steady;
}

void JobTurn::retryOrFail(const Error &error, Do what, int most)
{
	job_.error = error;
	countFailure(error);
	const bool isDownForLong = run_.downSince && now_.steady - *run_.downSince >= kTikTokDownFor;
	if (isDownForLong || (!meaningOf(error.kind).isOfLine && run_.attempts > most))
		return over(JobStage::Failed, error, "gave up");
	answer_.what = what;
	answer_.delay = retryDelay(error.kind, run_.failures, now_.chance, error.retryAfter);
	answer_.note = error.code;
	if (what == Do::Init) { // its hour begins when TikTok is asked
		job_.ticketAt = now_.wall + answer_.delay;
		run_.ticketAt = now_.steady + answer_.delay;
	}
}

void JobTurn::over(JobStage stage, std::optional<Error> error, const std::string &note)
{
	job_.stage = stage;
	job_.error = std::move(error);
	job_.uploadUrl = Secret();
	const bool hasArrived = stage == JobStage::Published || stage == JobStage::SentToInbox;
	if (hasArrived && job_.settledAt == WallTime{})
		job_.settledAt = now_.wall;
	answer_.note = note;
	answer_.what = Do::Nothing;
	if (mayHaveNews(job_, now_.wall)) {
		run_.asks = 0;
		keepAsking();
	}
}

Decision decide(Job job, Run run, const Event &event, const Now &now)
{
	return JobTurn(std::move(job), std::move(run), now).take(event);
}

} // namespace DirectPost::Publish
