#include "Edits.hpp"

#include <media/Remux.hpp>

#include <cmath>
#include <cstring>

// Recordings that were joined may change the rate of their sound in mid-stream; an MP4 says it once.
namespace DirectPost::Media {
namespace {

using namespace Fixtures;

constexpr int kTone_hz = 440;
constexpr int kRate_hz = 48'000;

// Two seconds of AAC at this rate.
std::filesystem::path toneAt(int rate_hz, const std::string &ending)
{
	return clip("tone-" + std::to_string(rate_hz) + ending,
		    {"-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30:duration=2", "-f", "lavfi", "-i",
		     "sine=frequency=440:duration=2:sample_rate=" + std::to_string(rate_hz), "-c:v", "libx264",
		     "-preset", "ultrafast", "-g", "15", "-pix_fmt", "yuv420p", "-c:a", "aac"});
}

// How often the sound swings in a second of the clip.
double pitchOf_hz(const std::filesystem::path &file, double from_s)
{
	const Scratch scratch;
	const auto samples = scratch / "sound";
	output({FFMPEG_PROGRAM, "-v", "fatal", "-nostdin", "-i", file.string(), "-map", "0:a:0", "-af",
		"aresample=" + std::to_string(kRate_hz) + ":async=1:first_pts=0", "-ac", "1", "-f", "f32le",
		samples.string()});
	const std::string bytes = read(samples);
	std::vector<float> sound(bytes.size() / sizeof(float));
	std::memcpy(sound.data(), bytes.data(), sound.size() * sizeof(float));
	const auto first = static_cast<size_t>(from_s * kRate_hz);
	int crossings = 0;
	for (size_t i = first + 1; i < first + kRate_hz && i < sound.size(); ++i)
		crossings += sound[i - 1] < 0 && sound[i] >= 0;
	return crossings;
}

struct ChangingRate : Edits {
	ChangingRate() { write(source, read(toneAt(44'100, ".ts")) + read(toneAt(kRate_hz, ".ts"))); }
	void expectOnePitch(double second_s)
	{
		EXPECT_NEAR(pitchOf_hz(target, 0.4), kTone_hz, 5);
		EXPECT_NEAR(pitchOf_hz(target, second_s), kTone_hz, 5);
		EXPECT_EQ(ffprobe(target, "a:0", "stream=codec_name"), "aac");
	}

	const std::filesystem::path source = scratch / "joined.ts";
};

TEST_F(ChangingRate, KeepsItsPitchInACopy)
{
	const auto done = remuxToMp4(source, target, {}, {});
	ASSERT_TRUE(done) << done.error().detail;
	expectOnePitch(2.5);
	EXPECT_NEAR(soundLength_s(target), 4, 0.15);
}

TEST_F(ChangingRate, KeepsItsPitchInACopyOfAnFlv)
{
	constexpr size_t kHead_bytes = 13; // before the first tag
	write(scratch / "joined.flv",
	      read(toneAt(44'100, ".flv")) + read(toneAt(kRate_hz, ".flv")).substr(kHead_bytes));
	const auto done = remuxToMp4(scratch / "joined.flv", target, {}, {});
	ASSERT_TRUE(done) << done.error().detail;
	expectOnePitch(2.5);
}

TEST(SteadyRate, IsCopiedAsItIs)
{
	const Scratch scratch;
	write(scratch / "joined.ts", read(toneAt(kRate_hz, ".ts")) + read(toneAt(kRate_hz, ".ts")));
	ASSERT_TRUE(remuxToMp4(scratch / "joined.ts", scratch / "out.mp4", {}, {}));
	EXPECT_EQ(ffprobe(scratch / "out.mp4", "a:0", "stream=sample_rate"), std::to_string(kRate_hz));
	EXPECT_NEAR(pitchOf_hz(scratch / "out.mp4", 2.5), kTone_hz, 5);
}

} // namespace
} // namespace DirectPost::Media
