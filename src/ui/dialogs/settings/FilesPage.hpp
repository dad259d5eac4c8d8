#pragma once

#include "SettingsPage.hpp"

#include <ui/Texts.hpp>

#include <QPointer>

class QCheckBox;
class QComboBox;
class QFileDialog;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace DirectPost::Ui {

// Where prepared clips are kept, how they are encoded, and the way to where pictures are put.
class FilesPage : public SettingsPage {
	Q_OBJECT

public:
	FilesPage(const Texts &texts, QWidget *parent);

	void showStored(const Compose::Settings &stored) override;
	void writeTo(Compose::Settings &chosen) const override;

signals:
	void hostingWanted(); // PhotoHostingDialog

private:
	void addPreparedFolder(QFormLayout *form);
	void addEncoder(QFormLayout *form);
	void chooseFolder();
	void showFolder(const QString &folder);
	void showEncoder(const Media::EncoderSettings &encoder);

	Texts texts_;
	QLineEdit *folder_;
	QPushButton *anyFolder_ = nullptr;
	QComboBox *encoder_;
	QCheckBox *alwaysEncodes_;
	QPointer<QFileDialog> chooser_;
};

} // namespace DirectPost::Ui
