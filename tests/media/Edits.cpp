#include "Edits.hpp"

#include <cstdio>
#include <format>
#include <sstream>

namespace DirectPost::Media::Fixtures {

namespace {

using Arguments = std::vector<std::string>;

Arguments of(std::initializer_list<Arguments> parts)
{
	Arguments all;
	for (const auto &part : parts)
		all.insert(all.end(), part.begin(), part.end());
	return all;
}

const Arguments kFour = {"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=4"};
const Arguments kBeeps = {"-f", "lavfi", "-i", "sine=frequency=440:beep_factor=4:sample_rate=48000:duration=4"};
const Arguments kLongGop = {"-c:v",        "libx264",     "-preset",  "ultrafast",    "-bf",
			    "3",           "-b_strategy", "0",        "-x264-params", "scenecut=0:colormatrix=bt709",
			    "-colorspace", "bt709",       "-pix_fmt", "yuv420p",      "-g",
			    "60",          "-c:a",        "aac",      "-b:a",         "96k"};

std::vector<std::string> linesOf(const std::string &text)
{
	std::vector<std::string> lines;
	std::istringstream stream(text);
	for (std::string line; std::getline(stream, line);) {
		if (!line.empty() && line.front() != '#')
			lines.push_back(line);
	}
	return lines;
}

} // namespace

std::filesystem::path longGopMkv()
{
	return clip("long-gop.mkv", of({kFour, kBeeps, kLongGop}));
}

std::filesystem::path longGopMp4()
{
	return clip("long-gop.mp4", of({kFour, kBeeps, kLongGop}));
}

std::filesystem::path longGopTs()
{
	return clip("long-gop.ts", of({kFour, kBeeps, kLongGop}));
}

std::filesystem::path openGopMp4()
{
	return clip("open-gop.mp4", of({kFour,
					kBeeps,
					{"-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-x264-params",
					 "open-gop=1:colormatrix=bt709:scenecut=0:keyint=30:min-keyint=30", "-pix_fmt",
					 "yuv420p", "-c:a", "aac"}}));
}

std::filesystem::path fast60Mkv()
{
	return clip("fast60.mkv", of({{"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=60000/1001:duration=3"},
				      kBeeps,
				      {"-t", "3"},
				      kLongGop}));
}

std::filesystem::path variableMp4()
{
	return clip("variable.mp4", of({kFour, kBeeps, {"-vf", "select='mod(n\\,7)'", "-fps_mode", "vfr"}, kLongGop}));
}

std::filesystem::path noBFramesMkv()
{
	return clip("no-b-frames.mkv", of({kFour, kBeeps, kLongGop, {"-bf", "0"}}));
}

std::filesystem::path longGopHevc()
{
	return clip(
		"long-gop-hevc.mp4",
		of({kFour,
		    kBeeps,
		    {"-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
		     "log-level=error:scenecut=0:open-gop=0:keyint=60:min-keyint=60:colormatrix=bt709", "-colorspace",
		     "bt709", "-pix_fmt", "yuv420p", "-tag:v", "hvc1", "-c:a", "aac", "-b:a", "96k"}}));
}

std::filesystem::path oneKeyFrame()
{
	return clip("one-key-frame.mkv", of({kFour, kBeeps, kLongGop, {"-g", "9999"}}));
}

std::filesystem::path coloursMp4()
{
	return clip("colours.mp4",
		    of({{"-f", "lavfi", "-i", "color=red:size=640x360:rate=30:duration=2", "-vf",
			 "drawbox=x=0:y=270:w=160:h=90:color=blue:t=fill"},
			{"-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "30"}}));
}

std::vector<std::string> Edits::left() const
{
	std::vector<std::string> names;
	for (const auto &entry : std::filesystem::directory_iterator(scratch.folder()))
		names.push_back(entry.path().filename().string());
	return names;
}

std::vector<std::string> pictures(const std::filesystem::path &file)
{
	std::vector<std::string> hashes;
	for (const std::string &line :
	     linesOf(output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-i", file.string(), "-map", "0:v:0",
			     "-fps_mode", "passthrough", "-f", "framemd5", "-"})))
		hashes.push_back(line.substr(line.rfind(',') + 1));
	return hashes;
}

std::vector<double> pictureTimes_s(const std::filesystem::path &file)
{
	std::vector<double> times;
	for (const std::string &line : linesOf(ffprobe(file, "v:0", "frame=best_effort_timestamp_time")))
		times.push_back(std::stod(line));
	return times;
}

double likeness(const std::filesystem::path &clip, const std::filesystem::path &source, size_t place)
{
	const std::string graph = std::format(
		"[1:v]trim=start_frame={},settb=1/1000,setpts=N*40[wanted];[0:v]settb=1/1000,setpts=N*40[made];"
		"[made][wanted]ssim=shortest=1:stats_file=-",
		place);
	double sum = 0;
	int count = 0;
	for (const std::string &line :
	     linesOf(output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-i", clip.string(), "-i", source.string(),
			     "-lavfi", graph, "-fps_mode", "passthrough", "-f", "null", "-"}))) {
		const size_t at = line.find("All:");
		if (at == std::string::npos)
			continue;
		sum += std::stod(line.substr(at + 4));
		count++;
	}
	return count > 0 ? sum / count : 0;
}

Colour colourAt(const std::filesystem::path &file, double time_s, int x, int y)
{
	const std::string bytes =
		output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-ss", std::format("{:.3f}", time_s), "-i",
			file.string(), "-frames:v", "1", "-vf", std::format("crop=2:2:{}:{}:exact=1", x, y), "-pix_fmt",
			"rgb24", "-f", "rawvideo", "-"});
	if (bytes.size() < 3)
		return {};
	return {static_cast<unsigned char>(bytes[0]), static_cast<unsigned char>(bytes[1]),
		static_cast<unsigned char>(bytes[2])};
}

double soundLength_s(const std::filesystem::path &file)
{
	// In samples, as a player hears it.
	const std::string bytes = output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-i", file.string(), "-map",
					  "0:a:0", "-ar", "8000", "-ac", "1", "-f", "s16le", "-"});
	return static_cast<double>(bytes.size()) / 2 / 8000;
}

} // namespace DirectPost::Media::Fixtures
