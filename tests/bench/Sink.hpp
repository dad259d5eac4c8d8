#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace DirectPost::Bench {

// A TLS server on loopback that takes any PUT and drops it: the same other side for curl and for us.
class Sink {
public:
	explicit Sink(const std::filesystem::path &folder); // its certificate goes there
	~Sink();
	std::string url() const;
	std::string caFile() const;

private:
	struct Server;
	std::unique_ptr<Server> server_;
};

} // namespace DirectPost::Bench
