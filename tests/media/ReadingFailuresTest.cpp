#ifdef __linux__

#include "AwayDisk.hpp"
#include "HeardReads.hpp"
#include "Fixtures.hpp"
#include "Measure.hpp"

#include <media/ClipInfo.hpp>
#include <media/Edit.hpp>
#include <media/Remux.hpp>
#include <media/Thumbnail.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <format>

// A disk that goes away while a recording is looked at: wherever that is, nothing is taken for the recording's end.
namespace DirectPost::Media {
namespace {

using namespace Fixtures;

// What is said of a recording, and would be different of a shorter one.
std::string described(const ClipInfo &clip)
{
	return std::format("{} ms, {} missing, joined {}, container {}, layout {}, {}x{}, {}/{} fps, {}, {}, {} of {} "
			   "tracks, one {}, "
			   "hidden {}, late {}, more {}",
			   clip.duration_ms, clip.missing_ms, clip.isJoined, int(clip.container), int(clip.layout),
			   clip.size.width_px, clip.size.height_px, clip.frameRate.numerator,
			   clip.frameRate.denominator, clip.videoCodec, clip.audioCodec, clip.audioTrack,
			   clip.audioTracks, clip.isOnePicture, int(clip.hidden), clip.beginsLate, clip.carriesMore);
}

std::string describedFacts(const MediaFacts &facts)
{
	return std::format("{} us, {}, {} sound tracks, posted {}, start {}", facts.duration_us, facts.videoCodec,
			   facts.soundTracks.size(), facts.postedTrack, facts.videoStart_us);
}

using Reading = Expected<std::string> (*)(const std::filesystem::path &file);

Expected<std::string> lookAtClip(const std::filesystem::path &file)
{
	return probe(file).transform(described);
}

Expected<std::string> lookAtFacts(const std::filesystem::path &file)
{
	return inspect(file).transform(describedFacts);
}

Expected<std::string> lookAtLength(const std::filesystem::path &file)
{
	return measuredDuration_us(file, {}).transform([](int64_t length_us) { return std::to_string(length_us); });
}

Expected<std::string> lookAtPicture(const std::filesystem::path &file)
{
	return thumbnail(file, 1000, 64, 64).transform([](const Picture &picture) {
		return std::to_string(std::hash<std::string_view>()(
			{reinterpret_cast<const char *>(picture.rgba.data()), picture.rgba.size()}));
	});
}

Expected<std::string> lookAtCopy(const std::filesystem::path &file)
{
	const Scratch scratch;
	const auto copied = remuxToMp4(file, scratch / "out.mp4", {}, {});
	return copied ? Expected<std::string>(read(scratch / "out.mp4")) : std::unexpected(copied.error());
}

std::filesystem::path recordingOf(const std::string &kind, const Scratch &scratch)
{
	const auto file = scratch / ("clip" + kind.substr(kind.find('.')));
	const std::string bytes = read(kind.ends_with("flv")   ? flv()
				       : kind.ends_with("ts")  ? ts()
				       : kind.ends_with("mkv") ? h264Mkv()
							       : fastStartMp4());
	write(file, kind.starts_with("joined") ? bytes + bytes
		    : kind.starts_with("cut")  ? bytes.substr(0, bytes.size() * 3 / 4)
					       : bytes);
	return file;
}

constexpr int kPlaces = 12; // where a disk goes away, from the first read to the last

struct ReadingFailures : testing::TestWithParam<std::tuple<std::pair<const char *, Reading>, const char *>> {
	const Scratch scratch;
	const Reading look = std::get<0>(GetParam()).second;
	const std::filesystem::path file = recordingOf(std::get<1>(GetParam()), scratch);
	std::string whole;

	// How many reads it takes.
	int lookUndisturbed()
	{
		const HeardReads none(scratch.folder(), [](int) { return false; });
		whole = look(file).value();
		return none.count();
	}
	void expectTheWholeOrAnAwayDisk(const HeardReads::Heard &fails) const
	{
		const HeardReads reads(scratch.folder(), fails);
		const auto seen = look(file);
		if (seen)
			EXPECT_TRUE(*seen == whole) << *seen << "\ninstead of\n" << whole;
		else
			EXPECT_EQ(seen.error().kind, ErrorKind::ClipBusy)
				<< seen.error().code << ": " << seen.error().detail;
	}
};

TEST_P(ReadingFailures, AreNoEndOfTheRecording)
{
	const int reads = lookUndisturbed();
	ASSERT_GT(reads, 1);
	const int step = std::max(1, reads / kPlaces);
	for (int which = 0; which < reads; which += step) {
		SCOPED_TRACE(std::format("from read {} of {}", which, reads));
		expectTheWholeOrAnAwayDisk([which](int number) { return number >= which; });
		expectTheWholeOrAnAwayDisk([once = which + step / 2](int number) { return number == once; });
	}
}

INSTANTIATE_TEST_SUITE_P(
	Everywhere, ReadingFailures,
	testing::Combine(testing::Values(std::pair("Probing", &lookAtClip), std::pair("Inspecting", &lookAtFacts),
					 std::pair("Measuring", &lookAtLength), std::pair("Picturing", &lookAtPicture),
					 std::pair("Copying", &lookAtCopy)),
			 testing::Values("whole.mp4", "whole.mkv", "whole.flv", "whole.ts", "cut.flv", "cut.mkv",
					 "joined.flv", "joined.ts", "joined.mkv")),
	[](const auto &test) {
		std::string name = std::string(std::get<0>(test.param).first) + "_" + std::get<1>(test.param);
		std::ranges::replace(name, '.', '_');
		return name;
	});

} // namespace
} // namespace DirectPost::Media

#endif
