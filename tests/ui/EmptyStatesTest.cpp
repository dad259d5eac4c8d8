#include "Find.hpp"
#include "Studio.hpp"
#include "dialogs/HistoryDialog.hpp"

#include <QLabel>
#include <QLineEdit>

// What stands where there is nothing yet says how something gets there.
namespace DirectPost::Ui {

namespace {

bool saysNoPosts(const Studio &studio)
{
	const auto *label = studio.dock.findChild<QLabel *>("noJobs");
	return label && !label->isHidden();
}

Publish::QueueSnapshot queueWith(std::vector<Publish::JobSnapshot> jobs, bool hasHistory)
{
	Publish::QueueSnapshot queue;
	queue.jobs = std::move(jobs);
	queue.hasHistory = hasHistory;
	return queue;
}

} // namespace

TEST(EmptyStates, OfThePostsIsShownOnceItIsKnownThatThereAreNone)
{
	Studio studio;
	Studio::settle();
	EXPECT_FALSE(saysNoPosts(studio)) << "nobody knows yet";
	studio.composer.queueChanged(queueWith({}, false));
	Studio::settle();
	EXPECT_TRUE(saysNoPosts(studio));
	EXPECT_FALSE(find(studio.dock, "jobList").isHidden());
	EXPECT_EQ(find<QLabel>(studio.dock, "noJobs").text(), englishTexts().text("Job.None"));

	studio.composer.queueChanged(queueWith({{.id = 1}}, false));
	Studio::settle();
	EXPECT_FALSE(saysNoPosts(studio));
	studio.composer.queueChanged(queueWith({}, true));
	Studio::settle();
	EXPECT_FALSE(saysNoPosts(studio)) << "the history has them";
}

TEST(EmptyStates, OfThePostsLeavesItsPlaceToAClip)
{
	Studio studio;
	studio.beReady();
	studio.composer.queueChanged(queueWith({}, false));
	Studio::settle();
	EXPECT_FALSE(saysNoPosts(studio));
}

TEST(EmptyStates, OfTheClipsSaysHowOneGetsThere)
{
	Studio studio;
	Studio::settle();
	const auto &empty = find<QLabel>(studio.dock, "clipEmpty");
	EXPECT_FALSE(empty.isHidden());
	EXPECT_EQ(empty.text(), englishTexts().text("Clip.Empty"));
}

TEST(EmptyStates, OfTheHistoryTellAnEmptyOneFromASearchWithoutAFind)
{
	HistoryDialog dialog(englishTexts(), nullptr);
	const auto &note = find<QLabel>(dialog, "historyNote");
	EXPECT_EQ(note.text(), englishTexts().text("History.None"));
	find<QLineEdit>(dialog, "historySearch").setText(QStringLiteral("raid"));
	dialog.showFound({Publish::JobSnapshot{.id = 1}}, std::nullopt);
	dialog.showFound({}, std::nullopt);
	EXPECT_EQ(note.text(), englishTexts().text("History.Empty"));
}

} // namespace DirectPost::Ui
