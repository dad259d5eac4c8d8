#include <ui/Dock.hpp>

#include "AccountBar.hpp"
#include "AutoPublishDesk.hpp"
#include "AutoPublishPanel.hpp"
#include "ClipDesk.hpp"
#include "ClipPanel.hpp"
#include "CopyText.hpp"
#include "CreatorDesk.hpp"
#include "HistoryDialog.hpp"
#include "JobDesk.hpp"
#include "JobList.hpp"
#include "Notice.hpp"
#include "OpenDialog.hpp"
#include "Page.hpp"
#include "PhotoDesk.hpp"
#include "PhotoForm.hpp"
#include "Portions.hpp"
#include "PostForm.hpp"
#include "PresetDialog.hpp"
#include "SectionFrame.hpp"
#include "SettingsDialog.hpp"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QPointer>
#include <QVBoxLayout>

#include <optional>

namespace DirectPost::Ui {

using Account::ConnectionState;

namespace {

constexpr int kNarrowest_px = 280; // below it, words are cut off

// The one file that is dragged here; empty where it is none or several, or a folder.
QString clipIn(const QMimeData &dragged)
{
	const QList<QUrl> urls = dragged.urls();
	if (urls.size() != 1 || !urls.first().isLocalFile())
		return {};
	const QString path = urls.first().toLocalFile();
	return QFileInfo(path).isFile() ? path : QString();
}

// Where the file comes from proposes to move it, and deletes it when the dock says it did.
void acceptAsCopy(QDropEvent &event)
{
	event.setDropAction(Qt::CopyAction);
	event.accept();
}

} // namespace

struct Dock::Private {
	Parts parts;
	Dock *dock;
	ReadablePages readablePages;
	// Widgets belong to the dock; the desks below use them and go first.
	AccountBar *account = nullptr;
	ClipPanel *clipPanel = nullptr;
	PostForm *form = nullptr;
	AutoPublishPanel *autoPublishPanel = nullptr;
	JobList *jobs = nullptr;
	PresetDialog *presetDialog = nullptr;
	PhotoForm *photoForm = nullptr;
	HistoryDialog *history = nullptr;
	QPointer<SettingsDialog> settings; // while it is open
	QPointer<QFileDialog> chooser;     // while it is open
	QVBoxLayout *column = nullptr;

	struct Desks {
		CreatorDesk creator;
		PostDesk desk;
		ClipDesk clips;
		PhotoDesk photos;
		AutoPublishDesk autoPublish;
		JobDesk jobDesk;
		explicit Desks(const Private &made);
	};
	std::optional<Desks> desks; // when the widgets are there
	Portions portions;

	Private(Parts given, Dock *owner);
	bool build(size_t portion);
	void placeHead();
	void place(QWidget *section);
	void placeFoot();
	void wireAccount();
	void wireClips();
	void showAccount();
	void openSettings();
	void chooseFile();
};

Dock::Private::Private(Parts given, Dock *owner)
	: parts(std::move(given)), dock(owner), portions([this](size_t portion) { return build(portion); }, owner)
{
}

Dock::Private::Desks::Desks(const Private &made)
	: creator(made.parts.account),
	  desk(made.parts.publisher),
	  clips({made.parts.account, made.parts.inbox, creator, desk, *made.clipPanel, *made.form}),
	  photos({made.parts.account, creator, desk, *made.photoForm}),
	  autoPublish({made.parts.texts, made.parts.account, made.parts.autoPublish, made.parts.inbox, creator, desk,
		       clips, *made.autoPublishPanel, *made.presetDialog}),
	  jobDesk({made.parts.publisher, *made.jobs, *made.history, made.parts.openLink})
{
}

// OBS's style takes its time with every widget it meets, hence the portions; it meets them anew when they change their
// place, hence each goes into its own at once.
bool Dock::Private::build(size_t portion)
{
	const Texts &texts = parts.texts;
	switch (portion) {
	case 0:
		placeHead();
		return true;
	case 1:
		place(clipPanel = new ClipPanel(texts, dock));
		return true;
	case 2:
		place(form = new PostForm(texts, parts.openLink, dock));
		return true;
	case 3:
		place(autoPublishPanel = new AutoPublishPanel(texts, dock));
		place(jobs = new JobList(texts, dock));
		return true;
	case 4:
		presetDialog = new PresetDialog(texts, parts.openLink, dock);
		return true;
	case 5:
		photoForm = new PhotoForm(texts, parts.openLink, dock);
		return true;
	case 6:
		history = new HistoryDialog(texts, dock);
		return true;
	case 7:
		placeFoot();
		desks.emplace(*this);
		wireAccount();
		wireClips();
		return true;
	default:
		dock->show();
		emit dock->built();
		return false;
	}
}

void Dock::Private::placeHead()
{
	column = scrollingColumn(dock);
	auto *banner = new Notice(parts.texts, dock);
	banner->setObjectName(QStringLiteral("sandboxBanner"));
	if (parts.isSandbox)
		banner->say(Mood::Warning, parts.texts.text("Sandbox", {{"url", parts.sandboxUrl}}));
	account = new AccountBar(parts.texts, dock);
	column->addWidget(banner);
	column->addWidget(account);
}

void Dock::Private::place(QWidget *section)
{
	column->addWidget(new SectionFrame(section, dock));
}

void Dock::Private::placeFoot()
{
	column->addStretch(1);
	QWidgetList feet = autoPublishPanel->urgent(); // in sight, however long the form is
	feet += form->submitBar();
	for (QWidget *foot : feet) {
		foot->layout()->setContentsMargins(column->contentsMargins());
		dock->layout()->addWidget(foot);
	}
}

void Dock::Private::wireAccount()
{
	Account::Account &source = parts.account;
	connect(&source, &Account::Account::stateChanged, dock, [this] { showAccount(); });
	connect(&source, &Account::Account::identityChanged, dock, [this] { showAccount(); });
	connect(&source, &Account::Account::openBrowser, dock, [this](const QString &link) { parts.openLink(link); });
	connect(&source, &Account::Account::loginFailed, account, &AccountBar::showError);
	connect(&source, &Account::Account::loadFailed, account, &AccountBar::showError);
	connect(&source, &Account::Account::problemFound, account, &AccountBar::showProblem);
	connect(
		account, &AccountBar::connectWanted, dock,
		[this] {
			if (parts.account.state() == ConnectionState::NoCredentials)
				openSettings();
			else
				parts.account.connectAccount();
		},
		Qt::QueuedConnection); // the click and what comes of it are two tasks
	connect(account, &AccountBar::loadWanted, dock, [this] { parts.account.load(); });
	connect(account, &AccountBar::cancelWanted, dock, [this] { parts.account.cancelLogin(); });
	connect(account, &AccountBar::copyLinkWanted, dock, [this] { copyText(parts.account.loginLink()); });
	connect(account, &AccountBar::disconnectWanted, dock, [this] { parts.account.disconnectAccount(); });
	connect(account, &AccountBar::settingsWanted, dock, [this] { openSettings(); });
	showAccount();
}

void Dock::Private::wireClips()
{
	connect(clipPanel, &ClipPanel::chooseWanted, dock, [this] { chooseFile(); });
	connect(clipPanel, &ClipPanel::photosWanted, &desks->photos, &PhotoDesk::open, Qt::QueuedConnection);
	connect(&desks->autoPublish, &AutoPublishDesk::attentionWanted, dock, &Dock::attentionWanted);
}

void Dock::Private::showAccount()
{
	account->showState(parts.account.state(), parts.account.identity());
	account->showSealing(parts.account.sealing());
	if (desks->creator.isUnasked())
		desks->clips.askCreator();
}

void Dock::Private::openSettings()
{
	if (settings)
		return openSoon(*settings);
	auto *dialog = new SettingsDialog(parts.texts,
					  {.clientKey = parts.account.clientKey(),
					   .hasClientSecret = parts.account.hasClientSecret(),
					   .sealing = parts.account.sealing()},
					  dock);
	settings = dialog;
	dialog->setAttribute(Qt::WA_DeleteOnClose);
	connect(dialog, &SettingsDialog::saveWanted, dock,
		[this](const QString &key, const Secret &secret) { parts.account.setCredentials(key, secret); });
	openSoon(*dialog);
}

void Dock::Private::chooseFile()
{
	if (chooser)
		return chooser->raise();
	chooser = new QFileDialog(dock, parts.texts.text("Clip.Choose"), {}, parts.texts.text("Clip.FileFilter"));
	chooser->setAttribute(Qt::WA_DeleteOnClose);
	chooser->setFileMode(QFileDialog::ExistingFile);
	connect(chooser, &QFileDialog::fileSelected, dock, [this](const QString &path) { parts.inbox.addFile(path); });
	chooser->show();
}

Dock::Dock(Parts parts, QWidget *parent) : QWidget(parent), d_(std::make_unique<Private>(std::move(parts), this))
{
	setObjectName(QStringLiteral("directPostDock"));
	setAcceptDrops(true);
	setMinimumWidth(kNarrowest_px);
	hide(); // until it is whole
	d_->portions.restart();
}

Dock::~Dock() = default;

void Dock::pressPost()
{
	if (d_->desks)
		d_->form->pressPost();
}

void Dock::showRecordingFailure()
{
	if (d_->desks)
		d_->desks->clips.recordingFailed();
}

void Dock::showEvent(QShowEvent *event)
{
	QWidget::showEvent(event);
	d_->desks->clips.askCreator();
}

void Dock::dragEnterEvent(QDragEnterEvent *event)
{
	if (!clipIn(*event->mimeData()).isEmpty())
		acceptAsCopy(*event);
}

void Dock::dropEvent(QDropEvent *event)
{
	const QString file = clipIn(*event->mimeData());
	if (file.isEmpty())
		return;
	acceptAsCopy(*event);
	d_->parts.inbox.addFile(file);
}

} // namespace DirectPost::Ui
