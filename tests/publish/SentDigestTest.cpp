#include "SentDigest.hpp"

#include <QCryptographicHash>

#include <gtest/gtest.h>

namespace DirectPost::Publish {
namespace {

TEST(SentDigest, IsTheSha256OfWhatWasHandedOver)
{
	const QByteArray bytes = QByteArray("clip").repeated(30'000);
	SentDigest digest;
	for (qsizetype at = 0; at < bytes.size(); at += 777)
		digest.add(bytes.data() + at, static_cast<size_t>(std::min<qsizetype>(777, bytes.size() - at)));
	EXPECT_EQ(digest.count(), bytes.size());
	EXPECT_EQ(digest.hex(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString());
}

TEST(SentDigest, MayBeAskedInBetween)
{
	SentDigest digest;
	digest.add("a", 1);
	EXPECT_EQ(digest.hex(), digest.hex());
	digest.add("b", 1);
	EXPECT_EQ(digest.hex(), QCryptographicHash::hash("ab", QCryptographicHash::Sha256).toHex().toStdString());
}

} // namespace
} // namespace DirectPost::Publish
