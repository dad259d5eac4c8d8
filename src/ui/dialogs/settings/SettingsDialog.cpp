#include "SettingsDialog.hpp"

#include "AppPage.hpp"
#include "ClipsPage.hpp"
#include "FilesPage.hpp"
#include "RemotePage.hpp"

#include "parts/IfNew.hpp"
#include "parts/Paragraph.hpp"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

constexpr int kPageWidth_px = 440; // narrower, it is too tall for a small screen

} // namespace

SettingsDialog::SettingsDialog(const Texts &texts, QWidget *parent)
	: QDialog(parent),
	  texts_(texts),
	  names_(new QListWidget(this)),
	  stack_(new QStackedWidget(this)),
	  app_(new AppPage(texts, this)),
	  buttons_(new QDialogButtonBox(this)),
	  diagnosticsLabel_(paragraph({}, this))
{
	setObjectName(QStringLiteral("settingsDialog"));
	setWindowTitle(texts.text("Settings.Title"));
	names_->setObjectName(QStringLiteral("settingsPages"));
	names_->setAccessibleName(texts.text("Settings.Pages"));
	names_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
	names_->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents); // as wide as its longest name
	names_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
	connect(names_, &QListWidget::currentRowChanged, stack_, &QStackedWidget::setCurrentIndex);
	diagnosticsLabel_->setObjectName(QStringLiteral("diagnosticsLabel"));
	diagnosticsLabel_->hide();
	addPages();
	makeButtons();

	auto *middle = new QHBoxLayout;
	middle->addWidget(names_);
	middle->addWidget(stack_, 1);
	auto *whole = new QVBoxLayout(this);
	whole->addLayout(middle, 1);
	whole->addWidget(diagnosticsLabel_);
	whole->addWidget(buttons_); // always in sight
}

void SettingsDialog::addPages()
{
	addPage(app_, "Settings.PageApp");
	connect(app_, &AppPage::changed, this, &SettingsDialog::allowToSave);
	addPage(new ClipsPage(texts_, this), "Settings.PageClips");
	auto *files = new FilesPage(texts_, this);
	addPage(files, "Settings.PageFiles");
	connect(files, &FilesPage::hostingWanted, this, &SettingsDialog::hostingWanted);
	addPage(new RemotePage(texts_, this), "Settings.PageRemote");
}

void SettingsDialog::addPage(Page *page, const char *nameKey)
{
	names_->addItem(texts_.text(nameKey));
	stack_->addWidget(page);
}

void SettingsDialog::addPage(SettingsPage *page, const char *nameKey)
{
	addPage(static_cast<Page *>(page), nameKey);
	pages_.push_back(page);
	connect(page, &SettingsPage::changed, this, &SettingsDialog::allowToSave);
}

void SettingsDialog::begin(const Compose::AccountState &account, const Compose::Settings &settings)
{
	stored_ = settings;
	for (SettingsPage *page : pages_)
		page->showStored(settings);
	app_->begin(account);
	diagnosticsLabel_->hide();
	names_->setCurrentRow(0);
	allowToSave();
}

void SettingsDialog::showAccount(const Compose::AccountState &account)
{
	app_->showAccount(account);
	allowToSave();
}

QSize SettingsDialog::sizeHint() const
{
	polishAll(*this);
	const QMargins margins = layout()->contentsMargins();
	int page_px = 0;
	for (int row = 0; row < stack_->count(); ++row) {
		const auto *page = static_cast<const Page *>(stack_->widget(row));
		page_px = std::max(page_px, page->column()->totalHeightForWidth(kPageWidth_px));
	}
	return {margins.left() + names_->sizeHint().width() + layout()->spacing() + kPageWidth_px + margins.right(),
		margins.top() + page_px + layout()->spacing() + buttons_->sizeHint().height() + margins.bottom()};
}

// Beside the others, and explained when somebody asks.
void SettingsDialog::addDiagnostics()
{
	QPushButton *copy = buttons_->addButton(texts_.text("Settings.CopyDiagnostics"), QDialogButtonBox::ResetRole);
	copy->setObjectName(QStringLiteral("copyDiagnosticsButton"));
	copy->setAutoDefault(false);
	explainIfNew(*copy, texts_.text("Settings.DiagnosticsExplanation"));
	connect(copy, &QPushButton::clicked, this, [this] {
		emit diagnosticsWanted();
		diagnosticsLabel_->setText(texts_.text("Settings.DiagnosticsCopied"));
		diagnosticsLabel_->show();
	});
}

void SettingsDialog::makeButtons()
{
	save_ = buttons_->addButton(texts_.text("Settings.Save"), QDialogButtonBox::AcceptRole);
	save_->setObjectName(QStringLiteral("saveSettingsButton"));
	QPushButton *cancelButton = buttons_->addButton(texts_.text("Cancel"), QDialogButtonBox::RejectRole);
	cancelButton->setObjectName(QStringLiteral("cancelSettingsButton"));
	addDiagnostics();
	connect(buttons_, &QDialogButtonBox::accepted, this, &SettingsDialog::save);
	connect(buttons_, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
}

// The rest may be chosen before there is an app.
void SettingsDialog::allowToSave()
{
	save_->setEnabled(app_->isWhole() || (app_->isUntouched() && chosen() != stored_));
}

Compose::Settings SettingsDialog::chosen() const
{
	Compose::Settings chosen = stored_;
	for (const SettingsPage *page : pages_)
		page->writeTo(chosen);
	return chosen;
}

void SettingsDialog::save()
{
	const bool isWhole = app_->isWhole();
	const Secret secret = app_->takeClientSecret();
	if (isWhole)
		emit saveWanted(app_->clientKey(), secret);
	emit settingsWanted(chosen());
	accept();
}

} // namespace DirectPost::Ui
