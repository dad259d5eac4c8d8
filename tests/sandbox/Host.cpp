#include "Host.hpp"

namespace DirectPost::StandIn {

std::expected<void, std::string> Host::open(int &port, const std::optional<Certificates> &certificates)
{
	server_ = std::make_unique<HttpServer>(connections_);
	gateway_ = std::make_unique<Gateway>(world_, *server_);
	if (certificates && !server_->useTls(certificates->certificate, certificates->key))
		return std::unexpected("the throw-away certificate does not work");
	// httplib's own choice, SO_REUSEPORT, would let two sandboxes share a port.
	server_->set_socket_options([](socket_t socket) {
		const int yes = 1;
		setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, reinterpret_cast<const char *>(&yes), sizeof yes);
	});
	if (port == 0)
		port = server_->bind_to_any_port("127.0.0.1");
	else if (!server_->bind_to_port("127.0.0.1", port))
		return std::unexpected("port " + std::to_string(port) + " is taken");
	return {};
}

void Host::serveNothingElse()
{
	const auto unknown = gateway_->route("unknown", ErrorShape::Page, [](Call &call) {
		call.violation("unknown_endpoint", call.record.method + ' ' + call.record.path);
		call.response.status = 404;
	});
	server_->Get(".*", unknown).Post(".*", unknown).Put(".*", unknown).Patch(".*", unknown).Delete(".*", unknown);
}

void Host::listen()
{
	listener_ = std::thread([this] { server_->listen_after_bind(); });
	server_->wait_until_ready();
}

void Host::stop()
{
	if (!isListening())
		return;
	server_->stop();
	server_->closeAll();
	listener_.join();
}

} // namespace DirectPost::StandIn
