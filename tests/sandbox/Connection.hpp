#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace DirectPost::StandIn {

// One accepted socket, plain or TLS, as the stream httplib reads requests from and writes replies to. What httplib's
// own streams do not offer and faults need: a hard reset, a half-close, bytes that are no HTTP. It reads large pieces
// at a time, so that it is not what an upload waits for. Belongs to its thread, except wake().
class Connection final : public httplib::Stream {
public:
	// Takes the socket and `tls` (may be null).
	Connection(socket_t socket, SSL *tls, int number);
	~Connection() override;

	int number() const { return number_; }
	bool hasEnded() const { return ended_; }

	// False: no request came in time, or the client has gone, or wake() was called.
	bool waitForRequest(std::chrono::milliseconds timeout);
	// Sleeps. False: the client has gone or wake() was called.
	bool wait(std::chrono::milliseconds time);
	// Reads and drops, until the client has gone, wake() was called or the time is up.
	void drainUntilClosed(std::chrono::milliseconds atMost = std::chrono::minutes(10));

	void reset(); // RST; nothing is sent any more
	void drop();  // closes in order; nothing is sent any more
	// For a reply that comes before the body was read: it stays readable for the client.
	void dropAfterReply() { closesAfterReply_ = true; }
	bool closesAfterReply() const { return closesAfterReply_; }
	void halfClose(); // FIN now; what the client sends is still read
	void sendRaw(std::string_view bytes);

	// From any thread: whatever waits on the socket gives up.
	void wake();

	// cpp-httplib asks by other names from 0.20 on; it knows some of these in each version, so none says override.
	// NOLINTBEGIN(modernize-use-override)
	bool is_readable() const;
	bool is_writable() const;
	bool wait_readable() const { return is_readable(); }
	bool wait_writable() const { return is_writable(); }
	time_t duration() const { return 0; }
	// NOLINTEND(modernize-use-override)

	ssize_t read(char *to, size_t size) override;
	ssize_t write(const char *from, size_t size) override;
	void get_remote_ip_and_port(std::string &ip, int &port) const override;
	void get_local_ip_and_port(std::string &ip, int &port) const override;
	socket_t socket() const override { return socket_; }
	using httplib::Stream::write;

private:
	bool isBuffered() const { return begin_ < end_ || (tls_ && SSL_has_pending(tls_) == 1); }
	bool waitReadable(std::chrono::milliseconds timeout) const;
	ssize_t receive(char *to, size_t size);

	socket_t socket_;
	SSL *tls_;
	int number_;
	bool ended_ = false;
	bool isSilent_ = false;
	bool closesAfterReply_ = false;
	std::atomic<bool> isWoken_ = false;
	std::vector<char> buffer_;
	size_t begin_ = 0;
	size_t end_ = 0;
};

} // namespace DirectPost::StandIn
