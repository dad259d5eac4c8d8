#include "Sha256.hpp"

#include <QCryptographicHash>

#include <gtest/gtest.h>

#include <algorithm>

namespace DirectPost::Publish {
namespace {

TEST(Sha256, IsThatOfWhatCame)
{
	const QByteArray bytes = QByteArray("clip").repeated(30'000);
	Sha256 digest;
	for (qsizetype at = 0; at < bytes.size(); at += 777)
		digest.add(bytes.data() + at, static_cast<size_t>(std::min<qsizetype>(777, bytes.size() - at)));
	EXPECT_EQ(digest.finish(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString());
}

TEST(Sha256, BeginsAnewOnceItWasAsked)
{
	Sha256 digest;
	digest.add("a", 1);
	const std::string first = digest.finish();
	digest.add("a", 1);
	EXPECT_EQ(digest.finish(), first);
}

} // namespace
} // namespace DirectPost::Publish
