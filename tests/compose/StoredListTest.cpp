#include "ClipsFile.hpp"
#include "Restart.hpp"

#include <nlohmann/json.hpp>

// The file with the list of clips is damaged, cannot be written, or another OBS has it.
namespace DirectPost::Compose {
namespace {

// A second OBS with the same settings.
struct OtherObs {
	explicit OtherObs(Program &first)
		: composer(services, first.clock,
			   {.folder = first.folder.path(),
			    .onDiskThread =
				    [](const auto &work) {
					    work();
				    }},
			   [](LogLevel, const std::string &) {})
	{
	}
	FakeServices services;
	Composer composer;
};

TEST_F(Restart, SetsADamagedListAsideAndStarts)
{
	const std::string whole = [this] {
		program.readyByHand("a.mkv");
		program.composer().flush();
		return stored();
	}();
	for (const std::string &text :
	     {std::string(), std::string("{"), std::string("null"), std::string("[]"), std::string("{\"clips\": 7}"),
	      whole.substr(0, whole.size() / 2), std::string(1000, '['), std::string("\xFF\xFE\x00garbage", 10)}) {
		program.kill();
		damage(text);
		program.start();
		EXPECT_TRUE(program.state().clips.empty());
		EXPECT_EQ(program.state().photos.draft, PhotoDraft());
		EXPECT_EQ(troubleCode(), "clips_damaged") << text;
		std::filesystem::path aside = file();
		aside += ".damaged";
		EXPECT_TRUE(std::filesystem::exists(aside)) << text;
		const ClipId id = program.readyByHand("b.mkv");
		program.restart();
		EXPECT_TRUE(program.isAtHand(id));
	}
}

TEST_F(Restart, LosesNoOtherClipToOneThatMakesNoSense)
{
	const ClipId first = program.readyByHand("a.mkv");
	const ClipId second = program.readyByHand("b.mkv");
	program.composer().flush();
	std::string text = stored();
	program.kill();
	text.replace(text.find("content_id"), 10, "conTent_id");
	damage(text);
	program.start();
	EXPECT_FALSE(program.isAtHand(first));
	EXPECT_TRUE(program.isAtHand(second));
	EXPECT_EQ(troubleCode(), "clips_damaged");
	program.composer().dismissClipsTrouble();
	EXPECT_EQ(troubleCode(), "");
}

TEST_F(Restart, DoesNotReplaceAListThatCannotBeOpened)
{
	program.readyByHand("a.mkv");
	program.kill();
	std::filesystem::remove(file());
	std::filesystem::create_directory(file()); // as little to be opened as another program's file
	program.start();
	EXPECT_EQ(troubleCode(), "clips_unreadable");
	program.readyByHand("b.mkv");
	program.composer().flush();
	EXPECT_TRUE(std::filesystem::is_directory(file()));
}

TEST_F(Restart, SaysWhenTheListCannotBeStoredAndWhenItCanAgain)
{
	std::filesystem::remove(file());
	std::filesystem::create_directories(file() / "in the way");
	program.readyByHand("a.mkv");
	program.turn();
	EXPECT_EQ(troubleCode(), "clips_not_stored");
	std::filesystem::remove_all(file());
	program.composer().flush();
	program.turn();
	EXPECT_EQ(troubleCode(), "");
}

TEST_F(Restart, StoresTheListByItselfOnceThatIsPossibleAgain)
{
	std::filesystem::remove(file());
	std::filesystem::create_directories(file() / "in the way");
	program.readyByHand("a.mkv");
	program.turn();
	ASSERT_EQ(troubleCode(), "clips_not_stored");
	std::filesystem::remove_all(file());
	EXPECT_TRUE(program.turnUntil([this] { return troubleCode().empty(); }));
	EXPECT_TRUE(std::filesystem::is_regular_file(file()));
}

TEST_F(Restart, LeavesTheListToTheOBSThatCameFirst)
{
	const ClipId ours = program.readyByHand("a.mkv");
	program.composer().flush();
	{
		OtherObs obs(program);
		Composer &other = obs.composer;
		ASSERT_TRUE(other.state().clipsTrouble);
		EXPECT_EQ(other.state().clipsTrouble->code, "clips_elsewhere");
		other.addFile("b.mkv");
		other.flush();
	}
	program.restart();
	EXPECT_EQ(program.clipIds(), std::vector{ours});
	EXPECT_EQ(troubleCode(), "");
}

TEST_F(Restart, TakesTheListOverWhenTheOtherOBSIsGone)
{
	const ClipId theirs = program.readyByHand("a.mkv");
	program.composer().flush();
	OtherObs obs(program);
	Composer &other = obs.composer;
	const ClipId own = other.addFile("b.mkv");
	program.kill();
	ASSERT_TRUE(program.turnUntil([&] { return !other.state().clipsTrouble; }));
	ASSERT_EQ(other.state().clips.size(), 2u);
	EXPECT_EQ(other.state().clips[0].id, theirs);
	EXPECT_EQ(other.state().clips[1].id, own);
	EXPECT_EQ(other.state().shown, own);
}

TEST_F(Restart, TakesNoChoicesOfAnotherAccountOverWithTheListOfAnotherOBS)
{
	program.connectAndAsk(kBen);
	const ClipId theirs = program.readyByHand("a.mkv");
	program.composer().setDraft(theirs, finishedDraft("Ben's"));
	PhotoDraft photos = finishedPhotos("Ben's");
	program.composer().setPhotoDraft(photos);
	program.composer().flush();
	OtherObs obs(program);
	Composer &other = obs.composer;
	other.accountChanged(connectedAs(kNia));
	PhotoDraft own = finishedPhotos("own");
	other.setPhotoDraft(own);
	program.kill();
	ASSERT_TRUE(program.turnUntil([&] { return !other.state().clipsTrouble; }));
	EXPECT_EQ(other.state().clip(theirs)->draft.info, withoutChoices(finishedDraft("Ben's").info));
	EXPECT_EQ(other.state().photos.draft, own) << "the form that is open stays";
}

TEST_F(Restart, KeepsPreparedFilesUntilItKnowsTheListOfClips)
{
	program.readyByHand("a.mkv");
	program.composer().flush();
	OtherObs obs(program);
	obs.composer.filesInUseKnown({});
	EXPECT_FALSE(std::ranges::contains(obs.services.calls, "reap"));
	program.kill();
	ASSERT_TRUE(program.turnUntil([&] { return !obs.composer.state().clipsTrouble; }));
	EXPECT_TRUE(std::ranges::contains(obs.services.calls, "reap"));
}

TEST_F(Restart, KeepsThePhotosOfTheFirstVersionsFile)
{
	program.connectAndAsk();
	program.composer().setPhotoDraft(finishedPhotos("photos"));
	program.composer().flush();
	program.kill();
	nlohmann::json list = nlohmann::json::parse(stored());
	nlohmann::json photos = list.at("photo_forms").at(0);
	list.erase("photo_forms");
	list["photo_choices_for"] = photos.at("choices_for");
	for (const char *later : {"id", "choices_for", "edit_of"})
		photos.erase(later);
	list["photos"] = photos;
	damage(list.dump());
	program.start();
	EXPECT_EQ(program.state().photos.draft, finishedPhotos("photos"));
	EXPECT_FALSE(program.state().clipsTrouble);
}

// It kept the marks of a recording until they were offered, beside the clip, and with what was made of one only that.
TEST_F(Restart, KeepsTheMarksOfTheFirstVersionsFile)
{
	program.composer().recordingBegan("/recordings/a.mkv");
	for (const int64_t mark_ms : {100'000, 300'000})
		program.composer().mark({{.file = "/recordings/a.mkv", .position_ms = mark_ms}});
	const ClipId unknown = program.arrive("a.mkv");
	const ClipId marked = program.readyByHand("b.mkv");
	program.composer().flush();
	program.kill();
	nlohmann::json list = nlohmann::json::parse(stored());
	nlohmann::json &recording = list.at("clips").at(0);
	recording.at("context").erase("marks_ms");
	recording.erase("offers_marks");
	recording["marks_ms"] = {100'000, 300'000};
	list.at("clips").at(1)["mark_ms"] = 12'000;
	damage(list.dump());
	program.start();
	EXPECT_EQ(program.clip(unknown).context.marks_ms, (std::vector<int64_t>{100'000, 300'000}));
	EXPECT_EQ(program.clip(marked).context.marks_ms, std::vector<int64_t>{12'000});
	Media::Source source = program.knownSource(unknown);
	source.info.duration_ms = 600'000;
	program.composer().sourceKnown(source);
	EXPECT_EQ(program.clipIds().size(), 4u) << "each becomes a clip";
	EXPECT_FALSE(program.state().clipsTrouble);
}

TEST_F(Restart, KeepsTheListFromTheVeryFirstStart)
{
	program.kill();
	std::filesystem::remove_all(program.folder.path()); // OBS has not made it yet
	program.start();
	EXPECT_EQ(troubleCode(), "");
	const ClipId id = program.readyByHand("a.mkv");
	program.restart();
	EXPECT_EQ(program.clipIds(), std::vector{id});
}

TEST_F(Restart, SaysThatNothingIsStoredWhereThereCanBeNoFolder)
{
	program.kill();
	std::filesystem::remove_all(program.folder.path());
	std::ofstream(program.folder.path()) << "in the way";
	program.start();
	const ClipId id = program.readyByHand("a.mkv");
	program.composer().flush();
	program.turn();
	EXPECT_EQ(troubleCode(), "clips_not_stored") << "and no other OBS is to blame";
	EXPECT_TRUE(program.isAtHand(id));
}

TEST_F(Restart, SaysWhenASettingCannotBeStored)
{
	std::filesystem::create_directories(program.folder.path() / "settings.json" / "in the way");
	program.composer().setSettings({.mayRemoteControlPost = true});
	program.turn();
	EXPECT_EQ(troubleCode(), "settings_not_stored");
	EXPECT_TRUE(program.state().settings.mayRemoteControlPost) << "until OBS is closed";
}

TEST_F(Restart, BeginsWithAnEmptyListWhereThereIsNone)
{
	EXPECT_TRUE(program.state().clips.empty());
	EXPECT_EQ(program.state().shown, kNoClip);
	EXPECT_FALSE(loadClips(file()).trouble);
	program.composer().flush();
	program.restart();
	EXPECT_TRUE(program.state().clips.empty());
}

TEST_F(Restart, BearsWordsThatAreNoUtf8)
{
	const ClipId id = program.readyByHand("a.mkv");
	Draft draft;
	draft.info.caption = "half a character: \xF0\x9F";
	program.composer().setDraft(id, draft);
	program.restart();
	EXPECT_TRUE(program.clip(id).draft.info.caption.starts_with("half a character: "));
}

} // namespace
} // namespace DirectPost::Compose
