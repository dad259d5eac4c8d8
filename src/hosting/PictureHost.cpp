#include <hosting/PictureHost.hpp>

#include "Jpeg.hpp"
#include "PlaceFile.hpp"
#include "StorageWorker.hpp"

#include <base/SaveFile.hpp>

#include <QMetaObject>

namespace DirectPost::Hosting {

namespace {

constexpr auto kPlaceFile = "photo-hosting.json";
constexpr auto kSealPurpose = "photo hosting secret";

} // namespace

struct PictureHost::Private {
	PictureHost &self;
	TikTok::Client &client;
	Setup setup;
	Log log;
	std::shared_ptr<StorageWorker> worker;
	StoredPlace stored;
	Secret secret;
	RequestId lastRequest = 0;

	void keepSecret();
	void save();
	Expected<Login> loginFor(const Place &place, const Secret &typed) const;
	RequestId refuse(const Error &error);
	void onLoop(std::function<void(StorageWorker &)> work)
	{
		client.loop().post([worker_ = worker, work = std::move(work)] { work(*worker_); });
	}
};

PictureHost::PictureHost(TikTok::Client &client, Setup setup, Log log, QObject *parent) : QObject(parent)
{
	StoredPlace stored = loadPlace(setup.folder / kPlaceFile);
	auto worker = std::make_shared<StorageWorker>(client, setup.patience, log);
	d_ = std::make_unique<Private>(Private{.self = *this,
					       .client = client,
					       .setup = std::move(setup),
					       .log = std::move(log),
					       .worker = worker,
					       .stored = std::move(stored),
					       .secret = {}});
	connect(worker.get(), &StorageWorker::done, this, &PictureHost::done, Qt::QueuedConnection);
	connect(worker.get(), &StorageWorker::failed, this, &PictureHost::failed, Qt::QueuedConnection);
}

PictureHost::~PictureHost() = default;

const Place &PictureHost::place() const
{
	return d_->stored.place;
}

bool PictureHost::isSetUp() const
{
	return isFilledIn(place()) && (!needsSecret(place()) || !d_->secret.isEmpty());
}

bool PictureHost::hasSecret() const
{
	return !d_->secret.isEmpty() || isLocked();
}

bool PictureHost::isLocked() const
{
	return d_->secret.isEmpty() && !d_->stored.sealedSecret.isEmpty();
}

void PictureHost::setPlace(const Place &place, const Secret &secret)
{
	if (!secret.isEmpty() || !isSameLogin(place, d_->stored.place)) {
		d_->secret = secret;
		d_->stored.sealedSecret.clear();
	}
	d_->stored.place = place;
	d_->keepSecret();
	d_->save();
	emit placeChanged();
}

void PictureHost::vaultOpened()
{
	const auto vault = d_->setup.vault();
	if (!vault)
		return;
	if (isLocked()) {
		if (auto secret = vault->unseal(d_->stored.sealedSecret, kSealPurpose)) {
			d_->secret = std::move(*secret);
		} else {
			d_->log(LogLevel::Warning, "the secret of photo hosting has to be entered again");
			d_->stored.sealedSecret.clear();
		}
		emit placeChanged();
	} else if (!d_->secret.isEmpty() && d_->stored.sealedSecret.isEmpty()) {
		d_->keepSecret();
		d_->save();
	}
}

// Until there is a vault it is in memory alone.
void PictureHost::Private::keepSecret()
{
	if (secret.isEmpty() || !stored.sealedSecret.isEmpty())
		return;
	const auto vault = setup.vault();
	if (!vault)
		return setup.openVault();
	if (const auto sealed = vault->seal(secret, kSealPurpose))
		stored.sealedSecret = *sealed;
	else
		log(LogLevel::Error, "the secret of photo hosting is not stored: " + sealed.error().detail);
}

void PictureHost::Private::save()
{
	setup.onDiskThread([file = setup.folder / kPlaceFile, text = placeText(stored), log_ = log] {
		makePrivateFolder(file.parent_path());
		if (const auto saved = saveFile(file, text, "settings_not_stored"); !saved)
			log_(LogLevel::Error, saved.error().code + ": " + saved.error().detail);
	});
}

Expected<Login> PictureHost::Private::loginFor(const Place &place, const Secret &typed) const
{
	if (!isFilledIn(place))
		return std::unexpected(Error{.kind = ErrorKind::AppSettings, .code = "hosting_not_set_up"});
	Login login{.place = place, .secret = typed};
	if (typed.isEmpty() && isSameLogin(place, stored.place))
		login.secret = secret;
	if (needsSecret(place) && login.secret.isEmpty())
		return std::unexpected(Error{.kind = ErrorKind::AppSettings, .code = "hosting_secret_missing"});
	return login;
}

// Later, as every answer comes.
RequestId PictureHost::Private::refuse(const Error &error)
{
	const RequestId request = ++lastRequest;
	QMetaObject::invokeMethod(
		&self, [this, request, error] { emit self.failed(request, error); }, Qt::QueuedConnection);
	return request;
}

RequestId PictureHost::put(const std::filesystem::path &picture)
{
	const auto login = d_->loginFor(place(), {});
	if (!login)
		return d_->refuse(login.error());
	const RequestId request = ++d_->lastRequest;
	d_->setup.onConvertingThread([&client = d_->client, worker = d_->worker, picture, login = *login, request] {
		client.loop().post(
			[worker, login, request, jpeg = jpegOf(picture)] { worker->put(request, login, jpeg); });
	});
	return request;
}

RequestId PictureHost::test(const Place &place, const Secret &secret)
{
	const auto login = d_->loginFor(place, secret);
	if (!login)
		return d_->refuse(login.error());
	const RequestId request = ++d_->lastRequest;
	d_->setup.onConvertingThread([&client = d_->client, worker = d_->worker, login = *login, request] {
		client.loop().post([worker, login, request, jpeg = testJpeg()] { worker->test(request, login, jpeg); });
	});
	return request;
}

void PictureHost::remove(const std::string &publicAddress)
{
	const auto name = nameIn(place(), publicAddress);
	const auto login = d_->loginFor(place(), {});
	if (name && login)
		d_->onLoop([login = *login, name = *name](StorageWorker &it) { it.remove(login, name); });
}

void PictureHost::cancel(RequestId request)
{
	d_->onLoop([request](StorageWorker &it) { it.cancel(request); });
}

} // namespace DirectPost::Hosting
