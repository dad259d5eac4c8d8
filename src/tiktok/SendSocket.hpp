#pragma once

#include <curl/curl.h>

#include <chrono>
#include <optional>

// What curl leaves to the system's sockets.
namespace DirectPost::TikTok {

// How much the system may hold of what was handed to it. Small while a pace limits: what waits there is sent at the
// line's speed, whatever the pace says.
void setSendBuffer(curl_socket_t socket, bool isSmall);

// How long a byte and its receipt take, as the system measures it. Nothing: it does not say.
std::optional<std::chrono::microseconds> roundTripOf(curl_socket_t socket);

} // namespace DirectPost::TikTok
