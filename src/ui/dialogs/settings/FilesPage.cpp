#include "FilesPage.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace DirectPost::Ui {

FilesPage::FilesPage(const Texts &texts, QWidget *parent)
	: SettingsPage(parent),
	  texts_(texts),
	  folder_(new QLineEdit(this)),
	  encoder_(new QComboBox(this)),
	  alwaysEncodes_(new QCheckBox(texts.text("Settings.AlwaysEncode"), this))
{
	alwaysEncodes_->setObjectName(QStringLiteral("alwaysEncodes"));
	connect(alwaysEncodes_, &QCheckBox::toggled, this, &FilesPage::changed);
	auto *form = new QFormLayout;
	form->setRowWrapPolicy(QFormLayout::WrapAllRows);
	addPreparedFolder(form);
	addEncoder(form);
	column()->addLayout(form);
	column()->addWidget(alwaysEncodes_);
	auto *hosting = new QPushButton(texts.text("Photos.SetUpHosting"), this);
	hosting->setObjectName(QStringLiteral("photoHostingButton"));
	hosting->setAutoDefault(false);
	connect(hosting, &QPushButton::clicked, this, &FilesPage::hostingWanted);
	column()->addWidget(hosting, 0, Qt::AlignLeading);
	column()->addStretch(1);
}

void FilesPage::addPreparedFolder(QFormLayout *form)
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
	connect(choose, &QPushButton::clicked, this, &FilesPage::chooseFolder);
	connect(anyFolder_, &QPushButton::clicked, this, [this] { showFolder({}); });
}

void FilesPage::addEncoder(QFormLayout *form)
{
	encoder_->setObjectName(QStringLiteral("encoder"));
	encoder_->addItem(texts_.text("Settings.AnyEncoder"), QString());
	for (const std::string &name : Media::videoEncoders())
		encoder_->addItem(texts_.encoder(name), QString::fromStdString(name));
	auto *label = new QLabel(texts_.text("Settings.Encoder"), this);
	label->setBuddy(encoder_);
	form->addRow(label, encoder_);
	connect(encoder_, &QComboBox::currentIndexChanged, this, &FilesPage::changed);
}

void FilesPage::chooseFolder()
{
	if (chooser_)
		return chooser_->raise();
	chooser_ = new QFileDialog(this, texts_.text("Settings.PreparedFolder"), folder_->text());
	chooser_->setAttribute(Qt::WA_DeleteOnClose);
	chooser_->setFileMode(QFileDialog::Directory);
	chooser_->setOption(QFileDialog::ShowDirsOnly);
	connect(chooser_, &QFileDialog::fileSelected, this, &FilesPage::showFolder);
	chooser_->show();
}

void FilesPage::showFolder(const QString &folder)
{
	folder_->setText(QDir::toNativeSeparators(folder));
	anyFolder_->setEnabled(!folder.isEmpty());
	emit changed();
}

// One that this FFmpeg lacks is kept: the computer's graphics driver may be away for a day.
void FilesPage::showEncoder(const Media::EncoderSettings &encoder)
{
	const QString name = QString::fromStdString(encoder.encoder);
	if (encoder_->findData(name) < 0)
		encoder_->addItem(texts_.encoder(encoder.encoder), name);
	encoder_->setCurrentIndex(encoder_->findData(name));
	alwaysEncodes_->setChecked(encoder.alwaysEncodes);
}

void FilesPage::showStored(const Compose::Settings &stored)
{
	showEncoder(stored.encoder);
	showFolder(stored.preparedFolder);
}

void FilesPage::writeTo(Compose::Settings &chosen) const
{
	chosen.preparedFolder = QDir::fromNativeSeparators(folder_->text());
	chosen.encoder = {.encoder = encoder_->currentData().toString().toStdString(),
			  .alwaysEncodes = alwaysEncodes_->isChecked()};
}

} // namespace DirectPost::Ui
