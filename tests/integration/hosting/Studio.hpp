#pragma once

#include <hosting/PictureHost.hpp>

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QImage>
#include <QTemporaryDir>

#include <mutex>
#include <optional>

namespace DirectPost::Hosting {

// A picture host with all that it stands on. What it does on other threads but the loop's is done here at once.
class Studio {
public:
	Studio() { start(); }
	~Studio() { stop(); }

	void trust(const std::filesystem::path &certificate)
	{
		stop();
		caFile_ = certificate.string();
		start();
	}
	void restart()
	{
		stop();
		start();
	}
	PictureHost &host() { return *host_; }

	// The answer to this request.
	Expected<QString> answerTo(RequestId request)
	{
		EXPECT_TRUE(waitFor([&] { return answers_.contains(request); }));
		return answers_.contains(request) ? answers_.at(request) : std::unexpected(Error{.code = "none came"});
	}
	template <class Condition> static bool waitFor(const Condition &condition)
	{
		const QDeadlineTimer deadline(std::chrono::seconds(20));
		while (!condition() && !deadline.hasExpired())
			QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
		return condition();
	}
	bool wasAnswered(RequestId request) const { return answers_.contains(request); }

	std::filesystem::path picture(QSize size = {300, 200})
	{
		QImage image(size, QImage::Format_RGB32);
		image.fill(Qt::darkGreen);
		const QString file = folder_.filePath(QStringLiteral("screenshot.png"));
		EXPECT_TRUE(image.save(file));
		return file.toStdString();
	}
	std::filesystem::path folder() const { return folder_.path().toStdString(); }
	std::string logged() const
	{
		const std::scoped_lock lock(mutex_);
		return lines_;
	}
	std::shared_ptr<const Account::Vault> vault; // none: it is closed
	int vaultsWanted = 0;

private:
	void start()
	{
		const auto log = [this](LogLevel, const std::string &line) {
			const std::scoped_lock lock(mutex_);
			lines_ += line + "\n";
		};
		loop_ = std::make_unique<TikTok::TransferLoop>(log);
		client_ = std::make_unique<TikTok::Client>(
			*loop_, TikTok::Endpoints::sandbox("http://127.0.0.1:9", caFile_).value(), log);
		const auto atOnce = [](const std::function<void()> &work) {
			work();
		};
		host_ = std::make_unique<PictureHost>(*client_,
						      PictureHost::Setup{.folder = folder(),
									 .onDiskThread = atOnce,
									 .onConvertingThread = atOnce,
									 .vault = [this] { return vault; },
									 .openVault = [this] { ++vaultsWanted; },
									 .patience = std::chrono::seconds(1)},
						      log);
		QObject::connect(host_.get(), &PictureHost::done,
				 [this](quint64 request, const QString &address) { keep(request, address); });
		QObject::connect(host_.get(), &PictureHost::failed, [this](quint64 request, const Error &error) {
			keep(request, std::unexpected(error));
		});
	}
	void stop()
	{
		loop_->stop();
		host_.reset();
		client_.reset();
		answers_.clear();
	}
	void keep(RequestId request, const Expected<QString> &answer)
	{
		EXPECT_FALSE(answers_.contains(request)) << "answered twice";
		answers_.insert_or_assign(request, answer);
	}

	QTemporaryDir folder_;
	mutable std::mutex mutex_;
	std::string lines_;
	std::string caFile_;
	std::map<RequestId, Expected<QString>> answers_;
	std::unique_ptr<TikTok::TransferLoop> loop_;
	std::unique_ptr<TikTok::Client> client_;
	std::unique_ptr<PictureHost> host_;
};

} // namespace DirectPost::Hosting
