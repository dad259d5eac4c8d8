#pragma once

#include <hosting/Place.hpp>

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace DirectPost::Hosting {

// A bucket with its public face, and a web folder that wants a password, on one https server of this machine. It is
// strict: what is not signed as it should be is refused. Nobody but `certificate` vouches for it.
class WebSpace {
public:
	explicit WebSpace(const std::filesystem::path &folder);
	~WebSpace();

	Login bucket() const;
	Login webFolder() const;

	// What was asked of it: "PUT 200", "GET 200", "DELETE 204".
	std::vector<std::string> log() const;
	std::map<std::string, std::string> files() const; // by their path in the bucket or folder
	std::string lastFault() const;                    // of a signature

	// How it errs.
	std::atomic<int> answerToPut = 0;    // a status, without storing anything; 0: as it should
	std::atomic<int> answerToDelete = 0; // likewise
	std::atomic<int> answerToGet = 0;    // of the public face; likewise
	std::atomic<bool> isSilent = false;  // never answers a PUT
	std::atomic<bool> servesText = false;

	const std::filesystem::path certificate;

private:
	struct Server;
	std::unique_ptr<Server> server_;
};

} // namespace DirectPost::Hosting
