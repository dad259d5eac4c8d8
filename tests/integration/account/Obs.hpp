#pragma once

#include "FakeKeychain.hpp"
#include "Helpers.hpp"

#include <account/Account.hpp>

#include <string>
#include <vector>

namespace DirectPost::Account {

// One OBS with its parts, without a keychain: the key lies in the folder.
struct Obs {
	Obs(const std::filesystem::path &folder, const std::string &baseUrl, const std::string &caFile,
	    const TikTok::Credentials &credentials)
		: client(loop, TikTok::Endpoints::sandbox(baseUrl, caFile).value(), keepLine()),
		  keeper(client, clock, keepLine()),
		  account(client, keeper, clock,
			  {.folder = folder,
			   .environment = credentials,
			   .text = [](const char *key) { return QString::fromLatin1(key); },
			   .keychain = std::make_shared<NoKeychain>()},
			  keepLine())
	{
		QObject::connect(&account, &Account::openBrowser,
				 [this](const QString &opened) { link = opened.toStdString(); });
		QObject::connect(&account, &Account::loginFailed,
				 [this](const Error &error) { loginErrors.push_back(error.code); });
		QObject::connect(&account, &Account::problemFound,
				 [this](const Error &error) { problems.push_back(error.code); });
		QObject::connect(&account, &Account::loadFailed,
				 [this](const Error &error) { problems.push_back(error.code); });
		QObject::connect(&account, &Account::creatorInfoArrived,
				 [this](const TikTok::CreatorInfo &info) { infos.push_back(info); });
		QObject::connect(&account, &Account::creatorInfoFailed,
				 [this](const Error &error) { infoErrors.push_back(error.code); });
		account.load();
		reachesOneOf({ConnectionState::Disconnected, ConnectionState::Connected, ConnectionState::Expired});
	}
	~Obs() { loop.stop(); }

	bool reachesOneOf(const std::vector<ConnectionState> &states)
	{
		return eventually([&] { return std::ranges::contains(states, account.state()); }, 30'000);
	}
	bool reaches(ConnectionState state) { return reachesOneOf({state}); }

	// Empty: creator info came. Else the error's code.
	std::string creatorInfo()
	{
		infos.clear();
		infoErrors.clear();
		account.requestCreatorInfo();
		eventually([&] { return !infos.empty() || !infoErrors.empty(); }, 60'000);
		return infoErrors.empty() ? std::string() : infoErrors.front();
	}

	std::string lines() const
	{
		const std::lock_guard guard(logMutex);
		return logged;
	}

	TestClock clock;
	TikTok::TransferLoop loop{keepLine()};
	TikTok::Client client;
	TokenKeeper keeper;
	Account account;
	std::string link;
	std::vector<std::string> loginErrors, problems, infoErrors;
	std::vector<TikTok::CreatorInfo> infos;

private:
	class NoKeychain : public FakeKeychain {
	public:
		NoKeychain() { mood = Mood::Missing; }
	};

	Log keepLine()
	{
		return [this](LogLevel, const std::string &line) {
			const std::lock_guard guard(logMutex);
			logged += line + "\n";
		};
	}
	mutable std::mutex logMutex;
	std::string logged;
};

} // namespace DirectPost::Account
