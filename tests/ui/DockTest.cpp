#include "Locale.hpp"
#include "Studio.hpp"
#include "Values.hpp"
#include "parts/ElidedLabel.hpp"

#include <QAbstractItemView>
#include <QFileDialog>
#include <QLabel>
#include <QSet>
#include <QTest>
#include <QToolButton>

// The dock with a real composer behind it: what it shows, what it posts, what it leaves alone.
namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

// As far as the button that posts it; the answer is on its way.
void postReadyClip(Studio &studio)
{
	studio.beReady();
	studio.privacy.setCurrentIndex(0);
	Studio::settle();
	studio.post.click();
	Studio::settle();
}

// Where the Tab key goes, up to the widget of that name. (Of a text with links it stops at each.)
QStringList tabsUntil(Studio &studio, const char *last)
{
	QStringList names;
	for (int presses = 0; presses < 20 && !names.contains(QLatin1StringView(last)); ++presses) {
		QTest::keyClick(studio.dock.focusWidget(), Qt::Key_Tab);
		names += studio.dock.focusWidget()->objectName();
	}
	names.removeDuplicates();
	return names;
}

// Counts what reaches the widgets of a dock: layouts, paintings, what is shown and hidden, and the like.
class Watcher : public QObject {
public:
	explicit Watcher(QWidget &root)
	{
		root.installEventFilter(this);
		for (QWidget *widget : root.findChildren<QWidget *>())
			widget->installEventFilter(this);
	}
	QStringList seen;

protected:
	bool eventFilter(QObject *watched, QEvent *event) override
	{
		static const QSet<QEvent::Type> kIdle = {QEvent::Timer, QEvent::DeferredDelete, QEvent::MetaCall};
		if (!kIdle.contains(event->type()))
			seen += QStringLiteral("%1 of %2").arg(event->type()).arg(watched->objectName());
		return false;
	}
};

} // namespace

// --- words and choices ---

TEST(Dock, PostsWhatIsInTheForm)
{
	Studio studio;
	studio.beReady();
	QTest::keyClicks(&studio.caption, QStringLiteral("last second clutch"));
	studio.privacy.setCurrentIndex(0);
	Studio::settle();
	EXPECT_EQ(studio.caption.toPlainText(), "last second clutch");
	studio.post.click();
	ASSERT_EQ(studio.services.posts.size(), 1u);
	const auto &video = std::get<Publish::VideoRequest>(studio.services.posts[0].what);
	EXPECT_EQ(video.post.info.caption, "last second clutch");
	EXPECT_EQ(video.post.info.privacyLevel, PrivacyLevel::PublicToEveryone);
	Studio::settle();
	EXPECT_EQ(studio.reason(), "The post is being made.");
	studio.composer.posted(studio.services.lastRequest);
	Studio::settle();
	EXPECT_TRUE(isShown(studio.dock, "clipEmpty"));
	EXPECT_FALSE(isShown(studio.dock, "postForm"));
}

TEST(Dock, EachClipHasItsOwnWords)
{
	Studio studio;
	const Compose::ClipId first = studio.beReady();
	QTest::keyClicks(&studio.caption, QStringLiteral("first"));
	studio.addReadyClip(QStringLiteral("/clips/second.mkv"));
	studio.answerCreator();
	EXPECT_EQ(studio.caption.toPlainText(), "");
	QTest::keyClicks(&studio.caption, QStringLiteral("second"));
	find<QToolButton>(studio.dock, "previousClipButton").click();
	Studio::settle();
	EXPECT_EQ(studio.caption.toPlainText(), "first");
	studio.composer.putAway(first);
	Studio::settle();
	EXPECT_EQ(studio.caption.toPlainText(), "second");
}

TEST(Dock, TakesNoWordsWhileAPostIsOnItsWay)
{
	Studio studio;
	postReadyClip(studio);
	EXPECT_FALSE(studio.caption.isEnabled());
	studio.composer.refused(studio.services.lastRequest, errorOf(ErrorKind::Disk, "store_failed"));
	Studio::settle();
	EXPECT_TRUE(studio.caption.isEnabled());
}

TEST(Dock, APostThatWasMadeAlreadyIsAskedAbout)
{
	Studio studio;
	postReadyClip(studio);
	studio.composer.refused(studio.services.lastRequest, errorOf(ErrorKind::Repeat, "posted_already"));
	Studio::settle();
	ASSERT_TRUE(isShown(studio.dock, "postAgainButton"));
	find<QPushButton>(studio.dock, "postAgainButton").click();
	ASSERT_EQ(studio.services.posts.size(), 2u);
	EXPECT_FALSE(studio.services.posts[0].isRepeatWanted);
	EXPECT_TRUE(studio.services.posts[1].isRepeatWanted);
}

TEST(Dock, AClipHasOneSizeThatOfWhatIsSent)
{
	Studio studio;
	studio.beReady();
	EXPECT_EQ(find<ElidedLabel>(studio.dock, "clipFacts").wholeText(), "0:42 · 38.1 MB · 1920×1080");
	find<QToolButton>(studio.dock, "checksFold").click();
	QStringList lines;
	for (const QLabel *label : find(studio.dock, "checkList").findChildren<QLabel *>(QStringLiteral("sentence")))
		lines += label->text();
	EXPECT_TRUE(lines.contains(QStringLiteral("38.1 MB, sent in one request."))) << lines.join(u'\n').toStdString();
}

// --- what it leaves alone ---

TEST(Dock, TheSameStateAgainTouchesNoWidget)
{
	Studio studio;
	studio.beReady();
	studio.addReadyClip(QStringLiteral("/clips/no picture.mkv"));
	studio.answerCreator();
	Publish::QueueSnapshot queue;
	Publish::JobSnapshot job;
	job.id = 1;
	job.title = "clip.mkv";
	job.stage = Publish::JobStage::Uploading;
	job.total_bytes = 100;
	job.sent_bytes = 50;
	job.bytesPerSecond = 1000;
	queue.jobs = {job};
	studio.composer.queueChanged(queue);
	studio.show({280, 416});
	QTest::qWait(200); // whatever the style still has to do

	Watcher watcher(studio.dock);
	for (int time = 0; time < 3; ++time) {
		studio.composer.queueChanged(queue);
		Studio::settle();
	}
	EXPECT_EQ(watcher.seen, QStringList());
	queue.jobs[0].sent_bytes = 75;
	studio.composer.queueChanged(queue);
	Studio::settle();
	EXPECT_NE(watcher.seen, QStringList()) << "this test can fail";
}

TEST(Dock, AnOpenListOfAudiencesSurvivesAnUpload)
{
	Studio studio;
	studio.beReady();
	studio.show({280, 600});
	studio.privacy.showPopup();
	ASSERT_TRUE(studio.privacy.view()->isVisible());
	Publish::QueueSnapshot queue;
	queue.jobs.resize(1);
	for (int sent = 1; sent < 10; ++sent) {
		queue.jobs[0].stage = Publish::JobStage::Uploading;
		queue.jobs[0].total_bytes = 10;
		queue.jobs[0].sent_bytes = sent;
		studio.composer.queueChanged(queue);
		Studio::settle();
	}
	EXPECT_TRUE(studio.privacy.view()->isVisible());
}

TEST(Dock, TheTabKeyGoesFromTheFormToTheButton)
{
	Studio studio;
	studio.beReady();
	studio.privacy.setCurrentIndex(0);
	studio.show({280, 570});
	find(studio.dock, "disclosureFold").setFocus();
	EXPECT_EQ(tabsUntil(studio, "chooseFileButton"),
		  (QStringList{"consentLine", "postButton", "draftButton", "laterButton", "chooseFileButton"}));
}

TEST(Dock, SendsWhatIsInTheFormAsADraft)
{
	Studio studio;
	studio.beReady();
	studio.caption.setPlainText(QStringLiteral("clutch"));
	find<QPushButton>(studio.dock, "draftButton").click();
	ASSERT_EQ(studio.services.posts.size(), 1u);
	EXPECT_TRUE(studio.services.posts[0].isDraft());
	EXPECT_EQ(studio.services.posts[0].info().caption, "clutch");
}

TEST(Dock, TheTabKeyFindsWhatWasMadeLater)
{
	Studio studio;
	studio.beReady();
	studio.addReadyClip(QStringLiteral("/videos/later.mp4"));
	unfold(studio.dock);
	studio.privacy.setCurrentIndex(0);
	studio.show({280, 570});
	find(studio.dock, "accountMenu").setFocus();
	EXPECT_EQ(tabsUntil(studio, "putAwayButton"), (QStringList{"previousClipButton", "clipList", "putAwayButton"}));
	find(studio.dock, "disclosureFold").setFocus();
	EXPECT_EQ(tabsUntil(studio, "postButton"),
		  (QStringList{"disclosureToggle", "aiGenerated", "consentLine", "postButton"}));
}

TEST(Dock, ChoosesFilesWhereOBSRecords)
{
	QTemporaryDir recordings;
	Studio studio;
	studio.recordingFolder = recordings.path();
	find<QPushButton>(studio.dock, "chooseFileButton").click();
	auto *chooser = studio.dock.findChild<QFileDialog *>();
	ASSERT_TRUE(chooser);
	EXPECT_EQ(chooser->directory().path(), recordings.path());
	EXPECT_EQ(chooser->fileMode(), QFileDialog::ExistingFiles);
	emit chooser->filesSelected({QStringLiteral("/clips/a.mp4"), QStringLiteral("/clips/b.mp4")});
	EXPECT_EQ(studio.files(), (QStringList{"a.mp4", "b.mp4"}));
	chooser->reject();
}

TEST(Dock, EndsWithNoLineUnderNothing)
{
	Studio studio;
	studio.connectAs("open-nia");
	const auto lines = [&studio] {
		int count = 0;
		for (const QFrame *frame : studio.dock.findChildren<QFrame *>())
			count += frame->frameShape() == QFrame::HLine && frame->isVisibleTo(&studio.dock);
		return count;
	};
	EXPECT_EQ(lines(), 1) << "above auto-publish";
	Publish::QueueSnapshot queue;
	queue.jobs.resize(1);
	studio.composer.queueChanged(queue);
	Studio::settle();
	EXPECT_EQ(lines(), 2) << "and above the posts";
}

TEST(Dock, SaysInOneLineThatThisIsASandbox)
{
	Studio studio(true);
	studio.show({280, 416});
	const auto &banner = find<ElidedLabel>(studio.dock, "sandboxBanner");
	EXPECT_EQ(banner.wholeText(), "Sandbox: nothing goes to TikTok.");
	EXPECT_GE(banner.width(), banner.fontMetrics().horizontalAdvance(banner.wholeText()));
	EXPECT_EQ(banner.accessibleName(), "Sandbox: everything goes to https://127.0.0.1:34131, nothing to TikTok.");
	EXPECT_EQ(banner.toolTip(), banner.accessibleName());
	EXPECT_LT(banner.height(), 2 * banner.fontMetrics().height());
	EXPECT_FALSE(isShown(Studio().dock, "sandboxBanner"));
}

} // namespace DirectPost::Ui
