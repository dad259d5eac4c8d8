#pragma once

#include <base/Error.hpp>

#include <chrono>
#include <filesystem>
#include <optional>

namespace DirectPost::Media {

// How long a file's disk has been away: it may be plugged in or mounted again, and nothing is lost by waiting for it.
class AwayDisk {
public:
	static constexpr auto kLooksEvery = std::chrono::seconds{1};

	// Whether to look again a little later, after this error at this file. A file that is gone from a folder that
	// is there was deleted.
	bool isWaitedFor(const Error &error, const std::filesystem::path &file,
			 std::chrono::steady_clock::time_point now);
	// The file can be read again.
	void isBack() { since_.reset(); }
	bool isAway() const { return since_.has_value(); }

private:
	std::optional<std::chrono::steady_clock::time_point> since_;
};

} // namespace DirectPost::Media
