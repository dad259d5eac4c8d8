#pragma once

#include "AccountFile.hpp"

#include <functional>
#include <set>
#include <vector>

namespace DirectPost::Account {

// Accounts on their way out: the user has disconnected them, and TikTok does not know yet. The account file remembers
// it (Record::Leaving), so that the next run goes on where this one ended; nothing else says that an account is being
// left. Each is forgotten once TikTok has revoked its login, after ten seconds at most. On the loop's thread.
class Leaving : public std::enable_shared_from_this<Leaving> {
public:
	// account_not_saved; account_not_revoked: the account is forgotten here, TikTok may still list this app.
	using Trouble = std::function<void(const Error &)>;
	Leaving(TikTok::Client &client, TokenKeeper &keeper, std::shared_ptr<AccountFile> file, Trouble trouble);

	// `app`: whose login it is. `hasAppChanged`: another app is in use from now on.
	void begin(const std::string &openId, const TikTok::Credentials &app, bool hasAppChanged);
	// What an earlier run did not finish; the keeper holds the login.
	void resume(const std::string &openId, const TikTok::Credentials &app);

	const std::set<std::string> &openIds() const { return openIds_; }
	// When nothing is being left (any more): a revocation that arrives after a new login could take it down, too.
	void whenOver(std::function<void()> work);

private:
	struct Task;
	void run(Task task);
	void end(const std::string &openId, bool isRemembered, const Expected<void> &revoked);

	TikTok::Client &client_;
	TokenKeeper &keeper_;
	std::shared_ptr<AccountFile> file_;
	Trouble trouble_;
	std::set<std::string> openIds_;
	std::vector<std::function<void()>> whenOver_;
};

} // namespace DirectPost::Account
