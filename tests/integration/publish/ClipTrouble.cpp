#include "ClipTrouble.hpp"

#include "Obs.hpp"

#include <Noise.hpp>

#include <fstream>
#include <stdexcept>

namespace DirectPost::Publish {

namespace {

constexpr std::streamoff kFromTheEdge_bytes = 1000;

void overwrite(const std::filesystem::path &file, std::streamoff at)
{
	std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
	stream.seekp(at);
	stream << "somebody wrote here";
}

std::filesystem::path unplugged(const std::filesystem::path &file)
{
	return file.parent_path().string() + ".unplugged";
}

} // namespace

void alter(const std::filesystem::path &file, std::string_view how)
{
	const auto size_bytes = static_cast<std::streamoff>(std::filesystem::file_size(file));
	if (how == "head") {
		overwrite(file, kFromTheEdge_bytes);
	} else if (how == "middle") {
		overwrite(file, size_bytes / 2);
	} else if (how == "middle, time put back") {
		const auto time = std::filesystem::last_write_time(file);
		overwrite(file, size_bytes / 2);
		std::filesystem::last_write_time(file, time);
	} else if (how == "tail") {
		overwrite(file, size_bytes - kFromTheEdge_bytes);
	} else if (how == "replaced") {
		const std::filesystem::path other = file.string() + ".other";
		write(other, noise(size_bytes, 99));
		std::filesystem::rename(other, file);
	} else if (how == "shrunk") {
		std::filesystem::resize_file(file, static_cast<uintmax_t>(size_bytes / 2));
	} else if (how == "touched") {
		std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now());
	} else if (how == "attributes") {
		std::filesystem::permissions(file, std::filesystem::perms::owner_read);
		std::filesystem::create_hard_link(file, file.string() + ".kept");
	} else {
		throw std::runtime_error("a file cannot be altered like this: " + std::string(how));
	}
}

void takeDiskAway(const std::filesystem::path &file)
{
	std::error_code isGone;
	std::filesystem::rename(file.parent_path(), unplugged(file), isGone);
}

void bringDiskBack(const std::filesystem::path &file)
{
	std::error_code isThere;
	std::filesystem::rename(unplugged(file), file.parent_path(), isThere);
}

} // namespace DirectPost::Publish
