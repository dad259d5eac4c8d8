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
#include "PostForm.hpp"
#include "PresetDialog.hpp"
#include "SectionFrame.hpp"
#include "SettingsDialog.hpp"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QVBoxLayout>

#include <algorithm>

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
	AccountBar *account;
	ClipPanel *clipPanel;
	PostForm *form;
	AutoPublishPanel *autoPublishPanel;
	JobList *jobs;
	PresetDialog *presetDialog;
	PhotoForm *photoForm;
	HistoryDialog *history;
	CreatorDesk creator;
	PostDesk desk;
	ClipDesk clips;
	PhotoDesk photos;
	AutoPublishDesk autoPublish;
	JobDesk jobDesk;

	Private(Parts given, Dock *owner);
	void layOut();
	void wireAccount();
	void wireClips();
	void showAccount();
	void openSettings();
	void chooseFile();
};

Dock::Private::Private(Parts given, Dock *owner)
	: parts(std::move(given)),
	  dock(owner),
	  account(new AccountBar(parts.texts, dock)),
	  clipPanel(new ClipPanel(parts.texts, dock)),
	  form(new PostForm(parts.texts, parts.openLink, dock)),
	  autoPublishPanel(new AutoPublishPanel(parts.texts, dock)),
	  jobs(new JobList(parts.texts, dock)),
	  presetDialog(new PresetDialog(parts.texts, parts.openLink, dock)),
	  photoForm(new PhotoForm(parts.texts, parts.openLink, dock)),
	  history(new HistoryDialog(parts.texts, dock)),
	  creator(parts.account),
	  desk(parts.publisher),
	  clips({parts.account, parts.inbox, creator, desk, *clipPanel, *form}),
	  photos({parts.account, creator, desk, *photoForm}),
	  autoPublish({parts.texts, parts.account, parts.autoPublish, parts.inbox, creator, desk, clips,
		       *autoPublishPanel, *presetDialog}),
	  jobDesk({parts.publisher, *jobs, *history, parts.openLink})
{
}

void Dock::Private::layOut()
{
	QVBoxLayout *column = scrollingColumn(dock);
	auto *banner = new Notice(parts.texts, dock);
	banner->setObjectName(QStringLiteral("sandboxBanner"));
	if (parts.isSandbox)
		banner->say(Mood::Warning, parts.texts.text("Sandbox", {{"url", parts.sandboxUrl}}));
	column->addWidget(banner);
	column->addWidget(account);
	for (QWidget *section : std::initializer_list<QWidget *>{clipPanel, form, autoPublishPanel, jobs})
		column->addWidget(new SectionFrame(section, dock));
	column->addStretch(1);

	QWidget *foot = form->submitBar(); // Post is in sight, however long the form is
	foot->layout()->setContentsMargins(column->contentsMargins());
	dock->layout()->addWidget(foot);
}

void Dock::Private::wireAccount()
{
	Account::Account &source = parts.account;
	connect(&source, &Account::Account::stateChanged, dock, [this] { showAccount(); });
	connect(&source, &Account::Account::identityChanged, dock, [this] { showAccount(); });
	connect(&source, &Account::Account::openBrowser, dock, [this](const QString &link) { parts.openLink(link); });
	connect(&source, &Account::Account::loginFailed, account, &AccountBar::showError);
	connect(&source, &Account::Account::problemFound, account, &AccountBar::showError);
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
	connect(clipPanel, &ClipPanel::photosWanted, &photos, &PhotoDesk::open, Qt::QueuedConnection);
}

void Dock::Private::showAccount()
{
	account->showState(parts.account.state(), parts.account.identity());
	account->showSealing(parts.account.sealing());
	if (creator.isUnasked())
		clips.askCreator();
}

void Dock::Private::openSettings()
{
	auto *dialog = new SettingsDialog(parts.texts,
					  {.clientKey = parts.account.clientKey(),
					   .hasClientSecret = parts.account.hasClientSecret(),
					   .sealing = parts.account.sealing()},
					  dock);
	dialog->setAttribute(Qt::WA_DeleteOnClose);
	connect(dialog, &SettingsDialog::saveWanted, dock,
		[this](const QString &key, const Secret &secret) { parts.account.setCredentials(key, secret); });
	openSoon(*dialog);
}

void Dock::Private::chooseFile()
{
	auto *chooser = new QFileDialog(dock, parts.texts.text("Clip.Choose"), {}, parts.texts.text("Clip.FileFilter"));
	chooser->setAttribute(Qt::WA_DeleteOnClose);
	chooser->setFileMode(QFileDialog::ExistingFile);
	connect(chooser, &QFileDialog::fileSelected, dock, [this](const QString &path) { parts.inbox.addFile(path); });
	chooser->open();
}

Dock::Dock(Parts parts, QWidget *parent) : QWidget(parent), d_(std::make_unique<Private>(std::move(parts), this))
{
	setObjectName(QStringLiteral("directPostDock"));
	setAcceptDrops(true);
	setMinimumWidth(kNarrowest_px);
	d_->layOut();
	d_->wireAccount();
	d_->wireClips();
	// OBS's style takes its time with every widget it meets: now, not when a clip arrives.
	for (const QWidget *part : findChildren<QWidget *>())
		part->ensurePolished();
}

Dock::~Dock() = default;

void Dock::pressPost()
{
	d_->form->pressPost();
}

void Dock::showRecordingFailure()
{
	d_->clips.recordingFailed();
}

void Dock::showEvent(QShowEvent *event)
{
	QWidget::showEvent(event);
	d_->clips.askCreator();
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
