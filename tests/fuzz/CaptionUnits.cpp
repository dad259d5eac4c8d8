#include "Fuzz.hpp"

#include <tiktok/Types.hpp>

#include <QString>

#include <cstring>

using DirectPost::Fuzz::mustHold;
using DirectPost::Fuzz::textOf;
using DirectPost::TikTok::utf16Units;

namespace {

int units(const QByteArray &utf8)
{
	return utf16Units({utf8.data(), static_cast<size_t>(utf8.size())});
}

} // namespace

// The counter beside the caption counts a QString, TikTok's limit is checked on UTF-8: both must come to the same.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	const std::string_view text = textOf(bytes, count);
	const int counted = utf16Units(text);
	mustHold(counted >= 0 && static_cast<size_t>(counted) <= count &&
			 static_cast<size_t>(counted) >= (count + 2) / 3,
		 "a unit is one to three bytes");

	const QByteArrayView utf8(text);
	const QString typed = QString::fromUtf8(utf8);
	mustHold(units(typed.toUtf8()) == typed.size(), "a typed text counts as many units as it has");
	if (typed.toUtf8() == utf8)
		mustHold(counted == typed.size(), "well-formed UTF-8 counts like the same text in UTF-16");

	QString pasted(static_cast<qsizetype>(count / sizeof(QChar)), Qt::Uninitialized);
	std::memcpy(pasted.data(), bytes, count / sizeof(QChar) * sizeof(QChar));
	mustHold(units(pasted.toUtf8()) == pasted.size(), "half of a surrogate pair counts as one");

	const size_t middle = count / 2;
	const int halves = utf16Units(text.substr(0, middle)) + utf16Units(text.substr(middle));
	mustHold(halves >= counted && halves <= counted + 3, "a cut costs at most the character that it breaks");
	return 0;
}
