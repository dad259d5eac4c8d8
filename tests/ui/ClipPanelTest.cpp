#include "PanelOfClip.hpp"
#include "Studio.hpp"

#include <QAbstractItemView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

namespace DirectPost::Ui {

namespace {

using Compose::ClipAtHand;
using Compose::ClipStage;

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
	clip.prepareLeft_s = 95;
	panel.show(clip);
	EXPECT_EQ(find<QProgressBar>(panel.panel, "clipProgress").text(), "40% · 1:35 left");
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
