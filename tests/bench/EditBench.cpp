#include "Benches.hpp"
#include "Contest.hpp"

#include <media/Edit.hpp>

#include <chrono>
#include <stdexcept>

namespace DirectPost::Bench {

namespace {

constexpr int kEditRounds = 3;
constexpr double kLargestTrimRatio = 0.5;
constexpr double kLargestSmartCutRatio = 1.0 / 8;
constexpr double kLargestEncodeRatio = 1.05;

// Ten minutes at 60 fps, with a key frame every four seconds.
std::filesystem::path longRecording(const std::filesystem::path &folder)
{
	const auto piece = folder / "edit-piece.mkv";
	const auto whole = folder / "edit-recording.mkv";
	run({"ffmpeg",   "-v",        "error",       "-y",
	     "-f",       "lavfi",     "-i",          "testsrc2=size=1280x720:rate=60,noise=alls=20:allf=t",
	     "-f",       "lavfi",     "-i",          "sine=frequency=440",
	     "-t",       "8",         "-c:v",        "libx264",
	     "-preset",  "ultrafast", "-bf",         "2",
	     "-g",       "240",       "-b:v",        "12M",
	     "-maxrate", "12M",       "-bufsize",    "12M",
	     "-c:a",     "aac",       piece.string()});
	run({"ffmpeg", "-v", "error", "-y", "-stream_loop", "74", "-i", piece.string(), "-c", "copy", whole.string()});
	return whole;
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

} // namespace

bool benchEdit(const std::filesystem::path &folder)
{
	const auto source = longRecording(folder);
	const std::string file = source.string();
	const std::string theirs = (folder / "theirs.mp4").string();

	const Media::EditPlan trim = {.start_ms = 320'000, .end_ms = 350'000};
	const auto trims =
		compare(kEditRounds, {[&] { return edit(source, trim, Media::Means::SmartCut); },
				      [&] {
					      return run({"ffmpeg", "-v", "error", "-y", "-ss", "320", "-i", file, "-t",
							  "30", "-c", "copy", "-movflags", "+faststart", theirs});
				      }});
	bool isGood = print("trim 30 s of 10 min, verified | ffmpeg -c copy", trims[0].seconds, trims[1].seconds, "s",
			    kLargestTrimRatio);

	const Media::EditPlan cut = {.start_ms = 321'500, .end_ms = 351'500};
	const auto cuts = compare(1, {[&] { return edit(source, cut, Media::Means::SmartCut); },
				      [&] {
					      return edit(source, cut, Media::Means::Encode,
							  {.encoder = "libx264", .alwaysEncodes = true});
				      }});
	isGood = print("smart cut of 30 s | encoding all of it", cuts[0].seconds, cuts[1].seconds, "s",
		       kLargestSmartCutRatio) &&
		 isGood;

	const Media::EditPlan upright = {
		.start_ms = 320'000,
		.end_ms = 330'000,
		.layout = {.kind = Media::LayoutKind::VerticalCrop, .window = {438, 0, 405, 720}}};
	const auto uprights = compare(
		kEditRounds,
		{[&] { return edit(source, upright, Media::Means::Encode); },
		 [&] {
			 return run(
				 {"ffmpeg",     "-v",         "error",
				  "-y",         "-ss",        "320",
				  "-i",         file,         "-t",
				  "10",         "-vf",        "fps=60,crop=404:720:438:0,scale=404:720,format=yuv420p",
				  "-c:v",       "libx264",    "-preset",
				  "veryfast",   "-crf",       "20",
				  "-profile:v", "high",       "-g",
				  "120",        "-c:a",       "copy",
				  "-movflags",  "+faststart", theirs});
		 }});
	return print("upright crop of 10 s | ffmpeg with the same graph", uprights[0].seconds, uprights[1].seconds, "s",
		     kLargestEncodeRatio) &&
	       isGood;
}

} // namespace DirectPost::Bench
