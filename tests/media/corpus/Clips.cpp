#include "Clips.hpp"

#include <algorithm>
#include <cstdint>

namespace DirectPost::Media::Corpus {

namespace {

using enum Means;

template <int kPercent> std::string cut(std::string bytes)
{
	return bytes.substr(0, bytes.size() * kPercent / 100);
}

// A TS is made of packets of 188 bytes.
std::string withoutStart(std::string bytes)
{
	return bytes.substr(bytes.size() / 188 / 5 * 188);
}

std::string joined(std::string bytes)
{
	return bytes + bytes;
}

// An FLV's second header is no tag; what is behind it can be appended.
std::string joinedTags(std::string bytes)
{
	return bytes + bytes.substr(13);
}

// What a recorder writes that does not know yet how long it will be.
std::string withUnknownSize(std::string bytes)
{
	constexpr std::string_view kSegment = "\x18\x53\x80\x67";
	bytes.replace(bytes.find(kSegment) + kSegment.size(), 8, "\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
	return bytes;
}

std::string calledWebM(std::string bytes)
{
	return bytes.replace(bytes.find("matroska"), 8, std::string("webm\0\0\0\0", 8));
}

// As QuickTime and phones trim: all tracks end behind 25 pictures of 60.
std::string trimmed(std::string bytes)
{
	for (size_t at = bytes.find("elst"); at != std::string::npos; at = bytes.find("elst", at + 4))
		bytes.replace(at + 12, 4, std::string("\0\0\x03\x41", 4));
	return bytes;
}

std::string number(uint32_t value)
{
	return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
		static_cast<char>(value)};
}

// The same with what is in front of 18 pictures of 60; the first 15 are a group of their own.
std::string trimmedInFront(std::string bytes)
{
	const size_t head = bytes.find("mvhd") + 16; // units a second, which differ from one FFmpeg to the next
	const auto byteAt = [&](size_t place) {
		return static_cast<uint32_t>(static_cast<unsigned char>(bytes[place]));
	};
	const uint32_t perSecond =
		byteAt(head) << 24 | byteAt(head + 1) << 16 | byteAt(head + 2) << 8 | byteAt(head + 3);
	const size_t picture = bytes.find("elst");
	const size_t sound = bytes.find("elst", picture + 4);
	const std::string kept = number(perSecond * 7 / 5); // 1.4 seconds
	bytes.replace(picture + 12, 8, kept + number(0x2800));
	return bytes.replace(sound + 12, 8, kept + number(0x7480));
}

std::string box(std::string_view type, const std::string &body)
{
	return number(static_cast<uint32_t>(body.size() + 8)) + std::string(type) + body;
}

// As editors write who made a film, and where.
std::string withXmp(std::string bytes)
{
	return bytes +
	       box("uuid", "\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC" + std::string(kSecret));
}

// What the muxer says about itself becomes a box of another kind, with this name.
template <char... kType> std::string withUserData(std::string bytes)
{
	const size_t userData = bytes.find("udta");
	bytes.replace(userData + 8, 4, {kType...});
	const size_t name = bytes.find("Lavf", userData);
	return bytes.replace(name, 4, kSecret.substr(0, 4));
}

std::string withTextInFreeSpace(std::string bytes)
{
	return bytes + box("free", std::string(kSecret));
}

std::string withFreeSpace(std::string bytes)
{
	return bytes + box("free", std::string(1000, '\0'));
}

std::string withTextBehind(std::string bytes)
{
	return bytes + std::string(kSecret);
}

std::string withOtherBox(std::string bytes)
{
	return bytes + box("Nia!", std::string(kSecret));
}

Clip faulty(Clip clip, Fault fault, size_t lost = 0)
{
	clip.fault = fault;
	clip.lost = lost;
	return clip;
}

Clip joinedWith(const char *second, Clip clip)
{
	clip.followedBy = second;
	clip.bursts_s = {1.0, 3.0};
	clip.lost = 1;
	return clip;
}

// AVI does not say that MP3 begins with silence.
constexpr double kMp3InAvi_s = 1.023;

const std::vector<Clip> kClips = {
	// Containers
	{"MP4 with its index first", "first.mp4", "P A X -c:a aac -movflags +faststart", AsItIs},
	{"MP4 with its index last", "last.mp4", "P A X -c:a aac", Copied, "container_index_last"},
	{"fragmented MP4", "fragmented.mp4", "P A X -c:a aac -movflags +frag_keyframe+empty_moov+delay_moov", Copied,
	 "container_fragmented"},
	{"hybrid MP4 of OBS", "hybrid.mp4", "P A X -c:a aac -movflags +hybrid_fragmented+frag_keyframe", Copied,
	 "container_index_last"},
	{"MOV with its index first", "first.mov", "P A X -c:a aac -movflags +faststart", AsItIs},
	{"MOV with its index last", "last.mov", "P A X -c:a aac", Copied, "container_index_last"},
	{"fragmented MOV", "fragmented.mov", "P A X -c:a aac -movflags +frag_keyframe+empty_moov+delay_moov", Copied,
	 "container_fragmented"},
	{"MKV", "plain.mkv", "P A X -c:a aac", Copied, "container_remuxed"},
	{"MKV without cues", "no-cues.mkv", "P A X -c:a aac -live 1", Copied, "container_remuxed"},
	faulty({"MKV of unknown size that knows its duration", "unknown-size.mkv", "P A X -c:a aac", Copied,
		"container_remuxed"},
	       withUnknownSize),
	{"FLV", "plain.flv", "P A X -c:a aac -ar 44100", Copied, "container_remuxed"},
	{"TS", "plain.ts", "P A X -c:a aac", Copied, "container_remuxed"},
	{"M2TS of a camera", "plain.m2ts", "P A X -c:a ac3", SoundConverted, "container_remuxed sound_converted"},
	{"AVI", "plain.avi", "P A X -bf 0 -c:a mp3", Copied, "container_remuxed", 0, {kMp3InAvi_s}},
	{"WebM with VP9", "vp9.webm", "P A VP9 -c:a libopus", AsItIs},
	{"WebM with VP8", "vp8.webm", "P A VP8 -c:a libvorbis", AsItIs},
	{"VP8 in MKV", "vp8.mkv", "P A VP8 -c:a libopus", Copied, "container_remuxed"},
	{"VP8 beside AAC in MKV", "vp8-aac.mkv", "P A VP8 -c:a aac", Refused, "container_remuxed codec_not_carried"},
	{"VP8 without sound in MKV", "vp8-silent.mkv", "P VP8", Copied, "container_remuxed sound_none", 30, {}},
	{"3GP of an old phone", "plain.3gp", "P A X -c:a aac -f 3gp", Copied, "container_remuxed"},
	{"MPEG program stream", "plain.mpg", "P A X -c:a mp2 -f vob", SoundConverted,
	 "container_remuxed sound_converted"},
	{"WMV with H.264", "h264.wmv", "P A X -bf 0 -c:a wmav2", SoundConverted, "container_remuxed sound_converted"},

	// Pictures
	{"H.265 in MP4", "hevc.mp4", "P A H265 -tag:v hvc1 -c:a aac -movflags +faststart", AsItIs},
	{"H.265 in MKV", "hevc.mkv", "P A H265 -c:a aac", Copied, "container_remuxed"},
	{"VP9 in MP4", "vp9.mp4", "P A VP9 -c:a aac -movflags +faststart", AsItIs},
	{"VP9 in MKV", "vp9.mkv", "P A VP9 -c:a libopus", SoundConverted, "container_remuxed sound_converted"},
	{"AV1 in MP4", "av1.mp4", "P A -c:v libsvtav1 -preset 13 -svtav1-params lp=1 -c:a aac -movflags +faststart",
	 Refused, "codec_not_taken"},
	{"AV1 in MKV", "av1.mkv", "P A -c:v libsvtav1 -preset 13 -svtav1-params lp=1 -c:a aac", Refused,
	 "container_remuxed codec_not_taken"},
	{"MPEG-2 in TS", "mpeg2.ts", "P A -c:v mpeg2video -q:v 4 -c:a mp2", Refused,
	 "container_remuxed codec_not_taken sound_converted"},
	{"MPEG-4 in AVI", "mpeg4.avi", "P A -c:v mpeg4 -c:a mp3", Refused, "container_remuxed codec_not_taken"},
	{"MJPEG of a camera", "mjpeg.mov", "P A -c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le", Refused,
	 "container_index_last codec_not_taken sound_converted"},
	{"ProRes", "prores.mov", "P A -c:v prores -c:a pcm_s16le", Refused,
	 "container_index_last codec_not_taken sound_converted"},
	{"WMV", "wmv2.wmv", "P A -c:v wmv2 -c:a wmav2", Refused, "container_remuxed codec_not_taken sound_converted"},
	{"10 bit", "10-bit.mkv", "P A X -pix_fmt yuv420p10le -c:a aac", Copied, "container_remuxed codec_many_bits"},
	{"HDR", "hdr.mp4",
	 "P A -c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -x265-params "
	 "log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc -color_primaries bt2020 -color_trc "
	 "smpte2084 -colorspace bt2020nc -tag:v hvc1 -c:a aac -movflags +faststart",
	 AsItIs, "codec_hdr"},
	{"HDR of a camera in HLG", "hlg.mp4",
	 "P A -c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -x265-params "
	 "log-level=error:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc -color_primaries bt2020 "
	 "-color_trc arib-std-b67 -colorspace bt2020nc -tag:v hvc1 -c:a aac -movflags +faststart",
	 AsItIs, "codec_hdr"},
	{"4:4:4 in 10 bit", "444-10.mkv", "P A X -pix_fmt yuv444p10le -c:a aac", Copied,
	 "container_remuxed codec_many_bits"},
	{"RGB of OBS", "rgb.mkv", "P A -c:v libx264rgb -preset ultrafast -g 30 -pix_fmt rgb24 -c:a aac", Copied,
	 "container_remuxed codec_chroma"},
	{"4:4:4", "444.mkv", "P A X -pix_fmt yuv444p -c:a aac", Copied, "container_remuxed codec_chroma"},
	{"4:2:2", "422.mp4", "P A X -pix_fmt yuv422p -c:a aac -movflags +faststart", AsItIs, "codec_chroma"},
	{"interlaced", "interlaced.mkv", "P A X -flags +ildct+ilme -x264-params tff=1 -c:a aac", Copied,
	 "container_remuxed codec_interlaced"},
	{"interlaced, lower half first", "lower-first.mp4",
	 "P A X -flags +ildct+ilme -x264-params bff=1 -c:a aac -movflags +faststart", AsItIs, "codec_interlaced"},
	{"half a second",
	 "short.mp4",
	 "-f lavfi -i testsrc2=s=640x360:r=30:d=0.5 X -movflags +faststart",
	 AsItIs,
	 "duration_short sound_none",
	 30,
	 {}},
	{"one picture", "one.mp4", "P A X -frames:v 1 -c:a aac -movflags +faststart", AsItIs, "duration_one_picture"},
	{"turned by a phone", "turned.mp4", "-display_rotation 90 C@first.mp4", Copied, "container_index_last"},
	{"pixel aspect in the MKV alone", "aspect.mkv", "C@plain.mkv -aspect 4:3", Copied,
	 "container_remuxed resolution_not_square"},
	{"wide pixels of a DVD", "dvd.mkv", "P A -vf scale=720:480,setsar=32/27 X -c:a aac", Copied,
	 "container_remuxed resolution_not_square"},
	{"pixel aspect in the MP4 alone", "aspect.mp4", "C@first.mp4 -aspect 4:3", Copied,
	 "container_index_last resolution_not_square"},
	{"too small", "small.mp4",
	 "-f lavfi -i testsrc2=s=320x180:r=30:d=2 A X -c:a aac -movflags +faststart -shortest", Refused,
	 "resolution_too_small"},
	{"too large", "large.mp4",
	 "-f lavfi -i testsrc2=s=4200x400:r=30:d=2 A X -c:a aac -movflags +faststart -shortest", Refused,
	 "resolution_too_large"},

	// Rates
	{"24000/1001 fps in MKV", "23976.mkv", "P24000/1001 A X -c:a aac", Copied, "container_remuxed", 24000.0 / 1001},
	{"25 fps in FLV", "25.flv", "P25 A X -c:a aac -ar 44100", Copied, "container_remuxed", 25},
	{"30000/1001 fps in TS", "2997.ts", "P30000/1001 A X -c:a aac", Copied, "container_remuxed", 30000.0 / 1001},
	{"48 fps in MKV", "48.mkv", "P48 A X -c:a aac", Copied, "container_remuxed", 48},
	{"48 fps in FLV", "48.flv", "P48 A X -c:a aac -ar 44100", Copied, "container_remuxed", 48},
	{"48 fps in FLV without metadata", "48-bare.flv", "P48 A X -c:a aac -ar 44100 -flvflags no_metadata", Copied,
	 "container_remuxed", 48},
	{"60000/1001 fps in MKV", "5994.mkv", "P60000/1001 A X -c:a aac", Copied, "container_remuxed", 60000.0 / 1001},
	{"60 fps in MKV", "60.mkv", "P60 A X -c:a aac", Copied, "container_remuxed", 60},
	{"60 fps in MKV without a default duration", "60-bare.mkv",
	 "P60 A X -c:a aac -default_mode passthrough -bsf:v setts=pts=PTS:dts=DTS:duration=0", Copied,
	 "container_remuxed", 60},
	{"60 fps in FLV without metadata", "60-bare.flv", "P60 A X -c:a aac -ar 44100 -flvflags no_metadata", Copied,
	 "container_remuxed", 60},
	{"120 fps", "120.mkv", "P120 A X -c:a aac", Refused, "container_remuxed frame_rate_too_high"},
	{"144 fps in MP4", "144.mp4", "P144 A X -c:a aac -movflags +faststart", Refused, "frame_rate_too_high"},
	{"12.5 fps in MP4", "12.mp4", "P25/2 A X -c:a aac -movflags +faststart", Refused, "frame_rate_too_low"},
	{"10 fps", "10.mkv", "P10 A X -c:a aac", Refused, "container_remuxed frame_rate_too_low"},
	{"variable rate of a phone", "variable.mp4", "P A -vf select='lt(t\\,1)+mod(n\\,3)' -fps_mode vfr X -c:a aac",
	 Copied, "container_index_last frame_rate_varies", 0},
	{"variable rate in MKV", "variable.mkv", "P A -vf select='lt(t\\,1)+mod(n\\,3)' -fps_mode vfr X -c:a aac",
	 Copied, "container_remuxed", 0},

	// Sound
	{"MP3 in MKV", "mp3.mkv", "P A X -c:a mp3", Copied, "container_remuxed"},
	{"Opus in MKV", "opus.mkv", "P A X -c:a libopus", SoundConverted, "container_remuxed sound_converted"},
	{"Opus in MP4", "opus.mp4", "P A X -c:a libopus -movflags +faststart", SoundConverted, "sound_converted"},
	{"FLAC in MP4", "flac.mp4", "P A X -c:a flac -strict -2 -movflags +faststart", SoundConverted,
	 "sound_converted"},
	{"PCM of 8 bit in mono", "u8.avi", "P A X -bf 0 -c:a pcm_u8 -ar 22050 -ac 1", SoundConverted,
	 "container_remuxed sound_converted"},
	{"Vorbis in MKV", "vorbis.mkv", "P A X -c:a libvorbis", SoundConverted, "container_remuxed sound_converted"},
	{"PCM of 16 bit in AVI", "s16.avi", "P A X -bf 0 -c:a pcm_s16le", SoundConverted,
	 "container_remuxed sound_converted"},
	{"PCM of 24 bit in MKV", "s24.mkv", "P A X -c:a pcm_s24le -ac 2", SoundConverted,
	 "container_remuxed sound_converted"},
	{"PCM of 24 bit in MOV", "s24.mov", "P A X -c:a pcm_s24le -ac 2 -movflags +faststart", SoundConverted,
	 "sound_converted"},
	{"PCM of floats in MOV", "f32.mov", "P A X -c:a pcm_f32le -ac 2 -movflags +faststart", SoundConverted,
	 "sound_converted"},
	{"FLAC in MKV", "flac.mkv", "P A X -c:a flac", SoundConverted, "container_remuxed sound_converted"},
	{"ALAC in MOV", "alac.mov", "P A X -c:a alac -movflags +faststart", SoundConverted, "sound_converted"},
	{"AC-3 in MP4", "ac3.mp4", "P A X -c:a ac3 -movflags +faststart", SoundConverted, "sound_converted"},
	{"AC-3 of six channels in TS", "surround.ts", "P A X -c:a ac3 -ac 6", SoundConverted,
	 "container_remuxed sound_made_stereo"},
	{"MP2 in mono", "mono.ts", "P A X -c:a mp2 -ac 1", SoundConverted, "container_remuxed sound_converted"},
	joinedWith("mono.ts", {"MP2 in stereo, then in mono", "stereo-mono.ts", "P A X -c:a mp2 -ac 2", SoundConverted,
			       "container_remuxed sound_converted"}),
	joinedWith("mono.ts", {"MP2 at 44.1 kHz, then at 48", "44-48.ts", "P A X -c:a mp2 -ac 1 -ar 44100",
			       SoundConverted, "container_remuxed sound_converted"}),
	{"AAC of six channels", "surround.mp4", "P A X -c:a aac -ac 6 -movflags +faststart", AsItIs, "sound_surround"},
	{"no sound", "silent.mkv", "P X", Copied, "container_remuxed sound_none", 30, {}},
	{"three tracks of sound", "tracks.mkv", "P A -f lavfi -i sine=d=2 -map 0 -map 1 -map 2 -map 2 X -c:a aac",
	 Copied, "container_remuxed sound_several_tracks"},
	{"two tracks of sound in an MP4", "tracks.mp4",
	 "P A -f lavfi -i sine=d=2 -map 0 -map 1 -map 2 X -c:a aac -movflags +faststart", Copied,
	 "container_stripped sound_several_tracks"},
	{"second track is the default", "second.mkv",
	 "P A -f lavfi -i sine=d=2 -map 0 -map 1 -map 2 X -c:a aac -disposition:a:0 0 -disposition:a:1 default", Copied,
	 "container_remuxed sound_several_tracks"},
	{"first track is empty in MKV", "empty.mkv",
	 "P A -f lavfi -i sine=d=2 -map 0 -map 2 -map 1 X -c:a aac -bsf:a:0 noise=drop=1", Copied,
	 "container_remuxed sound_several_tracks"},
	{"first track is empty in TS", "empty.ts",
	 "P A -f lavfi -i sine=d=2 -map 0 -map 2 -map 1 X -c:a aac -bsf:a:0 noise=drop=1", Copied,
	 "container_remuxed sound_several_tracks"},
	{"first track is empty in MP4", "empty.mp4",
	 "P A -f lavfi -i sine=d=2 -map 0 -map 2 -map 1 X -c:a aac -bsf:a:0 noise=drop=1 -movflags "
	 "+frag_keyframe+empty_moov",
	 Copied, "container_fragmented sound_several_tracks"},
	{"only track is empty",
	 "all-empty.mkv",
	 "P A X -c:a aac -bsf:a noise=drop=1",
	 Copied,
	 "container_remuxed sound_none",
	 30,
	 {}},

	// What is in it besides
	{"cover picture", "cover.mp4",
	 "@first.mp4 -f lavfi -i testsrc2=s=64x64:d=0.04 -map 0 -map 1 -c:v:0 copy -c:a copy -c:v:1 mjpeg -pix_fmt:v:1 "
	 "yuvj420p -disposition:v:1 attached_pic -movflags +faststart",
	 Copied, "container_stripped"},
	{"title and author", "described.mp4",
	 "C@first.mp4 -metadata title=Flat -metadata artist=Nia -movflags +faststart", Copied, "container_stripped"},
	{"place of a phone", "place.mov", "C@first.mov -metadata location=+48.1374+011.5755/ -movflags +faststart",
	 Copied, "container_stripped"},
	{"data track", "data.mov", "C@first.mov -timecode 01:00:00:00 -movflags +faststart", Copied,
	 "container_stripped"},
	faulty({"XMP behind an MP4", "xmp.mp4", "C@first.mp4 -movflags +faststart", Copied, "container_stripped"},
	       withXmp),
	faulty({"XMP in the index of an MP4", "xmp-inside.mp4", "C@first.mp4 -movflags +faststart", Copied,
		"container_stripped"},
	       withUserData<'X', 'M', 'P', '_'>),
	faulty({"data of an action camera", "camera.mp4", "C@first.mp4 -movflags +faststart", Copied,
		"container_stripped"},
	       withUserData<'F', 'I', 'R', 'M'>),
	faulty({"text in the free space of an MP4", "free-text.mp4", "C@first.mp4 -movflags +faststart", Copied,
		"container_stripped"},
	       withTextInFreeSpace),
	faulty({"text behind an MP4", "text.mp4", "C@first.mp4 -movflags +faststart", Copied, "container_stripped"},
	       withTextBehind),
	faulty({"box of an unknown kind behind an MP4", "unknown-box.mp4", "C@first.mp4 -movflags +faststart", Copied,
		"container_stripped"},
	       withOtherBox),
	faulty({"free space behind an MP4", "free.mp4", "C@first.mp4 -movflags +faststart", AsItIs}, withFreeSpace),
	{"title and author in WebM", "described.webm", "P A VP8 -c:a libopus -metadata title=Flat -metadata artist=Nia",
	 Copied, "container_stripped"},
	{"two tracks of sound in WebM", "tracks.webm",
	 "P A -f lavfi -i sine=d=2 -map 0 -map 1 -map 2 VP8 -c:a libvorbis", Copied,
	 "container_stripped sound_several_tracks"},
	{"subtitles", "subtitles.mkv",
	 "P A -f srt -i data:text/plain;base64,MQowMDowMDowMCwwMDAgLS0+IDAwOjAwOjAxLDAwMApIZWxsbwo= -map 0 -map 1 -map "
	 "2 X -c:a aac",
	 Copied, "container_remuxed"},

	// Faults
	faulty({"MKV that a crash left", "crash.mkv", "P A X -c:a aac -live 1 -cluster_time_limit 500", Copied,
		"container_remuxed"},
	       cut<80>, 1),
	faulty({"MKV that was cut", "cut.mkv", "P A X -c:a aac", Copied, "container_cut"}, cut<80>, 1),
	faulty({"FLV that a crash left", "crash.flv", "P A X -c:a aac -ar 44100 -flvflags no_duration_filesize", Copied,
		"container_remuxed"},
	       cut<80>, 1),
	faulty({"FLV that was cut", "cut.flv", "P A X -c:a aac -ar 44100", Copied, "container_cut"}, cut<80>, 1),
	faulty({"AVI that was cut", "cut.avi", "P A X -bf 0 -c:a mp3", Copied, "container_cut", 0, {kMp3InAvi_s}},
	       cut<80>, 1),
	faulty({"WMV that was cut", "cut.wmv", "P A X -bf 0 -c:a wmav2", SoundConverted,
		"container_cut sound_converted"},
	       cut<80>, 2),
	faulty({"TS that was cut", "cut.ts", "P A X -c:a aac", Copied, "container_remuxed"}, cut<80>, 2),
	faulty({"fragmented MP4 that a crash left", "crash.mp4",
		"P A X -g 15 -c:a aac -movflags +frag_keyframe+empty_moov+delay_moov", Copied, "container_fragmented"},
	       cut<80>, 1),
	faulty({"MP4 that was cut behind its index", "cut.mp4", "P A X -c:a aac -movflags +faststart", Copied,
		"container_cut"},
	       cut<80>, 1),
	faulty({"MP4 that was cut before its index", "lost.mp4", "P A X -c:a aac", Refused, "clip_truncated"}, cut<80>),
	{"WebM of a browser without a duration", "browser.webm", "P A VP9 -c:a libopus -live 1", SoundConverted,
	 "container_unfinished sound_converted"},
	faulty({"WebM that was cut", "cut.webm", "P A VP9 -g 15 -c:a libopus", SoundConverted,
		"container_cut sound_converted"},
	       cut<80>, 1),
	{"WebM of a browser with VP8", "browser-vp8.webm", "P A VP8 -c:a libopus -live 1", Copied,
	 "container_unfinished"},
	faulty({"WebM with VP8 that was cut", "cut-vp8.webm", "P A VP8 -g 15 -c:a libopus", Copied, "container_cut"},
	       cut<80>, 1),
	faulty({"H.264 in what calls itself WebM", "h264.webm", "P A X -c:a libopus -f matroska", SoundConverted,
		"container_remuxed sound_converted"},
	       calledWebM),
	faulty({"TS joined of two", "joined.ts", "P A X -c:a aac", Copied, "container_remuxed", 30, {1.0, 3.0}}, joined,
	       1),
	faulty({"FLV joined of two",
		"joined.flv",
		"P A X -c:a aac -ar 44100",
		Copied,
		"container_remuxed",
		30,
		{1.0, 3.0}},
	       joinedTags),
	faulty({"MKV joined of two", "joined.mkv", "P A X -c:a aac", Copied, "container_remuxed", 30, {1.0, 3.0}},
	       joined),
	{"TS whose clock runs over", "wrapped.ts", "P A X -c:a aac -output_ts_offset 95442.5", Copied,
	 "container_remuxed"},
	faulty({"TS that begins within a group of pictures",
		"middle.ts",
		"P A X -g 15 -c:a aac",
		Copied,
		"container_remuxed",
		30,
		{0.5}},
	       withoutStart),
	{"picture begins half a second late in MKV",
	 "late.mkv",
	 "-itsoffset 0.5 P A X -c:a aac",
	 Copied,
	 "container_remuxed",
	 30,
	 {0.5}},
	{"picture begins half a second late in MP4",
	 "late.mp4",
	 "-itsoffset 0.5 P A X -c:a aac",
	 Copied,
	 "container_index_last",
	 30,
	 {0.5}},
	{"picture begins half a second late in an MP4 with its index first",
	 "late-first.mp4",
	 "-itsoffset 0.5 P A X -c:a aac -movflags +faststart",
	 Copied,
	 "container_late",
	 30,
	 {0.5}},
	{"picture begins half a second late in WebM",
	 "late.webm",
	 "-itsoffset 0.5 P A VP9 -c:a libopus",
	 SoundConverted,
	 "container_late sound_converted",
	 30,
	 {0.5}},
	{"picture begins half a second late beside PCM",
	 "late.mov",
	 "-itsoffset 0.5 P A X -c:a pcm_s16le",
	 SoundConverted,
	 "container_index_last sound_converted",
	 30,
	 {0.5}},
	{"picture begins a moment late in FLV",
	 "late.flv",
	 "-itsoffset 0.04 P A X -c:a aac -ar 44100",
	 Copied,
	 "container_remuxed",
	 30,
	 {0.96}},
	{"sound begins half a second late",
	 "late-sound.mkv",
	 "P -itsoffset 0.5 A X -c:a aac",
	 Copied,
	 "container_remuxed",
	 30,
	 {1.5}},
	{"sound begins half a second late beside PCM",
	 "late-sound.mov",
	 "P -itsoffset 0.5 A X -c:a pcm_s16le",
	 SoundConverted,
	 "container_index_last sound_converted",
	 30,
	 {1.5}},
	faulty({"trimmed at its end in QuickTime",
		"trimmed.mp4",
		"P A X -c:a aac",
		Copied,
		"container_index_last duration_short",
		30,
		{}},
	       trimmed),
	{"trimmed at its start without encoding",
	 "trimmed-start.mp4",
	 "-ss 0.5 C@last.mp4",
	 Copied,
	 "container_index_last",
	 30,
	 {0.5}},
	faulty({"trimmed at its end in an MP4 with its index first",
		"trimmed-first.mp4",
		"P A X -c:a aac -movflags +faststart",
		Copied,
		"container_trimmed duration_short",
		30,
		{}},
	       trimmed),
	faulty({"trimmed in front in an MP4 with its index first",
		"trimmed-front.mp4",
		"P A X -g 15 -c:a aac -movflags +faststart",
		Copied,
		"container_trimmed",
		30,
		{0.4}},
	       trimmedInFront),
	{"trimmed at its start without encoding, with its index first",
	 "trimmed-start-first.mp4",
	 "-ss 0.5 C@last.mp4 -movflags +faststart",
	 AsItIs,
	 "container_trimmed_within",
	 30,
	 {0.5}},
	{"B-frames in AVI", "reordered.avi", "P A X -c:a mp3", Copied, "container_remuxed", 30, {kMp3InAvi_s}},
	{"B-frames that are referred to in AVI",
	 "pyramid.avi",
	 "P A -c:v libx264 -preset veryfast -bf 3 -g 30 -pix_fmt yuv420p -c:a mp3",
	 Copied,
	 "container_remuxed",
	 30,
	 {kMp3InAvi_s}},
	{"times that begin far from zero", "far.mkv", "P A X -c:a aac -output_ts_offset 3600", Copied,
	 "container_remuxed"},
};

} // namespace

const std::vector<Clip> &clips()
{
	return kClips;
}

} // namespace DirectPost::Media::Corpus
