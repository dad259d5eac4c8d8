#include "Fixtures.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <format>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

namespace DirectPost::Media::Fixtures {

namespace {

const std::vector<std::string> kPicture = {"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=2"};
const std::vector<std::string> kTone = {"-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=2"};
const std::vector<std::string> kH264 = {"-c:v",     "libx264", "-preset", "ultrafast", "-bf",  "2",
					"-pix_fmt", "yuv420p", "-g",      "15",        "-c:a", "aac"};

std::vector<std::string> joined(std::initializer_list<std::vector<std::string>> parts)
{
	std::vector<std::string> all;
	for (const auto &part : parts)
		all.insert(all.end(), part.begin(), part.end());
	return all;
}

std::vector<std::string> h264With(const std::vector<std::string> &more)
{
	return joined({kPicture, kTone, kH264, more});
}

std::string quoted(const std::string &argument)
{
#ifdef _WIN32
	return "\"" + argument + "\"";
#else
	std::string text = "'";
	for (const char c : argument)
		text += c == '\'' ? std::string("'\\''") : std::string(1, c);
	return text + "'";
#endif
}

std::string randomName()
{
	std::random_device random;
	return std::format("{:08x}{:08x}", random(), random());
}

} // namespace

std::string output(const std::vector<std::string> &command)
{
	std::string line;
	for (const auto &argument : command)
		line += quoted(argument) + " ";
	std::string text;
	std::array<char, 4096> buffer = {};
#ifdef _WIN32
	FILE *pipe = _popen(("\"" + line + "\"").c_str(), "rb"); // cmd.exe takes one pair of quotes off
#else
	FILE *pipe = popen(line.c_str(), "r");
#endif
	if (!pipe)
		throw std::runtime_error("cannot run " + line);
	while (const size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
		text.append(buffer.data(), count);
#ifdef _WIN32
	const int result = _pclose(pipe);
#else
	const int result = pclose(pipe);
#endif
	if (result != 0)
		throw std::runtime_error("failed: " + line);
	return text;
}

std::filesystem::path clip(const std::string &name, const std::vector<std::string> &arguments)
{
	// A clip whose recipe changed is another clip.
	std::string recipe;
	for (const auto &argument : arguments)
		recipe += argument + '\n';
	const auto folder =
		std::filesystem::path(FIXTURE_FOLDER) / std::format("{:016x}", std::hash<std::string>{}(recipe));
	const auto file = folder / name;
	if (std::filesystem::exists(file))
		return file;

	// Tests run side by side: each makes its own and the last one wins.
	std::filesystem::create_directories(folder);
	const auto made = folder / (randomName() + std::filesystem::path(name).extension().string());
	output(joined({{FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-y"}, arguments, {made.string()}}));
	std::filesystem::rename(made, file);
	return file;
}

std::filesystem::path h264Mkv()
{
	return clip("h264.mkv", h264With({}));
}

std::filesystem::path h264Mkv60()
{
	return clip("h264-60.mkv",
		    joined({{"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=60:duration=3.5"}, kTone, kH264}));
}

std::filesystem::path fastStartMp4()
{
	return clip("faststart.mp4", h264With({"-movflags", "+faststart"}));
}

std::filesystem::path moovLastMp4()
{
	return clip("moov-last.mp4", h264With({}));
}

std::filesystem::path fragmentedMp4()
{
	return clip("fragmented.mp4", h264With({"-movflags", "+frag_keyframe+empty_moov+delay_moov"}));
}

std::filesystem::path hybridMp4()
{
	return clip("hybrid.mp4", h264With({"-movflags", "+hybrid_fragmented+frag_keyframe"}));
}

std::filesystem::path mov()
{
	return clip("clip.mov", h264With({"-movflags", "+faststart"}));
}

std::filesystem::path flv()
{
	return clip(
		"clip.flv",
		joined({kPicture, {"-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=2"}, kH264}));
}

std::filesystem::path ts()
{
	return clip("clip.ts", h264With({}));
}

std::filesystem::path webm()
{
	return clip("clip.webm",
		    joined({kPicture,
			    kTone,
			    {"-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"}}));
}

std::filesystem::path hevcMkv()
{
	return clip("hevc.mkv", joined({kPicture,
					kTone,
					{"-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error",
					 "-c:a", "aac"}}));
}

std::filesystem::path rotatedMp4()
{
	const auto source = fastStartMp4();
	return clip("rotated.mp4",
		    {"-display_rotation", "90", "-i", source.string(), "-c", "copy", "-movflags", "+faststart"});
}

std::filesystem::path silentMp4()
{
	return clip("silent.mp4", joined({kPicture, kH264, {"-movflags", "+faststart"}}));
}

std::filesystem::path twoTracksMkv()
{
	return clip("two-tracks.mkv", joined({kPicture,
					      kTone,
					      {"-f", "lavfi", "-i", "sine=frequency=880:sample_rate=48000:duration=2"},
					      {"-map", "0:v", "-map", "1:a", "-map", "2:a"},
					      kH264}));
}

std::filesystem::path soundOnlyMp4()
{
	return clip("sound-only.mp4", joined({kTone, {"-c:a", "aac"}}));
}

std::filesystem::path longRecording(const std::string &name)
{
	return clip(name, joined({{"-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=20"},
				  {"-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=20"},
				  kH264}));
}

std::filesystem::path textNamedMp4()
{
	const auto file = std::filesystem::path(FIXTURE_FOLDER) / "text.mp4";
	std::filesystem::create_directories(FIXTURE_FOLDER);
	if (!std::filesystem::exists(file))
		write(file, "This is a shopping list and not a video.\nBread\nMilk\n");
	return file;
}

std::filesystem::path playlistNamedMp4()
{
	const auto file = std::filesystem::path(FIXTURE_FOLDER) / "playlist.mp4";
	std::filesystem::create_directories(FIXTURE_FOLDER);
	if (!std::filesystem::exists(file))
		write(file, "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" + ts().string() + "\n#EXT-X-ENDLIST\n");
	return file;
}

std::string read(const std::filesystem::path &file)
{
	std::ifstream stream(file, std::ios::binary);
	std::ostringstream bytes;
	bytes << stream.rdbuf();
	return bytes.str();
}

void write(const std::filesystem::path &file, const std::string &bytes)
{
	std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

Scratch::Scratch() : folder_(std::filesystem::temp_directory_path() / ("direct-post-" + randomName()))
{
	std::filesystem::create_directories(folder_);
}

Scratch::~Scratch()
{
	std::error_code ignored;
	std::filesystem::remove_all(folder_, ignored);
}

std::string packetHashes(const std::filesystem::path &file, const std::vector<std::string> &options)
{
	return output(joined({{FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-i", file.string(), "-map", "0:v:0", "-map",
			       "0:a:0?", "-c", "copy"},
			      options,
			      {"-f", "streamhash", "-hash", "sha256", "-"}}));
}

std::string ffprobe(const std::filesystem::path &file, const std::string &stream, const std::string &entry)
{
	std::string text = output({FFPROBE_PROGRAM, "-v", "error", "-select_streams", stream, "-show_entries", entry,
				   "-of", "default=noprint_wrappers=1:nokey=1", file.string()});
	while (text.ends_with('\n'))
		text.pop_back();
	return text;
}

std::string boxes(const std::filesystem::path &file)
{
	const std::string bytes = read(file);
	std::string types;
	size_t position = 0;
	while (position + 8 <= bytes.size()) {
		uint32_t length = 0;
		for (size_t i = 0; i < 4; i++)
			length = length << 8 | static_cast<unsigned char>(bytes[position + i]);
		types += (types.empty() ? "" : " ") + bytes.substr(position + 4, 4);
		if (length < 8)
			break;
		position += length;
	}
	return types;
}

} // namespace DirectPost::Media::Fixtures
