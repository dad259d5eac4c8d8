#include "AccountFile.hpp"
#include "PrivateFile.hpp"

#include <base/FileError.hpp>
#include <base/MoveFile.hpp>
#include <base/PathText.hpp>
#include <base/SaveFile.hpp>

#include <QDateTime>

namespace DirectPost::Account {

namespace {

QString beside(const std::filesystem::path &file, const char *ending)
{
	return pathText(file) + QLatin1String(ending);
}

Error heldByAnother(const char *code, const std::filesystem::path &file)
{
	return fileErrorWithPath(ErrorKind::Disk, code, file, "another process holds the file");
}

} // namespace

AccountFile::AccountFile(std::filesystem::path file, Log log, std::chrono::milliseconds lockTimeout)
	: file_(std::move(file)),
	  log_(std::move(log)),
	  lockTimeout_(lockTimeout),
	  fileLock_(beside(file_, ".lock")),
	  firstStartLock_(beside(file_.parent_path() / "master.key", ".lock")),
	  refreshLock_(beside(file_, ".refresh.lock"))
{
}

// Without its folder there is nothing to lock, and nothing to read.
bool AccountFile::lock()
{
	return fileLock_.tryLock(int(lockTimeout_.count())) || fileLock_.error() != QLockFile::LockFailedError;
}

Expected<Record> AccountFile::record()
{
	if (!lock())
		return std::unexpected(heldByAnother("account_file_unreadable", file_));
	auto record = recordUnderLock();
	fileLock_.unlock();
	return record;
}

Expected<Record> AccountFile::recordUnderLock()
{
	auto content = readPrivateFile(file_);
	if (!content)
		return std::unexpected(content.error());
	if (!*content)
		return Record();
	auto record = recordFromJson(**content);
	if (!record)
		setAsideUnderLock();
	return record;
}

Expected<void> AccountFile::update(const std::function<void(Record &record)> &change)
{
	makePrivateFolder(file_.parent_path());
	if (!fileLock_.tryLock(int(lockTimeout_.count())))
		return std::unexpected(heldByAnother("account_not_saved", file_));
	auto current = recordUnderLock();
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

void AccountFile::setAside(const Record &seen)
{
	if (!lock())
		return;
	const auto content = readPrivateFile(file_).value_or(std::nullopt);
	const auto current = content ? recordFromJson(*content) : Record();
	if (current && toJson(*current) == toJson(seen))
		setAsideUnderLock();
	fileLock_.unlock();
}

void AccountFile::setAsideUnderLock()
{
	const auto now = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss")).toStdString();
	const std::string name = pathText(file_.filename()).toStdString() + ".damaged-" + now;
	std::filesystem::path aside = file_.parent_path() / name;
	std::error_code failure;
	for (int number = 2; std::filesystem::exists(aside, failure); ++number)
		aside = file_.parent_path() / (name + "-" + std::to_string(number));
	failure = moveFile(file_, aside);
	log_(LogLevel::Error, "the account file cannot be used; kept as " + pathText(aside.filename()).toStdString() +
				      (failure ? ": " + systemText(failure) : std::string()));
}

void AccountFile::useVault(std::shared_ptr<const Vault> vault)
{
	vault_ = std::move(vault);
}

Expected<std::optional<TokenPair>> AccountFile::pairOf(const Record::OneAccount &account) const
{
	if (!account.tokens)
		return std::nullopt;
	auto access = vault_->unseal(account.tokens->accessToken, "access token");
	auto refresh = vault_->unseal(account.tokens->refreshToken, "refresh token");
	if (!access || !refresh)
		return std::unexpected(access ? refresh.error() : access.error());
	return TokenPair{.grant = {.openId = account.openId,
				   .scopes = account.tokens->scopes,
				   .accessToken = std::move(*access),
				   .accessLifetime = account.tokens->accessLifetime,
				   .refreshToken = std::move(*refresh),
				   .refreshLifetime = account.tokens->refreshLifetime},
			 .issuedAt = account.tokens->issuedAt};
}

Expected<Record::Tokens> AccountFile::sealed(const TokenPair &pair) const
{
	auto access = vault_->seal(pair.grant.accessToken, "access token");
	auto refresh = vault_->seal(pair.grant.refreshToken, "refresh token");
	if (!access || !refresh)
		return std::unexpected(access ? refresh.error() : access.error());
	return Record::Tokens{.scopes = pair.grant.scopes,
			      .accessToken = std::move(*access),
			      .refreshToken = std::move(*refresh),
			      .accessLifetime = pair.grant.accessLifetime,
			      .refreshLifetime = pair.grant.refreshLifetime,
			      .issuedAt = pair.issuedAt};
}

Expected<TikTok::Credentials> AccountFile::unsealed(const Record::App &app) const
{
	TikTok::Credentials credentials{.clientKey = app.clientKey, .clientSecret = {}};
	if (app.clientSecret.isEmpty())
		return credentials;
	auto secret = vault_->unseal(app.clientSecret, "client secret");
	if (!secret)
		return std::unexpected(secret.error());
	credentials.clientSecret = std::move(*secret);
	return credentials;
}

Expected<Record::App> AccountFile::sealed(const TikTok::Credentials &credentials) const
{
	Record::App app{.clientKey = credentials.clientKey};
	if (credentials.clientSecret.isEmpty())
		return app;
	auto secret = vault_->seal(credentials.clientSecret, "client secret");
	if (!secret)
		return std::unexpected(secret.error());
	app.clientSecret = std::move(*secret);
	return app;
}

bool AccountFile::tryLock()
{
	if (refreshes_ == 0 && !refreshLock_.tryLock())
		return false;
	refreshes_++;
	return true;
}

void AccountFile::unlock()
{
	if (refreshes_ > 0 && --refreshes_ == 0)
		refreshLock_.unlock();
}

Expected<std::optional<TokenPair>> AccountFile::read(const std::string &openId)
{
	const auto current = record();
	if (!current)
		return std::unexpected(current.error());
	const Record::OneAccount *account = current->find(openId);
	return account ? pairOf(*account) : std::nullopt;
}

Expected<void> AccountFile::write(const TokenPair &pair)
{
	const auto tokens = sealed(pair);
	if (!tokens)
		return std::unexpected(tokens.error());
	return update([&](Record &record) {
		if (Record::OneAccount *account = record.find(pair.grant.openId))
			account->tokens = *tokens;
	});
}

} // namespace DirectPost::Account
