#include "AccountBar.hpp"

#include "Avatar.hpp"
#include "ElidedLabel.hpp"
#include "FlowLayout.hpp"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace DirectPost::Ui {

using Account::ConnectionState;

AccountBar::AccountBar(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  status_(new QLabel(this)),
	  connect_(new QPushButton(texts.text("Account.Connect"), this)),
	  cancel_(new QPushButton(texts.text("Cancel"), this)),
	  copyLink_(new QPushButton(texts.text("CopyLink"), this)),
	  menu_(new QToolButton(this)),
	  question_(new Notice(texts, this)),
	  expired_(new Notice(texts, this)),
	  error_(new Notice(texts, this)),
	  problem_(new Notice(texts, this)),
	  loadAgain_(error_->addButton("TryAgain", "loadAgainButton")),
	  sealing_(new Notice(texts, this)),
	  portions_([this](size_t portion) { return show(portion); }, this)
{
	setObjectName(QStringLiteral("accountBar"));
	status_->setObjectName(QStringLiteral("accountStatus"));
	status_->setWordWrap(true);
	connect_->setObjectName(QStringLiteral("connectButton"));
	cancel_->setObjectName(QStringLiteral("cancelLoginButton"));
	copyLink_->setObjectName(QStringLiteral("copyLoginLinkButton"));
	question_->setObjectName(QStringLiteral("disconnectQuestion"));
	const QPushButton *yes = question_->addButton("Account.Disconnect", "disconnectButton");
	const QPushButton *no = question_->addButton("Account.KeepConnected", "keepConnectedButton");
	expired_->setObjectName(QStringLiteral("expiredNotice"));
	error_->setObjectName(QStringLiteral("loginError"));
	problem_->setObjectName(QStringLiteral("accountProblem"));
	const QPushButton *seen = problem_->addButton("Seen", "accountProblemSeenButton");
	sealing_->setObjectName(QStringLiteral("sealingNotice"));

	auto *buttons = new QWidget(this);
	auto *flow = new FlowLayout(buttons);
	flow->addWidget(connect_);
	flow->addWidget(cancel_);
	flow->addWidget(copyLink_);

	auto *row = new QHBoxLayout;
	card_ = makeCard();
	makeMenu();
	row->addWidget(card_, 1);
	row->addWidget(buttons, 1);
	row->addWidget(menu_, 0, Qt::AlignTop);

	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addWidget(status_);
	column->addLayout(row);
	for (Notice *notice : {question_, expired_, error_, problem_, sealing_})
		column->addWidget(notice);

	connect(connect_, &QPushButton::clicked, this, &AccountBar::connectWanted);
	connect(loadAgain_, &QPushButton::clicked, this, &AccountBar::loadWanted);
	connect(yes, &QPushButton::clicked, this, &AccountBar::disconnectWanted);
	connect(no, &QPushButton::clicked, question_, &Notice::clear);
	connect(seen, &QPushButton::clicked, problem_, &Notice::clear);
	connect(cancel_, &QPushButton::clicked, this, &AccountBar::cancelWanted);
	connect(copyLink_, &QPushButton::clicked, this, &AccountBar::copyLinkWanted);
	showCard();
	showButtons();
	showWords();
}

QWidget *AccountBar::makeCard()
{
	auto *card = new QWidget(this);
	avatar_ = new QLabel(card);
	avatar_->setObjectName(QStringLiteral("avatar"));
	nickname_ = new ElidedLabel(card);
	nickname_->setObjectName(QStringLiteral("nickname"));
	QFont bold = nickname_->font();
	bold.setBold(true);
	nickname_->setFont(bold);
	username_ = new ElidedLabel(card);
	username_->setObjectName(QStringLiteral("username"));

	auto *names = new QVBoxLayout;
	names->setSpacing(0);
	names->addWidget(nickname_);
	names->addWidget(username_);
	auto *row = new QHBoxLayout(card);
	row->setContentsMargins(0, 0, 0, 0);
	row->addWidget(avatar_);
	row->addLayout(names, 1);
	return card;
}

void AccountBar::makeMenu()
{
	menu_->setObjectName(QStringLiteral("accountMenu"));
	menu_->setText(QStringLiteral("⋮"));
	menu_->setAccessibleName(texts_.text("Account.Menu"));
	menu_->setToolTip(texts_.text("Account.Menu"));
	menu_->setFocusPolicy(Qt::TabFocus);
	auto *menu = new QMenu(menu_);
	QAction *settings = menu->addAction(texts_.text("Settings"));
	settings->setObjectName(QStringLiteral("settingsAction"));
	disconnect_ = menu->addAction(texts_.text("Account.Disconnect"));
	disconnect_->setObjectName(QStringLiteral("disconnectAction"));
	// Not setMenu(): Qt opens an instant popup for the mouse alone, not for a screen reader's "press".
	connect(menu_, &QToolButton::clicked, menu,
		[this, menu] { menu->popup(menu_->mapToGlobal(QPoint(0, menu_->height()))); });
	connect(settings, &QAction::triggered, this, &AccountBar::settingsWanted);
	// Queued: the menu closes first, the question is a task of its own.
	connect(disconnect_, &QAction::triggered, this, &AccountBar::askToDisconnect, Qt::QueuedConnection);
}

void AccountBar::showState(ConnectionState state, const Account::Identity &identity)
{
	const bool isPast = state == ConnectionState::WaitingForBrowser || state == ConnectionState::Connected ||
			    state == ConnectionState::Loading;
	if (isPast && state != state_) // and not when only a name or a picture has come
		error_->clear();
	state_ = state;
	identity_ = identity;
	portions_.restart();
}

bool AccountBar::show(size_t portion)
{
	switch (portion) {
	case 0:
		showCard();
		return true;
	case 1:
		showButtons();
		return true;
	default:
		showWords();
		return false;
	}
}

void AccountBar::showCard()
{
	card_->setVisible(state_ == ConnectionState::Connected || state_ == ConnectionState::Expired);
	showAvatar(identity_.avatar);
	nickname_->setWholeText(identity_.nickname);
	username_->setWholeText(identity_.username.isEmpty() ? QString() : u'@' + identity_.username);
	username_->setVisible(!identity_.username.isEmpty());
}

void AccountBar::showButtons()
{
	const bool isWaiting = state_ == ConnectionState::WaitingForBrowser;
	const bool canConnect = state_ == ConnectionState::NoCredentials || state_ == ConnectionState::Disconnected ||
				state_ == ConnectionState::Expired;
	// An empty bar would take half of the card's room.
	connect_->parentWidget()->setVisible(state_ != ConnectionState::Connected);
	connect_->setVisible(canConnect);
	cancel_->setVisible(isWaiting);
	copyLink_->setVisible(isWaiting);
	loadAgain_->setVisible(state_ == ConnectionState::Unavailable);
	disconnect_->setEnabled(state_ == ConnectionState::Connected || state_ == ConnectionState::Expired);
}

void AccountBar::showWords()
{
	const char *status = state_ == ConnectionState::Loading             ? "Account.Loading"
			     : state_ == ConnectionState::Exchanging        ? "Account.Exchanging"
			     : state_ == ConnectionState::WaitingForBrowser ? "Account.WaitingForBrowser"
									    : nullptr;
	status_->setVisible(status);
	if (status)
		status_->setText(texts_.text(status));
	if (state_ != ConnectionState::Connected && state_ != ConnectionState::Expired)
		question_->clear();
	if (state_ == ConnectionState::Expired)
		expired_->say(Mood::Warning, texts_.text("Account.Expired"));
	else
		expired_->clear();
}

void AccountBar::showAvatar(const QImage &avatar)
{
	avatar_->setVisible(!avatar.isNull());
	if (avatarKey_ == avatar.cacheKey())
		return;
	avatarKey_ = avatar.cacheKey();
	avatar_->setPixmap(roundAvatar(avatar, fontMetrics().height() * 2, devicePixelRatioF()));
}

void AccountBar::showSealing(Account::Sealing sealing)
{
	if (sealing == Account::Sealing::File)
		sealing_->say(Mood::Warning, texts_.text("Account.SealedInFile"));
	else
		sealing_->clear();
}

void AccountBar::showError(const Error &error)
{
	error_->say(Mood::Problem, texts_.sentence(error));
}

void AccountBar::showProblem(const Error &error)
{
	problem_->say(Mood::Problem, texts_.sentence(error));
}

// In the dock, not in a box of its own: a modal one would lock OBS's window in the middle of a show.
void AccountBar::askToDisconnect()
{
	question_->say(Mood::Warning, texts_.text("Account.DisconnectQuestion"));
}

} // namespace DirectPost::Ui
