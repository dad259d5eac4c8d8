#include "AccountWorker.hpp"
#include "Login.hpp"

#include <base/UiGate.hpp>

#include <QCryptographicHash>

namespace DirectPost::Account {

namespace {

// The account of another server, or of another developer app from the environment, is another account.
std::string fileNameFor(const TikTok::Endpoints &endpoints, const std::optional<TikTok::Credentials> &environment)
{
	if (!endpoints.isSandbox() && !environment)
		return "account.json";
	const std::string where = endpoints.api("") + "\n" + (environment ? environment->clientKey : "");
	const QByteArray hash = QCryptographicHash::hash(QByteArray::fromStdString(where), QCryptographicHash::Sha256);
	return "account-sandbox-" + hash.toHex().left(8).toStdString() + ".json";
}

} // namespace

struct Account::Private {
	Account *q;
	TikTok::Client &client;
	Setup setup;
	Log log;
	UiGate gate;
	std::shared_ptr<AccountWorker> worker;
	MasterKey *masterKey;
	std::unique_ptr<Login> login;

	ConnectionState state = ConnectionState::Loading;
	Identity identity = {};
	Sealing sealing = Sealing::Unknown;
	std::shared_ptr<const Vault> vault = {};
	std::string clientKey = {};
	bool hasClientSecret = false;
	std::optional<TikTok::Credentials> early = {}; // entered before there was a vault

	void enter(ConnectionState next);
	void showIdentity(Identity next);
	ConnectionState resting() const;

	void looked(const Expected<AccountWorker::Found> &found);
	void unavailable(const Error &error);
	void opened(const Expected<AccountWorker::Opened> &opened);
	void loginFailed(const Error &error);
	void exchanged(const Expected<Identity> &connected);
	void expired();
	void fetchProfile();
	void profileCame(const Expected<TikTok::Profile> &profile);
	void creatorInfoCame(const QString &openId, const Expected<TikTok::CreatorInfo> &info);
	void rename(const std::string &nickname, const std::string &username);
	void fetchAvatar(const std::string &url);

	// Runs on the loop's thread.
	void away(std::function<void(AccountWorker &)> work)
	{
		client.loop().post([worker_ = worker, work = std::move(work)] { work(*worker_); });
	}

	// A reply for the loop's thread that ends up here, unless this has gone by then.
	template <class T> TikTok::Reply<T> here(void (Private::*slot)(const Expected<T> &))
	{
		return [this, slot, gate_ = gate](Expected<T> value) {
			gate_.run([this, slot, value = std::move(value)] { (this->*slot)(value); });
		};
	}
};

Account::Account(TikTok::Client &client, TokenKeeper &keeper, const Clock &clock, Setup setup, Log log, QObject *parent)
	: QObject(parent)
{
	AccountWorker::Setup where{.folder = setup.folder,
				   .fileName = fileNameFor(client.endpoints(), setup.environment),
				   .environment = setup.environment};
	const auto keychain = setup.keychain ? setup.keychain : systemKeychain(setup.keychainService);
	if (!setup.text)
		setup.text = [](const char *key) {
			return QString::fromLatin1(key);
		};
	d_ = std::make_unique<Private>(
		Private{.q = this,
			.client = client,
			.setup = std::move(setup),
			.log = log,
			.gate = UiGate(this),
			.worker = std::make_shared<AccountWorker>(client, keeper, clock, std::move(where), log),
			.masterKey = nullptr,
			.login = nullptr});
	d_->masterKey = new MasterKey(keychain, d_->setup.keychainPatience, this);

	connect(d_->masterKey, &MasterKey::found, this, [this](const KeyFound &key) {
		d_->away([key, reply = d_->here(&Private::opened)](AccountWorker &it) { it.open(key, reply); });
	});
	connect(d_->masterKey, &MasterKey::unavailable, this, [this](const Error &error) { d_->unavailable(error); });
	d_->worker->onExpired = [this, gate = d_->gate] {
		gate.run([this] { d_->expired(); });
	};
	d_->worker->onTrouble = [this, gate = d_->gate](const Error &error) {
		gate.run([this, error] { emit problemFound(error); });
	};
}

Account::~Account()
{
	d_->gate.close();
}

ConnectionState Account::state() const
{
	return d_->state;
}

const Identity &Account::identity() const
{
	return d_->identity;
}

Sealing Account::sealing() const
{
	return d_->sealing;
}

std::shared_ptr<const Vault> Account::vault() const
{
	return d_->vault;
}

QString Account::loginLink() const
{
	return d_->state == ConnectionState::WaitingForBrowser ? d_->login->link() : QString();
}

QString Account::clientKey() const
{
	return QString::fromStdString(d_->clientKey);
}

bool Account::hasClientSecret() const
{
	return d_->hasClientSecret;
}

void Account::Private::enter(ConnectionState next)
{
	if (state == next)
		return;
	state = next;
	emit q->stateChanged();
}

void Account::Private::showIdentity(Identity next)
{
	if (identity == next)
		return;
	identity = std::move(next);
	emit q->identityChanged();
}

// Where the state machine comes to rest while no login works.
ConnectionState Account::Private::resting() const
{
	if (!identity.openId.isEmpty())
		return ConnectionState::Expired;
	return clientKey.empty() || !hasClientSecret ? ConnectionState::NoCredentials : ConnectionState::Disconnected;
}

void Account::load()
{
	if (d_->vault)
		return;
	d_->enter(ConnectionState::Loading);
	d_->away([reply = d_->here(&Private::looked)](AccountWorker &it) { it.look(reply); });
}

void Account::Private::looked(const Expected<AccountWorker::Found> &found)
{
	if (!found)
		return unavailable(found.error());
	masterKey->find(found->sealedBy, found->keyInFile);
}

void Account::Private::unavailable(const Error &error)
{
	log(LogLevel::Warning, "the stored account is not available: " + error.code + ": " + error.detail);
	enter(ConnectionState::Unavailable);
	emit q->loadFailed(error);
}

void Account::Private::opened(const Expected<AccountWorker::Opened> &opened)
{
	if (!opened)
		return unavailable(opened.error());
	vault = opened->vault;
	sealing = opened->sealing;
	clientKey = opened->clientKey;
	hasClientSecret = opened->hasClientSecret;
	showIdentity(opened->identity);
	emit q->unlocked();
	const bool isConnected = opened->hasTokens && !identity.openId.isEmpty();
	enter(isConnected ? ConnectionState::Connected : resting());
	if (isConnected)
		fetchProfile();
	if (const auto entered = std::exchange(early, std::nullopt))
		q->setCredentials(QString::fromStdString(entered->clientKey), entered->clientSecret);
}

void Account::connectAccount()
{
	if (d_->state == ConnectionState::NoCredentials) {
		emit loginFailed({.kind = ErrorKind::AppSettings, .code = "app_credentials_missing"});
		return;
	}
	if (d_->state != ConnectionState::Disconnected && d_->state != ConnectionState::Expired)
		return;
	d_->login = std::make_unique<Login>(Login::Setup{.endpoints = d_->client.endpoints(),
							 .clientKey = d_->clientKey,
							 .text = d_->setup.text,
							 .log = d_->log});
	connect(d_->login.get(), &Login::failed, this, [this](const Error &error) { d_->loginFailed(error); });
	connect(d_->login.get(), &Login::finished, this, [this](const TikTok::CodeExchange &exchange) {
		d_->enter(ConnectionState::Exchanging);
		d_->away([exchange, reply = d_->here(&Private::exchanged)](AccountWorker &it) {
			it.exchange(exchange, reply);
		});
	});
	if (const auto started = d_->login->start(); !started)
		return d_->loginFailed(started.error());
	d_->enter(ConnectionState::WaitingForBrowser);
	emit openBrowser(loginLink());
}

void Account::cancelLogin()
{
	if (d_->state != ConnectionState::WaitingForBrowser)
		return;
	d_->login->cancel();
	d_->enter(d_->resting());
}

void Account::Private::loginFailed(const Error &error)
{
	log(LogLevel::Warning, "login failed: " + error.code + ": " + error.detail);
	enter(resting());
	emit q->loginFailed(error);
}

void Account::Private::exchanged(const Expected<Identity> &connected)
{
	if (!connected)
		return loginFailed(connected.error());
	const bool isSame = identity.openId == connected->openId;
	showIdentity(isSame ? identity : *connected);
	enter(ConnectionState::Connected);
	fetchProfile();
}

void Account::Private::expired()
{
	if (state == ConnectionState::Connected)
		enter(ConnectionState::Expired);
}

void Account::disconnectAccount()
{
	if (d_->state != ConnectionState::Connected && d_->state != ConnectionState::Expired)
		return;
	const std::string openId = d_->identity.openId.toStdString();
	d_->showIdentity({});
	d_->enter(d_->resting());
	d_->away([openId](AccountWorker &it) { it.disconnect(openId); });
}

void Account::setCredentials(const QString &clientKey, const Secret &clientSecret)
{
	if (d_->setup.environment)
		return;
	if (!d_->vault) {
		d_->early = TikTok::Credentials{clientKey.toStdString(), clientSecret};
		return;
	}
	// Tokens belong to the developer app that asked for them.
	if (clientKey.toStdString() != d_->clientKey)
		disconnectAccount();
	d_->clientKey = clientKey.toStdString();
	d_->hasClientSecret = d_->hasClientSecret || !clientSecret.isEmpty();
	d_->away([key = d_->clientKey, clientSecret](AccountWorker &it) { it.useCredentials(key, clientSecret); });
	if (d_->state == ConnectionState::NoCredentials || d_->state == ConnectionState::Disconnected)
		d_->enter(d_->resting());
	emit credentialsChanged();
}

void Account::requestCreatorInfo()
{
	d_->away([this, gate = d_->gate, openId = d_->identity.openId](AccountWorker &it) {
		it.creatorInfo([this, gate, openId](Expected<TikTok::CreatorInfo> info) {
			gate.run([this, openId, info = std::move(info)] { d_->creatorInfoCame(openId, info); });
		});
	});
}

void Account::Private::creatorInfoCame(const QString &openId, const Expected<TikTok::CreatorInfo> &info)
{
	if (!info)
		return emit q->creatorInfoFailed(info.error());
	if (openId != identity.openId) // that account was left meanwhile
		return emit q->creatorInfoFailed({.kind = ErrorKind::Account, .code = "not_connected"});
	rename(info->nickname, info->username);
	if (identity.avatar.isNull())
		fetchAvatar(info->avatarUrl);
	emit q->creatorInfoArrived(*info);
}

void Account::Private::fetchProfile()
{
	away([reply = here(&Private::profileCame)](AccountWorker &it) { it.profile(reply); });
}

// The account card is a courtesy: without it the account works all the same.
void Account::Private::profileCame(const Expected<TikTok::Profile> &profile)
{
	if (!profile || profile->openId != identity.openId.toStdString())
		return;
	rename(profile->displayName, identity.username.toStdString());
	fetchAvatar(profile->avatarUrl);
}

void Account::Private::rename(const std::string &nickname, const std::string &username)
{
	Identity next = identity;
	next.nickname = QString::fromStdString(nickname);
	next.username = QString::fromStdString(username);
	if (next == identity || identity.openId.isEmpty())
		return;
	away([openId = identity.openId.toStdString(), nickname, username](AccountWorker &it) {
		it.keepNames(openId, nickname, username);
	});
	showIdentity(std::move(next));
}

void Account::Private::fetchAvatar(const std::string &url)
{
	if (url.empty())
		return;
	away([this, url, gate_ = gate, openId = identity.openId](AccountWorker &it) {
		it.avatar(url, [this, gate_, openId](Expected<QImage> image) {
			if (image)
				gate_.run([this, openId, avatar = std::move(*image)] {
					if (identity.openId != openId)
						return;
					Identity next = identity;
					next.avatar = avatar;
					showIdentity(std::move(next));
				});
		});
	});
}

} // namespace DirectPost::Account
