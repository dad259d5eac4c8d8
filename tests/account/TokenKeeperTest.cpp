#include "ATokenKeeper.hpp"

// One account and one OBS: when its token is refreshed, and what a failure means.
namespace DirectPost::Account {

namespace {

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
