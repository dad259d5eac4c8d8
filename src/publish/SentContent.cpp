#include "SentContent.hpp"

#include "PieceDigest.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <utility>

namespace DirectPost::Publish {

namespace {

constexpr size_t kMostPieces = 2;

} // namespace

SentContent::SentContent(DiskThreads &disks, std::shared_ptr<const Fingerprint> checked, Chunk chunk)
	: disks_(disks),
	  checked_(std::move(checked)),
	  chunk_(std::move(chunk)),
	  file_(std::make_shared<std::optional<ClipFile>>()),
	  at_(chunk_.begin),
	  nextPiece_(Fingerprint::pieceAt(chunk_.begin))
{
}

void SentContent::begin()
{
	keepReading();
}

// One piece ahead of what is being sent. What comes next is ordered only while the threads are there.
void SentContent::keepReading()
{
	int64_t piece = 0;
	{
		const std::scoped_lock lock(mutex_);
		const bool isEnough = isReading_ || isAbandoned_ || trouble_ || pieces_.size() == kMostPieces;
		if (isEnough || checked_->range(nextPiece_).first >= chunk_.end)
			return;
		isReading_ = true;
		piece = nextPiece_++;
	}
	// What nobody sends any more is not read when the disk answers at last.
	const auto ifStillSent = [weak = weak_from_this()](const auto &work) {
		if (const auto self = weak.lock())
			work(*self);
	};
	disks_.post(
		chunk_.identity.diskId(), Urgency::Now,
		[ifStillSent, piece] { ifStillSent([piece](SentContent &self) { self.read(piece); }); },
		[ifStillSent] { ifStillSent([](SentContent &self) { self.haveRead(); }); });
}

void SentContent::abandon()
{
	{
		const std::scoped_lock lock(mutex_);
		isAbandoned_ = true;
	}
	disks_.post(chunk_.identity.diskId(), Urgency::Now, [file = file_] { file->reset(); }, [] {});
}

void SentContent::read(int64_t number)
{
	auto bytes = piece(number).transform_error(
		[this](Error error) { return goneOrAway(std::move(error), chunk_.file, chunk_.identity); });
	if (!bytes || checked_->range(number).second >= chunk_.end)
		file_->reset();
	const std::scoped_lock lock(mutex_);
	++readPieces_;
	if (bytes)
		pieces_.push_back(std::move(*bytes));
	else
		trouble_ = std::move(bytes.error());
}

void SentContent::haveRead()
{
	{
		const std::scoped_lock lock(mutex_);
		isReading_ = false;
		if (wake_ && std::exchange(isWanted_, false))
			wake_();
	}
	keepReading();
}

Expected<std::vector<char>> SentContent::piece(int64_t number)
try {
	if (auto opened = *file_ ? Expected<void>() : openFile(); !opened)
		return std::unexpected(opened.error());
	const auto [begin, end] = checked_->range(number);
	std::vector<char> bytes = spare();
	bytes.resize(static_cast<size_t>(end - begin));
	PieceDigest digest;
	for (size_t at = 0; at < bytes.size(); at += PieceDigest::kBlock_bytes) {
		const auto block = std::span(bytes).subspan(at, std::min(PieceDigest::kBlock_bytes, bytes.size() - at));
		if (auto read = (*file_)->read(begin + static_cast<int64_t>(at), block); !read)
			return std::unexpected(read.error());
		digest.add(block.data(), block.size());
	}
	if (digest.finish() != checked_->digest(number))
		return std::unexpected(
			fileError(ErrorKind::ClipUnfit, "file_changed", chunk_.file,
				  "piece " + std::to_string(number) + " is not what it was when it was checked"));
	return bytes;
} catch (const std::exception &exception) {
	return std::unexpected(fileError(ErrorKind::ClipBusy, "file_unreadable", chunk_.file, exception.what()));
}

Expected<void> SentContent::openFile()
{
	return (chunk_.isFirst ? checkEnds() : Expected<void>())
		.and_then([this] { return ClipFile::open(chunk_.file, ClipFile::Others::MayNotWrite); })
		.transform([this](ClipFile file) { *file_ = std::move(file); });
}

// Whether it is another file by now, as far as its ends tell. What else happened to it does not matter: each byte is
// held against the fingerprint.
Expected<void> SentContent::checkEnds() const
{
	const auto found = identify(chunk_.file);
	if (!found)
		return std::unexpected(found.error());
	const FileIdentity &expected = chunk_.identity;
	const bool hasItsEnds = expected.edgesSha256.empty() || found->edgesSha256 == expected.edgesSha256;
	if (found->size_bytes == expected.size_bytes && hasItsEnds)
		return {};
	return std::unexpected(
		fileError(ErrorKind::ClipUnfit, "file_changed", chunk_.file, "another file by its ends"));
}

std::vector<char> SentContent::spare()
{
	const std::scoped_lock lock(mutex_);
	return std::exchange(spare_, {});
}

Expected<std::span<const char>> SentContent::next()
{
	const std::scoped_lock lock(mutex_);
	if (!pieces_.empty()) {
		const auto [begin, end] = checked_->range(Fingerprint::pieceAt(at_));
		return std::span(pieces_.front())
			.subspan(static_cast<size_t>(at_ - begin),
				 static_cast<size_t>(std::min(end, chunk_.end) - at_));
	}
	if (trouble_)
		return std::unexpected(*trouble_);
	isWanted_ = true;
	return {};
}

void SentContent::taken(size_t count)
{
	{
		const std::scoped_lock lock(mutex_);
		const int64_t pieceEnd = checked_->range(Fingerprint::pieceAt(at_)).second;
		at_ += static_cast<int64_t>(count);
		if (at_ < pieceEnd)
			return;
		if (checked_->range(nextPiece_).first < chunk_.end)
			spare_ = std::move(pieces_.front());
		pieces_.pop_front();
	}
	keepReading();
}

void SentContent::wakeBy(std::function<void()> wake)
{
	const std::scoped_lock lock(mutex_);
	wake_ = std::move(wake);
}

int64_t SentContent::taken_bytes() const
{
	const std::scoped_lock lock(mutex_);
	return at_ - chunk_.begin;
}

bool SentContent::isAllTaken() const
{
	const std::scoped_lock lock(mutex_);
	return at_ == chunk_.end;
}

int64_t SentContent::readPieces() const
{
	const std::scoped_lock lock(mutex_);
	return readPieces_;
}

bool SentContent::isWaitingForDisk() const
{
	const std::scoped_lock lock(mutex_);
	return pieces_.empty() && !trouble_ && at_ < chunk_.end;
}

} // namespace DirectPost::Publish
