#include "Fixtures.hpp"

#include <media/Readiness.hpp>

#include <gtest/gtest.h>

#include <fstream>

#ifndef _WIN32
#include <unistd.h>
#endif

namespace DirectPost::Media {
namespace {

using namespace Fixtures;

// Where the top-level boxes of an MP4 begin, and where it ends.
std::vector<size_t> boxEdges(const std::string &bytes)
{
	std::vector<size_t> edges = {0};
	while (edges.back() + 8 <= bytes.size()) {
		size_t length = 0;
		for (size_t i = 0; i < 4; i++)
			length = length << 8 | static_cast<unsigned char>(bytes[edges.back() + i]);
		edges.push_back(edges.back() + length);
	}
	return edges;
}

std::string box(const std::string &type, const std::string &body)
{
	const auto length = static_cast<uint32_t>(body.size() + 8);
	std::string bytes;
	for (int shift = 24; shift >= 0; shift -= 8)
		bytes += static_cast<char>(length >> shift);
	return bytes + type + body;
}

FileState stateOf(const std::string &bytes)
{
	const Scratch scratch;
	write(scratch / "file", bytes);
	return lookAt(scratch / "file").state;
}

TEST(LookAt, FindsWholeFilesClosed)
{
	for (const auto &file :
	     {h264Mkv(), fastStartMp4(), moovLastMp4(), fragmentedMp4(), hybridMp4(), mov(), webm(), hevcMkv()})
		EXPECT_EQ(lookAt(file).state, FileState::Closed) << file;
}

TEST(LookAt, LeavesKindsWithoutAnEndToTime)
{
	for (const auto &file : {flv(), ts(), textNamedMp4()})
		EXPECT_EQ(lookAt(file).state, FileState::OpenEnded) << file;
}

#ifndef _WIN32
TEST(LookAt, SeesWhatCannotBeRead)
{
	constexpr uid_t kNobody = 65'534;
	const Scratch scratch;
	write(scratch / "held.mkv", "a clip");
	std::filesystem::permissions(scratch / "held.mkv", std::filesystem::perms::none);
	const uid_t user = geteuid(); // root reads everything
	if (user == 0) {
		ASSERT_EQ(seteuid(kNobody), 0);
	}
	const Look look = lookAt(scratch / "held.mkv");
	ASSERT_EQ(seteuid(user), 0);
	EXPECT_EQ(look.state, FileState::Unreadable);
	EXPECT_EQ(look.size_bytes, 6);
}
#endif

TEST(LookAt, SeesWhatIsNotThere)
{
	const Scratch scratch;
	EXPECT_EQ(lookAt(scratch / "nothing.mp4").state, FileState::Absent);
	EXPECT_EQ(lookAt(scratch.folder()).state, FileState::Absent);
}

TEST(LookAt, ReportsSizeAndTime)
{
	const Scratch scratch;
	const auto before = std::chrono::system_clock::now() - std::chrono::seconds{2};
	write(scratch / "file", "some text");
	const Look look = lookAt(scratch / "file");
	EXPECT_EQ(look.size_bytes, 9);
	EXPECT_GT(look.modified, before);
	EXPECT_LT(look.modified, before + std::chrono::minutes{1});
	EXPECT_EQ(look, lookAt(scratch / "file"));
}

TEST(LookAt, FindsAnMp4IncompleteAtEveryBoxBoundaryAndInsideEveryBox)
{
	for (const auto &file : {fastStartMp4(), moovLastMp4()}) {
		const std::string whole = read(file);
		const auto edges = boxEdges(whole);
		ASSERT_EQ(edges.back(), whole.size());
		for (size_t i = 0; i + 1 < edges.size(); i++) {
			if (edges[i] > 0) {
				EXPECT_EQ(stateOf(whole.substr(0, edges[i])), FileState::Incomplete)
					<< file << " cut at " << edges[i];
			}
			EXPECT_EQ(stateOf(whole.substr(0, edges[i] + 9)), FileState::Incomplete)
				<< file << " cut at " << edges[i] << " and nine";
			EXPECT_EQ(stateOf(whole.substr(0, edges[i + 1] - 1)), FileState::Incomplete)
				<< file << " cut before " << edges[i + 1];
		}
	}
}

TEST(LookAt, FindsAFragmentedMp4ClosedOnlyWithItsIndex)
{
	const std::string whole = read(fragmentedMp4());
	const auto edges = boxEdges(whole);
	ASSERT_EQ(whole.substr(edges[edges.size() - 2] + 4, 4), "mfra");
	EXPECT_EQ(stateOf(whole), FileState::Closed);
	EXPECT_EQ(stateOf(whole.substr(0, edges[edges.size() - 2])), FileState::InClusters);
	EXPECT_EQ(stateOf(whole.substr(0, edges[edges.size() - 2] - 1)), FileState::Incomplete);
}

TEST(LookAt, FindsAHybridMp4IncompleteBeforeItsLastPatch)
{
	const std::string start = box("ftyp", "isom0000") + box("free", "");
	const std::string moov = box("moov", "index");
	const std::string moof = box("moof", "fragment");
	const std::string mdat = box("mdat", "media");
	EXPECT_EQ(stateOf(start), FileState::Incomplete);
	EXPECT_EQ(stateOf(start + moov), FileState::Incomplete);
	EXPECT_EQ(stateOf(start + moov + moof + mdat), FileState::InClusters);
	EXPECT_EQ(stateOf(start + moov + moof + mdat + moov), FileState::Incomplete);
	EXPECT_EQ(stateOf(start + mdat + moof + moov), FileState::Incomplete);
	EXPECT_EQ(stateOf(start + box("mdat", moov + moof + mdat) + moov), FileState::Closed);
}

TEST(LookAt, ReadsSizesOf64Bits)
{
	const std::string header = box("ftyp", "isom0000") + box("moov", "index");
	const std::string length(7, '\0');
	const std::string longMdat = std::string("\0\0\0\1mdat", 8) + length + char{20} + "four";
	EXPECT_EQ(stateOf(header + longMdat), FileState::Closed);
	EXPECT_EQ(stateOf(header + longMdat.substr(0, 19)), FileState::Incomplete);
	EXPECT_EQ(stateOf(header + longMdat.substr(0, 12)), FileState::Incomplete);
}

TEST(LookAt, TakesAnMdatWithoutSizeAsOpenEnded)
{
	const std::string mdat = std::string("\0\0\0\0mdat", 8) + "media";
	EXPECT_EQ(stateOf(box("ftyp", "isom0000") + box("moov", "index") + mdat), FileState::OpenEnded);
	EXPECT_EQ(stateOf(box("ftyp", "isom0000") + mdat), FileState::Incomplete);
}

TEST(LookAt, BearsRubbishBehindTheLastBox)
{
	const std::string whole = read(fastStartMp4());
	EXPECT_EQ(stateOf(whole + std::string(100, '\0')), FileState::OpenEnded);
	EXPECT_EQ(stateOf(whole + "tail"), FileState::OpenEnded);
}

TEST(LookAt, FindsAnMkvIncompleteUntilItHasItsDuration)
{
	const std::string whole = read(h264Mkv());
	for (const size_t length : {size_t{3}, size_t{40}, size_t{200}, whole.size() / 2, whole.size() - 1}) {
		const auto state = stateOf(whole.substr(0, length));
		EXPECT_NE(state, FileState::Closed) << length;
		if (length > 40) {
			EXPECT_EQ(state, FileState::Incomplete) << length;
		}
	}
	EXPECT_EQ(lookAt(clip("live.mkv", {"-i", h264Mkv().string(), "-c", "copy", "-live", "1"})).state,
		  FileState::Unclosed);
}

TEST(LookAt, IsQuickOnAFileOfFiveGigabytes)
{
	const Scratch scratch;
	const auto file = scratch / "sparse.mp4";
	constexpr int64_t kSize_bytes = 5'000'000'000;
	const std::string start = box("ftyp", "isom0000") + box("moov", "index");
	std::string mdat = std::string("\0\0\0\1mdat", 8);
	for (int shift = 56; shift >= 0; shift -= 8)
		mdat += static_cast<char>((kSize_bytes - static_cast<int64_t>(start.size())) >> shift);
	write(file, start + mdat);
	std::filesystem::resize_file(file, kSize_bytes);

	const auto began = std::chrono::steady_clock::now();
	EXPECT_EQ(lookAt(file).state, FileState::Closed);
	EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds{500});
}

} // namespace
} // namespace DirectPost::Media
