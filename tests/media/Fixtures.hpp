#pragma once

#include <filesystem>
#include <string>
#include <vector>

// Real clips for the tests, made by the system's ffmpeg program the first time they are asked for and kept in the build
// folder.
namespace DirectPost::Media::Fixtures {

// Runs ffmpeg with these arguments in front of the output's name.
std::filesystem::path clip(const std::string &name, const std::vector<std::string> &arguments);

// Two seconds of moving test picture, 640x360 at 30 fps, with a sine tone.
std::filesystem::path h264Mkv();
std::filesystem::path h264Mkv60(); // 60 fps: the millisecond timestamps of MKV jitter
std::filesystem::path fastStartMp4();
std::filesystem::path moovLastMp4();
std::filesystem::path fragmentedMp4();
std::filesystem::path hybridMp4(); // written in fragments, then closed as one: OBS's default
std::filesystem::path mov();
std::filesystem::path flv();
std::filesystem::path ts();
std::filesystem::path webm();
std::filesystem::path hevcMkv();
std::filesystem::path rotatedMp4();   // stored 640x360, shown 360x640
std::filesystem::path silentMp4();    // no audio track
std::filesystem::path twoTracksMkv(); // two audio tracks
std::filesystem::path soundOnlyMp4();
// Twenty seconds, in a container by the name's ending: nobody has read all of it when it is open.
std::filesystem::path longRecording(const std::string &name);
std::filesystem::path playlistNamedMp4(); // an HLS playlist that points to another file
std::filesystem::path textNamedMp4();

// All bytes of a file, to cut them anywhere.
std::string read(const std::filesystem::path &file);
void write(const std::filesystem::path &file, const std::string &bytes);

// An empty folder for this test alone, removed at the end.
class Scratch {
public:
	Scratch();
	~Scratch();
	std::filesystem::path operator/(const std::filesystem::path &name) const { return folder_ / name; }
	const std::filesystem::path &folder() const { return folder_; }

private:
	std::filesystem::path folder_;
};

// What a program prints; the test fails when it does not end well.
std::string output(const std::vector<std::string> &command);

// One hash per stream over all packets' bytes, timestamps left out.
std::string packetHashes(const std::filesystem::path &file, const std::vector<std::string> &options = {});
// A field of ffprobe's, e.g. stream "v:0", entry "avg_frame_rate".
std::string ffprobe(const std::filesystem::path &file, const std::string &stream, const std::string &entry);

// The types of the top-level boxes in order, e.g. "ftyp moov free mdat".
std::string boxes(const std::filesystem::path &file);

} // namespace DirectPost::Media::Fixtures
