#include "SettingsDialog.hpp"

#include "parts/CopyText.hpp"
#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"
#include "parts/Page.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace DirectPost::Ui {

namespace {

constexpr int kWidth_px = 520; // narrower, it is too tall for a small screen
// As TikTok's "Login Kit for Desktop" wants it registered when the port is chosen at run time.
constexpr const char *kRedirectUri = "http://127.0.0.1:*/callback/";

QLabel *paragraph(const QString &text, QWidget *parent)
{
	auto *label = new QLabel(text, parent);
	label->setWordWrap(true);
	return label;
}

} // namespace

SettingsDialog::SettingsDialog(const Texts &texts, QWidget *parent)
	: QDialog(parent),
	  texts_(texts),
	  page_(new Page(this)),
	  clientKey_(new QLineEdit(this)),
	  clientSecret_(new QLineEdit(this)),
	  sealingLabel_(paragraph({}, this)),
	  folder_(new QLineEdit(this)),
	  encoder_(new QComboBox(this)),
	  alwaysEncodes_(new QCheckBox(texts.text("Settings.AlwaysEncode"), this)),
	  mayPost_(new QCheckBox(texts.text("Settings.MayRemotePost"), this)),
	  notifies_(new QCheckBox(texts.text("Settings.Notify"), this)),
	  diagnosticsLabel_(paragraph({}, this))
{
	setObjectName(QStringLiteral("settingsDialog"));
	setWindowTitle(texts.text("Settings.Title"));
	clientKey_->setObjectName(QStringLiteral("clientKey"));
	clientSecret_->setObjectName(QStringLiteral("clientSecret"));
	clientSecret_->setEchoMode(QLineEdit::Password);
	mayPost_->setObjectName(QStringLiteral("mayRemotePost"));
	notifies_->setObjectName(QStringLiteral("notifies"));
	explainIfNew(*notifies_, texts.text("Settings.NotifyExplanation"));
	diagnosticsLabel_->setObjectName(QStringLiteral("diagnosticsLabel"));
	diagnosticsLabel_->hide();
	for (const QCheckBox *box : {alwaysEncodes_, mayPost_, notifies_})
		connect(box, &QCheckBox::toggled, this, &SettingsDialog::allowToSave);

	auto *form = new QFormLayout;
	form->setRowWrapPolicy(QFormLayout::WrapLongRows);
	form->addRow(texts.text("Settings.ClientKey"), clientKey_);
	form->addRow(texts.text("Settings.ClientSecret"), clientSecret_);
	auto *toRegister = new QFormLayout;
	toRegister->setRowWrapPolicy(QFormLayout::WrapAllRows);
	const QString scopes = QString::fromStdString(std::string(TikTok::kScopes)).replace(u',', QStringLiteral(", "));
	addCopyable(toRegister, {"Settings.RedirectUri", "Settings.CopyRedirectUri", "redirectUri",
				 QLatin1StringView(kRedirectUri)});
	addCopyable(toRegister, {"Settings.Scopes", "Settings.CopyScopes", "scopes", scopes});

	auto *places = new QFormLayout;
	places->setRowWrapPolicy(QFormLayout::WrapAllRows);
	addPreparedFolder(places);
	addEncoder(places);

	QVBoxLayout *column = page_->column();
	column->addWidget(paragraph(texts.text("Settings.Explanation"), this));
	column->addLayout(form);
	column->addWidget(paragraph(texts.text("Settings.Register"), this));
	column->addLayout(toRegister);
	column->addWidget(sealingLabel_);
	column->addLayout(places);
	auto *boxes = new FlowLayout; // in one line where there is room
	boxes->addWidget(alwaysEncodes_);
	boxes->addWidget(notifies_);
	auto *hosting = new QPushButton(texts.text("Photos.SetUpHosting"), this);
	hosting->setObjectName(QStringLiteral("photoHostingButton"));
	hosting->setAutoDefault(false);
	connect(hosting, &QPushButton::clicked, this, &SettingsDialog::hostingWanted);
	boxes->addWidget(hosting);
	column->addLayout(boxes);
	column->addWidget(mayPost_);
	column->addWidget(paragraph(texts.text("Settings.RemoteExplanation"), this));
	column->addStretch(1);
	auto *whole = new QVBoxLayout(this);
	const QMargins margins = whole->contentsMargins();
	whole->setContentsMargins(0, 0, 0, margins.bottom());
	whole->addWidget(page_);
	buttons_ = makeButtons(); // always in sight
	auto *foot = new QVBoxLayout;
	foot->setContentsMargins(margins.left(), 0, margins.right(), 0);
	foot->addWidget(diagnosticsLabel_);
	foot->addWidget(buttons_);
	whole->addLayout(foot);
}

void SettingsDialog::begin(const Compose::AccountState &account, const Compose::Settings &settings)
{
	stored_ = settings;
	showEncoder(settings.encoder);
	mayPost_->setChecked(settings.mayRemoteControlPost);
	notifies_->setChecked(settings.notifies);
	diagnosticsLabel_->hide();
	showFolder(settings.preparedFolder);
	clientKey_->setText(account.clientKey);
	clientSecret_->clear();
	showAccount(account);
}

void SettingsDialog::showAccount(const Compose::AccountState &account)
{
	account_ = account;
	clientSecret_->setPlaceholderText(account.hasClientSecret ? texts_.text("Settings.SecretIsSaved") : QString());
	sealingLabel_->setText(sealingText());
	allowToSave();
}

QSize SettingsDialog::sizeHint() const
{
	polishAll(*this);
	const int page_px = page_->column()->totalHeightForWidth(kWidth_px);
	const QMargins margins = layout()->contentsMargins();
	return {kWidth_px, page_px + layout()->spacing() + buttons_->sizeHint().height() + margins.bottom()};
}

void SettingsDialog::addCopyable(QFormLayout *form, const Copyable &what)
{
	auto *line = new QLineEdit(what.text, this);
	line->setObjectName(QLatin1StringView(what.objectName));
	line->setReadOnly(true);
	line->setCursorPosition(0);
	auto *copy = new QPushButton(texts_.text("Settings.Copy"), this);
	copy->setObjectName(line->objectName() + QStringLiteral("Copy"));
	copy->setAccessibleName(texts_.text(what.copyKey));
	copy->setAutoDefault(false);
	auto *label = new QLabel(texts_.text(what.labelKey), this);
	label->setBuddy(line);
	auto *row = new QHBoxLayout;
	row->addWidget(line, 1);
	row->addWidget(copy);
	form->addRow(label, row);
	connect(copy, &QPushButton::clicked, line, [line] { copyText(line->text()); });
}

void SettingsDialog::addPreparedFolder(QFormLayout *form)
{
	folder_->setObjectName(QStringLiteral("preparedFolder"));
	folder_->setReadOnly(true);
	folder_->setPlaceholderText(texts_.text("Settings.AnyFolder"));
	auto *choose = new QPushButton(texts_.text("Settings.ChooseFolder"), this);
	choose->setObjectName(QStringLiteral("choosePreparedFolder"));
	anyFolder_ = new QPushButton(texts_.text("Settings.UseAnyFolder"), this);
	anyFolder_->setObjectName(QStringLiteral("anyPreparedFolder"));
	auto *label = new QLabel(texts_.text("Settings.PreparedFolder"), this);
	label->setBuddy(folder_);
	auto *row = new QHBoxLayout;
	row->addWidget(folder_, 1);
	for (QPushButton *button : {choose, anyFolder_}) {
		button->setAutoDefault(false);
		row->addWidget(button);
	}
	form->addRow(label, row);
	connect(choose, &QPushButton::clicked, this, &SettingsDialog::chooseFolder);
	connect(anyFolder_, &QPushButton::clicked, this, [this] { showFolder({}); });
}

void SettingsDialog::addEncoder(QFormLayout *form)
{
	encoder_->setObjectName(QStringLiteral("encoder"));
	alwaysEncodes_->setObjectName(QStringLiteral("alwaysEncodes"));
	encoder_->addItem(texts_.text("Settings.AnyEncoder"), QString());
	for (const std::string &name : Media::videoEncoders())
		encoder_->addItem(texts_.encoder(name), QString::fromStdString(name));
	auto *label = new QLabel(texts_.text("Settings.Encoder"), this);
	label->setBuddy(encoder_);
	form->addRow(label, encoder_);
	connect(encoder_, &QComboBox::currentIndexChanged, this, &SettingsDialog::allowToSave);
}

// Beside the others, and explained when somebody asks: the page has no room left on a small screen.
void SettingsDialog::addDiagnostics(QDialogButtonBox &buttons)
{
	QPushButton *copy = buttons.addButton(texts_.text("Settings.CopyDiagnostics"), QDialogButtonBox::ResetRole);
	copy->setObjectName(QStringLiteral("copyDiagnosticsButton"));
	copy->setAutoDefault(false);
	explainIfNew(*copy, texts_.text("Settings.DiagnosticsExplanation"));
	connect(copy, &QPushButton::clicked, this, [this] {
		emit diagnosticsWanted();
		diagnosticsLabel_->setText(texts_.text("Settings.DiagnosticsCopied"));
		diagnosticsLabel_->show();
	});
}

// One that this FFmpeg lacks is kept: the computer's graphics driver may be away for a day.
void SettingsDialog::showEncoder(const Media::EncoderSettings &encoder)
{
	const QString name = QString::fromStdString(encoder.encoder);
	if (encoder_->findData(name) < 0)
		encoder_->addItem(texts_.encoder(encoder.encoder), name);
	encoder_->setCurrentIndex(encoder_->findData(name));
	alwaysEncodes_->setChecked(encoder.alwaysEncodes);
}

void SettingsDialog::chooseFolder()
{
	if (chooser_)
		return chooser_->raise();
	chooser_ = new QFileDialog(this, texts_.text("Settings.PreparedFolder"), folder_->text());
	chooser_->setAttribute(Qt::WA_DeleteOnClose);
	chooser_->setFileMode(QFileDialog::Directory);
	chooser_->setOption(QFileDialog::ShowDirsOnly);
	connect(chooser_, &QFileDialog::fileSelected, this, &SettingsDialog::showFolder);
	chooser_->show();
}

void SettingsDialog::showFolder(const QString &folder)
{
	folder_->setText(QDir::toNativeSeparators(folder));
	anyFolder_->setEnabled(!folder.isEmpty());
	allowToSave();
}

QDialogButtonBox *SettingsDialog::makeButtons()
{
	auto *buttons = new QDialogButtonBox(this);
	save_ = buttons->addButton(texts_.text("Settings.Save"), QDialogButtonBox::AcceptRole);
	save_->setObjectName(QStringLiteral("saveSettingsButton"));
	QPushButton *cancelButton = buttons->addButton(texts_.text("Cancel"), QDialogButtonBox::RejectRole);
	cancelButton->setObjectName(QStringLiteral("cancelSettingsButton"));
	addDiagnostics(*buttons);
	connect(clientKey_, &QLineEdit::textChanged, this, &SettingsDialog::allowToSave);
	connect(clientSecret_, &QLineEdit::textChanged, this, &SettingsDialog::allowToSave);
	connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::save);
	connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
	return buttons;
}

bool SettingsDialog::isAppWhole() const
{
	return account_.isWholeApp(clientKey_->text().trimmed(), !clientSecret_->text().trimmed().isEmpty());
}

// The rest may be chosen before there is an app.
void SettingsDialog::allowToSave()
{
	const bool isAppUntouched = clientKey_->text() == account_.clientKey && clientSecret_->text().isEmpty();
	save_->setEnabled(isAppWhole() || (isAppUntouched && chosen() != stored_));
}

QString SettingsDialog::sealingText() const
{
	switch (account_.sealing) {
	case Account::Sealing::Keychain:
		return texts_.text("Settings.SealedInKeychain");
	case Account::Sealing::File:
		return texts_.text("Settings.SealedInFile");
	case Account::Sealing::Unknown:
		break;
	}
	return texts_.text("Settings.SealedSoon");
}

Compose::Settings SettingsDialog::chosen() const
{
	return {.preparedFolder = QDir::fromNativeSeparators(folder_->text()),
		.encoder = {.encoder = encoder_->currentData().toString().toStdString(),
			    .alwaysEncodes = alwaysEncodes_->isChecked()},
		.mayRemoteControlPost = mayPost_->isChecked(),
		.notifies = notifies_->isChecked()};
}

void SettingsDialog::save()
{
	if (isAppWhole())
		emit saveWanted(clientKey_->text().trimmed(), Secret(clientSecret_->text().trimmed().toStdString()));
	emit settingsWanted(chosen());
	clientSecret_->clear();
	accept();
}

} // namespace DirectPost::Ui
