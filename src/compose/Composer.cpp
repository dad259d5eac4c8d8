#include "ComposerPrivate.hpp"

#include "SettingsFile.hpp"

#include <media/Limits.hpp>

#include <base/FileError.hpp>
#include <base/SaveFile.hpp>

#include <QFileInfo>
#include <QMetaObject>

#include <algorithm>
#include <iterator>
#include <span>

namespace DirectPost::Compose {

namespace {

constexpr auto kStoreAgainAfter = std::chrono::seconds{2};  // the disk may have room by then
constexpr auto kSavePause = std::chrono::milliseconds(300); // while somebody types
constexpr auto kClipsLock = "clips.lock";
constexpr auto kClipsFile = "clips.json";
constexpr auto kElsewhere = "clips_elsewhere";
constexpr auto kLockPause = std::chrono::seconds(1);
constexpr auto kNotStored = "clips_not_stored";
constexpr auto kPresetFile = "auto-publish.json";
constexpr auto kSettingsFile = "settings.json";
constexpr auto kSceneLayoutsFile = "scene-layouts.json";

} // namespace

Composer::Composer(Services &services, const Clock &clock, Setup setup, Log log, QObject *parent)
	: QObject(parent), d_(std::make_unique<Private>(*this, services, clock, std::move(setup), std::move(log)))
{
	d_->restoreSettings(); // before anything is prepared
	d_->restoreCaptions();
	d_->restore();
}

Composer::~Composer() = default;

Composer::Private::Private(Composer &self_, Services &services_, const Clock &clock_, Setup setup_, Log log_)
	: self(self_),
	  services(services_),
	  clock(clock_),
	  setup(std::move(setup_)),
	  log(std::move(log_)),
	  clipsLock(setup.folder / kClipsLock),
	  sceneLayouts(setup.folder / kSceneLayoutsFile),
	  autoPublisher(callbacks(), loadMemory(setup.folder / kPresetFile), clock, setup.second),
	  paces(loadPaces(setup.folder / kPaceFile))
{
	saveTimer.setSingleShot(true);
	saveTimer.setInterval(kSavePause);
	storeAgainTimer.setSingleShot(true);
	storeAgainTimer.setInterval(kStoreAgainAfter);
	lockTimer.setInterval(kLockPause);
	QObject::connect(&lockTimer, &QTimer::timeout, &self, [this] { takeList(); });
	for (const QTimer *timer : {&saveTimer, &storeAgainTimer})
		QObject::connect(timer, &QTimer::timeout, &self, [this] { save(); });
}

AutoPublisher::Callbacks Composer::Private::callbacks()
{
	return {.askCreator = [this] { askForAutoPublish(); },
		.post = [this](uint64_t clip, const Preset &preset_) { postByItself(clip, preset_); },
		.attention =
			[this] {
				// Later: at the start nobody listens yet.
				QMetaObject::invokeMethod(&self, &Composer::attentionWanted, Qt::QueuedConnection);
				saveSoon(); // what it has to say outlives OBS
			},
		.changed = [this] { touch(); }, // once a second while it counts down
		.keep =
			[this](const AutoPublishMemory &memory) {
				store(setup.folder / kPresetFile, memoryText(memory));
			}};
}

void Composer::setSettings(const Settings &settings)
{
	if (settings == d_->settings)
		return;
	d_->settings = settings;
	d_->applySettings();
	d_->store(d_->setup.folder / kSettingsFile, settingsText(settings));
	d_->touch();
}

std::string Composer::diagnostics() const
{
	return diagnosticsText(state(), d_->setup.around, d_->clock.wallNow());
}

const State &Composer::state() const
{
	if (d_->isStateOld)
		d_->describe();
	return d_->state;
}

void Composer::flush()
{
	d_->save(true);
}

// --- what is seen ---

void Composer::Private::touch()
{
	isStateOld = true;
	if (isChangeAnnounced)
		return;
	isChangeAnnounced = true;
	QMetaObject::invokeMethod(
		&self,
		[this] {
			isChangeAnnounced = false;
			emit self.changed();
		},
		Qt::QueuedConnection);
}

void Composer::Private::describe()
{
	isStateOld = false;
	state.account = account;
	state.creator = creator;
	state.clips.clear();
	for (Clip &clip : clips) {
		describe(clip);
		state.clips.push_back(clip.visible);
	}
	state.shown = shown;
	state.newest = newest;
	state.recordingFailure = recordingFailure;
	state.clipsTrouble = clipsTrouble;
	state.isRecording = !running.empty();
	state.markTrouble = markTrouble;
	state.autoPublish = autoPublisher.state();
	state.queue = queue;
	state.pendingDrafts = pendingDrafts();
	state.pace = paceOf(profile);
	state.jobRefusal = jobRefusal;
	state.history = history;
	state.historyTrouble = historyTrouble;
	state.historyExport = historyExport;
	state.settings = settings;
	state.captions = captions;
	const Clip *inForm = find(shown);
	state.captionWords = inForm ? wordsOf(*inForm) : std::vector<WordValue>();

	const TikTok::CreatorInfo *info = creatorInfo();
	state.hosting = hosting;
	state.photos = {.draft = photos.draft,
			.pictures = photos.pictures,
			.offer = offerFor(info, photos.draft.info, PostKind::Photos),
			.obstacle = photoObstacle(),
			.isBeingPosted = photos.isBeingPosted,
			.lastPosted = lastPostedPhotos,
			.refusal = photos.refusal};
	state.preset = {.draft = preset,
			.offer = offerFor(info, preset.info, PostKind::Video),
			.obstacle = info ? obstacleIn(preset, *info) : creatorObstacle(),
			.unknownWord = unknownWord(preset.info.caption)};
}

void Composer::Private::describe(Clip &clip) const
{
	const TikTok::CreatorInfo *info = creatorInfo();
	ClipAtHand &visible = clip.visible;
	visible.slowLine.reset();
	visible.waysOut = {};
	visible.sent = clip.isMade() ? std::optional(clip.prepared->info) : std::nullopt;
	visible.size_bytes = clip.isMade() ? clip.prepared->info.size_bytes : visible.info.size_bytes;
	visible.findings = findingsOf(clip, limitsOf(info));
	if (clip.prepared)
		visible.slowLine = Publish::slowLineWarning(queue.bytesPerSecond, clip.prepared->info.size_bytes);
	visible.offer = offerFor(info, visible.draft.info, PostKind::Video);
	const bool isCounting = autoPublisher.isCountingDown(clip.id());
	visible.mayBePutAway = !visible.isBeingPosted && !isCounting;
	visible.mayBeCancelled = clip.isUnderWay();
	const bool isEdited = !visible.draft.plan.isPlain(); // then another encoder may have been chosen in Settings
	visible.mayPrepareAgain =
		visible.stage == ClipStage::Failed && (meaningOf(visible.error->kind).mayRetryHelp || isEdited);
	visible.mayBePostedByPreset = visible.stage == ClipStage::Ready && !visible.isBeingPosted && !clip.isInEditor &&
				      autoPublisher.state().preset && !autoPublisher.waitsFor(clip.id());
	visible.literalWord = literalWord(visible.draft.info.caption);
	describeEdit(clip);
	if (visible.slowLine)
		visible.waysOut = waysOut(clip);
	visible.obstacle = isCounting ? Obstacle::AutoPublishing : obstacleOf(clip, visible.findings);
	visible.draftObstacle = isCounting ? Obstacle::AutoPublishing : draftObstacle(clip);
	if (visible.obstacle == Obstacle::None)
		visible.obstacle =
			info ? obstacleIn(visible.draft.info, visible.draft.isDisclosureOn, *info) : creatorObstacle();
	visible.mayPostAfterStream = queue.isLive && visible.obstacle == Obstacle::None;
	const bool isRepeat = visible.refusal && visible.refusal->kind == ErrorKind::Repeat;
	visible.mayPostAgain = isRepeat && !clip.wasSentAsDraft && visible.obstacle == Obstacle::None;
	visible.mayDraftAgain = isRepeat && clip.wasSentAsDraft && visible.draftObstacle == Obstacle::None;
}

// A draft is finished in the TikTok app, so nothing has to be said, and TikTok not to be asked what may be.
Obstacle Composer::Private::draftObstacle(const Clip &clip) const
{
	const auto ofClip = obstacleOf(clip, findingsOf(clip, Media::CreatorLimits{Media::Limits::kDraftDuration_s}));
	if (ofClip != Obstacle::None)
		return ofClip;
	if (account.connection != Account::ConnectionState::Connected)
		return Obstacle::NotConnected;
	if (!account.identity.maySendDrafts)
		return Obstacle::DraftsNotGranted;
	return pendingDrafts() < Publish::kMostPendingDrafts ? Obstacle::None : Obstacle::TooManyDrafts;
}

int Composer::Private::pendingDrafts() const
{
	const auto own = queue.pendingDrafts.find(openId);
	return own == queue.pendingDrafts.end() ? 0 : own->second;
}

// Why no form at all can be sent off now.
Obstacle Composer::Private::creatorObstacle() const
{
	if (account.connection != Account::ConnectionState::Connected)
		return Obstacle::NotConnected;
	if (creator.stage == CreatorStage::Asking)
		return Obstacle::AskingTikTok;
	return creator.info ? Obstacle::None : Obstacle::NoCreatorInfo;
}

// --- what is stored ---

std::filesystem::path Composer::Private::clipsFile() const
{
	return setup.folder / kClipsFile;
}

void Composer::Private::restoreSettings()
{
	settings = loadSettings(setup.folder / kSettingsFile);
	applySettings();
}

void Composer::Private::applySettings()
{
	services.keepPreparedIn(QFileInfo(settings.preparedFolder).filesystemFilePath());
	services.setEncoder(settings.encoder);
}

void Composer::Private::restore()
{
	makePrivateFolder(setup.folder); // at the very first start there is none
	takeList();
	if (!isListOurs && !clipsTrouble) {
		clipsTrouble = fileError(ErrorKind::Disk, kElsewhere, clipsFile(), "locked");
		lockTimer.start();
	}
}

// Also later, when the other OBS is gone. Where nobody can make the lock's file, saving says why nothing is stored.
void Composer::Private::takeList()
{
	if (clipsLock.tryLock() == ProcessLock::Outcome::HeldByAnother)
		return;
	lockTimer.stop();
	restoreClips();
	takeBackChoicesOfOthers();
	takeBackWhatIsNotOffered();
	if (isQueueKnown)
		forgetWhatIsPosted();
	reap();
	touch();
}

void Composer::Private::restoreClips()
{
	StoredClips stored = loadClips(clipsFile());
	clipsTrouble = stored.trouble;
	isListOurs = stored.mayBeReplaced;
	if (clipsTrouble)
		log(LogLevel::Error, clipsTrouble->code + ": " + clipsTrouble->detail);
	lastId = std::max(lastId, stored.lastId);
	photosAside.insert(photosAside.begin(), std::make_move_iterator(stored.photoForms.begin()),
			   std::make_move_iterator(stored.photoForms.end()));
	if (photos.isEmpty())
		takeNextPhotos();
	placeNext();
	const size_t count = stored.clips.size();
	clips.insert(clips.begin(), std::make_move_iterator(stored.clips.begin()),
		     std::make_move_iterator(stored.clips.end()));
	if (!find(shown))
		shown = find(stored.shown) ? stored.shown : clips.empty() ? kNoClip : clips.back().id();
	const std::span restored(clips.data(), count);
	for (Clip &clip : restored)
		look(clip);
	for (Clip &clip : restored) {
		if (!clip.review.empty())
			autoPublisher.review(
				{.clip = clip.id(), .clipName = clip.visible.name, .code = clip.review, .error = {}});
	}
	admitUnfinished(stored.running);
}

void Composer::Private::saveSoon()
{
	if (!saveTimer.isActive())
		saveTimer.start();
}

// Now, or once it is ready; or its post is not stored yet.
bool Composer::Private::isMeantToPostItself(const Clip &clip) const
{
	const auto isItsPost = [&clip](const auto &request) {
		return request.second.clip == clip.id() && request.second.by == PostedBy::AutoPublish;
	};
	return autoPublisher.waitsFor(clip.id()) || std::ranges::any_of(pending, isItsPost) || clip.isAskedFor ||
	       (clip.isNew && autoPublisher.isMeantFor(clip.visible.origin));
}

// At once for what must not be lost; the disk's thread keeps the order.
void Composer::Private::save(bool isAtExit)
{
	saveTimer.stop();
	if (!isListOurs)
		return;
	for (Clip &clip : clips)
		clip.review = isMeantToPostItself(clip) ? "obs_was_closed" : autoPublisher.reviewOf(clip.id());
	std::vector<PhotoForm> photoForms = photosAside;
	photoForms.push_back(photos);
	std::string text = clipsText({.lastId = lastId,
				      .shown = shown,
				      .isAtExit = isAtExit,
				      .clips = clips,
				      .photoForms = std::move(photoForms),
				      .running = running});
	setup.onDiskThread([this, file = clipsFile(), text = std::move(text)] {
		const auto saved = saveFile(file, text, kNotStored);
		QMetaObject::invokeMethod(&self, [this, saved] { noteStored(saved); }, Qt::QueuedConnection);
	});
}

void Composer::Private::store(std::filesystem::path file, std::string text)
{
	setup.onDiskThread([this, file = std::move(file), text = std::move(text)] {
		const auto saved = saveFile(file, text, "settings_not_stored");
		if (saved)
			return;
		QMetaObject::invokeMethod(
			&self,
			[this, error = saved.error()] {
				clipsTrouble = error;
				touch();
			},
			Qt::QueuedConnection);
	});
}

// Said until it is stored again.
void Composer::Private::noteStored(const Expected<void> &saved)
{
	if (!saved)
		storeAgainTimer.start();
	if (saved.has_value() == !isNotStoredSaid)
		return;
	isNotStoredSaid = !saved;
	clipsTrouble.reset();
	if (!saved)
		clipsTrouble = saved.error();
	touch();
}

} // namespace DirectPost::Compose
