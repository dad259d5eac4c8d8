#pragma once

#include "AccountFile.hpp"
#include "FakeKeychain.hpp"
#include "HeardOfAccount.hpp"
#include "Helpers.hpp"
#include "PrivateFile.hpp"
#include "StubTikTok.hpp"

#include <account/Account.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <stdexcept>

namespace DirectPost::Account {

using namespace std::chrono_literals;
using enum ConnectionState;

inline constexpr auto kToken = "/v2/oauth/token/";
inline constexpr auto kRevoke = "/v2/oauth/revoke/";
inline constexpr auto kProfile = "/v2/user/info/";
inline constexpr auto kCreatorInfo = "/v2/post/publish/creator_info/query/";

// One OBS: its loop, keeper and account. What is on disk and at TikTok outlives it.
struct Obs : HeardOfAccount {
	Obs(const std::filesystem::path &folder, StubTikTok &tikTok, const std::shared_ptr<FakeKeychain> &keychain,
	    std::optional<TikTok::Credentials> environment, std::chrono::milliseconds loginHintAfter,
	    std::chrono::milliseconds keychainTimeout)
		: client(loop, tikTok.endpoints(), brittleLog()),
		  keeper(client, clock, noLog()),
		  account(client, keeper, clock,
			  {.folder = folder,
			   .environment = std::move(environment),
			   .text = [](const char *key) { return QString::fromLatin1(key); },
			   .keychain = keychain,
			   .keychainTimeout = keychainTimeout,
			   .loginHintAfter = loginHintAfter},
			  noLog())
	{
		listenTo(account);
	}
	~Obs() { loop.stop(); }

	// Can be made to throw, as a disk or the memory may.
	Log brittleLog()
	{
		return [this](LogLevel, const std::string &) {
			if (isLogBroken)
				throw std::runtime_error("the log is broken");
		};
	}
	bool reaches(ConnectionState state)
	{
		return eventually([this, state] { return account.state() == state; });
	}
	// What is under way on the loop's thread, and its signals, are over.
	void settle()
	{
		std::atomic<bool> isDone = false;
		loop.post([&] { isDone = true; });
		eventually([&] { return isDone.load(); });
		QCoreApplication::processEvents();
	}

	std::atomic<bool> isLogBroken = false;
	Clock clock;
	TikTok::TransferLoop loop{noLog()};
	TikTok::Client client;
	TokenKeeper keeper;
	Account account;
};

class AnAccount : public ::testing::Test {
protected:
	AnAccount()
	{
		tikTok.handler = [this](const StubTikTok::Request &request) {
			return answer(request);
		};
	}

	std::optional<StubTikTok::Reply> answer(const StubTikTok::Request &request)
	{
		if (const auto found = answers.find(request.path); found != answers.end())
			return found->second;
		if (request.path == kToken)
			return StubTikTok::grant("one");
		if (request.path == kRevoke)
			return StubTikTok::Reply{.body = "{}"};
		if (request.path == kProfile)
			return StubTikTok::Reply{
				.body = R"({"data":{"user":{"open_id":"open-nia","display_name":"Nia Plays"}},)"
					R"("error":{"code":"ok","message":"","log_id":"1"}})"};
		if (request.path == kCreatorInfo)
			return StubTikTok::Reply{
				.body = R"({"data":{"creator_avatar_url":"","creator_username":"niaplays",)"
					R"("creator_nickname":"Nia!","privacy_level_options":["SELF_ONLY"],)"
					R"("comment_disabled":false,"duet_disabled":false,"stitch_disabled":false,)"
					R"("max_video_post_duration_sec":600},)"
					R"("error":{"code":"ok","message":"","log_id":"1"}})"};
		return StubTikTok::Reply{.status = 404};
	}

	std::unique_ptr<Obs> run()
	{
		return std::make_unique<Obs>(folder.path(), tikTok, keychain, environment, loginHintAfter,
					     keychainTimeout);
	}
	std::unique_ptr<Obs> loaded()
	{
		auto started = run();
		started->account.load();
		EXPECT_TRUE(eventually([&] { return started->account.state() != Loading; }));
		return started;
	}
	// The keychain is as it is told to be: what is stored cannot be read.
	std::unique_ptr<Obs> unavailable(FakeKeychain::Mood mood)
	{
		keychain->mood = mood;
		auto started = run();
		started->account.load();
		EXPECT_TRUE(started->reaches(Unavailable));
		return started;
	}
	std::unique_ptr<Obs> withCredentials()
	{
		auto started = loaded();
		started->account.setCredentials(QStringLiteral("sbkey"), Secret("app-secret"));
		EXPECT_TRUE(started->reaches(Disconnected));
		EXPECT_TRUE(eventually([&] { return started->unlocks == 1; }));
		started->settle();
		return started;
	}
	// The browser comes back from the consent page.
	static void comeBack(Obs &obs, const QByteArray &fields)
	{
		EXPECT_TRUE(DirectPost::Account::comeBack(obs.account.loginLink(), fields).startsWith("HTTP/1.1 200 "));
	}
	std::unique_ptr<Obs> connected()
	{
		auto started = withCredentials();
		started->account.connectAccount();
		comeBack(*started, "code=good");
		EXPECT_TRUE(started->reaches(Connected));
		EXPECT_TRUE(eventually([&] { return !started->account.identity().nickname.isEmpty(); }));
		started->settle();
		return started;
	}
	// Tom agrees in the browser. The current account is Tom's.
	void addTom(Obs &obs)
	{
		answers[kToken] = StubTikTok::grant("tom");
		answers[kToken].body.replace("open-nia", "open-tom");
		answers[kProfile] = {.body = R"({"data":{"user":{"open_id":"open-tom","display_name":"Tom"}},)"
					     R"("error":{"code":"ok","message":"","log_id":"1"}})"};
		obs.account.connectAccount();
		comeBack(obs, "code=tom");
		EXPECT_TRUE(eventually([&] { return obs.account.identity().nickname == "Tom"; }));
		obs.settle();
		answers.clear();
	}
	std::filesystem::path accountFile()
	{
		for (const auto &entry : std::filesystem::directory_iterator(folder.path()))
			if (entry.path().extension() == ".json")
				return entry.path();
		return folder / "there is none";
	}
	// Nia, who is current, and Tom, without a second login.
	void storeTwoAccounts()
	{
		const auto first = connected();
		AccountFile file(accountFile(), noLog());
		file.useVault(first->account.vault());
		ASSERT_TRUE(file.update([&](Record &record) {
			Record::OneAccount &tom = record.get("open-tom");
			tom.nickname = "Tom";
			tom.tokens = file.sealed(TokenPair{.grant = {.openId = "open-tom",
								     .scopes = "video.publish",
								     .accessToken = Secret("act.tom"),
								     .accessLifetime = 24h,
								     .refreshToken = Secret("rft.tom"),
								     .refreshLifetime = 24h * 365},
							   .issuedAt = std::chrono::system_clock::now()})
					     .value();
		}));
	}
	static std::vector<std::string> openIds(const Account &account)
	{
		std::vector<std::string> all;
		for (const Identity &identity : account.accounts())
			all.push_back(identity.openId.toStdString());
		return all;
	}
	std::vector<QByteArray> revoked(const char *field)
	{
		std::vector<QByteArray> all;
		for (const auto &request : tikTok.requests)
			if (request.path == kRevoke)
				all.push_back(request.form.at(field));
		return all;
	}
	QByteArray stored()
	{
		QByteArray all;
		for (const auto &entry : std::filesystem::directory_iterator(folder.path()))
			if (entry.is_regular_file())
				all += readPrivateFile(entry.path()).value().value_or("");
		return all;
	}

	TemporaryFolder folder;
	StubTikTok tikTok;
	std::shared_ptr<FakeKeychain> keychain = std::make_shared<FakeKeychain>();
	std::optional<TikTok::Credentials> environment;
	std::chrono::milliseconds loginHintAfter = 10s;
	std::chrono::milliseconds keychainTimeout = 30ms;
	std::map<QByteArray, StubTikTok::Reply> answers;
};

} // namespace DirectPost::Account
