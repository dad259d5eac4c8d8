#include "Locale.hpp"
#include "Studio.hpp"
#include "Values.hpp"
#include "dialogs/LaterDialog.hpp"

#include <QAction>
#include <QDateTimeEdit>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

namespace DirectPost::Ui {

namespace {

struct Later {
	Compose::State state = stateWith(readyClip());
	LaterDialog dialog{englishTexts(), [](const QString &) {}, nullptr};
	QPushButton &post = find<QPushButton>(dialog, "postLaterButton");
	QDateTimeEdit &moment = find<QDateTimeEdit>(dialog, "laterMoment");
	QSpinBox &grace = find<QSpinBox>(dialog, "laterGrace");

	void open()
	{
		dialog.begin(1);
		dialog.show();
		dialog.showState(state);
	}
	void allow()
	{
		state.clips[0].obstacle = Compose::Obstacle::None;
		dialog.showState(state);
	}
};

} // namespace

TEST(LaterDialog, BeginsAnHourFromNowWithAnHourOfGrace)
{
	Later later;
	later.open();
	const qint64 ahead_s = QDateTime::currentDateTime().secsTo(later.moment.dateTime());
	EXPECT_GE(ahead_s, 60 * 60 - 60);
	EXPECT_LE(ahead_s, 66 * 60);
	EXPECT_EQ(later.moment.time().minute() % 5, 0);
	EXPECT_EQ(later.grace.value(), 60);
	later.moment.setDateTime(QDateTime::currentDateTime().addDays(-1));
	EXPECT_GT(QDateTime::currentDateTime().secsTo(later.moment.dateTime()), -60) << "not in the past";
}

TEST(LaterDialog, RepeatsTheConsentAndWhatIsInTheWay)
{
	Later later;
	later.open();
	EXPECT_TRUE(isShown(later.dialog, "consentLine"));
	EXPECT_FALSE(later.post.isEnabled());
	EXPECT_EQ(find<QLabel>(later.dialog, "submitReason").text(), "Choose who can view the post.");
	later.allow();
	EXPECT_TRUE(later.post.isEnabled());
}

TEST(LaterDialog, SaysWhenAndHowMuchLater)
{
	Later later;
	later.open();
	later.allow();
	const QDateTime at(QDate::currentDate().addDays(2), QTime(18, 0));
	later.moment.setDateTime(at);
	later.grace.setValue(15);
	QSignalSpy wanted(&later.dialog, &LaterDialog::postWanted);
	later.post.click();
	ASSERT_EQ(wanted.count(), 1);
	EXPECT_EQ(wanted[0][0].toULongLong(), 1u);
	EXPECT_EQ(wanted[0][1].toDateTime(), at);
	EXPECT_EQ(wanted[0][2].toInt(), 15);
	EXPECT_FALSE(later.dialog.isVisible());
}

TEST(LaterDialog, ClosesWhenItsClipIsGone)
{
	Later later;
	later.open();
	later.state.clips.clear();
	later.dialog.showState(later.state);
	EXPECT_FALSE(later.dialog.isVisible());
}

TEST(LaterDialog, OfTheDockHandsTheClipOverWithItsMoment)
{
	Studio studio;
	studio.beReady();
	studio.privacy.setCurrentIndex(0);
	Studio::settle();
	find<QToolButton>(studio.dock, "laterButton").click();
	find<QAction>(studio.dock, "postAtAction").trigger();
	auto &dialog = find<LaterDialog>(studio.dock, "laterDialog");
	EXPECT_TRUE(dialog.isVisible());
	const QDateTime at(QDate::currentDate().addDays(2), QTime(18, 0));
	find<QDateTimeEdit>(dialog, "laterMoment").setDateTime(at);
	find<QPushButton>(dialog, "postLaterButton").click();
	ASSERT_EQ(studio.services.posts.size(), 1u);
	const Publish::When &when = studio.services.posts[0].when;
	EXPECT_EQ(when.what, Publish::WaitsFor::Moment);
	EXPECT_EQ(when.moment.time_since_epoch(), std::chrono::milliseconds(at.toMSecsSinceEpoch()));
	EXPECT_EQ(when.grace, std::chrono::minutes(60));
}

} // namespace DirectPost::Ui
