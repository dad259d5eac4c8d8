#include "ElidedLabel.hpp"
#include "Locale.hpp"
#include "Studio.hpp"
#include "media/Fixtures.hpp"

#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>

namespace DirectPost::Ui {

namespace {

struct Drops {
	Studio studio;
	QStringList taken; // by file name

	Drops()
	{
		QObject::connect(&studio.inbox, &ClipInbox::admitted, &studio.dock,
				 [this](quint64 id) { taken += studio.inbox.find(id)->name; });
	}
	Qt::DropAction drop(const QList<QUrl> &urls)
	{
		QMimeData files;
		files.setUrls(urls);
		return studio.drop(files, studio.dock);
	}
	QString failure() const
	{
		return isShown(studio.dock, "clipFailure")
			       ? find<QLabel>(find(studio.dock, "clipFailure"), "sentence").text()
			       : QString();
	}
};

QUrl local(const std::filesystem::path &file)
{
	return QUrl::fromLocalFile(QString::fromStdString(file.string()));
}

} // namespace

TEST(Drop, OfAVideoFileShowsItInTheDock)
{
	Drops drops;
	EXPECT_EQ(drops.drop({local(Media::Fixtures::fastStartMp4())}), Qt::CopyAction);
	EXPECT_EQ(drops.taken, QStringList{"faststart.mp4"});
	EXPECT_TRUE(eventually([&] {
		return find<QLabel>(drops.studio.dock, "clipFormat").text() == "640×360 · 30 fps · H.264" &&
		       isShown(drops.studio.dock, "clipPicture");
	}));
	EXPECT_EQ(find<ElidedLabel>(drops.studio.dock, "clipName").wholeText(), "faststart.mp4");
}

TEST(Drop, NeverMovesTheRecordingAway)
{
	Drops drops;
	EXPECT_EQ(drops.drop({local(Media::Fixtures::fastStartMp4())}), Qt::CopyAction) << "though Shift was held";
}

TEST(Drop, OnTheCaptionIsAClipToo)
{
	Drops drops;
	auto &caption = find<QPlainTextEdit>(drops.studio.dock, "captionEdit");
	QMimeData file; // file managers offer the name as text, too
	file.setUrls({local(Media::Fixtures::fastStartMp4())});
	file.setText(QStringLiteral("faststart.mp4"));
	EXPECT_EQ(drops.studio.drop(file, *caption.viewport()), Qt::CopyAction);
	EXPECT_EQ(drops.taken, QStringList{"faststart.mp4"});
	EXPECT_EQ(caption.toPlainText(), "");
}

TEST(Drop, OfWhatIsNotOneFileOfThisComputerIsNotTaken)
{
	Drops drops;
	const QUrl file = local(Media::Fixtures::fastStartMp4());
	EXPECT_EQ(drops.drop({file, file}), Qt::IgnoreAction) << "which one?";
	EXPECT_EQ(drops.drop({QUrl(QStringLiteral("https://nia.example/clip.mp4"))}), Qt::IgnoreAction);
	EXPECT_EQ(drops.drop({local(FIXTURE_FOLDER)}), Qt::IgnoreAction);
	EXPECT_EQ(drops.drop({}), Qt::IgnoreAction);
	QMimeData text;
	text.setText(QStringLiteral("/home/nia/clip.mp4"));
	EXPECT_EQ(drops.studio.drop(text, drops.studio.dock), Qt::IgnoreAction);
	EXPECT_TRUE(drops.taken.isEmpty());
}

TEST(Drop, OfAFileThatIsNoVideoSaysSo)
{
	Drops drops;
	EXPECT_EQ(drops.drop({local(Media::Fixtures::textNamedMp4())}), Qt::CopyAction);
	EXPECT_TRUE(eventually([&] { return drops.failure().startsWith("text.mp4 is not a video"); }))
		<< drops.failure().toStdString();
}

} // namespace DirectPost::Ui
