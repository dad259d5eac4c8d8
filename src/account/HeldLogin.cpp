#include "HeldLogin.hpp"

#include <utility>

namespace DirectPost::Account {

namespace {

using namespace std::chrono_literals;

constexpr auto kCritical = 10min; // with less left, a refresh that failed is tried again at once
constexpr auto kPauseAfterFailure = 30s;
constexpr auto kLockPoll = 200ms;
constexpr auto kLockTimeout = 45s; // longer than another process' request can take

} // namespace

HeldLogin::HeldLogin(std::shared_ptr<const LoginServices> services, TokenPair pair) : services_(std::move(services))
{
	hold(std::move(pair));
}

template <class... Arguments, class Work> auto HeldLogin::ifStillWanted(Work work)
{
	return [weak = weak_from_this(), work](Arguments... arguments) {
		if (const auto self = weak.lock())
			work(*self, std::move(arguments)...);
	};
}

std::chrono::nanoseconds HeldLogin::remaining() const
{
	return issuedAt_ + pair_->grant.accessLifetime - services_->clock.steadyNow();
}

// The steady clock stands still while a computer sleeps and the wall clock can be set wrong: the pair is due by the
// clock that says so first.
bool HeldLogin::isDue() const
{
	const auto half = pair_->grant.accessLifetime / 2;
	const auto wallAge = services_->clock.wallNow() - pair_->issuedAt;
	return !isUsable() || services_->clock.steadyNow() - issuedAt_ >= half || wallAge >= half || wallAge < -1min;
}

bool HeldLogin::isQuiet() const
{
	return services_->clock.steadyNow() < quietUntil_ && remaining() > kCritical;
}

Error HeldLogin::noPair() const
{
	return {.kind = ErrorKind::Account, .code = hasExpired_ ? "login_expired" : "not_connected"};
}

void HeldLogin::bearer(TikTok::Reply<Bearer> reply)
{
	if (!pair_)
		return reply(std::unexpected(noPair()));
	if (isUnsaved_)
		save();
	if (!isRefreshing_ && (!isDue() || (isUsable() && isQuiet())))
		return reply(current());
	waiting_.push_back(std::move(reply));
	if (!isRefreshing_)
		beginRefresh();
}

void HeldLogin::refused(const Secret &accessToken)
{
	if (pair_ && pair_->grant.accessToken.equals(accessToken.reveal()))
		isRefused_ = true;
}

void HeldLogin::whenIdle(std::function<void()> work)
{
	if (!isRefreshing_)
		return work();
	waiting_.push_back([work = std::move(work)](const Expected<Bearer> &) { work(); });
}

void HeldLogin::end()
{
	pair_.reset();
	finish(std::unexpected(noPair()));
}

void HeldLogin::hold(TokenPair next)
{
	// How old a stored pair is, only the wall clock knows; a clock that runs behind makes it look new.
	const auto age = std::max<std::chrono::system_clock::duration>(services_->clock.wallNow() - next.issuedAt, 0s);
	issuedAt_ = services_->clock.steadyNow() - std::chrono::duration_cast<std::chrono::steady_clock::duration>(age);
	pair_ = std::move(next);
	isRefused_ = false;
	isUnsaved_ = false;
	quietUntil_ = {};
}

void HeldLogin::expire()
{
	services_->log(LogLevel::Warning, "TikTok no longer accepts this login");
	const TokenPair dead = *pair_;
	hasExpired_ = true;
	end();
	if (services_->expired)
		services_->expired(dead);
}

void HeldLogin::beginRefresh()
{
	isRefreshing_ = true;
	mayAskTwice_ = true;
	lockGivenUpAt_ = services_->clock.steadyNow() + kLockTimeout;
	awaitLock();
}

void HeldLogin::awaitLock()
{
	isLocked_ = !services_->store || services_->store->tryLock();
	if (!isLocked_ && services_->clock.steadyNow() >= lockGivenUpAt_)
		return failed({.kind = ErrorKind::Unsent, .code = "refresh_busy"});
	if (!isLocked_) {
		services_->client.loop().after(kLockPoll, ifStillWanted([](HeldLogin &self) {
						       if (self.pair_)
							       self.awaitLock();
					       }));
		return;
	}
	if (adoptStored() && !isDue())
		return finish(current());
	if (pair_)
		ask();
}

// Takes over what another process stored. True: it is not what we had. Leaves no pair when the account is gone.
bool HeldLogin::adoptStored()
{
	if (!services_->store || isUnsaved_)
		return false;
	auto stored = services_->store->read(pair_->grant.openId);
	if (!stored) {
		services_->log(LogLevel::Warning, "the stored login cannot be read: " + stored.error().detail);
		return false;
	}
	if (!*stored) { // disconnected there
		expire();
		return false;
	}
	if ((*stored)->grant.refreshToken.equals(pair_->grant.refreshToken.reveal()))
		return false;
	services_->log(LogLevel::Info, "another OBS has renewed the login");
	hold(std::move(**stored));
	return true;
}

void HeldLogin::ask()
{
	const auto askedAt = services_->clock.wallNow();
	services_->client.refresh(ownCredentials_ ? *ownCredentials_ : services_->credentials(),
				  pair_->grant.refreshToken,
				  ifStillWanted<Expected<TikTok::TokenGrant>>(
					  [askedAt](HeldLogin &self, Expected<TikTok::TokenGrant> grant) {
						  if (self.pair_)
							  self.answered(askedAt, std::move(grant));
					  }));
}

void HeldLogin::answered(std::chrono::system_clock::time_point askedAt, Expected<TikTok::TokenGrant> grant)
{
	if (grant)
		return renewed(std::move(*grant), askedAt);
	if (grant.error().kind != ErrorKind::Account)
		return failed(grant.error());
	// Refused for good, unless somebody used this refresh token before us and stored what came of it.
	if (!std::exchange(mayAskTwice_, false) || !adoptStored()) {
		if (pair_)
			expire();
		return;
	}
	if (isDue())
		return ask();
	finish(current());
}

void HeldLogin::renewed(TikTok::TokenGrant grant, std::chrono::system_clock::time_point askedAt)
{
	if (grant.openId.empty())
		grant.openId = pair_->grant.openId;
	if (grant.openId != pair_->grant.openId) // cannot be; but a post to the wrong account would be worse than none
		return expire();
	hold({std::move(grant), askedAt});
	save();
	finish(current());
}

void HeldLogin::save()
{
	if (!services_->store)
		return;
	const bool wasUnsaved = isUnsaved_;
	const auto saved = services_->store->write(*pair_);
	isUnsaved_ = !saved;
	if (saved || wasUnsaved)
		return;
	// The old pair is dead already: use the new one, say it, and try again with the next request.
	services_->log(LogLevel::Error, "the renewed login could not be stored: " + saved.error().detail);
	if (services_->notSaved)
		services_->notSaved(saved.error());
}

void HeldLogin::failed(const Error &error)
{
	services_->log(LogLevel::Warning, "the login could not be renewed: " + error.code + ": " + error.detail);
	quietUntil_ =
		services_->clock.steadyNow() + std::max<std::chrono::seconds>(kPauseAfterFailure, error.retryAfter);
	finish(isUsable() ? Expected<Bearer>(current()) : std::unexpected(error));
}

void HeldLogin::finish(const Expected<Bearer> &outcome)
{
	releaseLock();
	isRefreshing_ = false;
	for (auto &reply : std::exchange(waiting_, {}))
		reply(outcome);
}

void HeldLogin::releaseLock()
{
	if (std::exchange(isLocked_, false) && services_->store)
		services_->store->unlock();
}

} // namespace DirectPost::Account
