#include "FingerprintReader.hpp"

#include "ClipFile.hpp"
#include "PieceDigest.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <list>
#include <optional>
#include <utility>
#include <vector>

namespace DirectPost::Publish {

namespace {

Error changed(const std::filesystem::path &file, const char *how)
{
	return fileError(ErrorKind::ClipUnfit, "file_changed", file, how);
}

// What only the ends of a file tell where its times or its number are others than before.
bool isStill(const FileIdentity &found, const FileIdentity &expected)
{
	return expected.edgesSha256.empty() ? found.looksLike(expected) : found.isSameContent(expected);
}

} // namespace

// One file that is being read.
class FingerprintReader::Reading {
public:
	explicit Reading(Order order) : order_(std::move(order)) {}

	// Reads a piece. True: it was the last one, or nobody wants to know it any more.
	Expected<bool> step()
	try {
		const auto fingerprint = order_.fingerprint.lock();
		if (!fingerprint)
			return true;
		if (auto begun = file_ ? Expected<void>() : begin(); !begun)
			return std::unexpected(begun.error());
		const auto [begin, end] = fingerprint->range(piece_);
		if (auto read = readBytes(begin, end); !read)
			return std::unexpected(read.error());
		const bool isLast = piece_ == fingerprint->count() - 1;
		// It is told only when no other version can have come in between.
		if (auto same = isLast ? checkStillSame() : Expected<void>(); !same)
			return std::unexpected(same.error());
		if (!fingerprint->learn(piece_++, digest_.finish()))
			return std::unexpected(changed(order_.file, "its bytes are not what they were"));
		return isLast;
	} catch (const std::exception &exception) {
		return std::unexpected(
			fileError(ErrorKind::ClipBusy, "file_unreadable", order_.file, exception.what()));
	}
	void end(std::optional<Error> trouble)
	{
		if (trouble)
			trouble = goneOrAway(std::move(*trouble), order_.file, order_.identity);
		if (const auto fingerprint = order_.fingerprint.lock())
			fingerprint->end(std::move(trouble));
	}
	const std::function<void()> &done() const { return order_.done; }
	bool isWaitedFor() const
	{
		const auto fingerprint = order_.fingerprint.lock();
		return fingerprint && fingerprint->isWaitedFor();
	}

private:
	Expected<void> begin()
	{
		const auto found = identify(order_.file);
		if (!found)
			return std::unexpected(found.error());
		if (!isStill(*found, order_.identity))
			return std::unexpected(changed(order_.file, "it is not what it was when it was checked"));
		before_ = *found;
		return ClipFile::open(order_.file, ClipFile::Others::MayWrite).transform([this](ClipFile file) {
			file_ = std::move(file);
		});
	}
	Expected<void> readBytes(int64_t begin, int64_t end)
	{
		for (int64_t at = begin; at < end; at += static_cast<int64_t>(bytes_.size())) {
			bytes_.resize(std::min(PieceDigest::kBlock_bytes, static_cast<size_t>(end - at)));
			if (auto read = file_->read(at, bytes_); !read)
				return read;
			digest_.add(bytes_.data(), bytes_.size());
		}
		return {};
	}
	Expected<void> checkStillSame() const
	{
		const auto after = identifyQuickly(order_.file);
		if (!after)
			return std::unexpected(after.error());
		if (!after->looksLike(before_))
			return std::unexpected(changed(order_.file, "something happened to it while it was read"));
		return {};
	}

	Order order_;
	FileIdentity before_;
	std::optional<ClipFile> file_;
	int64_t piece_ = 0;
	PieceDigest digest_;
	std::vector<char> bytes_;
};

// The files of one disk. Its thread has it as well, and may have it for longer than anybody else.
class FingerprintReader::Turns : public std::enable_shared_from_this<Turns> {
public:
	void add(Order order, DiskThreads &disks, const std::string &diskId)
	{
		{
			const std::scoped_lock lock(mutex_);
			ordered_.push_back(std::move(order));
			if (std::exchange(isUnderWay_, true))
				return;
		}
		next(disks, diskId);
	}

private:
	void next(DiskThreads &disks, const std::string &diskId)
	{
		disks.post(
			diskId, Urgency::Later, [self = shared_from_this()] { self->readPiece(); },
			[self = shared_from_this(), &disks, diskId] {
				if (const auto done = std::exchange(self->done_, {}))
					done();
				if (self->hasMore())
					self->next(disks, diskId);
			});
	}
	void readPiece()
	{
		{
			const std::scoped_lock lock(mutex_);
			for (Order &order : ordered_)
				readings_.emplace_back(std::move(order));
			ordered_.clear();
		}
		const auto waitedFor = std::ranges::find_if(readings_, &Reading::isWaitedFor);
		const auto reading = waitedFor == readings_.end() ? readings_.begin() : waitedFor;
		const Expected<bool> isAtEnd = reading->step();
		if (isAtEnd && !*isAtEnd)
			return readings_.splice(readings_.end(), readings_, reading);
		reading->end(isAtEnd ? std::nullopt : std::optional(isAtEnd.error()));
		done_ = reading->done();
		readings_.erase(reading);
	}
	bool hasMore()
	{
		const std::scoped_lock lock(mutex_);
		isUnderWay_ = !ordered_.empty() || !readings_.empty();
		return isUnderWay_;
	}

	std::mutex mutex_; // guards the following
	std::vector<Order> ordered_;
	bool isUnderWay_ = false;
	// The disk's thread only.
	std::list<Reading> readings_;
	std::function<void()> done_; // of the reading that has just ended
};

void FingerprintReader::read(Order order)
{
	const std::string disk = order.identity.diskId();
	const std::scoped_lock lock(mutex_);
	std::shared_ptr<Turns> &turns = turns_[disk];
	if (!turns)
		turns = std::make_shared<Turns>();
	turns->add(std::move(order), disks_, disk);
}

} // namespace DirectPost::Publish
