#include "EditorFixture.hpp"
#include "editor/SourceView.hpp"
#include "editor/Timeline.hpp"
#include "parts/EditLine.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/Notice.hpp"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>

#include <algorithm>

// On a real file of two seconds, 640x360 at 30 pictures a second.
namespace DirectPost::Ui {

class EditorOfTracks : public Editor {
protected:
	EditorOfTracks()
		: Editor(Fixtures::clip("clipped-silent-and-fine.mkv",
					{"-f",
					 "lavfi",
					 "-i",
					 "testsrc2=size=640x360:rate=30:duration=2",
					 "-f",
					 "lavfi",
					 "-i",
					 "aevalsrc=exprs=4*sin(2765*t):sample_rate=48000:duration=2",
					 "-f",
					 "lavfi",
					 "-i",
					 "anullsrc=sample_rate=48000:duration=2",
					 "-f",
					 "lavfi",
					 "-i",
					 "sine=frequency=440:sample_rate=48000:duration=2",
					 "-map",
					 "0",
					 "-map",
					 "1",
					 "-map",
					 "2",
					 "-map",
					 "3",
					 "-metadata:s:a:0",
					 "title=Game",
					 "-metadata:s:a:1",
					 "title=Mic",
					 "-c:v",
					 "libx264",
					 "-preset",
					 "ultrafast",
					 "-pix_fmt",
					 "yuv420p",
					 "-c:a",
					 "pcm_s16le"}))
	{
	}
	QString note(const char *name) const { return find<Notice>(*window, name).sentence(); }
};

TEST_F(EditorOfTracks, PointsOutATrackThatIsSilentOrClipped)
{
	ASSERT_TRUE(isOpen());
	EXPECT_TRUE(QTest::qWaitFor([this] { return !note("track2Note").isEmpty(); }, kPatience_ms));
	EXPECT_EQ(note("track1Note"), "Game is clipped: it was recorded too loud");
	EXPECT_EQ(note("track2Note"), "Mic is silent");
	EXPECT_FALSE(isShown(*window, "track3Note"));
}

TEST(EditLine, ReadsAndWritesTimesToTheMillisecond)
{
	EXPECT_EQ(timeText(41'233, QLocale::c()), "0:41.233");
	EXPECT_EQ(timeText(41'233, QLocale("de-DE")), "0:41,233");
	EXPECT_EQ(timeText(3'600'007, QLocale::c()), "1:00:00.007");
	EXPECT_EQ(timeFrom("0:41.233"), 41'233);
	EXPECT_EQ(timeFrom("41.5"), 41'500);
	EXPECT_EQ(timeFrom(" 1:02:03,25 "), 3'723'250);
	EXPECT_EQ(timeFrom("90"), 90'000);
	for (const char *nonsense : {"", "soon", "-1", "1:2:3:4", "1.2.3"})
		EXPECT_FALSE(timeFrom(nonsense)) << nonsense;
}

TEST_F(Editor, KeepsWhatWasDoneWhileTheClipCannotBeChanged)
{
	ASSERT_TRUE(isOpen());
	Compose::Draft draft;
	draft.info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	studio.composer.setDraft(clip, draft);
	studio.composer.post(clip);
	type("startField", "0.5");
	QCoreApplication::processEvents();
	ASSERT_TRUE(window);
	EXPECT_FALSE(find<QPushButton>(*window, "useEditButton").isEnabled());
	studio.composer.refused(studio.services.lastRequest, errorOf(ErrorKind::Disk, "store_full"));
	QCoreApplication::processEvents();
	ASSERT_TRUE(window);
	EXPECT_EQ(start(), "0:00.500");
	press("useEditButton");
	EXPECT_EQ(plan().start_ms, 500);
}

TEST_F(Editor, SetsInAndOutAndUsesTheClip)
{
	ASSERT_TRUE(isOpen());
	EXPECT_EQ(window->windowTitle(), "Edit clip: " + studio.composer.state().clip(clip)->name);
	EXPECT_EQ(line(), "The whole clip, as it was recorded.");
	type("startField", "0.5");
	EXPECT_EQ(start(), "0:00.500");
	EXPECT_EQ(place(), "0:00.500") << "that picture is shown";
	type("endField", "1.5");
	EXPECT_TRUE(line().startsWith("0:00.500 to 0:01.500 · 1.0 s")) << line().toStdString();
	EXPECT_TRUE(plan().isPlain()) << "not used yet";
	press("useEditButton");
	EXPECT_EQ(plan().start_ms, 500);
	EXPECT_EQ(plan().end_ms, 1500);
	EXPECT_TRUE(QTest::qWaitFor([this] { return window.isNull(); }));
	EXPECT_EQ(studio.services.prepared.size(), 2u) << "it is prepared anew";
}

TEST_F(Editor, IsWorkedFromTheKeyboard)
{
	ASSERT_TRUE(isOpen());
	key(Qt::Key_Right);
	EXPECT_EQ(place(), "0:00.033");
	key(Qt::Key_Right, Qt::ShiftModifier);
	EXPECT_EQ(place(), "0:01.033");
	key(Qt::Key_I);
	EXPECT_EQ(start(), "0:01.033");
	key(Qt::Key_Right);
	key(Qt::Key_O);
	EXPECT_EQ(end(), "0:01.100") << "the picture on show is the last of the clip";
	key(Qt::Key_Home);
	EXPECT_EQ(place(), "0:01.033");
	key(Qt::Key_End);
	EXPECT_EQ(place(), "0:01.067");
	key(Qt::Key_Left);
	EXPECT_EQ(place(), "0:01.033");
	key(Qt::Key_Z, Qt::ControlModifier);
	EXPECT_EQ(end(), timeText(studio.composer.state().clip(clip)->info.duration_ms, QLocale::c()));
	key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
	EXPECT_EQ(end(), "0:01.100");
}

TEST_F(Editor, SaysThatStartAndEndWereExchanged)
{
	ASSERT_TRUE(isOpen());
	type("endField", "1.0");
	EXPECT_FALSE(isShown(*window, "editorNotice"));
	type("startField", "1.5");
	EXPECT_EQ(start(), "0:01.000");
	EXPECT_EQ(end(), "0:01.500");
	EXPECT_EQ(find<QLabel>(find(*window, "editorNotice"), "sentence").text(),
		  "The beginning came after the end, so the two were exchanged. Undo brings back what was.");
}

TEST_F(Editor, WhatIsNoTimeIsTakenBack)
{
	ASSERT_TRUE(isOpen());
	type("startField", "soon");
	EXPECT_EQ(start(), "0:00.000");
	EXPECT_FALSE(find<QPushButton>(*window, "undoButton").isEnabled());
}

TEST_F(Editor, TurnsTheClipUprightAndShowsBoth)
{
	ASSERT_TRUE(isOpen());
	EXPECT_FALSE(isShown(*window, "plannedView"));
	press("verticalCropRadio");
	EXPECT_TRUE(isShown(*window, "plannedView"));
	auto &source = find<SourceView>(*window, "sourceView");
	source.setFocus();
	QTest::keyClick(&source, Qt::Key_Left, Qt::ControlModifier);
	press("useEditButton");
	EXPECT_EQ(plan().layout.kind, Media::LayoutKind::VerticalCrop);
	const auto centred = Compose::layoutFor(Media::LayoutKind::VerticalCrop, {640, 360});
	EXPECT_EQ(plan().layout.window.x_px, centred.window.x_px - 8);
	EXPECT_EQ(plan().layout.window.height_px, 360);
}

TEST_F(Editor, DragsAWindowOverThePictureButNotOutOfIt)
{
	ASSERT_TRUE(isOpen());
	press("cameraOverGameRadio");
	auto &source = find<SourceView>(*window, "sourceView");
	const QPoint corner(source.rect().center().x() - 1, source.rect().center().y());
	QTest::mousePress(&source, Qt::LeftButton, {}, corner);
	QTest::mouseMove(&source, corner + QPoint(5000, 0));
	QTest::mouseRelease(&source, Qt::LeftButton, {}, corner);
	press("useEditButton");
	const Media::Window &window_ = plan().layout.window;
	EXPECT_EQ(window_.x_px + window_.width_px, 640);
}

TEST_F(Editor, DragsTheHandlesOfTheTimeline)
{
	ASSERT_TRUE(isOpen());
	auto &timeline = find<Timeline>(*window, "timeline");
	const int middle = timeline.height() / 2;
	QTest::mousePress(&timeline, Qt::LeftButton, {}, {8, middle});
	QTest::mouseMove(&timeline, {timeline.width() / 4, middle});
	QTest::mouseMove(&timeline, {timeline.width() / 2, middle});
	QTest::mouseRelease(&timeline, Qt::LeftButton, {}, {timeline.width() / 2, middle});
	EXPECT_NEAR(static_cast<double>(timeFrom(start()).value_or(0)), 1000, 40);
	press("undoButton");
	EXPECT_EQ(start(), "0:00.000") << "in one step";
}

TEST_F(Editor, ChoosesSoundCoverAndSize)
{
	ASSERT_TRUE(isOpen());
	press("track1Check");
	EXPECT_FALSE(find<QAbstractSpinBox>(*window, "track1Level").isEnabled());
	press("normaliseCheck");
	key(Qt::Key_Right, Qt::ShiftModifier);
	press("coverButton");
	EXPECT_EQ(find<QLabel>(*window, "coverLabel").text(), "0:01.000");
	press("fitBytesCheck");
	press("fitDurationCheck");
	press("useEditButton");
	ASSERT_TRUE(plan().sound.tracks);
	EXPECT_TRUE(plan().sound.tracks->empty());
	EXPECT_TRUE(plan().sound.isLoudnessNormalised);
	EXPECT_EQ(plan().target.most_bytes, 64'000'000);
	EXPECT_EQ(plan().target.most_ms, 600'000);
	EXPECT_EQ(studio.composer.state().clip(clip)->draft.cover_ms, 1000);
}

TEST_F(Editor, CancelChangesNothing)
{
	ASSERT_TRUE(isOpen());
	type("startField", "0.5");
	press("cancelEditButton");
	EXPECT_TRUE(QTest::qWaitFor([this] { return window.isNull(); }));
	EXPECT_TRUE(plan().isPlain());
}

TEST_F(Editor, ClosesWhenTheClipIsPutAway)
{
	ASSERT_TRUE(isOpen());
	studio.composer.putAway(clip);
	EXPECT_TRUE(QTest::qWaitFor([this] { return window.isNull(); }));
}

TEST_F(Editor, PlaysAndPauses)
{
	ASSERT_TRUE(isOpen());
	press("playButton");
	EXPECT_EQ(find(*window, "playButton").accessibleName(), "Pause");
	EXPECT_TRUE(QTest::qWaitFor([this] { return place() > "0:00.100"; }, kPatience_ms));
	press("playButton");
	EXPECT_EQ(find(*window, "playButton").accessibleName(), "Play");
	key(Qt::Key_J);
	EXPECT_TRUE(QTest::qWaitFor([this] { return place() == "0:00.000"; }, kPatience_ms))
		<< "backwards to the beginning";
}

TEST_F(Editor, EverythingHasAName)
{
	ASSERT_TRUE(isOpen());
	for (QWidget *widget : window->findChildren<QWidget *>()) {
		if (!widget->isVisibleTo(window) || !(widget->focusPolicy() & Qt::TabFocus) ||
		    widget->objectName().startsWith("qt_"))
			continue;
		QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
		ASSERT_TRUE(face);
		EXPECT_FALSE(face->text(QAccessible::Name).isEmpty())
			<< widget->metaObject()->className() << " " << widget->objectName().toStdString();
	}
}

TEST(EditorOfAFile, ThatVanishesSaysSoAndKeepsWhatWasChosen)
{
	const Fixtures::Scratch scratch;
	const auto file = scratch / "clip.mkv";
	std::filesystem::copy_file(Fixtures::h264Mkv(), file);
	struct Vanishing : Editor {
		explicit Vanishing(const std::filesystem::path &clip_) : Editor(clip_) {}
		void TestBody() override {}
		using Editor::isOpen, Editor::key, Editor::press, Editor::start, Editor::type, Editor::window,
			Editor::plan;
	};
	Vanishing editor(file);
	ASSERT_TRUE(editor.isOpen());
	editor.type("startField", "0.5");
	std::filesystem::remove(file);
	editor.key(Qt::Key_Right);
	EXPECT_TRUE(QTest::qWaitFor([&] { return isShown(*editor.window, "editorNotice"); }, kPatience_ms));
	EXPECT_EQ(find<QLabel>(find(*editor.window, "editorNotice"), "sentence").text(),
		  "clip.mkv is no longer where it was. Put it back, or choose it again from its new place.");
	EXPECT_EQ(editor.start(), "0:00.500");
	editor.press("useEditButton");
	EXPECT_EQ(editor.plan().start_ms, 500) << "it is kept with the clip";
}

} // namespace DirectPost::Ui
