#include "CreatorCheck.hpp"
#include "JobTurn.hpp"

#include "RetryPolicy.hpp"

// A job whose turn has come, and what is asked anew where it was agreed to some time ago.
namespace DirectPost::Publish {

void JobTurn::comeUp()
{
	if (job_.pauseWanted)
		return rest(JobStage::Waiting);
	const bool isAgreedToEarlier = job_.when.what != WaitsFor::Nothing;
	if (!isAgreedToEarlier || job_.isDraft()) // nothing is said about a draft that the creator could not say
		return beginSending();
	answer_.what = Do::AskCreator;
}

// It waits for nothing from here on, whatever the clock says: it is never begun a second time.
void JobTurn::beginSending()
{
	job_.when = {};
	if (!isPhoto())
		return askForTicket("begun");
	answer_.what = Do::CheckPhotos;
}

void JobTurn::on(const CreatorArrived &event)
{
	if (heedsWish())
		return;
	if (const auto against = refusalBy(event.info, job_.request))
		return over(JobStage::Failed, against, "its creator may not post it so any more");
	job_.error.reset();
	run_.failures = 0;
	run_.attempts = 0;
	run_.downSince.reset();
	beginSending();
}

void JobTurn::on(const CreatorFailed &event)
{
	if (heedsWish())
		return;
	const KindMeaning &means = meaningOf(kindOfCall(event.error, event.wasAsked));
	if (means.waitsForAccount)
		return waitForAccount(event.error);
	if (means.isFinal())
		return over(JobStage::Failed, event.error, "creator info refused");
	if (job_.when.isPastGrace(now_.wall))
		return queueUp("its time is over");
	retryOrFail(event.error, Do::AskCreator, means.kind == ErrorKind::RateLimit ? kMostRateLimits : kMostFailures);
}

} // namespace DirectPost::Publish
