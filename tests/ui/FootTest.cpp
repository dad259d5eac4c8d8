#include "Find.hpp"
#include "Locale.hpp"
#include "Values.hpp"
#include "dock/Foot.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/MenuButton.hpp"

#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

namespace DirectPost::Ui {

namespace {

struct FootOf {
	Compose::State state = stateWith(readyClip());
	Foot foot{englishTexts(), [](const QString &) {}, nullptr};
	void show() { foot.showState(state); }
	QString review() const
	{
		return isShown(foot, "reviewNotice") ? find<QLabel>(find(foot, "reviewNotice"), "sentence").text()
						     : QString();
	}
	void press(const char *button) { find<QPushButton>(foot, button).click(); }
};

} // namespace

TEST(Foot, SaysWhatIsMissingAboutTheClipInTheForm)
{
	FootOf foot;
	foot.show();
	EXPECT_EQ(find<QLabel>(foot.foot, "submitReason").text(), "Choose who can view the post.");
	foot.state.clips[0].obstacle = Compose::Obstacle::None;
	foot.show();
	QSignalSpy wanted(&foot.foot, &Foot::postWanted);
	foot.press("postButton");
	EXPECT_EQ(wanted.count(), 1);
	foot.state = {};
	foot.show();
	EXPECT_EQ(find<QLabel>(foot.foot, "submitReason").text(), "Choose a clip first.");
	EXPECT_FALSE(find<QPushButton>(foot.foot, "postButton").isEnabled());
}

TEST(Foot, NamesTheAccountThatThePostGoesToWhereThereAreSeveral)
{
	FootOf foot;
	Account::Identity nia{.openId = QStringLiteral("open-nia"),
			      .nickname = QStringLiteral("Nia Plays"),
			      .username = QStringLiteral("niaplays"),
			      .avatar = {}};
	Account::Identity tom{
		.openId = QStringLiteral("open-tom"), .nickname = QStringLiteral("Tom"), .username = {}, .avatar = {}};
	foot.state.account.identity = nia;
	foot.state.account.accounts = {nia};
	foot.show();
	EXPECT_EQ(foot.foot.findChild<QWidget *>(QStringLiteral("footAccount")), nullptr) << "widgets are dear in OBS";
	foot.state.account.accounts = {nia, tom};
	foot.show();
	EXPECT_EQ(find<ElidedLabel>(foot.foot, "footAccount").wholeText(), "to @niaplays");
	EXPECT_TRUE(isShown(foot.foot, "footAccount"));
	foot.state.account.identity = tom;
	foot.show();
	EXPECT_EQ(find<ElidedLabel>(foot.foot, "footAccount").wholeText(), "to Tom");
	foot.state.clips.clear();
	foot.show();
	EXPECT_FALSE(isShown(foot.foot, "footAccount"));
}

TEST(Foot, OffersToPostLaterWhatCouldBePostedNow)
{
	FootOf foot;
	foot.show();
	auto &later = find<MenuButton>(foot.foot, "laterButton");
	EXPECT_EQ(later.accessibleName(), "Post later");
	EXPECT_FALSE(later.isEnabled());
	foot.state.clips[0].obstacle = Compose::Obstacle::None;
	foot.show();
	EXPECT_TRUE(later.isEnabled());
	later.click();
	const auto visible = [&later] {
		QStringList texts;
		for (const QAction *action : later.list()->actions()) {
			if (action->isVisible())
				texts += action->text();
		}
		return texts;
	};
	EXPECT_EQ(visible(), QStringList{"Post at…"});
	foot.state.clips[0].mayPostAfterStream = true; // while it is open
	foot.show();
	EXPECT_EQ(visible(), (QStringList{"Post at…", "Post after the stream"}));

	QSignalSpy at(&foot.foot, &Foot::laterWanted);
	QSignalSpy afterStream(&foot.foot, &Foot::afterStreamWanted);
	find<QAction>(foot.foot, "postAtAction").trigger();
	find<QAction>(foot.foot, "postAfterStreamAction").trigger();
	EXPECT_EQ(at.count(), 1);
	EXPECT_EQ(afterStream.count(), 1);
}

TEST(Foot, SendsAClipAsADraftThatNeedsNoWords)
{
	FootOf foot;
	foot.state.pendingDrafts = 2;
	foot.show();
	const auto &button = find<QPushButton>(foot.foot, "draftButton");
	EXPECT_EQ(button.text(), "Send as a draft");
	EXPECT_FALSE(find<QPushButton>(foot.foot, "postButton").isEnabled()) << "nobody has chosen who can view it";
	EXPECT_EQ(
		button.accessibleDescription(),
		"Sends the clip to your TikTok inbox. You finish it in the TikTok app, with caption and audience; the "
		"caption can be copied from here. 2 of 5 drafts may wait in your TikTok inbox.");
	EXPECT_FALSE(isShown(foot.foot, "draftTrouble"));
	QSignalSpy wanted(&foot.foot, &Foot::draftWanted);
	foot.press("draftButton");
	EXPECT_EQ(wanted.count(), 1);
	foot.state = {};
	foot.show();
	EXPECT_FALSE(button.isEnabled());
	EXPECT_EQ(button.accessibleDescription(), "Choose a clip first.");
}

TEST(Foot, SaysWhatIsInTheWayOfADraftAlone)
{
	FootOf foot;
	const auto trouble = [&foot] {
		foot.show();
		return isShown(foot.foot, "draftTrouble")
			       ? find<QLabel>(find(foot.foot, "draftTrouble"), "sentence").text()
			       : QString();
	};
	foot.state.pendingDrafts = 4;
	EXPECT_EQ(trouble(), "4 of 5 drafts may wait in your TikTok inbox.");
	EXPECT_FALSE(isShown(foot.foot, "connectAgainButton"));
	foot.state.pendingDrafts = 5;
	foot.state.clips[0].draftObstacle = Compose::Obstacle::TooManyDrafts;
	EXPECT_TRUE(trouble().startsWith("Five drafts may wait in your TikTok inbox"));
	EXPECT_FALSE(find<QPushButton>(foot.foot, "draftButton").isEnabled());
	EXPECT_FALSE(isShown(foot.foot, "connectAgainButton"));
	foot.state.clips[0].draftObstacle = Compose::Obstacle::DraftsNotGranted;
	EXPECT_EQ(trouble(),
		  "Your TikTok login does not allow drafts. Connect again and leave all permissions switched on.");
	QSignalSpy wanted(&foot.foot, &Foot::connectAgainWanted);
	foot.press("connectAgainButton");
	EXPECT_EQ(wanted.count(), 1);
	foot.state.pendingDrafts = 0;
	foot.state.clips[0].draftObstacle = Compose::Obstacle::ClipNotReady;
	EXPECT_EQ(trouble(), "") << "Post says so";
}

TEST(Foot, OffersToRepeatWhatWasRefused)
{
	FootOf foot;
	foot.state.clips[0].refusal = errorOf(ErrorKind::Repeat, "drafted_already");
	foot.state.clips[0].mayDraftAgain = true;
	foot.show();
	EXPECT_TRUE(find<QLabel>(find(foot.foot, "refusal"), "sentence")
			    .text()
			    .startsWith("This clip was sent as a draft already"));
	EXPECT_EQ(find<QPushButton>(foot.foot, "draftAgainButton").text(), "Send the draft again");
	EXPECT_FALSE(isShown(foot.foot, "postAgainButton"));
	QSignalSpy draft(&foot.foot, &Foot::draftAgainWanted);
	foot.press("draftAgainButton");
	EXPECT_EQ(draft.count(), 1);
	foot.state.clips[0].mayDraftAgain = false;
	foot.state.clips[0].mayPostAgain = true;
	foot.show();
	EXPECT_FALSE(isShown(foot.foot, "draftAgainButton"));
	QSignalSpy post(&foot.foot, &Foot::postAgainWanted);
	foot.press("postAgainButton");
	EXPECT_EQ(post.count(), 1);
}

TEST(Foot, TheDeclarationFollowsTheCommercialContent)
{
	FootOf foot;
	foot.state.clips[0].draft.info.commercial.isBrandedContent = true;
	foot.show();
	EXPECT_TRUE(find<QLabel>(foot.foot, "consentLine").text().contains(QStringLiteral("Branded Content Policy")));
}

TEST(Foot, ACountdownSaysWhatIsPostedOfTheClip)
{
	FootOf foot;
	Compose::ClipAtHand &clip = foot.state.clips[0];
	clip.info.duration_ms = 42'000;
	clip.draft.plan.start_ms = 37'000;
	clip.draft.plan.layout.kind = Media::LayoutKind::VerticalBlurred;
	clip.draft.plan.isRepaired = true;
	foot.state.autoPublish.countdown =
		Compose::Countdown{.clip = clip.id, .clipName = QStringLiteral("a.mkv"), .left_s = 7};
	foot.show();
	EXPECT_EQ(find<QLabel>(foot.foot, "countdownText").text(),
		  "Posting a.mkv in 7 s\n0:37 to 0:42 · Vertical, blurred surround · repaired");
}

TEST(Foot, ACountdownTakesTheButtonsPlace)
{
	FootOf foot;
	foot.state.autoPublish.countdown =
		Compose::Countdown{.clip = 2, .clipName = QStringLiteral("replay.mkv"), .left_s = 7};
	foot.show();
	EXPECT_TRUE(isShown(foot.foot, "countdown"));
	EXPECT_FALSE(isShown(foot.foot, "postButton"));
	EXPECT_FALSE(isShown(foot.foot, "consentLine"));
	EXPECT_EQ(find<QLabel>(foot.foot, "countdownText").text(), "Posting replay.mkv in 7 s");
	EXPECT_EQ(find<QProgressBar>(foot.foot, "countdownBar").value(), 7);
	QSignalSpy cancelled(&foot.foot, &Foot::cancelCountdownWanted);
	QSignalSpy now(&foot.foot, &Foot::postNowWanted);
	foot.press("cancelCountdownButton");
	foot.press("postNowButton");
	EXPECT_EQ(cancelled.count(), 1);
	EXPECT_EQ(now.count(), 1);
	foot.state.autoPublish.countdown.reset();
	foot.show();
	EXPECT_FALSE(isShown(foot.foot, "countdown"));
	EXPECT_TRUE(isShown(foot.foot, "postButton"));
}

TEST(Foot, ReviewsTakeItsPlaceOneAfterTheOther)
{
	FootOf foot;
	foot.state.autoPublish.reviews = {
		{.clip = 5, .clipName = QStringLiteral("a.mkv"), .code = "too_short", .error = {}},
		{.clip = 6, .clipName = QStringLiteral("b.mkv"), .code = "daily_cap", .error = {}}};
	foot.show();
	EXPECT_TRUE(foot.review().startsWith("a.mkv was not posted by itself. It is too short"));
	EXPECT_FALSE(isShown(foot.foot, "postButton"));
	QSignalSpy seen(&foot.foot, &Foot::reviewSeen);
	foot.press("reviewSeenButton");
	ASSERT_EQ(seen.count(), 1);
	EXPECT_EQ(seen[0][0].toULongLong(), 5u);
	foot.state.autoPublish.reviews.erase(foot.state.autoPublish.reviews.begin());
	foot.show();
	EXPECT_TRUE(foot.review().startsWith("b.mkv was not posted by itself."));
	foot.state.autoPublish.reviews.clear();
	foot.show();
	EXPECT_EQ(foot.review(), "");
	EXPECT_TRUE(isShown(foot.foot, "postButton"));
}

TEST(Foot, ACountdownGoesBeforeAReview)
{
	FootOf foot;
	foot.state.autoPublish.reviews = {
		{.clip = 5, .clipName = QStringLiteral("a.mkv"), .code = "too_short", .error = {}}};
	foot.state.autoPublish.countdown =
		Compose::Countdown{.clip = 2, .clipName = QStringLiteral("b.mkv"), .left_s = 7};
	foot.show();
	EXPECT_TRUE(isShown(foot.foot, "countdown"));
	EXPECT_EQ(foot.review(), "");
}

TEST(Foot, ShowsTheRunningUploadInOneLine)
{
	FootOf foot;
	foot.show();
	EXPECT_FALSE(isShown(foot.foot, "footUpload"));
	Publish::JobSnapshot done;
	done.stage = Publish::JobStage::Published;
	Publish::JobSnapshot job;
	job.stage = Publish::JobStage::Uploading;
	job.total_bytes = 100'000'000;
	job.sent_bytes = 64'000'000;
	job.bytesPerSecond = 1'400'000;
	job.timeLeft_s = 9;
	foot.state.queue.jobs = {done, job};
	foot.show();
	ASSERT_TRUE(isShown(foot.foot, "footUpload"));
	EXPECT_EQ(find<QProgressBar>(foot.foot, "footProgress").value(), 64);
	EXPECT_EQ(find<ElidedLabel>(foot.foot, "footTransfer").wholeText(), "1.4 MB/s · 0:09");
	EXPECT_TRUE(isShown(foot.foot, "postButton")) << "the next clip can be posted meanwhile";
	foot.state.queue.jobs[1].isPaused = true;
	foot.show();
	EXPECT_FALSE(isShown(foot.foot, "footUpload"));
}

TEST(Foot, ShowsNoUploadOfWhichOnlyTikTokKnowsHowFarItIs)
{
	FootOf foot;
	Publish::JobSnapshot asked;
	asked.stage = Publish::JobStage::Confirming;
	asked.total_bytes = 100'000'000;
	asked.isSentUnclear = true;
	foot.state.queue.jobs = {asked};
	foot.show();
	EXPECT_FALSE(isShown(foot.foot, "footUpload"));
	Publish::JobSnapshot next = asked;
	next.stage = Publish::JobStage::Uploading;
	next.isSentUnclear = false;
	next.sent_bytes = 64'000'000;
	foot.state.queue.jobs = {asked, next};
	foot.show();
	ASSERT_TRUE(isShown(foot.foot, "footUpload"));
	EXPECT_EQ(find<QProgressBar>(foot.foot, "footProgress").value(), 64);
}

} // namespace DirectPost::Ui
