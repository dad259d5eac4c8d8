#include "Account_Private.hpp"

#include <QCryptographicHash>

#include <algorithm>
#include <utility>

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

Account::Account(TikTok::Client &client, TokenKeeper &keeper, const Clock &clock, Setup setup, Log log, QObject *parent)
	: QObject(parent)
{
	const auto credentials = std::make_shared<AppCredentials>(setup.environment);
	AccountWorker::Setup where{.folder = setup.folder,
				   .fileName = fileNameFor(client.endpoints(), setup.environment),
				   .credentials = credentials};
	setup.environment.reset();
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
			.credentials = credentials,
			.worker = std::make_shared<AccountWorker>(client, keeper, clock, std::move(where), log),
			.masterKey = nullptr,
			.login = nullptr});
	d_->masterKey = new MasterKey(keychain, d_->setup.keychainTimeout, this);
	connect(d_->masterKey, &MasterKey::found, this,
		[this](const KeyFound &key) { d_->onLoop([key](AccountWorker &it) { it.open(key); }); });
	connect(d_->masterKey, &MasterKey::unavailable, this, [this](const Error &error) { d_->unavailable(error); });
	d_->wire();
}

void Account::Private::wire()
{
	using Worker = AccountWorker;
	connectWorker(&Worker::keyWanted, [this](const KeyWanted &wanted) { masterKey->find(wanted); });
	connectWorker(&Worker::nothingStored, [this] { nothingStored(); });
	connectWorker(&Worker::opened, [this](const Worker::Opened &it) { opened(it); });
	connectWorker(&Worker::unavailable, [this](const Error &error) { unavailable(error); });
	connectWorker(&Worker::connected,
		      [this](const QString &openId, bool maySendDrafts) { connected(openId, maySendDrafts); });
	connectWorker(&Worker::loginFailed, [this](const Error &error) { loginFailed(error); });
	connectWorker(&Worker::expired, [this](const QString &openId) { expired(openId); });
	connectWorker(&Worker::trouble, [this](const Error &error) { emit q->problemFound(error); });
	connectWorker(&Worker::creatorInfoCame, [this](const QString &openId, const TikTok::CreatorInfo &info) {
		creatorInfoCame(openId, info);
	});
	connectWorker(&Worker::creatorInfoFailed, [this](const QString &openId, const Error &error) {
		if (openId == current)
			emit q->creatorInfoFailed(error);
	});
	connectWorker(&Worker::profileCame,
		      [this](const QString &openId, const TikTok::Profile &profile) { profileCame(openId, profile); });
	connectWorker(&Worker::avatarCame,
		      [this](const QString &openId, const QImage &avatar) { avatarCame(openId, avatar); });
}

Account::~Account() = default;

ConnectionState Account::state() const
{
	return d_->state;
}

const Identity &Account::identity() const
{
	return d_->identity();
}

QString Account::current() const
{
	return d_->current;
}

std::vector<Identity> Account::accounts() const
{
	return d_->accounts;
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
	return QString::fromStdString(d_->credentials->current().clientKey);
}

bool Account::hasClientSecret() const
{
	return !d_->credentials->current().clientSecret.isEmpty();
}

bool Account::isLoginTakingLong() const
{
	return d_->isLoginTakingLong;
}

void Account::Private::enter(ConnectionState next)
{
	isLoginTakingLong = false;
	if (state == next)
		return;
	state = next;
	emit q->stateChanged();
}

Identity *Account::Private::find(const QString &openId)
{
	const auto found = std::ranges::find(accounts, openId, &Identity::openId);
	return found == accounts.end() ? nullptr : &*found;
}

const Identity &Account::Private::identity()
{
	static const Identity nobody;
	const Identity *known = find(current);
	return known ? *known : nobody;
}

// No login is under way, and what is stored is known.
bool Account::Private::isAtRest() const
{
	return state == ConnectionState::Connected || state == ConnectionState::Expired ||
	       state == ConnectionState::Disconnected;
}

void Account::Private::show(std::vector<Identity> next, const QString &nextCurrent)
{
	const auto before = std::exchange(accounts, std::move(next));
	const QString currentBefore = std::exchange(current, find(nextCurrent) ? nextCurrent : QString());
	if (accounts != before || current != currentBefore)
		emit q->identityChanged();
}

void Account::Private::showIdentity(Identity next)
{
	Identity *known = find(next.openId);
	if (!known || *known == next)
		return;
	*known = std::move(next);
	emit q->identityChanged();
}

// Where the state machine comes to rest while no login works.
ConnectionState Account::Private::resting()
{
	if (find(current))
		return ConnectionState::Expired;
	return credentials->areComplete() ? ConnectionState::Disconnected : ConnectionState::NoCredentials;
}

ConnectionState Account::Private::stateOfCurrent()
{
	const Identity *known = find(current);
	return known && !known->isExpired ? ConnectionState::Connected : resting();
}

void Account::load()
{
	if (d_->vault)
		return;
	d_->enter(ConnectionState::Loading);
	d_->onLoop([](AccountWorker &it) { it.look(); });
}

bool Account::mayStartAnew() const
{
	return d_->state == ConnectionState::Unavailable && d_->isKeyLost;
}

void Account::startAnew()
{
	if (!mayStartAnew())
		return;
	d_->enter(ConnectionState::Loading);
	d_->onLoop([](AccountWorker &it) { it.startAnew(); });
}

bool Account::Private::hasSecretToKeep() const
{
	return isVaultWanted || (!credentials->areFromEnvironment() && !credentials->current().clientSecret.isEmpty());
}

void Account::openVault()
{
	d_->isVaultWanted = true;
	if (d_->state != ConnectionState::Loading && d_->state != ConnectionState::Unavailable)
		d_->askForKey();
}

// Nobody is asked to unlock a keychain before there is something to keep.
void Account::Private::nothingStored()
{
	enter(resting());
	if (hasSecretToKeep())
		askForKey();
}

void Account::Private::askForKey()
{
	if (vault || isKeyAskedFor)
		return;
	isKeyAskedFor = true;
	onLoop([](AccountWorker &it) { it.askForKey(); });
}

void Account::Private::unavailable(const Error &error)
{
	log(LogLevel::Warning, "the stored account is not available: " + error.code + ": " + error.detail);
	isKeyAskedFor = false;
	isKeyLost = error.kind == ErrorKind::KeyLost;
	if (state == ConnectionState::WaitingForBrowser)
		login->cancel();
	if (state == ConnectionState::Unavailable)
		emit q->stateChanged(); // mayStartAnew()
	enter(ConnectionState::Unavailable);
	emit q->loadFailed(error);
}

void Account::Private::opened(const AccountWorker::Opened &opened)
{
	vault = opened.vault;
	sealing = opened.sealing;
	// Else another app was entered meanwhile, and these accounts are on their way out.
	const bool isSameApp = opened.clientKey == credentials->current().clientKey;
	show(isSameApp ? opened.accounts : std::vector<Identity>(), QString::fromStdString(opened.current));
	emit q->unlocked();
	const bool isLoginUnderWay =
		state == ConnectionState::WaitingForBrowser || state == ConnectionState::Exchanging;
	if (isLoginUnderWay || state == stateOfCurrent())
		emit q->stateChanged(); // its sealing
	else
		enter(stateOfCurrent());
	if (state == ConnectionState::Connected)
		fetchProfile();
}

void Account::connectAccount()
{
	if (d_->state == ConnectionState::NoCredentials) {
		emit loginFailed({.kind = ErrorKind::AppSettings, .code = "app_credentials_missing"});
		return;
	}
	if (d_->state != ConnectionState::Disconnected && d_->state != ConnectionState::Expired &&
	    d_->state != ConnectionState::Connected)
		return;
	d_->askForKey();
	const std::string clientKey = d_->credentials->current().clientKey;
	d_->login = std::make_unique<Login>(Login::Setup{.endpoints = d_->client.endpoints(),
							 .clientKey = clientKey,
							 .text = d_->setup.text,
							 .log = d_->log,
							 .hintAfter = d_->setup.loginHintAfter});
	connect(d_->login.get(), &Login::failed, this, [this](const Error &error) { d_->loginFailed(error); });
	connect(d_->login.get(), &Login::finished, this, [this, clientKey](const TikTok::CodeExchange &exchange) {
		d_->enter(ConnectionState::Exchanging);
		d_->onLoop([clientKey, exchange](AccountWorker &it) { it.exchange(clientKey, exchange); });
	});
	connect(d_->login.get(), &Login::takingLong, this, [this] {
		d_->isLoginTakingLong = true;
		emit stateChanged();
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
	d_->enter(d_->stateOfCurrent());
}

void Account::finishLoginWith(const QString &address)
{
	if (d_->state != ConnectionState::WaitingForBrowser)
		return;
	if (const auto taken = d_->login->finishWith(address); !taken)
		emit loginAddressRefused(taken.error());
}

void Account::Private::loginFailed(const Error &error)
{
	log(LogLevel::Warning, "login failed: " + error.code + ": " + error.detail);
	enter(stateOfCurrent());
	emit q->loginFailed(error);
}

void Account::Private::connected(const QString &openId, bool maySendDrafts)
{
	std::vector<Identity> next = accounts;
	const auto known = std::ranges::find(next, openId, &Identity::openId);
	Identity &identity = known == next.end() ? next.emplace_back() : *known;
	identity.openId = openId;
	identity.maySendDrafts = maySendDrafts;
	identity.isExpired = false;
	show(std::move(next), openId);
	enter(ConnectionState::Connected);
	fetchProfile();
}

void Account::Private::expired(const QString &openId)
{
	if (const Identity *known = find(openId)) {
		Identity next = *known;
		next.isExpired = true;
		showIdentity(std::move(next));
	}
	if (openId == current && state == ConnectionState::Connected)
		enter(ConnectionState::Expired);
}

void Account::disconnectAccount(const QString &openId)
{
	if (!d_->isAtRest() || !d_->find(openId))
		return;
	// First, so that who hears of it finds no login any more.
	d_->onLoop([left = openId.toStdString()](AccountWorker &it) { it.disconnect(left); });
	auto others = d_->accounts;
	std::erase_if(others, [left = openId](const Identity &account) { return account.openId == left; });
	d_->show(std::move(others), d_->current);
	d_->enter(d_->stateOfCurrent());
}

void Account::makeCurrent(const QString &openId)
{
	if (!d_->isAtRest() || openId == d_->current || !d_->find(openId))
		return;
	d_->show(d_->accounts, openId);
	d_->enter(d_->stateOfCurrent());
	d_->onLoop([openId = openId.toStdString()](AccountWorker &it) { it.makeCurrent(openId); });
	if (d_->state == ConnectionState::Connected)
		d_->fetchProfile();
}

void Account::setCredentials(const QString &clientKey, const Secret &clientSecret)
{
	if (d_->credentials->areFromEnvironment())
		return;
	const TikTok::Credentials former = d_->credentials->enter(clientKey.toStdString(), clientSecret);
	d_->onLoop([](AccountWorker &it) { it.credentialsEntered(); });
	if (d_->state == ConnectionState::Loading || d_->state == ConnectionState::Unavailable)
		return;
	if (d_->hasSecretToKeep())
		d_->askForKey();
	const bool isNewApp = former.clientKey != clientKey.toStdString();
	if (isNewApp)
		d_->show({}, {});
	const bool isAtRest = d_->state == ConnectionState::NoCredentials || d_->state == ConnectionState::Disconnected;
	const bool wasConnected = d_->state == ConnectionState::Connected || d_->state == ConnectionState::Expired;
	if (isAtRest || (isNewApp && wasConnected))
		d_->enter(d_->resting());
	if (isNewApp && d_->state == ConnectionState::WaitingForBrowser) { // Exchanging: the worker notices
		d_->login->cancel();
		d_->loginFailed(appChanged());
	}
	emit credentialsChanged();
}

} // namespace DirectPost::Account
