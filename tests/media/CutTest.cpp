#include "Edits.hpp"

#include "../Readable.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace DirectPost::Media {
namespace {

using namespace Fixtures;

struct Cut {
	const char *name;
	std::filesystem::path (*source)();
	int64_t start_ms;
	int64_t end_ms;
	Means means;
};

void PrintTo(const Cut &cut, std::ostream *stream)
{
	*stream << cut.name << " " << cut.start_ms << " to " << cut.end_ms;
}

struct Cuts : Edits, testing::WithParamInterface<Cut> {};

// The place of the picture that is nearest to this time.
size_t placeOf(const std::filesystem::path &source, int64_t time_ms)
{
	const std::vector<double> times = pictureTimes_s(source);
	const double wanted =
		std::stod(ffprobe(source, "v:0", "format=start_time")) + static_cast<double>(time_ms) / 1000;
	size_t place = 0;
	for (size_t i = 0; i < times.size(); i++) {
		if (std::abs(times[i] - wanted) < std::abs(times[place] - wanted))
			place = i;
	}
	return place;
}

// When a picture is shown, in the source's timeline: the sound may begin before the first one.
int64_t timeOf(const std::filesystem::path &source, int64_t place)
{
	return inspect(source).value().videoStart_us / 1000 + place * 1000 / 30;
}

TEST_P(Cuts, GiveEveryPictureOfThePartFromTheChosenOneOn)
{
	const Cut &cut = GetParam();
	const auto source = cut.source();
	const auto edited = make(source, {.start_ms = cut.start_ms, .end_ms = cut.end_ms});
	ASSERT_TRUE(edited.has_value()) << edited.error().code << " " << edited.error().detail;
	EXPECT_EQ(static_cast<int>(edited->means), static_cast<int>(cut.means)) << edited->copyFailure;

	const double rate = inspect(source).value().frameRate.perSecond();
	const double length_s = static_cast<double>(cut.end_ms - cut.start_ms) / 1000;
	const auto wanted = static_cast<size_t>(std::llround(length_s * rate));
	const size_t place = placeOf(source, cut.start_ms);
	const auto made = pictures(target);
	const auto all = pictures(source);
	EXPECT_EQ(made.size(), wanted);
	EXPECT_GT(likeness(target, source, place), 0.95);
	size_t same = 0;
	for (size_t i = 0; i < made.size() && place + i < all.size(); i++)
		same += made[i] == all[place + i];
	EXPECT_EQ(same == made.size(), cut.means == Means::Copy);
	EXPECT_EQ(same > 0, cut.means != Means::Encode);
	EXPECT_NEAR(pictureTimes_s(target).front(), 0, 0.001);
	EXPECT_NEAR(soundLength_s(target), length_s, 1.0 / rate);
	EXPECT_EQ(boxes(target).substr(0, 9), "ftyp moov");
}

INSTANTIATE_TEST_SUITE_P(OfSources, Cuts,
			 testing::Values(Cut{"mkv, from a key frame", &longGopMkv, 2000, 3500, Means::SmartCut},
					 Cut{"mkv, across a key frame", &longGopMkv, 1500, 3200, Means::SmartCut},
					 Cut{"mkv, within a group", &longGopMkv, 500, 1500, Means::Encode},
					 Cut{"mp4, to the end of a group", &longGopMp4, 0, 2000, Means::Copy},
					 Cut{"mp4, across a key frame", &longGopMp4, 1733, 3467, Means::SmartCut},
					 Cut{"mp4, from a key frame", &longGopMp4, 2000, 3000, Means::SmartCut},
					 Cut{"ts, across a key frame", &longGopTs, 1600, 3333, Means::SmartCut},
					 Cut{"open groups", &openGopMp4, 1500, 3000, Means::Encode},
					 Cut{"59.94 fps", &fast60Mkv, 700, 2502, Means::SmartCut},
					 Cut{"no B-frames", &noBFramesMkv, 2022, 3256, Means::Copy},
					 Cut{"H.265, across a key frame", &longGopHevc, 1500, 3200, Means::Encode},
					 Cut{"H.265, to the end of a group", &longGopHevc, 0, 2000, Means::Copy},
					 Cut{"no key frame but the first", &oneKeyFrame, 1000, 2500, Means::Encode}),
			 [](const auto &test) { return readable(test.index, test.param.name); });

TEST_F(Edits, TakeOnePictureWhereOneIsWanted)
{
	const int64_t tenth_ms = timeOf(longGopMkv(), 10);
	ASSERT_TRUE(make(longGopMkv(), {.start_ms = tenth_ms, .end_ms = tenth_ms + 33}).has_value());
	EXPECT_EQ(pictures(target).size(), 1);
	EXPECT_GT(likeness(target, longGopMkv(), 10), 0.95);
}

TEST_F(Edits, SayWhenNothingIsLeft)
{
	EXPECT_EQ(make(longGopMkv(), {.start_ms = 2000, .end_ms = 1000}).error().code, "edit_empty");
	EXPECT_EQ(make(longGopMkv(), {.start_ms = 60'000}).error().code, "edit_empty");
	EXPECT_THAT(left(), testing::IsEmpty());
}

TEST_F(Edits, KeepVariableRatesWherePicturesAreCopied)
{
	ASSERT_TRUE(make(variableMp4(), {.start_ms = 1500, .end_ms = 3500}).has_value());
	const size_t place = placeOf(variableMp4(), 1500);
	const auto times = pictureTimes_s(variableMp4());
	const auto made = pictureTimes_s(target);
	ASSERT_LE(place + made.size(), times.size());
	for (size_t i = 0; i < made.size(); i++)
		EXPECT_NEAR(made[i], times[place + i] - times[place], 0.002) << i;
}

TEST_F(Edits, GiveTheChosenPicturesForAnyInAndOut)
{
	std::mt19937 random(20'26);
	const std::vector<std::filesystem::path> sources = {longGopMkv(),   longGopMp4(), longGopTs(),
							    noBFramesMkv(), openGopMp4(), longGopHevc()};
	for (int round = 0; round < 12; round++) {
		const auto &source = sources[round % sources.size()];
		const auto start = static_cast<int64_t>(random() % 100);
		const auto count = static_cast<int64_t>(1 + random() % (119 - start));
		const EditPlan plan = {.start_ms = timeOf(source, start), .end_ms = timeOf(source, start + count)};
		const auto edited = make(source, plan);
		ASSERT_TRUE(edited.has_value()) << edited.error().code << " " << edited.error().detail;
		EXPECT_EQ(static_cast<int64_t>(pictures(target).size()), count) << source << " from " << start;
		EXPECT_GT(likeness(target, source, static_cast<size_t>(start)), 0.95) << source << " from " << start;
	}
}

} // namespace
} // namespace DirectPost::Media
