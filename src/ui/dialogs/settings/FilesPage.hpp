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

// Where prepared clips are kept, and how they are encoded.
class FilesPage : public SettingsPage {
	Q_OBJECT

public:
	FilesPage(const Texts &texts, QWidget *parent);

	void showStored(const Compose::Settings &stored) override;
	void writeTo(Compose::Settings &chosen) const override;

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
