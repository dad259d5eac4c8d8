#include "HttpServer.hpp"

namespace DirectPost::StandIn {
namespace {

using namespace std::chrono_literals;

constexpr size_t kThreads = 64; // a stalled or idle connection keeps its thread
constexpr auto kKeepAlive = 75s;
constexpr size_t kRequestsPerConnection = 1'000'000;
constexpr auto kLinger = 5s;
constexpr int kTlsReadBuffer_bytes = 256 * 1024;

} // namespace

HttpServer::HttpServer(std::atomic<int> &accepted) : accepted_(accepted)
{
	new_task_queue = [] {
		return new httplib::ThreadPool(kThreads);
	};
	set_tcp_nodelay(true);
	set_keep_alive_timeout(kKeepAlive.count()); // httplib tells the client
	set_keep_alive_max_count(kRequestsPerConnection);
}

HttpServer::~HttpServer() = default;

bool HttpServer::useTls(const std::filesystem::path &certificate, const std::filesystem::path &key)
{
	tls_.reset(SSL_CTX_new(TLS_server_method()));
	SSL_CTX_set_min_proto_version(tls_.get(), TLS1_2_VERSION);
	SSL_CTX_set_read_ahead(tls_.get(), 1);
	SSL_CTX_set_default_read_buffer_len(tls_.get(), kTlsReadBuffer_bytes);
	return SSL_CTX_use_certificate_chain_file(tls_.get(), certificate.string().c_str()) == 1 &&
	       SSL_CTX_use_PrivateKey_file(tls_.get(), key.string().c_str(), SSL_FILETYPE_PEM) == 1;
}

Connection &HttpServer::connectionOf(const httplib::Request &request)
{
	const std::scoped_lock lock(mutex_);
	return *connections_.at(request.remote_port);
}

void HttpServer::closeAll()
{
	const std::scoped_lock lock(mutex_);
	isClosing_ = true;
	for (auto &[port, connection] : connections_)
		connection->wake();
}

std::shared_ptr<Connection> HttpServer::accept(socket_t socket)
{
	SSL *tls = nullptr;
	if (tls_) {
		tls = SSL_new(tls_.get());
		SSL_set_fd(tls, static_cast<int>(socket));
	}
	auto connection = std::make_shared<Connection>(socket, tls, ++accepted_);
	std::string ip;
	int port = 0;
	connection->get_remote_ip_and_port(ip, port);
	{
		const std::scoped_lock lock(mutex_);
		connections_.insert_or_assign(port, connection);
		if (isClosing_)
			connection->wake();
	}
	if (tls && SSL_accept(tls) != 1)
		connection->drop();
	return connection;
}

bool HttpServer::process_and_close_socket(socket_t socket)
{
	const auto connection = accept(socket);
	std::string remoteIp;
	std::string localIp;
	int remotePort = 0;
	int localPort = 0;
	connection->get_remote_ip_and_port(remoteIp, remotePort);
	connection->get_local_ip_and_port(localIp, localPort);

	bool isOpen = true;
	while (isOpen && svr_sock_ != INVALID_SOCKET && connection->waitForRequest(kKeepAlive)) {
		bool isClosed = false;
		isOpen = process_request(*connection, remoteIp, remotePort, localIp, localPort, false, isClosed,
					 nullptr) &&
			 !isClosed && !connection->closesAfterReply();
	}
	if (connection->closesAfterReply()) {
		connection->halfClose();
		connection->drainUntilClosed(kLinger);
	}
	const std::scoped_lock lock(mutex_);
	if (const auto found = connections_.find(remotePort);
	    found != connections_.end() && found->second == connection)
		connections_.erase(found);
	return true;
}

} // namespace DirectPost::StandIn
