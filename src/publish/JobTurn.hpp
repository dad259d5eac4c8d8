#pragma once

#include "Decision.hpp"

// What a job does next. The stages of a clip, and the methods of JobTurn that lead from one to another ("on …" is the
// method that hears the event):
//
//   free zone                                 commit zone     settle zone
//   Waiting --> Starting --> Uploading -----> Confirming ---> Processing --> Published
//
//   Waiting    -> Starting     it is its turn                            on Begun: comeUp, askForTicket
//   Waiting    -> Waiting      it waited for a time: is it still allowed? comeUp, on CreatorArrived, on CreatorFailed
//   Starting   -> Uploading    TikTok gave a ticket                      on TicketArrived: sendNext
//   Starting, Uploading -> Confirming  the last chunk is next; of a file in one request, the only one: sendNext
//   Uploading  -> Uploading    a chunk was taken                         on ChunkAnswered: sendNext
//                              after a break, TikTok says what it has    on StatusArrived: resync, sendNext
//   Uploading  -> Starting     the upload URL is dead: a new ticket      askAnew, askForTicket
//                              TikTok will not have the file in these pieces: in others  stepsDown, askForTicket
//   Uploading, Confirming -> Processing  TikTok has every byte           on ChunkAnswered, resync, confirm: settle
//   Processing -> SentToInbox  a draft is where its creator finds it       on StatusArrived: over
//   SentToInbox -> Published, Cancelled  it was finished there, or deleted  hearOfDraft: over
//   Confirming -> Confirming   bytes are missing: again, on the same URL bytesAreMissing: sendNext
//   Uploading, Confirming -> the same  its file is away for now          on ChunkFailed: waitsForFile
//   Confirming -> Uploading    OBS ends, and the last chunk was not sent  on Stopping
//   Uploading  -> Waiting      the live stream needs the line            on StreamNeedsLine, sendNext: giveWay
//   Confirming -> Waiting      bytes are missing, and the URL is dead    bytesAreMissing: askAnew, queueUp
//   Confirming, Processing -> Waiting  it is not out, because of its pieces  stepsDown, queueUp
//   Confirming -> Failed       the same, and the file is not what it was bytesAreMissing, commitFailed: over
//   Processing -> Published, Failed, OutcomeUnknown  TikTok's verdict    on StatusArrived: over
//   Confirming, Processing -> OutcomeUnknown  no verdict for a day, or TikTok does not know the post
//                                                                        keepAsking, on StatusFailed: over
//   free zone  -> Failed       refused, or it failed too often           on InitFailed, on ChunkFailed, retryOrFail
//   free zone  -> Cancelled    the user wants it                         heedsWish, on CancelWanted: over
//   Failed     -> Waiting      the user has it tried again               JobStore::retry
//
// WaitingForAccount is no stage of its own: a job that cannot go on without a login stays where it is, and shows it
// (shownStage).
//
// Confirming is stored before the last chunk's request leaves. From there a new ticket is allowed only when it is
// proven that nothing can be published under the old one (isProvenUnpublished). A job there that can only ask lets
// other uploads go ahead (blocksUploads).
//
// Photos have no upload: Starting is their commit zone. It is entered when nothing but the request itself is left to do
// (on PhotosChecked, on IsReady), and leads to Processing (on TicketArrived: settle). They come back to Waiting when
// the request has not left, or is known to have come to nothing (on InitFailed).
//
// A pause is a rest in the free zone: Waiting, or Uploading with no chunk on its way (rest). From Confirming a job
// comes back to Uploading for it only while the last chunk was not handed over whole (on PauseWanted, bytesAreMissing).
namespace DirectPost::Publish {

// One decision about one job. Every method leaves the answer in the members.
class JobTurn {
public:
	JobTurn(Job job, Run run, const Now &now) : now_(now)
	{
		answer_.job = std::move(job);
		answer_.run = std::move(run);
	}
	Decision take(const Event &event) &&
	{
		std::visit([this](const auto &happened) { on(happened); }, event);
		answer_.blocksUploads = blocksUploads();
		if (!answer_.note.empty())
			answer_.job.changed = now_.wall;
		return std::move(answer_);
	}

private:
	void on(const Begun &);
	void on(const CreatorArrived &event);
	void on(const CreatorFailed &event);
	void on(const PhotosChecked &event);
	void on(const PhotosFailed &event);
	void on(const IsReady &);
	void on(const TicketArrived &event);
	void on(const InitFailed &event);
	void on(const ChunkAnswered &event);
	void on(const ChunkFailed &event);
	void on(const StatusArrived &event);
	void on(const StatusFailed &event);
	void on(const CancelWanted &event);
	void on(const Stopping &event);
	void on(const PauseWanted &event);
	void on(const StreamNeedsLine &);

	void comeUp();
	void beginSending();
	void askForTicket(const std::string &note);
	void askAnew(const Error &reason);
	void cutOtherwise();
	bool canBeCutOtherwise() const;
	bool stepsDown(const Error &reason);
	void queueUp(const std::string &note);
	void giveWay();
	void sendNext(std::chrono::milliseconds delay = {});
	bool heedsWish();
	void rest(JobStage stage);
	void askSoon(const std::string &note, std::chrono::milliseconds delay = {});
	void settle(const std::string &note);
	void progressed();
	void waitForAccount(const Error &error);
	void retryOrFail(const Error &error, Do what, int most);
	void countFailure(const Error &error);
	bool waitsForFile(const Error &error);
	void over(JobStage stage, std::optional<Error> error, const std::string &note);

	void resync(std::optional<int64_t> uploaded_bytes);
	bool isKeptOut();
	bool findsAnotherWayIn();
	void confirm(std::optional<int64_t> uploaded_bytes);
	void bytesAreMissing(int64_t uploaded_bytes);
	void hearOfDraft(const TikTok::PostStatus &status);
	void failed(const Error &verdict, const std::string &reason);
	void outcomeIsUnknown(const std::optional<Error> &cause, const std::string &note);
	Error verdictOf(const TikTok::PostStatus &failed) const;
	void keepAsking();
	void commitFailed(const ChunkFailed &event);

	bool isPhoto() const { return !answer_.job.video(); }
	bool isLast(int chunk) const { return chunk == answer_.job.plan.count - 1; }
	bool isLastChunkUnsent(bool isSending, bool wasSentWhole) const;
	bool isInitUnsent(bool isSending) const;
	bool isUrlUsable() const;
	bool maySend() const;
	bool blocksUploads() const;
	bool isOverdue() const;
	bool isUrlDead() const;
	bool isTooSlow() const;
	double bytesPerSecond() const;
	std::chrono::nanoseconds ticketAge() const;
	std::chrono::milliseconds settledFor() const;
	bool isProvenUnpublished() const;

	const Now &now_;
	Decision answer_;
	Job &job_ = answer_.job;
	Run &run_ = answer_.run;
};

Error outcomeUnknown(const std::optional<Error> &cause, const char *code = "outcome_unknown");
Error plainError(ErrorKind kind, const char *code, std::string detail = {});

// What the failure of a call that needs a bearer means: without one, whatever is wrong is wrong with the account.
ErrorKind kindOfCall(const Error &error, bool wasAsked);

} // namespace DirectPost::Publish
