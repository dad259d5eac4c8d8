#include "CaptionsFile.hpp"
#include "Program.hpp"

#include <gtest/gtest.h>

#include <fstream>

// What was written before, and what the form offers to put in.
namespace DirectPost::Compose {
namespace {

using namespace std::chrono_literals;

class KeptCaptionsTest : public testing::Test {
protected:
	KeptCaptionsTest() { program.connectAndAsk(); }

	ClipId post(const std::string &caption)
	{
		const ClipId id = program.readyByHand(std::to_string(++count) + ".mkv");
		program.answerCreator();
		program.composer().setDraft(id, finishedDraft(caption));
		program.composer().post(id);
		return id;
	}
	void postAndAccept(const std::string &caption)
	{
		post(caption);
		program.acceptLastPost();
	}
	const KeptCaptions &kept() { return program.state().captions; }
	QString word(CaptionWord wanted)
	{
		const auto &words = program.state().captionWords;
		const auto found = std::ranges::find(words, wanted, &WordValue::word);
		return found == words.end() ? QStringLiteral("none") : found->value;
	}
	KeptCaptions load(const std::string &text)
	{
		const auto file = program.folder.path() / "captions.json";
		std::ofstream(file, std::ios::binary) << text;
		return loadCaptions(file);
	}

	Program program;
	int count = 0;
};

using Texts = std::vector<std::string>;

TEST_F(KeptCaptionsTest, AreThoseThatWerePostedNewestFirst)
{
	post("refused");
	program.refuseLastPost(errorOf(ErrorKind::Disk, "store_full"));
	EXPECT_TRUE(kept().recent.empty());
	postAndAccept("first");
	postAndAccept("second\n\n🎮 line");
	postAndAccept("first");
	postAndAccept(" \n");
	EXPECT_EQ(kept().recent, (Texts{"first", "second\n\n🎮 line"}));
	program.restart();
	EXPECT_EQ(kept().recent, (Texts{"first", "second\n\n🎮 line"}));
}

TEST_F(KeptCaptionsTest, AreTwenty)
{
	for (int i = 1; i <= 25; ++i)
		postAndAccept("caption " + std::to_string(i));
	ASSERT_EQ(kept().recent.size(), kRecentCaptions);
	EXPECT_EQ(kept().recent.front(), "caption 25");
	EXPECT_EQ(kept().recent.back(), "caption 6");
}

TEST_F(KeptCaptionsTest, AreAlsoThoseOfPhotosAndNotThoseOfAutoPublish)
{
	program.composer().setPhotoDraft(finishedPhotos("title"));
	program.composer().postPhotos();
	program.acceptLastPost();
	EXPECT_EQ(kept().recent, Texts{"pictures"});
	program.composer().setSeen(true);
	program.arm();
	program.ready("by itself.mkv");
	program.answerCreator();
	program.composer().postNow(program.counting());
	program.acceptLastPost();
	EXPECT_EQ(kept().recent, Texts{"pictures"});
}

TEST_F(KeptCaptionsTest, HaveHashtagSetsThatAreAddedRenamedAndRemoved)
{
	program.composer().keepHashtagSet({.name = " Speed ", .hashtags = "speedrun, #clutch"});
	program.composer().keepHashtagSet({.name = "Chat", .hashtags = "#live"});
	EXPECT_EQ(kept().hashtagSets, (std::vector<HashtagSet>{{"Speed", "#speedrun #clutch"}, {"Chat", "#live"}}));
	program.composer().keepHashtagSet({.name = "Runs", .hashtags = "#speedrun"}, "Speed");
	program.restart();
	EXPECT_EQ(kept().hashtagSets, (std::vector<HashtagSet>{{"Runs", "#speedrun"}, {"Chat", "#live"}}));
	program.composer().removeHashtagSet("Runs");
	program.composer().removeHashtagSet("unknown");
	program.restart();
	EXPECT_EQ(kept().hashtagSets, (std::vector<HashtagSet>{{"Chat", "#live"}}));
}

TEST_F(KeptCaptionsTest, HaveNoSetThatSaysNothingOrHasAnothersName)
{
	program.composer().keepHashtagSet({.name = "Speed", .hashtags = "#run"});
	program.composer().keepHashtagSet({.name = "Speed", .hashtags = "#other"});
	program.composer().keepHashtagSet({.name = " ", .hashtags = "#other"});
	program.composer().keepHashtagSet({.name = "Empty", .hashtags = "# ,"});
	EXPECT_EQ(kept().hashtagSets, (std::vector<HashtagSet>{{"Speed", "#run"}}));
}

TEST_F(KeptCaptionsTest, OfADamagedFileAreWhatCanBeRead)
{
	for (const char *text :
	     {"", "null", "[1]", "{\"recent\": 7, \"hashtag_sets\": {\"a\": 1}}", "{\"recent\": [7, {}]}"})
		EXPECT_EQ(load(text), KeptCaptions()) << text;
	const KeptCaptions partly = load(
		R"({"recent": ["a", 7, "b"], "hashtag_sets": [1, {"name": "x"}, {"name": "y", "hashtags": "#y"}]})");
	EXPECT_EQ(partly.recent, (Texts{"a", "b"}));
	EXPECT_EQ(partly.hashtagSets, (std::vector<HashtagSet>{{"y", "#y"}}));
}

TEST_F(KeptCaptionsTest, WordsAreThoseOfTheClipInTheForm)
{
	EXPECT_EQ(word(CaptionWord::Title), "none") << "there is no clip";
	const ClipId id = program.composer().admit(
		{.file = "/recordings/a.mkv", .remuxTarget = {}, .recordingStarted = {}}, Media::Origin::Recording,
		{.sceneName = "Arena", .gameName = "Celeste", .profileName = "Show", .outputName = {}});
	EXPECT_EQ(word(CaptionWord::Title), "a");
	EXPECT_EQ(word(CaptionWord::Scene), "Arena");
	EXPECT_EQ(word(CaptionWord::Game), "Celeste");
	EXPECT_EQ(word(CaptionWord::Profile), "Show");
	EXPECT_EQ(word(CaptionWord::Duration), "") << "it is not known yet";
	EXPECT_EQ(word(CaptionWord::Mark), "");
	program.becomeReady(id);
	EXPECT_EQ(word(CaptionWord::Duration), "0:42");
	program.composer().keepLast(id, 10'000);
	EXPECT_EQ(word(CaptionWord::Duration), "0:10") << "of what is posted";
}

TEST_F(KeptCaptionsTest, WordsTellWhenTheFileWasWritten)
{
	const ClipId id = program.arrive("a.mkv");
	Media::Source source = program.knownSource(id);
	const auto file = program.folder.path() / "a.mkv";
	std::ofstream(file) << "video";
	std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) - 48h);
	source.identity = identifyQuickly(file).value();
	program.composer().sourceKnown(source);
	const QDateTime written = QDateTime::currentDateTime().addSecs(-48 * 60 * 60);
	EXPECT_EQ(word(CaptionWord::Date),
		  QLocale(QStringLiteral("en-US")).toString(written.date(), QLocale::ShortFormat));
}

TEST_F(KeptCaptionsTest, WordsOfAMarkedMomentOutliveARestart)
{
	program.composer().recordingBegan("/recordings/a.mkv");
	program.composer().mark({{.file = "/recordings/a.mkv", .position_ms = 39'000}});
	const ClipId whole = program.arrive("a.mkv");
	program.becomeKnown(whole);
	const ClipId marked = program.clipIds().back();
	program.composer().show(marked);
	EXPECT_EQ(word(CaptionWord::Mark), "0:39");
	program.restart();
	EXPECT_EQ(word(CaptionWord::Mark), "0:39");
	program.composer().show(whole);
	EXPECT_EQ(word(CaptionWord::Mark), "");
}

TEST_F(KeptCaptionsTest, AWordThatIsPostedAsItStandsIsNamed)
{
	const ClipId id = program.readyByHand("a.mkv");
	program.composer().setDraft(id, finishedDraft("a {smile}"));
	EXPECT_EQ(program.clip(id).literalWord, std::nullopt);
	program.composer().setDraft(id, finishedDraft("a {game}"));
	EXPECT_EQ(program.clip(id).literalWord, "{game}");
	program.answerCreator();
	program.composer().post(id);
	EXPECT_EQ(program.lastVideo().post.info.caption, "a {game}");
}

TEST_F(KeptCaptionsTest, APresetNamesTheWordThatIsUnknownAndIsNotArmedWithIt)
{
	PresetDraft draft;
	draft.info.caption = "{scene} {gaem}";
	draft.info.privacyLevel = TikTok::PrivacyLevel::SelfOnly;
	program.composer().setPresetDraft(draft);
	EXPECT_EQ(program.state().preset.unknownWord, "{gaem}");
	program.composer().arm();
	EXPECT_FALSE(program.state().autoPublish.isArmed);
	draft.info.caption = "{scene} {game}";
	program.composer().setPresetDraft(draft);
	EXPECT_EQ(program.state().preset.unknownWord, std::nullopt);
	program.composer().arm();
	EXPECT_TRUE(program.state().autoPublish.isArmed);
}

} // namespace
} // namespace DirectPost::Compose
