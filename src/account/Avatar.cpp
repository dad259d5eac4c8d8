#include "Avatar.hpp"

#include <QBuffer>
#include <QImageReader>

namespace DirectPost::Account {

namespace {

constexpr QSize kBox_px(128, 128);

} // namespace

QImage decodeAvatar(std::string_view imageFile)
{
	QBuffer buffer;
	buffer.setData(imageFile.data(), static_cast<qsizetype>(imageFile.size()));
	QImageReader reader(&buffer);
	if (reader.size().isValid())
		reader.setScaledSize(reader.size().scaled(kBox_px, Qt::KeepAspectRatio));
	return reader.read();
}

} // namespace DirectPost::Account
