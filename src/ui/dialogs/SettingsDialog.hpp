#pragma once

#include <compose/State.hpp>
#include <ui/Texts.hpp>

#include <QDialog>
#include <QPointer>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFileDialog;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace DirectPost::Ui {

class Page;

// The user's own TikTok developer app: its key, its secret (typed in, never shown again), and what to enter there. And
// what Compose::Settings holds.
class SettingsDialog : public QDialog {
	Q_OBJECT

public:
	SettingsDialog(const Texts &texts, QWidget *parent);

	// Before it is opened: what is stored, and nothing typed.
	void begin(const Compose::AccountState &account, const Compose::Settings &settings);
	void showAccount(const Compose::AccountState &account);
	QSize sizeHint() const override; // everything in sight, if the screen has the room

signals:
	void saveWanted(const QString &clientKey, const DirectPost::Secret &clientSecret); // empty: keep the stored one
	void settingsWanted(const DirectPost::Compose::Settings &settings);
	void diagnosticsWanted(); // on the clipboard
	void hostingWanted();     // PhotoHostingPage

private:
	struct Copyable {
		const char *labelKey;
		const char *copyKey;
		const char *objectName;
		QString text;
	};
	void addCopyable(QFormLayout *form, const Copyable &what);
	void addPreparedFolder(QFormLayout *form);
	void addEncoder(QFormLayout *form);
	void addDiagnostics(QDialogButtonBox &buttons);
	void showEncoder(const Media::EncoderSettings &encoder);
	void chooseFolder();
	void showFolder(const QString &folder);
	bool isAppWhole() const;
	QDialogButtonBox *makeButtons();
	QString sealingText() const;
	void allowToSave();
	Compose::Settings chosen() const;
	void save();

	Texts texts_;
	Compose::AccountState account_;
	Page *page_;
	QDialogButtonBox *buttons_ = nullptr;
	QPushButton *save_ = nullptr;
	QLineEdit *clientKey_;
	QLineEdit *clientSecret_;
	QLabel *sealingLabel_;
	Compose::Settings stored_;
	QLineEdit *folder_;
	QPushButton *anyFolder_ = nullptr;
	QComboBox *encoder_;
	QCheckBox *alwaysEncodes_;
	QCheckBox *mayPost_;
	QCheckBox *notifies_;
	QLabel *diagnosticsLabel_;
	QPointer<QFileDialog> chooser_;
};

} // namespace DirectPost::Ui
