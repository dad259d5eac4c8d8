#include "Record.hpp"

#include <nlohmann/json.hpp>

namespace DirectPost::Account {

namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;

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

} // namespace

void Record::forgetAccount()
{
	openId.clear();
	nickname.clear();
	username.clear();
	tokens.reset();
	isLeaving = false;
}

QByteArray toJson(const Record &record)
{
	Json json = {{"version", kVersion},
		     {"key_in", wireName(record.sealing)},
		     {"app", {{"client_key", record.clientKey}, {"client_secret", record.clientSecret.toStdString()}}}};
	if (!record.openId.empty())
		json["account"] = {{"open_id", record.openId},
				   {"nickname", record.nickname},
				   {"username", record.username},
				   {"leaving", record.isLeaving}};
	if (record.tokens)
		json["tokens"] = tokensToJson(*record.tokens);
	// Names come from elsewhere; a stray byte in one must not lose the account.
	return QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace));
}

Expected<Record> recordFromJson(const QByteArray &text)
{
	try {
		const Json json = Json::parse(text.toStdString());
		if (json.at("version").get<int>() != kVersion)
			return std::unexpected(damaged("unknown version"));

		Record record;
		record.sealing = sealingFrom(json.at("key_in").get<std::string>());
		record.clientKey = json.at("app").value("client_key", std::string());
		record.clientSecret = sealedText(json.at("app"), "client_secret");
		if (json.contains("account")) {
			const Json &account = json.at("account");
			record.openId = account.at("open_id").get<std::string>();
			record.nickname = account.value("nickname", std::string());
			record.username = account.value("username", std::string());
			record.isLeaving = account.value("leaving", false);
		}
		if (json.contains("tokens"))
			record.tokens = tokensFrom(json.at("tokens"));
		return record;
	} catch (const Json::exception &exception) {
		return std::unexpected(damaged(exception.what()));
	}
}

} // namespace DirectPost::Account
