#include "ClipPanel.hpp"
#include "ElidedLabel.hpp"
#include "Find.hpp"
#include "Locale.hpp"

#include <QAccessible>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace DirectPost::Ui {

namespace {

ClipInbox::Entry probedClip()
{
	ClipInbox::Entry clip;
	clip.id = 1;
	clip.stage = ClipInbox::Stage::Probed;
	clip.name = QStringLiteral("2026-11-22 18-00-00.mkv");
	clip.clip.original = {.file = "2026-11-22 18-00-00.mkv",
			      .container = Media::Container::Matroska,
			      .size_bytes = 38'200'000,
			      .duration_ms = 42'000,
			      .size = {1920, 1080},
			      .frameRate = {60, 1},
			      .videoCodec = "h264",
			      .audioCodec = "aac",
			      .audioTracks = 1};
	clip.picture = QImage(320, 180, QImage::Format_RGB32);
	clip.picture.fill(Qt::green);
	return clip;
}

struct Card {
	ClipPanel panel{englishTexts(), nullptr};
	QString text(const char *label) const
	{
		return isShown(panel, label) ? find<QLabel>(panel, label).text() : QString();
	}
};

} // namespace

TEST(ClipPanel, ShowsPictureNameLengthSizeResolutionAndFrameRate)
{
	Card card;
	const ClipInbox::Entry clip = probedClip();
	card.panel.showClip(&clip);
	EXPECT_TRUE(isShown(card.panel, "clipName"));
	EXPECT_EQ(find<ElidedLabel>(card.panel, "clipName").wholeText(), "2026-11-22 18-00-00.mkv");
	EXPECT_EQ(card.text("clipLength"), "0:42 · 38.2 MB");
	EXPECT_EQ(card.text("clipFormat"), "1920×1080 · 60 fps · H.264");
	ASSERT_TRUE(isShown(card.panel, "clipPicture"));
	const QPixmap picture = find<QLabel>(card.panel, "clipPicture").pixmap();
	EXPECT_EQ(picture.deviceIndependentSize(), QSizeF(96, 54));
	EXPECT_EQ(picture.toImage().pixelColor(48, 27), QColor(Qt::green));
	EXPECT_EQ(find<QLabel>(card.panel, "clipPicture").accessibleName(), "Preview of the clip");
	EXPECT_FALSE(isShown(card.panel, "clipEmpty"));
}

TEST(ClipPanel, ShowsNoFactsBeforeTheyAreKnown)
{
	Card card;
	EXPECT_EQ(card.text("clipEmpty"), "Stop a recording, save a replay, or drop a video file here.");
	EXPECT_FALSE(isShown(card.panel, "clipName"));
	ClipInbox::Entry clip;
	clip.name = QStringLiteral("clip.mkv");
	card.panel.showClip(&clip);
	EXPECT_TRUE(isShown(card.panel, "clipName"));
	for (const char *fact : {"clipPicture", "clipLength", "clipFormat"})
		EXPECT_FALSE(isShown(card.panel, fact)) << fact;
	EXPECT_EQ(card.text("clipStep"), "Waiting for OBS to finish writing the file…");
}

TEST(ClipPanel, ShowsTheNextClipsPictureInPlaceOfTheLast)
{
	Card card;
	ClipInbox::Entry clip = probedClip();
	card.panel.showClip(&clip);
	clip.picture.fill(Qt::red);
	card.panel.showClip(&clip);
	EXPECT_EQ(find<QLabel>(card.panel, "clipPicture").pixmap().toImage().pixelColor(48, 27), QColor(Qt::red));
	clip.picture = {};
	card.panel.showClip(&clip);
	EXPECT_FALSE(isShown(card.panel, "clipPicture"));
}

TEST(ClipPanel, SaysHowFarThePreparationIs)
{
	Card card;
	ClipInbox::Entry clip = probedClip();
	clip.stage = ClipInbox::Stage::Remuxing;
	clip.remuxed = 0.4;
	card.panel.showClip(&clip);
	EXPECT_EQ(card.text("clipStep"), "Repacking as MP4, without any loss…");
	EXPECT_EQ(find<QProgressBar>(card.panel, "clipProgress").value(), 40);
	EXPECT_TRUE(isShown(card.panel, "cancelClipButton"));
	clip.stage = ClipInbox::Stage::Ready;
	card.panel.showClip(&clip);
	EXPECT_FALSE(isShown(card.panel, "clipProgress"));
}

TEST(ClipPanel, AScreenReaderFindsChooseAFile)
{
	Card card;
	auto &choose = find<QPushButton>(card.panel, "chooseFileButton");
	const QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(&choose);
	ASSERT_TRUE(heard);
	EXPECT_EQ(heard->text(QAccessible::Name), "Choose a file…");
	int wanted = 0;
	QObject::connect(&card.panel, &ClipPanel::chooseWanted, &card.panel, [&wanted] { ++wanted; });
	choose.click();
	EXPECT_EQ(wanted, 1);
}

} // namespace DirectPost::Ui
