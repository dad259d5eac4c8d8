#include "Helpers.hpp"
#include "StubTikTok.hpp"

#include <account/TokenKeeper.hpp>

#include <gtest/gtest.h>

#include <future>
#include <mutex>

namespace DirectPost::Account {

namespace {

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

TEST_F(ATokenKeeper, HasNothingToGiveBeforeALogin)
{
	EXPECT_EQ(bearer(), "not_connected");
}

TEST_F(ATokenKeeper, GivesAFreshTokenWithoutAskingTikTok)
{
	begin(pairOf("old"));
	clock.pass(11h);
	EXPECT_EQ(bearer(), "act.old");
	EXPECT_EQ(refreshes(), 0);
}

TEST_F(ATokenKeeper, RefreshesAtHalfTheLife)
{
	begin(pairOf("old"));
	clock.pass(12h);
	EXPECT_EQ(bearer(), "act.new");
	EXPECT_EQ(bearer(), "act.new");
	ASSERT_EQ(refreshes(), 1);
	EXPECT_EQ(tikTok.requests[0].form.at("grant_type"), "refresh_token");
	EXPECT_EQ(tikTok.requests[0].form.at("refresh_token"), "rft.old");
}

TEST_F(ATokenKeeper, CountsTheAgeOfAStoredPairByTheWallClock)
{
	begin(pairOf("old", 13h));
	EXPECT_EQ(bearer(), "act.new");
}

TEST_F(ATokenKeeper, RefreshesAPairThatSeemsToComeFromTheFuture)
{
	begin(pairOf("old", -48h));
	EXPECT_EQ(bearer(), "act.new");
}

TEST_F(ATokenKeeper, IsNotFooledByAWallClockThatJumpsBack)
{
	begin(pairOf("old"));
	clock.pass(12h);
	clock.wall_s -= 365 * 86'400;
	EXPECT_EQ(bearer(), "act.new");
	EXPECT_EQ(bearer(), "act.new");
	EXPECT_EQ(refreshes(), 1);
}

TEST_F(ATokenKeeper, RefreshesAfterASleepThatTheSteadyClockDidNotSee)
{
	begin(pairOf("old"));
	clock.wall_s += 20 * 3'600;
	EXPECT_EQ(bearer(), "act.new");
}

TEST_F(ATokenKeeper, UsesAPairOnWhenTheWallClockJumpsAheadWhileOffline)
{
	begin(pairOf("old"));
	tikTok.handler = nullptr;
	clock.wall_s += 365 * 86'400;
	EXPECT_EQ(bearer(), "act.old");
}

TEST_F(ATokenKeeper, BelievesTheLifetimeThatTikTokNames)
{
	tikTok.handler = [this](const StubTikTok::Request &) {
		return StubTikTok::grant(nextMark, 60);
	};
	begin(pairOf("old", 13h));
	EXPECT_EQ(bearer(), "act.new");
	clock.pass(29s);
	EXPECT_EQ(bearer(), "act.new");
	nextMark = "newer";
	clock.pass(1s);
	EXPECT_EQ(bearer(), "act.newer");
	EXPECT_EQ(refreshes(), 2);
}

TEST_F(ATokenKeeper, RefreshesOnceForAllWhoAskMeanwhile)
{
	begin(pairOf("old", 13h));
	tikTok.hold();
	std::vector<std::future<Expected<Bearer>>> all;
	for (int i = 0; i < 10; i++)
		all.push_back(ask());
	ASSERT_TRUE(eventually([this] { return refreshes() > 0; }));
	onLoop([] {});
	tikTok.release();
	for (auto &one : all)
		EXPECT_EQ(outcome(std::move(one)), "act.new");
	EXPECT_EQ(refreshes(), 1);
}

TEST_F(ATokenKeeper, StoresTheNewPairBeforeAnybodyUsesIt)
{
	begin(pairOf("old", 13h));
	std::string storedAtFirstUse;
	auto done = std::make_shared<std::promise<Expected<Bearer>>>();
	loop.post([&, done] {
		keeper.bearer([&, done](Expected<Bearer> bearer) {
			storedAtFirstUse = store->storedRefreshToken();
			done->set_value(std::move(bearer));
		});
	});
	EXPECT_EQ(outcome(done->get_future()), "act.new");
	EXPECT_EQ(storedAtFirstUse, "rft.new");
}

TEST_F(ATokenKeeper, HoldsTheLockWhileItRefreshesAndNotLonger)
{
	begin(pairOf("old", 13h));
	tikTok.hold();
	auto waiting = ask();
	ASSERT_TRUE(eventually([this] { return refreshes() == 1; }));
	EXPECT_TRUE(store->isHeld);
	tikTok.release();
	EXPECT_EQ(outcome(std::move(waiting)), "act.new");
	EXPECT_FALSE(store->isHeld);
}

TEST_F(ATokenKeeper, UsesThePairThatCouldNotBeStoredSaysSoOnceAndTriesAgain)
{
	begin(pairOf("old", 13h));
	store->isFull = true;
	EXPECT_EQ(bearer(), "act.new");
	EXPECT_EQ(bearer(), "act.new");
	EXPECT_EQ(savingErrors, 1);
	store->isFull = false;
	EXPECT_EQ(bearer(), "act.new");
	EXPECT_EQ(store->storedRefreshToken(), "rft.new");
	const int writes = store->writes;
	EXPECT_EQ(bearer(), "act.new");
	EXPECT_EQ(store->writes, writes);
}

TEST_F(ATokenKeeper, UsesAGoodPairOnWhenTikTokIsDownAndAsksAgainLater)
{
	begin(pairOf("old", 13h));
	tikTok.handler = [](const StubTikTok::Request &) {
		return StubTikTok::Reply{.status = 503};
	};
	EXPECT_EQ(bearer(), "act.old");
	EXPECT_EQ(bearer(), "act.old");
	EXPECT_EQ(refreshes(), 1) << "not with every request";
	tikTok.handler = [](const StubTikTok::Request &) {
		return StubTikTok::grant("new");
	};
	clock.pass(31s);
	EXPECT_EQ(bearer(), "act.new");
}

TEST_F(ATokenKeeper, SaysWhyWhenTheTokenIsOverAndTikTokIsDown)
{
	begin(pairOf("old", 25h));
	tikTok.handler = [](const StubTikTok::Request &) {
		return StubTikTok::Reply{.status = 503};
	};
	EXPECT_EQ(bearer(), "tiktok_down");
	EXPECT_EQ(expirations, 0);
	tikTok.handler = [](const StubTikTok::Request &) {
		return StubTikTok::grant("new");
	};
	EXPECT_EQ(bearer(), "act.new") << "the old refresh token was kept";
}

TEST_F(ATokenKeeper, KeepsTheLoginWhenTheReplyIsAWebPageOrNonsense)
{
	for (const char *nonsense : {"<html>sign in</html>", "", "null", "[]", "{}", "{\"access_token\":17}"}) {
		begin(pairOf("old", 25h));
		tikTok.handler = [nonsense](const StubTikTok::Request &) {
			return StubTikTok::Reply{.body = nonsense, .contentType = "text/html"};
		};
		EXPECT_EQ(bearer(), *nonsense == '<' ? "sign_in_page" : "reply_not_understood") << nonsense;
		EXPECT_EQ(expirations, 0) << nonsense;
		EXPECT_EQ(store->storedRefreshToken(), "rft.old") << nonsense;
	}
}

TEST_F(ATokenKeeper, KeepsTheLoginWhenTheSecretIsWrong)
{
	begin(pairOf("old", 25h));
	tikTok.handler = [](const StubTikTok::Request &) {
		return StubTikTok::oauthError("invalid_client");
	};
	EXPECT_EQ(bearer(), "app_not_accepted");
	EXPECT_EQ(expirations, 0);
}

TEST_F(ATokenKeeper, ExpiresWhenTikTokRefusesTheRefreshToken)
{
	begin(pairOf("old", 13h));
	tikTok.handler = [](const StubTikTok::Request &) {
		return StubTikTok::oauthError("invalid_grant");
	};
	EXPECT_EQ(bearer(), "login_expired");
	EXPECT_EQ(bearer(), "login_expired");
	EXPECT_EQ(expirations, 1);
	EXPECT_EQ(refreshes(), 1);
	EXPECT_FALSE(store->isHeld);
}

TEST_F(ATokenKeeper, TakesWhatAnotherProcessStoredInsteadOfRefreshing)
{
	begin(pairOf("old", 13h));
	store->put(pairOf("theirs", 1h));
	EXPECT_EQ(bearer(), "act.theirs");
	EXPECT_EQ(refreshes(), 0);
}

TEST_F(ATokenKeeper, WaitsForAnotherProcessThatRefreshes)
{
	begin(pairOf("old", 13h));
	store->isHeldElsewhere = true;
	auto waiting = ask();
	ASSERT_TRUE(eventually([this] { return store->tries >= 2; }));
	EXPECT_EQ(refreshes(), 0);
	store->put(pairOf("theirs"));
	store->isHeldElsewhere = false;
	EXPECT_EQ(outcome(std::move(waiting)), "act.theirs");
	EXPECT_EQ(refreshes(), 0);
}

TEST_F(ATokenKeeper, DoesNotWaitForEverForAnotherProcess)
{
	begin(pairOf("old", 25h));
	store->isHeldElsewhere = true;
	auto waiting = ask();
	ASSERT_TRUE(eventually([this] { return store->tries >= 1; }));
	clock.pass(46s);
	EXPECT_EQ(outcome(std::move(waiting)), "refresh_busy");
	EXPECT_EQ(refreshes(), 0);
}

TEST_F(ATokenKeeper, LooksIntoTheStoreBeforeItBelievesARefusal)
{
	begin(pairOf("old", 13h));
	tikTok.handler = [this](const StubTikTok::Request &) {
		store->put(pairOf("theirs")); // stored by a process that knows no lock
		return StubTikTok::oauthError("invalid_grant");
	};
	EXPECT_EQ(bearer(), "act.theirs");
	EXPECT_EQ(expirations, 0);
}

TEST_F(ATokenKeeper, GivesUpWhenTheOtherPairIsRefusedToo)
{
	begin(pairOf("old", 13h));
	tikTok.handler = [this](const StubTikTok::Request &) {
		store->put(pairOf("theirs" + std::to_string(refreshes()), 13h));
		return StubTikTok::oauthError("invalid_grant");
	};
	EXPECT_EQ(bearer(), "login_expired");
	EXPECT_EQ(refreshes(), 2);
}

TEST_F(ATokenKeeper, NeverTakesOverAnotherAccount)
{
	begin(pairOf("old", 13h));
	store->remove("open-nia");
	store->put(pairOf("theirs", 0s, "open-somebody-else"));
	EXPECT_EQ(bearer(), "login_expired");
	EXPECT_EQ(expirations, 1);
	EXPECT_EQ(refreshes(), 0);
}

TEST_F(ATokenKeeper, GivesEachAccountItsOwnBearerAndNoOther)
{
	begin(pairOf("nia"));
	begin(pairOf("tom", 0s, "open-tom"));
	EXPECT_EQ(bearerOf("open-nia"), "act.nia");
	EXPECT_EQ(bearerOf("open-tom"), "act.tom");
	EXPECT_EQ(bearerOf("open-somebody-else"), "not_connected");
	EXPECT_EQ(bearer(), "act.tom") << "the login that began last is the current one";
	onLoop([this] { keeper.makeCurrent("open-nia"); });
	EXPECT_EQ(bearer(), "act.nia");
	onLoop([this] { keeper.makeCurrent("open-somebody-else"); });
	EXPECT_EQ(bearer(), "not_connected") << "nobody stands in for an account that is not there";
}

TEST_F(ATokenKeeper, RefreshesEachAccountOnItsOwn)
{
	tikTok.handler = [](const StubTikTok::Request &request) {
		auto reply = StubTikTok::grant("new-" + request.form.at("refresh_token").mid(4));
		if (request.form.at("refresh_token") == "rft.tom")
			reply.body.replace("open-nia", "open-tom");
		return reply;
	};
	begin(pairOf("nia", 13h));
	begin(pairOf("tom", 13h, "open-tom"));
	tikTok.hold();
	std::vector<std::future<Expected<Bearer>>> nia, tom;
	for (int i = 0; i < 3; i++) {
		nia.push_back(ask("open-nia"));
		tom.push_back(ask("open-tom"));
	}
	ASSERT_TRUE(eventually([this] { return refreshes() > 0; }));
	onLoop([] {});
	tikTok.release();
	for (auto &one : nia)
		EXPECT_EQ(outcome(std::move(one)), "act.new-nia");
	for (auto &one : tom)
		EXPECT_EQ(outcome(std::move(one)), "act.new-tom");
	EXPECT_EQ(refreshes(), 2);
	EXPECT_EQ(store->storedRefreshToken("open-nia"), "rft.new-nia");
	EXPECT_EQ(store->storedRefreshToken("open-tom"), "rft.new-tom");
}

TEST_F(ATokenKeeper, KeepsTheOtherAccountWhenOneExpiresOrIsForgotten)
{
	tikTok.handler = [](const StubTikTok::Request &) {
		return StubTikTok::oauthError("invalid_grant");
	};
	begin(pairOf("nia", 13h));
	begin(pairOf("tom", 0s, "open-tom"));
	EXPECT_EQ(bearerOf("open-nia"), "login_expired");
	EXPECT_EQ(bearerOf("open-tom"), "act.tom");
	onLoop([this] { keeper.forget("open-nia"); });
	EXPECT_EQ(bearerOf("open-nia"), "not_connected");
	EXPECT_EQ(bearerOf("open-tom"), "act.tom");
	EXPECT_EQ(keeper.current(), "open-tom");
	onLoop([this] { keeper.forget("open-tom"); });
	EXPECT_EQ(keeper.current(), "");
}

TEST_F(ATokenKeeper, TakesTheRefusalOfATokenForItsOwnAccountAlone)
{
	begin(pairOf("same"));
	begin(pairOf("same", 0s, "open-tom"));
	onLoop([this] { keeper.refused({"open-nia", Secret("act.same")}); });
	EXPECT_EQ(bearerOf("open-tom"), "act.same");
	EXPECT_EQ(bearerOf("open-nia"), "act.new");
}

TEST_F(ATokenKeeper, RepeatsACallWithTheSameAccountAlsoWhenAnotherHasBecomeCurrent)
{
	begin(pairOf("tom", 0s, "open-tom"));
	begin(pairOf("nia"));
	std::vector<std::string> used;
	auto done = std::make_shared<std::promise<Expected<Bearer>>>();
	loop.post([&, done] {
		keeper.withBearer<Bearer>(
			"open-nia",
			[&](const Bearer &bearer, TikTok::Reply<Bearer> reply) {
				used.push_back(bearer.accessToken.reveal());
				keeper.makeCurrent("open-tom");
				reply(std::unexpected(
					Error{.kind = ErrorKind::AccessToken, .code = "access_token_invalid"}));
			},
			[done](Expected<Bearer> answer) { done->set_value(std::move(answer)); });
	});
	EXPECT_EQ(outcome(done->get_future()), "access_token_invalid");
	EXPECT_EQ(used, (std::vector<std::string>{"act.nia", "act.new"}));
}

TEST_F(ATokenKeeper, ExpiresWhenAnotherProcessHasDisconnected)
{
	begin(pairOf("old", 13h));
	store->remove("open-nia");
	EXPECT_EQ(bearer(), "login_expired");
	EXPECT_EQ(refreshes(), 0);
}

TEST_F(ATokenKeeper, RefusesAGrantForAnotherAccount)
{
	begin(pairOf("old", 13h));
	tikTok.handler = [](const StubTikTok::Request &) {
		auto reply = StubTikTok::grant("new");
		reply.body.replace("open-nia", "open-other");
		return reply;
	};
	EXPECT_EQ(bearer(), "login_expired");
}

TEST_F(ATokenKeeper, RefreshesATokenThatTikTokRefused)
{
	begin(pairOf("old"));
	onLoop([this] { keeper.refused({"open-nia", Secret("act.old")}); });
	EXPECT_EQ(bearer(), "act.new");
	onLoop([this] { keeper.refused({"open-nia", Secret("act.old")}); });
	EXPECT_EQ(bearer(), "act.new") << "somebody refreshed already";
	EXPECT_EQ(refreshes(), 1);
}

TEST_F(ATokenKeeper, DoesNotUseARefusedTokenWhenItCannotRefresh)
{
	begin(pairOf("old"));
	tikTok.handler = [](const StubTikTok::Request &) {
		return StubTikTok::Reply{.status = 503};
	};
	onLoop([this] { keeper.refused({"open-nia", Secret("act.old")}); });
	EXPECT_EQ(bearer(), "tiktok_down");
}

TEST_F(ATokenKeeper, RepeatsACallOnceWithAFreshToken)
{
	begin(pairOf("old"));
	std::vector<std::string> used;
	auto done = std::make_shared<std::promise<Expected<Bearer>>>();
	loop.post([&, done] {
		keeper.withBearer<Bearer>(
			[&](const Bearer &bearer, TikTok::Reply<Bearer> reply) {
				used.push_back(bearer.accessToken.reveal());
				reply(std::unexpected(
					Error{.kind = ErrorKind::AccessToken, .code = "access_token_invalid"}));
			},
			[done](Expected<Bearer> answer) { done->set_value(std::move(answer)); });
	});
	EXPECT_EQ(outcome(done->get_future()), "access_token_invalid");
	EXPECT_EQ(used, (std::vector<std::string>{"act.old", "act.new"}));
}

TEST_F(ATokenKeeper, AnswersThoseWhoWaitWhenTheAccountIsForgotten)
{
	begin(pairOf("old", 13h));
	tikTok.hold();
	auto waiting = ask();
	ASSERT_TRUE(eventually([this] { return refreshes() == 1; }));
	onLoop([this] { keeper.forget("open-nia"); });
	EXPECT_EQ(outcome(std::move(waiting)), "not_connected");
	tikTok.release();
	EXPECT_EQ(bearer(), "not_connected");
	EXPECT_EQ(store->storedRefreshToken(), "rft.old") << "a late reply writes nothing";
}

TEST_F(ATokenKeeper, MixesNoLateReplyIntoTheNextLogin)
{
	begin(pairOf("old", 13h));
	tikTok.hold();
	auto waiting = ask();
	ASSERT_TRUE(eventually([this] { return refreshes() == 1; }));
	begin(pairOf("second"));
	tikTok.release();
	EXPECT_EQ(outcome(std::move(waiting)), "not_connected");
	EXPECT_EQ(bearer(), "act.second");
	EXPECT_EQ(store->storedRefreshToken(), "rft.second");
}

TEST_F(ATokenKeeper, GivesTheLastBearerToTheOneWhoLeavesAndNobodyElse)
{
	begin(pairOf("old", 25h));
	auto last = std::make_shared<std::promise<Expected<Bearer>>>();
	loop.post([this, last] {
		keeper.leave("open-nia", {"former key", Secret("former secret")},
			     [last](Expected<Bearer> bearer) { last->set_value(std::move(bearer)); });
	});
	EXPECT_EQ(bearer(), "not_connected");
	EXPECT_EQ(outcome(last->get_future()), "act.new");
	EXPECT_EQ(tikTok.requests[0].form.at("client_key"), "former key") << "the app that the login belongs to";
	begin(pairOf("second"));
	EXPECT_EQ(bearer(), "act.second");
}

TEST_F(ATokenKeeper, SaysWhenNoRefreshIsUnderWay)
{
	std::atomic<int> settled = 0;
	const auto settle = [&] {
		onLoop([&] { keeper.settle([&] { settled++; }); });
	};
	settle();
	EXPECT_EQ(settled, 1) << "there is none";

	begin(pairOf("one", 13h));
	tikTok.hold();
	auto bearer = ask();
	ASSERT_TRUE(eventually([&] { return tikTok.requests.size() == 1; }));
	settle();
	EXPECT_EQ(settled, 1);
	tikTok.release();
	EXPECT_TRUE(eventually([&] { return settled == 2; }));
	EXPECT_TRUE(isReady(bearer));
	EXPECT_EQ(store->storedRefreshToken(), "rft." + nextMark.toStdString());
}

TEST_F(ATokenKeeper, MayGoWhileARefreshIsOnItsWay)
{
	auto shortLived = std::make_unique<TokenKeeper>(client, clock, noLog());
	tikTok.hold();
	onLoop([&] {
		const TokenPair pair = pairOf("old", 13h);
		shortLived->begin(pair.grant, pair.issuedAt);
		shortLived->bearer([](Expected<Bearer>) { ADD_FAILURE() << "nobody is left to hear this"; });
	});
	ASSERT_TRUE(eventually([this] { return refreshes() == 1; }));
	onLoop([&] { shortLived.reset(); });
	tikTok.release();
	onLoop([] {});
}

} // namespace

} // namespace DirectPost::Account
