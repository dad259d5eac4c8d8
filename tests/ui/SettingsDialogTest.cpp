#include "Find.hpp"
#include "Locale.hpp"
#include "dialogs/SettingsDialog.hpp"
#include "parts/Page.hpp"

#include <QCoreApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>

namespace DirectPost::Ui {

namespace {

struct Settings {
	SettingsDialog dialog{englishTexts(), nullptr};
	QLineEdit &key = find<QLineEdit>(dialog, "clientKey");
	QLineEdit &secret = find<QLineEdit>(dialog, "clientSecret");
	QPushButton &save = find<QPushButton>(dialog, "saveSettingsButton");
};

} // namespace

TEST(SettingsDialog, KeepsTheStoredSecretOnlyWithTheKeyItCameWith)
{
	Settings settings;
	settings.dialog.begin({.clientKey = "key", .hasClientSecret = true});
	EXPECT_TRUE(settings.save.isEnabled());
	settings.key.setText("another");
	EXPECT_FALSE(settings.save.isEnabled());
	settings.secret.setText("its secret");
	EXPECT_TRUE(settings.save.isEnabled());
	settings.dialog.begin({.clientKey = "key", .hasClientSecret = true});
	EXPECT_EQ(settings.secret.text(), "") << "what was typed and not saved is forgotten";
	EXPECT_EQ(settings.key.text(), "key");
	settings.dialog.begin({});
	EXPECT_FALSE(settings.save.isEnabled());
}

TEST(SettingsDialog, ShowsEverythingAtOnceAndItsButtonsAlways)
{
	Settings settings;
	settings.dialog.begin({.sealing = Account::Sealing::File});
	settings.dialog.show();
	QCoreApplication::processEvents();
	const auto *page = settings.dialog.findChild<Page *>();
	EXPECT_EQ(page->verticalScrollBar()->maximum(), 0) << "nothing has to be scrolled to";
	for (const QSize size : {settings.dialog.size(), QSize(300, 200)}) {
		settings.dialog.resize(size);
		QCoreApplication::processEvents();
		const QRect place(settings.save.mapTo(&settings.dialog, QPoint()), settings.save.size());
		EXPECT_TRUE(settings.dialog.rect().contains(place)) << size.height();
	}
}

} // namespace DirectPost::Ui
