#pragma once

#include <QImage>

#include <string_view>

namespace DirectPost::Account {

// Scaled while it is decoded, to 128 px at most; null when the bytes are no picture. Not for the UI thread: the first
// picture of a kind makes Qt load its decoder from disk.
QImage decodeAvatar(std::string_view imageFile);

} // namespace DirectPost::Account
