#include "DerivedFiles.hpp"
#include <base/FileError.hpp>
#include <base/Utf8Path.hpp>

#include <algorithm>
#include <chrono>
#include <format>
#include <random>

namespace DirectPost::Media {

namespace {

constexpr size_t kLongestStem_bytes = 100; // names may have 255 bytes, Windows paths 260 characters
constexpr size_t kId_digits = 16;
constexpr std::string_view kExtension = ".mp4";
constexpr std::string_view kPartialExtension = ".mp4.partial";
constexpr int64_t kRoomForObs_bytes = 256'000'000; // a recording that fills the disk stops
constexpr auto kAgeInOtherRuns = std::chrono::hours{24};

// Cut between characters, never inside one.
std::string shortened(std::string text)
{
	if (text.size() <= kLongestStem_bytes)
		return text;
	size_t end = kLongestStem_bytes;
	while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
		end--;
	text.resize(end);
	return text;
}

std::string newName(const std::filesystem::path &source)
{
	std::random_device random;
	return std::format("{}-{:08x}{:08x}{}", shortened(utf8(source.stem())), random(), random(), kExtension);
}

// The name without ".partial"; empty when it is none of ours.
std::string derivedName(const std::filesystem::path &file)
{
	std::string name = utf8(file.filename());
	if (name.ends_with(kPartialExtension))
		name.resize(name.size() - (kPartialExtension.size() - kExtension.size()));
	if (!name.ends_with(kExtension) || name.size() < kExtension.size() + kId_digits + 1)
		return {};
	const std::string_view id = std::string_view(name).substr(name.size() - kExtension.size() - kId_digits - 1);
	const bool isOurs =
		id.front() == '-' && id.substr(1, kId_digits).find_first_not_of("0123456789abcdef") == id.npos;
	return isOurs ? name : std::string();
}

} // namespace

Expected<std::filesystem::path> DerivedFiles::reserve(uint64_t source, const std::filesystem::path &file,
						      int64_t size_bytes)
{
	std::error_code failure;
	std::filesystem::create_directories(folder_, failure);
	if (!std::filesystem::is_directory(folder_, failure))
		return std::unexpected(fileError(ErrorKind::Disk, "folder_not_writable", folder_,
						 "cannot be made: " + systemText(failure)));
	const auto space = std::filesystem::space(folder_, failure);
	if (!failure && static_cast<int64_t>(space.available) < size_bytes + kRoomForObs_bytes)
		return std::unexpected(
			fileError(ErrorKind::Disk, "disk_full", file, std::to_string(space.available) + " bytes left"));

	const std::string name = newName(file);
	const std::scoped_lock lock(mutex_);
	held_.push_back({source, name, true});
	return folder_ / fromUtf8(name);
}

void DerivedFiles::hold(uint64_t source, const std::filesystem::path &file)
{
	const std::string name = derivedName(file);
	const std::scoped_lock lock(mutex_);
	const auto isHeldAlready = [&](const Held &held) {
		return held.source == source && held.name == name;
	};
	if (!name.empty() && std::ranges::none_of(held_, isHeldAlready))
		held_.push_back({source, name, false});
}

void DerivedFiles::release(uint64_t source)
{
	releaseAllBut(source, {});
}

std::vector<std::filesystem::path> DerivedFiles::releaseAllBut(uint64_t source, const std::filesystem::path &kept)
{
	const std::string keptName = derivedName(kept);
	const std::scoped_lock lock(mutex_);
	std::vector<std::filesystem::path> reservedHere;
	std::erase_if(held_, [&](const Held &held) {
		if (held.source != source || held.name == keptName)
			return false;
		if (held.isReservedHere)
			reservedHere.push_back(folder_ / fromUtf8(held.name));
		released_.push_back(held.name);
		return true;
	});
	return reservedHere;
}

void DerivedFiles::discard(const std::filesystem::path &file)
{
	const std::string name = derivedName(file);
	{
		const std::scoped_lock lock(mutex_);
		std::erase_if(held_, [&](const Held &held) { return held.name == name; });
		released_.push_back(name); // so that reap() tries again where the system refuses now
	}
	std::error_code ignored;
	std::filesystem::remove(file, ignored);
}

void DerivedFiles::reap(const std::vector<std::filesystem::path> &keep)
{
	std::error_code ignored;
	std::vector<std::filesystem::path> reapable;
	{
		const std::scoped_lock lock(mutex_);
		for (const auto &entry : std::filesystem::directory_iterator(folder_, ignored)) {
			if (isReapable(entry, keep))
				reapable.push_back(entry.path());
		}
	}
	for (const auto &file : reapable)
		std::filesystem::remove(file, ignored);
}

bool DerivedFiles::isReapable(const std::filesystem::directory_entry &entry,
			      const std::vector<std::filesystem::path> &keep) const
{
	const std::string name = derivedName(entry.path());
	std::error_code failure;
	if (name.empty() || !entry.is_regular_file(failure))
		return false;
	// Compared by name: a folder can be spelt in several ways, and the digits are unique.
	const auto isNamedSo = [&](const std::filesystem::path &file) {
		return derivedName(file) == name;
	};
	const auto isHeld = [&](const Held &held) {
		return held.name == name;
	};
	if (std::ranges::any_of(keep, isNamedSo) || std::ranges::any_of(held_, isHeld))
		return false;
	if (std::ranges::find(released_, name) != released_.end())
		return true;
	const auto age = std::filesystem::file_time_type::clock::now() - entry.last_write_time(failure);
	return !failure && age > kAgeInOtherRuns;
}

} // namespace DirectPost::Media
