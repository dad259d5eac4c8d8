#include "Studio.hpp"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>

// A countdown of auto-publish runs only while somebody can see it.
namespace DirectPost::Ui {

TEST(Dock, ACountdownRunsOnlyWhileItCanBeSeen)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.answerCreator();
	studio.startCountdown();
	EXPECT_TRUE(studio.composer.state().autoPublish.countdown->isHeld);
	studio.show({280, 416});
	EXPECT_FALSE(studio.composer.state().autoPublish.countdown->isHeld);
	studio.dock.hide();
	EXPECT_TRUE(studio.composer.state().autoPublish.countdown->isHeld);
}

TEST(Dock, ACountdownWaitsWhileItsWindowIsMinimised)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.answerCreator();
	studio.startCountdown();
	QMainWindow window;
	studio.dock.setParent(&window);
	window.setCentralWidget(&studio.dock);
	window.show();
	ASSERT_FALSE(studio.composer.state().autoPublish.countdown->isHeld);
	window.setWindowState(Qt::WindowMinimized);
	QCoreApplication::processEvents();
	EXPECT_TRUE(studio.composer.state().autoPublish.countdown->isHeld);
	window.setWindowState(Qt::WindowNoState);
	QCoreApplication::processEvents();
	EXPECT_FALSE(studio.composer.state().autoPublish.countdown->isHeld);
	studio.dock.setParent(nullptr);
}

TEST(Dock, ACountdownWaitsWhileItsFrameIsClosedOrBehindAnother)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.answerCreator();
	studio.startCountdown();
	const auto isHeld = [&studio] {
		QCoreApplication::processEvents();
		return studio.composer.state().autoPublish.countdown->isHeld;
	};
	QMainWindow window;
	auto *frame = new QDockWidget(&window);
	auto *other = new QDockWidget(&window);
	frame->setWidget(&studio.dock);
	for (QDockWidget *dock : {frame, other})
		window.addDockWidget(Qt::RightDockWidgetArea, dock);
	window.show();
	EXPECT_FALSE(isHeld());
	frame->toggleViewAction()->trigger();
	EXPECT_TRUE(isHeld());
	frame->toggleViewAction()->trigger();
	EXPECT_FALSE(isHeld());
	window.tabifyDockWidget(frame, other);
	other->raise();
	EXPECT_TRUE(isHeld());
	frame->raise();
	EXPECT_FALSE(isHeld());
	studio.dock.setParent(nullptr);
}

} // namespace DirectPost::Ui
