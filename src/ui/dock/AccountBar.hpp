#pragma once

#include "parts/Notice.hpp"

#include <compose/State.hpp>

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace DirectPost::Ui {

class LoginPanel;
class MenuButton;

// Who posts, in one line: the current account, or the way to connect one. The menu has all that are connected. What
// needs attention stands below.
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
	void switchWanted(const QString &openId);
	void disconnectWanted(const QString &openId); // confirmed
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
	void showMenu(const Compose::AccountState &account);
	void addAccount(const Account::Identity &identity, bool isCurrent);
	void addDisconnect(const Account::Identity &identity);
	void showLogin(const Compose::AccountState &account);
	void showWords(const Compose::AccountState &account);
	void showSealing(Account::Sealing sealing);
	void askToDisconnect(const Account::Identity &identity);
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
	QAction *add_ = nullptr;
	QAction *settings_ = nullptr; // what is above it is made anew for other accounts
	std::vector<Account::Identity> listed_;
	QString current_; // open id
	QString leaving_; // open id of the account that the question is about
	Notice *question_;
	Notice *expired_;
	Notice *error_;
	Notice *unavailable_; // an error as well, with a way to try again
	Notice *problem_;
	Notice *sealing_;
	bool isSealingSeen_ = false;
};

} // namespace DirectPost::Ui
