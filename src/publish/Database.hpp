#pragma once

#include <base/Error.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace DirectPost::Publish {

// One row of an answer; valid only inside the callback that gets it.
class Row {
public:
	explicit Row(sqlite3_stmt *statement) : statement_(statement) {}
	int64_t integer(int column) const;
	std::string text(int column) const;

private:
	sqlite3_stmt *statement_;
};

// SQLite with errors as values: store_full, store_unwritable, store_damaged, store_busy. One thread.
class Database {
public:
	using Value = std::variant<int64_t, std::string>;

	static Expected<Database> open(const std::filesystem::path &file);

	Expected<void> run(const char *sql, std::initializer_list<Value> values = {});
	Expected<void> query(const char *sql, std::initializer_list<Value> values,
			     const std::function<void(const Row &)> &row);
	Expected<int64_t> number(const char *sql,
				 std::initializer_list<Value> values = {}); // the first column of the first row, or 0
	// All of it or nothing, durable when it returns.
	Expected<void> transaction(const std::function<Expected<void>()> &work);

	int64_t lastId() const;
	int changes() const; // rows the last run() touched

private:
	struct Close {
		void operator()(sqlite3 *database) const;
	};
	explicit Database(sqlite3 *database) : database_(database) {}
	Error errorNow(const char *doing) const;

	std::unique_ptr<sqlite3, Close> database_;
};

} // namespace DirectPost::Publish
