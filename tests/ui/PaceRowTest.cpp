#include "Find.hpp"
#include "Locale.hpp"
#include "dock/PaceRow.hpp"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QTimeEdit>
#include <QWheelEvent>

namespace DirectPost::Ui {

namespace {

using Publish::PaceMode;
using Publish::PaceSettings;

struct Row {
	Row()
	{
		QObject::connect(&row, &PaceRow::chosen,
				 [this](const PaceSettings &settings) { chosen.push_back(settings); });
	}
	PaceRow row{englishTexts(), nullptr};
	std::vector<PaceSettings> chosen;

	QDoubleSpinBox &cap() { return find<QDoubleSpinBox>(row, "paceCap"); }
	void choose(int index)
	{
		auto &mode = find<QComboBox>(row, "paceMode");
		mode.setCurrentIndex(index);
		emit mode.activated(index);
	}
};

} // namespace

TEST(PaceRow, IsInSightWhileLiveAndWhereSomethingUnusualWasChosen)
{
	Row row;
	EXPECT_TRUE(row.row.isHidden());
	row.row.showState({}, true);
	EXPECT_FALSE(row.row.isHidden());
	row.row.showState({}, false);
	EXPECT_TRUE(row.row.isHidden());
	row.row.showState({.mode = PaceMode::FullSpeed}, false);
	EXPECT_FALSE(row.row.isHidden());
	EXPECT_TRUE(row.chosen.empty()) << "showing is not choosing";
}

TEST(PaceRow, TheWheelChangesNothing)
{
	Row row;
	row.row.showState({.mode = PaceMode::Timetable}, true);
	for (const char *part : {"paceMode", "paceCap", "paceFreeFrom"}) {
		QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
				  Qt::NoScrollPhase, false);
		QApplication::sendEvent(&find(row.row, part), &wheel);
		EXPECT_FALSE(wheel.isAccepted()) << part << ": the dock scrolls instead";
	}
	EXPECT_TRUE(row.chosen.empty());
}

TEST(PaceRow, OffersTheSpeedOnlyWhereItIsFixed)
{
	Row row;
	row.row.showState({}, true);
	EXPECT_TRUE(row.cap().isHidden());
	row.choose(3);
	ASSERT_EQ(row.chosen.size(), 1u);
	EXPECT_EQ(row.chosen[0].mode, PaceMode::FixedCap);
	row.row.showState({.mode = PaceMode::FixedCap, .cap_bytesPerSecond = 250'000}, true);
	EXPECT_FALSE(row.cap().isHidden());
	EXPECT_DOUBLE_EQ(row.cap().value(), 2.0);
	row.cap().setValue(1.5);
	EXPECT_EQ(row.chosen.back(), (PaceSettings{.mode = PaceMode::FixedCap, .cap_bytesPerSecond = 187'500}));
}

TEST(PaceRow, AsksForTheHoursOfATimetable)
{
	Row row;
	row.row.showState({.mode = PaceMode::FixedCap}, true);
	auto &from = find<QTimeEdit>(row.row, "paceFreeFrom");
	EXPECT_FALSE(from.isVisibleTo(&row.row));
	row.choose(4);
	EXPECT_EQ(row.chosen.back().mode, PaceMode::Timetable);
	row.row.showState({.mode = PaceMode::Timetable, .freeFrom_min = 90, .freeTo_min = 0}, true);
	EXPECT_TRUE(from.isVisibleTo(&row.row));
	EXPECT_FALSE(row.cap().isHidden());
	EXPECT_EQ(from.time(), QTime(1, 30));
	find<QTimeEdit>(row.row, "paceFreeTo").setTime(QTime(7, 15));
	EXPECT_EQ(row.chosen.back().freeFrom_min, 90);
	EXPECT_EQ(row.chosen.back().freeTo_min, 7 * 60 + 15);
}

TEST(PaceRow, WritesItsSpeedAsOBSsLanguageDoes)
{
	const Texts german = textsIn(QStringLiteral("de-DE"));
	EXPECT_EQ(megabits(german, 1'500'000), "1,5 Mbit/s");
	EXPECT_EQ(megabits(german, 6'000'000), "6 Mbit/s");
	PaceRow row(german, nullptr);
	row.setLocale(german.locale()); // as the dock hands it on
	row.showState({.mode = PaceMode::FixedCap, .cap_bytesPerSecond = 187'500}, true);
	EXPECT_EQ(find<QDoubleSpinBox>(row, "paceCap").text(), "1,5 Mbit/s");
}

} // namespace DirectPost::Ui
