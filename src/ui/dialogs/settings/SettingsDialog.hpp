#pragma once

#include <compose/State.hpp>
#include <ui/Texts.hpp>

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace DirectPost::Ui {

class AppPage;
class Page;
class SettingsPage;

// One small window with pages: the user's TikTok app, and what Compose::Settings holds.
class SettingsDialog : public QDialog {
	Q_OBJECT

public:
	SettingsDialog(const Texts &texts, QWidget *parent);

	// Before it is opened: what is stored, and nothing typed.
	void begin(const Compose::AccountState &account, const Compose::Settings &settings);
	void showAccount(const Compose::AccountState &account);
	QSize sizeHint() const override; // the longest page in sight, if the screen has the room

signals:
	void saveWanted(const QString &clientKey, const DirectPost::Secret &clientSecret); // empty: keep the stored one
	void settingsWanted(const DirectPost::Compose::Settings &settings);
	void diagnosticsWanted(); // on the clipboard
	void hostingWanted();     // PhotoHostingDialog

private:
	void addPage(Page *page, const char *nameKey);
	void addPage(SettingsPage *page, const char *nameKey);
	void addPages();
	void addDiagnostics();
	void makeButtons();
	void allowToSave();
	Compose::Settings chosen() const;
	void save();

	Texts texts_;
	QListWidget *names_;
	QStackedWidget *stack_;
	AppPage *app_;
	std::vector<SettingsPage *> pages_;
	QDialogButtonBox *buttons_;
	QPushButton *save_ = nullptr;
	QLabel *diagnosticsLabel_;
	Compose::Settings stored_;
};

} // namespace DirectPost::Ui
