#pragma once

#include "ClipFile.hpp"
#include "DiskThreads.hpp"
#include "Fingerprint.hpp"

#include <base/FileIdentity.hpp>
#include <tiktok/TransferLoop.hpp>

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace DirectPost::Publish {

// The bytes of one chunk, read on the disk's thread while they are sent, and held against what the file was when it was
// checked: nothing of a piece leaves before all of it was found the same. Two pieces at most are in memory.
class SentContent : public TikTok::UploadBody, public std::enable_shared_from_this<SentContent> {
public:
	struct Chunk {
		std::filesystem::path file;
		FileIdentity identity; // of the file when it was checked
		int64_t begin = 0;     // in the file
		int64_t end = 0;
		// Of a file of which nothing was sent yet: its ends are looked at before, so that another file is
		// found out early.
		bool isFirst = false;
	};
	// `checked` knows the chunk's bytes. `disks` must outlive it.
	SentContent(DiskThreads &disks, std::shared_ptr<const Fingerprint> checked, Chunk chunk);

	void begin(); // to read; once
	// Nobody sends it any more. Its file is closed where that may wait, too: on the disk's thread.
	void abandon();

	// Errors: file_missing (of kind ClipFile or ClipGone), file_unreadable, file_changed.
	Expected<std::span<const char>> next() override;
	void taken(size_t count) override;
	void wakeBy(std::function<void()> wake) override;

	// Any thread.
	int64_t taken_bytes() const;
	bool isAllTaken() const;
	bool isWaitingForDisk() const;
	int64_t readPieces() const; // whether the disk answers

private:
	void keepReading();
	void read(int64_t piece);
	void haveRead();
	Expected<std::vector<char>> piece(int64_t number);
	Expected<void> openFile();
	Expected<void> checkEnds() const;
	std::vector<char> spare();

	DiskThreads &disks_;
	const std::shared_ptr<const Fingerprint> checked_;
	const Chunk chunk_;
	const std::shared_ptr<std::optional<ClipFile>> file_; // what is in it: the disk's thread only

	mutable std::mutex mutex_; // guards the following
	std::function<void()> wake_;
	std::deque<std::vector<char>> pieces_; // the first of them is being sent
	std::vector<char> spare_;              // for the next one
	std::optional<Error> trouble_;
	int64_t at_;        // in the file: what is sent next
	int64_t nextPiece_; // to be read
	bool isReading_ = false;
	bool isWanted_ = true; // next() had nothing, or was not asked yet
	bool isAbandoned_ = false;
	int64_t readPieces_ = 0;
};

} // namespace DirectPost::Publish
