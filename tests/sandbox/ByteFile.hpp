#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace DirectPost::StandIn {

// Big-endian numbers anywhere in a file. Beyond its end everything is zero and isGood() false.
class ByteFile {
public:
	explicit ByteFile(const std::filesystem::path &path) : in_(path, std::ios::binary)
	{
		std::error_code error;
		const auto size = std::filesystem::file_size(path, error);
		size_ = error ? 0 : static_cast<int64_t>(size);
	}

	int64_t size() const { return size_; }
	bool isGood() const { return isGood_; }

	std::string bytes(int64_t at, size_t count)
	{
		std::string read(count, '\0');
		in_.clear();
		in_.seekg(at);
		in_.read(read.data(), static_cast<std::streamsize>(count));
		isGood_ = isGood_ && in_.gcount() == static_cast<std::streamsize>(count);
		return read;
	}

	uint64_t number(int64_t at, size_t count)
	{
		uint64_t value = 0;
		for (const char c : bytes(at, count))
			value = value << 8 | static_cast<unsigned char>(c);
		return value;
	}

private:
	std::ifstream in_;
	int64_t size_ = 0;
	bool isGood_ = true;
};

} // namespace DirectPost::StandIn
