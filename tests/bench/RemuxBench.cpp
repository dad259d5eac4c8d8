#include "Benches.hpp"
#include "Contest.hpp"

#include <media/Remux.hpp>

#include <chrono>
#include <stdexcept>

namespace DirectPost::Bench {

namespace {

constexpr int kRemuxRounds = 5;
constexpr double kLargestRemuxRatio = 1.10;

// About 500 MB as OBS records it: H.264 and AAC in Matroska.
std::filesystem::path recording(const std::filesystem::path &folder)
{
	const auto piece = folder / "piece.mkv";
	const auto whole = folder / "recording.mkv";
	run({"ffmpeg",   "-v",        "error",       "-y",
	     "-f",       "lavfi",     "-i",          "testsrc2=size=1280x720:rate=60,noise=alls=40:allf=t",
	     "-f",       "lavfi",     "-i",          "sine=frequency=440",
	     "-t",       "6",         "-c:v",        "libx264",
	     "-preset",  "ultrafast", "-b:v",        "40M",
	     "-maxrate", "40M",       "-bufsize",    "40M",
	     "-c:a",     "aac",       piece.string()});
	const auto times = 500'000'000 / std::filesystem::file_size(piece);
	run({"ffmpeg", "-v", "error", "-y", "-stream_loop", std::to_string(times), "-i", piece.string(), "-c", "copy",
	     whole.string()});
	return whole;
}

Cost ours(const std::filesystem::path &source, const std::filesystem::path &target)
{
	std::filesystem::remove(target); // what is made of a clip has a name of its own: nothing is replaced
	const auto began = std::chrono::steady_clock::now();
	if (const auto done = Media::remuxToMp4(source, target, {}, {}); !done)
		throw std::runtime_error("remux failed: " + done.error().code);
	const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
	return {.seconds = took.count(), .processor_s = 0, .memory_MiB = 0};
}

} // namespace

bool benchRemux(const std::filesystem::path &folder)
{
	const auto source = recording(folder);
	const auto target = folder / "remuxed.mp4";
	const auto costs =
		compare(kRemuxRounds, {[&] { return ours(source, target); },
				       [&] {
					       std::filesystem::remove(target);
					       return run({"ffmpeg", "-v", "error", "-y", "-i", source.string(), "-c",
							   "copy", "-movflags", "+faststart", target.string()});
				       }});
	return print("remux 500 MB MKV to MP4 | ffmpeg -c copy +faststart", costs[0].seconds, costs[1].seconds, "s",
		     kLargestRemuxRatio);
}

} // namespace DirectPost::Bench
