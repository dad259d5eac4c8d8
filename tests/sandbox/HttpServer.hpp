#pragma once

#include "Connection.hpp"

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

namespace DirectPost::StandIn {

// httplib's server with connections of our own: HTTP and HTTPS in one class, every request can find its connection, and
// stopping does not wait for idle or stalled clients.
class HttpServer final : public httplib::Server {
public:
	// `accepted` numbers the connections of all servers that share it.
	explicit HttpServer(std::atomic<int> &accepted);
	~HttpServer() override;

	// PEM files. False: they do not fit.
	bool useTls(const std::filesystem::path &certificate, const std::filesystem::path &key);

	// Valid while the request is being served.
	Connection &connectionOf(const httplib::Request &request);
	void closeAll();

private:
	bool process_and_close_socket(socket_t socket) override;
	std::shared_ptr<Connection> accept(socket_t socket);

	struct TlsDeleter {
		void operator()(SSL_CTX *tls) const { SSL_CTX_free(tls); }
	};
	std::unique_ptr<SSL_CTX, TlsDeleter> tls_;
	std::atomic<int> &accepted_;
	std::mutex mutex_;
	bool isClosing_ = false;
	std::map<int, std::shared_ptr<Connection>> connections_; // by remote port
};

} // namespace DirectPost::StandIn
