#pragma once

#include "Helpers.hpp"
#include "StubTikTok.hpp"

#include <account/TokenKeeper.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <map>
#include <mutex>

namespace DirectPost::Account {

using namespace std::chrono_literals;

// What is on disk, and what another process does to it.
class MemoryStore : public TokenStore {
public:
	bool tryLock() override
	{
		tries++;
		return !isHeldElsewhere && !isHeld.exchange(true);
	}
	void unlock() override { isHeld = false; }
	Expected<std::optional<TokenPair>> read(const std::string &openId) override
	{
		const std::lock_guard guard(mutex);
		const auto found = pairs.find(openId);
		return found == pairs.end() ? std::nullopt : std::optional(found->second);
	}
	Expected<void> write(const TokenPair &next) override
	{
		const std::lock_guard guard(mutex);
		writes++;
		if (isFull)
			return std::unexpected(
				Error{.kind = ErrorKind::Disk, .code = "account_not_saved", .detail = "disk full"});
		if (pairs.contains(next.grant.openId))
			pairs[next.grant.openId] = next;
		return {};
	}
	void put(const TokenPair &next)
	{
		const std::lock_guard guard(mutex);
		pairs[next.grant.openId] = next;
	}
	void remove(const std::string &openId)
	{
		const std::lock_guard guard(mutex);
		pairs.erase(openId);
	}
	std::string storedRefreshToken(const std::string &openId = "open-nia")
	{
		const std::lock_guard guard(mutex);
		return pairs.contains(openId) ? pairs[openId].grant.refreshToken.reveal() : "";
	}

	std::mutex mutex;
	std::map<std::string, TokenPair> pairs; // by open id
	std::atomic<bool> isFull = false;
	std::atomic<bool> isHeldElsewhere = false;
	std::atomic<bool> isHeld = false;
	std::atomic<int> tries = 0;
	std::atomic<int> writes = 0;
};

class ATokenKeeper : public ::testing::Test {
protected:
	ATokenKeeper()
	{
		tikTok.handler = [this](const StubTikTok::Request &) {
			return StubTikTok::grant(nextMark);
		};
		keeper.askCredentialsOf([] { return TikTok::Credentials{"key", Secret("secret")}; });
		keeper.keepIn(store);
		keeper.onExpired([this](const TokenPair &) { expirations++; });
		keeper.onNotSaved([this](const Error &) { savingErrors++; });
	}
	~ATokenKeeper() override { loop.stop(); }

	TokenPair pairOf(const std::string &mark, std::chrono::seconds age = 0s,
			 const std::string &openId = "open-nia") const
	{
		return {.grant = {.openId = openId,
				  .scopes = "video.publish",
				  .accessToken = Secret("act." + mark),
				  .accessLifetime = 24h,
				  .refreshToken = Secret("rft." + mark),
				  .refreshLifetime = 24h * 365},
			.issuedAt = clock.wallNow() - age};
	}
	// As after a start with this pair on disk.
	void begin(const TokenPair &pair)
	{
		store->put(pair);
		onLoop([this, pair] { keeper.begin(pair.grant, pair.issuedAt); });
	}
	void onLoop(std::function<void()> work)
	{
		std::promise<void> done;
		loop.post([&] {
			work();
			done.set_value();
		});
		done.get_future().wait();
	}
	std::future<Expected<Bearer>> ask(const std::optional<std::string> &openId = {})
	{
		auto promise = std::make_shared<std::promise<Expected<Bearer>>>();
		loop.post([this, promise, openId] {
			keeper.bearer(openId.value_or(keeper.current()),
				      [promise](Expected<Bearer> bearer) { promise->set_value(std::move(bearer)); });
		});
		return promise->get_future();
	}
	static bool isReady(std::future<Expected<Bearer>> &future)
	{
		return eventually([&] { return future.wait_for(0s) == std::future_status::ready; });
	}
	// The access token, or the error's code.
	static std::string outcome(std::future<Expected<Bearer>> future)
	{
		if (!isReady(future))
			return "no answer";
		const auto bearer = future.get();
		return bearer ? bearer->accessToken.reveal() : bearer.error().code;
	}
	std::string bearer() { return outcome(ask()); } // of the current account
	std::string bearerOf(const std::string &openId) { return outcome(ask(openId)); }
	int refreshes() const { return tikTok.count("/v2/oauth/token/"); }

	StubTikTok tikTok;
	TestClock clock;
	std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
	TikTok::TransferLoop loop{noLog()};
	TikTok::Client client{loop, tikTok.endpoints(), noLog()};
	TokenKeeper keeper{client, clock, noLog()};
	QByteArray nextMark = "new";
	std::atomic<int> expirations = 0;
	std::atomic<int> savingErrors = 0;
};

} // namespace DirectPost::Account
