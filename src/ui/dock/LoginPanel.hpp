#pragma once

#include "parts/Notice.hpp"

#include <compose/State.hpp>

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace DirectPost::Ui {

// What can be done while TikTok's page is open in the browser; and, when nothing comes from there, what to look for and
// a place for the address that the browser ended on.
class LoginPanel : public QWidget {
	Q_OBJECT

public:
	LoginPanel(const Texts &texts, QWidget *parent);

	void showState(const Compose::AccountState &account); // while WaitingForBrowser
	void forgetAddress();                                 // it holds a secret

signals:
	void cancelWanted();
	void copyLinkWanted();
	void settingsWanted();
	void finishWanted(const QString &address);

private:
	QPushButton *makeButton(const char *textKey, const char *objectName);
	void makeHelp();
	void finish();

	Texts texts_;
	Notice *help_ = nullptr;
	// Made when they are needed for the first time.
	QWidget *byHand_ = nullptr;
	QLineEdit *address_ = nullptr;
	Notice *addressError_ = nullptr;
};

} // namespace DirectPost::Ui
