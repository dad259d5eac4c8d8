#include "AccountWorker.hpp"

#include "PrivateFile.hpp"

#include <utility>

namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;

constexpr auto kFirstStartPoll = 200ms;
constexpr auto kFirstStartTimeout = 30s; // longer than another process waits for its keychain
constexpr std::string_view kNeeded = "video.publish";

Identity identityOf(const Record::OneAccount &account)
{
	return {.openId = QString::fromStdString(account.openId),
		.nickname = QString::fromStdString(account.nickname),
		.username = QString::fromStdString(account.username),
		.avatar = {}};
}

} // namespace

Error appChanged()
{
	return {.kind = ErrorKind::SignIn, .code = "login_app_changed"};
}

AccountWorker::AccountWorker(TikTok::Client &client, TokenKeeper &keeper, const Clock &clock, Setup setup, Log log)
	: client_(client),
	  keeper_(keeper),
	  clock_(clock),
	  setup_(std::move(setup)),
	  log_(std::move(log)),
	  file_(std::make_shared<AccountFile>(setup_.folder / setup_.fileName, log_))
{
	moveToThread(nullptr);
}

// A method as a callback for somebody who may outlive this.
template <class... Arguments> auto AccountWorker::ifStillThere(void (AccountWorker::*method)(Arguments...))
{
	return [weak = weak_from_this(), method](const std::remove_cvref_t<Arguments> &...arguments) {
		if (const auto self = weak.lock())
			(self.get()->*method)(arguments...);
	};
}

void AccountWorker::report(const Error &error)
{
	log_(LogLevel::Error, error.code + ": " + error.detail);
	emit trouble(error);
}

void AccountWorker::change(const std::function<void(Record &record)> &change)
{
	if (const auto written = file_->update(change); !written)
		report(written.error());
}

// Nullopt: it cannot be read now, which was said. A damaged one was set aside, which is as if there were none.
std::optional<Record> AccountWorker::readOrReport()
{
	auto record = file_->record();
	if (record)
		return std::move(*record);
	if (record.error().kind != ErrorKind::Damaged) {
		emit unavailable(record.error());
		return std::nullopt;
	}
	report(record.error());
	return Record();
}

void AccountWorker::look()
{
	exchangeToDo_ = {};
	const auto record = readOrReport();
	if (!record)
		return;
	if (record->sealing != Sealing::Unknown)
		return wantKeyOf(*record);
	setup_.credentials->addStored({.clientKey = record->app.clientKey, .clientSecret = {}});
	emit nothingStored();
}

void AccountWorker::askForKey()
{
	if (vault_)
		return;
	firstStartGivenUpAt_ = clock_.steadyNow() + kFirstStartTimeout;
	askOnceAlone();
}

// A key is made by one process at a time: who waited finds what the other made.
void AccountWorker::askOnceAlone()
{
	const auto record = readOrReport();
	if (!record)
		return;
	const bool mayMakeOne = record->sealing == Sealing::Unknown;
	if (mayMakeOne && !file_->tryFirstStart() && clock_.steadyNow() < firstStartGivenUpAt_) {
		client_.loop().after(kFirstStartPoll, ifStillThere(&AccountWorker::askOnceAlone));
		return;
	}
	wantKeyOf(*record);
}

void AccountWorker::wantKeyOf(const Record &record)
{
	auto keyText = readPrivateFile(keyFile());
	if (!keyText)
		return emit unavailable(keyText.error());
	emit keyWanted({.sealedBy = record.sealing,
			.keyId = record.keyId,
			.inFile = *keyText ? keyFromText(**keyText) : std::nullopt});
}

void AccountWorker::startAnew()
{
	if (const auto record = file_->record()) {
		file_->setAside(*record);
		change([&](Record &next) {
			if (next.accounts.empty())
				next.app.clientKey = record->app.clientKey;
		});
	}
	look();
}

void AccountWorker::open(const KeyFound &key)
{
	if (key.isNewInFile) {
		const auto written =
			writePrivateFile(keyFile(), QByteArray::fromStdString(keyToText(key.key).reveal()));
		if (!written)
			return emit unavailable(written.error());
	}
	const auto vault = std::make_shared<const Vault>(key.key);
	file_->useVault(vault);
	const auto record = readRecord();
	if (!record)
		return emit unavailable(record.error());
	vault_ = vault;
	if (record->sealing != key.sealing || record->keyId != keyId(key.key))
		change([&](Record &stored) {
			stored.sealing = key.sealing;
			stored.keyId = keyId(key.key);
			stored.app.clientKey = record->app.clientKey;
		});
	file_->endFirstStart();
	emit opened(begin(*record, key));
	if (const auto exchange = std::exchange(exchangeToDo_, {}))
		exchange();
}

// What its own key does not unseal is damaged: it is kept aside, and an empty record takes its place.
Expected<Record> AccountWorker::readRecord()
{
	auto record = file_->record();
	if (!record)
		return record;
	std::optional<Error> broken;
	if (const auto app = file_->unsealed(record->app); !app)
		broken = app.error();
	for (const Record::OneAccount &account : record->accounts)
		if (const auto pair = file_->pairOf(account); !pair)
			broken = pair.error();
	if (!broken)
		return record;
	if (record->keyId.empty()) // of an earlier version, and perhaps this is another keychain's key
		return std::unexpected(keyNotFound(record->sealing));
	report(*broken);
	file_->setAside(*record);
	return Record{.app = {.clientKey = record->app.clientKey}};
}

AccountWorker::Opened AccountWorker::begin(const Record &record, const KeyFound &key)
{
	wireKeeper();
	const TikTok::Credentials stored = file_->unsealed(record.app).value_or(TikTok::Credentials());
	const bool mustStore = setup_.credentials->addStored(stored);
	const bool isEnvironment = setup_.credentials->areFromEnvironment();
	const TikTok::Credentials owner = isEnvironment ? setup_.credentials->current() : stored;
	*appInUse_ = owner;

	Opened opened{.vault = vault_,
		      .sealing = key.sealing,
		      .clientKey = owner.clientKey,
		      .accounts = {},
		      .current = record.current};
	for (const Record::OneAccount &account : record.accounts) {
		const auto pair = file_->pairOf(account).value_or(std::nullopt);
		if (pair)
			keeper_.begin(pair->grant, pair->issuedAt);
		if (account.leaving) {
			const auto &former = account.leaving->formerApp;
			leaving_->resume(account.openId, former ? file_->unsealed(*former).value_or(
									  TikTok::Credentials{former->clientKey, {}})
								: owner);
		} else {
			Identity identity = identityOf(account);
			identity.maySendDrafts = pair && pair->grant.grants(TikTok::kDraftScope);
			identity.isExpired = !pair;
			opened.accounts.push_back(std::move(identity));
		}
	}
	keeper_.makeCurrent(record.current);
	if (mustStore)
		credentialsEntered();
	return opened;
}

void AccountWorker::wireKeeper()
{
	leaving_ = std::make_shared<Leaving>(client_, keeper_, file_, ifStillThere(&AccountWorker::report));
	keeper_.askCredentialsOf([app = appInUse_] { return *app; });
	keeper_.keepIn(file_);
	keeper_.onExpired(ifStillThere(&AccountWorker::forgetDead));
	keeper_.onNotSaved([weak = weak_from_this()](const Error &error) {
		if (const auto self = weak.lock())
			emit self->trouble(error);
	});
}

void AccountWorker::forgetDead(const TokenPair &dead)
{
	change([&](Record &record) {
		Record::OneAccount *account = record.find(dead.grant.openId);
		const auto stored = account ? file_->pairOf(*account).value_or(std::nullopt) : std::nullopt;
		const bool isDead = stored && stored->grant.refreshToken.equals(dead.grant.refreshToken.reveal());
		if (isDead) // and not what another process has connected meanwhile
			account->tokens.reset();
	});
	emit expired(QString::fromStdString(dead.grant.openId));
}

void AccountWorker::exchange(const std::string &clientKey, const TikTok::CodeExchange &exchange)
{
	if (!vault_) {
		exchangeToDo_ = [this, clientKey, exchange] {
			this->exchange(clientKey, exchange);
		};
		return;
	}
	leaving_->whenOver([weak = weak_from_this(), clientKey, exchange] {
		const auto self = weak.lock();
		if (!self)
			return;
		const TikTok::Credentials app = self->setup_.credentials->current();
		if (app.clientKey != clientKey)
			return emit self->loginFailed(appChanged());
		self->client_.exchangeCode(
			app, exchange,
			[weak, app, askedAt = self->clock_.wallNow()](Expected<TikTok::TokenGrant> grant) {
				const auto asker = weak.lock();
				if (!asker)
					return;
				if (!grant)
					return emit asker->loginFailed(grant.error());
				asker->granted(app, std::move(*grant), askedAt);
			});
	});
}

void AccountWorker::granted(const TikTok::Credentials &app, TikTok::TokenGrant grant,
			    std::chrono::system_clock::time_point askedAt)
{
	if (app.clientKey != setup_.credentials->current().clientKey) {
		revoke(app, grant.accessToken);
		return emit loginFailed(appChanged());
	}
	if (!grant.grants(kNeeded)) {
		revoke(app, grant.accessToken);
		return emit loginFailed(
			{.kind = ErrorKind::Account, .code = "scope_missing", .detail = "granted: " + grant.scopes});
	}
	const std::string openId = grant.openId;
	const bool maySendDrafts = grant.grants(TikTok::kDraftScope);
	const auto written = store({grant, askedAt});
	if (!written) {
		revoke(app, grant.accessToken);
		return emit loginFailed(written.error());
	}
	keeper_.begin(std::move(grant), askedAt);
	log_(LogLevel::Info, "connected a TikTok account");
	emit connected(QString::fromStdString(openId), maySendDrafts);
}

// A new login of its account, which may be there already.
Expected<void> AccountWorker::store(const TokenPair &pair)
{
	const auto tokens = file_->sealed(pair);
	if (!tokens)
		return std::unexpected(tokens.error());
	return file_->update([&](Record &record) {
		const std::string &openId = pair.grant.openId;
		Record::OneAccount &account = record.get(openId);
		account.leaving.reset();
		account.tokens = *tokens;
		record.current = openId;
	});
}

void AccountWorker::revoke(const TikTok::Credentials &app, const Secret &accessToken)
{
	client_.revoke(app, accessToken, [log = log_](Expected<void> revoked) {
		if (!revoked)
			log(LogLevel::Warning, "a login could not be revoked: " + revoked.error().code);
	});
}

void AccountWorker::disconnect(const std::string &openId)
{
	leaving_->begin(openId, *appInUse_, false);
}

void AccountWorker::credentialsEntered()
{
	if (!vault_) // open() comes and stores them
		return;
	const TikTok::Credentials current = setup_.credentials->current();
	const TikTok::Credentials former = std::exchange(*appInUse_, current);
	if (former.clientKey != current.clientKey) { // tokens belong to the app that asked for them
		for (const std::string &openId : everyOpenId())
			leaving_->begin(openId, former, true);
	}
	if (const auto app = file_->sealed(current))
		change([&](Record &record) { record.app = *app; });
	else
		report(app.error());
}

// Connected, expired or on its way out.
std::set<std::string> AccountWorker::everyOpenId() const
{
	std::set<std::string> all = leaving_->openIds();
	for (const std::string &openId : keeper_.openIds())
		all.insert(openId);
	if (const auto record = file_->record())
		for (const Record::OneAccount &account : record->accounts)
			all.insert(account.openId);
	return all;
}

void AccountWorker::makeCurrent(const std::string &openId)
{
	keeper_.makeCurrent(openId);
	change([&](Record &record) {
		if (record.find(openId))
			record.current = openId;
	});
}

} // namespace DirectPost::Account
