#include "Locale.hpp"
#include "Studio.hpp"
#include "Values.hpp"
#include "dock/ClipPanel.hpp"
#include "dock/Foot.hpp"
#include "parts/ElidedLabel.hpp"
#include "parts/Page.hpp"

#include <QCheckBox>
#include <QLabel>
#include <QLayout>
#include <QScrollBar>
#include <QTest>

// The dock in the sizes that OBS gives it, in Fusion style: nothing is wider than its column, and what a clip needs
// before it can be posted is in sight.
namespace DirectPost::Ui {

namespace {

constexpr int kColumn_px = 280;
constexpr QSize kFirstDocked_px(280, 416);
constexpr QSize kInASmallWindow_px(280, 455); // of 1366×768
const QString kLongName = QStringLiteral("The-Longest-Name-That-Anybody-Ever-Gave-To-A-Recording-Of-Theirs");

int narrowest_px(const QWidget &widget)
{
	Studio::settle();
	return widget.minimumSizeHint().width();
}

std::string sizeName(const testing::TestParamInfo<QSize> &size)
{
	return std::to_string(size.param.width()) + "x" + std::to_string(size.param.height());
}

} // namespace

struct SmallDock : testing::TestWithParam<QSize> {};
struct DockIn : testing::TestWithParam<const char *> {};

TEST(Layout, TheClipFitsTheNarrowestDock)
{
	ClipPanel panel(englishTexts(), nullptr);
	Compose::ClipAtHand clip = readyClip();
	clip.name = kLongName + QStringLiteral(".mkv");
	clip.picture = QImage(1920, 1080, QImage::Format_RGB32);
	clip.size_bytes = clip.info.size_bytes = 3'999'000'000;
	clip.info.duration_ms = 36'000'000;
	clip.findings = Media::check(clip.info, Media::CreatorLimits{60});
	clip.error = errorOf(ErrorKind::CreatorAccount, "account_must_be_private");
	clip.slowLine = clip.error;
	using enum Compose::ClipStage;
	for (const auto stage : {Waiting, Checking, Known, Preparing, Ready, Failed}) {
		clip.stage = stage;
		Compose::ClipAtHand other = clip;
		other.id = 2;
		Compose::State state = stateWith({clip, other}, clip.id);
		state.newest = other.id;
		state.recordingFailure = clip.error;
		panel.showState(state);
		EXPECT_LE(narrowest_px(panel), kColumn_px) << static_cast<int>(stage);
	}
}

TEST(Layout, TheFootFitsTheNarrowestDock)
{
	Foot foot(englishTexts(), [](const QString &) {}, nullptr);
	Compose::State state = stateWith(readyClip());
	state.creator.error = errorOf(ErrorKind::CreatorAccount, "account_must_be_private");
	state.clips[0].refusal = errorOf(ErrorKind::Repeat, "posted_already");
	foot.showState(state);
	EXPECT_LE(narrowest_px(foot), kColumn_px);
	state.autoPublish.reviews = {
		{.clip = 1, .clipName = kLongName, .code = "creator_refused", .error = state.creator.error}};
	foot.showState(state);
	EXPECT_LE(narrowest_px(foot), kColumn_px);
	state.autoPublish.countdown = Compose::Countdown{.clip = 1, .clipName = kLongName, .left_s = 10};
	foot.showState(state);
	EXPECT_LE(narrowest_px(foot), kColumn_px);
}

TEST(Layout, TheWholeDockNeedsNoMoreThanItHas)
{
	Studio studio;
	studio.beReady();
	unfold(studio.dock);
	find<QCheckBox>(studio.dock, "disclosureToggle").setChecked(true);
	studio.show({studio.dock.minimumWidth(), 300}); // a scroll bar takes room, too
	ASSERT_EQ(studio.dock.width(), kColumn_px);
	const auto *page = studio.dock.findChild<Page *>();
	EXPECT_LE(narrowest_px(*page->widget()), page->viewport()->width());
	EXPECT_LE(studio.dock.layout()->minimumSize().width(), kColumn_px);
	EXPECT_EQ(page->widget()->width(), page->viewport()->width());
}

TEST(Layout, TheNameThatOBSGivesARecordingIsReadWhole)
{
	Studio studio;
	studio.beReady();
	studio.show(kFirstDocked_px);
	const auto &name = find<ElidedLabel>(studio.dock, "clipName");
	EXPECT_EQ(name.wholeText(), "2026-11-22 18-00-00.mkv");
	EXPECT_GE(name.width(), name.fontMetrics().horizontalAdvance(name.wholeText()));
}

TEST(Layout, StaysWhereItIsWhileTikTokIsAskedWhatMayBeChosen)
{
	Studio studio;
	studio.beReady();
	unfold(studio.dock);
	studio.show({kColumn_px, 250});
	studio.dock.activateWindow();
	studio.privacy.setFocus();
	const auto *page = studio.dock.findChild<Page *>();
	page->verticalScrollBar()->setValue(0);
	studio.composer.askCreator();
	Studio::settle();
	ASSERT_FALSE(studio.privacy.isEnabled());
	EXPECT_EQ(page->verticalScrollBar()->value(), 0);
}

TEST_P(SmallDock, ShowsCaptionAudienceAndFoot)
{
	Studio studio;
	studio.beReady();
	studio.show(GetParam());
	EXPECT_TRUE(studio.isInSight(studio.caption));
	EXPECT_TRUE(studio.isInSight(studio.privacy));
	EXPECT_TRUE(studio.isInSight(studio.post));
	EXPECT_TRUE(studio.isInSight(find(studio.dock, "consentLine")));
	EXPECT_TRUE(studio.isInSight(find(studio.dock, "submitReason")));
}

TEST_P(SmallDock, ShowsThemWithSeveralClipsAndInASandbox)
{
	Studio studio(true);
	studio.beReady();
	studio.addReadyClip(QStringLiteral("/clips/second.mkv"));
	studio.answerCreator();
	studio.show(GetParam());
	EXPECT_TRUE(studio.isInSight(find(studio.dock, "clipList")));
	EXPECT_TRUE(studio.isInSight(studio.caption));
	EXPECT_TRUE(studio.isInSight(studio.privacy));
	EXPECT_TRUE(studio.isInSight(studio.post));
}

TEST_P(SmallDock, ShowsThemWithAnEditedClipInASandbox)
{
	Studio studio(true);
	const Compose::ClipId clip = studio.beReady();
	studio.composer.keepLast(clip, 30'000);
	studio.composer.prepared(
		studio.services.files.size(), studio.composer.state().clip(clip)->draft.plan,
		{.file = "/cache/a.mp4", .info = preparedInfo("/cache/a.mp4"), .identity = {}, .isDerived = true});
	studio.show(GetParam());
	EXPECT_TRUE(studio.isInSight(find(studio.dock, "editLine")));
	EXPECT_TRUE(studio.isInSight(find(studio.dock, "wholeClipButton")));
	EXPECT_TRUE(studio.isInSight(studio.caption));
	EXPECT_TRUE(studio.isInSight(studio.privacy));
	EXPECT_TRUE(studio.isInSight(studio.post));
}

TEST_P(SmallDock, ShowsThemWhileANewerClipIsOfferedInASandbox)
{
	Studio studio(true);
	studio.beReady();
	QTest::keyClicks(&studio.caption, QStringLiteral("half a capt"));
	studio.composer.admit({.file = "/clips/newer.mkv", .remuxTarget = {}, .recordingStarted = {}},
			      Media::Origin::Recording, {});
	studio.show(GetParam());
	EXPECT_TRUE(studio.isInSight(find(studio.dock, "showNewerButton")));
	EXPECT_TRUE(studio.isInSight(find(studio.dock, "clipList")));
	EXPECT_TRUE(studio.isInSight(studio.caption));
	EXPECT_TRUE(studio.isInSight(studio.privacy));
	EXPECT_TRUE(studio.isInSight(studio.post));
}

TEST_P(SmallDock, ShowsTheCountdownInPlaceOfTheButton)
{
	Studio studio;
	studio.beReady();
	QTest::keyClicks(&studio.caption, QStringLiteral("this one stays in the form"));
	studio.startCountdown();
	studio.show(GetParam());
	for (const char *part : {"countdownText", "countdownBar", "cancelCountdownButton", "postNowButton"})
		EXPECT_TRUE(studio.isInSight(find(studio.dock, part))) << part;
	EXPECT_FALSE(studio.post.isVisible());
	EXPECT_TRUE(studio.isInSight(studio.caption));
	EXPECT_TRUE(studio.isInSight(studio.privacy));
}

TEST_P(SmallDock, ShowsTheReviewInPlaceOfTheButton)
{
	Studio studio;
	studio.beReady();
	QTest::keyClicks(&studio.caption, QStringLiteral("this one stays in the form"));
	studio.creator.privacyLevels = {TikTok::PrivacyLevel::PublicToEveryone, TikTok::PrivacyLevel::SelfOnly};
	studio.startCountdown();
	studio.composer.accountChanged({}); // somebody disconnects
	studio.connectAs("open-nia");
	studio.answerCreator();
	ASSERT_FALSE(studio.composer.state().autoPublish.reviews.empty());
	studio.show(GetParam());
	EXPECT_TRUE(studio.isInSight(find(find(studio.dock, "reviewNotice"), "sentence")));
	EXPECT_TRUE(studio.isInSight(find(studio.dock, "reviewSeenButton")));
	EXPECT_TRUE(studio.isInSight(studio.caption));
	EXPECT_TRUE(studio.isInSight(studio.privacy));
}

TEST_P(DockIn, NeedsNoMoreThanTheNarrowestDock)
{
	Studio studio(false, textsIn(QLatin1StringView(GetParam())));
	studio.beReady();
	unfold(studio.dock);
	find<QCheckBox>(studio.dock, "disclosureToggle").setChecked(true);
	studio.show({studio.dock.minimumWidth(), 300});
	ASSERT_EQ(studio.dock.width(), kColumn_px);
	const auto *page = studio.dock.findChild<Page *>();
	EXPECT_LE(narrowest_px(*page->widget()), page->viewport()->width());
	EXPECT_LE(studio.dock.layout()->minimumSize().width(), kColumn_px);
}

TEST_P(DockIn, ShowsCaptionAudienceAndFootAtFirst)
{
	Studio studio(false, textsIn(QLatin1StringView(GetParam())));
	studio.beReady();
	studio.show(kFirstDocked_px);
	for (const char *part : {"consentLine", "submitReason"})
		EXPECT_TRUE(studio.isInSight(find(studio.dock, part))) << part;
	EXPECT_TRUE(studio.isInSight(studio.caption));
	EXPECT_TRUE(studio.isInSight(studio.privacy));
	EXPECT_TRUE(studio.isInSight(studio.post));
}

TEST_P(DockIn, FitsTheNarrowestDockWithEverythingThatAClipCanSay)
{
	const Texts texts = textsIn(QLatin1StringView(GetParam()));
	ClipPanel panel(texts, nullptr);
	Compose::ClipAtHand clip = readyClip();
	clip.findings = Media::check(clip.info, Media::CreatorLimits{1});
	clip.error = errorOf(ErrorKind::CreatorAccount, "account_must_be_private");
	using enum Compose::ClipStage;
	for (const auto stage : {Waiting, Preparing, Ready, Failed}) {
		clip.stage = stage;
		Compose::State state = stateWith(clip);
		state.recordingFailure = clip.error;
		panel.showState(state);
		EXPECT_LE(narrowest_px(panel), kColumn_px) << static_cast<int>(stage);
	}
	Foot foot(texts, [](const QString &) {}, nullptr);
	Compose::State state = stateWith(clip);
	state.autoPublish.countdown = Compose::Countdown{.clip = 1, .clipName = kLongName, .left_s = 10};
	foot.showState(state);
	EXPECT_LE(narrowest_px(foot), kColumn_px);
}

INSTANTIATE_TEST_SUITE_P(Layout, DockIn,
			 testing::Values("de-DE", "es-ES", "fr-FR", "it-IT", "ja-JP", "ko-KR", "pt-BR", "ru-RU",
					 "zh-CN"),
			 [](const auto &language) { return std::string(language.param).substr(0, 2); });
INSTANTIATE_TEST_SUITE_P(Layout, SmallDock, testing::Values(kFirstDocked_px, kInASmallWindow_px), sizeName);

} // namespace DirectPost::Ui
