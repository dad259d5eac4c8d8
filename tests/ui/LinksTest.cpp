#include "HistoryDialog.hpp"
#include "JobRow.hpp"
#include "Studio.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QTreeWidget>

// The links of posts, in the list and in the history: what is opened and copied is the link of the post that is meant.
namespace DirectPost::Ui {

namespace {

Publish::JobSnapshot postedJob(Publish::JobId id, const char *link)
{
	Publish::JobSnapshot job;
	job.id = id;
	job.title = "clip " + std::to_string(id);
	job.stage = Publish::JobStage::Published;
	job.link = link;
	job.linkIsPost = true;
	return job;
}

struct Links {
	const std::vector<Publish::JobSnapshot> jobs = {
		postedJob(1, "https://www.tiktok.com/@nia/video/11"),
		postedJob(2, "https://www.tiktok.com/@nia/video/22"),
	};
	Studio studio;

	Links() { QGuiApplication::clipboard()->setText(QStringLiteral("something else")); }
	static QString copied() { return QGuiApplication::clipboard()->text(); }
};

} // namespace

TEST(Links, AreOpenedAndCopiedFromTheList)
{
	Links links;
	emit links.studio.publisher.queueChanged({.jobs = links.jobs});
	const auto second = [&](const char *button) {
		return links.studio.dock.findChildren<JobRow *>()[1]->findChild<QPushButton *>(
			QLatin1StringView(button));
	};
	ASSERT_TRUE(eventually(
		[&] { return links.studio.dock.findChildren<JobRow *>().size() == 2 && second("copyJobLinkButton"); }));
	EXPECT_EQ(second("openJobButton")->text(), "Open");
	second("openJobButton")->click();
	EXPECT_EQ(links.studio.opened, QStringList{"https://www.tiktok.com/@nia/video/22"});
	EXPECT_EQ(second("copyJobLinkButton")->text(), "Copy link");
	second("copyJobLinkButton")->click();
	EXPECT_EQ(Links::copied(), "https://www.tiktok.com/@nia/video/22");
}

TEST(Links, AreOpenedAndCopiedFromTheHistory)
{
	Links links;
	auto &history = find<HistoryDialog>(links.studio.dock, "historyDialog");
	auto &table = find<QTreeWidget>(history, "historyTable");
	auto &open = find<QPushButton>(history, "openHistoryButton");
	auto &copy = find<QPushButton>(history, "copyHistoryLinkButton");
	emit links.studio.publisher.historyFound({links.jobs[0], links.jobs[1]});
	ASSERT_TRUE(eventually([&] { return table.topLevelItemCount() == 2; }));
	EXPECT_FALSE(open.isEnabled() || copy.isEnabled()) << "of which post?";

	table.setCurrentItem(table.topLevelItem(1));
	EXPECT_EQ(open.text(), "Open");
	open.click();
	EXPECT_EQ(links.studio.opened, QStringList{"https://www.tiktok.com/@nia/video/22"});
	EXPECT_EQ(copy.text(), "Copy link");
	copy.click();
	EXPECT_EQ(Links::copied(), "https://www.tiktok.com/@nia/video/22");
}

TEST(Links, OfALoginIsCopiedForAnotherBrowser)
{
	Links links;
	Studio &studio = links.studio;
	studio.account.connectAccount();
	ASSERT_TRUE(eventually([&] { return isShown(studio.dock, "copyLoginLinkButton"); }));
	EXPECT_EQ(studio.opened, QStringList{studio.account.loginLink()});
	find<QPushButton>(studio.dock, "copyLoginLinkButton").click();
	EXPECT_TRUE(Links::copied().startsWith("http"));
	EXPECT_EQ(Links::copied(), studio.account.loginLink());
}

} // namespace DirectPost::Ui
