#include "Find.hpp"
#include "Studio.hpp"

#include <QLabel>
#include <QRubberBand>
#include <QTest>

namespace DirectPost::Ui {

namespace {

using Publish::JobStage;

Publish::JobSnapshot waiting(Publish::JobId id, const char *caption, bool isFirst, bool isLast)
{
	Publish::JobSnapshot job;
	job.id = id;
	job.caption = caption;
	job.mayMoveEarlier = !isFirst;
	job.mayMoveLater = !isLast;
	return job;
}

class DragPost : public testing::Test {
protected:
	DragPost()
	{
		Publish::QueueSnapshot queue;
		queue.jobs = {waiting(1, "first", true, false), waiting(2, "second", false, false),
			      waiting(3, "third", false, true)};
		studio.composer.queueChanged(queue);
		studio.show({280, 900});
	}

	QWidget &titleOf(const char *caption)
	{
		for (QLabel *label : studio.dock.findChildren<QLabel *>("jobTitle")) {
			if (label->accessibleName() == QLatin1StringView(caption))
				return *label;
		}
		throw std::runtime_error(caption);
	}

	// From the middle of one title to another's; it is over that one when it returns.
	void drag(const char *from, const char *to)
	{
		QWidget &title = titleOf(from);
		const QPoint goal = title.mapFromGlobal(titleOf(to).mapToGlobal(titleOf(to).rect().center()));
		QTest::mousePress(&title, Qt::LeftButton, {}, title.rect().center());
		QTest::mouseMove(&title, goal);
	}
	void letGo(const char *from, const char *to)
	{
		QWidget &title = titleOf(from);
		const QPoint goal = title.mapFromGlobal(titleOf(to).mapToGlobal(titleOf(to).rect().center()));
		QTest::mouseRelease(&title, Qt::LeftButton, {}, goal);
	}
	bool isPlaceShown()
	{
		const auto *band = studio.dock.findChild<QRubberBand *>();
		return band && band->isVisible();
	}

	Studio studio;
};

using Commands = std::vector<std::pair<Publish::JobId, Compose::JobCommand>>;

} // namespace

TEST_F(DragPost, MovesItToWhereItIsLetGo)
{
	drag("first", "third");
	EXPECT_TRUE(isPlaceShown());
	letGo("first", "third");
	EXPECT_FALSE(isPlaceShown());
	EXPECT_EQ(studio.services.commands,
		  (Commands{{1, Compose::JobCommand::MoveLater}, {1, Compose::JobCommand::MoveLater}}));
}

TEST_F(DragPost, DoesNothingWhereItBegan)
{
	drag("second", "second");
	EXPECT_FALSE(isPlaceShown()) << "a click is no drag";
	letGo("second", "second");
	drag("second", "third");
	letGo("second", "second");
	EXPECT_TRUE(studio.services.commands.empty());
}

} // namespace DirectPost::Ui
