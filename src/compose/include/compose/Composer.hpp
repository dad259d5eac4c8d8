#pragma once

#include "Diagnostics.hpp"
#include "EditSession.hpp"
#include "Services.hpp"
#include "State.hpp"

#include <media/Readiness.hpp>
#include <media/RecordingMoment.hpp>

#include <base/Clock.hpp>
#include <base/Log.hpp>

#include <QLocale>
#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <memory>

namespace DirectPost::Compose {

// The program without widgets: clips at hand and their drafts, what may be posted, posting, auto-publish. Commands in,
// one value out. UI thread; nothing here waits for a disk or a network. Commands that make no sense at the moment (a
// clip that is gone, Post while there is an obstacle) do nothing: the state that forbids them is shown already.
class Composer : public QObject {
	Q_OBJECT

public:
	struct Setup {
		std::filesystem::path folder; // clips.json, auto-publish.json, settings.json and their like
		// Does the work on a thread that may wait for the disk, in order; none of it outlives the composer.
		std::function<void(std::function<void()> work)> onDiskThread;
		std::chrono::milliseconds second{1000};  // of the countdown; tests have their own
		QLocale locale{QStringLiteral("en-US")}; // OBS's, of dates and numbers in captions
		Surroundings around = {};                // for a report
	};
	// `services` and `clock` must outlive it.
	Composer(Services &services, const Clock &clock, Setup setup, Log log, QObject *parent = nullptr);
	~Composer() override;

	const State &state() const;

	// Clips at hand
	// kNoClip: the settings leave out what comes from there.
	ClipId admit(const Media::Candidate &candidate, Media::Origin origin, const Media::CaptureContext &context);
	ClipId addFile(const QString &path); // dropped or chosen by hand
	void addFiles(const QStringList &paths);
	void show(ClipId clip);
	void showPrevious();
	void showNext();
	void putAway(ClipId clip); // from the dock, with its draft; the recording stays
	void cancelPreparation(ClipId clip);
	void prepareAgain(ClipId clip); // one that failed
	// OBS writes to it now. Each part of a split recording begins anew.
	void recordingBegan(const std::filesystem::path &file);
	// OBS gave up on a recording; after `admit`, if there is a file all the same.
	void noteRecordingFailure(const std::filesystem::path &file);
	// This moment is worth a clip: it is offered when the recording ends. None: nothing is being recorded.
	void mark(const std::optional<Media::RecordingMoment> &moment);
	// Of the replay that OBS saves now, only the last part is wanted. None: there is no replay buffer.
	void clipNextReplay(std::optional<int64_t> last_ms);
	void dismissMarkTrouble();  // it was seen
	void dismissClipsTrouble(); // it was seen

	// What is made of a clip
	void beginEdit(ClipId clip);                   // a person works on it: it is not posted by itself any more
	void noteEditor(ClipId clip, bool hasChanges); // that are not used yet: it is not posted without them
	// Its cover stays the picture that was chosen while that is in the clip.
	void useEdit(ClipId clip, const Edit &edit);
	void keepLast(ClipId clip, int64_t last_ms);
	void trimToLimit(ClipId clip); // from where it begins, as long as this account may post
	void repair(ClipId clip);
	void fitHour(ClipId clip);      // makes it as small as its waysOut say
	void takeEditBack(ClipId clip); // the whole clip, as it was recorded

	// What is said
	void setDraft(ClipId clip, const Draft &draft);
	void setPhotoDraft(const PhotoDraft &draft);
	void setPresetDraft(const PresetDraft &draft);
	// Pictures of this computer, behind those that are there. Each is put where TikTok can fetch it.
	void addPictures(const QStringList &files);
	void retryPicture(uint64_t picture); // one that failed
	void removePicture(uint64_t picture);
	// A new one, or in place of the one of this name.
	void keepHashtagSet(const HashtagSet &set, const std::string &inPlaceOf = {});
	void removeHashtagSet(const std::string &name);

	// Posting
	void askCreator(); // fresh creator info; nothing while an answer is under way or nobody is connected
	void post(ClipId clip);
	// At that moment, or up to `grace` later where OBS is closed or busy then. Over after that, until a click.
	void postAt(ClipId clip, std::chrono::system_clock::time_point moment, std::chrono::minutes grace);
	void postAfterStream(ClipId clip);
	void postAgain(ClipId clip);      // although it was posted already
	void sendDraft(ClipId clip);      // to the creator's inbox in the TikTok app, to be finished there
	void sendDraftAgain(ClipId clip); // although it was posted already, or sent
	void postPhotos();
	void postByPreset(ClipId clip); // as auto-publish would, with its countdown; nothing without a preset

	// Auto-publish
	void beginPhotos(); // the form opens: its words are what they were, what may be chosen is asked anew
	void beginPreset(); // the form opens: what was last agreed to, without its choices
	void arm();         // with the preset's draft
	void armAgain();    // with what was agreed to last, if it was for this account; for those who have no form
	void disarm();
	// Of the countdown that is seen: where another clip's runs by then, nothing happens.
	void postNow(ClipId clip); // without the rest of it
	void cancelCountdown(ClipId clip);
	void dismissReview(ClipId clip);
	void setSeen(bool isSeen); // whether a person can see the dock; a countdown that nobody can see does not run

	// Posts
	void command(Publish::JobId job, JobCommand command);
	void moveTo(Publish::JobId job, Publish::JobId place); // where that one stands, or as near as it may
	void edit(Publish::JobId job);                         // brings clip, caption and choices back into the form
	void clearFinished();
	void searchHistory(const QString &words);
	void exportHistory(const QString &words, const QString &path); // all that is found, as CSV

	// While OBS is live
	void setPace(const Publish::PaceSettings &settings); // for the profile that is in use
	void setPaceMode(Publish::PaceMode mode);            // likewise; the rest stays
	void useProfile(const QString &name);                // OBS's; each has its pace

	// The account
	void connectAccount(); // one more, or one that is there anew: its owner says at TikTok which
	void cancelLogin();
	void finishLogin(const QString &address); // that the browser ended on, pasted by hand; it holds a secret
	// Of those that are connected. What was chosen on clips for the one before is taken back.
	void switchAccount(const QString &openId);
	void disconnectAccount(const QString &openId);
	void loadAccount();
	void startAccountAnew(); // gives up a login whose key is nowhere
	void setCredentials(const QString &clientKey, const Secret &clientSecret);
	void dismissProblem();

	// Settings
	void setSettings(const Settings &settings);
	// Where pictures are put. An empty secret keeps the one of the same address and user.
	void setHosting(const Hosting::Place &place, const Secret &secret);
	void testHosting(const Hosting::Place &place, const Secret &secret); // stores nothing
	void forgetHostingTest();
	std::string diagnostics() const; // for a report (Diagnostics.hpp)

	// What the other rooms say; Connections.hpp ties them to it.
	void accountChanged(const AccountState &account); // its errors and its problem are kept here
	void accountFailed(const Error &error);           // a login, or loading, came to nothing
	void loginAddressRefused(const Error &error);
	void accountHasProblem(const Error &error);
	void creatorInfoArrived(const TikTok::CreatorInfo &info);
	void creatorInfoFailed(const Error &error);
	void queueChanged(const Publish::QueueSnapshot &queue);
	// Files that posts may still send: what else was prepared in earlier runs may go. Once in a run.
	void filesInUseKnown(std::vector<std::filesystem::path> files);
	void historyFound(Publish::RequestId request, const QList<Publish::JobSnapshot> &found);
	void historyFailed(Publish::RequestId request, const Error &error);
	void hostingChanged(const HostingState &hosting); // its test is kept here
	void hostingDone(Hosting::RequestId request, const QString &address);
	void hostingFailed(Hosting::RequestId request, const Error &error);
	void posted(Publish::RequestId request);
	void refused(Publish::RequestId request, const Error &error); // a post, or a command about one
	void done(Publish::RequestId request);
	void sourceWaits(uint64_t source);
	void sourceKnown(const Media::Source &source);
	void sourcePictured(uint64_t source, const QImage &picture);
	void sourceFailed(uint64_t source, const Error &error);
	void preparing(uint64_t source, const Media::EditPlan &plan, double done);
	void prepared(uint64_t source, const Media::EditPlan &plan, const Media::Prepared &prepared);
	void preparationFailed(uint64_t source, const Media::EditPlan &plan, const Error &error);

	void flush(); // what is to be stored goes to the disk's thread now; at OBS's exit

signals:
	void changed(); // state() is new; at most once in each turn of the event loop
	void openLink(const QString &link);
	void attentionWanted(); // a clip is about to be posted by itself, or was not: the dock has to be seen
	void photosWanted();    // a photo post is to be edited: its form has to be seen

private:
	struct Private;
	std::unique_ptr<Private> d_;
};

} // namespace DirectPost::Compose
