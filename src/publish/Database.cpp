#include "Database.hpp"

#include <base/Utf8Path.hpp>

#include <sqlite3.h>

#include <cerrno>
#include <optional>

namespace DirectPost::Publish {

namespace {

constexpr int kBusyTimeout_ms = 2000;

struct Finalize {
	void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Error storeError(int code, bool isOutOfSpace, std::string detail)
{
	Error error;
	error.detail = std::move(detail);
	error.kind = ErrorKind::Disk;
	switch (code & 0xff) {
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		error.kind = ErrorKind::Damaged;
		error.code = "store_damaged";
		return error;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		error.code = "store_busy";
		return error;
	default:
		error.code = isOutOfSpace || (code & 0xff) == SQLITE_FULL ? "store_full" : "store_unwritable";
		return error;
	}
}

bool bind(sqlite3_stmt *statement, std::initializer_list<Database::Value> values)
{
	int index = 0;
	for (const Database::Value &value : values) {
		++index;
		const auto *text = std::get_if<std::string>(&value);
		const int code = text ? sqlite3_bind_text(statement, index, text->data(),
							  static_cast<int>(text->size()), SQLITE_TRANSIENT)
				      : sqlite3_bind_int64(statement, index, std::get<int64_t>(value));
		if (code != SQLITE_OK)
			return false;
	}
	return true;
}

} // namespace

int64_t Row::integer(int column) const
{
	return sqlite3_column_int64(statement_, column);
}

std::string Row::text(int column) const
{
	const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement_, column));
	return text ? std::string(text, static_cast<size_t>(sqlite3_column_bytes(statement_, column))) : std::string();
}

void Database::Close::operator()(sqlite3 *database) const
{
	sqlite3_close_v2(database);
}

Expected<Database> Database::open(const std::filesystem::path &file)
{
	sqlite3 *raw = nullptr;
	const int code = sqlite3_open_v2(utf8(file).c_str(), &raw,
					 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
	Database database(raw);
	if (code != SQLITE_OK)
		return std::unexpected(
			storeError(code, false, "opening the store: " + std::string(sqlite3_errstr(code))));
	sqlite3_extended_result_codes(raw, 1);
	sqlite3_busy_timeout(raw, kBusyTimeout_ms);
	return database;
}

Expected<void> Database::query(const char *sql, std::initializer_list<Value> values,
			       const std::function<void(const Row &)> &row)
{
	sqlite3_stmt *raw = nullptr;
	if (sqlite3_prepare_v2(database_.get(), sql, -1, &raw, nullptr) != SQLITE_OK)
		return std::unexpected(errorNow(sql));
	const Statement statement(raw);
	if (!bind(raw, values))
		return std::unexpected(errorNow(sql));
	int code = sqlite3_step(raw);
	for (; code == SQLITE_ROW; code = sqlite3_step(raw)) {
		if (row)
			row(Row(raw));
	}
	if (code != SQLITE_DONE)
		return std::unexpected(errorNow(sql));
	return {};
}

Expected<void> Database::run(const char *sql, std::initializer_list<Value> values)
{
	return query(sql, values, {});
}

Expected<int64_t> Database::number(const char *sql, std::initializer_list<Value> values)
{
	std::optional<int64_t> first;
	auto done = query(sql, values, [&first](const Row &row) { first = first.value_or(row.integer(0)); });
	if (!done)
		return std::unexpected(done.error());
	return first.value_or(0);
}

Expected<void> Database::transaction(const std::function<Expected<void>()> &work)
{
	if (auto begun = run("BEGIN IMMEDIATE"); !begun)
		return begun;
	auto done = work();
	if (done)
		done = run("COMMIT");
	if (!done && !sqlite3_get_autocommit(database_.get()))
		(void)run("ROLLBACK");
	return done;
}

int64_t Database::lastId() const
{
	return sqlite3_last_insert_rowid(database_.get());
}

int Database::changes() const
{
	return sqlite3_changes(database_.get());
}

Error Database::errorNow(const char *doing) const
{
	const int code = sqlite3_extended_errcode(database_.get());
	return storeError(code, sqlite3_system_errno(database_.get()) == ENOSPC,
			  std::string(sqlite3_errmsg(database_.get())) + " (" + std::to_string(code) +
				  ") in: " + doing);
}

} // namespace DirectPost::Publish
