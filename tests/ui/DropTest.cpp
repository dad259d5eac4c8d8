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
	bool drop(const QList<QUrl> &urls)
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
	EXPECT_TRUE(drops.drop({local(Media::Fixtures::fastStartMp4())}));
	EXPECT_EQ(drops.taken, QStringList{"faststart.mp4"});
	EXPECT_TRUE(eventually([&] {
		return find<QLabel>(drops.studio.dock, "clipFormat").text() == "640×360 · 30 fps · H.264" &&
		       isShown(drops.studio.dock, "clipPicture");
	}));
	EXPECT_EQ(find<ElidedLabel>(drops.studio.dock, "clipName").wholeText(), "faststart.mp4");
}

TEST(Drop, OnTheCaptionIsAClipToo)
{
	Drops drops;
	auto &caption = find<QPlainTextEdit>(drops.studio.dock, "captionEdit");
	QMimeData file; // file managers offer the name as text, too
	file.setUrls({local(Media::Fixtures::fastStartMp4())});
	file.setText(QStringLiteral("faststart.mp4"));
	EXPECT_TRUE(drops.studio.drop(file, *caption.viewport()));
	EXPECT_EQ(drops.taken, QStringList{"faststart.mp4"});
	EXPECT_EQ(caption.toPlainText(), "");
}

TEST(Drop, OfWhatIsNotOneFileOfThisComputerIsNotTaken)
{
	Drops drops;
	const QUrl file = local(Media::Fixtures::fastStartMp4());
	EXPECT_FALSE(drops.drop({file, file})) << "which one?";
	EXPECT_FALSE(drops.drop({QUrl(QStringLiteral("https://nia.example/clip.mp4"))}));
	EXPECT_FALSE(drops.drop({local(FIXTURE_FOLDER)}));
	EXPECT_FALSE(drops.drop({}));
	QMimeData text;
	text.setText(QStringLiteral("/home/nia/clip.mp4"));
	EXPECT_FALSE(drops.studio.drop(text, drops.studio.dock));
	EXPECT_TRUE(drops.taken.isEmpty());
}

TEST(Drop, OfAFileThatIsNoVideoSaysSo)
{
	Drops drops;
	EXPECT_TRUE(drops.drop({local(Media::Fixtures::textNamedMp4())}));
	EXPECT_TRUE(eventually([&] { return drops.failure().startsWith("text.mp4 is not a video"); }))
		<< drops.failure().toStdString();
}

} // namespace DirectPost::Ui
