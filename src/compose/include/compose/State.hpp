#pragma once

#include "AutoPublish.hpp"
#include "Captions.hpp"
#include "Draft.hpp"
#include "EditSession.hpp"
#include "KeptCaptions.hpp"
#include "Rules.hpp"
#include "Settings.hpp"

#include <account/Account.hpp>
#include <hosting/Place.hpp>
#include <media/Checks.hpp>
#include <media/Edit.hpp>
#include <media/Source.hpp>
#include <publish/Post.hpp>

#include <base/Error.hpp>

#include <QImage>
#include <QString>

#include <optional>
#include <vector>

// Everything a person can see of Direct Post, as one value. The dock, the editor, hotkeys and remote control show it
// and derive nothing: what may be done comes with it.
namespace DirectPost::Compose {

// Of a clip at hand. It stays the same over restarts of OBS, and is never used twice.
using ClipId = uint64_t;
inline constexpr ClipId kNoClip = 0;

enum class ClipStage {
	Waiting = 1, // OBS may still write the file
	Checking,    // the file is final; its facts are read
	Known,       // its facts are there; preparing it has not begun
	Preparing,   // `prepared` says how far
	Ready,       // nothing is left to do but post it; the findings say whether TikTok takes it
	Failed,      // `error` says why
};

const char *nameOf(ClipStage stage); // "preparing": where programs read it; never changed

// What may be done about a clip that takes longer than TikTok's hour while OBS is live.
struct WaysOut {
	bool mayWait = false; // until the stream ends
	bool mayGoFaster = false;
	int64_t fit_bytes = 0; // as small it would be in time; 0: that would not do, or it may not be edited
};

struct ClipAtHand {
	ClipId id = kNoClip;
	ClipStage stage = ClipStage::Waiting;
	std::filesystem::path file; // the user's own; never altered
	QString name;               // of the file, without its folder
	Media::Origin origin = Media::Origin::ChosenByHand;
	Media::CaptureContext context;
	std::optional<int64_t> mark_ms;      // it was made of this moment of its recording, which was marked
	Media::ClipInfo info;                // of the source; valid from Known on
	std::optional<Media::ClipInfo> sent; // what was made of it
	int64_t size_bytes = 0;              // of what will be sent, once it is prepared; of the source before
	QImage picture;                      // null until there is one
	double prepared = 0;                 // 0.0 to 1.0
	std::optional<int> prepareLeft_s;    // about; none until it can be told
	std::optional<Error> error;
	std::vector<Media::Finding> findings; // of what will be sent; empty before Known
	std::optional<Error> slowLine;        // this file may take longer than TikTok's hour
	WaysOut waysOut;                      // of that

	std::optional<Media::Estimate> estimate; // of the draft's plan; nothing while it is the whole clip as it is
	EditTerms terms;                         // what an edit of it goes by
	bool mayBeEdited = false;                // its facts are known, and it is not being posted or counted down

	bool mayKeepLast(int64_t last_ms) const
	{
		return mayBeEdited && draft.plan.isPlain() && last_ms < info.duration_ms;
	}

	Draft draft;
	Offer offer;
	Obstacle obstacle = Obstacle::None;      // why it cannot be posted now
	bool mayPostAfterStream = false;         // nothing is against it, and a stream runs whose end can be waited for
	Obstacle draftObstacle = Obstacle::None; // why it cannot be sent as a draft now: that needs no words
	std::optional<std::string> literalWord;  // of templates, with its braces: nothing is filled in in this caption
	bool isBeingPosted = false;
	std::optional<Error> refusal;     // why the last Post came to nothing, or the last draft
	bool mayPostAgain = false;        // it was refused because it was posted already; nothing else is against it
	bool mayDraftAgain = false;       // likewise, as a draft
	bool mayBePutAway = true;         // not while it is being posted or counted down
	bool mayBePostedByPreset = false; // with what was agreed to for auto-publish
	bool mayPrepareAgain = false;     // it failed, and doing the same again can help
	bool mayBeCancelled = false;      // its preparation is under way

	bool isTouched() const { return draft != Draft(); }
	bool isKnown() const { return info.duration_ms > 0; }
};

enum class CreatorStage { Unasked = 1, Asking, Known, Failed };
struct CreatorState {
	CreatorStage stage = CreatorStage::Unasked;
	std::optional<TikTok::CreatorInfo> info; // fresh, of the current account
	std::optional<Error> error;              // with Failed
};

struct AccountState {
	Account::ConnectionState connection = Account::ConnectionState::Loading;
	Account::Identity identity;              // of the current account, for which is posted
	std::vector<Account::Identity> accounts; // all that are connected or expired, oldest login first
	Account::Sealing sealing = Account::Sealing::Unknown;
	bool mayStartAnew = false;         // while Unavailable: what is stored may be given up
	QString loginLink;                 // while WaitingForBrowser
	bool isLoginTakingLong = false;    // nothing came from the browser yet: say what to look for
	std::optional<Error> addressError; // of the address that was pasted last, until the connection's state changes
	QString clientKey;
	bool hasClientSecret = false; // which belongs to that key
	std::optional<Error> error;   // of a login or of loading, until the connection's state changes
	std::optional<Error> problem; // until the user has seen it

	bool areSeveral() const { return accounts.size() > 1; }
	// Another one may be added, made current, or disconnected.
	bool mayChange() const
	{
		return connection == Account::ConnectionState::Connected ||
		       connection == Account::ConnectionState::Expired ||
		       connection == Account::ConnectionState::Disconnected;
	}
	// Whether this is all that a developer app needs.
	bool isWholeApp(const QString &key, bool isSecretTyped) const
	{
		return !key.isEmpty() && (isSecretTyped || (hasClientSecret && key == clientKey));
	}
};

enum class PictureStage { Waiting = 1, UnderWay, Ready, Failed };

// A picture of this computer among the photos. It is put where TikTok can fetch it.
struct Picture {
	uint64_t id = 0; // stays the same while it is in the form, also over a restart
	std::filesystem::path file;
	QString name; // of the file, without its folder
	PictureStage stage = PictureStage::Waiting;
	std::string address = {};        // with Ready
	std::optional<Error> error = {}; // with Failed
};

enum class HostingTest { None = 1, UnderWay, Passed, Failed };

// Where pictures of this computer are put.
struct HostingState {
	bool isKnown = false;
	Hosting::Place place;
	bool hasSecret = false; // which belongs to its user
	bool isSetUp = false;
	bool isLocked = false; // its secret cannot be read yet: nothing is put there before
	HostingTest test = HostingTest::None;
	std::optional<Error> testError; // with HostingTest::Failed
};

// The form of one post that is not a clip's.
struct PhotoState {
	PhotoDraft draft;
	std::vector<Picture> pictures; // posted behind the draft's addresses; its cover counts them, too
	Offer offer;
	Obstacle obstacle = Obstacle::None;
	bool isBeingPosted = false;
	ClipId lastPosted = kNoClip; // the form that was posted last in this run
	std::optional<Error> refusal;
};
struct PresetState {
	PresetDraft draft;
	Offer offer;
	Obstacle obstacle = Obstacle::None;
	std::optional<std::string> unknownWord; // in the caption, with its braces
};

struct JobRefusal {
	Publish::JobId job = 0;
	Error error;
};

// What a post is called: what the user wrote about it; without words its file, or its photos' title.
QString titleOf(const Publish::JobSnapshot &post);
const char *kindOf(const Publish::JobSnapshot &post); // "video", "photos", "draft": where programs read it

// What became of the last export of the history.
struct HistoryExport {
	QString file; // with all of its path
	int posts = 0;
	std::optional<Error> trouble; // why it was not written

	bool operator==(const HistoryExport &) const = default;
};

struct State {
	AccountState account;
	CreatorState creator;
	std::vector<ClipAtHand> clips; // oldest first; every one that was neither posted nor put away
	ClipId shown = kNoClip;        // in the form; kNoClip only while there are no clips
	ClipId newest = kNoClip;       // arrived while another one was being worked on, and was not looked at yet
	std::optional<Error> recordingFailure; // OBS gave up on a recording; the next clip takes it away
	bool isRecording = false;              // moments can be marked
	std::optional<Error> markTrouble;      // why nothing was marked, or saved; until it was seen
	std::optional<Error> clipsTrouble;     // the list of clips, or a setting, could not be read or stored
	std::vector<WordValue> captionWords;   // of the clip in the form
	KeptCaptions captions;
	PhotoState photos;
	HostingState hosting;
	PresetState preset;
	AutoPublishState autoPublish;
	Publish::QueueSnapshot queue;
	int pendingDrafts = 0;                // of the current account, of Publish::kMostPendingDrafts
	Publish::PaceSettings pace;           // of the profile that is in use
	std::optional<JobRefusal> jobRefusal; // the last command about a post came to nothing
	Settings settings;
	QList<Publish::JobSnapshot> history;        // what the last search found, newest first
	std::optional<Error> historyTrouble;        // why it found nothing
	std::optional<HistoryExport> historyExport; // none while one is under way, and before the first

	const ClipAtHand *clip(ClipId id) const; // nullptr: not at hand
	const ClipAtHand *shownClip() const { return clip(shown); }
	Obstacle obstacle() const; // of the clip in the form
};

} // namespace DirectPost::Compose
