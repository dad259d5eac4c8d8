#include "Keychain.hpp"

#include <qt6keychain/keychain.h>

#include <QCoreApplication>
#include <QThread>

namespace DirectPost::Account {

namespace {

Error failure(const QKeychain::Job &job)
{
	const bool isLocked = job.error() == QKeychain::AccessDenied || job.error() == QKeychain::AccessDeniedByUser;
	return {.kind = ErrorKind::Keychain,
		.code = isLocked ? "keychain_locked" : "keychain_unavailable",
		.detail = std::to_string(job.error()) + " " + job.errorString().toStdString()};
}

// The answer, brought to the UI thread.
template <class T> std::function<void(T)> onUiThread(std::function<void(T)> answer)
{
	return [answer = std::move(answer)](T value) {
		if (QCoreApplication *application = QCoreApplication::instance())
			QMetaObject::invokeMethod(
				application, [answer, value = std::move(value)] { answer(value); },
				Qt::QueuedConnection);
	};
}

// QtKeychain's jobs do not wait, but the first of them looks for a wallet and waits until its service has started: up
// to 25 seconds each, depending on the version. So all of it happens on a thread of its own. It is the process's and
// never ends: QtKeychain's queue stays on the thread that used it first, and a wallet that does not answer would hold
// up the end of OBS.
void onKeychainThread(std::function<void()> work)
{
	static QObject *const context = [] {
		auto *thread = new QThread;
		thread->setObjectName(QStringLiteral("keychain"));
		auto *lives = new QObject;
		lives->moveToThread(thread);
		thread->start();
		return lives;
	}();
	QMetaObject::invokeMethod(context, std::move(work), Qt::QueuedConnection);
}

// A job has no parent and deletes itself at its end: its back-end would write into one that was deleted before.
class SystemKeychain : public Keychain {
public:
	explicit SystemKeychain(const std::string &service) : service_(QString::fromStdString(service)) {}

	void read(std::function<void(Expected<std::optional<QByteArray>>)> answer) override
	{
		onKeychainThread(
			[service = service_, answer = onUiThread(std::move(answer))] { get(service, answer); });
	}

	void write(const QByteArray &text, std::function<void(Expected<void>)> answer) override
	{
		onKeychainThread([service = service_, text, answer = onUiThread(std::move(answer))] {
			put(service, kKey, text, answer);
		});
	}

	void probe(std::function<void(Expected<void>)> answer) override
	{
		onKeychainThread([service = service_, answer = onUiThread(std::move(answer))] {
			put(service, kProbe, "open", [service, answer](const Expected<void> &written) {
				if (written)
					removeProbe(service);
				answer(written);
			});
		});
	}

private:
	static void get(const QString &service, const std::function<void(Expected<std::optional<QByteArray>>)> &answer)
	{
		auto *job = new QKeychain::ReadPasswordJob(service);
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

	static void put(const QString &service, QLatin1StringView key, const QByteArray &text,
			const std::function<void(Expected<void>)> &answer)
	{
		auto *job = new QKeychain::WritePasswordJob(service);
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
