#include "DiskStream.hpp"

#include <algorithm>

namespace DirectPost::Media {

// Directly: what looks here and there into a large file needs no more than it asks for.
DiskBuffer::DiskBuffer(const std::filesystem::path &file)
	: io_(Av::openIo(Av::url(file), AVIO_FLAG_DIRECT, {}).value_or(nullptr))
{
}

DiskBuffer::int_type DiskBuffer::underflow()
{
	if (!io_)
		return traits_type::eof();
	const int count =
		avio_read(io_.get(), reinterpret_cast<unsigned char *>(read_.data()), static_cast<int>(read_.size()));
	setg(read_.data(), read_.data(), read_.data() + std::max(0, count));
	return count > 0 ? traits_type::to_int_type(*gptr()) : traits_type::eof();
}

DiskBuffer::pos_type DiskBuffer::seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode mode)
{
	const off_type here = io_ ? avio_tell(io_.get()) - (egptr() - gptr()) : 0;
	if (!io_ || from == std::ios_base::end)
		return pos_type(off_type(-1));
	return seekpos(pos_type(from == std::ios_base::cur ? here + offset : offset), mode);
}

DiskBuffer::pos_type DiskBuffer::seekpos(pos_type position, std::ios_base::openmode)
{
	const auto wanted = static_cast<int64_t>(position);
	if (!io_ || wanted < 0)
		return pos_type(off_type(-1));
	io_->eof_reached = 0;
	setg(read_.data(), read_.data(), read_.data());
	return avio_seek(io_.get(), wanted, SEEK_SET) < 0 ? pos_type(off_type(-1)) : position;
}

DiskStream::DiskStream(const std::filesystem::path &file) : std::istream(nullptr), buffer_(file)
{
	rdbuf(&buffer_);
	if (!isOpen())
		setstate(failbit);
}

} // namespace DirectPost::Media
