#include "AccountFile.hpp"
#include "PrivateFile.hpp"

#include <QDateTime>

namespace DirectPost::Account {

namespace {

constexpr int kLockPatience_ms = 2000; // others hold it for milliseconds

QString beside(const std::filesystem::path &file, const char *ending)
{
	return pathText(file) + QLatin1String(ending);
}

} // namespace

AccountFile::AccountFile(std::filesystem::path file, Log log)
	: file_(std::move(file)),
	  log_(std::move(log)),
	  fileLock_(beside(file_, ".lock")),
	  firstStartLock_(beside(file_.parent_path() / "master.key", ".lock")),
	  refreshLock_(beside(file_, ".refresh.lock"))
{
}

Expected<Record> AccountFile::record()
{
	auto content = readPrivateFile(file_);
	if (!content)
		return std::unexpected(content.error());
	if (!*content)
		return Record();
	auto record = recordFromJson(**content);
	if (!record)
		setAside();
	return record;
}

Expected<void> AccountFile::update(const std::function<void(Record &record)> &change)
{
	makePrivateFolder(file_.parent_path());
	if (!fileLock_.tryLock(kLockPatience_ms))
		return std::unexpected(Error{.kind = ErrorKind::Disk,
					     .code = "account_not_saved",
					     .detail = "another process holds the file"});
	auto current = record();
	Expected<void> written;
	if (!current && current.error().kind != ErrorKind::Damaged) {
		written = std::unexpected(current.error());
	} else {
		Record next = current ? std::move(*current) : Record();
		change(next);
		written = writePrivateFile(file_, toJson(next));
	}
	fileLock_.unlock();
	return written;
}

bool AccountFile::tryFirstStart()
{
	makePrivateFolder(file_.parent_path());
	return firstStartLock_.isLocked() || firstStartLock_.tryLock();
}

void AccountFile::setAside()
{
	const auto now = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss")).toStdString();
	const std::string name = pathText(file_.filename()).toStdString() + ".damaged-" + now;
	std::filesystem::path aside = file_.parent_path() / name;
	std::error_code failure;
	for (int number = 2; std::filesystem::exists(aside, failure); ++number)
		aside = file_.parent_path() / (name + "-" + std::to_string(number));
	std::filesystem::rename(file_, aside, failure);
	log_(LogLevel::Error, "the account file cannot be used; kept as " + pathText(aside.filename()).toStdString() +
				      (failure ? ": " + failure.message() : std::string()));
}

void AccountFile::useVault(std::shared_ptr<const Vault> vault)
{
	vault_ = std::move(vault);
}

Expected<std::optional<TokenPair>> AccountFile::pairOf(const Record &record) const
{
	if (!record.tokens)
		return std::nullopt;
	auto access = vault_->unseal(record.tokens->accessToken, "access token");
	auto refresh = vault_->unseal(record.tokens->refreshToken, "refresh token");
	if (!access || !refresh)
		return std::unexpected(access ? refresh.error() : access.error());
	return TokenPair{.grant = {.openId = record.openId,
				   .scopes = record.tokens->scopes,
				   .accessToken = std::move(*access),
				   .accessLifetime = record.tokens->accessLifetime,
				   .refreshToken = std::move(*refresh),
				   .refreshLifetime = record.tokens->refreshLifetime},
			 .issuedAt = record.tokens->issuedAt};
}

void AccountFile::putPair(Record &record, const TokenPair &pair) const
{
	record.openId = pair.grant.openId;
	record.tokens = Record::Tokens{.scopes = pair.grant.scopes,
				       .accessToken = vault_->seal(pair.grant.accessToken, "access token"),
				       .refreshToken = vault_->seal(pair.grant.refreshToken, "refresh token"),
				       .accessLifetime = pair.grant.accessLifetime,
				       .refreshLifetime = pair.grant.refreshLifetime,
				       .issuedAt = pair.issuedAt};
}

Expected<TikTok::Credentials> AccountFile::credentialsOf(const Record &record) const
{
	TikTok::Credentials credentials{.clientKey = record.clientKey, .clientSecret = {}};
	if (record.clientSecret.isEmpty())
		return credentials;
	auto secret = vault_->unseal(record.clientSecret, "client secret");
	if (!secret)
		return std::unexpected(secret.error());
	credentials.clientSecret = std::move(*secret);
	return credentials;
}

void AccountFile::putCredentials(Record &record, const TikTok::Credentials &credentials) const
{
	record.clientKey = credentials.clientKey;
	record.clientSecret = credentials.clientSecret.isEmpty()
				      ? QByteArray()
				      : vault_->seal(credentials.clientSecret, "client secret");
}

bool AccountFile::tryLock()
{
	return refreshLock_.isLocked() || refreshLock_.tryLock();
}

void AccountFile::unlock()
{
	refreshLock_.unlock();
}

Expected<std::optional<TokenPair>> AccountFile::read()
{
	const auto current = record();
	if (!current)
		return std::unexpected(current.error());
	return pairOf(*current);
}

Expected<void> AccountFile::write(const TokenPair &pair)
{
	return update([this, &pair](Record &record) { putPair(record, pair); });
}

} // namespace DirectPost::Account
