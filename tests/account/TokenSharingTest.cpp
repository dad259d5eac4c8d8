#include "ATokenKeeper.hpp"

// Another process refreshes too, and there are other accounts.
namespace DirectPost::Account {

namespace {

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

} // namespace

} // namespace DirectPost::Account
