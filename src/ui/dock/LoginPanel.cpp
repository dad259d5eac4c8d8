#include "LoginPanel.hpp"

#include "parts/FlowLayout.hpp"
#include "parts/IfNew.hpp"
#include "parts/Paragraph.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

LoginPanel::LoginPanel(const Texts &texts, QWidget *parent) : QWidget(parent), texts_(texts)
{
	setObjectName(QStringLiteral("loginPanel"));
	QPushButton *cancel = makeButton("Cancel", "cancelLoginButton");
	QPushButton *copyLink = makeButton("CopyLink", "copyLoginLinkButton");
	help_ = new Notice(texts, this);
	help_->setObjectName(QStringLiteral("loginHelp"));
	help_->addButton("Settings", "loginSettingsButton", [this] { emit settingsWanted(); });

	auto *buttons = new FlowLayout;
	buttons->addWidget(cancel);
	buttons->addWidget(copyLink);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addLayout(buttons);
	column->addWidget(help_);
	connect(cancel, &QPushButton::clicked, this, &LoginPanel::cancelWanted);
	connect(copyLink, &QPushButton::clicked, this, &LoginPanel::copyLinkWanted);
}

QPushButton *LoginPanel::makeButton(const char *textKey, const char *objectName)
{
	auto *button = new QPushButton(texts_.text(textKey), this);
	button->setObjectName(QLatin1StringView(objectName));
	button->setAutoDefault(false);
	return button;
}

void LoginPanel::makeHelp()
{
	byHand_ = new QWidget(this);
	byHand_->setObjectName(QStringLiteral("loginByHand"));
	QLabel *label = paragraph(texts_.text("Login.Address"), byHand_);
	address_ = new QLineEdit(byHand_);
	address_->setObjectName(QStringLiteral("loginAddress"));
	address_->setAccessibleName(texts_.text("Login.AddressName"));
	address_->setEchoMode(QLineEdit::Password); // OBS's window may be on air
	label->setBuddy(address_);
	QPushButton *finishButton = makeButton("Login.Finish", "finishLoginButton");
	finishButton->setEnabled(false);
	addressError_ = new Notice(texts_, byHand_);
	addressError_->setObjectName(QStringLiteral("loginAddressError"));

	auto *column = new QVBoxLayout(byHand_);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(label);
	column->addWidget(address_);
	column->addWidget(addressError_);
	column->addWidget(finishButton, 0, Qt::AlignLeft);
	layout()->addWidget(byHand_);
	connect(address_, &QLineEdit::textChanged, finishButton,
		[finishButton](const QString &text) { enableIf(*finishButton, !text.trimmed().isEmpty()); });
	connect(address_, &QLineEdit::returnPressed, this, &LoginPanel::finish);
	connect(finishButton, &QPushButton::clicked, this, &LoginPanel::finish);
}

void LoginPanel::showState(const Compose::AccountState &account)
{
	if (account.isLoginTakingLong && !byHand_)
		makeHelp();
	if (!byHand_)
		return;
	showIf(*byHand_, account.isLoginTakingLong);
	help_->say(Mood::Info, account.isLoginTakingLong ? texts_.text("Login.Help") : QString());
	addressError_->say(Mood::Problem, account.addressError);
}

void LoginPanel::forgetAddress()
{
	if (address_)
		address_->clear();
}

void LoginPanel::finish()
{
	if (const QString address = address_->text().trimmed(); !address.isEmpty())
		emit finishWanted(address);
}

} // namespace DirectPost::Ui
