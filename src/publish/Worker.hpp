#pragma once

#include "Decision.hpp"
#include "JobStore.hpp"
#include "SentContent.hpp"
#include "SpeedMeter.hpp"

#include <account/TokenKeeper.hpp>
#include <tiktok/TokenBucket.hpp>

#include <base/Clock.hpp>
#include <base/Log.hpp>

#include <memory>
#include <random>

namespace DirectPost::Publish {

// Drives one job: does what decide() says, after the decision was stored, and tells decide() what came of it. Lives on
// the loop's thread.
class Worker : public std::enable_shared_from_this<Worker> {
public:
	struct Services {
		TikTok::Client &client;
		Account::TokenKeeper &keeper;
		JobStore &store;
		const Clock &clock;
		const TikTok::TokenBucket &pace;
		DiskThreads &disks;
		std::function<double()> expectedSpeed; // bytes a second; 0: not known
		std::function<HeldBackBy()> heldBackBy;
		// Of the clip's file; being learned, if it is not whole yet. Errors: store_*.
		std::function<Expected<std::shared_ptr<Fingerprint>>(const Job &job)> fingerprintOf;
		Log log;
		std::function<bool(JobId job)> isLineFree; // nobody else uploads
		std::function<void(JobId job)> changed;    // something to show
		std::function<void(const Job &job)> ended; // once, when the verdict is in the store
	};
	Worker(Services services, Job job);

	void begin();
	// What the user wants of the job now; takes effect where nothing can be published all the same.
	void wish(bool isCancelWanted, bool isPauseWanted);
	void giveWay(); // to the live stream, where that costs no more than time
	void end();     // OBS ends: the same as stop(), and the store learns what TikTok cannot have
	void stop();    // drops everything under way; the store knows where to go on

	const Job &job() const { return job_; }
	bool isIdle() const { return doing_ == Do::Nothing || doing_ == Do::Rest || waitsForAccount(); }
	bool waitsForAccount() const { return doing_ == Do::WaitForAccount; }
	bool isUploading() const { return !isIdle() && blocksUploads_ && held_ == Held::Not; }
	// Nothing of it is on its way, and it goes on when TikTok's limit for its account allows it: posts of other
	// accounts may upload.
	bool waitsForLimit() const { return !isIdle() && held_ == Held::ByLimit; }
	bool waitsForLine() const { return !isIdle() && held_ == Held::ByLine; } // that one of these has now
	std::optional<Error> shownError() const;

	// About the chunk that is being sent.
	bool isSending() const { return transfer_.has_value(); }
	// How far the last chunk is, in the commit zone.
	enum class Commit {
		Sending = 1,  // nothing of it can have arrived whole
		SendingAgain, // what may have arrived whole before
		HandedOver,   // all of it; TikTok is asked what became of it
		Unclear,      // TikTok is asked; how much of it left is not known, or it was turned down
	};
	Commit commit() const;
	int64_t sent_bytes() const { return isSending() ? sent_bytes_ : job_.acked_bytes; }
	const SpeedMeter &speed() const { return speed_; }
	std::optional<std::chrono::microseconds> roundTrip() const;
	double least_bytesPerSecond() const; // what its URL's hour needs from now on

private:
	void happened(const Event &event);
	void take(Decision decision);
	void actOnWishes();
	void commitLater(Decision decision, const Error &error);
	void carryOut(const Decision &decision);
	void askCreator();
	void checkPhotos(size_t index);
	void getReady();
	void askForTicket();
	void putChunk(int chunk);
	void putOnceKnown(int chunk, int64_t readPieces, SteadyTime answered);
	void openChunk(int chunk);
	void watchDisk(int chunk, int64_t readPieces, SteadyTime answered);
	void sendChunk(int chunk);
	void whenStoreAnswers(const Error &error, std::function<void()> work);
	void chunkDone(int chunk, const Expected<TikTok::ChunkReply> &reply);
	bool hasSent() const;
	void askStatus();

	bool isChunkSentWhole() const;
	Error inWordsOf(Error error) const;
	Error accountTrouble(const Error &error) const;
	void onceLineIsFree(std::function<void()> work);
	void withinBudget(Call call, std::function<void()> work);
	template <class T>
	void withOwnBearer(Call call, std::function<void(const Secret &, TikTok::Reply<T>)> ask,
			   std::function<void(Expected<T>, bool wasAsked)> done);
	void after(std::chrono::milliseconds delay, std::function<void()> work);
	// Work that is dropped when another decision was made in the meantime.
	template <class... Arguments, class Work> auto ifStillWanted(Work work)
	{
		return [weak = weak_from_this(), step = step_, work](Arguments... arguments) {
			const auto self = weak.lock();
			if (self && self->step_ == step)
				work(std::forward<Arguments>(arguments)...);
		};
	}
	void abandonStep();
	Now now();

	Services services_;
	Job job_;
	Run run_;
	Do doing_ = Do::Init; // before it has begun it is not idle
	bool blocksUploads_;
	enum class Held { Not = 1, ByLimit, ByDisk, ByLine } held_ = Held::Not;
	unsigned step_ = 0;
	std::optional<TikTok::TimerId> timer_;
	std::optional<TikTok::TransferId> transfer_;
	std::shared_ptr<Fingerprint> fingerprint_;
	std::string storedFingerprint_;        // by this worker
	std::shared_ptr<SentContent> content_; // of the chunk
	bool wasAsked_ = false;                // in this step, TikTok may have seen a request with our bearer
	int64_t sent_bytes_ = 0;
	std::string tooLargePhotos_; // found so far
	bool hasSent_ = false;       // some of the file, in an earlier chunk of this run
	SpeedMeter speed_;
	bool wasLimited_ = false;         // by our own pace: its speed says nothing about the line
	std::optional<Decision> pending_; // could not be committed yet
	std::optional<Error> storeError_;
	std::optional<Error> heldBack_; // by TikTok's limit per minute, or by the store
	int storeFailures_ = 0;
	std::mt19937 random_{std::random_device{}()};
};

} // namespace DirectPost::Publish
