#pragma once

#include "Fixtures.hpp"

#include <media/Edit.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace DirectPost::Media::Fixtures {

// Four seconds of a moving test picture with a number in it, and a tone.
std::filesystem::path longGopMkv();  // 30 fps, one key frame every two seconds, B-frames
std::filesystem::path longGopMp4();  // the same in an MP4
std::filesystem::path longGopTs();   // the same in MPEG-TS
std::filesystem::path openGopMp4();  // whose later key frames are none that decoding can begin at
std::filesystem::path fast60Mkv();   // 59.94 fps
std::filesystem::path variableMp4(); // pictures dropped here and there
std::filesystem::path noBFramesMkv();
std::filesystem::path longGopHevc(); // in an MP4
std::filesystem::path oneKeyFrame(); // and that is the first picture
std::filesystem::path coloursMp4();  // 640x360: red, with a blue camera of 160x90 at its lower left corner

struct Edits : testing::Test {
	Scratch scratch;
	std::filesystem::path target = scratch / "edited.mp4";

	Expected<Edited> make(const std::filesystem::path &source, const EditPlan &plan,
			      const EncoderSettings &settings = {})
	{
		return makeEdit(source, plan, settings, target, {}, {});
	}
	std::vector<std::string> left() const;
};

// One line per picture as it is shown: its MD5.
std::vector<std::string> pictures(const std::filesystem::path &file);
// When each is shown, in seconds.
std::vector<double> pictureTimes_s(const std::filesystem::path &file);
// How alike two clips' pictures are, from picture `place` of the source on; 1 is the same.
double likeness(const std::filesystem::path &clip, const std::filesystem::path &source, size_t place);
// Of a point of the picture at this time, as red, green, blue.
struct Colour {
	int red = 0;
	int green = 0;
	int blue = 0;
};
Colour colourAt(const std::filesystem::path &file, double time_s, int x, int y);
double soundLength_s(const std::filesystem::path &file);

} // namespace DirectPost::Media::Fixtures
