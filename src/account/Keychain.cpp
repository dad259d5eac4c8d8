#include "Keychain.hpp"

#include <qt6keychain/keychain.h>

namespace DirectPost::Account {

namespace {

Error failure(const QKeychain::Job &job)
{
	const bool isLocked = job.error() == QKeychain::AccessDenied || job.error() == QKeychain::AccessDeniedByUser;
	return {.kind = ErrorKind::Keychain,
		.code = isLocked ? "keychain_locked" : "keychain_unavailable",
		.detail = std::to_string(job.error()) + " " + job.errorString().toStdString()};
}

// A job has no parent and deletes itself at its end: its back-end would write into one that was deleted before.
class SystemKeychain : public Keychain {
public:
	explicit SystemKeychain(const std::string &service) : service_(QString::fromStdString(service)) {}

	void read(std::function<void(Expected<std::optional<QByteArray>>)> answer) override
	{
		auto *job = new QKeychain::ReadPasswordJob(service_);
		job->setKey(kKey);
		QObject::connect(job, &QKeychain::Job::finished, [job, answer] {
			if (job->error() == QKeychain::EntryNotFound)
				answer(std::nullopt);
			else if (job->error() != QKeychain::NoError)
				answer(std::unexpected(failure(*job)));
			else
				answer(job->textData().toUtf8());
		});
		job->start();
	}

	void write(const QByteArray &text, std::function<void(Expected<void>)> answer) override
	{
		put(kKey, text, std::move(answer));
	}

	void probe(std::function<void(Expected<void>)> answer) override
	{
		put(kProbe, "open", [service = service_, answer](const Expected<void> &written) {
			if (written)
				removeProbe(service);
			answer(written);
		});
	}

private:
	void put(QLatin1StringView key, const QByteArray &text, std::function<void(Expected<void>)> answer)
	{
		auto *job = new QKeychain::WritePasswordJob(service_);
		job->setKey(key);
		job->setTextData(QString::fromUtf8(text));
		QObject::connect(job, &QKeychain::Job::finished, [job, answer] {
			if (job->error() != QKeychain::NoError)
				answer(std::unexpected(failure(*job)));
			else
				answer({});
		});
		job->start();
	}

	static void removeProbe(const QString &service)
	{
		auto *job = new QKeychain::DeletePasswordJob(service);
		job->setKey(kProbe);
		job->start();
	}

	static constexpr QLatin1StringView kKey{"master key"};
	static constexpr QLatin1StringView kProbe{"is it open"};
	QString service_;
};

} // namespace

std::shared_ptr<Keychain> systemKeychain(const std::string &service)
{
	return std::make_shared<SystemKeychain>(service);
}

} // namespace DirectPost::Account
