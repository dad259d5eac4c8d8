#include "EditorFixture.hpp"
#include "editor/Timeline.hpp"

#include <QAccessible>
#include <QHelpEvent>
#include <QMenu>
#include <QToolTip>

// Moments that were marked while OBS recorded, in the editor.
namespace DirectPost::Ui {

class EditorOfMarks : public Editor {
protected:
	EditorOfMarks() : Editor(Fixtures::fastStartMp4(), {500, 1500, 9000}) {} // the last one is not in the file

	QPoint flag(double part) const // of the clip's length
	{
		constexpr int kEdge_px = 8;
		const QWidget &timeline = find(*window, "timeline");
		return {kEdge_px + static_cast<int>(part * (timeline.width() - 2 * kEdge_px)), 3};
	}
};

TEST_F(EditorOfMarks, AreGoneToFromTheKeyboard)
{
	ASSERT_TRUE(isOpen());
	key(Qt::Key_M);
	EXPECT_EQ(place(), "0:00.500");
	key(Qt::Key_M);
	EXPECT_EQ(place(), "0:01.500");
	key(Qt::Key_M);
	EXPECT_EQ(place(), "0:01.500") << "it was the last one";
	key(Qt::Key_Right);
	key(Qt::Key_M, Qt::ShiftModifier);
	EXPECT_EQ(place(), "0:01.500") << "one picture back";
	key(Qt::Key_M, Qt::ShiftModifier);
	EXPECT_EQ(place(), "0:00.500");
	key(Qt::Key_M, Qt::ShiftModifier);
	EXPECT_EQ(place(), "0:00.500");
}

TEST_F(EditorOfMarks, AreGoneToByTheirFlags)
{
	ASSERT_TRUE(isOpen());
	auto &timeline = find<Timeline>(*window, "timeline");
	QTest::mouseClick(&timeline, Qt::LeftButton, {}, flag(0.75) - QPoint(4, 0));
	EXPECT_EQ(place(), "0:01.500") << "exactly, and not the picture before";
	QTest::mouseClick(&timeline, Qt::LeftButton, {}, flag(0.25) + QPoint(-4, timeline.height() / 2));
	EXPECT_EQ(place(), "0:00.467") << "below the flag: where one points";
	EXPECT_EQ(start(), "0:00.000");
	EXPECT_EQ(end(), "0:02.000") << "nothing is cut by it";
}

TEST_F(EditorOfMarks, SayWhatTheyAre)
{
	ASSERT_TRUE(isOpen());
	auto &button = find<QAbstractButton>(*window, "markedButton");
	ASSERT_TRUE(button.isVisibleTo(window));
	EXPECT_EQ(button.accessibleName(), "Marked moments");
	EXPECT_EQ(button.toolTip(),
		  "Moments that were marked while it was recorded. M goes to the next one, Shift+M to "
		  "the one before.");
	EXPECT_EQ(button.accessibleDescription(), button.toolTip());
	const QList<QAction *> moments = button.findChild<QMenu *>()->actions();
	ASSERT_EQ(moments.size(), 2);
	EXPECT_EQ(moments[0]->text(), "Marked moment at 0:00.500");
	moments[1]->trigger();
	EXPECT_EQ(place(), "0:01.500");
	auto &timeline = find<Timeline>(*window, "timeline");
	const auto pointAt = [&](QPoint where) {
		QHelpEvent help(QEvent::ToolTip, where, timeline.mapToGlobal(where));
		QCoreApplication::sendEvent(&timeline, &help);
		return QToolTip::text();
	};
	EXPECT_EQ(pointAt(flag(0.25)), "Marked moment at 0:00.500");
	EXPECT_EQ(pointAt(flag(0.5)), "0:00.000 to 0:02.000");
	QToolTip::hideText();
}

TEST_F(Editor, OfAClipWithoutMarksOffersNone)
{
	ASSERT_TRUE(isOpen());
	EXPECT_FALSE(isShown(*window, "markedButton"));
	key(Qt::Key_M);
	EXPECT_EQ(place(), "0:00.000");
}

} // namespace DirectPost::Ui
