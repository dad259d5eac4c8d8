#include "FingerprintReader.hpp"
#include "PieceDigest.hpp"
#include "Samples.hpp"
#include "SentContent.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace DirectPost::Publish {
namespace {

constexpr int64_t kContent_bytes = 3'700'000;
constexpr size_t kRead_bytes = 300'000; // at once

class SentContentOfAFile : public testing::Test {
protected:
	SentContentOfAFile()
	{
		for (int64_t i = 0; i < kContent_bytes; ++i)
			bytes_ += static_cast<char>(i * 7 + i / 251);
		write();
	}
	std::filesystem::path file() const { return folder_.path() / "clip.mp4"; }
	void write() const { std::ofstream(file(), std::ios::binary) << bytes_; }
	void know(int64_t pieces)
	{
		for (int64_t piece = 0; piece < pieces; ++piece) {
			const auto [begin, end] = known_->range(piece);
			PieceDigest digest;
			digest.add(bytes_.data() + begin, static_cast<size_t>(end - begin));
			known_->learn(piece, digest.finish());
		}
	}
	// Sends the bytes [begin, end) of the file as it is now: how many leave.
	Expected<int64_t> sent(int64_t begin, int64_t end) const
	{
		SentContent content(known_, file(), begin, end);
		while (!content.isAllAdmitted()) {
			const int64_t at = begin + content.admitted_bytes();
			const int64_t count = std::min<int64_t>(kRead_bytes, end - at);
			const std::string now = readPart(file(), at, at + count).value();
			if (const auto admitted = content.admit(now.data(), now.size()); !admitted)
				return std::unexpected(admitted.error());
		}
		return content.admitted_bytes();
	}
	std::string codeOf(int64_t begin, int64_t end) const { return sent(begin, end).error_or(Error()).code; }

	Folder folder_;
	std::string bytes_;
	std::shared_ptr<Fingerprint> known_ = std::make_shared<Fingerprint>(kContent_bytes);
};

TEST_F(SentContentOfAFile, LeavesWhereItIsTheSameWhereverTheChunksEnd)
{
	know(known_->count());
	for (const auto &[begin, end] : {std::pair<int64_t, int64_t>(0, kContent_bytes),
					 {0, 1'850'000},
					 {1'850'000, kContent_bytes},
					 {1'000'000, 2'000'000},
					 {1'200'000, 1'300'000},
					 {3'000'000, kContent_bytes}})
		EXPECT_EQ(sent(begin, end), end - begin) << begin;
}

TEST_F(SentContentOfAFile, NeverLeavesWholeWhereAByteOfItIsAnother)
{
	know(known_->count());
	for (const size_t at : {size_t(0), size_t(1'849'999), size_t(1'850'000), size_t(kContent_bytes - 1)}) {
		bytes_[at] ^= 1;
		write();
		EXPECT_EQ(codeOf(0, kContent_bytes), "file_changed") << at;
		EXPECT_EQ(codeOf(0, 1'850'000) + codeOf(1'850'000, kContent_bytes).substr(0, 4),
			  at < 1'000'000   ? "file_changed"
			  : at < 2'000'000 ? "file_changedfile"
					   : "file")
			<< at << ": one that a chunk ends within is judged as a whole";
		bytes_[at] ^= 1;
	}
}

TEST_F(SentContentOfAFile, LeavesNothingWholeThatIsNotKnown)
{
	know(1);
	EXPECT_EQ(sent(0, 1'000'000), 1'000'000);
	EXPECT_EQ(codeOf(0, 1'000'001), "file_changed");
}

} // namespace
} // namespace DirectPost::Publish
