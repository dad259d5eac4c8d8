#pragma once

#include "Av.hpp"

#include <array>
#include <istream>
#include <streambuf>

namespace DirectPost::Media {

class DiskBuffer : public std::streambuf {
public:
	explicit DiskBuffer(const std::filesystem::path &file);

	const AVIOContext *io() const { return io_.get(); } // null: it cannot be opened

private:
	int_type underflow() override;
	pos_type seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode mode) override;
	pos_type seekpos(pos_type position, std::ios_base::openmode mode) override;

	const Av::Io io_;
	std::array<char, 4096> read_ = {};
};

// A file's bytes. Unlike std::ifstream it does not take a disk that is away for the end of the file.
class DiskStream : public std::istream {
public:
	explicit DiskStream(const std::filesystem::path &file);

	bool isOpen() const { return buffer_.io() != nullptr; }
	// Something that is there could not be read, though the stream may have been cleared since.
	bool hasFailed() const { return isOpen() && buffer_.io()->error < 0; }

private:
	DiskBuffer buffer_;
};

} // namespace DirectPost::Media
