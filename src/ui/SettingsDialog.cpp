#include "SettingsDialog.hpp"

#include "CopyText.hpp"
#include "Page.hpp"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace DirectPost::Ui {

namespace {

constexpr QSize kSettingsSize_px(460, 420);
// As TikTok's "Login Kit for Desktop" wants it registered when the port is chosen at run time.
constexpr const char *kRedirectUri = "http://127.0.0.1:*/callback/";

QLabel *paragraph(const QString &text, QWidget *parent)
{
	auto *label = new QLabel(text, parent);
	label->setWordWrap(true);
	return label;
}

} // namespace

SettingsDialog::SettingsDialog(const Texts &texts, const Facts &facts, QWidget *parent)
	: QDialog(parent),
	  texts_(texts),
	  clientKey_(new QLineEdit(facts.clientKey, this)),
	  clientSecret_(new QLineEdit(this))
{
	setObjectName(QStringLiteral("settingsDialog"));
	setWindowTitle(texts.text("Settings.Title"));
	resize(kSettingsSize_px);
	clientKey_->setObjectName(QStringLiteral("clientKey"));
	clientSecret_->setObjectName(QStringLiteral("clientSecret"));
	clientSecret_->setEchoMode(QLineEdit::Password);
	if (facts.hasClientSecret)
		clientSecret_->setPlaceholderText(texts.text("Settings.SecretIsSaved"));

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

	QVBoxLayout *column = scrollingColumn(this);
	column->addWidget(paragraph(texts.text("Settings.Explanation"), this));
	column->addLayout(form);
	column->addWidget(paragraph(texts.text("Settings.Register"), this));
	column->addLayout(toRegister);
	column->addWidget(paragraph(sealingText(facts.sealing), this));
	column->addStretch(1);
	column->addWidget(makeButtons(facts));
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

QDialogButtonBox *SettingsDialog::makeButtons(const Facts &facts)
{
	auto *buttons = new QDialogButtonBox(this);
	QPushButton *saveButton = buttons->addButton(texts_.text("Settings.Save"), QDialogButtonBox::AcceptRole);
	saveButton->setObjectName(QStringLiteral("saveSettingsButton"));
	QPushButton *cancelButton = buttons->addButton(texts_.text("Cancel"), QDialogButtonBox::RejectRole);
	cancelButton->setObjectName(QStringLiteral("cancelSettingsButton"));

	// A stored secret belongs to the key it came with.
	const auto allow = [this, saveButton, facts] {
		const QString key = clientKey_->text().trimmed();
		const bool canKeepSecret = facts.hasClientSecret && key == facts.clientKey;
		saveButton->setEnabled(!key.isEmpty() && (canKeepSecret || !clientSecret_->text().trimmed().isEmpty()));
	};
	connect(clientKey_, &QLineEdit::textChanged, this, allow);
	connect(clientSecret_, &QLineEdit::textChanged, this, allow);
	connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::save);
	connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
	allow();
	return buttons;
}

QString SettingsDialog::sealingText(Account::Sealing sealing) const
{
	switch (sealing) {
	case Account::Sealing::Keychain:
		return texts_.text("Settings.SealedInKeychain");
	case Account::Sealing::File:
		return texts_.text("Settings.SealedInFile");
	case Account::Sealing::Unknown:
		break;
	}
	return texts_.text("Settings.SealedSoon");
}

void SettingsDialog::save()
{
	emit saveWanted(clientKey_->text().trimmed(), Secret(clientSecret_->text().trimmed().toStdString()));
	clientSecret_->clear();
	accept();
}

} // namespace DirectPost::Ui
