#include "Jpeg.hpp"

#include <base/FileError.hpp>
#include <base/PathText.hpp>

#include <QBuffer>
#include <QColorSpace>
#include <QImage>
#include <QImageReader>
#include <QPainter>

#include <algorithm>

namespace DirectPost::Hosting {

namespace {

constexpr int kBestQuality = 92; // above it files grow, and nobody sees more
constexpr int kLeastQuality = 20;
constexpr int kQualityStep = 8;
constexpr int kMostPixels = 100'000'000; // more would take gigabytes beside a show
constexpr int kTestSide_px = 360;

Error unreadable(const std::filesystem::path &picture, const QString &why)
{
	return fileError(ErrorKind::ClipFile, "photo_unreadable", picture, why.toStdString());
}

// Nothing of the web or of other files may be drawn in.
bool isDrawing(const QByteArray &format)
{
	return format.startsWith("svg") || format == "pdf";
}

QSize withinLimits(QSize size)
{
	const double shorter = std::min(size.width(), size.height());
	const double longer = std::max(size.width(), size.height());
	const double factor = std::min({1.0, kMostShortSide_px / shorter, kMostLongSide_px / longer});
	return {std::max(1, int(size.width() * factor)), std::max(1, int(size.height() * factor))};
}

Expected<QImage> read(const std::filesystem::path &picture)
{
	QImageReader reader(pathText(picture));
	reader.setDecideFormatFromContent(true);
	reader.setAutoTransform(true); // as its EXIF says it was held
	const QSize size = reader.size();
	if (isDrawing(reader.format()) || qint64(size.width()) * size.height() > kMostPixels)
		return std::unexpected(unreadable(picture, QStringLiteral("a drawing, or too many pixels")));
	// A photo is read at about the size that is wanted, which takes a fraction of the time.
	if (reader.format() == "jpeg" && size.isValid() && withinLimits(size) != size)
		reader.setScaledSize(withinLimits(size) * 2);
	QImage image = reader.read();
	if (image.isNull())
		return std::unexpected(unreadable(picture, reader.errorString()));
	return image;
}

// A new image: it takes over pixels and nothing else.
QImage clean(QImage image)
{
	if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb))
		image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
	const QSize size = withinLimits(image.size());
	if (size != image.size())
		image = image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
	QImage plain(image.size(), QImage::Format_RGB32);
	plain.fill(Qt::white);
	QPainter(&plain).drawImage(0, 0, image);
	return plain;
}

std::string encoded(const QImage &image, int quality)
{
	QByteArray bytes;
	QBuffer buffer(&bytes);
	buffer.open(QIODevice::WriteOnly);
	image.save(&buffer, "JPEG", quality);
	return bytes.toStdString();
}

} // namespace

Expected<std::string> jpegOf(const std::filesystem::path &picture, int64_t most_bytes)
{
	const auto image = read(picture).transform(clean);
	if (!image)
		return std::unexpected(image.error());
	for (int quality = kBestQuality; quality >= kLeastQuality; quality -= kQualityStep) {
		std::string jpeg = encoded(*image, quality);
		if (!jpeg.empty() && int64_t(jpeg.size()) <= most_bytes)
			return jpeg;
	}
	return std::unexpected(unreadable(picture, QStringLiteral("no JPEG that is small enough can be made of it")));
}

std::string testJpeg()
{
	QImage image(kTestSide_px, kTestSide_px, QImage::Format_RGB32);
	image.fill(Qt::darkCyan);
	return encoded(image, kBestQuality);
}

} // namespace DirectPost::Hosting
