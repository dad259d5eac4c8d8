#include "Sink.hpp"

#include "Contest.hpp"

#include <httplib.h>

#include <thread>

namespace DirectPost::Bench {

struct Sink::Server {
	Server(const std::string &certificate, const std::string &key)
		: https(certificate.c_str(), key.c_str()), caFile(certificate)
	{
		https.Put(".*", [](const httplib::Request &, httplib::Response &response,
				   const httplib::ContentReader &read) {
			read([](const char *, size_t) { return true; });
			response.status = 201;
		});
		https.set_keep_alive_max_count(100'000);
		port = https.bind_to_any_port("127.0.0.1");
		thread = std::thread([this] { https.listen_after_bind(); });
		https.wait_until_ready();
	}
	~Server()
	{
		https.stop();
		thread.join();
	}

	httplib::SSLServer https;
	std::string caFile;
	int port = 0;
	std::thread thread;
};

Sink::Sink(const std::filesystem::path &folder)
{
	const std::string certificate = (folder / "sink.pem").string();
	const std::string key = (folder / "sink.key").string();
	run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
	     "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate});
	server_ = std::make_unique<Server>(certificate, key);
}

Sink::~Sink() = default;

std::string Sink::url() const
{
	return "https://127.0.0.1:" + std::to_string(server_->port) + "/upload";
}

std::string Sink::caFile() const
{
	return server_->caFile;
}

} // namespace DirectPost::Bench
