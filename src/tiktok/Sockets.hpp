#pragma once

#include <curl/curl.h>

#include <chrono>
#include <map>
#include <optional>

// What curl leaves to the system's sockets.
namespace DirectPost::TikTok {

// The sockets of a loop's connections, of which curl keeps some for later requests. It does not say which of them a
// request under way has, but from which port that one speaks.
class Sockets {
public:
	void add(curl_socket_t socket) { isSmall_[socket] = false; }
	std::optional<curl_socket_t> speakingFrom(int port);
	// How much the system may hold of what was handed to it. Small while a pace limits: what waits there is sent at
	// the line's speed, whatever the pace says.
	void fitSendBuffer(curl_socket_t socket, bool isSmall);

private:
	std::map<curl_socket_t, bool> isSmall_; // its buffer
};

// How long a byte and its receipt take, as the system measures it. Nothing: it does not say.
std::optional<std::chrono::microseconds> roundTripOf(curl_socket_t socket);

} // namespace DirectPost::TikTok
