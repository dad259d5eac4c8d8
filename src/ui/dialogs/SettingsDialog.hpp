#pragma once

#include <compose/State.hpp>
#include <ui/Texts.hpp>

#include <QDialog>
#include <QPointer>

class QDialogButtonBox;
class QFileDialog;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace DirectPost::Ui {

class Page;

// The user's own TikTok developer app: its key, its secret (typed in, never shown again), and what to enter there. And
// where prepared clips are kept.
class SettingsDialog : public QDialog {
	Q_OBJECT

public:
	SettingsDialog(const Texts &texts, QWidget *parent);

	// Before it is opened: what is stored, and nothing typed.
	void begin(const Compose::AccountState &account, const QString &preparedFolder);
	void showAccount(const Compose::AccountState &account);
	QSize sizeHint() const override; // everything in sight, if the screen has the room

signals:
	void saveWanted(const QString &clientKey, const DirectPost::Secret &clientSecret); // empty: keep the stored one
	void preparedFolderWanted(const QString &folder);                                  // empty: where there is room

private:
	struct Copyable {
		const char *labelKey;
		const char *copyKey;
		const char *objectName;
		QString text;
	};
	void addCopyable(QFormLayout *form, const Copyable &what);
	void addPreparedFolder(QFormLayout *form);
	void chooseFolder();
	void showFolder(const QString &folder);
	bool isAppWhole() const;
	QDialogButtonBox *makeButtons();
	QString sealingText() const;
	void allowToSave();
	void save();

	Texts texts_;
	QString storedKey_;
	bool hasStoredSecret_ = false;
	Account::Sealing sealing_ = Account::Sealing::Unknown;
	Page *page_;
	QDialogButtonBox *buttons_ = nullptr;
	QPushButton *save_ = nullptr;
	QLineEdit *clientKey_;
	QLineEdit *clientSecret_;
	QLabel *sealingLabel_;
	QString storedFolder_;
	QLineEdit *folder_;
	QPushButton *anyFolder_ = nullptr;
	QPointer<QFileDialog> chooser_;
};

} // namespace DirectPost::Ui
