#pragma once

#include <account/Account.hpp>

#include <string>
#include <vector>

namespace DirectPost::Account {

// What an account's signals said, in order; of errors their codes.
struct HeardOfAccount {
	void listenTo(Account &account)
	{
		const auto keepCodes = [&account](auto signal, std::vector<std::string> &codes) {
			QObject::connect(&account, signal,
					 [&codes](const Error &error) { codes.push_back(error.code); });
		};
		keepCodes(&Account::loginFailed, loginErrors);
		keepCodes(&Account::problemFound, problems);
		keepCodes(&Account::loadFailed, problems);
		keepCodes(&Account::creatorInfoFailed, infoErrors);
		keepCodes(&Account::loginAddressRefused, addressErrors);
		QObject::connect(&account, &Account::stateChanged,
				 [this, &account] { states.push_back(account.state()); });
		QObject::connect(&account, &Account::openBrowser,
				 [this](const QString &link) { links.push_back(link); });
		QObject::connect(&account, &Account::creatorInfoArrived,
				 [this](const TikTok::CreatorInfo &info) { infos.push_back(info); });
		QObject::connect(&account, &Account::unlocked, [this] { unlocks++; });
	}

	std::vector<ConnectionState> states;
	QStringList links; // for the browser
	std::vector<std::string> loginErrors, problems, infoErrors, addressErrors;
	std::vector<TikTok::CreatorInfo> infos;
	int unlocks = 0;
};

} // namespace DirectPost::Account
