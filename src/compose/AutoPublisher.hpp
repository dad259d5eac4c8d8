#pragma once

#include "PresetFile.hpp"

#include <compose/AutoPublish.hpp>

#include <base/Clock.hpp>
#include <media/Source.hpp>

#include <QObject>
#include <QTimer>

#include <chrono>

namespace DirectPost::Compose {

// Auto-publish after recording. Armed only by the user's own act, never at the start of OBS. One clip at a time; the
// others wait behind it.
//
//   Off --arm()--> Idle --clipReady()--> Asking --creatorInfoArrived(): matches--> CountingDown --tick(): 0 s--> post
//    ^              ^                      |                                         |  |  postNow() ----------> post
//    |              |                      | does not match, creatorInfoFailed()     |  +- cancelCountdown()
//    |              +----------------------+---------------- review -----------------+
//    +-- disarm(), accountChanged() to another account: what waits is left for review
//
// Asking --creatorInfoFailed(), because the line is out or TikTok is down--> WaitingForLine --tick()--> Asking
//
// A countdown that nobody can see is held (setSeen); when it was held for long, the creator is asked about again. A
// clip that is asked for (publishWanted) takes the same way while auto-publish is off: its preset was agreed to all the
// same.
class AutoPublisher : public QObject {
	Q_OBJECT

public:
	struct Clip {
		uint64_t id = 0;
		QString name;
		Media::Origin origin = Media::Origin::Recording;
		int64_t duration_ms = 0;
		bool isRestOfSplit = false;
		bool hasFailed = false;   // OBS reported an error at its end
		bool looksOlder = false;  // it may be an earlier recording's
		bool canBePosted = false; // no finding blocks it
		bool isAskedFor = false;  // by a hotkey or remote control
	};
	// What it asks of the composer.
	struct Callbacks {
		std::function<void()> askCreator; // ends in creatorInfoArrived or creatorInfoFailed
		std::function<void(uint64_t clip, const Preset &preset)> post;
		std::function<void()> attention; // the dock has to be seen
		std::function<void()> changed;
		std::function<void(const AutoPublishMemory &memory)> keep;
	};
	AutoPublisher(Callbacks callbacks, AutoPublishMemory memory, const Clock &clock,
		      std::chrono::milliseconds second);

	const AutoPublishState &state() const { return state_; }
	bool isCountingDown(uint64_t clip) const;
	bool waitsFor(uint64_t clip) const; // it will be posted, or counted down, unless something speaks against it
	bool isMeantFor(Media::Origin origin) const;
	std::string reviewOf(uint64_t clip) const; // its code; empty: there is none

	void arm(const Preset &preset);
	void disarm();
	void accountChanged(const std::string &openId);
	void setSeen(bool isSeen);
	bool isSeen() const { return isSeen_; }

	void clipReady(const Clip &clip);
	void publishWanted(Clip clip); // needs a preset
	void clipFailed(const Clip &clip, const Error &error);
	void clipGone(uint64_t clip); // posted by hand, or put away
	void creatorInfoArrived(const std::string &openId, const TikTok::CreatorInfo &info);
	void creatorInfoFailed(const Error &error);
	void postNow(uint64_t clip);
	void cancelCountdown(uint64_t clip); // the clip stays at hand, for the user to post or not
	void notPosted();                    // the last one came to nothing: it does not count for the day
	void review(Review reason);
	void dismissReview(uint64_t clip);

private:
	enum class Phase { Idle = 1, Asking, WaitingForLine, CountingDown };

	void next();
	bool mayGoOn() const;
	const char *mismatch(const std::string &openId, const TikTok::CreatorInfo &info) const;
	void beginCountdown();
	void showCountdown();
	void ask();
	void tick();
	void post();
	void dropFirst();
	void reviewFirst(const char *code, std::optional<Error> error = std::nullopt);
	void forgetOldPosts();
	bool isCapReached();
	QDateTime now() const;

	Callbacks callbacks_;
	AutoPublishMemory memory_;
	const Clock &clock_;
	AutoPublishState state_;
	Phase phase_ = Phase::Idle;
	bool isSeen_ = false;
	std::deque<Clip> clips_; // the first is the one being asked about or counted down
	int left_s_ = 0;
	std::chrono::system_clock::time_point askedAt_;
	QTimer timer_;
};

} // namespace DirectPost::Compose
