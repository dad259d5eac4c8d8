#include "Marks.hpp"
#include "Program.hpp"

#include <gtest/gtest.h>

#include <algorithm>

// Moments that were marked while OBS recorded.
namespace DirectPost::Compose {
namespace {

using Stretches = std::vector<Stretch>;

TEST(StretchesAround, ReachFromBeforeAMarkToShortlyAfterIt)
{
	EXPECT_EQ(stretchesAround({100'000}, 30'000, 600'000), (Stretches{{70'000, 105'000, 100'000}}));
	EXPECT_EQ(stretchesAround({10'000}, 30'000, 12'000), (Stretches{{0, 12'000, 10'000}})) << "what there is of it";
	EXPECT_TRUE(stretchesAround({100'000}, 30'000, 50'000).empty()) << "behind the end";
	EXPECT_TRUE(stretchesAround({}, 30'000, 50'000).empty());
}

TEST(StretchesAround, AreOneWhereTheyOverlap)
{
	EXPECT_EQ(stretchesAround({120'000, 100'000, 300'000}, 30'000, 600'000),
		  (Stretches{{70'000, 125'000, 100'000}, {270'000, 305'000, 300'000}}));
}

class Marks : public testing::Test {
protected:
	void mark(int64_t position_ms)
	{
		program.composer().mark({{.file = "/recordings/a.mkv", .position_ms = position_ms}});
	}
	void begin() { program.composer().recordingBegan("/recordings/a.mkv"); }
	void becomeKnown(ClipId id)
	{
		Media::Source source = program.knownSource(id);
		source.info.duration_ms = 600'000;
		program.composer().sourceKnown(source);
	}
	std::string troubleCode()
	{
		const auto &trouble = program.state().markTrouble;
		return trouble ? trouble->code : "";
	}

	Program program;
};

TEST_F(Marks, BecomeClipsOfTheirOwnWhenTheRecordingEnds)
{
	begin();
	EXPECT_TRUE(program.state().isRecording);
	mark(100'000);
	mark(300'000);
	const ClipId whole = program.arrive("a.mkv");
	EXPECT_FALSE(program.state().isRecording);
	EXPECT_EQ(program.clipIds().size(), 1u);
	becomeKnown(whole);
	const auto clips = program.state().clips;
	ASSERT_EQ(clips.size(), 3u);
	EXPECT_TRUE(clips[0].draft.plan.isPlain()) << "the recording itself is there, too";
	EXPECT_EQ(clips[1].draft.plan.start_ms, 70'000);
	EXPECT_EQ(clips[1].draft.plan.end_ms, 105'000);
	EXPECT_EQ(clips[2].draft.plan.start_ms, 270'000);
	EXPECT_EQ(clips[2].context, clips[0].context);
	EXPECT_EQ(clips[2].mark_ms, 300'000);
	EXPECT_EQ(program.state().shown, whole);
	becomeKnown(whole);
	EXPECT_EQ(program.clipIds().size(), 3u) << "once";
}

TEST_F(Marks, ReachBackAsFarAsTheSettingsSay)
{
	program.composer().setSettings({.beforeMark_ms = 12'000});
	begin();
	mark(100'000);
	becomeKnown(program.arrive("a.mkv"));
	ASSERT_EQ(program.state().clips.size(), 2u);
	EXPECT_EQ(program.state().clips[1].draft.plan.start_ms, 88'000);
}

TEST_F(Marks, AreNeverPostedByThemselves)
{
	program.connectAndAsk();
	program.arm();
	begin();
	mark(100'000);
	const ClipId whole = program.arrive("a.mkv");
	becomeKnown(whole);
	const ClipId marked = program.clipIds().back();
	const auto &again = program.services().admissions.back();
	Media::Source source = program.knownSource(whole);
	source.id = again.source;
	source.info.duration_ms = 600'000;
	program.composer().sourceKnown(source);
	program.composer().prepared(source.id, program.clip(marked).draft.plan, preparedOf(source));
	EXPECT_EQ(program.clip(marked).stage, ClipStage::Ready);
	program.answerCreator();
	EXPECT_FALSE(program.state().autoPublish.countdown);
}

TEST_F(Marks, OutliveACrash)
{
	begin();
	mark(100'000);
	program.kill();
	program.start();
	ASSERT_EQ(program.clipIds().size(), 1u) << "what OBS wrote of it is offered";
	const ClipId whole = program.clipIds()[0];
	EXPECT_TRUE(program.services().admissions.back().candidate.hasFailed);
	becomeKnown(whole);
	EXPECT_EQ(program.clipIds().size(), 2u);
	program.restart();
	EXPECT_EQ(program.clipIds().size(), 2u);
}

TEST_F(Marks, AreKeptWithEveryClipOfTheirRecording)
{
	const std::vector<int64_t> both = {100'000, 300'000};
	begin();
	mark(100'000);
	mark(300'000);
	const ClipId whole = program.arrive("a.mkv");
	becomeKnown(whole);
	const auto areThere = [&] {
		const auto clips = program.state().clips;
		return clips.size() == 3 && std::ranges::all_of(clips, [&](const ClipAtHand &clip) {
			       return clip.context.marks_ms == both && clip.terms.marks_ms == both;
		       });
	};
	EXPECT_TRUE(areThere());
	program.restart();
	EXPECT_TRUE(areThere());
	program.kill();
	program.start();
	EXPECT_TRUE(areThere());
	becomeKnown(whole);
	EXPECT_EQ(program.clipIds().size(), 3u) << "and not offered once more";
}

TEST_F(Marks, WaitForARecordingThatIsNotKnownYetAlsoOverARestart)
{
	begin();
	mark(100'000);
	const ClipId whole = program.arrive("a.mkv");
	program.restart();
	EXPECT_EQ(program.clipIds().size(), 1u);
	becomeKnown(whole);
	EXPECT_EQ(program.clipIds().size(), 2u);
}

TEST_F(Marks, EndWithARecordingThatLeavesNoFile)
{
	begin();
	mark(100'000);
	program.composer().noteRecordingFailure("/recordings/a.mkv");
	EXPECT_FALSE(program.state().isRecording);
	mark(200'000);
	EXPECT_EQ(troubleCode(), "nothing_to_mark");
	program.restart();
	EXPECT_TRUE(program.clipIds().empty()) << "there is nothing to offer";
	EXPECT_FALSE(program.state().isRecording);
}

TEST_F(Marks, SayWhenThereIsNothingToMark)
{
	program.composer().mark({});
	EXPECT_EQ(troubleCode(), "nothing_to_mark");
	program.turn();
	EXPECT_EQ(program.attentions, 1);
	program.composer().dismissMarkTrouble();
	EXPECT_EQ(troubleCode(), "");
	program.composer().clipNextReplay({});
	EXPECT_EQ(troubleCode(), "no_replay_buffer");
}

TEST_F(Marks, OfAStuckKeyAreNotKeptWithoutEnd)
{
	begin();
	for (int i = 0; i < 1000; i++)
		mark(i * 100'000);
	const ClipId whole = program.arrive("a.mkv");
	Media::Source source = program.knownSource(whole);
	source.info.duration_ms = 1'000'000'000;
	program.composer().sourceKnown(source);
	EXPECT_EQ(program.clipIds().size(), kMostMarks + 1);
}

TEST_F(Marks, OfAReplayLeaveItsLastPart)
{
	program.composer().clipNextReplay(30'000);
	program.arrive("a.mkv");
	const ClipId replay = program.arrive("b.mkv", Media::Origin::Replay);
	Media::Source source = program.knownSource(replay);
	source.info.duration_ms = 100'000;
	program.composer().sourceKnown(source);
	EXPECT_EQ(program.clip(replay).draft.plan.start_ms, 70'000);
	const ClipId next = program.arrive("c.mkv", Media::Origin::Replay);
	program.becomeKnown(next);
	EXPECT_TRUE(program.clip(next).draft.plan.isPlain()) << "of the one that was asked for alone";
}

} // namespace
} // namespace DirectPost::Compose
