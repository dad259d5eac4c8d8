#include "Fixtures.hpp"

#include <media/Checks.hpp>
#include <media/ClipInfo.hpp>
#include <media/Edit.hpp>
#include <media/Preview.hpp>
#include <media/Remux.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstring>

namespace DirectPost::Media {
namespace {

using namespace Fixtures;

// Four seconds with this sound, in the container that the name tells.
std::filesystem::path withSound(const std::string &name, const std::vector<std::string> &sound)
{
	std::vector<std::string> arguments = {"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=4",
					      "-f", "lavfi", "-i", "sine=frequency=440:duration=4"};
	for (const char *argument :
	     {"-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "60", "-pix_fmt", "yuv420p"})
		arguments.emplace_back(argument);
	arguments.insert(arguments.end(), sound.begin(), sound.end());
	return clip(name, arguments);
}

std::filesystem::path remuxedTo(const std::filesystem::path &source, const std::filesystem::path &target)
{
	const auto done = remuxToMp4(source, target, {}, {});
	EXPECT_TRUE(done) << source << " " << done.error().code << ": " << done.error().detail;
	return target;
}

// Mono samples at 48 kHz, from -1 to 1.
std::vector<float> samplesOf(const std::filesystem::path &file)
{
	const std::string bytes = output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-i", file.string(), "-map",
					  "0:a:0", "-ac", "1", "-ar", "48000", "-f", "f32le", "-"});
	std::vector<float> samples(bytes.size() / sizeof(float));
	std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
	return samples;
}

double loudness(const std::vector<float> &samples, double from_s, double to_s)
{
	const auto from = static_cast<size_t>(from_s * 48'000);
	const auto to = std::min(static_cast<size_t>(to_s * 48'000), samples.size());
	double sum = 0;
	for (size_t i = from; i < to; i++)
		sum += double{samples[i]} * samples[i];
	return to > from ? std::sqrt(sum / static_cast<double>(to - from)) : 0;
}

std::string pictureHash(const std::filesystem::path &file)
{
	return output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-i", file.string(), "-map", "0:v:0", "-c", "copy",
		       "-f", "streamhash", "-hash", "sha256", "-"});
}

TEST(RemuxedSound, IsCopiedWhereMp4CarriesItWell)
{
	const Scratch scratch;
	const auto source = clip("libmp3lame.mkv",
				 {"-i", h264Mkv().string(), "-c:v", "copy", "-c:a", "libmp3lame", "-strict", "-2"});
	EXPECT_EQ(packetHashes(source), packetHashes(remuxedTo(source, scratch / "out.mp4")));
}

struct Sound {
	std::string name;
	std::vector<std::string> arguments;
};

class RemuxedSounds : public testing::TestWithParam<Sound> {};

TEST_P(RemuxedSounds, BecomeAacBesideAnUntouchedPicture)
{
	const Scratch scratch;
	const auto source = withSound(GetParam().name, GetParam().arguments);
	EXPECT_TRUE(needsRemux(probe(source).value()));
	const auto target = remuxedTo(source, scratch / "out.mp4");
	EXPECT_EQ(ffprobe(target, "a", "stream=codec_name"), "aac");
	EXPECT_EQ(pictureHash(source), pictureHash(target));
	EXPECT_NEAR(std::stod(ffprobe(target, "a:0", "stream=duration")), 4.0, 0.08);
	EXPECT_NEAR(std::stod(ffprobe(target, "a:0", "stream=start_time")), 0.0, 0.03);
	const auto before = samplesOf(source);
	const auto after = samplesOf(target);
	for (const double from_s : {0.5, 2.0, 3.4}) {
		const double ratio = loudness(after, from_s, from_s + 0.4) / loudness(before, from_s, from_s + 0.4);
		EXPECT_GT(ratio, 0.5) << from_s;
		EXPECT_LT(ratio, 2.0) << from_s;
	}
	EXPECT_FALSE(needsRemux(probe(target).value()));
}

INSTANTIATE_TEST_SUITE_P(
	Sound, RemuxedSounds,
	testing::Values(Sound{"pcm-s24.mkv",
			      {"-c:a", "pcm_s24le", "-ac", "2"}}, // what OBS 32 writes: no channel layout
			Sound{"pcm-s24.mov", {"-c:a", "pcm_s24le", "-ac", "2"}},
			Sound{"pcm-float.mov", {"-c:a", "pcm_f32le", "-movflags", "+faststart"}},
			Sound{"flac.mkv", {"-c:a", "flac"}}, Sound{"alac.mov", {"-c:a", "alac"}},
			Sound{"surround.mkv", {"-c:a", "ac3", "-ac", "6"}},
			Sound{"low-rate.mkv", {"-c:a", "pcm_s16le", "-ar", "22050"}},
			Sound{"vorbis.mkv", {"-c:a", "libvorbis"}}, Sound{"opus.mkv", {"-c:a", "libopus"}},
			Sound{"opus.mp4", {"-c:a", "libopus"}}),
	[](const testing::TestParamInfo<Sound> &test) {
		std::string name = test.param.name;
		std::ranges::replace_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
		return name;
	});

// Eight seconds whose sound is of another kind in the second half, while the times go on.
struct Change {
	std::string name;
	std::vector<std::string> before;
	std::vector<std::string> after;
};

struct ChangingSounds : testing::TestWithParam<Change> {
	std::filesystem::path made() const
	{
		const auto &[name, before, after] = GetParam();
		std::vector<std::string> later = after;
		later.insert(later.end(), {"-output_ts_offset", "4"});
		const auto file = scratch / (name + ".ts");
		write(file, read(withSound(name + "-before.ts", before)) + read(withSound(name + "-after.ts", later)));
		return file;
	}

	void expectOneToneOf440Hz(const std::filesystem::path &file) const
	{
		const auto samples = samplesOf(file);
		EXPECT_NEAR(static_cast<double>(samples.size()) / 48'000, 8, 0.1);
		for (const double from_s : {0.5, 4.5}) {
			EXPECT_GT(loudness(samples, from_s, from_s + 3), 0.01) << from_s;
			int rises = 0;
			for (auto at = static_cast<size_t>(from_s * 48'000), end = at + size_t{3} * 48'000; at < end;
			     at++)
				rises += samples.at(at - 1) < 0 && samples.at(at) >= 0;
			EXPECT_NEAR(rises, 3 * 440, 5) << from_s;
		}
	}

	Scratch scratch;
};

TEST_P(ChangingSounds, BecomeOneWhenCopied)
{
	expectOneToneOf440Hz(remuxedTo(made(), scratch / "out.mp4"));
}

TEST_P(ChangingSounds, BecomeOneWhenEdited)
{
	const auto target = scratch / "out.mp4";
	const auto edited = makeEdit(made(), {.sound = {.isLoudnessNormalised = true}}, {}, target, {}, {});
	ASSERT_TRUE(edited) << edited.error().code << ": " << edited.error().detail;
	expectOneToneOf440Hz(target);
}

TEST_P(ChangingSounds, AreDrawnToTheirEnd)
{
	const auto heard = waveform(made(), 1, 0, 8000, 8, {});
	ASSERT_TRUE(heard);
	for (const float peak : *heard)
		EXPECT_GT(peak, 0.03F);
}

INSTANTIATE_TEST_SUITE_P(
	Sound, ChangingSounds,
	testing::Values(Change{"channels", {"-c:a", "ac3", "-ac", "6"}, {"-c:a", "ac3", "-ac", "2"}},
			Change{"mono", {"-c:a", "mp2", "-ac", "2"}, {"-c:a", "mp2", "-ac", "1"}},
			Change{"rate", {"-c:a", "mp2", "-ar", "44100"}, {"-c:a", "mp2", "-ar", "48000"}}),
	[](const auto &test) { return test.param.name; });

TEST(RemuxedSound, IsSilentWhereTheSourceHasAGap)
{
	const Scratch scratch;
	const auto source = withSound("gap.mkv", {"-c:a", "pcm_s16le", "-bsf:a", "noise=drop=between(pts*tb\\,1\\,2)"});
	const auto samples = samplesOf(remuxedTo(source, scratch / "out.mp4"));
	EXPECT_LT(loudness(samples, 1.2, 1.8), 0.001);
	EXPECT_GT(loudness(samples, 2.3, 2.9), 0.01);
	EXPECT_GT(loudness(samples, 0.3, 0.8), 0.01);
}

} // namespace
} // namespace DirectPost::Media
