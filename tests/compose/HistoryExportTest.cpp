#include "HistoryCsv.hpp"
#include "Program.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

// The history as a file for spreadsheets.
namespace DirectPost::Compose {
namespace {

Publish::JobSnapshot posted(const std::string &clip, const std::string &caption)
{
	Publish::JobSnapshot post;
	post.title = clip;
	post.caption = caption;
	post.accountUsername = "niaplays";
	post.stage = Publish::JobStage::Published;
	post.link = "https://www.tiktok.com/@niaplays/video/7";
	post.changed = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(18);
	return post;
}

std::string contentOf(const std::filesystem::path &file)
{
	std::ostringstream text;
	text << std::ifstream(file, std::ios::binary).rdbuf();
	return text.str();
}

TEST(HistoryCsv, HasARowOfNamesAndOnePerPost)
{
	EXPECT_EQ(historyCsv({posted("raid.mp4", "what a raid")}),
		  "\xEF\xBB\xBFtime,kind,state,clip,caption,account,audience,link\r\n"
		  "2026-11-22T18:00:00Z,video,published,raid.mp4,what a raid,niaplays,SELF_ONLY,"
		  "https://www.tiktok.com/@niaplays/video/7\r\n");
	EXPECT_EQ(historyCsv({}), "\xEF\xBB\xBFtime,kind,state,clip,caption,account,audience,link\r\n");
}

TEST(HistoryCsv, QuotesWhatWouldEndAFieldOrARow)
{
	const std::string csv = historyCsv({posted("a,b.mp4", "she said \"GG\"\nand left 👋")});
	EXPECT_NE(csv.find(",\"a,b.mp4\",\"she said \"\"GG\"\"\nand left 👋\",niaplays,"), std::string::npos) << csv;
}

TEST(HistoryCsv, SaysOfADraftNoAudienceThatItsCreatorChoosesInTheApp)
{
	Publish::JobSnapshot draft = posted("raid.mp4", "");
	draft.isDraft = true;
	draft.stage = Publish::JobStage::SentToInbox;
	EXPECT_NE(historyCsv({draft}).find(",draft,sent_to_inbox,raid.mp4,,niaplays,,"), std::string::npos);
}

class HistoryExporting : public testing::Test {
protected:
	QString file() { return QString::fromStdU16String((program.folder.path() / "history.csv").u16string()); }
	Publish::RequestId begin(const QString &path)
	{
		program.composer().exportHistory(QStringLiteral("raid"), path);
		EXPECT_FALSE(program.state().historyExport) << "it is under way";
		return program.services().lastRequest();
	}

	Program program;
};

TEST(HistoryCsv, HasNoCellThatASpreadsheetWouldCompute)
{
	for (const char *caption : {"=1+1", "+1 for the team", "-20 hp", "@nia"})
		EXPECT_NE(historyCsv({posted("raid.mp4", caption)}).find(",\"'" + std::string(caption) + "\","),
			  std::string::npos)
			<< caption;
}

TEST_F(HistoryExporting, WritesAllThatIsFoundAndSaysWhere)
{
	const Publish::RequestId search = begin(file());
	EXPECT_EQ(program.services().searched, QStringLiteral("raid"));
	EXPECT_EQ(program.services().mostFound, Publish::kAllFound);
	program.composer().historyFound(search, {posted("raid.mp4", "a"), posted("raid2.mp4", "b")});
	program.turn();
	EXPECT_EQ(program.state().historyExport, (HistoryExport{.file = file(), .posts = 2}));
	EXPECT_TRUE(program.state().history.isEmpty()) << "what is shown is another search";
	EXPECT_EQ(contentOf(program.folder.path() / "history.csv"),
		  historyCsv({posted("raid.mp4", "a"), posted("raid2.mp4", "b")}));
}

TEST_F(HistoryExporting, SaysWhyNothingWasWritten)
{
	const QString nowhere = file() + QStringLiteral("/of/no/folder.csv");
	program.composer().historyFound(begin(nowhere), {});
	program.turn();
	ASSERT_TRUE(program.state().historyExport && program.state().historyExport->trouble);
	EXPECT_EQ(program.state().historyExport->trouble->code, "history_not_exported");

	program.composer().historyFailed(begin(file()), errorOf(ErrorKind::Disk, "store_busy"));
	EXPECT_EQ(program.state().historyExport->trouble->code, "store_busy");
	EXPECT_FALSE(program.state().historyTrouble);
}

} // namespace
} // namespace DirectPost::Compose
