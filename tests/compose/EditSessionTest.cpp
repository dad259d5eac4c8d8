#include <compose/EditSession.hpp>

#include <media/Limits.hpp>

#include <gtest/gtest.h>

namespace DirectPost::Compose {
namespace {

using Media::LayoutKind;

Media::MediaFacts facts(int64_t duration_ms = 60'000, int perSecond = 30)
{
	Media::MediaFacts known;
	known.duration_us = duration_ms * 1000;
	known.frameRate = known.nominalFrameRate = {.numerator = perSecond, .denominator = 1};
	known.shown = {.width_px = 1920, .height_px = 1080};
	return known;
}

TEST(EditSession, BeginsWithTheWholeClip)
{
	const EditSession session(facts(), {});
	EXPECT_EQ(session.start_ms(), 0);
	EXPECT_EQ(session.end_ms(), 60'000);
	EXPECT_TRUE(session.plan().isPlain());
	EXPECT_EQ(session.edit(), Edit());
	EXPECT_FALSE(session.mayUndo());
}

TEST(EditSession, MarksThatComprehendTheWholeClipAreNoCut)
{
	EditSession session(facts(), {});
	EXPECT_EQ(session.setStart(20'000), EditSession::Marks::InOrder);
	EXPECT_EQ(session.setEnd(50'000), EditSession::Marks::InOrder);
	EXPECT_EQ(session.plan().start_ms, 20'000);
	EXPECT_EQ(session.plan().end_ms, 50'000);
	session.setStart(0);
	session.setEnd(99'000);
	EXPECT_TRUE(session.plan().isPlain());
}

TEST(EditSession, AStartAfterTheEndIsExchangedWithIt)
{
	EditSession session(facts(), {});
	session.setEnd(20'000);
	EXPECT_EQ(session.setStart(30'000), EditSession::Marks::Exchanged);
	EXPECT_EQ(session.start_ms(), 20'000);
	EXPECT_EQ(session.end_ms(), 30'000);
	EXPECT_EQ(session.setEnd(10'000), EditSession::Marks::Exchanged);
	EXPECT_EQ(session.start_ms(), 10'000);
	EXPECT_EQ(session.end_ms(), 20'000);
}

TEST(EditSession, AtLeastOnePictureIsKept)
{
	EditSession session(facts(), {});
	session.setStart(20'000);
	session.setEnd(20'000);
	EXPECT_EQ(session.end_ms() - session.start_ms(), 33) << "one of 30 in a second";
	session.begin();
	session.moveStart(40'000);
	EXPECT_EQ(session.start_ms(), 20'000);
	session.setStart(60'000);
	EXPECT_LT(session.start_ms(), session.end_ms());
}

TEST(EditSession, GoesToWhatWasMarkedWhileItWasRecorded)
{
	const EditSession session(facts(), {}, {.marks_ms = {40'010, 12'000, 12'005, 60'000, 99'000}});
	EXPECT_EQ(session.marked_ms(), (std::vector<int64_t>{12'000, 40'000}))
		<< "pictures of the clip, each once, in order";
	EXPECT_EQ(session.markedAfter_ms(0), 12'000);
	EXPECT_EQ(session.markedAfter_ms(12'000), 40'000);
	EXPECT_EQ(session.markedAfter_ms(40'000), std::nullopt);
	EXPECT_EQ(session.markedBefore_ms(59'000), 40'000);
	EXPECT_EQ(session.markedBefore_ms(40'000), 12'000);
	EXPECT_EQ(session.markedBefore_ms(12'000), std::nullopt);
	EXPECT_EQ(EditSession(facts(), {}).markedAfter_ms(0), std::nullopt);
}

TEST(EditSession, GoesFromPictureToPicture)
{
	const EditSession session(facts(), {});
	EXPECT_EQ(session.pictureAfter_ms(0, 1), 33);
	EXPECT_EQ(session.pictureAfter_ms(33, 1), 67);
	EXPECT_EQ(session.pictureAfter_ms(67, 1), 100);
	EXPECT_EQ(session.pictureAfter_ms(67, -1), 33);
	EXPECT_EQ(session.pictureAfter_ms(0, -1), 0);
	EXPECT_EQ(session.pictureAt_ms(60'000), 59'967) << "the last one";
	int64_t place_ms = 0;
	for (int picture = 0; picture < 300; ++picture)
		place_ms = session.pictureAfter_ms(place_ms, 1);
	EXPECT_EQ(place_ms, 10'000);
}

TEST(EditSession, FindsPicturesWhereTheFirstOneIsLate)
{
	Media::MediaFacts late = facts(10'000, 60);
	late.videoStart_us = 21'000;
	const EditSession session(late, {});
	EXPECT_EQ(session.pictureAt_ms(0), 21);
	EXPECT_EQ(session.pictureAfter_ms(21, 1), 38);
}

TEST(EditSession, UndoesAndRedoesStepByStep)
{
	EditSession session(facts(), {});
	session.setStart(10'000);
	session.setLayout(LayoutKind::VerticalCrop);
	session.setCover(30'000);
	session.undo();
	EXPECT_FALSE(session.edit().cover_ms);
	session.undo();
	EXPECT_EQ(session.plan().layout.kind, LayoutKind::AsRecorded);
	EXPECT_EQ(session.start_ms(), 10'000);
	session.redo();
	EXPECT_EQ(session.plan().layout.kind, LayoutKind::VerticalCrop);
	session.undo();
	session.undo();
	EXPECT_FALSE(session.mayUndo());
	EXPECT_EQ(session.edit(), Edit());
	session.setEnd(20'000);
	EXPECT_FALSE(session.mayRedo()) << "another way was taken";
}

TEST(EditSession, WhatIsDraggedIsOneStep)
{
	EditSession session(facts(), {});
	session.begin();
	for (const int64_t time_ms : {1000, 2000, 3000})
		session.moveStart(time_ms);
	EXPECT_EQ(session.start_ms(), 3000);
	session.undo();
	EXPECT_EQ(session.start_ms(), 0);
	EXPECT_FALSE(session.mayUndo());
}

TEST(EditSession, AStepThatChangesNothingIsNone)
{
	EditSession session(facts(), {});
	session.setStart(10'000);
	session.begin();
	session.setStart(10'000);
	session.undo();
	EXPECT_EQ(session.start_ms(), 0);
}

TEST(EditSession, TakesTheLayoutThatItsSceneHadTheLastTime)
{
	const Media::PictureLayout remembered = {.kind = LayoutKind::VerticalCrop, .window = {0, 0, 606, 1080}};
	EditSession session(facts(), {}, {.sceneLayout = remembered});
	session.setLayout(LayoutKind::VerticalCrop);
	EXPECT_EQ(session.plan().layout, remembered);
	session.setLayout(LayoutKind::CameraOverGame);
	EXPECT_EQ(session.plan().layout, layoutFor(LayoutKind::CameraOverGame, facts().shown)) << "another one";
}

TEST(EditSession, FitsWhatTheAccountMayPostAndWhatOneRequestTakes)
{
	EditSession session(facts(), {}, {.mostDuration_ms = 30'000});
	EXPECT_FALSE(session.estimate()) << "the whole clip as it is";
	session.fitDuration(true);
	session.fitRequest(true);
	EXPECT_EQ(session.plan().target.most_ms, 30'000);
	EXPECT_EQ(session.plan().target.most_bytes, Media::Limits::kSingleRequest_bytes);
	EXPECT_TRUE(session.estimate());
	session.fitDuration(false);
	session.fitRequest(false);
	EXPECT_EQ(session.edit(), Edit());
}

TEST(EditSession, EndsWithThePictureThatIsOnShow)
{
	EditSession session(facts(), {});
	session.setLastPicture(10'000);
	EXPECT_EQ(session.lastPicture_ms(), session.pictureAt_ms(10'000));
	EXPECT_GT(session.end_ms(), 10'000);
}

TEST(EditSession, KeepsTheLastSecondsOrAllOfAShorterClip)
{
	EditSession session(facts(), {});
	session.keepLast(15'000);
	EXPECT_EQ(session.start_ms(), 45'000);
	EXPECT_EQ(session.end_ms(), 60'000);
	session.keepLast(90'000);
	EXPECT_TRUE(session.plan().isPlain());
}

TEST(EditSession, ACropFillsTheUprightPictureAndLiesInTheMiddle)
{
	const auto layout = layoutFor(LayoutKind::VerticalCrop, {.width_px = 1920, .height_px = 1080});
	EXPECT_EQ(layout.window.height_px, 1080);
	EXPECT_NEAR(layout.window.width_px, 607, 1);
	EXPECT_NEAR(layout.window.x_px, (1920 - 607) / 2, 1);
	EXPECT_EQ(layout.window.y_px, 0);
	const auto narrow = layoutFor(LayoutKind::VerticalCrop, {.width_px = 540, .height_px = 1200});
	EXPECT_EQ(narrow.window.width_px, 540);
	EXPECT_EQ(narrow.window.height_px, 960);
}

TEST(EditSession, CameraAndGameHaveTheShapesOfTheirParts)
{
	const auto layout = layoutFor(LayoutKind::CameraOverGame, {.width_px = 1920, .height_px = 1080});
	EXPECT_NEAR(static_cast<double>(layout.camera.width_px) / layout.camera.height_px, 1080 / (1920 * 0.4), 0.02);
	EXPECT_NEAR(static_cast<double>(layout.window.width_px) / layout.window.height_px, 1080 / (1920 * 0.6), 0.02);
}

TEST(EditSession, TheCoverIsTheSamePictureInWhateverIsCut)
{
	Draft draft;
	draft.plan.start_ms = 10'000;
	draft.cover_ms = 5000;
	EXPECT_EQ(editOf(draft).cover_ms, 15'000);
	Edit edit = editOf(draft);
	EXPECT_EQ(coverInClip_ms(edit), 5000);
	edit.plan.start_ms = 12'000;
	EXPECT_EQ(coverInClip_ms(edit), 3000);
	edit.plan.start_ms = 20'000;
	EXPECT_EQ(coverInClip_ms(edit), std::nullopt) << "it is cut away";
	edit.plan.start_ms.reset();
	edit.plan.end_ms = 15'000;
	EXPECT_EQ(coverInClip_ms(edit), std::nullopt);
	edit.plan.end_ms = 15'001;
	EXPECT_EQ(coverInClip_ms(edit), 15'000);
}

} // namespace
} // namespace DirectPost::Compose
