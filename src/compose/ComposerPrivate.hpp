#pragma once

#include "AutoPublisher.hpp"
#include "ClipsFile.hpp"
#include "Marks.hpp"
#include "PaceFile.hpp"
#include "SceneLayouts.hpp"

#include <compose/Composer.hpp>

#include <base/ProcessLock.hpp>

#include <QTimer>

#include <map>

namespace DirectPost::Compose {

// Who wanted a post.
enum class PostedBy { Hand = 1, AutoPublish };

// A request that the publisher has not answered yet.
struct Pending {
	enum class What { ClipPost = 1, PhotoPost, JobCommand } what = What::ClipPost;
	ClipId clip = kNoClip;
	PostedBy by = PostedBy::Hand;
	Publish::JobId job = 0;
};

// Composer.cpp: the state, what is stored. Composer_Clips.cpp: clips at hand. Composer_Sources.cpp: how they are looked
// at and prepared. Composer_Editing.cpp: what is made of them. Composer_Posting.cpp: drafts, posts, auto-publish.
// Composer_Jobs.cpp: posts in the list.
// Composer_Captions.cpp: what captions are made of. Composer_Photos.cpp: photo posts. Composer_Pictures.cpp: pictures
// of this computer in them. Composer_Account.cpp: the account and its creator info. Composer_Pace.cpp: posting while
// live. Composer_Marks.cpp: moments marked while OBS records.
struct Composer::Private {
	Composer &self;
	Services &services;
	const Clock &clock;
	Setup setup;
	Log log;

	std::vector<Clip> clips;               // oldest first
	std::vector<RunningRecording> running; // OBS writes them
	std::optional<int64_t> nextReplay_ms;  // of the replay that was asked for, only this last part is wanted
	std::optional<Error> markTrouble;
	ClipId lastId = 0;
	ClipId shown = kNoClip;
	ClipId newest = kNoClip;
	std::optional<Error> recordingFailure;
	ProcessLock clipsLock;   // two OBS with one folder would overwrite each other's list
	bool isListOurs = false; // it may be replaced
	std::optional<std::vector<std::filesystem::path>> filesOfPosts; // until what nobody needs was deleted
	std::optional<Error> clipsTrouble;
	bool isNotStoredSaid = false; // by it
	SceneLayouts sceneLayouts;
	PhotoForm photos;
	ClipId lastPostedPhotos = kNoClip;
	HostingState hosting;
	Hosting::RequestId hostingTest = 0;
	Hosting::RequestId placing = 0;     // one picture at a time: the line is the stream's
	uint64_t placedPicture = 0;         // which
	std::vector<PhotoForm> photosAside; // begun before a photo post was taken up again for editing
	PresetDraft preset;
	std::string presetChoicesFor;
	AccountState account;
	CreatorState creator;
	std::string openId; // of the account that creator info and choices belong to
	AutoPublisher autoPublisher;
	std::map<Publish::RequestId, Pending> pending;
	Publish::QueueSnapshot queue{.isRead = false}; // until it was told
	bool isQueueKnown = false;
	std::optional<JobRefusal> jobRefusal;
	Publish::RequestId search = 0; // the last one: an earlier one's answer is not wanted any more
	QList<Publish::JobSnapshot> history;
	Publish::RequestId exportSearch = 0; // likewise
	QString exportFile;
	std::optional<HistoryExport> historyExport;
	Paces paces;
	std::string profile; // OBS's
	std::optional<Error> historyTrouble;
	Settings settings;
	KeptCaptions captions;

	State state;
	bool isStateOld = true;
	bool isChangeAnnounced = false;
	QTimer saveTimer;
	QTimer storeAgainTimer;
	QTimer lockTimer; // while another OBS has the list

	Private(Composer &self_, Services &services_, const Clock &clock_, Setup setup_, Log log_);

	// Composer.cpp
	AutoPublisher::Callbacks callbacks();
	std::filesystem::path clipsFile() const;
	void restore();
	void restoreSettings();
	void applySettings();
	void takeList();
	void restoreClips();
	void touch(); // something that is seen has changed
	void saveSoon();
	bool isMeantToPostItself(const Clip &clip) const;
	// `isAtExit`: what is being prepared does not end OBS.
	void save(bool isAtExit = false);
	void noteStored(const Expected<void> &saved);
	void store(std::filesystem::path file, std::string text); // settings and the like
	void describe();
	void describe(Clip &clip) const;
	Obstacle creatorObstacle() const;
	Obstacle draftObstacle(const Clip &clip) const;
	int pendingDrafts() const;
	const TikTok::CreatorInfo *creatorInfo() const { return creator.info ? &*creator.info : nullptr; }

	// Composer_Pace.cpp
	Publish::PaceSettings paceOf(const std::string &profile_) const;
	WaysOut waysOut(const Clip &clip) const;

	// Composer_Clips.cpp
	bool isWanted(Media::Origin origin) const;
	ClipId admit(const Media::Candidate &candidate, Media::Origin origin, const Media::CaptureContext &context);
	Clip *find(ClipId id);
	Clip *bySource(uint64_t source);
	Clip &add(Clip clip);
	ClipId newId();
	void take(ClipId id); // into the form
	void step(int direction);
	void erase(ClipId id); // from the list; what is to become of its files is decided before
	bool isFree(const Clip &clip) const;
	AutoPublisher::Clip forAutoPublish(const Clip &clip) const;

	// Composer_Sources.cpp
	void reap();
	void look(Clip &clip);
	void lookAgain(Clip &clip);
	bool lookAtWhatWasMade(Clip &clip); // false: there is nothing like it
	void prepare(Clip &clip);
	void planChanged(Clip &clip);
	void becomeReady(Clip &clip);
	void becomeFailed(Clip &clip, const Error &error);
	void dropOldPreparations();

	// Composer_Marks.cpp
	std::vector<int64_t> takeMarks(const std::filesystem::path &file);
	void offerMarked(ClipId id);
	void admitUnfinished(const std::vector<RunningRecording> &recordings);

	// Composer_Editing.cpp
	std::vector<Media::Finding> findingsOf(const Clip &clip,
					       const std::optional<Media::CreatorLimits> &limits) const;
	bool editByPreset(Clip &clip); // true: its plan is another one now
	void describeEdit(Clip &clip) const;
	EditTerms termsOf(const Clip &clip) const;
	void changePlan(ClipId id,
			const std::function<void(Media::EditPlan &plan, const Media::Source &source)> &change);

	// Composer_Posting.cpp
	void sayNothingAgreed();
	void takeFromAutoPublish(Clip &clip);
	void postByHand(ClipId id, const Publish::When &when, bool isRepeatWanted);
	void draftByHand(ClipId id, bool isRepeatWanted);
	void postByItself(ClipId id, const Preset &preset);
	void send(Clip &clip, PostedBy by, Publish::PostRequest post); // which lacks account and clip
	void clipPosted(ClipId id);

	// Composer_Jobs.cpp
	void editVideo(const Publish::JobSnapshot &job);
	bool isBeingEdited(Publish::JobId job) const;
	void sendCommand(Publish::JobId job, JobCommand command);
	void forgetWhatIsPosted();
	void writeHistory(const QList<Publish::JobSnapshot> &posts);
	void exportEnded(HistoryExport outcome);

	// Composer_Captions.cpp
	void restoreCaptions();
	void saveCaptions();
	void rememberCaption(const std::string &caption);
	std::vector<WordValue> wordsOf(const Clip &clip) const;

	// Composer_Photos.cpp
	void photosPosted();
	void takeNextPhotos();
	void editPhotos(const Publish::JobSnapshot &job);
	PhotoForm formToEdit(const Publish::JobSnapshot &job);
	bool forgetPostedPhotos();

	Obstacle photoObstacle() const;

	// Composer_Pictures.cpp
	Obstacle pictureObstacle() const;
	Picture *findPicture(uint64_t id);
	void placeNext();
	void removePostedPictures(const Publish::QueueSnapshot &next);

	// Composer_Account.cpp
	void ask();
	void askForAutoPublish();
	void learnName();
	void takeBackWhatIsNotOffered();
	void takeBackChoicesOfOthers();
	TikTok::PostInfo offered(TikTok::PostInfo info, PostKind kind) const;
	std::string ownerOf(bool hasChoices, const std::string &owner) const;
};

} // namespace DirectPost::Compose
