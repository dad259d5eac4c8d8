#include "WebSpace.hpp"

#include "Certificate.hpp"
#include "Signature.hpp"

#include <httplib.h>

#include <thread>

namespace DirectPost::Hosting {
namespace {

using httplib::Request;
using httplib::Response;

constexpr auto kKeyId = "AKIANIA";
constexpr auto kKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
constexpr auto kRegion = "eu-central-1";
constexpr auto kPasswordOfNia = "Basic bmlhOm9wZW4gc2VzYW1l"; // nia, "open sesame"
constexpr auto kSilence = std::chrono::milliseconds(20);

} // namespace

struct WebSpace::Server {
	Server(WebSpace &space_, const std::filesystem::path &certificate, const std::filesystem::path &key)
		: space(space_), server(certificate.c_str(), key.c_str())
	{
		server.Put("/.*", [this](const Request &request, Response &response) { put(request, response); });
		server.Delete("/.*", [this](const Request &request, Response &response) { remove(request, response); });
		server.Get("/.*", [this](const Request &request, Response &response) { get(request, response); });
		server.set_keep_alive_max_count(1); // nothing is waited for at the end
		server.set_logger([this](const Request &request, const Response &response) {
			const std::scoped_lock lock(mutex);
			log.push_back(request.method + " " + std::to_string(response.status));
		});
		port = server.bind_to_any_port("127.0.0.1");
		thread = std::jthread([this] { server.listen_after_bind(); });
		server.wait_until_ready();
	}
	~Server()
	{
		isOver = true;
		server.stop();
	}

	// Its path in the bucket or the folder; empty: it may not do this.
	std::string allowed(const Request &request, Response &response)
	{
		const std::string bucket = "/nia/";
		const std::string folder = "/dav/";
		std::string fault;
		if (request.path.starts_with(bucket))
			fault = faultOfSignature({request.method, request.target, request.body,
						  [&](const std::string &name) {
							  return request.get_header_value(name);
						  }},
						 kKeyId, kKey, kRegion);
		else if (!request.path.starts_with(folder) ||
			 request.get_header_value("Authorization") != kPasswordOfNia)
			fault = "no such place, or another password";
		response.status = fault.empty() ? 200 : 403;
		const std::scoped_lock lock(mutex);
		lastFault = fault;
		return fault.empty() ? request.path.substr(bucket.size()) : "";
	}

	void put(const Request &request, Response &response)
	{
		while (space.isSilent && !isOver)
			std::this_thread::sleep_for(kSilence);
		if (space.answerToPut != 0) {
			response.status = space.answerToPut;
			response.set_header("Location", "/elsewhere");
			return;
		}
		const std::string path = allowed(request, response);
		const std::scoped_lock lock(mutex);
		if (!path.empty())
			files[path] = request.body;
	}

	void remove(const Request &request, Response &response)
	{
		const std::string path = allowed(request, response);
		if (space.answerToDelete != 0)
			response.status = space.answerToDelete;
		if (response.status != 200)
			return;
		const std::scoped_lock lock(mutex);
		response.status = files.erase(path) > 0 ? 204 : 404;
	}

	// The public face: as TikTok comes, without a login.
	void get(const Request &request, Response &response)
	{
		if (space.answerToGet != 0) {
			response.status = space.answerToGet;
			response.set_header("Location", "/elsewhere");
			return;
		}
		const std::scoped_lock lock(mutex);
		const auto found = files.find("clips" + request.path.substr(request.path.rfind('/')));
		const auto loose = files.find(request.path.substr(request.path.rfind('/') + 1));
		const auto &file = found != files.end() ? found : loose;
		if (file == files.end() || !request.path.starts_with("/public/"))
			response.status = 404;
		else if (space.servesText)
			response.set_content("<p>A page about the picture</p>", "text/html");
		else
			response.set_content(file->second, "image/jpeg");
	}

	WebSpace &space;
	std::mutex mutex;
	std::vector<std::string> log;
	std::map<std::string, std::string> files;
	std::string lastFault;
	std::atomic<bool> isOver = false;
	httplib::SSLServer server;
	int port = 0;
	std::jthread thread;
};

WebSpace::WebSpace(const std::filesystem::path &folder) : certificate(makeCertificate(folder))
{
	server_ = std::make_unique<Server>(*this, certificate, folder / "host.key");
}

WebSpace::~WebSpace() = default;

Login WebSpace::bucket() const
{
	const std::string address = "https://127.0.0.1:" + std::to_string(server_->port);
	return {.place = {.kind = PlaceKind::S3,
			  .address = address,
			  .bucket = "nia",
			  .region = kRegion,
			  .folder = "clips",
			  .user = kKeyId,
			  .publicAddress = address + "/public"},
		.secret = Secret(kKey)};
}

Login WebSpace::webFolder() const
{
	const std::string address = "https://127.0.0.1:" + std::to_string(server_->port);
	return {.place = {.kind = PlaceKind::Folder,
			  .address = address + "/dav",
			  .user = "nia",
			  .publicAddress = address + "/public"},
		.secret = Secret("open sesame")};
}

std::vector<std::string> WebSpace::log() const
{
	const std::scoped_lock lock(server_->mutex);
	return server_->log;
}

std::map<std::string, std::string> WebSpace::files() const
{
	const std::scoped_lock lock(server_->mutex);
	return server_->files;
}

std::string WebSpace::lastFault() const
{
	const std::scoped_lock lock(server_->mutex);
	return server_->lastFault;
}

} // namespace DirectPost::Hosting
