#include "Locale.hpp"
#include "Studio.hpp"
#include "Values.hpp"
#include "dialogs/PhotoDialog.hpp"
#include "dialogs/PresetDialog.hpp"
#include "parts/ElidedLabel.hpp"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QMainWindow>
#include <QSet>
#include <QTest>
#include <QToolButton>

// The dock with a real composer behind it: what it shows, what it asks for, what it leaves alone.
namespace DirectPost::Ui {

namespace {

using TikTok::PrivacyLevel;

const QStringList kPublic = {QStringLiteral("Everyone"), QStringLiteral("Only me")};
const QStringList kPrivate = {QStringLiteral("Followers"), QStringLiteral("Only me")};

void becomePrivate(Studio &studio)
{
	studio.creator.privacyLevels = {PrivacyLevel::FollowerOfCreator, PrivacyLevel::SelfOnly};
}

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

// --- fresh creator info: TikTok wants to be asked each time a form opens ---

TEST(Dock, AsksWhatTheCreatorMayPostEachTimeItIsShown)
{
	Studio studio;
	studio.beReady();
	for (int time = 1; time <= 3; ++time) {
		const int before = studio.services.creatorRequests;
		studio.dock.show();
		Studio::settle();
		EXPECT_EQ(studio.services.creatorRequests, before + 1) << "time " << time;
		studio.answerCreator();
		studio.dock.hide();
	}
}

TEST(Dock, FreshCreatorInfoChangesTheChoicesAndChoosesNothing)
{
	Studio studio;
	studio.beReady();
	EXPECT_EQ(rowsOf(studio.privacy), kPublic);
	EXPECT_EQ(studio.privacy.currentIndex(), -1);
	studio.privacy.setCurrentIndex(0);
	Studio::settle();
	EXPECT_TRUE(studio.post.isEnabled());

	becomePrivate(studio);
	studio.show({280, 600});
	EXPECT_EQ(rowsOf(studio.privacy), kPrivate);
	EXPECT_EQ(studio.privacy.currentIndex(), -1);
	EXPECT_EQ(studio.reason(), "Choose who can view the post.");
}

TEST(Dock, AsksEachTimeThePhotoFormOpens)
{
	Studio studio;
	studio.connectAs("open-nia");
	EXPECT_FALSE(studio.dock.findChild<PhotoDialog *>()) << "it is made when it is wanted";
	for (int time = 1; time <= 2; ++time) {
		const int before = studio.services.creatorRequests;
		find<QPushButton>(studio.dock, "photosButton").click();
		EXPECT_EQ(studio.services.creatorRequests, before + 1);
		studio.answerCreator();
		auto &form = find<PhotoDialog>(studio.dock, "photoForm");
		EXPECT_TRUE(form.isVisible());
		EXPECT_EQ(rowsOf(find<QComboBox>(form, "privacyCombo")), kPublic);
		form.reject();
	}
	EXPECT_EQ(studio.dock.findChildren<PhotoDialog *>().size(), 1);
}

TEST(Dock, AsksEachTimeAutoPublishIsToBeTurnedOn)
{
	Studio studio;
	studio.connectAs("open-nia");
	const int before = studio.services.creatorRequests;
	find<QCheckBox>(studio.dock, "autoPublishToggle").click();
	EXPECT_EQ(studio.services.creatorRequests, before + 1);
	studio.answerCreator();
	auto &dialog = find<PresetDialog>(studio.dock, "presetDialog");
	EXPECT_TRUE(dialog.isVisible());
	auto &privacy = find<QComboBox>(dialog, "privacyCombo");
	EXPECT_EQ(rowsOf(privacy), kPublic);
	privacy.setCurrentIndex(1);
	Studio::settle();
	find<QPushButton>(dialog, "turnOnButton").click();
	Studio::settle();
	EXPECT_FALSE(dialog.isVisible());
	EXPECT_TRUE(studio.composer.state().autoPublish.isArmed);
	EXPECT_TRUE(find<QCheckBox>(studio.dock, "autoPublishToggle").isChecked());
	find<QCheckBox>(studio.dock, "autoPublishToggle").click();
	Studio::settle();
	EXPECT_FALSE(studio.composer.state().autoPublish.isArmed);
}

TEST(Dock, AnotherAccountGetsNothingOfTheLastOnesChoices)
{
	Studio studio;
	studio.beReady();
	find<QCheckBox>(studio.dock, "autoPublishToggle").click();
	studio.answerCreator();
	auto &preset = find<PresetDialog>(studio.dock, "presetDialog");
	studio.privacy.setCurrentIndex(1); // the other account may offer the same
	auto &comments = find<QCheckBox>(find(studio.dock, "postForm"), "allowComments");
	comments.setChecked(true);
	Studio::settle();

	studio.connectAs("open-ben");
	EXPECT_FALSE(preset.isVisible()) << "it was meant for somebody else";
	studio.composer.creatorInfoFailed(errorOf(ErrorKind::Server, "tiktok_down"));
	Studio::settle();
	EXPECT_FALSE(studio.privacy.isEnabled());
	EXPECT_EQ(studio.privacy.currentIndex(), -1);
	EXPECT_FALSE(comments.isChecked());
	EXPECT_FALSE(studio.post.isEnabled());
	const QWidget &foot = find(studio.dock, "foot");
	ASSERT_TRUE(isShown(foot, "askCreatorAgainButton"));
	const int before = studio.services.creatorRequests;
	find<QPushButton>(foot, "askCreatorAgainButton").click();
	EXPECT_EQ(studio.services.creatorRequests, before + 1);
}

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

TEST(Dock, ACountdownRunsOnlyWhileItCanBeSeen)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.answerCreator();
	studio.startCountdown();
	EXPECT_TRUE(studio.composer.state().autoPublish.countdown->isHeld);
	studio.show({280, 416});
	EXPECT_FALSE(studio.composer.state().autoPublish.countdown->isHeld);
	studio.dock.hide();
	EXPECT_TRUE(studio.composer.state().autoPublish.countdown->isHeld);
}

TEST(Dock, ACountdownWaitsWhileItsWindowIsMinimised)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.answerCreator();
	studio.startCountdown();
	QMainWindow window;
	studio.dock.setParent(&window);
	window.setCentralWidget(&studio.dock);
	window.show();
	ASSERT_FALSE(studio.composer.state().autoPublish.countdown->isHeld);
	window.setWindowState(Qt::WindowMinimized);
	QCoreApplication::processEvents();
	EXPECT_TRUE(studio.composer.state().autoPublish.countdown->isHeld);
	window.setWindowState(Qt::WindowNoState);
	QCoreApplication::processEvents();
	EXPECT_FALSE(studio.composer.state().autoPublish.countdown->isHeld);
	studio.dock.setParent(nullptr);
}

TEST(Dock, ACountdownWaitsWhileItsFrameIsClosedOrBehindAnother)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.answerCreator();
	studio.startCountdown();
	const auto isHeld = [&studio] {
		QCoreApplication::processEvents();
		return studio.composer.state().autoPublish.countdown->isHeld;
	};
	QMainWindow window;
	auto *frame = new QDockWidget(&window);
	auto *other = new QDockWidget(&window);
	frame->setWidget(&studio.dock);
	for (QDockWidget *dock : {frame, other})
		window.addDockWidget(Qt::RightDockWidgetArea, dock);
	window.show();
	EXPECT_FALSE(isHeld());
	frame->toggleViewAction()->trigger();
	EXPECT_TRUE(isHeld());
	frame->toggleViewAction()->trigger();
	EXPECT_FALSE(isHeld());
	window.tabifyDockWidget(frame, other);
	other->raise();
	EXPECT_TRUE(isHeld());
	frame->raise();
	EXPECT_FALSE(isHeld());
	studio.dock.setParent(nullptr);
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
