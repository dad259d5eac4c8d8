#pragma once

#include "Post.hpp"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace DirectPost::Publish {

// What the creator completed by hand and agreed to, for one account.
struct Preset {
	QString accountOpenId;
	TikTok::PrivacyLevel privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	TikTok::Interactions interactions;
	TikTok::CommercialContent commercial;
	bool isAiGenerated = false;
	QString captionTemplate; // {date}, {time}, {scene}
	bool forRecordings = true;
	bool forReplays = false;
	QString consentedAt; // ISO 8601, UTC
};

// The facts of a finished clip that a countdown needs; the dock knows the rest.
struct FinishedClip {
	uint64_t clipId = 0;
	bool isReplay = false;
	QString sceneName;
	int64_t duration_ms = 0;
	bool canBePosted = false; // its checks have no Block
};

// The reason why a clip waits for the user instead of being posted; locale key "AutoPublish.<code>".
struct ReviewReason {
	uint64_t clipId = 0;
	std::string code; // privacy_gone, interaction_gone, clip_too_long, checks_failed, other_account, daily_cap,
			  // creator_refused
	std::optional<Error> error;
};

// Auto-publish after recording. UI thread. Armed only by the user's own act, disarmed at every start of OBS.
//
//   Off --arm(preset)--> Armed --clip--> Asking creator info --matches--> Counting down --10 s, "Post now"--> due
//                          ^                    | does not match, refused        | "Cancel"
//                          +--------------------+------- review(reason) ---------+
class AutoPublish : public QObject {
	Q_OBJECT

public:
	static constexpr int kCountdown_s = 10;
	static constexpr int kDailyCap = 10; // clips sent in 24 hours, below TikTok's own limit of about fifteen

	// How long a second of the countdown is and what time it is; tests have their own.
	struct Timing {
		std::chrono::milliseconds second{1000};
		std::function<QDateTime()> now = &QDateTime::currentDateTimeUtc;
	};
	// Does the work on a thread that may wait for the disk, in order.
	using Executor = std::function<void(std::function<void()> work)>;
	AutoPublish(std::filesystem::path settingsFile, Executor away, QObject *parent = nullptr);
	AutoPublish(std::filesystem::path settingsFile, Executor away, Timing timing, QObject *parent = nullptr);
	~AutoPublish() override;

	std::optional<Preset> preset() const; // the last completed one, for the form
	bool isArmed() const;
	void arm(const Preset &preset); // stores it, so that the form can offer it next time
	void disarm();

	void clipFinished(const FinishedClip &clip); // ignored unless armed and meant for this kind
	void creatorInfoArrived(const QString &openId, const TikTok::CreatorInfo &info);
	void creatorInfoFailed(const Error &error);
	void accountChanged(const QString &openId); // another account: disarms
	void postNow();
	void cancelCountdown(); // the clip stays in the dock, for the user to post or not

	// The text of the caption: placeholders filled in, cut to TikTok's limit.
	static QString caption(const QString &captionTemplate, const QString &sceneName, const QDateTime &when);

signals:
	void armedChanged(bool isArmed);
	void creatorInfoWanted(); // the owner asks Account for fresh creator info
	void countdown(quint64 clipId, int left_s);
	void due(quint64 clipId, const DirectPost::Publish::Preset &preset); // post this clip with this preset now
	void review(const DirectPost::Publish::ReviewReason &reason);

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Publish
