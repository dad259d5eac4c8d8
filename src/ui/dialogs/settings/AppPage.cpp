#include "AppPage.hpp"

#include "parts/CopyText.hpp"
#include "parts/Paragraph.hpp"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

namespace {

// As TikTok's "Login Kit for Desktop" wants it registered when the port is chosen at run time.
constexpr const char *kRedirectUri = "http://127.0.0.1:*/callback/";

} // namespace

AppPage::AppPage(const Texts &texts, QWidget *parent)
	: Page(parent),
	  texts_(texts),
	  clientKey_(new QLineEdit(this)),
	  clientSecret_(new QLineEdit(this)),
	  sealingLabel_(paragraph({}, this))
{
	clientKey_->setObjectName(QStringLiteral("clientKey"));
	clientSecret_->setObjectName(QStringLiteral("clientSecret"));
	clientSecret_->setEchoMode(QLineEdit::Password);
	for (const QLineEdit *line : {clientKey_, clientSecret_})
		connect(line, &QLineEdit::textChanged, this, &AppPage::changed);

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

	column()->addWidget(paragraph(texts.text("Settings.Explanation"), this));
	column()->addLayout(form);
	column()->addWidget(paragraph(texts.text("Settings.Register"), this));
	column()->addLayout(toRegister);
	column()->addWidget(sealingLabel_);
	column()->addStretch(1);
}

void AppPage::addCopyable(QFormLayout *form, const Copyable &what)
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

void AppPage::begin(const Compose::AccountState &account)
{
	clientKey_->setText(account.clientKey);
	clientSecret_->clear();
	showAccount(account);
}

void AppPage::showAccount(const Compose::AccountState &account)
{
	account_ = account;
	clientSecret_->setPlaceholderText(account.hasClientSecret ? texts_.text("Settings.SecretIsSaved") : QString());
	sealingLabel_->setText(sealingText());
}

bool AppPage::isWhole() const
{
	return account_.isWholeApp(clientKey(), !clientSecret_->text().trimmed().isEmpty());
}

bool AppPage::isUntouched() const
{
	return clientKey_->text() == account_.clientKey && clientSecret_->text().isEmpty();
}

QString AppPage::clientKey() const
{
	return clientKey_->text().trimmed();
}

Secret AppPage::takeClientSecret()
{
	Secret secret(clientSecret_->text().trimmed().toStdString());
	clientSecret_->clear();
	return secret;
}

QString AppPage::sealingText() const
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

} // namespace DirectPost::Ui
