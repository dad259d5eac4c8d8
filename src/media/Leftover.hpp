#pragma once

#include <filesystem>

namespace DirectPost::Media {

// Deletes a half-written file unless it was kept.
class Leftover {
public:
	explicit Leftover(std::filesystem::path file) : file_(std::move(file)) {}
	Leftover(const Leftover &) = delete;
	Leftover &operator=(const Leftover &) = delete;
	~Leftover()
	{
		std::error_code ignored;
		if (!file_.empty())
			std::filesystem::remove(file_, ignored);
	}
	void keep() { file_.clear(); }

private:
	std::filesystem::path file_;
};

} // namespace DirectPost::Media
