#include "Find.hpp"
#include "Locale.hpp"
#include "Studio.hpp"
#include "Values.hpp"
#include "dock/ClipPanel.hpp"
#include "parts/ElidedLabel.hpp"

#include <QAbstractItemView>
#include <QAccessible>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

namespace DirectPost::Ui {

namespace {

using Compose::ClipAtHand;
using Compose::ClipStage;

struct Panel {
	ClipPanel panel{englishTexts(), nullptr};
	void show(const ClipAtHand &clip) { panel.showState(stateWith(clip)); }
	// What can be read off it: empty while it is hidden.
	QString line(const char *label) const
	{
		return isShown(panel, label) ? find<ElidedLabel>(panel, label).wholeText() : QString();
	}
	QString sentence(const char *notice) const
	{
		return isShown(panel, notice) ? find<QLabel>(find(panel, notice), "sentence").text() : QString();
	}
	// The findings that are shown.
	QStringList findings() const
	{
		QStringList lines;
		const QWidget &list = find(panel, "checkList");
		for (const QLabel *label : list.findChildren<QLabel *>(QStringLiteral("sentence"))) {
			if (label->isVisibleTo(&panel))
				lines += label->text();
		}
		return lines;
	}
	QToolButton &fold() const { return find<QToolButton>(panel, "checksFold"); }
};

Media::Finding finding(const char *code, Media::Severity severity)
{
	const bool isBlock = severity == Media::Severity::Block;
	return {code, severity, isBlock ? Media::Remedy::ChooseAnother : Media::Remedy::None, {}};
}

} // namespace

TEST(ClipPanel, ShowsPictureNameAndFactsInALineEach)
{
	Panel panel;
	panel.show(readyClip());
	EXPECT_EQ(panel.line("clipName"), "2026-11-22 18-00-00.mkv");
	EXPECT_EQ(panel.line("clipFacts"), "0:42 · 38.2 MB · 1920×1080");
	ASSERT_TRUE(isShown(panel.panel, "clipPicture"));
	const QPixmap picture = find<QLabel>(panel.panel, "clipPicture").pixmap();
	EXPECT_EQ(picture.deviceIndependentSize(), QSizeF(80, 45));
	EXPECT_EQ(picture.toImage().pixelColor(40, 22), QColor(Qt::green));
	EXPECT_EQ(find<QLabel>(panel.panel, "clipPicture").accessibleName(), "Preview of the clip");
	EXPECT_FALSE(isShown(panel.panel, "clipEmpty"));
}

TEST(ClipPanel, ShowsNoFactsBeforeTheyAreKnown)
{
	Panel panel;
	panel.panel.showState({});
	EXPECT_TRUE(isShown(panel.panel, "clipEmpty"));
	EXPECT_FALSE(isShown(panel.panel, "clipName"));
	ClipAtHand clip;
	clip.id = 1;
	clip.name = QStringLiteral("clip.mkv");
	panel.show(clip);
	EXPECT_EQ(panel.line("clipName"), "clip.mkv");
	for (const char *part : {"clipPicture", "clipFacts", "checksFold", "clipEmpty"})
		EXPECT_FALSE(isShown(panel.panel, part)) << part;
	EXPECT_EQ(panel.line("clipStep"), "Waiting until the file is finished…");
}

TEST(ClipPanel, ShowsTheNextClipsPictureInPlaceOfTheLast)
{
	Panel panel;
	ClipAtHand clip = readyClip();
	panel.show(clip);
	clip.picture.fill(Qt::red);
	panel.show(clip);
	EXPECT_EQ(find<QLabel>(panel.panel, "clipPicture").pixmap().toImage().pixelColor(40, 22), QColor(Qt::red));
	clip.picture = {};
	panel.show(clip);
	EXPECT_FALSE(isShown(panel.panel, "clipPicture"));
}

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
	EXPECT_EQ(panel.line("editLine"),
		  "0:12 to 0:42 · 30.0 s · about 21.3 MB · 1.3 s are encoded anew, the rest is copied · cover at 0:04");
	clip.estimate->means = Media::Means::Encode;
	panel.show(clip);
	EXPECT_TRUE(panel.line("editLine").contains("all of it is encoded anew"));
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

TEST(ClipPanel, SaysHowFarThePreparationIsAndLetsItBeCancelled)
{
	Panel panel;
	ClipAtHand clip = readyClip();
	clip.stage = ClipStage::Preparing;
	clip.prepared = 0.4;
	clip.mayBeCancelled = true;
	panel.show(clip);
	EXPECT_EQ(panel.line("clipStep"), "Turning it into MP4…");
	EXPECT_EQ(find<QProgressBar>(panel.panel, "clipProgress").value(), 40);
	EXPECT_FALSE(isShown(panel.panel, "checksFold"));
	auto &cancel = find<QPushButton>(panel.panel, "cancelClipButton");
	EXPECT_EQ(cancel.accessibleName(), "Cancel: 2026-11-22 18-00-00.mkv");
	QSignalSpy cancelled(&panel.panel, &ClipPanel::cancelWanted);
	cancel.click();
	ASSERT_EQ(cancelled.count(), 1);
	EXPECT_EQ(cancelled[0][0].toULongLong(), 1u);
	clip.mayBeCancelled = false;
	panel.show(clip);
	EXPECT_FALSE(isShown(panel.panel, "cancelClipButton"));
	panel.show(readyClip());
	EXPECT_FALSE(isShown(panel.panel, "clipProgress"));
}

TEST(ClipPanel, OffersToTryAgainWhereItCanHelp)
{
	Panel panel;
	ClipAtHand clip = readyClip();
	clip.stage = ClipStage::Failed;
	clip.error = errorOf(ErrorKind::Cancelled, "cancelled");
	clip.mayPrepareAgain = true;
	panel.show(clip);
	EXPECT_EQ(panel.sentence("clipFailure"), "Preparing clip.mkv was stopped. Try again to go on.");
	QSignalSpy again(&panel.panel, &ClipPanel::prepareAgainWanted);
	ASSERT_TRUE(isShown(panel.panel, "prepareAgainButton"));
	find<QPushButton>(panel.panel, "prepareAgainButton").click();
	ASSERT_EQ(again.count(), 1);
	EXPECT_EQ(again[0][0].toULongLong(), 1u);

	clip.error = errorOf(ErrorKind::ClipUnfit, "not_a_video");
	clip.mayPrepareAgain = false;
	panel.show(clip);
	EXPECT_FALSE(isShown(panel.panel, "prepareAgainButton"));
	EXPECT_TRUE(isShown(panel.panel, "chooseInsteadButton"));
	panel.show(readyClip());
	EXPECT_EQ(panel.sentence("clipFailure"), "");
}

TEST(ClipPanel, WalksThroughSeveralClipsAndJumpsToAnyOfThem)
{
	Panel panel;
	panel.show(readyClip());
	EXPECT_FALSE(isShown(panel.panel, "clipList")) << "there is nothing to choose from";
	const std::vector clips = {readyClip(11, "a.mkv"), readyClip(12, "b.mkv"), readyClip(13, "c.mkv")};
	panel.panel.showState(stateWith(clips, 12));
	ASSERT_TRUE(isShown(panel.panel, "clipList"));
	EXPECT_FALSE(isShown(panel.panel, "clipName")) << "the list says it";
	EXPECT_TRUE(isShown(panel.panel, "putAwayButton"));
	auto &list = find<QComboBox>(panel.panel, "clipList");
	EXPECT_EQ(list.currentText(), "2 of 3: b.mkv");
	EXPECT_EQ(rowsOf(list), (QStringList{"1 of 3: a.mkv", "2 of 3: b.mkv", "3 of 3: c.mkv"}));

	auto &previous = find<QToolButton>(panel.panel, "previousClipButton");
	auto &next = find<QToolButton>(panel.panel, "nextClipButton");
	EXPECT_EQ(previous.accessibleName(), "Previous clip");
	EXPECT_EQ(next.accessibleName(), "Next clip");
	QSignalSpy back(&panel.panel, &ClipPanel::previousWanted);
	QSignalSpy forth(&panel.panel, &ClipPanel::nextWanted);
	previous.click();
	next.click();
	EXPECT_EQ(back.count(), 1);
	EXPECT_EQ(forth.count(), 1);
	QSignalSpy jumped(&panel.panel, &ClipPanel::showWanted);
	list.setCurrentIndex(2);
	ASSERT_EQ(jumped.count(), 1);
	EXPECT_EQ(jumped[0][0].toULongLong(), 13u);

	panel.panel.showState(stateWith(clips, 13));
	EXPECT_EQ(jumped.count(), 1) << "nobody chose anything";
	EXPECT_FALSE(next.isEnabled()) << "there is none after the last";
	EXPECT_TRUE(previous.isEnabled());
	panel.show(readyClip());
	EXPECT_FALSE(isShown(panel.panel, "clipList"));
	EXPECT_TRUE(isShown(panel.panel, "clipName"));
}

TEST(ClipPanel, AnOpenListOfClipsStaysOpen)
{
	Panel panel;
	panel.panel.showState(stateWith({readyClip(11, "a.mkv"), readyClip(12, "b.mkv")}, 11));
	panel.panel.show();
	auto &list = find<QComboBox>(panel.panel, "clipList");
	list.showPopup();
	const auto more = stateWith({readyClip(11, "a.mkv"), readyClip(12, "b.mkv"), readyClip(13, "c.mkv")}, 13);
	panel.panel.showState(more);
	EXPECT_TRUE(list.view()->isVisible());
	EXPECT_EQ(list.count(), 2);
	list.hidePopup();
	panel.panel.showState(more);
	EXPECT_EQ(list.currentText(), "3 of 3: c.mkv");
}

TEST(ClipPanel, PutsAClipAway)
{
	Panel panel;
	ClipAtHand clip = readyClip();
	panel.show(clip);
	auto &putAway = find<QToolButton>(panel.panel, "putAwayButton");
	EXPECT_EQ(putAway.accessibleName(), "Put away");
	QSignalSpy wanted(&panel.panel, &ClipPanel::putAwayWanted);
	putAway.click();
	ASSERT_EQ(wanted.count(), 1);
	EXPECT_EQ(wanted[0][0].toULongLong(), 1u);
	clip.mayBePutAway = false;
	panel.show(clip);
	EXPECT_FALSE(putAway.isEnabled());
}

TEST(ClipPanel, OffersANewerClipInPlaceOfTheNext)
{
	Panel panel;
	Compose::State state = stateWith({readyClip(11, "a.mkv"), readyClip(12, "b.mkv")}, 11);
	panel.panel.showState(state);
	EXPECT_FALSE(isShown(panel.panel, "showNewerButton"));
	EXPECT_TRUE(isShown(panel.panel, "nextClipButton"));
	state.newest = 12;
	panel.panel.showState(state);
	QSignalSpy wanted(&panel.panel, &ClipPanel::showWanted);
	auto &show = find<QToolButton>(panel.panel, "showNewerButton");
	EXPECT_EQ(show.text(), "Newest");
	EXPECT_FALSE(isShown(panel.panel, "nextClipButton"));
	EXPECT_EQ(show.accessibleName(), "A newer clip is here: b.mkv");
	EXPECT_EQ(show.toolTip(), "A newer clip is here: b.mkv");
	show.click();
	ASSERT_EQ(wanted.count(), 1);
	EXPECT_EQ(wanted[0][0].toULongLong(), 12u);
	state.newest = Compose::kNoClip;
	panel.panel.showState(state);
	EXPECT_FALSE(isShown(panel.panel, "showNewerButton"));
}

TEST(ClipPanel, SaysThatOBSGaveUpOnARecording)
{
	Panel panel;
	Compose::State state;
	state.recordingFailure = errorOf(ErrorKind::ClipFile, "recording_failed");
	panel.panel.showState(state);
	EXPECT_TRUE(panel.sentence("recordingFailure").startsWith("OBS reported a problem with this recording."));
	panel.panel.showState({});
	EXPECT_EQ(panel.sentence("recordingFailure"), "");
}

} // namespace DirectPost::Ui
