#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace DirectPost::Publish {

// The user's own web server on this machine, with a certificate of its own.
class PhotoHost {
public:
	explicit PhotoHost(const std::filesystem::path &folder);
	~PhotoHost();
	std::string url(const std::string &path) const;
	// A real one; the name decides its format. Its size in bytes.
	int64_t draw(const std::string &name, const char *size = "1080x1920");
	void rename(const std::string &from, const std::string &to);

	const std::filesystem::path certificate;

private:
	struct Server;
	const std::filesystem::path pictures_;
	std::unique_ptr<Server> server_;
};

} // namespace DirectPost::Publish
