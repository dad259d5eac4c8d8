#include "AccountBar.hpp"
#include "Avatar.hpp"
#include "ElidedLabel.hpp"
#include "Find.hpp"
#include "Locale.hpp"

#include <QAction>
#include <QCoreApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

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

struct Bar {
	AccountBar bar{englishTexts(), nullptr};

	void show(ConnectionState state, const Account::Identity &identity = {})
	{
		bar.showState(state, identity);
		settle();
	}
	static void settle()
	{
		for (int turn = 0; turn < 10; ++turn) // more than it takes
			QCoreApplication::processEvents();
	}
	QString notice(const char *name) const
	{
		return isShown(bar, name) ? find<QLabel>(find(bar, name), "sentence").text() : QString();
	}
};

} // namespace

TEST(AccountBar, SaysThatTheKeyLiesInAFileThenAndOnlyThen)
{
	Bar bar;
	EXPECT_EQ(bar.notice("sealingNotice"), "");
	bar.bar.showSealing(Sealing::File);
	EXPECT_TRUE(bar.notice("sealingNotice").startsWith("This system offers no keychain"));
	bar.bar.showSealing(Sealing::Keychain);
	EXPECT_EQ(bar.notice("sealingNotice"), "");
	bar.bar.showSealing(Sealing::File);
	bar.bar.showSealing(Sealing::Unknown);
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

TEST(AccountBar, ItsMenuHoldsDisconnectWhichAsksFirst)
{
	Bar bar;
	int wanted = 0;
	QObject::connect(&bar.bar, &AccountBar::disconnectWanted, &bar.bar, [&wanted] { ++wanted; });
	const auto *menu = find(bar.bar, "accountMenu").findChild<QMenu *>();
	auto &disconnect = find<QAction>(bar.bar, "disconnectAction");
	ASSERT_TRUE(menu);
	EXPECT_TRUE(menu->actions().contains(&disconnect));
	EXPECT_EQ(disconnect.text(), "Disconnect");
	EXPECT_FALSE(disconnect.isEnabled()) << "nobody is connected";

	bar.show(ConnectionState::Connected, nia());
	ASSERT_TRUE(disconnect.isEnabled());
	disconnect.trigger();
	Bar::settle();
	EXPECT_TRUE(bar.notice("disconnectQuestion").startsWith("Disconnect this TikTok account?"));
	find<QPushButton>(bar.bar, "keepConnectedButton").click();
	EXPECT_EQ(bar.notice("disconnectQuestion"), "");
	EXPECT_EQ(wanted, 0);

	disconnect.trigger();
	Bar::settle();
	find<QPushButton>(bar.bar, "disconnectButton").click();
	EXPECT_EQ(wanted, 1);
}

TEST(AccountBar, SaysThatALoginFailedUntilTheNextOneBegins)
{
	Bar bar;
	bar.show(ConnectionState::Disconnected);
	bar.bar.showError({.code = "login_declined"});
	EXPECT_NE(bar.notice("loginError"), "");
	bar.show(ConnectionState::WaitingForBrowser);
	EXPECT_EQ(bar.notice("loginError"), "");
}

TEST(AccountBar, SaysThatALoginIsNotKeptUntilItsUserHasSeenIt)
{
	Bar bar;
	bar.show(ConnectionState::Loading);
	bar.bar.showProblem({.code = "account_not_saved"});
	bar.show(ConnectionState::Connected);
	bar.show(ConnectionState::Connected, nia()); // the name and the picture have come
	EXPECT_TRUE(bar.notice("accountProblem").startsWith("Your TikTok login could not be stored on disk."));
	find<QPushButton>(bar.bar, "accountProblemSeenButton").click();
	EXPECT_EQ(bar.notice("accountProblem"), "");
}

TEST(AccountBar, ItsMenuOpensForAScreenReaderToo)
{
	Bar bar;
	bar.bar.setVisible(true);
	auto &button = find<QToolButton>(bar.bar, "accountMenu");
	EXPECT_EQ(button.accessibleName(), "Account and settings");
	button.click();
	auto *menu = button.findChild<QMenu *>();
	ASSERT_TRUE(menu);
	EXPECT_TRUE(menu->isVisible());
	menu->close();
}

} // namespace DirectPost::Ui
