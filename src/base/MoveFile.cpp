#include <base/MoveFile.hpp>

#include "HeldFile.hpp"

#ifdef _WIN32
#include <windows.h>
#endif

namespace DirectPost {

bool isHeldByAnother(std::error_code failure)
{
#ifdef _WIN32
	if (failure.category() != std::system_category())
		return false;
	switch (failure.value()) {
	case ERROR_SHARING_VIOLATION:
	case ERROR_LOCK_VIOLATION:
	case ERROR_ACCESS_DENIED: // what replacing an open file is answered with
		return true;
	default:
		return false;
	}
#else
	return failure == std::errc::device_or_resource_busy || failure == std::errc::text_file_busy;
#endif
}

std::error_code moveFile(const std::filesystem::path &from, const std::filesystem::path &to)
{
	return untilNobodyHoldsIt(
		[&] {
			std::error_code failure;
			std::filesystem::rename(from, to, failure);
			return failure;
		},
		isHeldByAnother);
}

} // namespace DirectPost
