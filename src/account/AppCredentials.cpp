#include "AppCredentials.hpp"

#include <utility>

namespace DirectPost::Account {

AppCredentials::AppCredentials(std::optional<TikTok::Credentials> environment)
	: areFromEnvironment_(environment.has_value()), current_(std::move(environment).value_or(TikTok::Credentials()))
{
}

TikTok::Credentials AppCredentials::current() const
{
	const std::scoped_lock guard(mutex_);
	return current_;
}

TikTok::Credentials AppCredentials::enter(const std::string &clientKey, const Secret &clientSecret)
{
	const std::scoped_lock guard(mutex_);
	const TikTok::Credentials before = current_;
	if (areFromEnvironment_)
		return before;
	current_.clientKey = clientKey;
	if (!clientSecret.isEmpty() || clientKey != before.clientKey)
		current_.clientSecret = clientSecret;
	return before;
}

bool AppCredentials::addStored(const TikTok::Credentials &stored)
{
	const std::scoped_lock guard(mutex_);
	if (areFromEnvironment_)
		return false;
	const bool isKeyTyped = !current_.clientKey.empty();
	const bool isSecretTyped = !current_.clientSecret.isEmpty();
	if (!isKeyTyped)
		current_.clientKey = stored.clientKey;
	if (!isSecretTyped && current_.clientKey == stored.clientKey)
		current_.clientSecret = stored.clientSecret;
	return isKeyTyped || isSecretTyped;
}

} // namespace DirectPost::Account
