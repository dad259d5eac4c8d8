#include "PhotoHostingDialog.hpp"

#include "parts/IfNew.hpp"
#include "parts/Notice.hpp"
#include "parts/Paragraph.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace DirectPost::Ui {

namespace {

using Compose::HostingTest;
using Hosting::PlaceKind;

constexpr int kHostingWidth_px = 480;

} // namespace

PhotoHostingDialog::PhotoHostingDialog(const Texts &texts, QWidget *parent)
	: QDialog(parent),
	  texts_(texts),
	  form_(new QFormLayout),
	  kind_(new QComboBox(this)),
	  isRemoved_(new QCheckBox(texts.text("Hosting.RemoveOncePosted"), this)),
	  outcome_(new Notice(texts, this))
{
	setObjectName(QStringLiteral("photoHosting"));
	setWindowTitle(texts.text("Hosting.Title"));
	setMinimumWidth(kHostingWidth_px);
	kind_->setObjectName(QStringLiteral("hostingKind"));
	kind_->addItem(texts.text("Hosting.S3"), static_cast<int>(PlaceKind::S3));
	kind_->addItem(texts.text("Hosting.WebFolder"), static_cast<int>(PlaceKind::Folder));
	form_->setRowWrapPolicy(QFormLayout::WrapLongRows);
	form_->addRow(texts.text("Hosting.Kind"), kind_);
	address_ = addField("Hosting.Server", "hostingAddress", QStringLiteral("https://"));
	bucket_ = addField("Hosting.Bucket", "hostingBucket");
	region_ = addField("Hosting.Region", "hostingRegion", QStringLiteral("us-east-1"));
	folder_ = addField("Hosting.Folder", "hostingFolder");
	user_ = addField("Hosting.KeyId", "hostingUser");
	secret_ = addField("Hosting.Key", "hostingSecret");
	secret_->setEchoMode(QLineEdit::Password);
	publicAddress_ = addField("Hosting.PublicAddress", "hostingPublicAddress", QStringLiteral("https://"));
	isRemoved_->setObjectName(QStringLiteral("hostingRemoves"));
	outcome_->setObjectName(QStringLiteral("hostingOutcome"));

	auto *column = new QVBoxLayout(this);
	column->addWidget(paragraph(texts.text("Hosting.Explanation"), this));
	column->addLayout(form_);
	column->addWidget(isRemoved_);
	column->addWidget(outcome_);
	column->addStretch(1);
	column->addWidget(makeButtons());
	connect(kind_, &QComboBox::currentIndexChanged, this, &PhotoHostingDialog::showKind);
	connect(isRemoved_, &QCheckBox::toggled, this, &PhotoHostingDialog::allow);
	showKind();
}

QLineEdit *PhotoHostingDialog::addField(const char *labelKey, const char *objectName, const QString &example)
{
	auto *field = new QLineEdit(this);
	field->setObjectName(QLatin1StringView(objectName));
	field->setPlaceholderText(example);
	form_->addRow(texts_.text(labelKey), field);
	connect(field, &QLineEdit::textChanged, this, &PhotoHostingDialog::allow);
	return field;
}

QWidget *PhotoHostingDialog::makeButtons()
{
	auto *buttons = new QDialogButtonBox(this);
	test_ = buttons->addButton(texts_.text("Hosting.Test"), QDialogButtonBox::ResetRole);
	test_->setObjectName(QStringLiteral("testHostingButton"));
	save_ = buttons->addButton(texts_.text("Settings.Save"), QDialogButtonBox::AcceptRole);
	save_->setObjectName(QStringLiteral("saveHostingButton"));
	QPushButton *cancel = buttons->addButton(texts_.text("Cancel"), QDialogButtonBox::RejectRole);
	cancel->setObjectName(QStringLiteral("cancelHostingButton"));
	for (QPushButton *button : {test_, save_, cancel})
		button->setAutoDefault(false);
	connect(test_, &QPushButton::clicked, this, [this] { emit testWanted(place(), secret()); });
	connect(buttons, &QDialogButtonBox::accepted, this, &PhotoHostingDialog::save);
	connect(buttons, &QDialogButtonBox::rejected, this, &PhotoHostingDialog::reject);
	return buttons;
}

void PhotoHostingDialog::begin(const Compose::HostingState &hosting)
{
	const Hosting::Place &stored = hosting.place;
	hosting_ = hosting;
	kind_->setCurrentIndex(kind_->findData(static_cast<int>(stored.kind)));
	address_->setText(QString::fromStdString(stored.address));
	bucket_->setText(QString::fromStdString(stored.bucket));
	region_->setText(QString::fromStdString(stored.region));
	folder_->setText(QString::fromStdString(stored.folder));
	user_->setText(QString::fromStdString(stored.user));
	secret_->clear();
	publicAddress_->setText(QString::fromStdString(stored.publicAddress));
	isRemoved_->setChecked(stored.isRemovedOncePosted);
	showState(hosting);
}

void PhotoHostingDialog::showState(const Compose::HostingState &hosting)
{
	hosting_ = hosting;
	switch (hosting.test) {
	case HostingTest::None:
		outcome_->clear();
		break;
	case HostingTest::UnderWay:
		outcome_->say(Mood::Info, texts_.text("Hosting.Testing"));
		break;
	case HostingTest::Passed:
		outcome_->say(Mood::Good, texts_.text("Hosting.TestPassed"));
		break;
	case HostingTest::Failed:
		outcome_->say(Mood::Problem, hosting.testError);
		break;
	}
	allow();
	if (isVisible()) // what it says wants room of its own
		resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

// A web folder is one address; what a bucket's login is called is otherwise called there.
void PhotoHostingDialog::showKind()
{
	const bool isBucket = kind() == PlaceKind::S3;
	for (QLineEdit *field : {bucket_, region_, folder_})
		form_->setRowVisible(field, isBucket);
	nameRow(address_, isBucket ? "Hosting.Server" : "Hosting.FolderAddress");
	nameRow(user_, isBucket ? "Hosting.KeyId" : "Hosting.User");
	nameRow(secret_, isBucket ? "Hosting.Key" : "Hosting.Password");
	allow();
}

void PhotoHostingDialog::nameRow(QWidget *field, const char *labelKey)
{
	if (auto *label = qobject_cast<QLabel *>(form_->labelForField(field)))
		setTextIfNew(*label, texts_.text(labelKey));
}

bool PhotoHostingDialog::hasSecretFor(const Hosting::Place &place) const
{
	return !Hosting::needsSecret(place) || !secret().isEmpty() ||
	       (hosting_.hasSecret && Hosting::isSameLogin(place, hosting_.place));
}

// An empty page takes what is stored away.
void PhotoHostingDialog::allow()
{
	if (!save_)
		return; // it is being made
	const Hosting::Place current = place();
	const bool isWhole = Hosting::isFilledIn(current) && hasSecretFor(current);
	const bool isEmpty = current.address.empty() && current.user.empty() && current.publicAddress.empty();
	enableIf(*test_, isWhole && hosting_.test != HostingTest::UnderWay);
	enableIf(*save_, isWhole || isEmpty);
	const bool isStored = hosting_.hasSecret && Hosting::isSameLogin(current, hosting_.place);
	secret_->setPlaceholderText(isStored ? texts_.text("Settings.SecretIsSaved") : QString());
}

void PhotoHostingDialog::save()
{
	emit saveWanted(place(), secret());
	secret_->clear();
	accept();
}

Hosting::PlaceKind PhotoHostingDialog::kind() const
{
	return static_cast<PlaceKind>(kind_->currentData().toInt());
}

Hosting::Place PhotoHostingDialog::place() const
{
	const auto typed = [](const QLineEdit *field) {
		return field->text().trimmed().toStdString();
	};
	Hosting::Place place{.kind = kind(),
			     .address = typed(address_),
			     .user = typed(user_),
			     .publicAddress = typed(publicAddress_),
			     .isRemovedOncePosted = isRemoved_->isChecked()};
	if (place.kind == PlaceKind::S3) {
		place.bucket = typed(bucket_);
		place.region = typed(region_);
		place.folder = typed(folder_);
	}
	return place;
}

Secret PhotoHostingDialog::secret() const
{
	return Secret(secret_->text().trimmed().toStdString());
}

} // namespace DirectPost::Ui
