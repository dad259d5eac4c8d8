#include "SentContent.hpp"

#include "FingerprintReader.hpp"

#include <base/FileError.hpp>

#include <algorithm>
#include <utility>

namespace DirectPost::Publish {

SentContent::SentContent(std::shared_ptr<const Fingerprint> checked, std::filesystem::path file, int64_t begin,
			 int64_t end)
	: checked_(std::move(checked)), file_(std::move(file)), begin_(begin), end_(end), at_(begin)
{
}

Expected<void> SentContent::admit(const char *bytes, size_t count)
{
	if (at_ == begin_) {
		const int64_t head = checked_->range(Fingerprint::pieceAt(begin_)).first;
		if (auto added = addFromFile(head, begin_); !added)
			return added;
	}
	for (int64_t left = static_cast<int64_t>(count); left > 0;) {
		const int64_t piece = Fingerprint::pieceAt(at_);
		const int64_t pieceEnd = checked_->range(piece).second;
		const int64_t part = std::min(left, pieceEnd - at_);
		digest_.add(bytes, static_cast<size_t>(part));
		bytes += part;
		left -= part;
		const bool isChunkWhole = at_ + part == end_;
		if (isChunkWhole) {
			if (auto added = addFromFile(end_, pieceEnd); !added)
				return added;
		}
		if (isChunkWhole || at_ + part == pieceEnd) {
			if (auto judged = judge(piece); !judged)
				return judged;
		}
		at_ += part;
	}
	return {};
}

Expected<void> SentContent::addFromFile(int64_t begin, int64_t end)
{
	if (begin == end)
		return {};
	return readPart(file_, begin, end).transform([this](const std::string &bytes) {
		digest_.add(bytes.data(), bytes.size());
	});
}

Expected<void> SentContent::judge(int64_t piece)
{
	if (digest_.finish() == checked_->digest(piece))
		return {};
	return std::unexpected(fileError(ErrorKind::ClipUnfit, "file_changed", file_,
					 "piece " + std::to_string(piece) + " is not what it was when it was checked"));
}

} // namespace DirectPost::Publish
