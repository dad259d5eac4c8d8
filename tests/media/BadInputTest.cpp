#include "Edits.hpp"
#include "Preparations.hpp"

#include "edit/FilterGraph.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <random>

#ifdef __linux__
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

// What an edit makes of recordings, disks and plans that go wrong: a sentence, and nothing left behind.
namespace DirectPost::Media {
namespace {

using namespace Fixtures;
using testing::AnyOf;
using testing::Each;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST_F(Edits, SayThatARecordingIsGone)
{
	EXPECT_EQ(make(scratch / "gone.mkv", {.start_ms = 500}).error().code, "file_missing");
	EXPECT_THAT(left(), IsEmpty());
}

TEST_F(Edits, EndWellOrWithASentenceWhereARecordingVanishesMeanwhile)
{
	const EditPlan upright = {.layout = {.kind = LayoutKind::VerticalCrop}};
	for (const EditPlan &plan : {EditPlan{.start_ms = 500, .end_ms = 3000}, upright}) {
		const auto source = scratch / "vanishing.mkv";
		std::filesystem::copy_file(longGopMkv(), source);
		const Progress vanish = [&](double) {
			std::filesystem::remove(source);
		};
		const auto edited = makeEdit(source, plan, {}, target, vanish, {});
		if (edited)
			EXPECT_GT(pictures(target).size(), 70);
		else
			EXPECT_EQ(edited.error().code, "file_missing");
		std::filesystem::remove(target);
		EXPECT_THAT(left(), IsEmpty());
	}
}

TEST_F(Edits, SayThatNothingHereDecodesAPicture)
{
	std::string bytes = read(clip("for-evc.mp4", {"-i", longGopMp4().string(), "-c", "copy", "-an"}));
	const size_t codec = bytes.find("avc1", bytes.find("stsd"));
	ASSERT_NE(codec, std::string::npos);
	write(scratch / "unknown.mp4", bytes.replace(codec, 4, "evc1"));
	const auto edited = make(scratch / "unknown.mp4", {.isRepaired = true});
	ASSERT_FALSE(edited);
	EXPECT_THAT(edited.error().code, AnyOf("video_unreadable", "not_a_video"));
	EXPECT_THAT(left(), testing::ElementsAre("unknown.mp4"));
}

TEST(FilterGraphs, TellAFilterThatIsMissingFromOneThatFails)
{
	const std::string source = "buffer@0=video_size=64x64:pix_fmt=0:time_base=1/30:pixel_aspect=1/1,";
	EXPECT_TRUE(FilterGraph::make(source + "scale=32:32,buffersink@out"));
	EXPECT_EQ(FilterGraph::make(source + "no_such_filter,buffersink@out").error().code, "filter_missing");
	EXPECT_EQ(FilterGraph::make(source + "crop=w=9000:h=9000,buffersink@out").error().code, "encode_failed");
}

#ifdef __linux__
// In a process of its own: the limit holds for all of it.
int codeOfEditWithin(int64_t most_bytes, const std::filesystem::path &target)
{
	const pid_t child = fork();
	if (child == 0) {
		std::signal(SIGXFSZ, SIG_IGN);
		const rlimit limit = {static_cast<rlim_t>(most_bytes), static_cast<rlim_t>(most_bytes)};
		setrlimit(RLIMIT_FSIZE, &limit);
		const auto edited =
			makeEdit(longGopMkv(), {.layout = {.kind = LayoutKind::VerticalBlurred}}, {}, target, {}, {});
		_exit(edited ? 1 : edited.error().kind == ErrorKind::Cancelled ? 2 : 0);
	}
	int status = 0;
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(Edits, LeaveNothingWhereTheDiskFillsUpInMidEncode)
{
	(void)longGopMkv(); // made without the limit
	EXPECT_EQ(codeOfEditWithin(20'000, target), 0);
	EXPECT_THAT(left(), IsEmpty());
}
#endif

TEST_F(Preparations, MakeTheSecondEditWhereOneIsAskedForWhileTheFirstIsMade)
{
	const Source source = sourceOf(longGopMkv());
	preparation->prepare(source, {.layout = {.kind = LayoutKind::VerticalBlurred}});
	ASSERT_TRUE(witness.waitFor("progress"));
	preparation->prepare(source, {.start_ms = 2000, .end_ms = 3000});
	ASSERT_TRUE(witness.waitFor("ready cut"));
	EXPECT_NEAR(static_cast<double>(ready().info.duration_ms), 1000, 50);
	EXPECT_THAT(witness.steps(), Each(Not(StartsWith("failed"))));
	waitForLanes();
	EXPECT_EQ(cached().size(), 1);
}

TEST_F(Edits, UseTheFirstEncoderThatOpensUnlessOneIsChosen)
{
	const EditPlan upright = {.end_ms = 200, .layout = {.kind = LayoutKind::VerticalCrop}};
	const std::string used = make(longGopMp4(), upright).value().encoder;
	for (const std::string &name : videoEncoders()) {
		if (name == used)
			break;
		EXPECT_FALSE(make(longGopMp4(), upright, {.encoder = name}))
			<< name << " opens, and comes before " << used;
	}
	EXPECT_EQ(videoEncoders().back(), "libx264");
	EXPECT_EQ(make(longGopMp4(), upright, {.encoder = "libx264"}).value().encoder, "libx264");
}

// Cuts a file off somewhere, or writes over some of its bytes.
std::string damaged(std::string bytes, std::mt19937 &random)
{
	const auto below = [&](size_t most) {
		return static_cast<size_t>(random() % std::max<size_t>(1, most));
	};
	if (random() % 2)
		return bytes.substr(0, below(bytes.size()));
	// Most of what is read is at the beginning.
	const size_t reach = random() % 2 ? bytes.size() : std::min<size_t>(bytes.size(), 2000);
	for (size_t count = 1 + below(40); count > 0; count--)
		bytes[below(reach)] = static_cast<char>(random());
	return bytes;
}

TEST(Inspections, NeitherHangNorFailOnDamagedFiles)
{
	constexpr std::chrono::seconds kMost{2};
	constexpr int kRounds = 12;
	const Scratch scratch;
	std::mt19937 random(13);
	for (const auto &whole : {h264Mkv(), fastStartMp4(), fragmentedMp4(), flv(), ts(), webm()}) {
		const std::string bytes = read(whole);
		for (int round = 0; round < kRounds; round++) {
			const auto file = scratch / ("damaged" + whole.extension().string());
			write(file, damaged(bytes, random));
			const auto began = std::chrono::steady_clock::now();
			const auto facts = inspect(file);
			EXPECT_LT(std::chrono::steady_clock::now() - began, kMost) << whole << round;
			if (facts)
				EXPECT_GE(facts->duration_us, 0) << whole << round;
			else
				EXPECT_FALSE(facts.error().code.empty()) << whole << round;
		}
	}
}

} // namespace
} // namespace DirectPost::Media
