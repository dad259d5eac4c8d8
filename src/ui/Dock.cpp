#include <ui/Dock.hpp>

#include "AccountBar.hpp"
#include "ClipPanel.hpp"
#include "CreatorDesk.hpp"
#include "JobList.hpp"
#include "PostDesk.hpp"
#include "PostForm.hpp"
#include "SectionFrame.hpp"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QScrollArea>
#include <QVBoxLayout>

namespace DirectPost::Ui {

using Account::ConnectionState;

struct Dock::Private {
	Parts parts;
	Dock *dock;
	CreatorDesk creator;
	PostDesk desk;
	quint64 clip = 0;     // in the form; 0: none
	quint64 newer = 0;    // offered
	quint64 counting = 0; // under auto-publish's countdown
	AccountBar *account = nullptr;
	ClipPanel *clipPanel = nullptr;
	PostForm *form = nullptr;
	JobList *jobs = nullptr;

	Private(Parts given, Dock *owner)
		: parts(std::move(given)), dock(owner), creator(parts.account), desk(parts.publisher)
	{
	}

	void build();
	void wireAccount();
	void wireInbox();
	void wirePosting();
	void showAccount();
	void showClip();
	void showForm();
	void take(quint64 id);
	void arrived(quint64 id);
	void chooseFile();
	void post(const TikTok::VideoPost &post);
	const char *obstacle() const;
};

void Dock::Private::build()
{
	auto *content = new QWidget;
	account = new AccountBar(parts.texts, content);
	clipPanel = new ClipPanel(parts.texts, content);
	form = new PostForm(parts.texts, parts.openLink, content);
	jobs = new JobList(parts.texts, content);
	auto *column = new QVBoxLayout(content);
	column->addWidget(account);
	for (QWidget *section : std::initializer_list<QWidget *>{clipPanel, form, jobs})
		column->addWidget(new SectionFrame(section, content));
	column->addStretch(1);

	auto *scroll = new QScrollArea(dock);
	scroll->setFrameShape(QFrame::NoFrame);
	scroll->setWidgetResizable(true);
	scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
	scroll->setWidget(content);
	auto *whole = new QVBoxLayout(dock);
	whole->setContentsMargins(0, 0, 0, 0);
	whole->addWidget(scroll);
}

void Dock::Private::wireAccount()
{
	Account::Account &source = parts.account;
	connect(&source, &Account::Account::stateChanged, dock, [this] { showAccount(); });
	connect(&source, &Account::Account::identityChanged, dock, [this] { showAccount(); });
	connect(&source, &Account::Account::openBrowser, dock, [this](const QString &link) { parts.openLink(link); });
	connect(&source, &Account::Account::loginFailed, account, &AccountBar::showError);
	connect(account, &AccountBar::connectWanted, dock, [this] { parts.account.connectAccount(); });
	connect(account, &AccountBar::cancelWanted, dock, [this] { parts.account.cancelLogin(); });
	connect(account, &AccountBar::disconnectWanted, dock, [this] { parts.account.disconnectAccount(); });
	connect(account, &AccountBar::copyLinkWanted, dock,
		[this] { QGuiApplication::clipboard()->setText(parts.account.loginLink()); });
	connect(&creator, &CreatorDesk::changed, dock, [this] { showForm(); });
	connect(&creator, &CreatorDesk::accountSwitched, dock, [this] { form->clearChoices(); });
}

void Dock::Private::wireInbox()
{
	ClipInbox &inbox = parts.inbox;
	connect(&inbox, &ClipInbox::admitted, dock, [this](quint64 id) { arrived(id); });
	for (auto signal : {&ClipInbox::waiting, &ClipInbox::probed}) {
		connect(&inbox, signal, dock, [this](quint64 id) {
			if (id == clip)
				showClip();
		});
	}
	connect(&inbox, &ClipInbox::pictured, dock, [this](quint64 id) {
		if (id == clip)
			showClip();
	});
	connect(&inbox, &ClipInbox::remuxing, dock, [this](quint64 id) {
		if (id == clip)
			showClip();
	});
	connect(&inbox, &ClipInbox::ready, dock, [this](quint64 id) {
		if (id != clip)
			return;
		showClip();
		creator.ask();
	});
	connect(&inbox, &ClipInbox::failed, dock, [this](quint64 id) {
		if (id == clip)
			showClip();
	});
	connect(clipPanel, &ClipPanel::chooseWanted, dock, [this] { chooseFile(); });
	connect(clipPanel, &ClipPanel::cancelWanted, dock, [this] { parts.inbox.cancel(clip); });
	connect(clipPanel, &ClipPanel::useNewerWanted, dock, [this] { take(newer); });
}

void Dock::Private::wirePosting()
{
	connect(form, &PostForm::postWanted, dock, [this](const TikTok::VideoPost &request) { post(request); });
	connect(form, &PostForm::askAgainWanted, dock, [this] { creator.ask(); });
	connect(&desk, &PostDesk::posted, dock, [this](quint64 id) {
		if (id != clip)
			return;
		form->clear();
		take(newer);
	});
	connect(&desk, &PostDesk::refused, dock, [this](quint64 id, PostDesk::By, const Error &error) {
		if (id != clip)
			return;
		showForm();
		form->setError(&error);
	});
	Publish::Publisher &publisher = parts.publisher;
	connect(&publisher, &Publish::Publisher::queueChanged, jobs, &JobList::showQueue);
	connect(jobs, &JobList::cancelWanted, dock, [this](qint64 job) { parts.publisher.cancel(job); });
	connect(jobs, &JobList::retryWanted, dock, [this](qint64 job) { parts.publisher.retry(job); });
	connect(jobs, &JobList::removeWanted, dock, [this](qint64 job) { parts.publisher.remove(job); });
	connect(jobs, &JobList::openWanted, dock, [this](const QString &link) { parts.openLink(link); });
	connect(jobs, &JobList::copyWanted, dock,
		[](const QString &link) { QGuiApplication::clipboard()->setText(link); });
	jobs->showQueue(publisher.queue());
}

void Dock::Private::showAccount()
{
	account->showState(parts.account.state(), parts.account.identity());
	account->showSealing(parts.account.sealing());
	const bool isFirst = parts.account.state() == ConnectionState::Connected && !creator.info() && !creator.error();
	if (isFirst && clip)
		creator.ask();
	showForm();
}

void Dock::Private::showClip()
{
	const ClipInbox::Entry *entry = parts.inbox.find(clip);
	std::vector<Media::Finding> findings;
	if (entry && entry->stage != ClipInbox::Stage::Waiting && entry->stage != ClipInbox::Stage::Failed) {
		std::optional<Media::CreatorLimits> limits;
		if (const TikTok::CreatorInfo *info = creator.info())
			limits = Media::CreatorLimits{.maxDuration_s = info->maxVideoDuration_s};
		findings = Media::check(entry->clip.original, limits);
	}
	clipPanel->showClip(entry, findings);
	showForm();
}

void Dock::Private::showForm()
{
	form->setVisible(clip != 0);
	form->setCreator(creator.info());
	form->setError(creator.error() ? &*creator.error() : nullptr);
	form->setObstacle(obstacle());
}

const char *Dock::Private::obstacle() const
{
	if (parts.account.state() != ConnectionState::Connected)
		return "Reason.NotConnected";
	const ClipInbox::Entry *entry = parts.inbox.find(clip);
	if (!entry)
		return "Reason.NoClip";
	if (desk.isTaken(clip))
		return "Reason.Posting";
	if (entry->stage != ClipInbox::Stage::Ready)
		return entry->stage == ClipInbox::Stage::Failed ? "Reason.ClipFailed" : "Reason.ClipNotReady";
	if (creator.isAsking())
		return "Reason.AskingTikTok";
	const TikTok::CreatorInfo *info = creator.info();
	if (!info)
		return "Reason.NoCreatorInfo";
	const auto findings = Media::check(entry->clip.original, Media::CreatorLimits{info->maxVideoDuration_s});
	if (entry->clip.uploadFile.empty() || !Media::canBePosted(findings))
		return "Reason.ClipRefused";
	return nullptr;
}

void Dock::Private::take(quint64 id)
{
	clip = id;
	newer = 0;
	clipPanel->withdrawOffer();
	showClip();
	const ClipInbox::Entry *entry = parts.inbox.find(id);
	if (entry && entry->stage == ClipInbox::Stage::Ready)
		creator.ask();
}

void Dock::Private::arrived(quint64 id)
{
	const ClipInbox::Entry *entry = parts.inbox.find(id);
	if (!entry)
		return;
	if (clip == 0 || !form->isTouched() || entry->clip.origin == Media::Origin::ChosenByHand)
		return take(id);
	newer = id;
	clipPanel->offerNewer(entry->name);
}

void Dock::Private::chooseFile()
{
	auto *chooser = new QFileDialog(dock, parts.texts.text("Clip.Choose"), {}, parts.texts.text("Clip.FileFilter"));
	chooser->setAttribute(Qt::WA_DeleteOnClose);
	chooser->setFileMode(QFileDialog::ExistingFile);
	connect(chooser, &QFileDialog::fileSelected, dock, [this](const QString &path) { parts.inbox.addFile(path); });
	chooser->open();
}

void Dock::Private::post(const TikTok::VideoPost &request)
{
	const ClipInbox::Entry *entry = parts.inbox.find(clip);
	const TikTok::CreatorInfo *info = creator.info();
	if (!entry || !info || obstacle())
		return;
	desk.post(clip, PostDesk::By::Hand,
		  videoRequest(entry->clip, parts.account.identity().openId.toStdString(), info->username, request));
	showForm();
}

Dock::Dock(Parts parts, QWidget *parent) : QWidget(parent), d_(std::make_unique<Private>(std::move(parts), this))
{
	setObjectName(QStringLiteral("directPostDock"));
	d_->build();
	d_->wireAccount();
	d_->wireInbox();
	d_->wirePosting();
	d_->showAccount();
	d_->showClip();
}

Dock::~Dock() = default;

void Dock::pressPost()
{
	d_->form->pressPost();
}

void Dock::showEvent(QShowEvent *event)
{
	QWidget::showEvent(event);
	if (d_->clip)
		d_->creator.ask();
}

} // namespace DirectPost::Ui
