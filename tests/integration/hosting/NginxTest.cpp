#include "Certificate.hpp"
#include "Studio.hpp"

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>

// A real web server that takes PUT and DELETE.
namespace DirectPost::Hosting {
namespace {

class Nginx : public testing::Test {
protected:
	void SetUp() override
	{
		if (std::string_view(NGINX_PROGRAM).ends_with("NOTFOUND"))
			GTEST_SKIP() << "there is no nginx here";
		std::filesystem::create_directories(studio.folder() / "site/photos");
		std::filesystem::permissions(studio.folder(),
					     std::filesystem::perms::others_exec | std::filesystem::perms::others_read,
					     std::filesystem::perm_options::add);
		studio.trust(makeCertificate(studio.folder()));
		port = freePort();
		start();
	}
	void TearDown() override
	{
		nginx.terminate();
		nginx.waitForFinished();
	}

	static int freePort()
	{
		QTcpServer server;
		server.listen(QHostAddress::LocalHost);
		return server.serverPort();
	}

	void start()
	{
		const QString folder = QString::fromStdString(studio.folder().string());
		QFile config(folder + "/nginx.conf");
		ASSERT_TRUE(config.open(QIODevice::WriteOnly));
		// "nia" and "open sesame", as openssl passwd -apr1 writes it
		QFile passwords(folder + "/passwords");
		ASSERT_TRUE(passwords.open(QIODevice::WriteOnly));
		passwords.write("nia:{PLAIN}open sesame\n");
		passwords.close();
		config.write(QStringLiteral(R"(
daemon off; master_process off; pid %1/pid; error_log %1/error.log;
events {}
http {
	access_log off;
	types { image/jpeg jpg; }
	client_body_temp_path %1/body; proxy_temp_path %1/t1; fastcgi_temp_path %1/t2; uwsgi_temp_path %1/t3; scgi_temp_path %1/t4;
	server {
		listen 127.0.0.1:%2 ssl;
		ssl_certificate %1/host.pem; ssl_certificate_key %1/host.key;
		root %1/site;
		client_max_body_size 20m;
		location /photos/ {
			dav_methods PUT DELETE; dav_access user:rw all:r;
			limit_except GET HEAD { auth_basic "photos"; auth_basic_user_file %1/passwords; }
		}
	}
})")
				     .arg(folder)
				     .arg(port)
				     .toUtf8());
		config.close();
		nginx.start(QStringLiteral(NGINX_PROGRAM), {"-p", folder, "-c", config.fileName()});
		ASSERT_TRUE(nginx.waitForStarted());
		ASSERT_TRUE(Studio::waitFor([this] {
			QTcpSocket socket;
			socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port));
			return socket.waitForConnected(100);
		})) << nginx.readAllStandardError().toStdString();
	}
	Login login() const
	{
		const std::string address = "https://127.0.0.1:" + std::to_string(port) + "/photos";
		return {{.kind = PlaceKind::Folder,
			 .address = address,
			 .user = "nia",
			 .publicAddress = address,
			 .isRemovedOncePosted = true},
			Secret("open sesame")};
	}
	size_t files() const
	{
		const std::filesystem::directory_iterator all(studio.folder() / "site/photos");
		return static_cast<size_t>(std::distance(begin(all), end(all)));
	}

	Studio studio;
	int port = 0;
	QProcess nginx;
};

TEST_F(Nginx, TakesAPictureShowsItAndForgetsIt)
{
	const auto tested = studio.answerTo(studio.host().test(login().place, login().secret));
	ASSERT_TRUE(tested) << tested.error().code << " " << tested.error().detail;
	EXPECT_EQ(files(), 0U);
	studio.host().setPlace(login().place, login().secret);
	const auto address = studio.answerTo(studio.host().put(studio.picture()));
	ASSERT_TRUE(address) << address.error().code << " " << address.error().detail;
	EXPECT_EQ(files(), 1U);
	studio.host().remove(address->toStdString());
	EXPECT_TRUE(Studio::waitFor([this] { return files() == 0; }));
}

TEST_F(Nginx, RefusesAWrongPassword)
{
	const auto tested = studio.answerTo(studio.host().test(login().place, Secret("open barley")));
	ASSERT_FALSE(tested);
	EXPECT_EQ(tested.error().code, "hosting_denied");
}

} // namespace
} // namespace DirectPost::Hosting
