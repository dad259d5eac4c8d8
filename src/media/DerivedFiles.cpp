#include "DerivedFiles.hpp"

#include <base/FileError.hpp>
#include <base/MoveFile.hpp>
#include <base/Utf8Path.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <fstream>
#include <random>

namespace DirectPost::Media {

namespace {

constexpr size_t kLongestStem_bytes = 100; // names may have 255 bytes, Windows paths 260 characters
constexpr size_t kId_digits = 16;
constexpr std::array<std::string_view, 2> kExtensions = {".mp4", ".webm"};
constexpr std::string_view kPartialExtension = ".partial";
constexpr int64_t kRoomForObs_bytes = 256'000'000; // a recording that fills the disk stops
constexpr const char *kFolderElsewhere = ".direct-post";
constexpr const char *kList = "elsewhere.txt"; // in the usual folder: a path a line
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

std::string newName(const std::filesystem::path &source, std::string_view extension)
{
	std::random_device random;
	return std::format("{}-{:08x}{:08x}{}", shortened(utf8(source.stem())), random(), random(), extension);
}

// The name without ".partial"; empty when it is none of ours.
std::string derivedName(const std::filesystem::path &file)
{
	std::string name = utf8(file.filename());
	if (name.ends_with(kPartialExtension))
		name.resize(name.size() - kPartialExtension.size());
	const auto extension = std::ranges::find_if(kExtensions, [&](auto one) { return name.ends_with(one); });
	if (extension == kExtensions.end() || name.size() < extension->size() + kId_digits + 1)
		return {};
	const std::string_view id = std::string_view(name).substr(name.size() - extension->size() - kId_digits - 1);
	const bool isOurs =
		id.front() == '-' && id.substr(1, kId_digits).find_first_not_of("0123456789abcdef") == id.npos;
	return isOurs ? name : std::string();
}

std::filesystem::path partialOf(const std::filesystem::path &file)
{
	std::filesystem::path partial = file;
	partial += kPartialExtension;
	return partial;
}

bool isThere(const std::filesystem::path &file)
{
	std::error_code ignored;
	return std::filesystem::exists(file, ignored);
}

std::string inWords(int64_t size_bytes)
{
	constexpr int64_t kGigabyte = 1'000'000'000;
	return size_bytes < kGigabyte ? std::format("{} MB", (size_bytes + 999'999) / 1'000'000)
				      : std::format("{:.1f} GB", static_cast<double>(size_bytes) / kGigabyte);
}

} // namespace

std::optional<int64_t> roomIn(const std::filesystem::path &folder)
{
	std::error_code failure;
	const auto space = std::filesystem::space(folder, failure);
	return failure ? std::nullopt : std::optional(static_cast<int64_t>(space.available));
}

DerivedFiles::DerivedFiles(std::filesystem::path usualFolder,
			   std::function<std::optional<int64_t>(const std::filesystem::path &)> room)
	: usualFolder_(std::move(usualFolder)), room_(std::move(room))
{
}

void DerivedFiles::keepIn(std::filesystem::path chosenFolder)
{
	const std::scoped_lock lock(mutex_);
	chosenFolder_ = std::move(chosenFolder);
}

void DerivedFiles::setRecordings(std::filesystem::path folder)
{
	const std::scoped_lock lock(mutex_);
	recordings_ = std::move(folder);
}

std::vector<DerivedFiles::Place> DerivedFiles::placesFor(const std::filesystem::path &file)
{
	const std::scoped_lock lock(mutex_);
	const auto in = [](const std::filesystem::path &folder) {
		return Place{.folder = folder / kFolderElsewhere, .disk = folder};
	};
	if (!chosenFolder_.empty())
		return {in(chosenFolder_)};
	std::vector<Place> places = {{.folder = usualFolder_, .disk = usualFolder_}, in(file.parent_path())};
	if (!recordings_.empty() && recordings_ != file.parent_path())
		places.push_back(in(recordings_));
	return places;
}

// The first place with room. Nothing is made in one that has none.
Expected<std::filesystem::path> DerivedFiles::folderFor(std::vector<Place> places, const std::filesystem::path &file,
							int64_t size_bytes) const
{
	const int64_t needed_bytes = size_bytes + kRoomForObs_bytes;
	std::error_code failure;
	for (Place &place : places) {
		std::error_code ignored;
		if (place.disk == usualFolder_)
			std::filesystem::create_directories(usualFolder_, failure);
		place.isThere = std::filesystem::is_directory(place.disk, ignored);
		place.room_bytes = room_(place.disk);
		if (!place.isThere || place.room_bytes.value_or(needed_bytes) < needed_bytes)
			continue;
		std::filesystem::create_directory(place.folder, failure);
		if (std::filesystem::is_directory(place.folder, ignored))
			return place.folder;
		place.isThere = false;
	}
	std::erase_if(places, [](const Place &place) { return !place.isThere; });
	Error error = fileError(ErrorKind::Disk, "folder_not_writable", file, "cannot be made: " + systemText(failure));
	if (places.empty())
		return std::unexpected(error);
	error.code = places.size() == 1 ? "no_room_in_folder" : "no_room_to_prepare";
	error.detail = std::to_string(places.front().room_bytes.value_or(0)) + " bytes left";
	error.values = {{"file", utf8(file.filename())},
			{"needed", inWords(needed_bytes)},
			{"folder", utf8(places.front().disk)},
			{"free", inWords(places.front().room_bytes.value_or(0))},
			{"recordings", utf8(places.back().disk)},
			{"free_there", inWords(places.back().room_bytes.value_or(0))}};
	return std::unexpected(error);
}

std::filesystem::path DerivedFiles::listFile() const
{
	return usualFolder_ / kList;
}

// Before anything is written there, so that it is found after a crash, too.
void DerivedFiles::list(const std::filesystem::path &file)
{
	std::error_code ignored;
	std::filesystem::create_directories(usualFolder_, ignored);
	unlisted_.push_back(file);
	writeUnlisted();
}

void DerivedFiles::writeUnlisted()
{
	if (unlisted_.empty())
		return;
	std::ofstream lines(listFile(), std::ios::binary | std::ios::app);
	for (const auto &file : unlisted_)
		lines << utf8(file) << '\n';
	if (lines.flush())
		unlisted_.clear();
}

std::vector<std::filesystem::path> DerivedFiles::readList() const
{
	std::vector<std::filesystem::path> files;
	std::ifstream lines(listFile(), std::ios::binary);
	for (std::string line; std::getline(lines, line);)
		files.push_back(fromUtf8(line));
	return files;
}

void DerivedFiles::writeList(const std::vector<std::filesystem::path> &files) const
{
	std::error_code ignored;
	if (files.empty()) {
		std::filesystem::remove(listFile(), ignored);
		return;
	}
	std::filesystem::path next = listFile();
	next += ".new";
	{
		std::ofstream lines(next, std::ios::binary);
		for (const auto &file : files)
			lines << utf8(file) << '\n';
		if (!lines.flush())
			return;
	}
	(void)moveFile(next, listFile());
}

Expected<std::filesystem::path> DerivedFiles::reserve(uint64_t source, const std::filesystem::path &file,
						      int64_t size_bytes, std::string_view extension,
						      const std::vector<std::filesystem::path> &full)
{
	std::vector<Place> places = placesFor(file);
	std::erase_if(places, [&](const Place &place) { return std::ranges::contains(full, place.folder); });
	const auto folder = folderFor(std::move(places), file, size_bytes);
	if (!folder)
		return folder;
	std::filesystem::path made = *folder / fromUtf8(newName(file, extension));
	{
		const std::scoped_lock lock(mutex_);
		if (*folder != usualFolder_)
			list(made);
		held_.push_back({source, made, true});
	}
	std::error_code ignored;
	std::filesystem::create_directory(*folder, ignored); // reap() may just have found it empty
	return made;
}

void DerivedFiles::hold(uint64_t source, const std::filesystem::path &file)
{
	const std::string name = derivedName(file);
	const std::scoped_lock lock(mutex_);
	const auto isHeldAlready = [&](const Held &held) {
		return held.source == source && derivedName(held.file) == name;
	};
	if (!name.empty() && std::ranges::none_of(held_, isHeldAlready))
		held_.push_back({source, file, false});
}

void DerivedFiles::release(uint64_t source)
{
	const std::scoped_lock lock(mutex_);
	writeUnlisted();
	std::erase_if(held_, [source](const Held &held) { return held.source == source; });
}

std::vector<std::filesystem::path> DerivedFiles::releaseAllBut(uint64_t source, const std::filesystem::path &kept)
{
	const std::string keptName = derivedName(kept);
	const std::scoped_lock lock(mutex_);
	writeUnlisted();
	std::vector<std::filesystem::path> reservedHere;
	std::erase_if(held_, [&](const Held &held) {
		if (held.source != source || derivedName(held.file) == keptName)
			return false;
		if (held.isReservedHere)
			reservedHere.push_back(held.file);
		released_.push_back(derivedName(held.file));
		return true;
	});
	return reservedHere;
}

void DerivedFiles::discard(const std::filesystem::path &file)
{
	const std::string name = derivedName(file);
	{
		const std::scoped_lock lock(mutex_);
		std::erase_if(held_, [&](const Held &held) { return derivedName(held.file) == name; });
		released_.push_back(name); // so that reap() tries again where the system refuses now
	}
	std::error_code ignored;
	std::filesystem::remove(file, ignored);
}

void DerivedFiles::reap(const std::vector<std::filesystem::path> &keep)
{
	std::error_code ignored;
	for (const auto &file : known()) {
		if (isReapable(file, keep))
			std::filesystem::remove(file, ignored);
	}
	tidyList();
}

std::vector<std::filesystem::path> DerivedFiles::known()
{
	const std::scoped_lock lock(mutex_);
	writeUnlisted();
	std::error_code ignored;
	std::vector<std::filesystem::path> files;
	for (const auto &entry : std::filesystem::directory_iterator(usualFolder_, ignored))
		files.push_back(entry.path());
	for (const auto &file : readList()) {
		files.push_back(file);
		files.push_back(partialOf(file));
	}
	return files;
}

// A file that cannot be seen because its disk is away stays on the list. A folder of ours goes with its last file.
void DerivedFiles::tidyList()
{
	std::vector<std::filesystem::path> gone;
	{
		const std::scoped_lock lock(mutex_);
		gone = readList();
		std::erase_if(gone,
			      [this](const auto &file) { return std::ranges::contains(held_, file, &Held::file); });
	}
	std::erase_if(gone, [](const std::filesystem::path &file) {
		const std::filesystem::path folder = file.parent_path();
		if (isThere(file) || isThere(partialOf(file)) || !isThere(folder.parent_path()))
			return true;
		std::error_code isNotEmpty;
		std::filesystem::remove(folder, isNotEmpty);
		return false;
	});
	if (gone.empty())
		return;
	const std::scoped_lock lock(mutex_);
	std::vector<std::filesystem::path> files = readList();
	std::erase_if(files, [&gone](const auto &file) { return std::ranges::contains(gone, file); });
	writeList(files);
}

bool DerivedFiles::isReapable(const std::filesystem::path &file, const std::vector<std::filesystem::path> &keep)
{
	const std::string name = derivedName(file);
	std::error_code failure;
	if (name.empty() || !std::filesystem::is_regular_file(file, failure))
		return false;
	const auto age =
		std::filesystem::file_time_type::clock::now() - std::filesystem::last_write_time(file, failure);
	const bool isOld = !failure && age > kAgeInOtherRuns;
	// Compared by name: a folder can be spelt in several ways, and the digits are unique.
	const auto isNamedSo = [&](const std::filesystem::path &other) {
		return derivedName(other) == name;
	};
	const auto isHeld = [&](const Held &held) {
		return derivedName(held.file) == name;
	};
	const std::scoped_lock lock(mutex_);
	if (std::ranges::any_of(keep, isNamedSo) || std::ranges::any_of(held_, isHeld))
		return false;
	return isOld || std::ranges::contains(released_, name);
}

} // namespace DirectPost::Media
