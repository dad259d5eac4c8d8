#pragma once

#include "RawServer.hpp"

namespace DirectPost::TikTok {

inline constexpr auto kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// What a request's head says about its body; 0 when it says nothing.
inline size_t lengthIn(const std::string &head)
{
	const auto at = head.find("Content-Length: ");
	return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

// Answers every request of every connection with kOk, and keeps what it got.
struct PoliteServer {
	std::mutex mutex;
	std::vector<std::string> heads;
	std::vector<std::string> bodies;
	RawServer raw{[this](RawConnection &connection, int) {
		for (std::string head = connection.readHead(); !head.empty(); head = connection.readHead()) {
			std::string body = connection.readBody(lengthIn(head));
			{
				const std::scoped_lock lock(mutex);
				heads.push_back(std::move(head));
				bodies.push_back(std::move(body));
			}
			connection.send(kOk);
		}
	}};
};

} // namespace DirectPost::TikTok
