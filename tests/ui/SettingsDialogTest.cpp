#include "Find.hpp"
#include "Locale.hpp"
#include "dialogs/settings/SettingsDialog.hpp"
#include "parts/Page.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QListWidget>
#include <QScrollBar>
#include <QSpinBox>
#include <QStackedWidget>

namespace DirectPost::Ui {

namespace {

struct Settings {
	SettingsDialog dialog{englishTexts(), nullptr};
	QLineEdit &key = find<QLineEdit>(dialog, "clientKey");
	QLineEdit &secret = find<QLineEdit>(dialog, "clientSecret");
	QLineEdit &folder = find<QLineEdit>(dialog, "preparedFolder");
	QPushButton &choose = find<QPushButton>(dialog, "choosePreparedFolder");
	QPushButton &automatic = find<QPushButton>(dialog, "anyPreparedFolder");
	QPushButton &save = find<QPushButton>(dialog, "saveSettingsButton");
};

} // namespace

TEST(SettingsDialog, KeepsTheStoredSecretOnlyWithTheKeyItCameWith)
{
	Settings settings;
	settings.dialog.begin({.clientKey = "key", .hasClientSecret = true}, {});
	EXPECT_TRUE(settings.save.isEnabled());
	settings.key.setText("another");
	EXPECT_FALSE(settings.save.isEnabled());
	settings.secret.setText("its secret");
	EXPECT_TRUE(settings.save.isEnabled());
	settings.dialog.begin({.clientKey = "key", .hasClientSecret = true}, {});
	EXPECT_EQ(settings.secret.text(), "") << "what was typed and not saved is forgotten";
	EXPECT_EQ(settings.key.text(), "key");
	settings.dialog.begin({}, {});
	EXPECT_FALSE(settings.save.isEnabled());
}

TEST(SettingsDialog, LetsTheFolderOfPreparedClipsBeChosenEvenBeforeThereIsAnApp)
{
	Settings settings;
	QStringList apps, folders;
	QObject::connect(&settings.dialog, &SettingsDialog::saveWanted, [&](const QString &key) { apps << key; });
	QObject::connect(&settings.dialog, &SettingsDialog::settingsWanted,
			 [&](const Compose::Settings &chosen) { folders << chosen.preparedFolder; });
	settings.dialog.begin({}, {.preparedFolder = "/disk"});
	EXPECT_EQ(settings.folder.text(), QDir::toNativeSeparators("/disk"));
	EXPECT_FALSE(settings.save.isEnabled());
	settings.automatic.click();
	EXPECT_FALSE(settings.automatic.isEnabled());
	ASSERT_TRUE(settings.save.isEnabled());
	settings.save.click();
	EXPECT_EQ(folders, QStringList{""});

	settings.dialog.begin({}, {});
	settings.key.setText("half an app");
	EXPECT_FALSE(settings.save.isEnabled());
	settings.key.clear();
	settings.choose.click();
	auto *chooser = settings.dialog.findChild<QFileDialog *>();
	ASSERT_TRUE(chooser);
	EXPECT_FALSE(chooser->isModal());
	emit chooser->fileSelected("/clips");
	ASSERT_TRUE(settings.save.isEnabled());
	settings.save.click();
	EXPECT_EQ(folders.last(), "/clips");
	EXPECT_TRUE(apps.isEmpty());
}

TEST(SettingsDialog, LetsEverythingElseBeChosen)
{
	Settings settings;
	std::vector<Compose::Settings> chosen;
	QObject::connect(&settings.dialog, &SettingsDialog::settingsWanted,
			 [&](const Compose::Settings &each) { chosen.push_back(each); });
	const Compose::Settings stored = {.encoder = {.encoder = "h264_of_tomorrow", .alwaysEncodes = true}};
	settings.dialog.begin({}, stored);
	auto &encoder = find<QComboBox>(settings.dialog, "encoder");
	EXPECT_EQ(encoder.currentText(), "h264_of_tomorrow") << "what this computer lacks today is not forgotten";
	EXPECT_FALSE(settings.save.isEnabled());
	encoder.setCurrentIndex(encoder.findData("libx264"));
	find<QCheckBox>(settings.dialog, "alwaysEncodes").click();
	find<QCheckBox>(settings.dialog, "mayRemotePost").click();
	for (const char *box : {"notifies", "takesRecordings", "takesReplays", "takesOtherOutputs"})
		find<QCheckBox>(settings.dialog, box).click();
	find<QSpinBox>(settings.dialog, "beforeMark").setValue(45);
	settings.save.click();
	ASSERT_EQ(chosen.size(), 1u);
	EXPECT_EQ(chosen[0], (Compose::Settings{.encoder = {.encoder = "libx264"},
						.takesRecordings = false,
						.takesReplays = false,
						.takesOtherOutputs = false,
						.beforeMark_ms = 45'000,
						.mayRemoteControlPost = true,
						.notifies = false}));
}

TEST(SettingsDialog, OpensOnItsFirstPage)
{
	Settings settings;
	auto &pages = find<QListWidget>(settings.dialog, "settingsPages");
	settings.dialog.begin({}, {});
	pages.setCurrentRow(2);
	EXPECT_TRUE(settings.dialog.findChild<QStackedWidget *>()->currentWidget()->isAncestorOf(&settings.folder));
	settings.dialog.begin({}, {});
	EXPECT_TRUE(settings.dialog.findChild<QStackedWidget *>()->currentWidget()->isAncestorOf(&settings.key));
}

TEST(SettingsDialog, SaysThatTheDiagnosticsWereCopied)
{
	Settings settings;
	int copies = 0;
	QObject::connect(&settings.dialog, &SettingsDialog::diagnosticsWanted, [&] { ++copies; });
	settings.dialog.begin({}, {});
	const auto &label = find<QLabel>(settings.dialog, "diagnosticsLabel");
	auto &button = find<QPushButton>(settings.dialog, "copyDiagnosticsButton");
	EXPECT_EQ(button.accessibleDescription(), englishTexts().text("Settings.DiagnosticsExplanation"));
	EXPECT_TRUE(label.isHidden());
	button.click();
	EXPECT_FALSE(label.isHidden());
	EXPECT_EQ(copies, 1);
	EXPECT_EQ(label.text(), englishTexts().text("Settings.DiagnosticsCopied"));
	for (const Page *page : settings.dialog.findChildren<Page *>())
		EXPECT_FALSE(page->isAncestorOf(&label)) << "it is in sight whichever page is";
}

TEST(SettingsDialog, ShowsAllOfAPageAtOnceAndItsButtonsAlways)
{
	Settings settings;
	settings.dialog.begin({.sealing = Account::Sealing::File}, {});
	settings.dialog.resize(settings.dialog.sizeHint()); // as it is opened where the screen has the room
	settings.dialog.show();
	QCoreApplication::processEvents();
	auto &pages = find<QListWidget>(settings.dialog, "settingsPages");
	const auto &stack = *settings.dialog.findChild<QStackedWidget *>();
	for (int row = 0; row < pages.count(); ++row) {
		pages.setCurrentRow(row);
		QCoreApplication::processEvents();
		const auto &page = *qobject_cast<Page *>(stack.currentWidget());
		EXPECT_EQ(page.verticalScrollBar()->maximum(), 0) << "nothing has to be scrolled to";
	}
	for (const QSize size : {settings.dialog.size(), QSize(300, 200)}) {
		settings.dialog.resize(size);
		QCoreApplication::processEvents();
		const QRect place(settings.save.mapTo(&settings.dialog, QPoint()), settings.save.size());
		EXPECT_TRUE(settings.dialog.rect().contains(place)) << size.height();
	}
}

} // namespace DirectPost::Ui
