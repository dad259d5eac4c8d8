#include "PanelOfClip.hpp"
#include "parts/EditLine.hpp"

#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

// What was found about a clip, and what can be done about it.
namespace DirectPost::Ui {

namespace {

using Compose::ClipAtHand;

Media::Finding finding(const char *code, Media::Severity severity)
{
	const bool isBlock = severity == Media::Severity::Block;
	return {code, severity, isBlock ? Media::Remedy::ChooseAnother : Media::Remedy::None, {}};
}

} // namespace

TEST(ClipPanel, FoldsAllChecksIntoOneLineWhileTheyPass)
{
	Panel panel;
	const ClipAtHand clip = readyClip(); // an MKV that was repaired
	panel.show(clip);
	EXPECT_EQ(panel.findings(), QStringList());
	ASSERT_TRUE(isShown(panel.panel, "checksFold"));
	EXPECT_EQ(panel.fold().text(), "Ready to post");
	panel.fold().click();
	EXPECT_EQ(panel.findings().size(), 7);
	panel.show(clip);
	EXPECT_EQ(panel.findings().size(), 7) << "it stays unfolded";
	panel.fold().click();
	EXPECT_EQ(panel.findings(), QStringList());
	panel.fold().click();
	panel.show(readyClip(2));
	EXPECT_EQ(panel.findings(), QStringList()) << "another clip";
}

TEST(ClipPanel, AFindingThatMattersStandsAloneWithItsRemedy)
{
	Panel panel;
	ClipAtHand clip = readyClip();
	clip.findings = {finding("codec_fits", Media::Severity::Pass), finding("sound_none", Media::Severity::Warning)};
	panel.show(clip);
	EXPECT_EQ(panel.findings(), QStringList{"No sound. Viewers will hear nothing."});
	EXPECT_FALSE(isShown(panel.panel, "chooseAnotherButton"));
	EXPECT_EQ(panel.fold().text(), "Other checks");

	clip.findings[1] = finding("codec_none", Media::Severity::Block);
	panel.show(clip);
	EXPECT_EQ(panel.findings(), QStringList{"There is no picture in this file. Choose another clip."});
	QSignalSpy wanted(&panel.panel, &ClipPanel::chooseWanted);
	ASSERT_TRUE(isShown(panel.panel, "chooseAnotherButton"));
	EXPECT_EQ(find<QPushButton>(panel.panel, "chooseAnotherButton").text(), "Choose a file…");
	find<QPushButton>(panel.panel, "chooseAnotherButton").click();
	EXPECT_EQ(wanted.count(), 1);
}

TEST(ClipPanel, SeveralProblemsHaveTheirRemedyOnce)
{
	Panel panel;
	ClipAtHand clip = readyClip();
	clip.findings = {finding("duration_too_long", Media::Severity::Block),
			 finding("codec_none", Media::Severity::Block)};
	panel.show(clip);
	EXPECT_EQ(panel.findings().size(), 2);
	const auto buttons = panel.panel.findChildren<QPushButton *>(QStringLiteral("chooseAnotherButton"));
	const auto shown = [&](const QPushButton *button) {
		return button->isVisibleTo(&panel.panel);
	};
	EXPECT_EQ(std::ranges::count_if(buttons, shown), 1);
	EXPECT_TRUE(shown(buttons.back())) << "below them all";
}

TEST(ClipPanel, AFindingThatCanBeMendedHasItsButton)
{
	Panel panel;
	ClipAtHand clip = readyClip();
	clip.info.duration_ms = 250'000;
	clip.info.videoCodec = "av1";
	clip.findings = Media::check(clip.info, Media::CreatorLimits{180});
	panel.show(clip);
	QSignalSpy trimmed(&panel.panel, &ClipPanel::trimWanted);
	QSignalSpy repaired(&panel.panel, &ClipPanel::repairWanted);
	const auto shown = [&](const char *name) {
		QPushButton *only = nullptr;
		for (auto *button : panel.panel.findChildren<QPushButton *>(QLatin1StringView(name))) {
			if (button->isVisibleTo(&panel.panel))
				only = button;
		}
		return only;
	};
	ASSERT_TRUE(shown("trimButton"));
	EXPECT_EQ(shown("trimButton")->text(), "Trim to 3:00");
	shown("trimButton")->click();
	EXPECT_EQ(trimmed.count(), 1);
	ASSERT_TRUE(shown("repairButton"));
	shown("repairButton")->click();
	EXPECT_EQ(repaired.count(), 1);
	EXPECT_FALSE(shown("chooseAnotherButton"));
}

TEST(ClipPanel, WhatOnlyItsUserCanMendIsMendedInTheEditor)
{
	Panel panel;
	ClipAtHand clip = readyClip();
	clip.info.audioTracks = 3;
	clip.findings = Media::check(clip.info, {});
	panel.show(clip);
	EXPECT_EQ(panel.findings(), QStringList{"3 sound tracks, and only track 1 is posted. Press Mix tracks to let "
						"viewers hear others."});
	auto &button = find<QPushButton>(panel.panel, "editFindingButton");
	ASSERT_TRUE(isShown(panel.panel, "editFindingButton"));
	EXPECT_EQ(button.text(), "Mix tracks…");
	QSignalSpy wanted(&panel.panel, &ClipPanel::editWanted);
	button.click();
	ASSERT_EQ(wanted.count(), 1);
	EXPECT_EQ(wanted[0][0].toULongLong(), clip.id);
	clip.info.audioTracks = 1;
	clip.findings = Media::check(clip.info, {});
	panel.show(clip);
	EXPECT_FALSE(isShown(panel.panel, "editFindingButton"));
}

TEST(ClipPanel, OffersTheQuickestEditsOfAClipThatIsLongEnough)
{
	Panel panel;
	ClipAtHand clip = readyClip(); // 42 s
	panel.show(clip);
	EXPECT_FALSE(isShown(panel.panel, "editButton")) << "it may not be edited now";
	clip.mayBeEdited = true;
	panel.show(clip);
	EXPECT_TRUE(isShown(panel.panel, "editButton"));
	EXPECT_TRUE(isShown(panel.panel, "last30Button"));
	EXPECT_FALSE(isShown(panel.panel, "last60Button"));
	EXPECT_FALSE(isShown(panel.panel, "wholeClipButton"));
	QSignalSpy wanted(&panel.panel, &ClipPanel::lastWanted);
	find<QPushButton>(panel.panel, "last30Button").click();
	ASSERT_EQ(wanted.count(), 1);
	EXPECT_EQ(wanted[0][1].toLongLong(), 30'000);
}

TEST(ClipPanel, SaysInOneLineWhatIsMadeOfAClip)
{
	Panel panel;
	ClipAtHand clip = readyClip();
	clip.mayBeEdited = true;
	panel.show(clip);
	EXPECT_EQ(panel.line("editLine"), "");
	clip.draft.plan.start_ms = 12'000;
	clip.draft.cover_ms = 4000;
	clip.estimate = Media::Estimate{.means = Media::Means::SmartCut,
					.duration_ms = 30'000,
					.size = {},
					.size_bytes = 21'300'000,
					.encoded_ms = 1300};
	panel.show(clip);
	EXPECT_EQ(panel.line("editLine"), "0:12 to 0:42 · cover at 0:04") << "it is made: its own facts stand above";
	clip.stage = Compose::ClipStage::Preparing;
	panel.show(clip);
	EXPECT_EQ(panel.line("editLine"),
		  "0:12 to 0:42 · 30.0 s · about 21.3 MB · 1.3 s are encoded anew, the rest is copied · cover at 0:04");
	clip.estimate->means = Media::Means::Encode;
	clip.estimate->work_s = 74.6;
	panel.show(clip);
	EXPECT_TRUE(panel.line("editLine").contains("all of it is encoded anew · takes about 1:15"));
	const QString inEditor =
		editLine(englishTexts(), Compose::editOf(clip.draft), 42'000, clip.estimate, Precision::Milliseconds);
	EXPECT_TRUE(inEditor.contains("0:12.000 to ")) << "to the millisecond";
	EXPECT_TRUE(inEditor.contains("takes about 1:15 ")) << "but nobody knows that to the millisecond";
	QSignalSpy whole(&panel.panel, &ClipPanel::wholeWanted);
	ASSERT_TRUE(isShown(panel.panel, "wholeClipButton"));
	find<QPushButton>(panel.panel, "wholeClipButton").click();
	EXPECT_EQ(whole.count(), 1);
}

TEST(ClipPanel, WarnsOfASlowLine)
{
	Panel panel;
	ClipAtHand clip = readyClip();
	clip.slowLine = Publish::slowLineWarning(1000, 3'900'000'000);
	ASSERT_TRUE(clip.slowLine);
	panel.show(clip);
	EXPECT_FALSE(panel.sentence("slowLine").isEmpty());
	EXPECT_FALSE(isShown(panel.panel, "clipAfterStreamButton")) << "nothing helps";
	clip.waysOut = {.mayWait = true, .mayGoFaster = true, .fit_bytes = 5'000'000};
	panel.show(clip);
	QSignalSpy fit(&panel.panel, &ClipPanel::fitHourWanted);
	QSignalSpy pace(&panel.panel, &ClipPanel::paceWanted);
	find<QPushButton>(panel.panel, "fitHourButton").click();
	find<QPushButton>(panel.panel, "clipAfterStreamButton").click();
	find<QPushButton>(panel.panel, "clipFullSpeedButton").click();
	EXPECT_EQ(fit.count(), 1);
	ASSERT_EQ(pace.count(), 2);
	EXPECT_EQ(pace[0][0].value<Publish::PaceMode>(), Publish::PaceMode::AfterStream);
	EXPECT_EQ(pace[1][0].value<Publish::PaceMode>(), Publish::PaceMode::FullSpeed);
	panel.show(readyClip());
	EXPECT_EQ(panel.sentence("slowLine"), "");
}

} // namespace DirectPost::Ui
