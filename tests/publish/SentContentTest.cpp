#include "PieceDigest.hpp"
#include "Samples.hpp"
#include "SentContent.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <semaphore>

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
	// Sends the bytes [begin, end) of the file as it is now: what leaves, and the code of what keeps the rest back.
	struct Sent {
		std::string bytes;
		std::string code;
	};
	Sent sent(int64_t begin, int64_t end, size_t most_bytes = 300'000)
	{
		std::counting_semaphore<> woken(0);
		const auto content = std::make_shared<SentContent>(disks_, known_,
								   SentContent::Chunk{.file = file(),
										      .identity = identity_,
										      .begin = begin,
										      .end = end,
										      .isFirst = isFirst_});
		content->wakeBy([&] { woken.release(); });
		content->begin();
		Sent all;
		while (!content->isAllTaken()) {
			const auto next = content->next();
			if (!next) {
				all.code = next.error().code;
				break;
			}
			const auto taken = next->first(std::min(next->size(), most_bytes));
			all.bytes.append(taken.begin(), taken.end());
			if (taken.empty())
				woken.acquire();
			else
				content->taken(taken.size());
		}
		content->wakeBy({});
		EXPECT_EQ(content->taken_bytes(), static_cast<int64_t>(all.bytes.size()));
		return all;
	}
	std::string part(int64_t begin, int64_t end) const
	{
		return bytes_.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin));
	}

	Folder folder_;
	DiskThreads disks_;
	FileIdentity identity_;
	bool isFirst_ = false;
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
					 {3'000'000, kContent_bytes}}) {
		for (const size_t most_bytes : {size_t(300'000), size_t(5'000'000)})
			EXPECT_EQ(sent(begin, end, most_bytes).bytes, part(begin, end)) << begin;
	}
}

TEST_F(SentContentOfAFile, LetsNothingLeaveOfAPieceInWhichAByteIsAnother)
{
	know(known_->count());
	for (const size_t at : {size_t(0), size_t(1'849'999), size_t(1'850'000), size_t(kContent_bytes - 1)}) {
		bytes_[at] ^= 1;
		write();
		const int64_t before = static_cast<int64_t>(at) / 1'000'000 * 1'000'000;
		const Sent all = sent(0, kContent_bytes);
		EXPECT_EQ(all.code, "file_changed") << at;
		EXPECT_EQ(all.bytes, part(0, before)) << at;
		const bool isInSecond = at >= 1'000'000 && at < 2'000'000;
		EXPECT_EQ(sent(1'850'000, 2'000'000).code, isInSecond ? "file_changed" : "")
			<< at << ": a piece that a chunk begins within is judged as a whole";
		EXPECT_EQ(sent(1'000'000, 1'100'000).code, isInSecond ? "file_changed" : "")
			<< at << ": one that it ends within as well";
		bytes_[at] ^= 1;
	}
}

TEST_F(SentContentOfAFile, LetsNothingLeaveThatIsNotKnown)
{
	know(1);
	EXPECT_EQ(sent(0, 1'000'000).bytes.size(), 1'000'000u);
	EXPECT_EQ(sent(0, 1'000'001).code, "file_changed");
}

TEST_F(SentContentOfAFile, KnowsAnotherFileByItsEndsBeforeAnythingLeaves)
{
	know(known_->count());
	identity_ = identify(file()).value();
	isFirst_ = true;
	EXPECT_EQ(sent(0, 1'000'000).code, "");
	bytes_.back() ^= 1;
	write();
	EXPECT_EQ(sent(0, 1'000'000).code, "file_changed");
	EXPECT_EQ(sent(0, 1'000'000).bytes, "");
	isFirst_ = false;
	EXPECT_EQ(sent(0, 1'000'000).code, "") << "later chunks are judged by their bytes";
}

TEST_F(SentContentOfAFile, SaysWhatKeepsItFromReading)
{
	know(known_->count());
	std::filesystem::remove(file());
	EXPECT_EQ(sent(0, kContent_bytes).code, "file_missing");
	write();
	std::filesystem::resize_file(file(), 2'500'000);
	const Sent all = sent(0, kContent_bytes);
	EXPECT_EQ(all.code, "file_changed");
	EXPECT_EQ(all.bytes, part(0, 2'000'000));
}

// The reading that is under way ends when the disk answers; the next one is not begun.
TEST_F(SentContentOfAFile, IsNotReadOnceItIsAbandoned)
{
	know(known_->count());
	std::counting_semaphore<> hold(0);
	std::promise<void> done;
	disks_.post(identity_.diskId(), Urgency::Now, [&hold] { hold.acquire(); }, [] {});
	auto content = std::make_shared<SentContent>(
		disks_, known_,
		SentContent::Chunk{.file = file(), .identity = identity_, .begin = 0, .end = kContent_bytes});
	content->begin();
	EXPECT_TRUE(content->isWaitingForDisk());
	content->abandon();
	const std::weak_ptr<SentContent> gone = content;
	content.reset();
	EXPECT_TRUE(gone.expired()) << "the disk's thread keeps nothing of it";
	hold.release();
	disks_.post(identity_.diskId(), Urgency::Now, [] {}, [&done] { done.set_value(); });
	done.get_future().wait();
}

} // namespace
} // namespace DirectPost::Publish
