#pragma once

#include "Job.hpp"
#include "Database.hpp"

namespace DirectPost::Publish {

inline constexpr int kSchemaVersion = 6; // how many steps a store of this program has taken
inline constexpr int kHistory = 5000;    // jobs that are over and still known after the next opening

// As the tables hold a time.
constexpr int64_t toMs(WallTime time)
{
	return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

WallTime fromMs(int64_t time_ms); // what is beyond the clock's range is its nearest end

// The tables of the store, made where there are none and brought up to date where they are older; checked.
// Errors: those of Database, store_damaged, store_too_new.
Expected<Database> openJobDatabase(const std::filesystem::path &file);

// Renamed with the time in its name, so that nothing is lost and a new one can be begun. Errors: store_unwritable.
Expected<void> setJobDatabaseAside(const std::filesystem::path &file, WallTime now);

} // namespace DirectPost::Publish
