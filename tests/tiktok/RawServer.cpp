#include "RawServer.hpp"

#include <algorithm>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace DirectPost::TikTok {

std::string RawConnection::readHead()
{
	char chunk[4096];
	size_t end = 0;
	while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
		const ssize_t got = recv(socket_, chunk, sizeof chunk, 0);
		if (got <= 0)
			return {};
		buffer_.append(chunk, static_cast<size_t>(got));
	}
	const std::string head = buffer_.substr(0, end + 4);
	buffer_.erase(0, end + 4);
	return head;
}

std::string RawConnection::readBody(size_t count)
{
	std::string body = buffer_.substr(0, count);
	buffer_.erase(0, body.size());
	char chunk[65536];
	while (body.size() < count) {
		const ssize_t got = recv(socket_, chunk, std::min(sizeof chunk, count - body.size()), 0);
		if (got <= 0)
			break;
		body.append(chunk, static_cast<size_t>(got));
	}
	return body;
}

void RawConnection::dropBody(size_t count)
{
	constexpr size_t kPiece_bytes = 1 << 20;
	while (count > 0) {
		const size_t got = readBody(std::min(count, kPiece_bytes)).size();
		if (got == 0)
			return;
		count -= got;
	}
}

size_t RawConnection::receive()
{
	if (!buffer_.empty())
		return std::exchange(buffer_, {}).size();
	char chunk[65536];
	return static_cast<size_t>(std::max<ssize_t>(recv(socket_, chunk, sizeof chunk, 0), 0));
}

void RawConnection::send(std::string_view bytes)
{
	while (!bytes.empty()) {
		const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
		if (sent <= 0)
			return;
		bytes.remove_prefix(static_cast<size_t>(sent));
	}
}

void RawConnection::waitForClose()
{
	char chunk[4096];
	while (recv(socket_, chunk, sizeof chunk, 0) > 0) {
	}
}

void RawConnection::reset()
{
	const linger atOnce = {1, 0};
	setsockopt(socket_, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

RawServer::RawServer(Serve serve) : serve_(std::move(serve)), listener_(socket(AF_INET, SOCK_STREAM, 0))
{
	sockaddr_in address = {};
	address.sin_family = AF_INET;
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	socklen_t size = sizeof address;
	if (bind(listener_, reinterpret_cast<sockaddr *>(&address), size) != 0 || listen(listener_, 16) != 0 ||
	    getsockname(listener_, reinterpret_cast<sockaddr *>(&address), &size) != 0)
		std::abort();
	port_ = ntohs(address.sin_port);
	acceptor_ = std::jthread([this] { accept(); });
}

RawServer::~RawServer()
{
	shutdown(listener_, SHUT_RDWR);
	acceptor_.join();
	{
		const std::scoped_lock lock(mutex_);
		for (const int one : sockets_)
			shutdown(one, SHUT_RDWR);
	}
	threads_.clear();
	close(listener_);
}

void RawServer::accept()
{
	while (true) {
		const int one = ::accept(listener_, nullptr, nullptr);
		if (one < 0)
			return;
		const std::scoped_lock lock(mutex_);
		sockets_.push_back(one);
		threads_.emplace_back([this, one, number = static_cast<int>(threads_.size()) + 1] {
			RawConnection connection(one);
			serve_(connection, number);
			const std::scoped_lock closing(mutex_);
			std::erase(sockets_, one);
			close(one);
		});
	}
}

std::string RawServer::url(std::string_view path) const
{
	return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

int RawServer::connections() const
{
	const std::scoped_lock lock(mutex_);
	return static_cast<int>(threads_.size());
}

} // namespace DirectPost::TikTok
