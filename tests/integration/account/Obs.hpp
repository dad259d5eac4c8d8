#pragma once

#include "FakeKeychain.hpp"
#include "HeardOfAccount.hpp"
#include "Helpers.hpp"

#include <account/Account.hpp>

#include <string>
#include <vector>

namespace DirectPost::Account {

// One OBS with its parts, without a keychain: the key lies in the folder.
struct Obs : HeardOfAccount {
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
		listenTo(account);
		account.load();
		reachesOneOf({ConnectionState::Disconnected, ConnectionState::Connected, ConnectionState::Expired});
	}
	~Obs() { loop.stop(); }

	bool reachesOneOf(const std::vector<ConnectionState> &wanted)
	{
		return eventually([&] { return std::ranges::contains(wanted, account.state()); }, 30'000);
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
