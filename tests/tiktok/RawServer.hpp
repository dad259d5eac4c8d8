#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace DirectPost::TikTok {

// One connection that a RawServer took.
class RawConnection {
public:
	explicit RawConnection(int socket) : socket_(socket) {}

	// Head of the next request up to its blank line; empty when the client is gone.
	std::string readHead();
	std::string readBody(size_t count);
	void dropBody(size_t count);
	size_t receive(); // whatever has come, at least a byte; how many; 0: the client is gone
	void send(std::string_view bytes);
	void waitForClose(); // without reading more than what shows it
	void reset();        // RST

private:
	int socket_;
	std::string buffer_;
};

// A server on 127.0.0.1 that does what a test tells it, byte by byte: one call of `serve` per connection, each on its
// own thread; the connection is closed when it returns.
class RawServer {
public:
	using Serve = std::function<void(RawConnection &connection, int number)>;
	explicit RawServer(Serve serve);
	~RawServer();

	std::string url(std::string_view path = "/") const;
	int connections() const;

private:
	void accept();

	Serve serve_;
	int listener_ = -1;
	int port_ = 0;
	mutable std::mutex mutex_;
	std::vector<int> sockets_;
	std::vector<std::jthread> threads_;
	std::jthread acceptor_;
};

} // namespace DirectPost::TikTok
