#include <ui/Dock.hpp>

#include "AccountBar.hpp"
#include "AutoPublishRow.hpp"
#include "ClipPanel.hpp"
#include "Dialogs.hpp"
#include "DroppedFiles.hpp"
#include "Foot.hpp"
#include "JobList.hpp"
#include "PaceRow.hpp"
#include "parts/CopyText.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"
#include "parts/MenuButton.hpp"
#include "parts/Page.hpp"
#include "parts/PostForm.hpp"

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

using Compose::Composer;

namespace {

constexpr int kNarrowest_px = 280; // below it, words are cut off
constexpr int kMargin_px = 6;      // a dock is small: OBS's own margins are wider
constexpr int kSpacing_px = 4;

QFrame *makeLine(QWidget *parent)
{
	auto *line = new QFrame(parent);
	line->setFrameShape(QFrame::HLine);
	line->setFrameShadow(QFrame::Sunken);
	return line;
}

} // namespace

struct Dock::Private {
	Parts parts;
	Dock *dock;
	ReadablePages readablePages;
	ReadableMenuButtons readableMenuButtons;
	Composer &composer;
	// Widgets belong to the dock.
	AccountBar *account = nullptr;
	ClipPanel *clips = nullptr;
	PostForm *form = nullptr;
	QPushButton *choose = nullptr;
	QPushButton *photos = nullptr;
	Foot *foot = nullptr;
	AutoPublishRow *autoPublish = nullptr;
	QFrame *jobsLine = nullptr;
	PaceRow *pace = nullptr;
	JobList *jobs = nullptr;
	Dialogs *dialogs = nullptr;
	Compose::ClipId clip = Compose::kNoClip; // whose words are in the form
	QPointer<QDockWidget> frame;             // OBS's, once the dock is in it
	QPointer<QWidget> window;                // OBS's, or the dock's own while it floats
	bool isInFront = true;                   // not behind another dock's tab

	Private(Parts given, Dock *owner);
	void build();
	QWidget *makeBanner(QWidget *page);
	QLayout *makeSources();
	void connectAccount();
	void connectClips();
	void connectPosting();
	void connectPosts();
	void showState();
	void showForm(const Compose::ClipAtHand &shown);
	void edit();
	void tellSeen();
	void findFrame();
	void watchWindow();
	void take(const DroppedFiles &dropped);
};

Dock::Private::Private(Parts given, Dock *owner) : parts(std::move(given)), dock(owner), composer(parts.composer)
{
	build();
	connectAccount();
	connectClips();
	connectPosting();
	connectPosts();
	connect(&composer, &Composer::changed, dock, [this] { showState(); });
	connect(&composer, &Composer::photosWanted, dock, [this] { dialogs->openPhotos(); });
	showState();
}

void Dock::Private::build()
{
	dock->setLocale(parts.texts.locale());
	auto *page = new Page(dock);
	QVBoxLayout *column = page->column();
	column->setContentsMargins(kMargin_px, kMargin_px, kMargin_px, kMargin_px);
	column->setSpacing(kSpacing_px);
	QWidget *banner = makeBanner(page->widget());
	account = new AccountBar(parts.texts, page->widget());
	clips = new ClipPanel(parts.texts, page->widget());
	form = new PostForm(parts.texts, Compose::PostKind::Video,
			    {"Caption", "captionEdit", TikTok::kCaption_units, 1, 4}, page->widget());
	foot = new Foot(parts.texts, parts.openLink, dock);
	foot->layout()->setContentsMargins(kMargin_px, kSpacing_px, kMargin_px, kMargin_px);
	for (QWidget *part : std::initializer_list<QWidget *>{clips, form, foot})
		part->layout()->setSpacing(kSpacing_px);
	for (QWidget *widget : std::initializer_list<QWidget *>{banner, account, clips, form})
		column->addWidget(widget);
	column->addLayout(makeSources());
	column->addWidget(makeLine(page->widget()));
	column->addWidget(autoPublish = new AutoPublishRow(parts.texts, page->widget()));
	column->addWidget(jobsLine = makeLine(page->widget()));
	column->addWidget(pace = new PaceRow(parts.texts, page->widget()));
	column->addWidget(jobs = new JobList(parts.texts, page->widget()));
	column->addStretch(1);

	auto *whole = new QVBoxLayout(dock);
	whole->setContentsMargins(0, 0, 0, 0);
	whole->setSpacing(0);
	whole->addWidget(page, 1);
	whole->addWidget(foot);
	dialogs = new Dialogs({.composer = composer,
			       .texts = parts.texts,
			       .openLink = parts.openLink,
			       .recordingFolder = parts.recordingFolder,
			       .owner = *dock});
}

// In one line of the narrowest dock; where everything goes is told by the mouse, and to screen readers.
QWidget *Dock::Private::makeBanner(QWidget *page)
{
	auto *banner = new ElidedLabel(page);
	banner->setObjectName(QStringLiteral("sandboxBanner"));
	banner->setWholeText(parts.texts.text("Sandbox"));
	const QString where = parts.texts.text("Sandbox.Address", {{"url", parts.sandboxUrl}});
	banner->setAccessibleName(where);
	banner->setToolTip(where);
	banner->setVisible(parts.isSandbox);
	return banner;
}

QLayout *Dock::Private::makeSources()
{
	QWidget *page = clips->parentWidget();
	choose = new QPushButton(parts.texts.text("Clip.Choose"), page);
	choose->setObjectName(QStringLiteral("chooseFileButton"));
	photos = new QPushButton(parts.texts.text("Photos.Open"), page);
	photos->setObjectName(QStringLiteral("photosButton"));
	auto *flow = new FlowLayout;
	flow->addWidget(choose);
	flow->addWidget(photos);
	return flow;
}

void Dock::Private::connectAccount()
{
	connect(account, &AccountBar::connectWanted, dock, [this] { composer.connectAccount(); });
	connect(account, &AccountBar::loadWanted, dock, [this] { composer.loadAccount(); });
	connect(account, &AccountBar::startAnewWanted, dock, [this] { composer.startAccountAnew(); });
	connect(account, &AccountBar::finishWanted, dock,
		[this](const QString &address) { composer.finishLogin(address); });
	connect(account, &AccountBar::cancelWanted, dock, [this] { composer.cancelLogin(); });
	connect(account, &AccountBar::copyLinkWanted, dock, [this] { copyText(composer.state().account.loginLink); });
	connect(account, &AccountBar::disconnectWanted, dock,
		[this](const QString &openId) { composer.disconnectAccount(openId); });
	connect(account, &AccountBar::switchWanted, dock,
		[this](const QString &openId) { composer.switchAccount(openId); });
	connect(account, &AccountBar::settingsWanted, dock, [this] { dialogs->openSettings(); });
	connect(account, &AccountBar::problemSeen, dock, [this] { composer.dismissProblem(); });
}

void Dock::Private::connectClips()
{
	connect(clips, &ClipPanel::showWanted, dock, [this](quint64 id) { composer.show(id); });
	connect(clips, &ClipPanel::previousWanted, dock, [this] { composer.showPrevious(); });
	connect(clips, &ClipPanel::nextWanted, dock, [this] { composer.showNext(); });
	connect(clips, &ClipPanel::putAwayWanted, dock, [this](quint64 id) { composer.putAway(id); });
	connect(clips, &ClipPanel::cancelWanted, dock, [this](quint64 id) { composer.cancelPreparation(id); });
	connect(clips, &ClipPanel::prepareAgainWanted, dock, [this](quint64 id) { composer.prepareAgain(id); });
	connect(clips, &ClipPanel::editWanted, dock, [this](quint64 id) { dialogs->openEditor(id); });
	connect(clips, &ClipPanel::lastWanted, dock,
		[this](quint64 id, qint64 last_ms) { composer.keepLast(id, last_ms); });
	connect(clips, &ClipPanel::wholeWanted, dock, [this](quint64 id) { composer.takeEditBack(id); });
	connect(clips, &ClipPanel::trimWanted, dock, [this](quint64 id) { composer.trimToLimit(id); });
	connect(clips, &ClipPanel::repairWanted, dock, [this](quint64 id) { composer.repair(id); });
	connect(clips, &ClipPanel::momentTroubleSeen, dock, [this] { composer.dismissMarkTrouble(); });
	connect(clips, &ClipPanel::fitHourWanted, dock, [this](quint64 id) { composer.fitHour(id); });
	connect(clips, &ClipPanel::paceWanted, dock, [this](Publish::PaceMode mode) { composer.setPaceMode(mode); });
	connect(clips, &ClipPanel::listTroubleSeen, dock, [this] { composer.dismissClipsTrouble(); });
	connect(clips, &ClipPanel::chooseWanted, dock, [this] { dialogs->chooseFiles(); });
	connect(choose, &QPushButton::clicked, dock, [this] { dialogs->chooseFiles(); });
	connect(photos, &QPushButton::clicked, dock, [this] { dialogs->openPhotos(); });
	connect(form, &PostForm::edited, dock, [this] { edit(); });
	connect(form, &PostForm::setsWanted, dock,
		[this](const QString &hashtags) { dialogs->openHashtags(hashtags); });
}

void Dock::Private::connectPosting()
{
	connect(foot, &Foot::postWanted, dock, [this] { composer.post(clip); });
	connect(foot, &Foot::postAgainWanted, dock, [this] { composer.postAgain(clip); });
	connect(foot, &Foot::laterWanted, dock, [this] { dialogs->openLater(clip); });
	connect(foot, &Foot::afterStreamWanted, dock, [this] { composer.postAfterStream(clip); });
	connect(foot, &Foot::draftWanted, dock, [this] { composer.sendDraft(clip); });
	connect(foot, &Foot::draftAgainWanted, dock, [this] { composer.sendDraftAgain(clip); });
	connect(foot, &Foot::connectAgainWanted, dock, [this] { composer.connectAccount(); });
	connect(foot, &Foot::askAgainWanted, dock, [this] { composer.askCreator(); });
	connect(foot, &Foot::postNowWanted, dock, [this](Compose::ClipId counted) { composer.postNow(counted); });
	connect(foot, &Foot::cancelCountdownWanted, dock,
		[this](Compose::ClipId counted) { composer.cancelCountdown(counted); });
	connect(foot, &Foot::reviewSeen, dock, [this](quint64 id) { composer.dismissReview(id); });
	connect(autoPublish, &AutoPublishRow::turnOnWanted, dock, [this] { dialogs->openPreset(); });
	connect(autoPublish, &AutoPublishRow::turnOffWanted, dock, [this] { composer.disarm(); });
}

void Dock::Private::connectPosts()
{
	connect(pace, &PaceRow::chosen, dock,
		[this](const Publish::PaceSettings &settings) { composer.setPace(settings); });
	connect(jobs, &JobList::commandWanted, dock,
		[this](qint64 job, Compose::JobCommand command) { composer.command(job, command); });
	connect(jobs, &JobList::moveWanted, dock, [this](qint64 job, qint64 place) { composer.moveTo(job, place); });
	connect(jobs, &JobList::editWanted, dock, [this](qint64 job) { composer.edit(job); });
	connect(jobs, &JobList::clearFinishedWanted, dock, [this] { composer.clearFinished(); });
	connect(jobs, &JobList::openWanted, dock, [this](const QString &link) { parts.openLink(link); });
	connect(jobs, &JobList::copyWanted, dock, &copyText);
	connect(jobs, &JobList::paceWanted, dock, [this](Publish::PaceMode mode) { composer.setPaceMode(mode); });
	connect(jobs, &JobList::historyWanted, dock, [this] { dialogs->openHistory(); });
}

void Dock::Private::showState()
{
	const Compose::State &state = composer.state();
	const Compose::ClipAtHand *shown = state.shownClip();
	clip = state.shown;
	account->showState(state.account);
	clips->showState(state);
	showIf(*form, shown);
	if (shown)
		showForm(*shown);
	form->setEnabled(shown && !shown->isBeingPosted);
	foot->showState(state);
	autoPublish->showState(state.autoPublish, state.account.identity);
	jobs->nameAccounts(state.account.areSeveral());
	jobs->showState(state.queue, state.jobRefusal, shown ? JobList::Empty::Hidden : JobList::Empty::Explained);
	pace->showState(state.pace, state.queue.isLive);
	showIf(*jobsLine, !jobs->isHidden() || !pace->isHidden());
	dialogs->showState(state);
}

void Dock::Private::showForm(const Compose::ClipAtHand &shown)
{
	form->showInfo(shown.draft.info, shown.draft.isDisclosureOn, shown.offer);
	form->offerInsertions(composer.state().captionWords, composer.state().captions);
	form->sayOfWord(Mood::Warning, "Caption.LiteralWord", shown.literalWord);
}

void Dock::Private::edit()
{
	const Compose::ClipAtHand *edited = composer.state().clip(clip);
	if (!edited)
		return;
	Compose::Draft draft = edited->draft;
	draft.info = form->info();
	draft.isDisclosureOn = form->isDisclosureOn();
	composer.setDraft(clip, draft);
}

void Dock::Private::tellSeen()
{
	composer.setSeen(dock->isVisible() && isInFront && !dock->window()->isMinimized());
}

// Qt does not hide what lies in a window that is minimised. A dock that floats has another window.
void Dock::Private::watchWindow()
{
	if (window == dock->window())
		return;
	if (window)
		window->removeEventFilter(dock);
	window = dock->window();
	window->installEventFilter(dock);
}

// OBS may have put the dock behind another one, as a tab: it is not hidden then, and yet nobody sees it.
void Dock::Private::findFrame()
{
	QWidget *above = dock->parentWidget();
	while (above && !qobject_cast<QDockWidget *>(above))
		above = above->parentWidget();
	auto *found = qobject_cast<QDockWidget *>(above);
	if (!found || found == frame)
		return;
	frame = found;
	connect(frame, &QDockWidget::visibilityChanged, dock, [this](bool isVisible) {
		isInFront = isVisible;
		watchWindow();
		tellSeen();
	});
}

void Dock::Private::take(const DroppedFiles &dropped)
{
	composer.addFiles(dropped.paths);
	showState(); // a clip that comes takes the last refusal away
	clips->showDropRefusal(dropped.refusalKey ? parts.texts.text(dropped.refusalKey) : QString());
}

Dock::Dock(Parts parts, QWidget *parent) : QWidget(parent)
{
	setObjectName(QStringLiteral("directPostDock"));
	setAcceptDrops(true);
	setMinimumWidth(kNarrowest_px);
	d_ = std::make_unique<Private>(std::move(parts), this);
}

Dock::~Dock() = default;

// From the form on to the button that posts it, although that stands below all else.
bool Dock::focusNextPrevChild(bool isNext)
{
	orderTabs({d_->account, d_->clips, d_->form, d_->foot, d_->choose, d_->photos, d_->autoPublish, d_->pace,
		   d_->jobs});
	return QWidget::focusNextPrevChild(isNext);
}

void Dock::showEvent(QShowEvent *event)
{
	QWidget::showEvent(event);
	d_->isInFront = true; // of a dock that was closed and is opened again, Qt does not say so
	d_->findFrame();
	d_->watchWindow();
	d_->tellSeen();
}

bool Dock::eventFilter(QObject *watched, QEvent *event)
{
	if (watched == d_->window && event->type() == QEvent::WindowStateChange)
		d_->tellSeen();
	return QWidget::eventFilter(watched, event);
}

void Dock::hideEvent(QHideEvent *event)
{
	QWidget::hideEvent(event);
	d_->tellSeen();
}

void Dock::dragEnterEvent(QDragEnterEvent *event)
{
	if (droppedFiles(*event->mimeData())) // also of what is refused: letting it go says why
		acceptAsCopy(*event);
}

void Dock::dropEvent(QDropEvent *event)
{
	const auto dropped = droppedFiles(*event->mimeData());
	if (!dropped)
		return;
	acceptAsCopy(*event);
	d_->take(*dropped);
}

} // namespace DirectPost::Ui
