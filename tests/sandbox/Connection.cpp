#include "Connection.hpp"

#include <algorithm>
#include <cstring>
#include <thread>

#ifndef _WIN32
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace DirectPost::StandIn {
namespace {

using namespace std::chrono_literals;

constexpr size_t kBuffer_bytes = 256 * 1024;
constexpr auto kReadTimeout = 120s;
constexpr auto kPollSlice = 50ms;

#ifdef _WIN32
constexpr int kNoSignal = 0;
constexpr int kSendingHalf = SD_SEND;
constexpr int kBothHalves = SD_BOTH;
int pollOne(WSAPOLLFD &what, int timeout_ms)
{
	return WSAPoll(&what, 1, timeout_ms);
}
void closeSocket(socket_t socket)
{
	closesocket(socket);
}
using PollFd = WSAPOLLFD;
#else
#ifdef MSG_NOSIGNAL
constexpr int kNoSignal = MSG_NOSIGNAL;
#else
constexpr int kNoSignal = 0;
#endif
constexpr int kSendingHalf = SHUT_WR;
constexpr int kBothHalves = SHUT_RDWR;
using PollFd = pollfd;
int pollOne(PollFd &what, int timeout_ms)
{
	return poll(&what, 1, timeout_ms);
}
void closeSocket(socket_t socket)
{
	close(socket);
}
#endif

void addressOf(const sockaddr_in &address, std::string &ip, int &port)
{
	char text[INET_ADDRSTRLEN] = {};
	inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
	ip = text;
	port = ntohs(address.sin_port);
}

} // namespace

Connection::Connection(socket_t socket, SSL *tls, int number)
	: socket_(socket), tls_(tls), number_(number), buffer_(kBuffer_bytes)
{
}

Connection::~Connection()
{
	if (tls_) {
		if (!isSilent_)
			SSL_shutdown(tls_);
		SSL_free(tls_);
	}
	closeSocket(socket_);
}

bool Connection::waitReadable(std::chrono::milliseconds timeout) const
{
	PollFd what{};
	what.fd = socket_;
	what.events = POLLIN;
	return pollOne(what, static_cast<int>(timeout.count())) > 0;
}

bool Connection::waitForRequest(std::chrono::milliseconds timeout)
{
	if (ended_ || isWoken_)
		return false;
	if (isBuffered())
		return true;
	if (!waitReadable(timeout) || isWoken_)
		return false;
	const ssize_t received = receive(buffer_.data(), buffer_.size());
	begin_ = 0;
	end_ = received > 0 ? static_cast<size_t>(received) : 0;
	return received > 0;
}

bool Connection::wait(std::chrono::milliseconds time)
{
	const auto until = std::chrono::steady_clock::now() + time;
	while (!isWoken_) {
		const auto left =
			std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
		if (left <= 0ms)
			return true;
		PollFd what{};
		what.fd = socket_;
		if (pollOne(what, static_cast<int>(std::min<std::chrono::milliseconds>(left, kPollSlice).count())) > 0)
			return false; // only errors and hang-ups are reported without having been asked for
	}
	return false;
}

void Connection::drainUntilClosed(std::chrono::milliseconds atMost)
{
	const auto until = std::chrono::steady_clock::now() + atMost;
	begin_ = end_ = 0;
	while (!isWoken_ && std::chrono::steady_clock::now() < until) {
		if (!isBuffered() && !waitReadable(kPollSlice))
			continue;
		if (receive(buffer_.data(), buffer_.size()) <= 0)
			return;
	}
}

void Connection::reset()
{
	const linger hard{1, 0};
	setsockopt(socket_, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&hard), sizeof hard);
	drop();
}

void Connection::drop()
{
	ended_ = isSilent_ = true;
}

void Connection::halfClose()
{
	isSilent_ = true;
	shutdown(socket_, kSendingHalf);
}

void Connection::sendRaw(std::string_view bytes)
{
	while (!bytes.empty()) {
		const ssize_t sent = write(bytes.data(), bytes.size());
		if (sent <= 0)
			return;
		bytes.remove_prefix(static_cast<size_t>(sent));
	}
}

void Connection::wake()
{
	isWoken_ = true;
	shutdown(socket_, kBothHalves);
}

bool Connection::is_readable() const
{
	return !ended_ && (isBuffered() || waitReadable(kReadTimeout));
}

bool Connection::is_writable() const
{
	return !isSilent_ && !isWoken_;
}

ssize_t Connection::receive(char *to, size_t size)
{
	if (tls_)
		return SSL_read(tls_, to, static_cast<int>(size));
	return recv(socket_, to, size, 0);
}

ssize_t Connection::read(char *to, size_t size)
{
	if (ended_)
		return -1;
	if (begin_ == end_) {
		if (!isBuffered() && !waitReadable(kReadTimeout))
			return -1;
		const ssize_t received = receive(buffer_.data(), buffer_.size());
		if (received <= 0)
			return received;
		begin_ = 0;
		end_ = static_cast<size_t>(received);
	}
	const size_t count = std::min(size, end_ - begin_);
	std::memcpy(to, buffer_.data() + begin_, count);
	begin_ += count;
	return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char *from, size_t size)
{
	if (isSilent_)
		return -1;
	if (tls_)
		return SSL_write(tls_, from, static_cast<int>(size));
	return send(socket_, from, size, kNoSignal);
}

void Connection::get_remote_ip_and_port(std::string &ip, int &port) const
{
	sockaddr_in address{};
	socklen_t length = sizeof address;
	if (getpeername(socket_, reinterpret_cast<sockaddr *>(&address), &length) == 0)
		addressOf(address, ip, port);
}

void Connection::get_local_ip_and_port(std::string &ip, int &port) const
{
	sockaddr_in address{};
	socklen_t length = sizeof address;
	if (getsockname(socket_, reinterpret_cast<sockaddr *>(&address), &length) == 0)
		addressOf(address, ip, port);
}

} // namespace DirectPost::StandIn
