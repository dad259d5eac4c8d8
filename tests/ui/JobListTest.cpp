#include "ListOfJobs.hpp"
#include "parts/Notice.hpp"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

#include <optional>

namespace DirectPost::Ui {

namespace {

using Compose::JobCommand;
using Publish::JobStage;

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

TEST(JobList, NamesTheAccountOfEachPostWhereThereAreSeveral)
{
	List list;
	list.show({uploading(1, "first"), job(2, "second", JobStage::Failed)});
	EXPECT_FALSE(list.shows(0, "jobAccount"));
	EXPECT_FALSE(list.shows(1, "jobAccount"));
	Publish::JobSnapshot toms = job(2, "second", JobStage::Failed);
	toms.accountUsername = "tomplays";
	list.show({uploading(1, "first"), toms}); // of an account that is not there any more, for example
	ASSERT_TRUE(list.shows(0, "jobAccount"));
	EXPECT_EQ(find<ElidedLabel>(*list.rows()[0], "jobAccount").wholeText(), "to @niaplays");
	ASSERT_TRUE(list.shows(1, "jobAccount"));
	EXPECT_EQ(find<ElidedLabel>(*list.rows()[1], "jobAccount").wholeText(), "to @tomplays");

	list.show({uploading(1, "first")});
	EXPECT_FALSE(list.shows(0, "jobAccount"));
	list.list.nameAccounts(true);
	list.show({uploading(1, "first"), posted(3, "third")});
	EXPECT_TRUE(list.shows(0, "jobAccount"));
	EXPECT_FALSE(list.shows(1, "jobAccount")) << "closed, it is one line";
	list.show({job(4, "fourth", JobStage::Failed)});
	EXPECT_TRUE(list.shows(0, "jobAccount"));
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
		queue.isDrivenHere = false;
		queue.isRead = !trouble || trouble->code == "posts_unreadable"; // else nobody can tell
		queue.trouble = std::move(trouble);
		list.showState(queue, std::nullopt);
		return list.isHidden() ? QString() : find<Notice>(list, "storeTrouble").sentence();
	};
	EXPECT_EQ(sentence(Error{.code = "store_damaged"}), "The list of posts was damaged and has been set aside; a "
							    "new one was begun. Look at your TikTok profile "
							    "for posts that were under way.");
	EXPECT_FALSE(isShown(list, "drivenElsewhere"));
	EXPECT_EQ(sentence(Error{.code = "posts_unreadable", .values = {{"count", "1"}}}),
		  "The list of posts is damaged in part: 1 post could not be read. Nothing of that is sent any more; "
		  "everything else goes on. Look at your TikTok profile for posts that were under way.");
	EXPECT_TRUE(isShown(list, "drivenElsewhere"));
	EXPECT_EQ(sentence(std::nullopt), "");
	EXPECT_TRUE(isShown(list, "drivenElsewhere"));
}

} // namespace DirectPost::Ui
