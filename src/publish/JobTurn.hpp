#pragma once

#include "Decision.hpp"

namespace DirectPost::Publish {

// One decision. Every method leaves the answer in the members.
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
		answer_.holdsTheLine = holdsTheLine();
		if (!answer_.note.empty())
			answer_.job.changed = now_.wall;
		return std::move(answer_);
	}

private:
	void on(const Begun &);
	void on(const PhotosChecked &);
	void on(const PhotosFailed &event);
	void on(const IsReady &);
	void on(const TicketArrived &event);
	void on(const InitFailed &event);
	void on(const ChunkAnswered &event);
	void on(const ChunkFailed &event);
	void on(const StatusArrived &event);
	void on(const StatusFailed &event);
	void on(const CancelWanted &event);
	void on(const PauseWanted &event);

	void askForTicket(const std::string &note);
	void askAnew(const Error &reason);
	void queueUp(const std::string &note);
	void sendNext(std::chrono::milliseconds delay = {});
	bool heedsWish();
	void rest(JobStage stage);
	void askSoon(const std::string &note, std::chrono::milliseconds delay = {});
	void settle(const std::string &note);
	void progressed();
	void waitForAccount(const Error &error);
	void retryOrFail(const Error &error, Do what, int most);
	void over(JobStage stage, std::optional<Error> error, const std::string &note);

	void resync(std::optional<int64_t> uploaded_bytes);
	void confirm(std::optional<int64_t> uploaded_bytes);
	void bytesAreMissing(int64_t uploaded_bytes);
	void keepAsking();
	void commitFailed(const ChunkFailed &event);

	bool isPhoto() const { return !answer_.job.video(); }
	bool isLast(int chunk) const { return chunk == answer_.job.plan.count - 1; }
	bool isLastChunkUnsent(bool isSending, bool wasSentWhole) const;
	bool isInitUnsent(bool isSending) const;
	bool isUrlUsable() const;
	bool maySend() const;
	bool holdsTheLine() const;
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

Error outcomeUnknown(const char *code, const std::optional<Error> &cause);
Error plainError(ErrorKind kind, const char *code, std::string detail = {});

// What the failure of a call that needs a bearer means: without one, whatever is wrong is wrong with the account.
ErrorKind kindOfCall(const Error &error, bool wasAsked);

} // namespace DirectPost::Publish
