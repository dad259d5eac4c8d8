#include "Benches.hpp"
#include "Contest.hpp"

#include <media/Edit.hpp>
#include <media/Preview.hpp>

#include <chrono>
#include <format>
#include <fstream>
#include <stdexcept>

namespace DirectPost::Bench {

namespace {

constexpr int kEditRounds = 3;
constexpr int kTrimRounds = 7;
constexpr int kShown = 20;
constexpr double kLargestTrimRatio = 0.5;
constexpr double kLargestSmartCutRatio = 1.0 / 8;
constexpr double kLargestEncodeRatio = 1.05;

constexpr Media::Size kEditorBox = {960, 540};
constexpr Media::Size kStripBox = {160, 90};
constexpr int64_t kHour_ms = 3'600'000;

// An hour at 60 fps and the 6 Mbit/s that OBS begins with, with a key frame every four seconds. The sound is joined by
// itself: its packets do not fit into the picture's length.
std::filesystem::path longRecording(const std::filesystem::path &folder)
{
	const std::string picture = (folder / "edit-picture.mp4").string();
	const std::string sound = (folder / "edit-sound.m4a").string();
	const std::string whole = (folder / "edit-recording.mkv").string();
	run({"ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i",
	     "testsrc2=size=1280x720:rate=60,noise=alls=20:allf=t,format=yuv420p", "-t", "8", "-c:v", "libx264",
	     "-preset", "ultrafast", "-x264-params",
	     "scenecut=0:bframes=2:keyint=240:nal-hrd=cbr:bitrate=6000:vbv-maxrate=6000:vbv-bufsize=6000", picture});
	run({"ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "60",
	     "-c:a", "aac", "-b:a", "160k", sound});
	run({"ffmpeg", "-v",   "error", "-y",   "-stream_loop", "449", "-i",   picture, "-stream_loop", "60", "-i",
	     sound,    "-map", "0:v",   "-map", "1:a",          "-t",  "3600", "-c",    "copy",         whole});
	std::filesystem::remove(picture);
	std::filesystem::remove(sound);
	return whole;
}

std::string seconds(int64_t time_ms)
{
	return std::format("{}.{:03}", time_ms / 1000, time_ms % 1000);
}

Cost edit(const std::filesystem::path &source, const Media::EditPlan &plan, Media::Means wanted,
	  const Media::EncoderSettings &settings = {.encoder = "libx264"})
{
	const auto target = source.parent_path() / "edited.mp4";
	const auto began = std::chrono::steady_clock::now();
	const auto done = Media::makeEdit(source, plan, settings, target, {}, {});
	if (!done || done->means != wanted)
		throw std::runtime_error("edit failed: " + (done ? done->copyFailure : done.error().detail));
	const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
	return {.seconds = took.count(), .processor_s = 0, .memory_MiB = 0};
}

bool benchTrim(const std::filesystem::path &source, const std::string &theirs, int64_t keyFrame_ms)
{
	// Its last picture is one that none after it is needed for.
	const Media::EditPlan trim = {.start_ms = keyFrame_ms, .end_ms = keyFrame_ms + 30'017};
	const auto trims =
		compare(kTrimRounds, {[&] { return edit(source, trim, Media::Means::Copy); },
				      [&] {
					      return run({"ffmpeg", "-v", "error", "-y", "-ss",
							  seconds(keyFrame_ms + 8), "-i", source.string(), "-t", "30",
							  "-c", "copy", "-movflags", "+faststart", theirs});
				      }});
	return print("trim 30 s of an hour, without loss | ffmpeg -c copy", trims[0].seconds, trims[1].seconds, "s",
		     kLargestTrimRatio);
}

bool benchSmartCut(const std::filesystem::path &source, int64_t keyFrame_ms)
{
	const Media::EditPlan cut = {.start_ms = keyFrame_ms + 1500, .end_ms = keyFrame_ms + 31'500};
	const auto cuts = compare(kEditRounds, {[&] { return edit(source, cut, Media::Means::SmartCut); },
						[&] {
							return edit(source, cut, Media::Means::Encode,
								    {.encoder = "libx264", .alwaysEncodes = true});
						}});
	return print("smart cut of 30 s | encoding all of it", cuts[0].seconds, cuts[1].seconds, "s",
		     kLargestSmartCutRatio);
}

bool benchUpright(const std::filesystem::path &source, const std::string &theirs, int64_t start_ms)
{
	const Media::EditPlan upright = {
		.start_ms = start_ms,
		.end_ms = start_ms + 10'000,
		.layout = {.kind = Media::LayoutKind::VerticalCrop, .window = {438, 0, 405, 720}}};
	const auto uprights =
		compare(kEditRounds,
			{[&] { return edit(source, upright, Media::Means::Encode); },
			 [&] {
				 return run({"ffmpeg",     "-v",
					     "error",      "-y",
					     "-ss",        seconds(start_ms),
					     "-i",         source.string(),
					     "-t",         "10",
					     "-vf",        "fps=60,crop=404:720:438:0,scale=404:720,format=yuv420p",
					     "-c:v",       "libx264",
					     "-preset",    "veryfast",
					     "-crf",       "20",
					     "-profile:v", "high",
					     "-g",         "120",
					     "-c:a",       "copy",
					     "-movflags",  "+faststart",
					     theirs});
			 }});
	return print("upright crop of 10 s | ffmpeg with the same graph", uprights[0].seconds, uprights[1].seconds, "s",
		     kLargestEncodeRatio);
}

// The median of what `show` takes in milliseconds, beside what somebody waits for without noticing.
bool benchShown(const char *name, double most_ms, int rounds, const std::function<bool(int round)> &show)
{
	std::vector<Cost> costs;
	for (int round = 0; round < rounds; round++) {
		const auto began = std::chrono::steady_clock::now();
		if (!show(round))
			throw std::runtime_error(std::string(name) + " failed");
		const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
		costs.push_back({.seconds = took.count()});
	}
	return print(name, medianOf(costs).seconds, most_ms, "ms", 1.0);
}

// Four gigabytes, most of them a hole.
std::filesystem::path sparseMp4(const std::filesystem::path &folder)
{
	const auto four = folder / "sparse.mp4";
	run({"ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=60", "-t", "60", "-c:v",
	     "libx264", "-preset", "ultrafast", "-movflags", "+faststart", four.string()});
	std::fstream file(four, std::ios::in | std::ios::out | std::ios::binary);
	std::string head(1'000'000, '\0');
	file.read(head.data(), static_cast<std::streamsize>(head.size()));
	file.clear();
	file.seekp(static_cast<std::streamoff>(head.find("mdat") - 4));
	file.write("\0\0\0\0", 4); // the last box now reaches to the end, wherever that is
	file.close();
	std::filesystem::resize_file(four, 4 * kGigabyte_bytes);
	return four;
}

// All that is to be known of a clip before it is shown.
bool benchInspect(const std::filesystem::path &hour, const std::filesystem::path &four)
{
	constexpr double kMost_ms = 200;
	const auto inspect = [](const std::filesystem::path &file) {
		const auto clip = Media::probe(file);
		return clip && Media::inspect(*clip);
	};
	bool isGood =
		benchShown("facts of an hour's MKV | at most", kMost_ms, kShown, [&](int) { return inspect(hour); });
	isGood &= benchShown("facts of an MP4 of 4 GB | at most", kMost_ms, kShown, [&](int) { return inspect(four); });
	return isGood;
}

bool benchEditor(const std::filesystem::path &source)
{
	using enum Media::Preview::Seek;
	bool isGood = benchShown("editor's first picture of an hour | at most", 300, kEditRounds, [&](int) {
		const auto preview = Media::Preview::open(source);
		return preview && (*preview)->frameAt(0, Exact, kEditorBox, {});
	});
	const auto preview = Media::Preview::open(source);
	const auto placeOf = [](int round) {
		return kHour_ms / kShown * round + 3'950; // shortly before a key frame, where most has to be decoded
	};
	isGood &= benchShown("picture near a dragged time | at most", 60, kShown, [&](int round) {
		return (*preview)->frameAt(placeOf(round), KeyFrame, kEditorBox, {}).has_value();
	});
	isGood &= benchShown("exact picture at a time | at most", 1000, kShown, [&](int round) {
		return (*preview)->frameAt(placeOf(round), Exact, kEditorBox, {}).has_value();
	});
	isGood &= benchShown("12 pictures of an hour's filmstrip | at most", 1500, kEditRounds, [&](int) {
		const auto strip = Media::Preview::open(source);
		return strip && (*strip)->filmstrip(0, kHour_ms, 12, kStripBox, [](int, const auto &) {}, {});
	});
	return isGood;
}

} // namespace

bool benchEdit(const std::filesystem::path &folder)
{
	const auto source = longRecording(folder);
	const auto facts = Media::inspect(source);
	if (!facts)
		throw std::runtime_error("the recording cannot be read");
	// The sound begins before the first picture.
	const int64_t keyFrame_ms = kHour_ms / 2 + facts->videoStart_us / 1000;
	const std::string theirs = (folder / "theirs.mp4").string();
	bool isGood = benchTrim(source, theirs, keyFrame_ms);
	isGood &= benchSmartCut(source, keyFrame_ms);
	isGood &= benchUpright(source, theirs, keyFrame_ms);
	const auto sparse = sparseMp4(folder);
	isGood &= benchInspect(source, sparse);
	std::filesystem::remove(sparse);
	isGood &= benchEditor(source);
	std::filesystem::remove(source);
	return isGood;
}

} // namespace DirectPost::Bench
