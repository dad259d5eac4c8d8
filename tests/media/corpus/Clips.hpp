#pragma once

#include <string>
#include <string_view>
#include <vector>

// The corpus: small files of every kind that people choose, each with what is to become of it.
namespace DirectPost::Media::Corpus {

enum class Means {
	AsItIs = 1,     // the file itself is sent
	Copied,         // into an MP4, or a WebM
	SoundConverted, // into an MP4, and the sound becomes AAC
	Refused,        // nothing is sent
};

// What a fault does to the bytes of a file that was whole.
using Fault = std::string (*)(std::string bytes);

struct Clip {
	std::string name; // readable, and the name of the test
	std::string file; // its ending tells FFmpeg the container
	// FFmpeg's arguments. P is two seconds of picture (P60: 60 a second), A of sound with a burst after a second;
	// X, VP8, VP9 and H265 encode the picture. @FILE is another clip, C@FILE copies all of it.
	std::string recipe;
	Means means = Means::AsItIs;
	std::string remarks = {}; // the codes of all findings but passes; of a file that cannot be read: its error
	double rate = 30;         // pictures a second, evenly; 0: uneven, each at its own time
	std::vector<double> bursts_s = {1.0}; // when the sound is heard, from the first picture on
	size_t lost = 0;                      // so many pictures at most cannot be shown, at the start or the end
	Fault fault = nullptr;
	std::string followedBy = {}; // another clip, all of it put behind this one
};

// What a fault wrote into a file and is never sent.
inline constexpr std::string_view kSecret = "Nia, 1 Some Street";

const std::vector<Clip> &clips();

} // namespace DirectPost::Media::Corpus
