#include "Program.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// From a file's name to what will be sent.
namespace DirectPost::Compose {
namespace {

class ClipPreparation : public testing::Test {
protected:
	std::vector<ClipId> known() { return inStage(ClipStage::Known); }
	std::vector<ClipId> inStage(ClipStage stage)
	{
		std::vector<ClipId> ids;
		for (const ClipAtHand &clip : program.state().clips)
			if (clip.stage == stage)
				ids.push_back(clip.id);
		return ids;
	}

	Program program;
};

TEST_F(ClipPreparation, GoesFromTheFileToReady)
{
	const ClipId id = program.arrive("a.mkv");
	EXPECT_EQ(program.services().admissions.back().context.sceneName, "Game");
	EXPECT_EQ(program.clip(id).stage, ClipStage::Checking);
	program.composer().sourceWaits(program.sourceOf(id));
	EXPECT_EQ(program.clip(id).stage, ClipStage::Waiting);
	EXPECT_TRUE(program.clip(id).findings.empty());
	program.becomeKnown(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
	EXPECT_EQ(program.clip(id).info.duration_ms, 42'000);
	EXPECT_FALSE(program.clip(id).findings.empty());
	program.composer().preparing(program.sourceOf(id), {}, 0.5);
	EXPECT_EQ(program.clip(id).prepared, 0.5);
	QImage picture(2, 2, QImage::Format_RGBA8888);
	program.composer().sourcePictured(program.sourceOf(id), picture);
	program.becomePrepared(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Ready);
	EXPECT_FALSE(program.clip(id).picture.isNull());
}

TEST_F(ClipPreparation, SaysHowMuchTimeIsLeftOnceItCanBeTold)
{
	const ClipId id = program.arrive("a.mkv");
	program.becomeKnown(id);
	const auto goOn = [&](int seconds, double done) {
		program.clock.steady += std::chrono::seconds(seconds);
		program.composer().preparing(program.sourceOf(id), {}, done);
		return program.clip(id).prepareLeft_s;
	};
	EXPECT_EQ(goOn(60, 0.1), std::nullopt) << "it may have waited until now";
	EXPECT_EQ(goOn(1, 0.2), std::nullopt);
	EXPECT_EQ(goOn(9, 0.3), 35);
	EXPECT_EQ(goOn(10, 0.9), 3) << "2.5";
}

TEST_F(ClipPreparation, SaysWhatMayBePostedOnceItIsReady)
{
	const ClipId id = program.ready("a.mkv");
	EXPECT_EQ(program.services().foreseen, std::vector{preparedOf(program.knownSource(id)).file});
}

TEST_F(ClipPreparation, IsToldInOneChangeForEachTurnOfTheEventLoop)
{
	const ClipId id = program.ready("a.mkv");
	EXPECT_EQ(program.changes, 0) << "never from within a command";
	program.turn();
	EXPECT_EQ(program.changes, 1);
	program.turn();
	EXPECT_EQ(program.changes, 1) << "nothing is new";
	program.composer().show(id);
	program.composer().show(id);
	program.turn();
	EXPECT_EQ(program.changes, 2);
}

TEST_F(ClipPreparation, NamesTheFileThatObsHasRemuxedTo)
{
	const ClipId id = program.arrive("a.mkv");
	Media::Source source = program.knownSource(id);
	source.info.file = "/recordings/a.mp4";
	program.composer().sourceKnown(source);
	EXPECT_EQ(program.clip(id).name, "a.mp4");
	EXPECT_EQ(program.clip(id).file, "/recordings/a.mp4");
}

TEST_F(ClipPreparation, IsNotBegunForWhatTikTokWouldRefuseInAnyContainer)
{
	const ClipId id = program.arrive("a.mkv");
	Media::Source source = program.knownSource(id);
	source.info.videoCodec.clear();
	program.composer().sourceKnown(source);
	EXPECT_TRUE(program.services().preparations.empty());
	EXPECT_EQ(program.clip(id).stage, ClipStage::Ready);
	EXPECT_EQ(program.clip(id).obstacle, Obstacle::ClipRefused);
}

TEST_F(ClipPreparation, SaysWhyItFailedAndIsBegunAgainOnDemand)
{
	const ClipId id = program.arrive("a.mkv");
	program.becomeKnown(id);
	const Error error = errorOf(ErrorKind::Disk, "disk_full");
	program.composer().preparationFailed(program.sourceOf(id), {}, error);
	EXPECT_EQ(program.clip(id).error, error);
	program.composer().prepareAgain(id);
	EXPECT_FALSE(program.clip(id).error);
	program.becomePrepared(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Ready);
}

TEST_F(ClipPreparation, LooksAnewAtAFileThatWasAnotherVersion)
{
	const ClipId id = program.arrive("a.mkv");
	Draft draft;
	draft.info.caption = "words";
	program.composer().setDraft(id, draft);
	program.becomeKnown(id, "half");
	program.composer().preparationFailed(program.sourceOf(id), {}, errorOf(ErrorKind::ClipFile, "clip_changed"));
	program.composer().prepareAgain(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Checking);
	program.becomeKnown(id, "whole");
	program.composer().prepared(program.sourceOf(id), {}, preparedOf(program.knownSource(id, "whole")));
	EXPECT_EQ(program.clip(id).stage, ClipStage::Ready);
	EXPECT_EQ(program.clip(id).draft, draft);
}

TEST_F(ClipPreparation, OfAnEditThatFailedMayBeTriedAgainWithAnotherEncoder)
{
	const ClipId id = program.ready("a.mkv");
	const Error failure = errorOf(ErrorKind::ClipUnfit, "encode_failed");
	Draft cut = finishedDraft("cut");
	cut.plan.end_ms = 30'000;
	program.composer().setDraft(id, cut);
	program.composer().preparationFailed(program.sourceOf(id), cut.plan, failure);
	EXPECT_TRUE(program.clip(id).mayPrepareAgain);
	program.composer().setSettings({.encoder = {.encoder = "libx264"}});
	program.composer().prepareAgain(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
}

TEST_F(ClipPreparation, OfARecordingThatCannotBeRepackedIsNotOfferedAgain)
{
	const ClipId id = program.arrive("a.mkv");
	program.becomeKnown(id);
	program.composer().preparationFailed(program.sourceOf(id), {}, errorOf(ErrorKind::ClipUnfit, "remux_failed"));
	EXPECT_FALSE(program.clip(id).mayPrepareAgain);
	program.composer().prepareAgain(id);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Failed);
}

TEST_F(ClipPreparation, OfAnotherPlanTakesThePlaceOfTheFirst)
{
	const ClipId id = program.ready("a.mkv");
	const Media::Source source = program.knownSource(id);
	Draft cut = finishedDraft("cut");
	cut.plan.end_ms = 30'000;
	program.composer().setDraft(id, cut);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
	EXPECT_EQ(program.services().preparations.back().plan, cut.plan);
	program.composer().prepared(source.id, {}, preparedOf(source)); // the plan before it, late
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
	program.composer().preparationFailed(source.id, {}, errorOf(ErrorKind::Disk, "disk_full"));
	EXPECT_EQ(program.clip(id).stage, ClipStage::Preparing);
	program.becomePrepared(id);
	program.connectAndAsk();
	program.composer().post(id);
	EXPECT_EQ(program.lastVideo().contentId, source.contentId(cut.plan));
}

TEST_F(ClipPreparation, IsNotBegunByProgressThatComesLate)
{
	const ClipId id = program.ready("a.mkv");
	program.composer().preparing(program.sourceOf(id), {}, 0.5);
	EXPECT_EQ(program.clip(id).stage, ClipStage::Ready) << "nobody would ever end it";

	Draft cut = finishedDraft("cut");
	cut.plan.end_ms = 30'000;
	program.composer().setDraft(id, cut);
	program.composer().preparing(program.sourceOf(id), {}, 0.9);
	EXPECT_EQ(program.clip(id).prepared, 0) << "of the plan before";
	program.composer().preparing(program.sourceOf(id), cut.plan, 0.25);
	EXPECT_EQ(program.clip(id).prepared, 0.25);
}

TEST_F(ClipPreparation, LeavesNoFileOfAClipThatIsPutAway)
{
	const ClipId ready = program.ready("ready.mkv");
	const uint64_t readySource = program.sourceOf(ready);
	program.composer().putAway(ready);
	EXPECT_EQ(program.services().discarded, std::vector{readySource});

	const ClipId cut = program.ready("cut.mkv"); // its first plan has left a file
	const uint64_t cutSource = program.sourceOf(cut);
	Draft draft;
	draft.plan.end_ms = 30'000;
	program.composer().setDraft(cut, draft);
	program.composer().putAway(cut);
	EXPECT_EQ(program.services().cancelled, std::vector{cutSource});
	EXPECT_EQ(program.services().discarded.back(), cutSource);

	const ClipId late = program.arrive("late.mkv");
	program.becomeKnown(late);
	const Media::Source source = program.knownSource(late);
	program.composer().putAway(late);
	program.services().discarded.clear();
	program.composer().prepared(source.id, {}, preparedOf(source));
	EXPECT_EQ(program.services().discarded, std::vector{source.id}) << "it had become ready already";
}

TEST_F(ClipPreparation, IsKeptForTenClipsThatNobodyHasTouched)
{
	std::vector<ClipId> ids;
	for (int i = 0; i < 13; ++i)
		ids.push_back(program.ready(std::to_string(i) + ".mkv"));
	EXPECT_EQ(known(), (std::vector{ids[0], ids[1]})) << "ten, and the one that is shown";
	EXPECT_EQ(program.services().discarded.size(), 2u);
	EXPECT_EQ(program.clipIds(), ids) << "the clips themselves stay";
}

TEST_F(ClipPreparation, IsMadeAgainWhenAClipIsShownWhoseFileWasDropped)
{
	std::vector<ClipId> ids;
	for (int i = 0; i < 13; ++i)
		ids.push_back(program.ready(std::to_string(i) + ".mkv"));
	const size_t before = program.services().preparations.size();
	EXPECT_EQ(program.clip(ids[0]).obstacle, Obstacle::ClipNotReady);
	program.composer().show(ids[0]);
	EXPECT_EQ(program.clip(ids[0]).stage, ClipStage::Preparing);
	ASSERT_EQ(program.services().preparations.size(), before + 1);
	EXPECT_EQ(program.services().preparations.back().source.id, program.sourceOf(ids[0]));
	program.becomePrepared(ids[0]);
	EXPECT_EQ(program.clip(ids[0]).stage, ClipStage::Ready);
}

TEST_F(ClipPreparation, IsNeverDroppedOfAClipThatSomebodyHasBegunOn)
{
	program.connectAndAsk();
	const ClipId begun = program.ready("begun.mkv");
	program.composer().setDraft(begun, finishedDraft("words"));
	const ClipId posting = program.readyByHand("posting.mkv");
	program.answerCreator();
	program.composer().setDraft(posting, finishedDraft("words"));
	program.composer().post(posting);
	for (int i = 0; i < 15; ++i)
		program.readyByHand(std::to_string(i) + ".mkv");
	EXPECT_EQ(program.clip(begun).stage, ClipStage::Ready);
	EXPECT_EQ(program.clip(posting).stage, ClipStage::Ready);
	EXPECT_EQ(known().size(), 4u);
}

TEST_F(ClipPreparation, IsNeverDroppedOfAClipThatAutoPublishWaitsFor)
{
	program.connectAndAsk();
	program.arm();
	std::vector<ClipId> ids;
	for (int i = 0; i < 13; ++i)
		ids.push_back(program.ready(std::to_string(i) + ".mkv"));
	EXPECT_TRUE(known().empty());
}

TEST_F(ClipPreparation, OfOldClipsMakesNothingPostItselfWhenTheyAreShown)
{
	program.connectAndAsk();
	std::vector<ClipId> ids;
	for (int i = 0; i < 13; ++i)
		ids.push_back(program.ready(std::to_string(i) + ".mkv"));
	program.answerCreator();
	program.arm(); // after they were all there
	program.composer().show(ids[0]);
	program.becomePrepared(ids[0]);
	program.answerCreator();
	EXPECT_EQ(program.clip(ids[0]).stage, ClipStage::Ready);
	EXPECT_FALSE(program.state().autoPublish.countdown);
}

TEST_F(ClipPreparation, WarnsOfALineThatIsTooSlowForTikToksHour)
{
	const ClipId id = program.ready("a.mkv");
	EXPECT_FALSE(program.clip(id).slowLine);
	Publish::QueueSnapshot queue;
	queue.bytesPerSecond = 5'000;
	program.composer().queueChanged(queue);
	ASSERT_TRUE(program.clip(id).slowLine);
	EXPECT_EQ(program.clip(id).slowLine->code, "upload_may_take_too_long");
}

TEST_F(ClipPreparation, KeepsWhatIsPreparedWhenOldFilesAreReaped)
{
	const ClipId id = program.ready("a.mkv");
	const auto file = preparedOf(program.knownSource(id)).file;
	program.composer().filesInUseKnown({"/cache/of-a-post.mp4"});
	EXPECT_TRUE(std::ranges::contains(program.services().reapedAllBut, file));
	EXPECT_TRUE(std::ranges::contains(program.services().reapedAllBut, "/cache/of-a-post.mp4"));

	program.restart();
	program.composer().filesInUseKnown({});
	EXPECT_TRUE(std::ranges::contains(program.services().reapedAllBut, file)) << "before it is looked at again";
}

} // namespace
} // namespace DirectPost::Compose
