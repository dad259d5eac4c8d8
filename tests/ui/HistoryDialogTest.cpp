#include "Find.hpp"
#include "HistoryDialog.hpp"
#include "Locale.hpp"

#include <QCoreApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

namespace DirectPost::Ui {

TEST(HistoryDialog, SearchesAgainWhenSomethingIsPostedWhileItIsOpen)
{
	HistoryDialog dialog(englishTexts(), nullptr);
	QStringList searches;
	QObject::connect(&dialog, &HistoryDialog::searchWanted, &dialog,
			 [&searches](const QString &words) { searches += words; });
	dialog.refresh();
	EXPECT_TRUE(searches.isEmpty()) << "nobody looks";

	dialog.begin();
	dialog.show();
	dialog.findChild<QLineEdit *>()->setText("raid");
	dialog.refresh();
	EXPECT_EQ(searches, (QStringList{"", "raid", "raid"}));
}

TEST(HistoryDialog, KeepsTheChosenPostWhenAnotherOneIsPosted)
{
	HistoryDialog dialog(englishTexts(), nullptr);
	const auto show = [&dialog](std::initializer_list<Publish::JobId> ids) {
		QList<Publish::JobSnapshot> found;
		for (const Publish::JobId id : ids) {
			found.emplace_back();
			found.back().id = id;
			found.back().link = "https://example.com/" + std::to_string(id);
		}
		dialog.showFound(found);
		for (int turn = 0; turn < 10; ++turn)
			QCoreApplication::processEvents();
	};
	QString copied;
	QObject::connect(&dialog, &HistoryDialog::copyWanted, &dialog,
			 [&copied](const QString &link) { copied = link; });
	show({2, 1});
	find<QTreeWidget>(dialog, "historyTable").topLevelItem(1)->setSelected(true);
	show({3, 2, 1});
	find<QPushButton>(dialog, "copyHistoryLinkButton").click();
	EXPECT_EQ(copied, "https://example.com/1");

	show({3, 2});
	EXPECT_FALSE(find<QPushButton>(dialog, "copyHistoryLinkButton").isEnabled()) << "it is not among these";
}

} // namespace DirectPost::Ui
