#include "Sockets.hpp"

#if defined(_WIN32)
#include <winsock2.h>
#include <ws2tcpip.h>
#include <mstcpip.h>
#elif defined(__linux__)
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#else
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

#include <utility>

namespace DirectPost::TikTok {

namespace {

constexpr int kSmall_bytes = 64 << 10;
constexpr int kUsual_bytes = 4 << 20; // the system gives what it allows

} // namespace

// The number of a socket that curl has closed may be anybody's by now, but not with this port.
std::optional<curl_socket_t> Sockets::speakingFrom(int port)
{
	for (const auto &[socket, isSmall] : isSmall_) {
		sockaddr_storage address{};
		socklen_t size = sizeof address;
		if (getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
			continue;
		const bool isIpv6 = address.ss_family == AF_INET6;
		const auto its = isIpv6 ? reinterpret_cast<const sockaddr_in6 &>(address).sin6_port
					: reinterpret_cast<const sockaddr_in &>(address).sin_port;
		if (ntohs(its) == port)
			return socket;
	}
	return std::nullopt;
}

void Sockets::fitSendBuffer(curl_socket_t socket, bool isSmall)
{
	const auto known = isSmall_.find(socket);
	if (known == isSmall_.end() || std::exchange(known->second, isSmall) == isSmall)
		return;
	const int size_bytes = isSmall ? kSmall_bytes : kUsual_bytes;
	setsockopt(socket, SOL_SOCKET, SO_SNDBUF, reinterpret_cast<const char *>(&size_bytes), sizeof size_bytes);
}

std::optional<std::chrono::microseconds> roundTripOf(curl_socket_t socket)
{
#if defined(_WIN32) && defined(SIO_TCP_INFO)
	DWORD version = 0;
	TCP_INFO_v0 info{};
	DWORD got_bytes = 0;
	if (WSAIoctl(socket, SIO_TCP_INFO, &version, sizeof version, &info, sizeof info, &got_bytes, nullptr,
		     nullptr) == 0)
		return std::chrono::microseconds(info.RttUs);
#elif defined(__linux__)
	tcp_info info{};
	socklen_t size = sizeof info;
	if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0)
		return std::chrono::microseconds(info.tcpi_rtt);
#elif defined(TCP_CONNECTION_INFO)
	tcp_connection_info info{};
	socklen_t size = sizeof info;
	if (getsockopt(socket, IPPROTO_TCP, TCP_CONNECTION_INFO, &info, &size) == 0)
		return std::chrono::milliseconds(info.tcpi_srtt);
#else
	(void)socket;
#endif
	return std::nullopt;
}

} // namespace DirectPost::TikTok
