#pragma once

#include "Certificates.hpp"
#include "Gateway.hpp"

#include <optional>
#include <thread>

namespace DirectPost::StandIn {

// One port: TikTok's uploads go to another host than its API.
class Host {
public:
	Host(World &world, std::atomic<int> &connections) : world_(world), connections_(connections) {}

	std::expected<void, std::string> open(int &port, const std::optional<Certificates> &certificates);
	void listen();
	bool isListening() const { return listener_.joinable(); }
	void stop();

	HttpServer &server() { return *server_; }
	Gateway &gateway() { return *gateway_; }
	void serveNothingElse();

private:
	World &world_;
	std::atomic<int> &connections_;
	std::unique_ptr<HttpServer> server_;
	std::unique_ptr<Gateway> gateway_;
	std::thread listener_;
};

} // namespace DirectPost::StandIn
