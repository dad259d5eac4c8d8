#include "Studio.hpp"

#include <QFile>

#include <cstdlib>

// A bucket of somebody else's making, which the environment names: Debian has no S3 server that could be started here.
// It was tried with npm's @20minutes/s3rver 5.0.0, which checks signatures of version 4.
//   BUCKET_ADDRESS, BUCKET_NAME, BUCKET_REGION, BUCKET_KEY_ID, BUCKET_KEY, BUCKET_PUBLIC_ADDRESS, BUCKET_CA_FILE
namespace DirectPost::Hosting {
namespace {

std::string given(const char *name)
{
	const char *value = std::getenv(name);
	return value ? value : "";
}

TEST(OtherBucket, TakesAPictureShowsItAndForgetsIt)
{
	const Place place{.kind = PlaceKind::S3,
			  .address = given("BUCKET_ADDRESS"),
			  .bucket = given("BUCKET_NAME"),
			  .region = given("BUCKET_REGION"),
			  .folder = "of direct post/tests",
			  .user = given("BUCKET_KEY_ID"),
			  .publicAddress = given("BUCKET_PUBLIC_ADDRESS") + "/of%20direct%20post/tests",
			  .isRemovedOncePosted = true};
	if (!isFilledIn(place))
		GTEST_SKIP() << "no bucket is named";
	Studio studio;
	if (const auto caFile = given("BUCKET_CA_FILE"); !caFile.empty())
		studio.trust(caFile);
	const auto tested = studio.answerTo(studio.host().test(place, Secret(given("BUCKET_KEY"))));
	EXPECT_TRUE(tested) << tested.error().code << " " << tested.error().detail;
	const auto refused = studio.answerTo(studio.host().test(place, Secret("another key")));
	ASSERT_FALSE(refused);
	EXPECT_EQ(refused.error().code, "hosting_denied");
}

} // namespace
} // namespace DirectPost::Hosting
