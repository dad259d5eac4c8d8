#include "AwayDisk.hpp"

#include <base/FileError.hpp>

namespace DirectPost::Media {

bool AwayDisk::isWaitedFor(const Error &error, const std::filesystem::path &file,
			   std::chrono::steady_clock::time_point now)
{
	std::error_code ignored;
	const bool isGone = error.kind == ErrorKind::ClipFile && !std::filesystem::exists(file, ignored);
	const bool isFolderAway = !std::filesystem::exists(file.parent_path(), ignored);
	const bool isOutOfReach = error.kind == ErrorKind::ClipBusy || (isGone && (since_ || isFolderAway));
	if (!isOutOfReach || now - since_.value_or(now) >= kFileAwayFor)
		return false;
	since_ = since_.value_or(now);
	return true;
}

} // namespace DirectPost::Media
