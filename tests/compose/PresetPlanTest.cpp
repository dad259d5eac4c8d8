#include "AutoPublishFixture.hpp"
#include "PresetPlan.hpp"

#include <compose/EditSession.hpp>
#include <media/Limits.hpp>

#include <gtest/gtest.h>

// What auto-publish makes of a clip before it posts it.
namespace DirectPost::Compose {
namespace {

using Media::LayoutKind;

constexpr PresetEdit kAll = {.layout = LayoutKind::VerticalBlurred, .last_s = 5, .isRepaired = true};
constexpr int64_t kWhole_ms = 42'000;

Media::Source recording()
{
	return sourceOf(1, "/recordings/a.mkv", "a.mkv");
}

Media::Source tooFast()
{
	Media::Source source = recording();
	source.info.frameRate = {.numerator = 120, .denominator = 1};
	return source;
}

EditTerms remembering(const Media::PictureLayout &layout)
{
	EditTerms terms;
	terms.sceneLayout = layout;
	return terms;
}

TEST(PresetPlan, LeavesAClipAsItIsWhereNothingIsOn)
{
	EXPECT_TRUE(planByPreset({}, recording(), remembering(layoutFor(LayoutKind::VerticalCrop, {1920, 1080})))
			    .isPlain());
	EXPECT_TRUE(planByPreset({}, tooFast(), {}).isPlain());
}

TEST(PresetPlan, LaysThePictureOutAsItWasInItsSceneTheLastTime)
{
	Media::PictureLayout remembered = layoutFor(LayoutKind::VerticalCrop, {1920, 1080});
	remembered.window.x_px = 17;
	EXPECT_EQ(planByPreset({.layout = LayoutKind::VerticalCrop}, recording(), remembering(remembered)).layout,
		  remembered);
}

TEST(PresetPlan, LaysThePictureOutAsTheEditorBeginsWhereTheSceneHasAnotherLayoutOrNone)
{
	const Media::PictureLayout other = layoutFor(LayoutKind::VerticalBlurred, {1920, 1080});
	for (const LayoutKind kind : {LayoutKind::VerticalCrop, LayoutKind::CameraOverGame}) {
		const Media::PictureLayout usual = layoutFor(kind, {1920, 1080});
		EXPECT_EQ(planByPreset({.layout = kind}, recording(), remembering(other)).layout, usual);
		EXPECT_EQ(planByPreset({.layout = kind}, recording(), {}).layout, usual);
	}
}

TEST(PresetPlan, LaysThePictureOutWhereObsSawTheCamera)
{
	const Media::PictureLayout first =
		layoutFor({1920, 1080}, {.x_px = 0, .y_px = 0, .width_px = 480, .height_px = 270}, 30);
	const Media::PictureLayout second = layoutFor(LayoutKind::VerticalCrop, {1920, 1080});
	EditTerms terms;
	terms.cameraLayouts = {{0, first}, {20'000, second}};
	const Media::EditPlan plan = planByPreset({.layout = LayoutKind::CameraOverGame}, recording(), terms);
	EXPECT_EQ(plan.layout, first);
	EXPECT_EQ(plan.layoutChanges, (std::vector<Media::LayoutChange>{{20'000, second}}));
}

TEST(PresetPlan, KeepsTheLastPartAndAllOfAClipThatIsShorter)
{
	Media::EditPlan last;
	last.start_ms = kWhole_ms - 30'000;
	EXPECT_EQ(planByPreset({.last_s = 30}, recording(), {}), last);
	EXPECT_TRUE(planByPreset({.last_s = 42}, recording(), {}).isPlain());
	EXPECT_TRUE(planByPreset({.last_s = 600}, recording(), {}).isPlain());
}

TEST(PresetPlan, NeverKeepsMoreOfAReplayThanWasAskedFor)
{
	Media::EditPlan begun;
	begun.start_ms = kWhole_ms - 10'000;
	EXPECT_EQ(planByPreset({.last_s = 30}, recording(), {}, begun), begun);
	EXPECT_EQ(planByPreset({.last_s = 5}, recording(), {}, begun).start_ms, kWhole_ms - 5'000);
}

TEST(PresetPlan, RepairsWhatTikTokWouldRefuseAndNothingElse)
{
	const PresetEdit repair = {.isRepaired = true};
	EXPECT_TRUE(planByPreset(repair, recording(), {}).isPlain()) << "it needs none";
	Media::EditPlan mended;
	mended.isRepaired = true;
	EXPECT_EQ(planByPreset(repair, tooFast(), {}), mended);
	Media::Source large = recording();
	large.info.size_bytes = Media::Limits::kVideo_bytes + 1;
	mended.target.most_bytes = Media::Limits::kVideo_bytes;
	EXPECT_EQ(planByPreset(repair, large, {}), mended);
}

TEST(PresetPlan, DoesAllOfItAtOnce)
{
	const Media::EditPlan plan = planByPreset(kAll, tooFast(), {});
	EXPECT_EQ(plan.layout.kind, LayoutKind::VerticalBlurred);
	EXPECT_EQ(plan.start_ms, kWhole_ms - 5'000);
	EXPECT_TRUE(plan.isRepaired);
}

TEST(PresetPlan, MakesNothingOfAFileWithoutAPicture)
{
	Media::Source source = recording();
	source.info.videoCodec.clear();
	EXPECT_TRUE(planByPreset(kAll, source, {}).isPlain());
}

TEST_F(AutoPublish, MakesOfAClipWhatThePresetSaysBeforeItCountsDown)
{
	program.arm(false, kAll);
	const ClipId id = program.arrive("a.mkv");
	program.becomeKnown(id);
	ASSERT_EQ(program.services().preparations.size(), 1u) << "it is prepared once, as it will be posted";
	EXPECT_EQ(program.services().preparations.back().plan.start_ms, kWhole_ms - 5'000);
	EXPECT_EQ(program.services().preparations.back().plan.layout.kind, LayoutKind::VerticalBlurred);
	EXPECT_FALSE(now().countdown);
	program.becomePrepared(id);
	program.answerCreator();
	ASSERT_TRUE(now().countdown);
	program.composer().postNow(id);
	EXPECT_EQ(program.lastVideo().contentId,
		  program.knownSource(id).contentId(program.services().preparations.back().plan));
}

TEST_F(AutoPublish, LeavesAloneWhatItIsNotMeantFor)
{
	program.arm(false, kAll);
	for (const Media::Origin origin : {Media::Origin::Replay, Media::Origin::ChosenByHand}) {
		const ClipId id = program.arrive("of-another-kind.mkv", origin);
		program.becomeKnown(id);
		EXPECT_TRUE(program.clip(id).draft.plan.isPlain());
	}
	const ClipId touched = program.arrive("touched.mkv");
	program.composer().setDraft(touched, finishedDraft("by hand"));
	program.becomeKnown(touched);
	EXPECT_TRUE(program.clip(touched).draft.plan.isPlain());
}

TEST_F(AutoPublish, SaysThatWhatThePresetMakesOfAClipCouldNotBeMade)
{
	program.arm(false, kAll);
	const ClipId id = program.arrive("a.mkv");
	program.becomeKnown(id);
	program.composer().preparationFailed(program.sourceOf(id), program.clip(id).draft.plan,
					     errorOf(ErrorKind::Disk, "disk_full"));
	EXPECT_EQ(reviewCode(), "clip_failed");
	ASSERT_TRUE(now().reviews.back().error);
	EXPECT_EQ(now().reviews.back().error->code, "disk_full");
	EXPECT_EQ(posts(), 0u);
}

TEST_F(AutoPublish, MakesOfAClipWhatThePresetSaysThatWasAgreedToMeanwhile)
{
	const ClipId id = program.arrive("a.mkv");
	program.becomeKnown(id);
	program.arm(false, kAll);
	program.becomePrepared(id);
	program.answerCreator();
	EXPECT_FALSE(now().countdown) << "it would be posted as it was recorded";
	program.becomePrepared(id);
	program.answerCreator();
	EXPECT_TRUE(now().countdown);
}

TEST_F(AutoPublish, MakesOfAClipThatIsAskedForWhatThePresetSays)
{
	program.arm(false, kAll);
	program.composer().disarm();
	const ClipId id = program.ready("a.mkv");
	EXPECT_TRUE(program.clip(id).draft.plan.isPlain());
	program.composer().postByPreset(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
	program.becomePrepared(id);
	program.answerCreator();
	EXPECT_TRUE(now().countdown);
}

TEST_F(AutoPublish, PostsAClipThatIsAskedForBeforeItIsReadyOnceItIs)
{
	program.arm();
	program.composer().disarm();
	const ClipId id = program.arrive("a.mkv");
	program.composer().postByPreset(id);
	EXPECT_FALSE(now().countdown);
	program.becomeReady(id);
	program.answerCreator();
	EXPECT_TRUE(now().countdown);
}

TEST_F(AutoPublish, PostsNothingThatIsAskedForWhileAnEditorHasChangesOfIt)
{
	program.arm();
	program.composer().disarm();
	const ClipId id = program.ready("a.mkv");
	program.composer().noteEditor(id, true);
	EXPECT_FALSE(program.clip(id).mayBePostedByPreset);
	program.composer().postByPreset(id);
	program.answerCreator();
	EXPECT_FALSE(now().countdown);
}

TEST_F(AutoPublish, SaysThatNothingWasAgreedToWhenAClipIsAskedFor)
{
	const ClipId id = program.ready("a.mkv");
	program.composer().postByPreset(id);
	ASSERT_TRUE(program.state().markTrouble);
	EXPECT_EQ(program.state().markTrouble->code, "nothing_agreed");
}

TEST_F(AutoPublish, SaysThatAClipThatIsAskedForCouldNotBeMade)
{
	program.arm(false, kAll);
	program.composer().disarm();
	const ClipId id = program.ready("a.mkv");
	program.composer().postByPreset(id);
	program.composer().preparationFailed(program.sourceOf(id), program.clip(id).draft.plan,
					     errorOf(ErrorKind::Disk, "disk_full"));
	EXPECT_EQ(reviewCode(), "clip_failed");
}

TEST_F(AutoPublish, PostsAClipThatIsAskedForAsAPersonHasCutIt)
{
	program.arm(false, kAll);
	program.composer().disarm();
	const ClipId id = program.ready("a.mkv");
	Draft cut;
	cut.plan.end_ms = 30'000;
	program.composer().setDraft(id, cut);
	program.becomePrepared(id);
	program.composer().postByPreset(id);
	EXPECT_EQ(program.clip(id).draft.plan, cut.plan);
	program.answerCreator();
	EXPECT_TRUE(now().countdown);
}

TEST_F(AutoPublish, RemembersWhatIsMadeOfClipsForTheNextArming)
{
	program.arm(false, kAll);
	program.composer().disarm();
	program.restart();
	program.connectAndAsk();
	program.composer().beginPreset();
	EXPECT_EQ(program.state().preset.draft.edit, kAll);
}

} // namespace
} // namespace DirectPost::Compose
