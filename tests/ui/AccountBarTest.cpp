#include "Find.hpp"
#include "Locale.hpp"
#include "dock/AccountBar.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/MenuButton.hpp"

#include <QAccessible>
#include <QAction>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

namespace DirectPost::Ui {

namespace {

using Account::ConnectionState;
using Account::Sealing;

Account::Identity nia()
{
	Account::Identity identity{.openId = QStringLiteral("open-nia"),
				   .nickname = QStringLiteral("Nia Plays"),
				   .username = QStringLiteral("niaplays"),
				   .avatar = QImage(128, 128, QImage::Format_RGB32)};
	identity.avatar.fill(Qt::blue);
	return identity;
}

Account::Identity tom()
{
	return {.openId = QStringLiteral("open-tom"),
		.nickname = QStringLiteral("Tom & Jo"),
		.username = {},
		.avatar = {}};
}

struct Bar {
	ReadableMenuButtons readable;
	AccountBar bar{englishTexts(), nullptr};
	Compose::AccountState account;

	void show(ConnectionState state, const Account::Identity &identity = {})
	{
		account.connection = state;
		account.identity = identity;
		account.accounts.clear();
		if (!identity.openId.isEmpty())
			account.accounts = {identity};
		bar.showState(account);
	}
	// Nia and Tom are connected.
	void showTwo(const Account::Identity &current)
	{
		account.connection = ConnectionState::Connected;
		account.identity = current;
		account.accounts = {nia(), tom()};
		bar.showState(account);
	}
	// The browser is at TikTok for a while already.
	void waitLong()
	{
		account.isLoginTakingLong = true;
		show(ConnectionState::WaitingForBrowser);
	}
	void show(Sealing sealing)
	{
		account.sealing = sealing;
		bar.showState(account);
	}
	QStringList entries() const
	{
		QStringList words;
		for (const QAction *entry : find<MenuButton>(bar, "accountMenu").list()->actions()) {
			if (entry->isVisible())
				words += (entry->isChecked() ? QStringLiteral("* ") : QString()) + entry->text();
		}
		return words;
	}
	QString notice(const char *name) const
	{
		return isShown(bar, name) ? find<QLabel>(find(bar, name), "sentence").text() : QString();
	}
};

} // namespace

TEST(AccountBar, SaysThatTheKeyLiesInAFileThenAndOnlyThenUntilItIsSeen)
{
	Bar bar;
	EXPECT_EQ(bar.notice("sealingNotice"), "");
	bar.show(Sealing::File);
	EXPECT_TRUE(bar.notice("sealingNotice").startsWith("This system offers no keychain"));
	bar.show(Sealing::Keychain);
	EXPECT_EQ(bar.notice("sealingNotice"), "");
	bar.show(Sealing::File);
	EXPECT_NE(bar.notice("sealingNotice"), "");
	find<QPushButton>(bar.bar, "sealingSeenButton").click();
	bar.show(Sealing::File);
	EXPECT_EQ(bar.notice("sealingNotice"), "");
}

TEST(AccountBar, ShowsAvatarAndNamesOfWhoeverIsConnected)
{
	Bar bar;
	EXPECT_FALSE(isShown(bar.bar, "avatar"));
	bar.show(ConnectionState::Connected, nia());
	ASSERT_TRUE(isShown(bar.bar, "avatar"));
	const QImage shown = find<QLabel>(bar.bar, "avatar").pixmap().toImage();
	EXPECT_EQ(shown.pixelColor(shown.rect().center()), QColor(Qt::blue));
	EXPECT_EQ(shown.pixelColor(0, 0).alpha(), 0) << "it is round";
	EXPECT_EQ(find<ElidedLabel>(bar.bar, "nickname").wholeText(), "Nia Plays");
	EXPECT_EQ(find<ElidedLabel>(bar.bar, "username").wholeText(), "@niaplays");
	EXPECT_FALSE(isShown(bar.bar, "connectButton"));

	bar.show(ConnectionState::Disconnected);
	EXPECT_FALSE(isShown(bar.bar, "avatar"));
	EXPECT_FALSE(isShown(bar.bar, "nickname"));
	EXPECT_TRUE(isShown(bar.bar, "connectButton"));
	EXPECT_EQ(find<QPushButton>(bar.bar, "connectButton").text(), "Connect TikTok");
}

TEST(AccountBar, TakesOneLineWhenConnected)
{
	Bar bar;
	bar.show(ConnectionState::Connected, nia());
	bar.bar.resize(262, bar.bar.sizeHint().height());
	bar.bar.show();
	QCoreApplication::processEvents();
	const QPoint middle(0, bar.bar.height() / 2);
	for (const char *name : {"avatar", "nickname", "username", "accountMenu"}) {
		const QWidget &widget = find(bar.bar, name);
		const QRect place(widget.mapTo(&bar.bar, QPoint()), widget.size());
		EXPECT_TRUE(place.top() <= middle.y() && middle.y() <= place.bottom()) << name;
	}
	EXPECT_EQ(find(bar.bar, "nickname").width(), find(bar.bar, "nickname").sizeHint().width()) << "nothing is cut";
	EXPECT_EQ(find(bar.bar, "username").width(), find(bar.bar, "username").sizeHint().width()) << "nothing is cut";
}

TEST(AccountBar, ItsMenuHasAllAccountsWithACheckMarkAtTheCurrentOne)
{
	Bar bar;
	EXPECT_EQ(bar.entries(), QStringList{"Settings…"}) << "the first account has a button of its own";
	bar.show(ConnectionState::Connected, nia());
	EXPECT_EQ(bar.entries(),
		  (QStringList{"* @niaplays", "", "Add another account…", "Disconnect @niaplays", "", "Settings…"}));
	bar.showTwo(tom());
	EXPECT_EQ(bar.entries(), (QStringList{"@niaplays", "* Tom && Jo", "", "Add another account…",
					      "Disconnect @niaplays", "Disconnect Tom && Jo", "", "Settings…"}));
	bar.showTwo(nia());
	EXPECT_EQ(bar.entries().first(2), (QStringList{"* @niaplays", "Tom && Jo"}));
	bar.show(ConnectionState::WaitingForBrowser);
	EXPECT_EQ(bar.entries(), QStringList{"Settings…"});
}

TEST(AccountBar, AnotherAccountIsOnePressAway)
{
	Bar bar;
	QStringList wanted;
	QObject::connect(&bar.bar, &AccountBar::switchWanted, &bar.bar,
			 [&wanted](const QString &openId) { wanted += openId; });
	QObject::connect(&bar.bar, &AccountBar::connectWanted, &bar.bar, [&wanted] { wanted += "connect"; });
	bar.showTwo(nia());
	find<QAction>(bar.bar, "account-open-tom").trigger();
	EXPECT_EQ(bar.entries().first(2), (QStringList{"* @niaplays", "Tom && Jo"})) << "until it is so";
	find<QAction>(bar.bar, "addAccountAction").trigger();
	EXPECT_EQ(wanted, (QStringList{"open-tom", "connect"}));
	bar.account.connection = ConnectionState::Exchanging;
	bar.bar.showState(bar.account);
	EXPECT_FALSE(find<QAction>(bar.bar, "account-open-tom").isEnabled());
	EXPECT_FALSE(find<QAction>(bar.bar, "addAccountAction").isEnabled());
	EXPECT_TRUE(find<QAction>(bar.bar, "settingsAction").isEnabled());
}

TEST(AccountBar, DisconnectsTheAccountThatIsNamedAfterAQuestionThatNamesIt)
{
	Bar bar;
	QStringList wanted;
	QObject::connect(&bar.bar, &AccountBar::disconnectWanted, &bar.bar,
			 [&wanted](const QString &openId) { wanted += openId; });
	bar.showTwo(nia());
	find<QAction>(bar.bar, "disconnect-open-tom").trigger();
	EXPECT_TRUE(bar.notice("disconnectQuestion").startsWith("Disconnect Tom & Jo? "));
	find<QPushButton>(bar.bar, "keepConnectedButton").click();
	EXPECT_EQ(bar.notice("disconnectQuestion"), "");
	EXPECT_EQ(wanted, QStringList());

	find<QAction>(bar.bar, "disconnect-open-tom").trigger();
	find<QPushButton>(bar.bar, "disconnectButton").click();
	EXPECT_EQ(wanted, QStringList{"open-tom"});
	EXPECT_EQ(bar.notice("disconnectQuestion"), "");

	find<QAction>(bar.bar, "disconnect-open-tom").trigger();
	bar.show(ConnectionState::Connected, nia());
	EXPECT_EQ(bar.notice("disconnectQuestion"), "") << "Tom is gone";
}

TEST(AccountBar, AScreenReaderOpensItsMenuAndFindsTheEntriesByName)
{
	Bar bar;
	bar.show(ConnectionState::Connected, nia());
	bar.bar.show();
	auto &button = find<MenuButton>(bar.bar, "accountMenu");
	int wanted = 0;
	QObject::connect(&bar.bar, &AccountBar::settingsWanted, &bar.bar, [&wanted] { ++wanted; });
	QAccessibleInterface *readable = QAccessible::queryAccessibleInterface(&button);
	ASSERT_TRUE(readable && readable->actionInterface());
	EXPECT_EQ(readable->text(QAccessible::Name), "Account and settings");
	readable->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
	EXPECT_TRUE(button.list()->isVisible());

	ASSERT_EQ(readable->childCount(), 1);
	QAccessibleInterface *menu = readable->child(0);
	QStringList entries;
	for (int entry = 0; entry < menu->childCount(); ++entry)
		entries += menu->child(entry)->text(QAccessible::Name);
	EXPECT_TRUE(entries.contains("@niaplays")) << entries.join('|').toStdString();
	EXPECT_TRUE(entries.contains("Add another account…"));
	EXPECT_TRUE(entries.contains("Disconnect @niaplays"));
	menu->child(static_cast<int>(entries.indexOf("Settings…")))
		->actionInterface()
		->doAction(QAccessibleActionInterface::pressAction());
	EXPECT_EQ(wanted, 1);
	EXPECT_FALSE(button.list()->isVisible());
}

TEST(AccountBar, ConnectingBeginsWithTheSettingsWhileThereAreNoCredentials)
{
	Bar bar;
	QStringList wanted;
	QObject::connect(&bar.bar, &AccountBar::settingsWanted, &bar.bar, [&wanted] { wanted += "settings"; });
	QObject::connect(&bar.bar, &AccountBar::connectWanted, &bar.bar, [&wanted] { wanted += "connect"; });
	bar.show(ConnectionState::NoCredentials);
	find<QPushButton>(bar.bar, "connectButton").click();
	bar.show(ConnectionState::Disconnected);
	find<QPushButton>(bar.bar, "connectButton").click();
	bar.show(ConnectionState::Expired, nia());
	EXPECT_NE(bar.notice("expiredNotice"), "");
	find<QPushButton>(bar.bar, "reconnectButton").click();
	EXPECT_EQ(wanted, (QStringList{"settings", "connect", "connect"}));
}

TEST(AccountBar, SaysWhatWentWrongAsLongAsItIsSo)
{
	Bar bar;
	bar.account.error = Error{.code = "login_declined"};
	bar.show(ConnectionState::Disconnected);
	EXPECT_NE(bar.notice("loginError"), "");
	bar.account.error.reset();
	bar.show(ConnectionState::WaitingForBrowser);
	EXPECT_EQ(bar.notice("loginError"), "");
}

TEST(AccountBar, AnAccountThatCannotBeLoadedIsTriedAgainFromItsNotice)
{
	Bar bar;
	int wanted = 0;
	QObject::connect(&bar.bar, &AccountBar::loadWanted, &bar.bar, [&wanted] { ++wanted; });
	bar.account.error = Error{.code = "keychain_locked"};
	bar.show(ConnectionState::Unavailable);
	EXPECT_TRUE(bar.notice("unavailableNotice").startsWith("Your system's keychain is locked"));
	ASSERT_TRUE(isShown(bar.bar, "loadAgainButton"));
	find<QPushButton>(bar.bar, "loadAgainButton").click();
	EXPECT_EQ(wanted, 1);
}

TEST(AccountBar, AnAccountWhoseKeyIsNowhereCanBeGivenUpAndNoOther)
{
	Bar bar;
	int wanted = 0;
	QObject::connect(&bar.bar, &AccountBar::startAnewWanted, &bar.bar, [&wanted] { ++wanted; });
	bar.account.error = Error{.code = "keychain_lacks_key"};
	bar.account.mayStartAnew = true;
	bar.show(ConnectionState::Unavailable);
	EXPECT_TRUE(bar.notice("unavailableNotice").startsWith("The key to your TikTok login is locked"));
	EXPECT_TRUE(isShown(bar.bar, "loadAgainButton"));
	ASSERT_TRUE(isShown(bar.bar, "startAnewButton"));
	find<QPushButton>(bar.bar, "startAnewButton").click();
	EXPECT_EQ(wanted, 1);
	bar.account.error = Error{.code = "keychain_locked"};
	bar.account.mayStartAnew = false;
	bar.show(ConnectionState::Unavailable);
	EXPECT_FALSE(isShown(bar.bar, "startAnewButton"));
}

TEST(AccountBar, SaysWhatToLookForWhenNothingComesFromTheBrowser)
{
	Bar bar;
	int wanted = 0;
	QObject::connect(&bar.bar, &AccountBar::settingsWanted, &bar.bar, [&wanted] { ++wanted; });
	bar.show(ConnectionState::WaitingForBrowser);
	EXPECT_TRUE(find<QLabel>(bar.bar, "accountStatus").text().startsWith("Your browser shows TikTok's page."));
	EXPECT_EQ(bar.notice("loginHelp"), "");
	bar.waitLong();
	EXPECT_EQ(find<QLabel>(bar.bar, "accountStatus").text(), "Nothing has come from your browser yet.");
	EXPECT_TRUE(bar.notice("loginHelp").startsWith("No page, or one with an error?"));
	EXPECT_TRUE(isShown(bar.bar, "copyLoginLinkButton"));
	ASSERT_TRUE(isShown(bar.bar, "loginSettingsButton"));
	find<QPushButton>(bar.bar, "loginSettingsButton").click();
	EXPECT_EQ(wanted, 1);
	bar.account.isLoginTakingLong = false;
	bar.show(ConnectionState::WaitingForBrowser); // the next login
	EXPECT_EQ(bar.notice("loginHelp"), "");
	EXPECT_FALSE(isShown(bar.bar, "loginAddress"));
}

TEST(AccountBar, TakesTheAddressThatTheBrowserEndedOnByHand)
{
	Bar bar;
	QStringList addresses;
	QObject::connect(&bar.bar, &AccountBar::finishWanted, &bar.bar,
			 [&addresses](const QString &address) { addresses += address; });
	bar.waitLong();
	auto &field = find<QLineEdit>(bar.bar, "loginAddress");
	auto &finish = find<QPushButton>(bar.bar, "finishLoginButton");
	EXPECT_EQ(field.accessibleName(), "Address that the browser ended on");
	EXPECT_EQ(field.echoMode(), QLineEdit::Password) << "it holds a code, and OBS's window may be on air";
	EXPECT_FALSE(finish.isEnabled());
	QTest::keyClick(&field, Qt::Key_Return);
	field.setText(QStringLiteral(" http://127.0.0.1:1/?code=a \n"));
	ASSERT_TRUE(finish.isEnabled());
	finish.click();
	QTest::keyClick(&field, Qt::Key_Return);
	EXPECT_EQ(addresses, (QStringList{"http://127.0.0.1:1/?code=a", "http://127.0.0.1:1/?code=a"}));

	for (const char *code :
	     {"login_address_unreadable", "login_address_of_another", "login_address_without_code"}) {
		bar.account.addressError = Error{.code = code};
		bar.waitLong();
		EXPECT_TRUE(bar.notice("loginAddressError").startsWith("That ")) << code;
	}
	bar.account = {};
	bar.show(ConnectionState::Exchanging);
	EXPECT_EQ(field.text(), "");
	EXPECT_FALSE(isShown(bar.bar, "loginAddress"));
}

TEST(AccountBar, ALoginThatTakesLongFitsTheNarrowestDock)
{
	Bar bar;
	bar.account.addressError = Error{.code = "login_address_of_another"};
	bar.waitLong();
	EXPECT_LE(bar.bar.minimumSizeHint().width(), 260);
	bar.bar.resize(260, bar.bar.heightForWidth(260));
	bar.bar.show();
	QCoreApplication::processEvents();
	for (const QWidget *part : bar.bar.findChildren<QWidget *>()) {
		if (!part->isVisible() || part->isWindow())
			continue;
		const auto *label = qobject_cast<const QLabel *>(part);
		const bool isWrapped = label && label->wordWrap();
		EXPECT_GE(part->height(), isWrapped ? label->heightForWidth(label->width()) : 0)
			<< part->objectName().toStdString();
		if (qobject_cast<const QPushButton *>(part)) {
			EXPECT_GE(part->width(), part->sizeHint().width()) << part->objectName().toStdString();
		}
	}
}

TEST(AccountBar, HasNothingOfALoginBeforeThereIsOne)
{
	Bar bar;
	bar.show(ConnectionState::Connected, nia());
	EXPECT_EQ(bar.bar.findChild<QWidget *>(QStringLiteral("loginPanel")), nullptr) << "widgets are dear in OBS";
	bar.show(ConnectionState::WaitingForBrowser);
	EXPECT_EQ(bar.bar.findChild<QWidget *>(QStringLiteral("loginAddress")), nullptr);
}

TEST(AccountBar, TheLinkOfALoginCanBeCopiedForAnotherBrowser)
{
	Bar bar;
	int wanted = 0;
	QObject::connect(&bar.bar, &AccountBar::copyLinkWanted, &bar.bar, [&wanted] { ++wanted; });
	EXPECT_FALSE(isShown(bar.bar, "copyLoginLinkButton"));
	bar.show(ConnectionState::WaitingForBrowser);
	ASSERT_TRUE(isShown(bar.bar, "copyLoginLinkButton"));
	find<QPushButton>(bar.bar, "copyLoginLinkButton").click();
	EXPECT_EQ(wanted, 1);
}

TEST(AccountBar, AProblemIsShownUntilItsUserHasSeenIt)
{
	Bar bar;
	int seen = 0;
	QObject::connect(&bar.bar, &AccountBar::problemSeen, &bar.bar, [&seen] { ++seen; });
	bar.account.problem = Error{.code = "account_not_saved"};
	bar.show(ConnectionState::Connected, nia());
	EXPECT_TRUE(bar.notice("accountProblem").startsWith("Your TikTok login could not be stored on disk."));
	find<QPushButton>(bar.bar, "accountProblemSeenButton").click();
	EXPECT_EQ(seen, 1);
	bar.account.problem.reset();
	bar.show(ConnectionState::Connected, nia());
	EXPECT_EQ(bar.notice("accountProblem"), "");
}

} // namespace DirectPost::Ui
