#include "Studio.hpp"

#include <QLabel>
#include <QMimeData>
#include <QTemporaryDir>

namespace DirectPost::Ui {

namespace {

struct Drops {
	QTemporaryDir folder;
	Studio studio;

	Qt::DropAction drop(const QList<QUrl> &urls)
	{
		QMimeData files;
		files.setUrls(urls);
		return Studio::drop(files, studio.dock);
	}
	QUrl file(const char *name) const { return QUrl::fromLocalFile(folder.filePath(QLatin1StringView(name))); }
	QUrl itsFolder() const { return QUrl::fromLocalFile(folder.path()); }
	QString refusal() const
	{
		return isShown(studio.dock, "dropRefusal")
			       ? find<QLabel>(find(studio.dock, "dropRefusal"), "sentence").text()
			       : QString();
	}
};

} // namespace

TEST(Drop, OfAFileIsACopyAndNeverMovesTheRecordingAway)
{
	Drops drops;
	EXPECT_EQ(drops.drop({drops.file("clip.mp4")}), Qt::CopyAction) << "though Shift was held";
	EXPECT_EQ(drops.studio.files(), QStringList{"clip.mp4"});
	EXPECT_EQ(drops.refusal(), "");
}

TEST(Drop, OfSeveralFilesTakesThemAllInTheirOrder)
{
	Drops drops;
	EXPECT_EQ(drops.drop({drops.file("a.mp4"), drops.file("b.mkv"), drops.file("c.mov")}), Qt::CopyAction);
	EXPECT_EQ(drops.studio.files(), (QStringList{"a.mp4", "b.mkv", "c.mov"}));
	EXPECT_EQ(drops.studio.composer.state().clips.size(), 3u);
}

TEST(Drop, OnTheCaptionIsAClipToo)
{
	Drops drops;
	drops.studio.beReady();
	QMimeData file; // file managers offer the name as text, too
	file.setUrls({drops.file("another.mp4")});
	file.setText(QStringLiteral("another.mp4"));
	EXPECT_EQ(Studio::drop(file, *drops.studio.caption.viewport()), Qt::CopyAction);
	EXPECT_EQ(drops.studio.files().last(), "another.mp4");
	EXPECT_EQ(drops.studio.caption.toPlainText(), "");
}

TEST(Drop, OfAFolderSaysWhyNot)
{
	Drops drops;
	EXPECT_EQ(drops.drop({drops.itsFolder()}), Qt::CopyAction) << "else the sentence could not be said";
	EXPECT_TRUE(drops.studio.files().isEmpty());
	EXPECT_TRUE(drops.refusal().startsWith("A folder cannot be posted.")) << drops.refusal().toStdString();
}

TEST(Drop, OfAWebAddressSaysWhyNot)
{
	Drops drops;
	EXPECT_EQ(drops.drop({QUrl(QStringLiteral("https://nia.example/clip.mp4"))}), Qt::CopyAction);
	EXPECT_TRUE(drops.studio.files().isEmpty());
	EXPECT_TRUE(drops.refusal().startsWith("A web address cannot be posted.")) << drops.refusal().toStdString();
}

TEST(Drop, OfFilesWithAFolderTakesTheFilesAndSaysWhatItLeft)
{
	Drops drops;
	EXPECT_EQ(drops.drop({drops.file("a.mp4"), drops.itsFolder(), drops.file("b.mp4")}), Qt::CopyAction);
	EXPECT_EQ(drops.studio.files(), (QStringList{"a.mp4", "b.mp4"}));
	EXPECT_TRUE(drops.refusal().startsWith("A folder cannot be posted.")) << drops.refusal().toStdString();
}

TEST(Drop, WhatWasSaidAboutAFolderGoesWithTheNextClip)
{
	Drops drops;
	drops.drop({drops.itsFolder()});
	EXPECT_NE(drops.refusal(), "");
	drops.drop({drops.file("clip.mp4")});
	EXPECT_EQ(drops.refusal(), "");
}

TEST(Drop, OfTextIsNotTaken)
{
	Drops drops;
	QMimeData text;
	text.setText(QStringLiteral("/home/nia/clip.mp4"));
	EXPECT_EQ(Studio::drop(text, drops.studio.dock), Qt::IgnoreAction);
	EXPECT_EQ(drops.drop({}), Qt::IgnoreAction);
	EXPECT_TRUE(drops.studio.files().isEmpty());
}

} // namespace DirectPost::Ui
