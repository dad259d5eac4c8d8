#pragma once

#include <tiktok/TransferLoop.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace DirectPost::TikTok {

// The bytes of a file from an offset on, read when they are asked for.
class FileBody : public UploadBody {
public:
	FileBody(const std::filesystem::path &file, int64_t first) : file_(file, std::ios::binary)
	{
		file_.seekg(first);
	}

	Expected<std::span<const char>> next() override
	{
		if (bytes_.empty()) {
			bytes_.resize(100'000);
			file_.read(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
			bytes_.resize(static_cast<size_t>(file_.gcount()));
		}
		if (bytes_.empty())
			return std::unexpected(Error{.kind = ErrorKind::ClipUnfit, .code = "file_changed"});
		return std::span<const char>(bytes_);
	}
	void taken(size_t count) override
	{
		taken_ += bytes_.substr(0, count);
		largest_bytes_ = std::max(largest_bytes_, count);
		bytes_.erase(0, count);
	}
	void wakeBy(std::function<void()>) override {}

	const std::string &takenSoFar() const { return taken_; }
	size_t largest_bytes() const { return largest_bytes_; } // at once

private:
	std::ifstream file_;
	std::string bytes_;
	std::string taken_;
	size_t largest_bytes_ = 0;
};

} // namespace DirectPost::TikTok
