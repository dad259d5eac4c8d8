#include "AccountWorker.hpp"

#include "Avatar.hpp"
#include "PrivateFile.hpp"

#include <utility>

namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;

constexpr auto kRevokePatience = 10s;
constexpr auto kFirstStartPoll = 200ms;
constexpr auto kFirstStartPatience = 30s; // longer than another process waits for its keychain
constexpr std::string_view kNeeded = "video.publish";

} // namespace

AccountWorker::AccountWorker(TikTok::Client &client, TokenKeeper &keeper, const Clock &clock, Setup setup, Log log)
	: client_(client),
	  keeper_(keeper),
	  clock_(clock),
	  setup_(std::move(setup)),
	  log_(std::move(log)),
	  file_(std::make_shared<AccountFile>(setup_.folder / setup_.fileName, log_))
{
}

void AccountWorker::trouble(const Error &error)
{
	log_(LogLevel::Error, error.code + ": " + error.detail);
	onTrouble(error);
}

void AccountWorker::change(const std::function<void(Record &record)> &change)
{
	if (const auto written = file_->update(change); !written)
		trouble(written.error());
}

void AccountWorker::look(TikTok::Reply<Found> reply)
{
	firstStartGivenUpAt_ = clock_.steadyNow() + kFirstStartPatience;
	lookOnceAlone(std::move(reply));
}

// A key is made by one process at a time: who waited finds what the other made.
void AccountWorker::lookOnceAlone(TikTok::Reply<Found> reply)
{
	const auto record = file_->record();
	if (!record && record.error().kind != ErrorKind::Damaged)
		return reply(std::unexpected(record.error()));
	if (!record)
		trouble(record.error());
	const Sealing sealedBy = record ? record->sealing : Sealing::Unknown;
	if (sealedBy == Sealing::Unknown && !file_->tryFirstStart() && clock_.steadyNow() < firstStartGivenUpAt_) {
		client_.loop().after(kFirstStartPoll, [weak = weak_from_this(), reply] {
			if (const auto self = weak.lock())
				self->lookOnceAlone(reply);
		});
		return;
	}
	auto keyText = readPrivateFile(keyFile());
	if (!keyText)
		return reply(std::unexpected(keyText.error()));
	reply(Found{.sealedBy = sealedBy, .keyInFile = *keyText ? keyFromText(**keyText) : std::nullopt});
}

void AccountWorker::open(const KeyFound &key, TikTok::Reply<Opened> reply)
{
	if (key.isNewInFile) {
		const auto written =
			writePrivateFile(keyFile(), QByteArray::fromStdString(keyToText(key.key).reveal()));
		if (!written)
			return reply(std::unexpected(written.error()));
	}
	const auto vault = std::make_shared<const Vault>(key.key);
	file_->useVault(vault);

	auto record = file_->record();
	if (!record)
		return reply(std::unexpected(record.error()));
	auto credentials = file_->credentialsOf(*record);
	auto pair = file_->pairOf(*record);
	if (!credentials || !pair) {
		trouble(credentials ? pair.error() : credentials.error());
		file_->setAside();
		record = Record{.sealing = Sealing::Unknown, .clientKey = record->clientKey};
		credentials = TikTok::Credentials{.clientKey = record->clientKey, .clientSecret = {}};
		pair = std::nullopt;
	}
	if (record->sealing != key.sealing)
		change([&](Record &stored) {
			stored.sealing = key.sealing;
			stored.clientKey = record->clientKey;
		});
	file_->endFirstStart();

	credentials_ = setup_.environment.value_or(*credentials);
	keeper_.keepIn(file_);
	keeper_.onExpired([weak = weak_from_this()](const TokenPair &dead) {
		if (const auto self = weak.lock())
			self->expired(dead);
	});
	keeper_.onNotSaved([weak = weak_from_this()](const Error &error) {
		if (const auto self = weak.lock())
			self->onTrouble(error);
	});
	if (*pair)
		keeper_.begin(credentials_, (*pair)->grant, (*pair)->issuedAt);

	Opened opened{.vault = vault,
		      .sealing = key.sealing,
		      .clientKey = credentials_.clientKey,
		      .hasClientSecret = !credentials_.clientSecret.isEmpty(),
		      .identity = {},
		      .hasTokens = pair->has_value()};
	if (record->isLeaving)
		leave(record->openId);
	else
		opened.identity = {.openId = QString::fromStdString(record->openId),
				   .nickname = QString::fromStdString(record->nickname),
				   .username = QString::fromStdString(record->username),
				   .avatar = {}};
	reply(std::move(opened));
}

void AccountWorker::expired(const TokenPair &dead)
{
	change([&](Record &record) {
		const auto stored = file_->pairOf(record);
		const bool isDead =
			stored && *stored && (*stored)->grant.refreshToken.equals(dead.grant.refreshToken.reveal());
		if (isDead) // and not what another process has connected meanwhile
			record.tokens.reset();
	});
	onExpired();
}

void AccountWorker::exchange(const TikTok::CodeExchange &exchange, TikTok::Reply<Identity> reply)
{
	// A revocation that arrives after the new login could take it down, too.
	if (isLeaving_) {
		afterLeaving_.push_back([this, exchange, reply] { this->exchange(exchange, reply); });
		return;
	}
	client_.exchangeCode(
		credentials_, exchange,
		[weak = weak_from_this(), askedAt = clock_.wallNow(), reply](Expected<TikTok::TokenGrant> grant) {
			const auto self = weak.lock();
			if (!self)
				return;
			if (!grant)
				return reply(std::unexpected(grant.error()));
			self->granted(std::move(*grant), askedAt, reply);
		});
}

void AccountWorker::granted(TikTok::TokenGrant grant, std::chrono::system_clock::time_point askedAt,
			    TikTok::Reply<Identity> reply)
{
	if (!grant.grants(kNeeded)) {
		revoke(grant.accessToken);
		return reply(std::unexpected(Error{
			.kind = ErrorKind::Account, .code = "scope_missing", .detail = "granted: " + grant.scopes}));
	}
	const auto written = file_->update([&](Record &record) {
		if (record.openId != grant.openId)
			record.forgetAccount();
		file_->putPair(record, {grant, askedAt});
	});
	if (!written) {
		revoke(grant.accessToken);
		return reply(std::unexpected(written.error()));
	}
	keeper_.begin(credentials_, grant, askedAt);
	log_(LogLevel::Info, "connected a TikTok account");
	reply(Identity{.openId = QString::fromStdString(grant.openId), .nickname = {}, .username = {}, .avatar = {}});
}

void AccountWorker::revoke(const Secret &accessToken)
{
	client_.revoke(credentials_, accessToken, [log = log_](Expected<void> revoked) {
		if (!revoked)
			log(LogLevel::Warning, "a login could not be revoked: " + revoked.error().code);
	});
}

// Another process may have connected somebody else meanwhile: that account stays.
void AccountWorker::disconnect(const std::string &openId)
{
	change([&](Record &record) {
		if (record.openId == openId)
			record.isLeaving = true;
	});
	leave(openId);
}

void AccountWorker::leave(const std::string &openId)
{
	if (std::exchange(isLeaving_, true))
		return;
	const auto isOver = std::make_shared<bool>(false);
	const auto over = [weak = weak_from_this(), isOver, openId](const Expected<void> &revoked) {
		const auto self = weak.lock();
		if (!self || std::exchange(*isOver, true))
			return;
		self->keeper_.forget();
		self->change([&](Record &record) {
			if (record.openId == openId)
				record.forgetAccount();
		});
		self->isLeaving_ = false;
		if (!revoked)
			self->trouble({.kind = ErrorKind::CreatorAccount,
				       .code = "account_not_revoked",
				       .detail = revoked.error().code + ": " + revoked.error().detail});
		for (const auto &work : std::exchange(self->afterLeaving_, {}))
			work();
	};
	client_.loop().after(kRevokePatience,
			     [over] { over(std::unexpected(Error{.kind = ErrorKind::Lost, .code = "timed_out"})); });
	keeper_.leave([weak = weak_from_this(), over](const Expected<Bearer> &last) {
		const auto self = weak.lock();
		if (!self || (!last && last.error().kind == ErrorKind::Account))
			return over({}); // the login was gone before
		if (!last)
			return over(std::unexpected(last.error()));
		self->client_.revoke(self->credentials_, last->accessToken, [over](const Expected<void> &revoked) {
			const bool wasGone = !revoked && revoked.error().kind == ErrorKind::Account;
			over(wasGone ? Expected<void>() : revoked);
		});
	});
}

void AccountWorker::useCredentials(const std::string &clientKey, const Secret &clientSecret)
{
	if (isLeaving_) { // still needs the old ones
		afterLeaving_.push_back([this, clientKey, clientSecret] { useCredentials(clientKey, clientSecret); });
		return;
	}
	credentials_.clientKey = clientKey;
	if (!clientSecret.isEmpty())
		credentials_.clientSecret = clientSecret;
	keeper_.useCredentials(credentials_);
	change([this](Record &record) { file_->putCredentials(record, credentials_); });
}

void AccountWorker::creatorInfo(TikTok::Reply<TikTok::CreatorInfo> reply)
{
	keeper_.withBearer<TikTok::CreatorInfo>(
		[this](const Bearer &bearer, TikTok::Reply<TikTok::CreatorInfo> answer) {
			client_.creatorInfo(bearer.accessToken, std::move(answer));
		},
		std::move(reply));
}

void AccountWorker::profile(TikTok::Reply<TikTok::Profile> reply)
{
	keeper_.withBearer<TikTok::Profile>(
		[this](const Bearer &bearer, TikTok::Reply<TikTok::Profile> answer) {
			client_.profile(bearer.accessToken, std::move(answer));
		},
		std::move(reply));
}

void AccountWorker::avatar(const std::string &url, TikTok::Reply<QImage> reply)
{
	client_.image(url, [reply = std::move(reply)](Expected<std::string> file) {
		if (file)
			reply(decodeAvatar(*file));
		else
			reply(std::unexpected(file.error()));
	});
}

void AccountWorker::keepNames(const std::string &openId, const std::string &nickname, const std::string &username)
{
	change([&](Record &record) {
		if (record.openId != openId)
			return;
		record.nickname = nickname;
		record.username = username;
	});
}

} // namespace DirectPost::Account
