#include "Record.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace DirectPost::Account {

namespace {

using Json = nlohmann::json;

// 1 held one account; 2 holds a list of them.
constexpr int kVersion = 2;

std::chrono::system_clock::time_point wallTime(int64_t seconds)
{
	return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
}

int64_t secondsSinceEpoch(std::chrono::system_clock::time_point time)
{
	return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

QByteArray sealedText(const Json &object, const char *name)
{
	return QByteArray::fromStdString(object.value(name, std::string()));
}

Json appToJson(const Record::App &app)
{
	return {{"client_key", app.clientKey}, {"client_secret", app.clientSecret.toStdString()}};
}

Record::App appFrom(const Json &object)
{
	return {.clientKey = object.value("client_key", std::string()),
		.clientSecret = sealedText(object, "client_secret")};
}

Json tokensToJson(const Record::Tokens &tokens)
{
	return {{"scopes", tokens.scopes},
		{"access_token", tokens.accessToken.toStdString()},
		{"refresh_token", tokens.refreshToken.toStdString()},
		{"expires_in_s", tokens.accessLifetime.count()},
		{"refresh_expires_in_s", tokens.refreshLifetime.count()},
		{"issued_at_s", secondsSinceEpoch(tokens.issuedAt)}};
}

Record::Tokens tokensFrom(const Json &object)
{
	return {.scopes = object.at("scopes").get<std::string>(),
		.accessToken = sealedText(object, "access_token"),
		.refreshToken = sealedText(object, "refresh_token"),
		.accessLifetime = std::chrono::seconds(object.at("expires_in_s").get<int64_t>()),
		.refreshLifetime = std::chrono::seconds(object.at("refresh_expires_in_s").get<int64_t>()),
		.issuedAt = wallTime(object.at("issued_at_s").get<int64_t>())};
}

Json accountToJson(const Record::OneAccount &account)
{
	Json json = {{"open_id", account.openId}, {"nickname", account.nickname}, {"username", account.username}};
	if (account.tokens)
		json["tokens"] = tokensToJson(*account.tokens);
	if (account.leaving) {
		json["leaving"] = Json::object();
		if (account.leaving->formerApp)
			json["leaving"]["former_app"] = appToJson(*account.leaving->formerApp);
	}
	return json;
}

Record::OneAccount namesFrom(const Json &object)
{
	return {.openId = object.at("open_id").get<std::string>(),
		.nickname = object.value("nickname", std::string()),
		.username = object.value("username", std::string())};
}

Record::OneAccount accountFrom(const Json &object)
{
	Record::OneAccount account = namesFrom(object);
	if (object.contains("tokens"))
		account.tokens = tokensFrom(object.at("tokens"));
	if (object.contains("leaving")) {
		const Json &leaving = object.at("leaving");
		account.leaving = Record::Leaving();
		if (leaving.contains("former_app"))
			account.leaving->formerApp = appFrom(leaving.at("former_app"));
	}
	return account;
}

std::string_view wireName(Sealing sealing)
{
	switch (sealing) {
	case Sealing::Keychain:
		return "keychain";
	case Sealing::File:
		return "file";
	case Sealing::Unknown:
		break;
	}
	return "none";
}

Sealing sealingFrom(std::string_view name)
{
	if (name == wireName(Sealing::Keychain))
		return Sealing::Keychain;
	return name == wireName(Sealing::File) ? Sealing::File : Sealing::Unknown;
}

Error damaged(std::string detail)
{
	return {.kind = ErrorKind::Damaged, .code = "account_file_damaged", .detail = std::move(detail)};
}

// Version 1: "account" and "tokens" stood beside each other.
void readTheOneAccount(const Json &json, Record &record)
{
	if (!json.contains("account"))
		return;
	Record::OneAccount account = namesFrom(json.at("account"));
	if (account.openId.empty())
		return;
	if (json.at("account").value("leaving", false))
		account.leaving = Record::Leaving();
	else
		record.current = account.openId;
	if (json.contains("tokens"))
		account.tokens = tokensFrom(json.at("tokens"));
	record.accounts.push_back(std::move(account));
}

void readAccounts(const Json &json, Record &record)
{
	record.current = json.value("current", std::string());
	for (const Json &account : json.at("accounts"))
		record.accounts.push_back(accountFrom(account));
}

} // namespace

Record::OneAccount *Record::find(const std::string &openId)
{
	const auto found = std::ranges::find(accounts, openId, &OneAccount::openId);
	return found == accounts.end() ? nullptr : &*found;
}

const Record::OneAccount *Record::find(const std::string &openId) const
{
	const auto found = std::ranges::find(accounts, openId, &OneAccount::openId);
	return found == accounts.end() ? nullptr : &*found;
}

Record::OneAccount &Record::get(const std::string &openId)
{
	if (OneAccount *known = find(openId))
		return *known;
	return accounts.emplace_back(OneAccount{.openId = openId});
}

void Record::remove(const std::string &openId)
{
	std::erase_if(accounts, [&](const OneAccount &account) { return account.openId == openId; });
	if (current == openId)
		current.clear();
}

QByteArray toJson(const Record &record)
{
	Json json = {{"version", kVersion},          {"key_in", wireName(record.sealing)}, {"key_id", record.keyId},
		     {"app", appToJson(record.app)}, {"current", record.current},          {"accounts", Json::array()}};
	for (const Record::OneAccount &account : record.accounts)
		json["accounts"].push_back(accountToJson(account));
	// Names come from elsewhere; a stray byte in one must not lose the account.
	return QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace));
}

Expected<Record> recordFromJson(const QByteArray &text)
{
	try {
		const Json json = Json::parse(text.toStdString());
		const int version = json.at("version").get<int>();
		if (version < 1 || version > kVersion)
			return std::unexpected(damaged("unknown version"));

		Record record;
		record.sealing = sealingFrom(json.at("key_in").get<std::string>());
		record.keyId = json.value("key_id", std::string());
		record.app = appFrom(json.at("app"));
		if (version == 1)
			readTheOneAccount(json, record);
		else
			readAccounts(json, record);
		return record;
	} catch (const Json::exception &exception) {
		return std::unexpected(damaged(exception.what()));
	}
}

} // namespace DirectPost::Account
