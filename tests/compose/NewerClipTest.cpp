#include "Program.hpp"

#include <gtest/gtest.h>

// Several clips at hand: which of them is in the form.
namespace DirectPost::Compose {
namespace {

class NewerClip : public testing::Test {
protected:
	void write(ClipId id, const std::string &caption) { program.composer().setDraft(id, finishedDraft(caption)); }
	ClipId shown() { return program.state().shown; }
	ClipId newest() { return program.state().newest; }

	Program program;
};

TEST_F(NewerClip, TakesTheFormWhenNobodyHasBegunOnTheOneThatIsShown)
{
	const ClipId first = program.ready("a.mkv");
	EXPECT_EQ(shown(), first);
	const ClipId second = program.arrive("b.mkv");
	EXPECT_EQ(shown(), second);
	EXPECT_EQ(newest(), kNoClip);
	EXPECT_EQ(program.clipIds(), (std::vector{first, second})) << "the older one is still at hand";
}

TEST_F(NewerClip, IsOfferedWhenSomebodyHasBegunOnTheOneThatIsShown)
{
	const ClipId first = program.ready("a.mkv");
	Draft begun;
	begun.info.caption = "half a capt";
	program.composer().setDraft(first, begun);
	const ClipId second = program.arrive("b.mkv");
	EXPECT_EQ(shown(), first);
	EXPECT_EQ(newest(), second);
	EXPECT_EQ(program.clip(first).draft, begun);
	EXPECT_FALSE(program.clip(second).isTouched());
	program.composer().show(second);
	EXPECT_EQ(shown(), second);
	EXPECT_EQ(newest(), kNoClip) << "it was looked at";
}

TEST_F(NewerClip, TakesThePlaceOfOneThatFailed)
{
	const ClipId first = program.arrive("a.mkv");
	program.fail(first);
	const ClipId second = program.arrive("b.mkv");
	EXPECT_EQ(shown(), second);
}

TEST_F(NewerClip, LeavesTheFormToOneThatFailedWhileItWasWrittenAbout)
{
	const ClipId first = program.arrive("a.mkv");
	write(first, "words");
	program.fail(first);
	program.arrive("b.mkv");
	EXPECT_EQ(shown(), first) << "what is typed next is meant for it";
}

TEST_F(NewerClip, TakesTheFormInAnyCaseWhenItWasChosenByHand)
{
	write(program.ready("a.mkv"), "words");
	const ClipId second = program.arrive("b.mkv", Media::Origin::ChosenByHand);
	EXPECT_EQ(shown(), second);
}

TEST_F(NewerClip, LeavesTheFormToAPostThatIsBeingEdited)
{
	Publish::VideoRequest video;
	video.originalFile = "/recordings/old.mkv";
	program.showJobs({failedJob(7, {.accountOpenId = kNia, .accountUsername = "niaplays", .what = video})});
	program.composer().edit(7);
	const ClipId edited = shown();
	EXPECT_FALSE(program.clip(edited).isTouched());
	program.arrive("b.mkv");
	EXPECT_EQ(shown(), edited);
}

TEST_F(NewerClip, IsKeptBesideTheOtherWhenTwoReplaysAreSavedAtOnce)
{
	const ClipId first = program.arrive("a.mkv", Media::Origin::Replay);
	const ClipId second = program.arrive("b.mkv", Media::Origin::Replay);
	EXPECT_NE(first, second);
	program.becomeReady(second); // in either order
	program.becomeReady(first);
	EXPECT_EQ(program.clip(first).stage, ClipStage::Ready);
	EXPECT_EQ(program.clip(second).stage, ClipStage::Ready);
	write(first, "the first");
	write(second, "the second");
	EXPECT_EQ(program.clip(first).draft.info.caption, "the first");
	EXPECT_EQ(program.clip(second).draft.info.caption, "the second");
}

TEST_F(NewerClip, IsShownNextWhenTheOneInTheFormIsDone)
{
	const ClipId first = program.ready("a.mkv");
	write(first, "words");
	program.connectAndAsk();
	const ClipId second = program.arrive("b.mkv");
	const ClipId third = program.arrive("c.mkv");
	EXPECT_EQ(newest(), third);
	program.composer().post(first);
	program.acceptLastPost();
	EXPECT_EQ(program.clipIds(), (std::vector{second, third}));
	EXPECT_EQ(shown(), third);
	EXPECT_EQ(newest(), kNoClip);
}

TEST_F(NewerClip, IsForgottenAsNewWhenItIsPutAway)
{
	write(program.ready("a.mkv"), "words");
	const ClipId second = program.arrive("b.mkv");
	program.composer().putAway(second);
	EXPECT_EQ(newest(), kNoClip);
}

TEST_F(NewerClip, LeavesTheFormWhereItIsWhenAnotherOneIsPosted)
{
	const ClipId first = program.ready("a.mkv");
	write(first, "first");
	program.connectAndAsk();
	const ClipId second = program.readyByHand("b.mkv");
	program.answerCreator();
	write(second, "second");
	program.composer().post(first); // which is not shown
	EXPECT_TRUE(program.clip(first).isBeingPosted);
	program.acceptLastPost();
	EXPECT_EQ(program.clipIds(), std::vector{second});
	EXPECT_EQ(shown(), second);
	EXPECT_EQ(program.clip(second).draft, finishedDraft("second"));
}

TEST_F(NewerClip, SaysOnItsOwnThatItsPostWasRefusedWhileItIsNotShown)
{
	const ClipId first = program.ready("a.mkv");
	write(first, "first");
	program.connectAndAsk();
	program.composer().post(first);
	const ClipId second = program.readyByHand("b.mkv");
	const Error error = errorOf(ErrorKind::Disk, "store_full");
	program.refuseLastPost(error);
	EXPECT_EQ(program.clip(first).refusal, error);
	EXPECT_FALSE(program.clip(second).refusal);
	program.composer().show(first);
	EXPECT_EQ(program.clip(first).refusal, error) << "nobody has seen it before";
	program.composer().show(second);
	EXPECT_FALSE(program.clip(first).refusal);
}

TEST_F(NewerClip, IsWalkedToAndBackWithoutFallingOffTheEnds)
{
	const ClipId first = program.ready("a.mkv");
	const ClipId second = program.ready("b.mkv");
	const ClipId third = program.ready("c.mkv");
	std::vector<ClipId> seen = {shown()};
	for (int i = 0; i < 3; ++i) {
		program.composer().showPrevious();
		seen.push_back(shown());
	}
	for (int i = 0; i < 3; ++i) {
		program.composer().showNext();
		seen.push_back(shown());
	}
	EXPECT_EQ(seen, (std::vector{third, second, first, first, second, third, third}));
}

TEST_F(NewerClip, GivesThePlaceToItsNeighbourWhenItIsPutAway)
{
	const ClipId first = program.ready("a.mkv");
	const ClipId second = program.ready("b.mkv");
	const ClipId third = program.ready("c.mkv");
	program.composer().show(second);
	program.composer().putAway(second);
	EXPECT_EQ(shown(), third);
	program.composer().putAway(third);
	EXPECT_EQ(shown(), first);
	program.composer().putAway(first);
	EXPECT_EQ(shown(), kNoClip);
	EXPECT_TRUE(program.state().clips.empty());
	EXPECT_EQ(program.state().shownClip(), nullptr);
}

TEST_F(NewerClip, TakesAwayThatObsGaveUpOnARecording)
{
	program.composer().noteRecordingFailure("/recordings/b.mkv");
	ASSERT_TRUE(program.state().recordingFailure);
	EXPECT_EQ(program.state().recordingFailure->code, "recording_failed");
	program.arrive("a.mkv");
	EXPECT_FALSE(program.state().recordingFailure);
}

} // namespace
} // namespace DirectPost::Compose
