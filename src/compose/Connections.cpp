#include <compose/Connections.hpp>
#include "Image.hpp"

#include <media/Intake.hpp>
#include <media/Preparation.hpp>

#include <QObject>

namespace DirectPost::Compose {

struct Connections::Private : Services {
	Parts parts;
	QObject context; // what lanes say is brought to its thread; dropped with it
	Composer *composer = nullptr;
	Media::Intake intake;
	Media::Preparation preparation;
	bool isReaped = false;

	explicit Private(Parts given)
		: parts(std::move(given)),
		  intake(parts.quick, parts.clock, intakeObserver(), parts.log),
		  preparation({.quick = parts.quick, .heavy = parts.heavy, .show = &parts.show}, parts.clock,
			      parts.cacheFolder, preparationObserver(), parts.log)
	{
	}

	// Runs the work with the composer, on the UI thread.
	template <class Work> void hop(Work work)
	{
		QMetaObject::invokeMethod(
			&context,
			[this, work = std::move(work)] {
				if (composer)
					work(*composer);
			},
			Qt::QueuedConnection);
	}

	Media::IntakeObserver intakeObserver();
	Media::PreparationObserver preparationObserver();
	void connectAccountTo(Composer &target);
	void connectPublisherTo(Composer &target);
	void connectHostingTo(Composer &target);
	AccountState accountState() const;
	void reapOnce();

	void requestCreatorInfo() override { parts.account.requestCreatorInfo(); }
	void connectAccount() override { parts.account.connectAccount(); }
	void cancelLogin() override { parts.account.cancelLogin(); }
	void finishLogin(const QString &address) override { parts.account.finishLoginWith(address); }
	void switchAccount(const QString &openId) override { parts.account.makeCurrent(openId); }
	void disconnectAccount(const QString &openId) override { parts.account.disconnectAccount(openId); }
	void loadAccount() override { parts.account.load(); }
	void startAccountAnew() override { parts.account.startAnew(); }
	void setCredentials(const QString &clientKey, const Secret &clientSecret) override
	{
		parts.account.setCredentials(clientKey, clientSecret);
	}

	Publish::RequestId post(Publish::PostRequest request) override
	{
		return parts.publisher.post(std::move(request));
	}
	Publish::RequestId command(Publish::JobId job, JobCommand command) override;
	Publish::RequestId clearFinished() override { return parts.publisher.clearFinished(); }
	Publish::RequestId searchHistory(const QString &words, int most) override
	{
		return parts.publisher.searchHistory(words, most);
	}
	void foresee(const Media::Prepared &prepared) override
	{
		parts.publisher.foresee(prepared.file, prepared.identity);
	}
	Hosting::RequestId placePicture(const std::filesystem::path &picture) override
	{
		return parts.hosting.put(picture);
	}
	void cancelPicture(Hosting::RequestId request) override { parts.hosting.cancel(request); }
	void removePlaced(const std::string &address) override { parts.hosting.remove(address); }
	Hosting::RequestId testHosting(const Hosting::Place &place, const Secret &secret) override
	{
		return parts.hosting.test(place, secret);
	}
	void setHosting(const Hosting::Place &place, const Secret &secret) override
	{
		parts.hosting.setPlace(place, secret);
	}
	void setPace(const Publish::PaceSettings &settings) override { parts.publisher.setPace(settings); }

	uint64_t admit(const Media::Candidate &candidate, Media::Origin origin,
		       const Media::CaptureContext &captured) override
	{
		return intake.admit(candidate, origin, captured);
	}
	void prepare(const Media::Source &source, const Media::EditPlan &plan,
		     std::optional<Media::Prepared> earlier) override
	{
		preparation.prepare(source, plan, std::move(earlier));
	}
	void cancel(uint64_t source) override
	{
		intake.cancel(source);
		preparation.cancel(source);
	}
	void release(uint64_t source) override { preparation.release(source); }
	void discard(uint64_t source) override { preparation.discard(source); }
	double pixelsPerSecond() const override { return preparation.pixelsPerSecond(); }
	void keepPreparedIn(const std::filesystem::path &folder) override { preparation.keepIn(folder); }
	void setEncoder(const Media::EncoderSettings &encoder) override { preparation.setEncoder(encoder); }
	void reap(std::vector<std::filesystem::path> keep) override { preparation.reap(std::move(keep)); }
};

Media::IntakeObserver Connections::Private::intakeObserver()
{
	return {
		.waiting =
			[this](uint64_t id, const std::filesystem::path &) {
				hop([id](Composer &target) { target.sourceWaits(id); });
			},
		.known =
			[this](const Media::Source &source) {
				hop([source](Composer &target) { target.sourceKnown(source); });
			},
		.pictured =
			[this](uint64_t id, const Media::Picture &picture) {
				hop([id, image = imageFrom(picture)](Composer &target) {
					target.sourcePictured(id, image);
				});
			},
		.failed =
			[this](uint64_t id, const Error &error) {
				hop([id, error](Composer &target) { target.sourceFailed(id, error); });
			},
	};
}

Media::PreparationObserver Connections::Private::preparationObserver()
{
	return {
		.progress =
			[this](uint64_t id, const Media::EditPlan &plan, double done) {
				hop([id, plan, done](Composer &target) { target.preparing(id, plan, done); });
			},
		.ready =
			[this](uint64_t id, const Media::EditPlan &plan, const Media::Prepared &prepared) {
				hop([id, plan, prepared](Composer &target) { target.prepared(id, plan, prepared); });
			},
		.failed =
			[this](uint64_t id, const Media::EditPlan &plan, const Error &error) {
				hop([id, plan, error](Composer &target) { target.preparationFailed(id, plan, error); });
			},
	};
}

Publish::RequestId Connections::Private::command(Publish::JobId job, JobCommand command)
{
	Publish::Publisher &publisher = parts.publisher;
	switch (command) {
	case JobCommand::Pause:
		return publisher.pause(job);
	case JobCommand::Resume:
		return publisher.resume(job);
	case JobCommand::Cancel:
		return publisher.cancel(job);
	case JobCommand::MoveEarlier:
		return publisher.moveEarlier(job);
	case JobCommand::MoveLater:
		return publisher.moveLater(job);
	case JobCommand::PostNow:
		return publisher.postNow(job);
	case JobCommand::Retry:
		return publisher.retry(job);
	case JobCommand::Remove:
		return publisher.remove(job);
	}
	return 0;
}

AccountState Connections::Private::accountState() const
{
	const Account::Account &account = parts.account;
	return {.connection = account.state(),
		.identity = account.identity(),
		.accounts = account.accounts(),
		.sealing = account.sealing(),
		.mayStartAnew = account.mayStartAnew(),
		.loginLink = account.loginLink(),
		.isLoginTakingLong = account.isLoginTakingLong(),
		.addressError = {},
		.clientKey = account.clientKey(),
		.hasClientSecret = account.hasClientSecret(),
		.error = {},
		.problem = {}};
}

void Connections::Private::connectAccountTo(Composer &target)
{
	using Account::Account;
	Account &account = parts.account;
	const auto tell = [this, &target] {
		target.accountChanged(accountState());
	};
	QObject::connect(&account, &Account::stateChanged, &target, tell);
	QObject::connect(&account, &Account::identityChanged, &target, tell);
	QObject::connect(&account, &Account::credentialsChanged, &target, tell);
	QObject::connect(&account, &Account::openBrowser, &target, &Composer::openLink);
	QObject::connect(&account, &Account::loginFailed, &target, &Composer::accountFailed);
	QObject::connect(&account, &Account::loginAddressRefused, &target, &Composer::loginAddressRefused);
	QObject::connect(&account, &Account::loadFailed, &target, &Composer::accountFailed);
	QObject::connect(&account, &Account::problemFound, &target, &Composer::accountHasProblem);
	QObject::connect(&account, &Account::creatorInfoArrived, &target, &Composer::creatorInfoArrived);
	QObject::connect(&account, &Account::creatorInfoFailed, &target, &Composer::creatorInfoFailed);
	tell();
}

void Connections::Private::connectPublisherTo(Composer &target)
{
	using Publish::Publisher;
	Publisher &publisher = parts.publisher;
	QObject::connect(&publisher, &Publisher::queueChanged, &target, [this, &target](const auto &queue) {
		target.queueChanged(queue);
		reapOnce();
	});
	QObject::connect(&publisher, &Publisher::historyFound, &target, &Composer::historyFound);
	QObject::connect(&publisher, &Publisher::historyFailed, &target, &Composer::historyFailed);
	QObject::connect(&publisher, &Publisher::posted, &target,
			 [&target](quint64 request, qint64) { target.posted(request); });
	QObject::connect(&publisher, &Publisher::done, &target, &Composer::done);
	QObject::connect(&publisher, &Publisher::refused, &target, &Composer::refused);
}

void Connections::Private::connectHostingTo(Composer &target)
{
	using Hosting::PictureHost;
	PictureHost &host = parts.hosting;
	const auto tell = [&host, &target] {
		target.hostingChanged({.isKnown = true,
				       .place = host.place(),
				       .hasSecret = host.hasSecret(),
				       .isSetUp = host.isSetUp(),
				       .isLocked = host.isLocked(),
				       .testError = {}});
	};
	QObject::connect(&host, &PictureHost::placeChanged, &target, tell);
	QObject::connect(&host, &PictureHost::done, &target, &Composer::hostingDone);
	QObject::connect(&host, &PictureHost::failed, &target, &Composer::hostingFailed);
	tell();
}

// What an earlier run prepared and no post needs: as soon as the posts are known, by the OBS that sends them.
void Connections::Private::reapOnce()
{
	if (isReaped || !parts.publisher.queue().isDrivenHere)
		return;
	const auto files = parts.publisher.filesInUse();
	if (!files)
		return;
	isReaped = true;
	composer->filesInUseKnown(*files);
}

Connections::Connections(Parts parts) : d_(std::make_unique<Private>(std::move(parts))) {}

Connections::~Connections() = default;

Services &Connections::services()
{
	return *d_;
}

void Connections::connectTo(Composer &composer)
{
	d_->composer = &composer;
	QObject::connect(&composer, &QObject::destroyed, &d_->context, [this] { d_->composer = nullptr; });
	d_->connectAccountTo(composer);
	d_->connectPublisherTo(composer);
	d_->connectHostingTo(composer);
}

void Connections::setRecordings(const std::filesystem::path &folder)
{
	d_->preparation.setRecordings(folder);
}

} // namespace DirectPost::Compose
