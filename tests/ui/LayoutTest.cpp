#include "AccountBar.hpp"
#include "AutoPublishPanel.hpp"
#include "ClipPanel.hpp"
#include "JobRow.hpp"
#include "Locale.hpp"
#include "Page.hpp"
#include "Studio.hpp"

#include <QCheckBox>
#include <QCoreApplication>
#include <QLayout>

// The dock at its narrowest, in Fusion style: nothing is wider than its column, or it would be cut off.
namespace DirectPost::Ui {

namespace {

constexpr int kColumn_px = 280;
const QString kLongName = QStringLiteral("The-Longest-Name-That-Anybody-Ever-Gave-To-A-Recording-Of-Theirs");

int narrowest_px(const QWidget &widget)
{
	for (int turn = 0; turn < 20; ++turn) // more than showing anything takes
		QCoreApplication::processEvents();
	return widget.minimumSizeHint().width();
}

Error anyError()
{
	return {.kind = ErrorKind::CreatorAccount, .code = "account_must_be_private"};
}

} // namespace

TEST(Layout, TheAccountFitsTheNarrowestDock)
{
	AccountBar bar(englishTexts(), nullptr);
	Account::Identity identity{.openId = QStringLiteral("open-nia"),
				   .nickname = kLongName,
				   .username = kLongName.toLower(),
				   .avatar = QImage(128, 128, QImage::Format_RGB32)};
	bar.showSealing(Account::Sealing::File);
	bar.showError(anyError());
	using enum Account::ConnectionState;
	for (const auto state : {NoCredentials, WaitingForBrowser, Exchanging, Unavailable, Connected, Expired}) {
		bar.showState(state, identity);
		EXPECT_LE(narrowest_px(bar), kColumn_px) << static_cast<int>(state);
	}
}

TEST(Layout, TheClipFitsTheNarrowestDock)
{
	ClipPanel panel(englishTexts(), nullptr);
	ClipInbox::Entry clip;
	clip.name = kLongName + QStringLiteral(".mkv");
	clip.picture = QImage(1920, 1080, QImage::Format_RGB32);
	clip.clip.original = {.file = "clip.mkv",
			      .size_bytes = 3'999'000'000,
			      .duration_ms = 36'000'000,
			      .size = {3840, 2160},
			      .frameRate = {30'000, 1001},
			      .videoCodec = "h264"};
	using enum ClipInbox::Stage;
	for (const auto stage : {Waiting, Probed, Remuxing, Ready, Failed}) {
		clip.stage = stage;
		clip.error = anyError();
		panel.showClip(&clip);
		panel.showFindings(Media::check(clip.clip.original, Media::CreatorLimits{60}));
		panel.offerNewer(clip.name);
		panel.showRecordingFailure(anyError());
		EXPECT_LE(narrowest_px(panel), kColumn_px) << static_cast<int>(stage);
	}
}

TEST(Layout, APostFitsTheNarrowestDock)
{
	Publish::JobSnapshot job;
	job.title = kLongName.toStdString();
	job.accountUsername = "niaplays";
	job.total_bytes = 3'999'000'000;
	job.sent_bytes = 1'234'000'000;
	job.bytesPerSecond = 123'456'789;
	job.timeLeft_s = 35'999;
	job.link = "https://www.tiktok.com/@niaplays/video/7300000000000000000";
	job.canBeRetried = true;
	for (int stage = 1; stage <= static_cast<int>(Publish::JobStage::OutcomeUnknown); ++stage) {
		JobRow row(englishTexts(), nullptr);
		job.stage = Publish::JobStage(stage);
		job.error = stage % 2 ? std::optional(anyError()) : std::nullopt;
		while (row.showState({.job = job, .canMoveEarlier = true, .canMoveLater = true}))
			;
		EXPECT_LE(narrowest_px(row), kColumn_px) << stage;
	}
}

TEST(Layout, AutoPublishFitsTheNarrowestDock)
{
	AutoPublishPanel panel(englishTexts(), nullptr);
	Publish::Preset preset;
	preset.forReplays = true;
	panel.showArmed(preset, QStringLiteral("Nia Plays"));
	panel.showCountdown(QStringLiteral("2026-11-22 18-00-00.mkv"), 10);
	panel.showReview(QStringLiteral("2026-11-22 18-00-00.mkv"), englishTexts().sentence(anyError()));
	EXPECT_LE(narrowest_px(panel), kColumn_px);
}

TEST(Layout, TheWholeDockNeedsNoMoreThanItHas)
{
	Studio studio;
	studio.connectAs("open-nia");
	studio.dropReadyClip();
	find<QCheckBox>(studio.dock, "disclosureToggle").setChecked(true);
	studio.dock.resize(studio.dock.minimumWidth(), 300); // a scroll bar takes room, too
	studio.dock.show();
	ASSERT_EQ(studio.dock.width(), kColumn_px);
	const auto *page = studio.dock.findChild<Page *>();
	EXPECT_LE(narrowest_px(*page->widget()), page->viewport()->width());
	EXPECT_LE(studio.dock.layout()->minimumSize().width(), kColumn_px);
	EXPECT_EQ(page->widget()->width(), page->viewport()->width());
}

} // namespace DirectPost::Ui
