#include "Find.hpp"
#include "Locale.hpp"
#include "Values.hpp"
#include "dialogs/HistoryDialog.hpp"
#include "parts/Notice.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

namespace DirectPost::Ui {

namespace {

Publish::JobSnapshot postedAs(Publish::JobId id)
{
	Publish::JobSnapshot job;
	job.id = id;
	job.stage = Publish::JobStage::Published;
	job.link = "https://example.com/" + std::to_string(id);
	return job;
}

struct History {
	HistoryDialog dialog{englishTexts(), nullptr};
	QTreeWidget &table = find<QTreeWidget>(dialog, "historyTable");
	QPushButton &open = find<QPushButton>(dialog, "openHistoryButton");
	QPushButton &copy = find<QPushButton>(dialog, "copyHistoryLinkButton");
	QStringList searches;
	QStringList opened;
	QStringList copied;

	History()
	{
		const auto into = [this](QStringList &list) {
			return [&list](const QString &text) {
				list += text;
			};
		};
		QObject::connect(&dialog, &HistoryDialog::searchWanted, &dialog, into(searches));
		QObject::connect(&dialog, &HistoryDialog::openWanted, &dialog, into(opened));
		QObject::connect(&dialog, &HistoryDialog::copyWanted, &dialog, into(copied));
	}
	void show(std::initializer_list<Publish::JobId> ids)
	{
		QList<Publish::JobSnapshot> found;
		for (const Publish::JobId id : ids)
			found += postedAs(id);
		dialog.showFound(found, std::nullopt);
	}
};

} // namespace

TEST(HistoryDialog, SearchesAgainWhenSomethingIsPostedWhileItIsOpen)
{
	History history;
	Publish::QueueSnapshot queue;
	queue.jobs = {postedAs(1)};
	history.dialog.showQueue(queue);
	EXPECT_TRUE(history.searches.isEmpty()) << "nobody looks";

	history.dialog.begin();
	history.dialog.show();
	history.dialog.findChild<QLineEdit *>()->setText("raid");
	history.dialog.showQueue(queue);
	EXPECT_EQ(history.searches, (QStringList{"", "raid"})) << "nothing new was posted";
	queue.jobs.push_back(postedAs(2));
	history.dialog.showQueue(queue);
	EXPECT_EQ(history.searches, (QStringList{"", "raid", "raid"}));
}

TEST(HistoryDialog, ListsADraftAsOne)
{
	History history;
	Publish::JobSnapshot draft = postedAs(1);
	draft.isDraft = true;
	history.dialog.showFound({draft, postedAs(2)}, std::nullopt);
	EXPECT_EQ(history.table.topLevelItem(0)->text(4), "Draft");
	EXPECT_EQ(history.table.topLevelItem(1)->text(4), "Only me");
}

TEST(HistoryDialog, OpensAndCopiesTheLinkOfTheChosenPost)
{
	History history;
	history.show({1, 2});
	EXPECT_FALSE(history.open.isEnabled() || history.copy.isEnabled()) << "of which post?";
	history.table.setCurrentItem(history.table.topLevelItem(1));
	EXPECT_EQ(history.open.text(), "Open");
	history.open.click();
	EXPECT_EQ(history.opened, QStringList{"https://example.com/2"});
	EXPECT_EQ(history.copy.text(), "Copy link");
	history.copy.click();
	EXPECT_EQ(history.copied, QStringList{"https://example.com/2"});
}

TEST(HistoryDialog, KeepsTheChosenPostWhenAnotherOneIsPosted)
{
	History history;
	history.show({2, 1});
	history.table.topLevelItem(1)->setSelected(true);
	history.show({3, 2, 1});
	history.copy.click();
	EXPECT_EQ(history.copied, QStringList{"https://example.com/1"});

	history.show({3, 2});
	EXPECT_FALSE(history.copy.isEnabled()) << "it is not among these";
}

TEST(HistoryDialog, SaysWhyNothingCouldBeSearched)
{
	History history;
	history.show({1});
	history.dialog.showFound({}, errorOf(ErrorKind::Disk, "store_failed"));
	EXPECT_EQ(find<QLabel>(history.dialog, "historyNote").text(),
		  englishTexts().sentence(errorOf(ErrorKind::Disk, "store_failed")));
}

TEST(HistoryDialog, ExportsWhatIsFoundUnderTheNameThatIsChosen)
{
	History history;
	auto &button = find<QPushButton>(history.dialog, "exportHistoryButton");
	EXPECT_FALSE(button.isEnabled()) << "there is nothing";
	QStringList exported;
	QObject::connect(&history.dialog, &HistoryDialog::exportWanted,
			 [&](const QString &words, const QString &path) { exported << words << path; });
	history.show({1});
	history.dialog.findChild<QLineEdit *>()->setText("raid");
	button.click();
	auto *chooser = history.dialog.findChild<QFileDialog *>();
	ASSERT_TRUE(chooser);
	EXPECT_FALSE(chooser->isModal());
	EXPECT_EQ(chooser->acceptMode(), QFileDialog::AcceptSave);
	emit chooser->fileSelected("/posts.csv");
	EXPECT_EQ(exported, (QStringList{"raid", "/posts.csv"}));
}

TEST(HistoryDialog, SaysWhatBecameOfAnExportUntilItIsOpenedAnew)
{
	History history;
	const auto &notice = find<Notice>(history.dialog, "historyExported");
	history.dialog.showExport(Compose::HistoryExport{.file = "/posts.csv", .posts = 2});
	EXPECT_EQ(notice.sentence(), "2 posts saved as " + QDir::toNativeSeparators("/posts.csv"));
	history.dialog.showExport(std::nullopt);
	EXPECT_EQ(notice.sentence(), "");
	const Error trouble = errorOf(ErrorKind::Disk, "history_not_exported");
	history.dialog.showExport(Compose::HistoryExport{.file = "/posts.csv", .trouble = trouble});
	EXPECT_EQ(notice.sentence(), englishTexts().sentence(trouble));
	history.dialog.begin();
	EXPECT_EQ(notice.sentence(), "");
}

TEST(HistoryDialog, KeepsTheSizeThatItsUserGaveIt)
{
	History history;
	history.dialog.show();
	history.dialog.resize(900, 500);
	QCoreApplication::processEvents();
	history.dialog.hide();
	history.dialog.begin();
	history.show({1, 2});
	history.dialog.show();
	QCoreApplication::processEvents();
	EXPECT_EQ(history.dialog.size(), QSize(900, 500));
}

} // namespace DirectPost::Ui
