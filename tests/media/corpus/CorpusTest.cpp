#include "Clips.hpp"
#include "../Fixtures.hpp"
#include "../../Readable.hpp"
#include "MediaInspection.hpp"

#include <media/Checks.hpp>
#include <media/ClipInfo.hpp>
#include <media/Edit.hpp>
#include <media/Remux.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <format>
#include <iterator>
#include <map>
#include <sstream>

// Every clip of the corpus is judged, prepared, and decoded beside what is made of it.
namespace DirectPost::Media::Corpus {

void PrintTo(const Clip &clip, std::ostream *out)
{
	*out << clip.name;
}

void PrintTo(Means means, std::ostream *out)
{
	*out << std::map<Means, const char *>{{Means::AsItIs, "as it is"},
					      {Means::Copied, "copied"},
					      {Means::SoundConverted, "sound converted"},
					      {Means::Refused, "refused"}}
			.at(means);
}

namespace {

using namespace Fixtures;

constexpr int kRate_hz = 48'000;
constexpr double kExact_s = 0.0002;
constexpr double kTick_s = 0.0011;      // of containers that count milliseconds
constexpr double kBeforeZero_s = 0.008; // of Opus and Vorbis; where times cannot be negative, all of them are moved
constexpr double kPacket_s = 0.07;      // none of sound is longer, but ALAC's with 0.085 s
constexpr double kSync_s = 0.015;       // half a picture at 30 fps; codecs smear a burst by less

// Making the files

std::vector<std::string> words(const std::string &text)
{
	std::istringstream stream(text);
	return {std::istream_iterator<std::string>(stream), {}};
}

std::filesystem::path made(const std::string &file);

// What a word of a recipe stands for.
std::vector<std::string> meaning(const std::string &word)
{
	static const std::map<std::string, std::string> kMeanings = {
		{"A", "-f lavfi -i aevalsrc=exprs=0.8*sin(5529*t)*between(mod(t\\,2)\\,1\\,1.1):s=48000:d=2"},
		{"X", "-c:v libx264 -preset ultrafast -bf 2 -g 30 -pix_fmt yuv420p"},
		{"VP8", "-c:v libvpx -deadline realtime -cpu-used 8"},
		{"VP9", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8"},
		{"H265", "-c:v libx265 -preset ultrafast -x265-params log-level=error"},
	};
	if (word == "P" || (word.size() > 1 && word[0] == 'P' && std::isdigit(static_cast<unsigned char>(word[1]))))
		return words("-f lavfi -i testsrc2=s=640x360:d=2:r=" + (word == "P" ? "30" : word.substr(1)));
	if (word.starts_with('@'))
		return {"-i", made(word.substr(1)).string()};
	if (word.starts_with("C@"))
		return {"-i", made(word.substr(2)).string(), "-map", "0", "-c", "copy"};
	const auto meaning = kMeanings.find(word);
	return meaning == kMeanings.end() ? std::vector{word} : words(meaning->second);
}

std::filesystem::path made(const std::string &file)
{
	const auto clip = std::ranges::find(clips(), file, &Clip::file);
	std::vector<std::string> arguments;
	for (const auto &word : words(clip->recipe))
		std::ranges::copy(meaning(word), std::back_inserter(arguments));
	return Fixtures::clip(file, arguments);
}

std::filesystem::path withFault(const Clip &clip, const Scratch &scratch)
{
	const auto whole = made(clip.file);
	if (!clip.fault && clip.followedBy.empty())
		return whole;
	const std::string bytes = clip.fault ? clip.fault(read(whole)) : read(whole);
	write(scratch / clip.file, clip.followedBy.empty() ? bytes : bytes + read(made(clip.followedBy)));
	return scratch / clip.file;
}

// Decoding them

struct Decoded {
	std::vector<std::string> pictures; // one hash each, in the order they are shown
	std::vector<double> times_s;       // of the pictures, from the file's start
	std::vector<float> sound;          // mono at 48 kHz, from the file's start
};

// Keeps what FFmpeg makes of it in the file's folder, for the next run. `track`: of sound, counted from 1; 0: none.
Decoded decode(const std::filesystem::path &file, int track)
{
	const auto kept = [&](const char *what) {
		return file.parent_path() / (file.filename().string() + "." + std::to_string(track) + "." + what);
	};
	const auto pictures = kept("pictures");
	const auto sound = kept("sound");
	std::vector<std::string> command = {FFMPEG_PROGRAM, "-v", "fatal", "-nostdin", "-y", "-i", file.string()};
	const auto add = [&command](const std::string &more) {
		std::ranges::copy(words(more), std::back_inserter(command));
	};
	add("-map 0:v:0 -fps_mode passthrough -enc_time_base demux -f framemd5");
	command.push_back(kept("new").string());
	if (track > 0) {
		add("-map 0:a:" + std::to_string(track - 1));
		add("-af aresample=48000:async=1:first_pts=0 -ac 1 -f f32le");
		command.push_back(sound.string());
	}
	if (!std::filesystem::exists(pictures)) {
		output(command);
		std::filesystem::rename(kept("new"), pictures);
	}

	Decoded decoded;
	std::istringstream lines(read(pictures));
	double tick_s = 0;
	for (std::string line; std::getline(lines, line);) {
		double numerator = 0;
		double denominator = 1;
		if (std::sscanf(line.c_str(), "#tb 0: %lf/%lf", &numerator, &denominator) == 2)
			tick_s = numerator / denominator;
		if (line.starts_with('#'))
			continue;
		std::ranges::replace(line, ',', ' ');
		const auto fields = words(line); // stream, dts, pts, duration, size, hash
		decoded.times_s.push_back(std::stod(fields.at(2)) * tick_s);
		decoded.pictures.push_back(fields.at(5));
	}
	const std::string samples = read(sound);
	decoded.sound.resize(samples.size() / sizeof(float));
	if (!decoded.sound.empty())
		std::memcpy(decoded.sound.data(), samples.data(), decoded.sound.size() * sizeof(float));
	return decoded;
}

// When it becomes loud after at least half a second of silence.
std::vector<double> burstsOf(const std::vector<float> &sound)
{
	constexpr float kLoud = 0.3F;
	std::vector<double> bursts_s;
	double lastLoud_s = -1;
	for (size_t i = 0; i < sound.size(); i++) {
		if (std::abs(sound[i]) < kLoud)
			continue;
		const double time_s = static_cast<double>(i) / kRate_hz;
		if (time_s - lastLoud_s > 0.5)
			bursts_s.push_back(time_s);
		lastLoud_s = time_s;
	}
	return bursts_s;
}

// Comparing them

Means meansFor(const ClipInfo &clip)
{
	if (!canBePosted(check(clip, {})))
		return Means::Refused;
	if (!needsRemux(clip))
		return Means::AsItIs;
	return isSoundConverted(clip) ? Means::SoundConverted : Means::Copied;
}

std::string remarksOf(const ClipInfo &clip)
{
	std::string remarks;
	for (const Finding &finding : check(clip, {})) {
		if (finding.severity != Severity::Pass)
			remarks += (remarks.empty() ? "" : " ") + finding.code;
	}
	return remarks;
}

void expectSamePictures(const Clip &clip, const Decoded &source, const Decoded &result, bool isWebM)
{
	const double exact_s = isWebM ? kTick_s : kExact_s;
	const double start_s = isWebM ? kBeforeZero_s : kExact_s;
	EXPECT_LE(result.pictures.size(), source.pictures.size());
	EXPECT_GE(result.pictures.size() + clip.lost, source.pictures.size());
	const auto found = std::ranges::search(source.pictures, result.pictures);
	ASSERT_FALSE(found.empty()) << "other pictures than the source's";
	const auto offset = static_cast<size_t>(found.begin() - source.pictures.begin());

	// Where the last pictures were lost, one that is shown after them may be there.
	const size_t even = clip.rate > 0 ? result.times_s.size() - std::min(result.times_s.size(), clip.lost) : 0;
	EXPECT_NEAR(result.times_s.at(0), 0, start_s);
	for (size_t i = 1; i < result.times_s.size(); i++) {
		if (i < even)
			ASSERT_NEAR(result.times_s[i] - result.times_s[0], static_cast<double>(i) / clip.rate, exact_s)
				<< i;
		else
			ASSERT_NEAR(result.times_s[i] - result.times_s[0],
				    source.times_s[offset + i] - source.times_s[offset], kTick_s)
				<< i;
	}
}

void expectSameSound(const Clip &clip, const Decoded &source, const Decoded &result)
{
	const auto bursts_s = burstsOf(result.sound);
	ASSERT_EQ(bursts_s.size(), clip.bursts_s.size()) << testing::PrintToString(bursts_s);
	for (size_t i = 0; i < bursts_s.size(); i++)
		EXPECT_NEAR(bursts_s[i], clip.bursts_s[i], kSync_s);
	// What was heard before the first picture is left out.
	const double before_s = std::max(0.0, source.times_s.empty() ? 0 : source.times_s.front());
	const double length_s = static_cast<double>(source.sound.size()) / kRate_hz - before_s;
	if (clip.bursts_s.size() == 1) {
		EXPECT_NEAR(static_cast<double>(result.sound.size()) / kRate_hz, length_s, kPacket_s);
	}
}

// The stand-in for TikTok's reason; empty: it takes the file.
std::string refusalOf(const std::filesystem::path &file)
{
	const auto clip = probe(file);
	const SandboxPost post = {.contentType = clip ? clip->contentType().value_or("video/mp4") : "video/mp4"};
	return StandIn::failReasonOf(StandIn::inspectMedia(file), post, {.maxVideoPostDuration_s = 600});
}

// One picture, one track of sound at most, an index in front, and nothing that tells about a person or a place.
void expectFitToSend(const std::filesystem::path &file)
{
	const auto clip = probe(file);
	ASSERT_TRUE(clip) << clip.error().code;
	EXPECT_EQ(meansFor(*clip), Means::AsItIs);
	if (clip->container != Container::WebM) {
		EXPECT_THAT(boxes(file), testing::StartsWith("ftyp moov"));
	}
	EXPECT_THAT(read(file), testing::Not(testing::HasSubstr(std::string(kSecret))));
	const std::string facts = output({FFPROBE_PROGRAM, "-v", "error", "-show_entries",
					  "stream=codec_type,start_time:format_tags:stream_tags:chapter_tags",
					  "-show_chapters", "-of", "default=noprint_wrappers=1", file.string()});
	if (clip->container != Container::WebM) {
		EXPECT_THAT(facts, testing::StartsWith("codec_type=video\nstart_time=0.000000\n"));
	}
	std::map<std::string, int> streams;
	std::istringstream lines(facts);
	for (std::string line; std::getline(lines, line);) {
		if (line.starts_with("codec_type="))
			streams[line.substr(line.find('=') + 1)]++;
		else if (line.starts_with("TAG:")) {
			EXPECT_THAT(line, testing::ContainsRegex("^TAG:(major_brand|minor_version|compatible_brands|["
								 "eE][nN][cC][oO][dD][eE][rR]|DURATION|"
								 "language|handler_name|vendor_id)="));
		}
	}
	EXPECT_EQ(streams["video"], 1);
	EXPECT_LE(streams["audio"], 1);
	EXPECT_LE(streams.size(), 2) << facts;
	EXPECT_EQ(refusalOf(file), "");
}

class Corpus : public testing::TestWithParam<Clip> {};

TEST_P(Corpus, IsJudgedAndSentAsItShould)
{
	const Clip &clip = GetParam();
	const Scratch scratch;
	const auto source = withFault(clip, scratch);
	const auto info = probe(source);
	if (!info) {
		EXPECT_EQ(info.error().code, clip.remarks);
		EXPECT_EQ(clip.means, Means::Refused);
		EXPECT_NE(refusalOf(source), "");
		return;
	}
	EXPECT_EQ(remarksOf(*info), clip.remarks);
	EXPECT_EQ(meansFor(*info), clip.means);
	if (clip.means == Means::Refused) {
		EXPECT_NE(refusalOf(source), "");
		return;
	}
	if (clip.means == Means::AsItIs)
		return expectFitToSend(source);

	const bool isWebM = becomesWebM(*info);
	const auto target = scratch / (isWebM ? "result.webm" : "result.mp4");
	const auto done = (isWebM ? remuxToWebM : remuxToMp4)(source, target, {}, {});
	ASSERT_TRUE(done) << done.error().code << ": " << done.error().detail;
	expectFitToSend(target);
	const Decoded before = decode(source, info->audioTracks > 0 ? info->audioTrack : 0);
	const Decoded after = decode(target, info->audioTracks > 0 ? 1 : 0);
	EXPECT_EQ(probe(target)->container, isWebM ? Container::WebM : Container::Mp4);
	expectSamePictures(clip, before, after, isWebM);
	expectSameSound(clip, before, after);
}

INSTANTIATE_TEST_SUITE_P(Clips, Corpus, testing::ValuesIn(clips()),
			 [](const auto &test) { return readable(test.index, test.param.name); });

// Whether a picture is of no use, or of little, before every one of its kind is made anew.
bool isOfThePicture(const std::string &remark)
{
	return remark.starts_with("codec_") || remark.starts_with("frame_rate_") || remark.starts_with("resolution_") ||
	       remark == "container_trimmed_within";
}

// AVI is left out: it does not say when its pictures are shown, and what FFmpeg guesses is another time after a seek.
std::vector<Clip> repairedClips()
{
	std::vector<Clip> repaired;
	std::ranges::copy_if(clips(), std::back_inserter(repaired), [](const Clip &clip) {
		return std::ranges::any_of(words(clip.remarks), isOfThePicture) && !clip.file.ends_with(".avi");
	});
	return repaired;
}

// How alike the result is to what its source shows, brought to its rate, its size and its colours; 1 is the same.
double likeness(const std::filesystem::path &result, const std::filesystem::path &source, bool isInterlaced)
{
	const MediaFacts facts = inspect(result).value();
	const std::string even = std::format("fps={}/{}:start_time=0,settb=1/1000,setpts=N*10",
					     facts.frameRate.numerator, facts.frameRate.denominator);
	const std::string graph =
		std::format("[0:v]{0},format=yuv420p[made];[1:v]setpts=PTS-STARTPTS,{1}{0},scale={2}:{3}:"
			    "out_color_matrix=bt709:out_range=limited,format=yuv420p[wanted];"
			    "[made][wanted]ssim=shortest=1:stats_file=-",
			    even, isInterlaced ? "bwdif=mode=send_frame:deint=all," : "", facts.shown.width_px,
			    facts.shown.height_px);
	std::istringstream lines(output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-i", result.string(), "-i",
					 source.string(), "-lavfi", graph, "-f", "null", "-"}));
	double sum = 0;
	int count = 0;
	for (std::string line; std::getline(lines, line);) {
		if (const size_t at = line.find("All:"); at != std::string::npos) {
			sum += std::stod(line.substr(at + 4));
			count++;
		}
	}
	return count > 0 ? sum / count : 0;
}

class RepairedCorpus : public testing::TestWithParam<Clip> {};

TEST_P(RepairedCorpus, LooksAndSoundsLikeItsSourceAndIsTaken)
{
	const Clip &clip = GetParam();
	const Scratch scratch;
	const auto source = made(clip.file);
	const auto target = scratch / "result.mp4";
	const auto done = makeEdit(source, {.isRepaired = true}, {.encoder = "libx264"}, target, {}, {});
	ASSERT_TRUE(done) << done.error().code << ": " << done.error().detail;
	EXPECT_EQ(static_cast<int>(done->means), static_cast<int>(Media::Means::Encode));
	expectFitToSend(target);
	const ClipInfo info = probe(target).value();
	EXPECT_THAT(words(remarksOf(info)), testing::Each(testing::Not(testing::Truly(isOfThePicture))));

	const MediaFacts before = inspect(source).value();
	const Decoded after = decode(target, info.audioTracks > 0 ? 1 : 0);
	const double rate = info.frameRate.perSecond();
	EXPECT_NEAR(static_cast<double>(after.pictures.size()),
		    static_cast<double>(before.duration_us - before.videoStart_us) / 1e6 * rate, 2);
	if (before.range == DynamicRange::Standard) { // else it has other colours, as it should
		EXPECT_GE(likeness(target, source, before.isInterlaced), 0.95);
	}
	const auto bursts_s = burstsOf(after.sound);
	ASSERT_EQ(bursts_s.size(), clip.bursts_s.size());
	for (size_t i = 0; i < bursts_s.size(); i++)
		EXPECT_NEAR(bursts_s[i], clip.bursts_s[i], 1 / rate);
}

INSTANTIATE_TEST_SUITE_P(Clips, RepairedCorpus, testing::ValuesIn(repairedClips()),
			 [](const auto &test) { return readable(test.index, test.param.name); });

} // namespace
} // namespace DirectPost::Media::Corpus
