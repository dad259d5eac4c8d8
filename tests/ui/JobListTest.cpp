#include "Find.hpp"
#include "Locale.hpp"
#include "dock/JobHead.hpp"
#include "dock/JobList.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/Notice.hpp"
#include "parts/Page.hpp"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

#include <optional>

namespace DirectPost::Ui {

namespace {

using Compose::JobCommand;
using Publish::JobStage;

Publish::JobSnapshot job(Publish::JobId id, const char *caption, JobStage stage)
{
	Publish::JobSnapshot result;
	result.id = id;
	result.title = "2026-11-22 18-04-11.mkv";
	result.caption = caption;
	result.accountUsername = "niaplays";
	result.stage = stage;
	result.mayRemove = Publish::isOver(stage);
	return result;
}

Publish::JobSnapshot uploading(Publish::JobId id, const char *caption)
{
	Publish::JobSnapshot result = job(id, caption, JobStage::Uploading);
	result.mayPause = true;
	result.mayCancel = true;
	return result;
}

Publish::JobSnapshot posted(Publish::JobId id, const char *caption)
{
	Publish::JobSnapshot result = job(id, caption, JobStage::Published);
	result.link = "https://www.tiktok.com/@niaplays/video/" + std::to_string(id);
	result.linkIsPost = true;
	return result;
}

struct List {
	JobList list{englishTexts(), nullptr};

	void show(std::vector<Publish::JobSnapshot> jobs, std::optional<Compose::JobRefusal> refusal = std::nullopt)
	{
		Publish::QueueSnapshot queue;
		queue.jobs = std::move(jobs);
		queue.hasHistory = true;
		list.showState(queue, refusal);
	}
	// As a screen reader goes through them.
	QList<const JobRow *> rows() const
	{
		QList<const JobRow *> result;
		for (const QObject *child : list.children()) {
			const auto *row = qobject_cast<const JobRow *>(child);
			if (row && row->isVisibleTo(&list))
				result += row;
		}
		return result;
	}
	QStringList titles() const
	{
		QStringList result;
		for (const JobRow *row : rows())
			result += row->findChild<JobHead *>() ? find<JobHead>(*row, "jobHead").title()
							      : find<ElidedLabel>(*row, "jobTitle").wholeText();
		return result;
	}
	// What the Tab key goes through, from the first row on.
	QStringList tabs()
	{
		orderTabs({&list});
		QStringList result;
		const QWidget *first = &find(list, "historyButton");
		for (const QWidget *at = first->nextInFocusChain(); at != first; at = at->nextInFocusChain()) {
			if (qobject_cast<const QAbstractButton *>(at) && at->isVisibleTo(&list))
				result += at->accessibleName();
		}
		return result;
	}
	void click(qsizetype row, const char *button) { find<QAbstractButton>(*rows()[row], button).click(); }
	bool shows(qsizetype row, const char *widget) const
	{
		const auto *found = rows()[row]->findChild<QWidget *>(QLatin1StringView(widget));
		return found && found->isVisibleTo(rows()[row]);
	}
};

} // namespace

TEST(JobList, IsReadAndTabbedThroughInTheOrderThatIsSeen)
{
	List list;
	Publish::JobSnapshot second = job(2, "second", JobStage::Waiting);
	Publish::JobSnapshot third = job(3, "third", JobStage::Waiting);
	second.mayMoveLater = third.mayMoveEarlier = true;
	list.show({uploading(1, "first"), second, third, posted(4, "fourth")});
	EXPECT_EQ(list.titles(), (QStringList{"first", "second", "third", "fourth"}));

	std::swap(second.mayMoveEarlier, second.mayMoveLater);
	std::swap(third.mayMoveEarlier, third.mayMoveLater);
	list.show({uploading(1, "first"), third, second, posted(4, "fourth")});
	EXPECT_EQ(list.titles(), (QStringList{"first", "third", "second", "fourth"}));
	EXPECT_EQ(list.tabs().first(6),
		  (QStringList{"Pause: first", "Cancel: first", "Move down: third", "Move up: second",
			       "fourth: Posted as @niaplays for: Only me", "Open: fourth"}));
}

TEST(JobList, SaysWhyTheFinishedOnesCouldNotBeCleared)
{
	List list;
	list.show({posted(4, "fourth")},
		  Compose::JobRefusal{.job = 0, .error = {.kind = ErrorKind::Disk, .code = "store_full"}});
	EXPECT_TRUE(find<Notice>(list.list, "storeTrouble")
			    .sentence()
			    .startsWith("The disk that holds Direct Post's settings is full."));
	list.show({posted(4, "fourth")});
	EXPECT_EQ(find<Notice>(list.list, "storeTrouble").sentence(), QString());
}

TEST(JobList, OffersWhatTheSnapshotAllowsAndNothingElse)
{
	struct Row {
		bool Publish::JobSnapshot::*may;
		const char *button;
		std::optional<JobCommand> command; // none: Edit
	};
	const Row table[] = {
		{&Publish::JobSnapshot::mayPause, "pauseJobButton", JobCommand::Pause},
		{&Publish::JobSnapshot::mayResume, "resumeJobButton", JobCommand::Resume},
		{&Publish::JobSnapshot::mayCancel, "cancelJobButton", JobCommand::Cancel},
		{&Publish::JobSnapshot::mayMoveEarlier, "moveJobEarlierButton", JobCommand::MoveEarlier},
		{&Publish::JobSnapshot::mayMoveLater, "moveJobLaterButton", JobCommand::MoveLater},
		{&Publish::JobSnapshot::mayRetry, "retryJobButton", JobCommand::Retry},
		{&Publish::JobSnapshot::mayEdit, "editJobButton", std::nullopt},
		{&Publish::JobSnapshot::mayRemove, "removeJobButton", JobCommand::Remove},
	};
	List list;
	std::optional<std::pair<qint64, std::optional<JobCommand>>> wanted;
	QObject::connect(&list.list, &JobList::commandWanted, &list.list,
			 [&wanted](qint64 id, JobCommand command) { wanted.emplace(id, command); });
	QObject::connect(&list.list, &JobList::editWanted, &list.list,
			 [&wanted](qint64 id) { wanted.emplace(id, std::nullopt); });
	for (const Row &row : table) {
		Publish::JobSnapshot second = job(2, "second", JobStage::Failed);
		second.mayRemove = false;
		second.*row.may = true;
		list.show({uploading(1, "first"), second});
		for (const Row &other : table)
			EXPECT_EQ(list.shows(1, other.button), other.button == row.button) << other.button;
		wanted.reset();
		list.click(1, row.button);
		EXPECT_TRUE(wanted && wanted->first == 2 && wanted->second == row.command) << row.button;
	}
}

TEST(JobList, APostThatIsOverIsOneLineUntilItIsOpened)
{
	List list;
	list.show({posted(1, "last second clutch\n#speedrun")});
	EXPECT_EQ(list.titles(), QStringList{"last second clutch #speedrun"});
	EXPECT_TRUE(list.shows(0, "openJobButton"));
	for (const char *folded : {"jobOutcome", "jobFile", "copyJobLinkButton", "removeJobButton"})
		EXPECT_FALSE(list.shows(0, folded)) << folded;
	EXPECT_EQ(find(*list.rows()[0], "jobHead").accessibleName(),
		  "last second clutch #speedrun: Posted as @niaplays for: Only me");

	list.click(0, "jobHead");
	for (const char *folded : {"jobOutcome", "jobFile", "copyJobLinkButton", "removeJobButton"})
		EXPECT_TRUE(list.shows(0, folded)) << folded;
	EXPECT_EQ(find<QLabel>(*list.rows()[0], "jobOutcome").text(), "Posted as @niaplays for: Only me");
	EXPECT_EQ(find<ElidedLabel>(*list.rows()[0], "jobFile").wholeText(), "2026-11-22 18-04-11.mkv");
	EXPECT_EQ(list.tabs().first(4),
		  (QStringList{"last second clutch #speedrun", "Open: last second clutch #speedrun",
			       "Copy link: last second clutch #speedrun", "Remove: last second clutch #speedrun"}));
	list.show({posted(2, "another"), posted(1, "last second clutch\n#speedrun")});
	EXPECT_TRUE(list.shows(1, "jobOutcome")) << "it stays open";
	list.click(1, "jobHead");
	EXPECT_FALSE(list.shows(1, "jobOutcome"));
}

TEST(JobList, ADraftSaysWhereItIsAndGivesItsCaption)
{
	List list;
	Publish::JobSnapshot draft = job(1, "clutch\n#speedrun", JobStage::SentToInbox);
	draft.isDraft = true;
	list.show({draft});
	EXPECT_EQ(find<QLabel>(*list.rows()[0], "jobOutcome").text(),
		  "Sent to your TikTok inbox. Open TikTok's notification in the app and finish it there, with caption "
		  "and audience.");
	EXPECT_FALSE(list.shows(0, "openJobButton")) << "it is on no profile";
	QSignalSpy copied(&list.list, &JobList::copyWanted);
	list.click(0, "copyJobCaptionButton");
	ASSERT_EQ(copied.count(), 1);
	EXPECT_EQ(copied[0][0].toString(), "clutch\n#speedrun");

	draft.stage = JobStage::Published;
	list.show({draft});
	EXPECT_FALSE(list.shows(0, "copyJobCaptionButton"));
	EXPECT_TRUE(find<JobHead>(*list.rows()[0], "jobHead")
			    .accessibleName()
			    .endsWith("You have posted this draft in the TikTok app."));
	draft.stage = JobStage::OutcomeUnknown;
	draft.error = Error{.kind = ErrorKind::OutcomeUnknown, .code = "draft_outcome_unknown"};
	list.show({draft});
	EXPECT_TRUE(list.shows(0, "copyJobCaptionButton"));
	EXPECT_TRUE(find<QLabel>(*list.rows()[0], "jobOutcome")
			    .text()
			    .startsWith("TikTok has not said whether this draft arrived."));
	draft.caption.clear();
	list.show({draft});
	EXPECT_FALSE(list.shows(0, "copyJobCaptionButton"));
	list.show({job(2, "a post", JobStage::OutcomeUnknown)});
	EXPECT_FALSE(list.shows(0, "copyJobCaptionButton"));
}

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

TEST(JobList, APostWithoutACaptionGoesByItsFile)
{
	List list;
	list.show({posted(1, " "), uploading(2, "")});
	EXPECT_EQ(list.titles(), (QStringList{"2026-11-22 18-04-11.mkv", "2026-11-22 18-04-11.mkv"}));
	list.click(0, "jobHead");
	EXPECT_FALSE(list.shows(0, "jobFile")) << "twice the same";
}

TEST(JobList, WhatFailedIsOpenUntilItIsClosed)
{
	List list;
	Publish::JobSnapshot failed = job(1, "raid", JobStage::Failed);
	failed.error = Error{.code = "privacy_not_offered"};
	failed.mayEdit = true;
	list.show({failed});
	EXPECT_TRUE(list.shows(0, "editJobButton"));
	EXPECT_FALSE(list.shows(0, "retryJobButton"));
	EXPECT_TRUE(
		find<QLabel>(*list.rows()[0], "jobOutcome").text().contains("no longer offers the chosen audience"));
	list.click(0, "jobHead");
	EXPECT_FALSE(list.shows(0, "editJobButton"));
	failed.changed += std::chrono::seconds(1);
	list.show({failed});
	EXPECT_FALSE(list.shows(0, "editJobButton")) << "as the user left it";

	list.show({uploading(1, "raid")}); // it was posted anew, and failed again
	list.show({failed});
	EXPECT_TRUE(list.shows(0, "editJobButton"));
}

TEST(JobList, OpensAndCopiesTheLinkOfThePostThatIsMeant)
{
	List list;
	QStringList opened;
	QStringList copied;
	QObject::connect(&list.list, &JobList::openWanted, &list.list, [&](const QString &link) { opened += link; });
	QObject::connect(&list.list, &JobList::copyWanted, &list.list, [&](const QString &link) { copied += link; });
	Publish::JobSnapshot onProfile = posted(2, "second");
	onProfile.link = "https://www.tiktok.com/@niaplays";
	onProfile.linkIsPost = false;
	list.show({posted(1, "first"), onProfile});
	list.click(0, "openJobButton");
	EXPECT_FALSE(list.shows(1, "openJobButton")) << "there is no post to open yet";
	list.click(1, "jobHead");
	EXPECT_EQ(list.tabs()[3], "Open profile: second");
	EXPECT_EQ(list.tabs()[4], "Copy link: second");
	const QList<QPushButton *> profile =
		list.rows()[1]->findChildren<QPushButton *>(QStringLiteral("openJobButton"));
	profile.back()->click();
	list.click(1, "copyJobLinkButton");
	EXPECT_EQ(opened,
		  (QStringList{"https://www.tiktok.com/@niaplays/video/1", "https://www.tiktok.com/@niaplays"}));
	EXPECT_EQ(copied, (QStringList{"https://www.tiktok.com/@niaplays"}));
}

TEST(JobList, ShowsAFewOfThosePostsThatAreOverAndMoreWhenAsked)
{
	List list;
	std::vector<Publish::JobSnapshot> jobs = {uploading(100, "under way")};
	for (int id = 20; id > 0; --id)
		jobs.push_back(posted(id, "posted"));
	list.show(jobs);
	EXPECT_EQ(list.rows().size(), 9);
	auto &more = find<QPushButton>(list.list, "moreJobsButton");
	EXPECT_EQ(more.text(), "Show 12 more");
	more.click();
	EXPECT_EQ(list.rows().size(), 17);
	more.click();
	EXPECT_EQ(list.rows().size(), 21);
	EXPECT_FALSE(isShown(list.list, "moreJobsButton"));
}

TEST(JobList, ClearsWhatIsOver)
{
	List list;
	int wanted = 0;
	QObject::connect(&list.list, &JobList::clearFinishedWanted, &list.list, [&wanted] { ++wanted; });
	list.show({uploading(1, "first")});
	EXPECT_FALSE(isShown(list.list, "clearFinishedButton"));
	list.show({uploading(1, "first"), posted(2, "second")});
	ASSERT_TRUE(isShown(list.list, "clearFinishedButton"));
	find<QPushButton>(list.list, "clearFinishedButton").click();
	EXPECT_EQ(wanted, 1);
	list.show({uploading(1, "first")});
	EXPECT_EQ(list.titles(), QStringList{"first"});
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

TEST(JobList, SaysWithThePostThatACommandCameTooLate)
{
	List list;
	const auto refusals = [&list] {
		QStringList said;
		for (const JobRow *row : list.rows()) {
			const auto *notice = row->findChild<Notice *>(QStringLiteral("jobRefusal"));
			said += notice && notice->isVisibleTo(row) ? notice->sentence() : QString();
		}
		return said;
	};
	const Error late{.code = "post_not_cancellable"};
	list.show({uploading(1, "first"), uploading(2, "second")}, Compose::JobRefusal{.job = 2, .error = late});
	EXPECT_EQ(refusals(), (QStringList{"", englishTexts().sentence(late)}));
	list.show({uploading(1, "first"), uploading(2, "second")});
	EXPECT_EQ(refusals(), (QStringList{"", ""}));
}

TEST(JobList, TouchesNothingThatItShowsAlready)
{
	struct Counter : QObject {
		int layouts = 0;
		bool eventFilter(QObject *, QEvent *event) override
		{
			layouts += event->type() == QEvent::LayoutRequest;
			return false;
		}
	} counter;
	List list;
	Publish::JobSnapshot upload = uploading(1, "first");
	upload.total_bytes = 64'000'000;
	list.show({upload, posted(2, "second")});
	list.list.show();
	for (int turn = 0; turn < 5; ++turn) // until it is placed
		QCoreApplication::processEvents();
	list.list.installEventFilter(&counter);
	for (int times = 0; times < 10; ++times) {
		upload.sent_bytes += 1'000'000;
		list.show({upload, posted(2, "second")});
		QCoreApplication::processEvents();
	}
	EXPECT_EQ(counter.layouts, 0);
}

TEST(JobList, SaysWhatIsWrongWithItAsLongAsItIs)
{
	JobList list(englishTexts(), nullptr);
	const auto sentence = [&list](std::optional<Error> trouble) {
		Publish::QueueSnapshot queue;
		queue.isDrivenHere = false; // nobody can tell
		queue.trouble = std::move(trouble);
		list.showState(queue, std::nullopt);
		return list.isHidden() ? QString() : find<Notice>(list, "storeTrouble").sentence();
	};
	EXPECT_EQ(sentence(Error{.code = "store_damaged"}), "The list of posts was damaged and has been set aside; a "
							    "new one was begun. Look at your TikTok profile "
							    "for posts that were under way.");
	EXPECT_FALSE(isShown(list, "drivenElsewhere"));
	EXPECT_EQ(sentence(std::nullopt), "");
	EXPECT_TRUE(isShown(list, "drivenElsewhere"));
}

} // namespace DirectPost::Ui
