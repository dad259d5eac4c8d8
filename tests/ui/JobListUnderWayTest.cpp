#include "ListOfJobs.hpp"
#include "parts/Notice.hpp"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

// Posts that wait and posts that are under way: how far they are, and what they wait for.
namespace DirectPost::Ui {

namespace {

using Compose::JobCommand;
using Publish::JobStage;

} // namespace

TEST(JobList, APostThatWaitsSaysForWhatAndCanGoOutNow)
{
	List list;
	Publish::JobSnapshot later = job(1, "clutch", JobStage::Waiting);
	later.moment = std::chrono::sys_days(std::chrono::year(2026) / 11 / 28) + std::chrono::hours(12);
	later.waitsForMoment = later.mayPostNow = later.mayCancel = later.mayEdit = true;
	list.show({later});
	const QString when = englishTexts().moment(*later.moment);
	EXPECT_EQ(find<QLabel>(*list.rows()[0], "jobStage").text(), "Waits until " + when + ".");
	for (const char *button : {"postJobNowButton", "editJobButton", "cancelJobButton"})
		EXPECT_TRUE(list.shows(0, button)) << button;
	QSignalSpy commands(&list.list, &JobList::commandWanted);
	list.click(0, "postJobNowButton");
	ASSERT_EQ(commands.count(), 1);
	EXPECT_EQ(commands[0][1].value<JobCommand>(), JobCommand::PostNow);

	later.waitsForMoment = false;
	later.isMissed = true;
	list.show({later});
	EXPECT_FALSE(list.shows(0, "jobStage"));
	const auto &trouble = find<Notice>(*list.rows()[0], "jobTrouble");
	EXPECT_EQ(trouble.sentence(), "Was to be posted " + when +
					      ", but OBS was closed or busy then, or the clock was set. Nothing was "
					      "sent: post it now, or cancel it.");
	later.moment.reset();
	list.show({later});
	EXPECT_TRUE(trouble.sentence().startsWith("Was to be posted after your stream, but OBS was closed"));

	later.isMissed = false;
	later.waitsForStream = true;
	list.show({later});
	EXPECT_EQ(find<QLabel>(*list.rows()[0], "jobStage").text(), "Waits until your stream ends.");
	EXPECT_EQ(trouble.sentence(), "");
	later.waitsForStream = later.mayPostNow = later.mayEdit = false;
	list.show({later});
	EXPECT_FALSE(list.shows(0, "postJobNowButton"));
}

TEST(JobList, SaysThatProcessingTakesAWhileOnlyWhileTikTokProcesses)
{
	List list;
	list.show({uploading(1, "first"), posted(2, "second")});
	EXPECT_FALSE(isShown(list.list, "processingNote"));
	list.show({job(1, "first", JobStage::Processing), posted(2, "second")});
	EXPECT_TRUE(isShown(list.list, "processingNote"));
	Publish::JobSnapshot draft = job(1, "first", JobStage::Processing);
	draft.isDraft = true;
	list.show({draft});
	EXPECT_FALSE(isShown(list.list, "processingNote")) << "it comes to no profile by itself";
	list.show({posted(1, "first"), posted(2, "second")});
	EXPECT_FALSE(isShown(list.list, "processingNote"));
}

TEST(JobList, SaysHowFarAnUploadIs)
{
	List list;
	Publish::JobSnapshot upload = uploading(1, "first");
	upload.sent_bytes = 16'000'000;
	upload.total_bytes = 64'000'000;
	upload.bytesPerSecond = 1'400'000;
	upload.timeLeft_s = 34;
	list.show({upload});
	EXPECT_EQ(find<QProgressBar>(list.list, "jobProgress").value(), 25);
	EXPECT_EQ(find<ElidedLabel>(list.list, "jobTransfer").wholeText(), "16 MB of 64 MB · 1.4 MB/s · 0:34 left");
	EXPECT_FALSE(list.shows(0, "jobStage")) << "the numbers say so";
	upload.isPaused = true;
	list.show({upload});
	EXPECT_EQ(find<QLabel>(list.list, "jobStage").text(), "Paused. Resume it to go on.");
}

TEST(JobList, TellsSendingAgainFromAskingWhatArrived)
{
	List list;
	Publish::JobSnapshot post = job(1, "first", JobStage::Confirming);
	post.total_bytes = 44'000'000;
	post.isSentUnclear = true;
	list.show({post});
	EXPECT_EQ(find<QLabel>(list.list, "jobStage").text(), "Asking TikTok whether everything has arrived…");
	EXPECT_FALSE(list.shows(0, "jobProgress")) << "nobody knows how much";
	EXPECT_FALSE(list.shows(0, "jobTransfer"));

	post.isSentUnclear = false;
	post.isSendingAgain = true;
	post.sent_bytes = 11'000'000;
	post.bytesPerSecond = 1'400'000;
	list.show({post});
	EXPECT_EQ(find<QLabel>(list.list, "jobStage").text(), "Sending again what TikTok may not have yet…");
	EXPECT_TRUE(list.shows(0, "jobStage"));
	EXPECT_TRUE(list.shows(0, "jobProgress"));
	EXPECT_EQ(find<QProgressBar>(list.list, "jobProgress").value(), 25);
	EXPECT_TRUE(list.shows(0, "jobTransfer"));
	EXPECT_EQ(find<ElidedLabel>(list.list, "jobTransfer").wholeText(), "11 MB of 44 MB · 1.4 MB/s");
	post.heldBackFor_bps = 6'160'000;
	list.show({post});
	EXPECT_EQ(find<QLabel>(list.list, "jobStage").text(), "Held back: your stream needs 6.2 Mbit/s.");

	post.isSendingAgain = false;
	post.sent_bytes = 44'000'000;
	post.bytesPerSecond = 0;
	list.show({post});
	EXPECT_EQ(find<QLabel>(list.list, "jobStage").text(), "Asking TikTok whether everything has arrived…");
	EXPECT_TRUE(list.shows(0, "jobProgress")) << "all of it left";
	EXPECT_FALSE(list.shows(0, "jobTransfer"));
}

TEST(JobList, SaysWhyAPostIsSlowWhileOBSIsLive)
{
	List list;
	Publish::JobSnapshot upload = uploading(1, "first");
	upload.sent_bytes = 16'000'000;
	upload.total_bytes = 64'000'000;
	upload.heldBackFor_bps = 6'160'000;
	list.show({upload});
	EXPECT_TRUE(list.shows(0, "jobStage"));
	EXPECT_EQ(find<QLabel>(list.list, "jobStage").text(), "Held back: your stream needs 6.2 Mbit/s.");
	upload.heldBackFor_bps = 0;
	list.show({upload});
	EXPECT_EQ(find<QLabel>(list.list, "jobStage").text(), "Held back, so that your stream has what it needs.");
}

TEST(JobList, OffersWaysOutOfAnHourThatIsTooShortBesideTheStream)
{
	List list;
	Publish::JobSnapshot waiting = job(1, "first", JobStage::Waiting);
	waiting.waitsForStream = true;
	waiting.error = Error{.kind = ErrorKind::SlowLine, .code = "upload_waits_for_stream"};
	waiting.mayGoFaster = true;
	list.show({waiting});
	EXPECT_TRUE(find<Notice>(list.list, "jobTrouble").sentence().contains("waits until your stream ends"));
	EXPECT_FALSE(isShown(list.list, "jobAfterStreamButton"));
	QSignalSpy pace(&list.list, &JobList::paceWanted);
	find<QPushButton>(list.list, "jobFullSpeedButton").click();
	waiting.mayWaitForStream = true;
	list.show({waiting});
	find<QPushButton>(list.list, "jobAfterStreamButton").click();
	ASSERT_EQ(pace.count(), 2);
	EXPECT_EQ(pace[0][0].value<Publish::PaceMode>(), Publish::PaceMode::FullSpeed);
	EXPECT_EQ(pace[1][0].value<Publish::PaceMode>(), Publish::PaceMode::AfterStream);
}

TEST(JobList, SaysThatAPostWaitsForTheStreamsEnd)
{
	List list;
	Publish::JobSnapshot waiting = job(1, "first", JobStage::Waiting);
	waiting.waitsForStream = true;
	list.show({waiting});
	EXPECT_EQ(find<QLabel>(list.list, "jobStage").text(), "Waits until your stream ends.");
}

} // namespace DirectPost::Ui
