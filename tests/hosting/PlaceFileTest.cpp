#include "PlaceFile.hpp"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace DirectPost::Hosting {
namespace {

Place bucket()
{
	return {.kind = PlaceKind::S3,
		.address = "https://s3.example",
		.bucket = "nia",
		.region = "auto",
		.folder = "clips",
		.user = "AKIA",
		.publicAddress = "https://photos.nia.example/clips",
		.isRemovedOncePosted = true};
}

class StoredPlaces : public testing::Test {
protected:
	StoredPlace loaded(const std::string &text)
	{
		QFile file(folder.filePath(QStringLiteral("place.json")));
		EXPECT_TRUE(file.open(QIODevice::WriteOnly));
		file.write(QByteArray::fromStdString(text));
		file.close();
		return loadPlace(file.fileName().toStdString());
	}
	QTemporaryDir folder;
};

TEST_F(StoredPlaces, AreReadAsTheyWereWritten)
{
	const StoredPlace stored{.place = bucket(), .sealedSecret = "c2VhbGVk"};
	EXPECT_EQ(loaded(placeText(stored)), stored);
	const StoredPlace folderOfTheWeb{.place = {.kind = PlaceKind::Folder,
						   .address = "https://dav.nia.example/",
						   .publicAddress = "https://nia.example/"},
					 .sealedSecret = {}};
	EXPECT_EQ(loaded(placeText(folderOfTheWeb)), folderOfTheWeb);
}

TEST_F(StoredPlaces, AreEmptyWhereTheFileMakesNoSense)
{
	for (const char *text : {"", "{", "[]", "7", "{\"address\": 7}", "{\"is_removed_once_posted\": \"yes\"}"})
		EXPECT_EQ(loaded(text), StoredPlace()) << text;
	EXPECT_EQ(loadPlace(folder.filePath(QStringLiteral("none.json")).toStdString()), StoredPlace());
}

TEST(Places, AreFilledInWhenNothingIsLeftToSay)
{
	EXPECT_TRUE(isFilledIn(bucket()));
	for (auto part : {&Place::address, &Place::bucket, &Place::region, &Place::user, &Place::publicAddress}) {
		Place place = bucket();
		place.*part = {};
		EXPECT_FALSE(isFilledIn(place));
	}
	Place place = bucket();
	place.folder = {};
	EXPECT_TRUE(isFilledIn(place));
	place = {.kind = PlaceKind::Folder, .address = "https://a.example/", .publicAddress = "https://b.example/"};
	EXPECT_TRUE(isFilledIn(place));
	EXPECT_FALSE(needsSecret(place));
	place.user = "nia";
	EXPECT_TRUE(needsSecret(place));
}

} // namespace
} // namespace DirectPost::Hosting
