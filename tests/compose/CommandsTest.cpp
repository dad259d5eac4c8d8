#include "Situations.hpp"

#include <gtest/gtest.h>

#include <array>

namespace DirectPost::Compose {
namespace {

// Per situation, what each command makes of it: where the clip stands then, and what the other rooms are asked.
struct Row {
	Situation situation;
	std::array<const char *, kClipCommands> outcomes;

	friend void PrintTo(const Row &row, std::ostream *out) { *out << nameOf(row.situation); }
};

constexpr Row kTable[] = {
	{Situation::Waiting,
	 {"Waiting", "gone cancel", "Waiting cancel", "Waiting", "Waiting", "Waiting", "Waiting", "Waiting", "Waiting",
	  "Waiting", "Waiting"}},
	{Situation::Checking,
	 {"Checking", "gone cancel", "Checking cancel", "Checking", "Checking", "Checking", "Checking", "Checking",
	  "Checking", "Checking", "Checking"}},
	{Situation::Known,
	 {"Preparing prepare", "gone discard", "Known", "Known", "Known", "Preparing prepare", "Known", "Known",
	  "Known", "Known", "Known"}},
	{Situation::Preparing,
	 {"Preparing", "gone cancel discard", "Preparing cancel", "Preparing", "Preparing", "Preparing prepare",
	  "Preparing", "Preparing", "Preparing", "Preparing", "Preparing"}},
	{Situation::Ready,
	 {"Ready creator", "gone discard", "Ready", "Ready", "Ready", "Preparing prepare", "Ready+posting post",
	  "Ready+posting post", "Ready", "Ready", "Ready"}},
	{Situation::Unfinished,
	 {"Ready creator", "gone discard", "Ready", "Ready", "Ready", "Preparing prepare", "Ready", "Ready", "Ready",
	  "Ready", "Ready"}},
	{Situation::Refused,
	 {"Ready creator", "gone discard", "Ready", "Ready", "Ready", "Preparing prepare", "Ready", "Ready", "Ready",
	  "Ready", "Ready"}},
	{Situation::FailedToBeKnown,
	 {"Failed", "gone", "Failed", "Checking admit", "Failed", "Failed", "Failed", "Failed", "Failed", "Failed",
	  "Failed"}},
	{Situation::FailedToBePrepared,
	 {"Failed", "gone discard", "Failed", "Preparing prepare", "Failed", "Preparing prepare", "Failed", "Failed",
	  "Failed", "Failed", "Failed"}},
	{Situation::BeingPosted,
	 {"Ready+posting creator", "Ready+posting", "Ready+posting", "Ready+posting", "Ready+posting", "Ready+posting",
	  "Ready+posting", "Ready+posting", "Ready+posting", "Ready+posting", "Ready+posting"}},
	{Situation::CountedDown,
	 {"Ready+counting creator", "Ready+counting", "Ready+counting", "Ready+counting", "Ready", "Preparing prepare",
	  "Ready+counting", "Ready+counting", "Ready+posting post", "Ready", "Ready"}},
	{Situation::Posted, {"gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone"}},
	{Situation::PutAway, {"gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone"}},
	{Situation::NeverSeen,
	 {"gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone", "gone"}},
};
static_assert(std::size(kTable) == kSituations);

class EachSituation : public testing::TestWithParam<Row> {};

TEST_P(EachSituation, IsAsTheTableSaysAfterEachCommand)
{
	for (int value = 1; value <= kClipCommands; ++value) {
		const auto command = static_cast<ClipCommand>(value);
		Scene scene(GetParam().situation);
		scene.give(command);
		EXPECT_EQ(scene.outcome(), GetParam().outcomes[static_cast<size_t>(value - 1)]) << nameOf(command);
	}
}

// What a face offers is what the command does.
TEST_P(EachSituation, IsOfferedNothingThatWouldDoNothing)
{
	Scene first(GetParam().situation);
	const ClipAtHand *clip = first.program.state().clip(first.clip);
	if (!clip)
		return; // not at hand: nothing is offered
	const auto does = [this](ClipCommand command, const char *what) {
		Scene scene(GetParam().situation);
		scene.give(command);
		return scene.outcome().find(what) != std::string::npos;
	};
	EXPECT_EQ(does(ClipCommand::Post, " post"), clip->obstacle == Obstacle::None);
	EXPECT_EQ(does(ClipCommand::PostAgain, " post"), clip->obstacle == Obstacle::None);
	EXPECT_EQ(does(ClipCommand::PutAway, "gone"), clip->mayBePutAway);
	EXPECT_EQ(does(ClipCommand::CancelPreparation, " cancel"), clip->mayBeCancelled);
}

// Pressed twice, or two faces at once.
TEST_P(EachSituation, HasNothingDoneTwice)
{
	for (const auto command : {ClipCommand::Post, ClipCommand::PostAgain, ClipCommand::PostNow,
				   ClipCommand::PutAway, ClipCommand::PrepareAgain}) {
		Scene scene(GetParam().situation);
		scene.give(command);
		const std::string once = scene.outcome();
		scene.give(command);
		EXPECT_EQ(scene.outcome(), once) << nameOf(command);
	}
}

TEST_P(EachSituation, BearsEveryOtherCommand)
{
	Scene scene(GetParam().situation);
	Composer &composer = scene.program.composer();
	const std::string before = scene.stage();
	const size_t posts = scene.program.services().posts.size();
	composer.showPrevious();
	composer.showNext();
	composer.noteRecordingFailure("/recordings/b.mkv");
	composer.setPhotoDraft(finishedPhotos("photos"));
	composer.beginPreset();
	composer.askCreator();
	scene.program.answerCreator();
	composer.postPhotos();
	composer.postPhotos();
	composer.setSeen(true);
	composer.setSeen(false);
	composer.dismissReview(scene.clip);
	composer.dismissProblem();
	composer.command(1, JobCommand::Retry);
	composer.edit(1);
	composer.clearFinished();
	composer.searchHistory(QStringLiteral("words"));
	composer.connectAccount();
	composer.cancelLogin();
	composer.finishLogin(QStringLiteral("address"));
	composer.switchAccount(QStringLiteral("open-tom"));
	composer.disconnectAccount(QStringLiteral("open-nia"));
	composer.loadAccount();
	composer.startAccountAnew();
	composer.setCredentials(QStringLiteral("key"), Secret("secret"));
	composer.flush();
	EXPECT_EQ(scene.program.services().posts.size(), posts + 1) << "the photos, once";
	EXPECT_EQ(scene.stage(), before == "Known" ? "Preparing" : before) << "one that is walked past is prepared";
	EXPECT_EQ(scene.program.state().shown == kNoClip, scene.program.state().clips.empty());
}

TEST_P(EachSituation, BearsEveryAnswerThatNobodyWaitsFor)
{
	Scene scene(GetParam().situation);
	Composer &composer = scene.program.composer();
	const std::string before = scene.stage();
	const uint64_t never = 4711;
	composer.sourceWaits(never);
	composer.sourceKnown(sourceOf(never, "/recordings/x.mkv", "x"));
	composer.sourcePictured(never, {});
	composer.sourceFailed(never, errorOf(ErrorKind::Cancelled, "cancelled"));
	composer.preparing(never, {}, 0.5);
	composer.preparationFailed(never, {}, errorOf(ErrorKind::Cancelled, "cancelled"));
	composer.prepared(never, {}, preparedOf(sourceOf(never, "/recordings/x.mkv", "x")));
	composer.posted(never);
	composer.refused(never, errorOf(ErrorKind::Disk, "store_full"));
	composer.done(never);
	composer.historyFound(never, {});
	composer.queueChanged({});
	EXPECT_EQ(scene.stage(), before);
	ASSERT_FALSE(scene.program.services().discarded.empty());
	EXPECT_EQ(scene.program.services().discarded.back(), never) << "nobody will post it";
}

INSTANTIATE_TEST_SUITE_P(Commands, EachSituation, testing::ValuesIn(kTable),
			 [](const auto &one) { return std::string(nameOf(one.param.situation)); });

} // namespace
} // namespace DirectPost::Compose
