#include "AccountBar.hpp"

#include "parts/AccountName.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/IfNew.hpp"
#include "LoginPanel.hpp"
#include "parts/MenuButton.hpp"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>

#include <algorithm>

namespace DirectPost::Ui {

using Account::ConnectionState;

// As wide as its words, and narrower where there is no room.
class AccountBar::NameLabel : public ElidedLabel {
public:
	explicit NameLabel(QWidget *parent) : ElidedLabel(parent)
	{
		setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
	}
	void setName(const QString &name)
	{
		if (name == wholeText())
			return;
		setWholeText(name);
		updateGeometry();
	}
	QSize sizeHint() const override
	{
		return {fontMetrics().horizontalAdvance(wholeText()) + 1, ElidedLabel::sizeHint().height()};
	}
	QSize minimumSizeHint() const override
	{
		return {std::min(ElidedLabel::sizeHint().width(), sizeHint().width()), sizeHint().height()};
	}
};

namespace {

// The picture in a circle of this many logical pixels.
QPixmap roundAvatar(const QImage &avatar, int side_px, qreal devicePixelRatio)
{
	if (avatar.isNull())
		return {};
	const int side = static_cast<int>(side_px * devicePixelRatio);
	QPixmap round(side, side);
	round.fill(Qt::transparent);
	QPainter painter(&round);
	painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
	QPainterPath circle;
	circle.addEllipse(0, 0, side, side);
	painter.setClipPath(circle);
	painter.drawImage(QRect(0, 0, side, side), avatar);
	painter.end();
	round.setDevicePixelRatio(devicePixelRatio);
	return round;
}

// A name's own ampersand is not a menu's.
QString inMenu(QString words)
{
	return words.replace(u'&', QStringLiteral("&&"));
}

} // namespace

AccountBar::AccountBar(const Texts &texts, QWidget *parent)
	: QWidget(parent),
	  texts_(texts),
	  card_(new QWidget(this)),
	  status_(new QLabel(this)),
	  connect_(new QPushButton(texts.text("Account.Connect"), this)),
	  menu_(new MenuButton(texts.text("Account.Menu"), this)),
	  question_(new Notice(texts, this)),
	  expired_(new Notice(texts, this)),
	  error_(new Notice(texts, this)),
	  unavailable_(new Notice(texts, this)),
	  problem_(new Notice(texts, this)),
	  sealing_(new Notice(texts, this))
{
	setObjectName(QStringLiteral("accountBar"));
	status_->setObjectName(QStringLiteral("accountStatus"));
	status_->setWordWrap(true);
	connect_->setObjectName(QStringLiteral("connectButton"));
	makeCard();
	makeNotices();
	makeMenu();

	auto *line = new QHBoxLayout;
	line->addWidget(card_, 1);
	line->addWidget(status_, 1);
	line->addWidget(connect_, 1, Qt::AlignLeft);
	line->addWidget(menu_, 0, Qt::AlignTop | Qt::AlignRight);
	auto *column = new QVBoxLayout(this);
	column->setContentsMargins(0, 0, 0, 0);
	column->addLayout(line);
	for (Notice *notice : {question_, expired_, error_, unavailable_, problem_, sealing_})
		column->addWidget(notice);

	connect(connect_, &QPushButton::clicked, this, &AccountBar::connectOrSetUp);
	showState({});
}

void AccountBar::makeCard()
{
	avatar_ = new QLabel(card_);
	avatar_->setObjectName(QStringLiteral("avatar"));
	nickname_ = new NameLabel(card_);
	nickname_->setObjectName(QStringLiteral("nickname"));
	QFont bold = nickname_->font();
	bold.setBold(true);
	nickname_->setFont(bold);
	username_ = new NameLabel(card_);
	username_->setObjectName(QStringLiteral("username"));
	auto *row = new QHBoxLayout(card_);
	row->setContentsMargins(0, 0, 0, 0);
	row->addWidget(avatar_);
	row->addWidget(nickname_);
	row->addWidget(username_);
	row->addStretch(1);
}

void AccountBar::makeNotices()
{
	question_->setObjectName(QStringLiteral("disconnectQuestion"));
	question_->addButton("Account.Disconnect", "disconnectButton", [this] {
		question_->clear();
		emit disconnectWanted(leaving_);
	});
	question_->addButton("Account.KeepConnected", "keepConnectedButton", [this] { question_->clear(); });
	expired_->setObjectName(QStringLiteral("expiredNotice"));
	expired_->addButton("Account.Connect", "reconnectButton", [this] { emit connectWanted(); });
	error_->setObjectName(QStringLiteral("loginError"));
	unavailable_->setObjectName(QStringLiteral("unavailableNotice"));
	unavailable_->addButton("TryAgain", "loadAgainButton", [this] { emit loadWanted(); });
	unavailable_->addButton("Account.StartAnew", "startAnewButton", [this] { emit startAnewWanted(); });
	problem_->setObjectName(QStringLiteral("accountProblem"));
	problem_->addButton("Seen", "accountProblemSeenButton", [this] { emit problemSeen(); });
	sealing_->setObjectName(QStringLiteral("sealingNotice"));
	sealing_->addButton("Seen", "sealingSeenButton", [this] {
		isSealingSeen_ = true;
		sealing_->clear();
	});
}

void AccountBar::makeMenu()
{
	menu_->setObjectName(QStringLiteral("accountMenu"));
	add_ = menu_->list()->addAction(texts_.text("Account.Add"));
	add_->setObjectName(QStringLiteral("addAccountAction"));
	settings_ = menu_->list()->addAction(texts_.text("Settings"));
	settings_->setObjectName(QStringLiteral("settingsAction"));
	connect(add_, &QAction::triggered, this, &AccountBar::connectWanted);
	connect(settings_, &QAction::triggered, this, &AccountBar::settingsWanted);
}

// The accounts, the current one with a check mark; to add one; to disconnect each; the settings.
void AccountBar::showMenu(const Compose::AccountState &account)
{
	QMenu *menu = menu_->list();
	if (account.accounts != listed_ || account.identity.openId != current_) {
		listed_ = account.accounts;
		current_ = account.identity.openId;
		for (QAction *entry : menu->actions()) {
			if (entry != add_ && entry != settings_)
				delete entry;
		}
		for (const Account::Identity &identity : listed_)
			addAccount(identity, identity.openId == current_);
		if (!listed_.empty())
			menu->insertSeparator(add_);
		for (const Account::Identity &identity : listed_)
			addDisconnect(identity);
		if (!listed_.empty())
			menu->insertSeparator(settings_);
	}
	for (QAction *entry : menu->actions()) {
		if (entry != settings_)
			entry->setEnabled(account.mayChange());
	}
	add_->setVisible(!listed_.empty()); // the first one has its button
}

void AccountBar::addAccount(const Account::Identity &identity, bool isCurrent)
{
	auto *entry = new QAction(inMenu(accountName(identity)), menu_->list());
	entry->setObjectName(QStringLiteral("account-") + identity.openId);
	entry->setCheckable(true);
	entry->setChecked(isCurrent);
	menu_->list()->insertAction(add_, entry);
	connect(entry, &QAction::triggered, this, [this, entry, isCurrent, openId = identity.openId] {
		entry->setChecked(isCurrent); // until it is so
		emit switchWanted(openId);
	});
}

void AccountBar::addDisconnect(const Account::Identity &identity)
{
	const QString words = texts_.text("Account.DisconnectOne", {{"account", accountName(identity)}});
	auto *entry = new QAction(inMenu(words), menu_->list());
	entry->setObjectName(QStringLiteral("disconnect-") + identity.openId);
	menu_->list()->insertAction(settings_, entry);
	connect(entry, &QAction::triggered, this, [this, identity] { askToDisconnect(identity); });
}

void AccountBar::makeLogin()
{
	login_ = new LoginPanel(texts_, this);
	static_cast<QVBoxLayout *>(layout())->insertWidget(1, login_); // below the line
	connect(login_, &LoginPanel::cancelWanted, this, &AccountBar::cancelWanted);
	connect(login_, &LoginPanel::copyLinkWanted, this, &AccountBar::copyLinkWanted);
	connect(login_, &LoginPanel::settingsWanted, this, &AccountBar::settingsWanted);
	connect(login_, &LoginPanel::finishWanted, this, &AccountBar::finishWanted);
}

void AccountBar::showState(const Compose::AccountState &account)
{
	state_ = account.connection;
	showCard(account.identity);
	showButtons();
	showMenu(account);
	showLogin(account);
	showWords(account);
}

void AccountBar::showCard(const Account::Identity &identity)
{
	card_->setVisible(state_ == ConnectionState::Connected || state_ == ConnectionState::Expired);
	nickname_->setName(identity.nickname);
	username_->setName(identity.username.isEmpty() ? QString() : u'@' + identity.username);
	username_->setVisible(!identity.username.isEmpty());
	avatar_->setVisible(!identity.avatar.isNull());
	if (avatarKey_ == identity.avatar.cacheKey())
		return;
	avatarKey_ = identity.avatar.cacheKey();
	avatar_->setPixmap(roundAvatar(identity.avatar, fontMetrics().height() * 3 / 2, devicePixelRatioF()));
}

void AccountBar::showButtons()
{
	connect_->setVisible(state_ == ConnectionState::NoCredentials || state_ == ConnectionState::Disconnected);
}

void AccountBar::showLogin(const Compose::AccountState &account)
{
	const bool isWaiting = state_ == ConnectionState::WaitingForBrowser;
	if (isWaiting && !login_)
		makeLogin();
	if (!login_)
		return;
	showIf(*login_, isWaiting);
	if (isWaiting)
		login_->showState(account);
	else
		login_->forgetAddress();
}

void AccountBar::showWords(const Compose::AccountState &account)
{
	const char *waiting = account.isLoginTakingLong ? "Account.StillWaiting" : "Account.WaitingForBrowser";
	const char *status = state_ == ConnectionState::Loading             ? "Account.Loading"
			     : state_ == ConnectionState::Exchanging        ? "Account.Exchanging"
			     : state_ == ConnectionState::WaitingForBrowser ? waiting
									    : nullptr;
	if (status)
		status_->setText(texts_.text(status));
	status_->setVisible(status);
	if (!account.mayChange() || !std::ranges::contains(listed_, leaving_, &Account::Identity::openId))
		question_->clear();
	expired_->say(Mood::Warning, state_ == ConnectionState::Expired ? texts_.text("Account.Expired") : QString());
	const bool isUnavailable = state_ == ConnectionState::Unavailable;
	error_->say(Mood::Problem, isUnavailable ? std::nullopt : account.error);
	unavailable_->offerButton("startAnewButton", account.mayStartAnew);
	unavailable_->say(Mood::Problem, isUnavailable ? account.error : std::nullopt);
	problem_->say(Mood::Problem, account.problem);
	showSealing(account.sealing);
}

// Once in a run is enough: it takes the room of the form.
void AccountBar::showSealing(Account::Sealing sealing)
{
	const bool isInFile = sealing == Account::Sealing::File;
	isSealingSeen_ = isSealingSeen_ && isInFile;
	sealing_->say(Mood::Warning, isInFile && !isSealingSeen_ ? texts_.text("Account.SealedInFile") : QString());
}

// In the dock, not in a box of its own: a modal one would lock OBS's window in the middle of a show.
void AccountBar::askToDisconnect(const Account::Identity &identity)
{
	leaving_ = identity.openId;
	question_->say(Mood::Warning, texts_.text("Account.DisconnectQuestion", {{"account", accountName(identity)}}));
}

void AccountBar::connectOrSetUp()
{
	if (state_ == ConnectionState::NoCredentials)
		emit settingsWanted();
	else
		emit connectWanted();
}

} // namespace DirectPost::Ui
