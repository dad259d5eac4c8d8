#pragma once

#include "parts/Notice.hpp"

#include <compose/State.hpp>

#include <QWidget>

class QLabel;
class QPushButton;

namespace DirectPost::Ui {

class LoginPanel;
class MenuButton;

// Who posts, in one line: the connected account, or the way to connect one. What needs attention stands below.
class AccountBar : public QWidget {
	Q_OBJECT

public:
	AccountBar(const Texts &texts, QWidget *parent);

	void showState(const Compose::AccountState &account);

signals:
	void connectWanted();
	void loadWanted();
	void startAnewWanted();
	void cancelWanted();
	void copyLinkWanted();                     // of the login, for another browser
	void finishWanted(const QString &address); // that the browser ended on
	void disconnectWanted();                   // confirmed
	void settingsWanted();
	void problemSeen();

private:
	class NameLabel;
	void makeCard();
	void makeNotices();
	void makeMenu();
	void makeLogin();
	void showCard(const Account::Identity &identity);
	void showButtons();
	void showLogin(const Compose::AccountState &account);
	void showWords(const Compose::AccountState &account);
	void showSealing(Account::Sealing sealing);
	void askToDisconnect();
	void connectOrSetUp();

	Texts texts_;
	Account::ConnectionState state_ = Account::ConnectionState::Loading;
	QWidget *card_;
	QLabel *avatar_ = nullptr;
	qint64 avatarKey_ = 0; // the avatar shown, by its cache key
	NameLabel *nickname_ = nullptr;
	NameLabel *username_ = nullptr;
	QLabel *status_;
	QPushButton *connect_;
	LoginPanel *login_ = nullptr; // made for the first login
	MenuButton *menu_;
	QAction *disconnect_ = nullptr;
	Notice *question_;
	Notice *expired_;
	Notice *error_;
	Notice *unavailable_; // an error as well, with a way to try again
	Notice *problem_;
	Notice *sealing_;
	bool isSealingSeen_ = false;
};

} // namespace DirectPost::Ui
