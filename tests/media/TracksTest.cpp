#include "Fixtures.hpp"

#include <media/Checks.hpp>
#include <media/ClipInfo.hpp>
#include <media/Remux.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// One picture and one track of sound are posted, and nothing else that is in the file.
namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using testing::HasSubstr;
using testing::Not;

std::filesystem::path posted(const std::filesystem::path &source, const Scratch &scratch)
{
	const auto target = scratch / "out.mp4";
	const auto done = remuxToMp4(source, target, {}, {});
	EXPECT_TRUE(done) << source << " " << done.error().code << ": " << done.error().detail;
	const ClipInfo clip = probe(target).value();
	EXPECT_FALSE(clip.carriesMore) << source;
	EXPECT_LE(clip.audioTracks, 1) << source;
	return target;
}

std::vector<std::string> copyOf(const std::filesystem::path &source, const std::vector<std::string> &more)
{
	std::vector<std::string> arguments = {"-i", source.string(), "-map", "0", "-c", "copy"};
	arguments.insert(arguments.end(), more.begin(), more.end());
	return arguments;
}

std::string soundHash(const std::filesystem::path &file, int track)
{
	return output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-i", file.string(), "-map",
		       "0:a:" + std::to_string(track), "-c", "copy", "-f", "streamhash", "-hash", "sha256", "-"});
}

TEST(Tracks, AreOneOfSoundAlsoFromAFileThatCouldGoAsItIs)
{
	const Scratch scratch;
	const auto source = clip("two-tracks.mp4", copyOf(twoTracksMkv(), {"-movflags", "+faststart"}));
	const auto findings = check(probe(source).value(), {});
	EXPECT_TRUE(needsRemux(probe(source).value()));
	EXPECT_EQ(findings[0].code, "container_stripped");
	EXPECT_EQ(findings[6].code, "sound_several_tracks");
	EXPECT_EQ(soundHash(posted(source, scratch), 0), soundHash(source, 0));
}

TEST(Tracks, AreTheFirstOfSoundWhicheverIsTheDefault)
{
	const Scratch scratch;
	const auto source = clip("second-is-default.mkv",
				 copyOf(twoTracksMkv(), {"-disposition:a:0", "0", "-disposition:a:1", "default"}));
	EXPECT_EQ(probe(source)->audioTrack, 1);
	EXPECT_EQ(soundHash(posted(source, scratch), 0), soundHash(source, 0));
}

TEST(Tracks, CarryNoDescriptionsAndNoPlace)
{
	const Scratch scratch;
	for (const char *tag : {"title=My flat", "artist=Nia", "location=+48.1374+011.5755/"}) {
		const auto source =
			clip("described.mov", copyOf(fastStartMp4(), {"-metadata", tag, "-movflags", "+faststart"}));
		ASSERT_TRUE(probe(source)->carriesMore) << tag;
		EXPECT_TRUE(needsRemux(probe(source).value()));
		const std::string bytes = read(posted(source, scratch));
		for (const char *word : {"My flat", "Nia", "48.1374"})
			EXPECT_THAT(bytes, Not(HasSubstr(word)));
	}
}

TEST(Tracks, CarryNoCoverPictureAndNoChapters)
{
	const Scratch scratch;
	const auto picture = clip("cover.jpg", {"-f", "lavfi", "-i", "testsrc2=size=64x64", "-frames:v", "1"});
	const auto covered =
		clip("covered.mp4", {"-i", fastStartMp4().string(), "-i", picture.string(), "-map", "0", "-map", "1",
				     "-c", "copy", "-disposition:v:1", "attached_pic", "-movflags", "+faststart"});
	EXPECT_TRUE(probe(covered)->carriesMore);
	EXPECT_EQ(ffprobe(posted(covered, scratch), "v", "stream=index"), "0");

	write(scratch / "chapters.txt", ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=Secret place\n");
	output({FFMPEG_PROGRAM, "-v", "error", "-nostdin", "-i", fastStartMp4().string(), "-i",
		(scratch / "chapters.txt").string(), "-map_metadata", "1", "-c", "copy", "-movflags", "+faststart",
		(scratch / "chapters.mp4").string()});
	EXPECT_TRUE(probe(scratch / "chapters.mp4")->carriesMore);
	EXPECT_THAT(read(posted(scratch / "chapters.mp4", scratch)), Not(HasSubstr("Secret place")));
}

TEST(Tracks, AreLeftAloneWhereThereIsNothingElse)
{
	for (const auto &source : {fastStartMp4(), mov(), webm(), silentMp4(), rotatedMp4()})
		EXPECT_FALSE(probe(source)->carriesMore) << source;
}

} // namespace
} // namespace DirectPost::Media
