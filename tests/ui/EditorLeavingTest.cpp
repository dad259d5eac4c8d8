#include "EditorFixture.hpp"

// What was done in the editor, and not used yet.
namespace DirectPost::Ui {

TEST_F(Editor, ClosesByEscWhereNothingWasDone)
{
	ASSERT_TRUE(isOpen());
	key(Qt::Key_Escape);
	EXPECT_FALSE(window && window->isVisible());
}

TEST_F(Editor, AsksOnceBeforeEscThrowsAwayWhatWasDone)
{
	ASSERT_TRUE(isOpen());
	key(Qt::Key_Right);
	key(Qt::Key_I);
	ASSERT_NE(start(), "0:00.000");
	key(Qt::Key_Escape);
	ASSERT_TRUE(window && window->isVisible());
	EXPECT_TRUE(isShown(*window, "editorNotice"));
	key(Qt::Key_Escape);
	EXPECT_FALSE(window && window->isVisible());
}

TEST_F(Editor, EscTakesBackWhatIsTypedAsATimeAndNothingElse)
{
	ASSERT_TRUE(isOpen());
	auto &from = find<QLineEdit>(*window, "startField");
	from.setFocus();
	from.selectAll();
	QTest::keyClicks(&from, "0:01");
	QTest::keyClick(&from, Qt::Key_Escape);
	ASSERT_TRUE(window && window->isVisible());
	EXPECT_EQ(from.text(), "0:00.000");
	EXPECT_EQ(start(), "0:00.000");
}

TEST_F(Editor, KeepsItsClipFromBeingPostedWithoutWhatWasDone)
{
	ASSERT_TRUE(isOpen());
	const auto obstacle = [this] {
		return studio.composer.state().clip(clip)->obstacle;
	};
	EXPECT_NE(obstacle(), Compose::Obstacle::Editing);
	key(Qt::Key_Right);
	key(Qt::Key_I);
	EXPECT_EQ(obstacle(), Compose::Obstacle::Editing);
	press("undoButton");
	EXPECT_NE(obstacle(), Compose::Obstacle::Editing);
	press("redoButton");
	EXPECT_EQ(obstacle(), Compose::Obstacle::Editing);
	window->close();
	EXPECT_NE(obstacle(), Compose::Obstacle::Editing);
}

} // namespace DirectPost::Ui
