#include "ElidedLabel.hpp"
#include "Find.hpp"
#include "JobList.hpp"
#include "Locale.hpp"

#include <QCoreApplication>
#include <QPushButton>

namespace DirectPost::Ui {

namespace {

using Publish::JobStage;

Publish::JobSnapshot job(Publish::JobId id, const char *title, JobStage stage)
{
	Publish::JobSnapshot result;
	result.id = id;
	result.title = title;
	result.stage = stage;
	return result;
}

struct List {
	JobList list{englishTexts(), nullptr};

	void show(std::vector<Publish::JobSnapshot> jobs)
	{
		Publish::QueueSnapshot queue;
		queue.jobs = std::move(jobs);
		queue.isDrivenHere = true;
		list.showQueue(queue);
		for (int turn = 0; turn < 100; turn++) // more than it takes
			QCoreApplication::processEvents();
	}
	// What a screen reader finds, from first to last.
	QStringList titles() const
	{
		QStringList result;
		for (QObject *child : list.children()) {
			if (const auto *row = qobject_cast<JobRow *>(child))
				result += find<ElidedLabel>(*row, "jobTitle").wholeText();
		}
		return result;
	}
	void click(qsizetype row, const char *button)
	{
		find<QPushButton>(*list.findChildren<JobRow *>()[row], button).click();
	}
	// What the Tab key goes through, from the first row on.
	QStringList tabs() const
	{
		QStringList result;
		const QWidget *first = &find(list, "historyButton");
		for (const QWidget *at = first->nextInFocusChain(); at != first; at = at->nextInFocusChain()) {
			const auto *button = qobject_cast<const QPushButton *>(at);
			if (!button || !button->isVisibleTo(&list))
				continue;
			const QWidget *row = button->parentWidget()->parentWidget();
			result += find<ElidedLabel>(*row, "jobTitle").wholeText() + ": " + button->text();
		}
		return result;
	}
};

} // namespace

TEST(JobList, IsReadAndTabbedThroughInTheOrderThatIsSeen)
{
	List list;
	list.show({job(1, "first", JobStage::Uploading), job(2, "second", JobStage::Waiting),
		   job(3, "third", JobStage::Waiting)});
	EXPECT_EQ(list.titles(), (QStringList{"first", "second", "third"}));

	list.show({job(1, "first", JobStage::Uploading), job(3, "third", JobStage::Waiting),
		   job(2, "second", JobStage::Waiting)});
	EXPECT_EQ(list.titles(), (QStringList{"first", "third", "second"}));
	EXPECT_EQ(list.tabs(), (QStringList{"first: Pause", "first: Cancel", "third: Pause", "third: Cancel",
					    "third: Move down", "second: Pause", "second: Cancel", "second: Move up"}));
}

TEST(JobList, ResumesWhereItPauses)
{
	List list;
	list.show({job(1, "first", JobStage::Uploading)});
	EXPECT_EQ(list.tabs(), (QStringList{"first: Pause", "first: Cancel"}));
	Publish::JobSnapshot paused = job(1, "first", JobStage::Uploading);
	paused.isPaused = true;
	list.show({paused});
	EXPECT_EQ(list.tabs(), (QStringList{"first: Resume", "first: Cancel"}));
}

TEST(JobList, SaysWhichPostIsToBeCancelled)
{
	List list;
	std::vector<std::pair<qint64, JobAction>> wanted;
	QObject::connect(&list.list, &JobList::wanted, &list.list,
			 [&wanted](qint64 id, JobAction action) { wanted.emplace_back(id, action); });
	list.show({job(1, "first", JobStage::Uploading), job(2, "second", JobStage::Waiting)});
	list.click(0, "cancelJobButton");
	list.click(1, "cancelJobButton");
	EXPECT_EQ(wanted, (std::vector<std::pair<qint64, JobAction>>{{1, JobAction::Cancel}, {2, JobAction::Cancel}}));
}

TEST(JobList, OffersNoCancelOnceTikTokHasItAll)
{
	List list;
	for (const JobStage stage : {JobStage::Confirming, JobStage::Processing, JobStage::Published}) {
		list.show({job(1, "first", stage)});
		EXPECT_FALSE(list.tabs().contains("first: Cancel")) << static_cast<int>(stage);
	}
}

TEST(JobList, SaysWhatIsWrongWithItAsLongAsItIs)
{
	JobList list(englishTexts(), nullptr);
	const auto sentence = [&list](std::optional<Error> trouble) {
		Publish::QueueSnapshot queue;
		queue.isDrivenHere = false; // nobody can tell
		queue.trouble = std::move(trouble);
		list.showQueue(queue);
		for (int turn = 0; turn < 10; turn++)
			QCoreApplication::processEvents();
		return list.isHidden() ? QString() : find<Notice>(list, "storeTrouble").sentence();
	};
	EXPECT_EQ(sentence(Error{.code = "store_damaged"}), "The list of posts was damaged and has been set aside; a "
							    "new one was begun. Look at your TikTok profile "
							    "for posts that were under way.");
	EXPECT_FALSE(isShown(list, "drivenElsewhere"));
	EXPECT_EQ(sentence(std::nullopt), "");
	EXPECT_TRUE(isShown(list, "drivenElsewhere"));
}

} // namespace DirectPost::Ui
