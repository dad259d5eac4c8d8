#include "Jpeg.hpp"

#include <gtest/gtest.h>

#include <QColorSpace>
#include <QFile>
#include <QImage>
#include <QRandomGenerator>
#include <QTemporaryDir>

namespace DirectPost::Hosting {
namespace {

class Jpegs : public testing::Test {
protected:
	std::filesystem::path save(const QImage &image, const char *name)
	{
		EXPECT_TRUE(image.save(folder.filePath(QLatin1String(name)), nullptr, 100));
		return path(name);
	}
	std::filesystem::path write(const QByteArray &bytes, const char *name)
	{
		QFile file(folder.filePath(QLatin1String(name)));
		EXPECT_TRUE(file.open(QIODevice::WriteOnly));
		file.write(bytes);
		return path(name);
	}
	std::filesystem::path path(const char *name) const
	{
		return std::filesystem::path(folder.path().toStdString()) / name;
	}
	// As TikTok would see it.
	static QImage made(const std::filesystem::path &picture)
	{
		const auto jpeg = jpegOf(picture);
		EXPECT_TRUE(jpeg) << jpeg.error().detail;
		return jpeg ? QImage::fromData(QByteArray::fromStdString(*jpeg), "JPEG") : QImage();
	}
	static std::string codeOf(const std::filesystem::path &picture)
	{
		const auto jpeg = jpegOf(picture);
		return jpeg ? std::string() : jpeg.error().code;
	}
	static QImage plain(int width, int height, Qt::GlobalColor color = Qt::red)
	{
		QImage image(width, height, QImage::Format_RGB32);
		image.fill(color);
		return image;
	}

	QTemporaryDir folder;
};

// A JPEG whose EXIF says that the camera was turned: orientation 6, to be turned right by 90 degrees.
QByteArray turned(const QByteArray &jpeg)
{
	const QByteArray exif = QByteArray::fromHex("457869660000"       // "Exif"
						    "4d4d002a00000008"   // big endian, the first list
						    "0001"               // of one entry:
						    "0112000300000001"   // orientation, one short,
						    "0006000000000000"); // 6; no other list
	const int length = int(exif.size()) + 2;
	QByteArray segment = QByteArray::fromHex("ffe1");
	segment += char(length >> 8);
	segment += char(length & 0xFF);
	return jpeg.left(2) + segment + exif + jpeg.mid(2);
}

QByteArray contentsOf(const std::filesystem::path &file)
{
	QFile reader(QString::fromStdString(file.string()));
	EXPECT_TRUE(reader.open(QIODevice::ReadOnly));
	return reader.readAll();
}

TEST_F(Jpegs, ALargePictureIsMadeAsLargeAsTikTokTakesIt)
{
	EXPECT_EQ(made(save(plain(4000, 3000), "a.png")).size(), QSize(1440, 1080));
	EXPECT_EQ(made(save(plain(3000, 4000), "b.png")).size(), QSize(1080, 1440));
	EXPECT_EQ(made(save(plain(3840, 2160), "c.png")).size(), QSize(1920, 1080));
	EXPECT_EQ(made(save(plain(5000, 1000), "d.png")).size(), QSize(1920, 384));
	EXPECT_EQ(made(save(plain(4000, 3000), "e.jpg")).size(), QSize(1440, 1080));
}

TEST_F(Jpegs, ASmallPictureKeepsItsSizeAndItsColour)
{
	const QImage image = made(save(plain(640, 360, Qt::blue), "a.png"));
	EXPECT_EQ(image.size(), QSize(640, 360));
	EXPECT_LT(image.pixelColor(320, 180).red(), 20);
	EXPECT_GT(image.pixelColor(320, 180).blue(), 235);
}

TEST_F(Jpegs, APictureIsUprightHoweverTheCameraWasHeld)
{
	QImage image = plain(400, 300, Qt::white);
	for (int y = 0; y < 300; ++y)
		for (int x = 0; x < 40; ++x)
			image.setPixelColor(x, y, Qt::black); // on the left as it lies, at the top once it is turned
	const QByteArray jpeg = turned(contentsOf(save(image, "lying.jpg")));
	const QImage upright = made(write(jpeg, "turned.jpg"));
	EXPECT_EQ(upright.size(), QSize(300, 400));
	EXPECT_LT(upright.pixelColor(150, 10).lightness(), 40);
	EXPECT_GT(upright.pixelColor(150, 390).lightness(), 215);
}

TEST_F(Jpegs, NothingOfWhatWasSaidInThePictureIsPassedOn)
{
	QImage image = plain(64, 64);
	image.setText(QStringLiteral("Author"), QStringLiteral("Nia of 1 Hidden Street"));
	const QByteArray jpeg = turned(contentsOf(save(image, "a.jpg")));
	const auto clean = jpegOf(write(jpeg, "b.jpg"));
	ASSERT_TRUE(clean);
	EXPECT_NE(jpeg.indexOf("Exif"), -1);
	EXPECT_NE(jpeg.indexOf("Hidden Street"), -1);
	EXPECT_FALSE(clean->contains("Exif"));
	EXPECT_FALSE(clean->contains("Hidden Street"));
}

TEST_F(Jpegs, WhatIsTransparentBecomesWhite)
{
	QImage image(100, 100, QImage::Format_ARGB32);
	image.fill(Qt::transparent);
	EXPECT_GT(made(save(image, "a.png")).pixelColor(50, 50).lightness(), 250);
}

TEST_F(Jpegs, ColoursOfAnotherSpaceAreBroughtIntoTheUsualOne)
{
	QImage image = plain(100, 100);
	image.fill(QColor(200, 100, 50));
	image.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
	const QColor seen = made(save(image, "a.png")).pixelColor(50, 50);
	EXPECT_GT(seen.red(), 205) << "the wider space names it with a smaller number";
}

TEST_F(Jpegs, TheQualityIsLoweredUntilItFits)
{
	QImage noise(600, 600, QImage::Format_RGB32);
	for (int y = 0; y < 600; ++y)
		for (int x = 0; x < 600; ++x)
			noise.setPixel(x, y, QRandomGenerator::global()->generate());
	const auto file = save(noise, "noise.png");
	const auto best = jpegOf(file);
	ASSERT_TRUE(best);
	const auto half = jpegOf(file, int64_t(best->size()) / 2);
	ASSERT_TRUE(half);
	EXPECT_LE(half->size(), best->size() / 2);
	EXPECT_FALSE(QImage::fromData(QByteArray::fromStdString(*half)).isNull());
	EXPECT_FALSE(jpegOf(file, 100)) << "no quality makes it so small";
}

TEST_F(Jpegs, WhatIsNoPictureIsRefusedByName)
{
	EXPECT_EQ(codeOf(path("gone.png")), "photo_unreadable");
	EXPECT_EQ(codeOf(write("no picture", "a.png")), "photo_unreadable");
	EXPECT_EQ(codeOf(write({}, "empty.png")), "photo_unreadable");
	EXPECT_EQ(codeOf(folder.path().toStdString()), "photo_unreadable");
	const QByteArray whole = contentsOf(save(plain(300, 300), "b.png"));
	EXPECT_EQ(codeOf(write(whole.left(60), "cut.png")), "photo_unreadable");
	const auto refused = jpegOf(path("gone.png"));
	ASSERT_EQ(refused.error().values.size(), 1U);
	EXPECT_EQ(refused.error().values.front().second, "gone.png");
}

TEST_F(Jpegs, ADrawingThatMayFetchOtherFilesIsRefused)
{
	EXPECT_EQ(codeOf(write("<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'/>", "a.svg")),
		  "photo_unreadable");
}

TEST_F(Jpegs, APictureIsKnownByItsBytesAndNotByItsName)
{
	const auto png = save(plain(64, 64), "a.png");
	EXPECT_EQ(made(write(contentsOf(png), "named.jpg")).size(), QSize(64, 64));
}

TEST(TestJpeg, IsAPicture)
{
	EXPECT_FALSE(QImage::fromData(QByteArray::fromStdString(testJpeg()), "JPEG").isNull());
}

} // namespace
} // namespace DirectPost::Hosting
