#include "PhotoHost.hpp"

#include "Certificate.hpp"

#include <QProcess>

#include <httplib.h>

#include <stdexcept>
#include <thread>

namespace DirectPost::Publish {

namespace {

constexpr size_t kThreads = 32; // a client that was killed keeps one for a while

void run(const QString &program, const QStringList &arguments)
{
	if (QProcess::execute(program, arguments) != 0)
		throw std::runtime_error(program.toStdString() + " failed");
}

} // namespace

struct PhotoHost::Server {
	Server(const std::filesystem::path &certificate, const std::filesystem::path &key,
	       const std::filesystem::path &pictures)
		: server(certificate.c_str(), key.c_str())
	{
		server.new_task_queue = [] {
			return new httplib::ThreadPool(kThreads);
		};
		server.set_mount_point("/", pictures.string());
		port = server.bind_to_any_port("127.0.0.1");
		thread = std::jthread([this] { server.listen_after_bind(); });
		server.wait_until_ready();
	}
	~Server() { server.stop(); }

	httplib::SSLServer server;
	int port = 0;
	std::jthread thread;
};

PhotoHost::PhotoHost(const std::filesystem::path &folder)
	: certificate(makeCertificate(folder)), pictures_(folder / "pictures")
{
	std::filesystem::create_directory(pictures_);
	server_ = std::make_unique<Server>(certificate, folder / "host.key", pictures_);
}

PhotoHost::~PhotoHost() = default;

std::string PhotoHost::url(const std::string &path) const
{
	return "https://127.0.0.1:" + std::to_string(server_->port) + "/" + path;
}

int64_t PhotoHost::draw(const std::string &name, const char *size)
{
	const auto file = pictures_ / name;
	run(QStringLiteral(FFMPEG_PROGRAM),
	    {"-v", "error", "-f", "lavfi", "-i", QStringLiteral("testsrc2=size=%1").arg(QLatin1StringView(size)),
	     "-frames:v", "1", QString::fromStdString(file.string())});
	return static_cast<int64_t>(std::filesystem::file_size(file));
}

void PhotoHost::rename(const std::string &from, const std::string &to)
{
	std::filesystem::rename(pictures_ / from, pictures_ / to);
}

} // namespace DirectPost::Publish
