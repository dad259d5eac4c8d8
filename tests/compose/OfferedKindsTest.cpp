#include "Program.hpp"

#include <gtest/gtest.h>

// Which clips arrive by themselves.
namespace DirectPost::Compose {
namespace {

class OfferedKinds : public testing::Test {
protected:
	static constexpr Media::Origin kKinds[] = {Media::Origin::Recording, Media::Origin::Replay,
						   Media::Origin::OtherOutput};

	// The kinds of a clip that arrived of each.
	std::vector<Media::Origin> whatArrives()
	{
		for (const Media::Origin kind : kKinds)
			program.arrive(std::to_string(static_cast<int>(kind)) + ".mkv", kind);
		std::vector<Media::Origin> arrived;
		for (const ClipAtHand &clip : program.state().clips)
			arrived.push_back(clip.origin);
		return arrived;
	}

	Program program;
};

TEST_F(OfferedKinds, AreAllAtFirst)
{
	EXPECT_EQ(whatArrives(), std::vector(std::begin(kKinds), std::end(kKinds)));
}

TEST_F(OfferedKinds, AreThoseThatWereNotSwitchedOff)
{
	program.composer().setSettings({.takesRecordings = false});
	EXPECT_EQ(whatArrives(), (std::vector{Media::Origin::Replay, Media::Origin::OtherOutput}));
	program.composer().setSettings({.takesRecordings = false, .takesReplays = false, .takesOtherOutputs = false});
	EXPECT_EQ(whatArrives().size(), 2u) << "no more than before";
	EXPECT_NE(program.composer().addFile("/recordings/by-hand.mkv"), kNoClip)
		<< "what is chosen by hand always does";
}

TEST_F(OfferedKinds, IncludeWhatAutoPublishIsMeantFor)
{
	program.connectAndAsk();
	program.arm(true); // recordings and replays
	program.composer().setSettings({.takesRecordings = false, .takesReplays = false, .takesOtherOutputs = false});
	EXPECT_EQ(whatArrives(), (std::vector{Media::Origin::Recording, Media::Origin::Replay}));
}

TEST_F(OfferedKinds, IncludeAMarkedRecordingAndAReplayThatWasAskedFor)
{
	program.composer().setSettings({.takesRecordings = false, .takesReplays = false});
	program.composer().recordingBegan("/recordings/marked.mkv");
	program.composer().mark({{.file = "/recordings/marked.mkv", .position_ms = 1000}});
	EXPECT_NE(program.arrive("marked.mkv"), kNoClip);
	program.composer().clipNextReplay(15'000);
	EXPECT_NE(program.arrive("asked.mkv", Media::Origin::Replay), kNoClip);
	EXPECT_EQ(program.arrive("other.mkv", Media::Origin::Replay), kNoClip);
	EXPECT_FALSE(program.state().isRecording);
}

TEST_F(OfferedKinds, OfAnotherPluginAreNeverPostedByThemselves)
{
	program.connectAndAsk();
	program.arm(true);
	program.ready("vertical.mkv", Media::Origin::OtherOutput);
	program.answerCreator();
	EXPECT_FALSE(program.state().autoPublish.countdown);
	EXPECT_TRUE(program.state().autoPublish.reviews.empty());
	program.ready("own.mkv");
	program.answerCreator();
	EXPECT_TRUE(program.state().autoPublish.countdown);
}

} // namespace
} // namespace DirectPost::Compose
