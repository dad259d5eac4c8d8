#pragma once

#include "Notice.hpp"
#include "Portions.hpp"

#include <account/Account.hpp>

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace DirectPost::Ui {

class ElidedLabel;

// Who posts: the connected account, or the way to connect one.
class AccountBar : public QWidget {
	Q_OBJECT

public:
	AccountBar(const Texts &texts, QWidget *parent);

	void showState(Account::ConnectionState state, const Account::Identity &identity);
	void showSealing(Account::Sealing sealing);
	void showError(const Error &error);   // of a login, or of loading: until the account's state changes
	void showProblem(const Error &error); // until the user has seen it

signals:
	void connectWanted();
	void loadWanted();
	void cancelWanted();
	void copyLinkWanted();
	void disconnectWanted(); // confirmed
	void settingsWanted();

private:
	QWidget *makeCard();
	void makeMenu();
	bool show(size_t portion);
	void showCard();
	void showButtons();
	void showWords();
	void showAvatar(const QImage &avatar);
	void askToDisconnect();

	Texts texts_;
	Account::ConnectionState state_ = Account::ConnectionState::Loading;
	Account::Identity identity_;
	QWidget *card_ = nullptr;
	QLabel *avatar_ = nullptr;
	qint64 avatarKey_ = 0; // the avatar shown, by its cache key
	ElidedLabel *nickname_ = nullptr;
	ElidedLabel *username_ = nullptr;
	QLabel *status_;
	QPushButton *connect_;
	QPushButton *cancel_;
	QPushButton *copyLink_;
	QToolButton *menu_;
	QAction *disconnect_ = nullptr;
	Notice *question_;
	Notice *expired_;
	Notice *error_;
	Notice *problem_;
	QPushButton *loadAgain_;
	Notice *sealing_;
	Portions portions_;
};

} // namespace DirectPost::Ui
