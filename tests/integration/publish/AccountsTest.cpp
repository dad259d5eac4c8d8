#include "PostingFixture.hpp"

#include <JobStore.hpp>
#include <RetryPolicy.hpp>

#include <algorithm>

// Posts of several accounts: each goes with its own login, and none waits for another account's trouble.
namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

class Accounts : public PostingFixture {
protected:
	void startWith(const Login &nia)
	{
		Obs::Setup with = setup();
		with.login = nia;
		obs = std::make_unique<Obs>(with);
		obs->connectAccount(login("open-tom"));
	}
	PostRequest requestOfTom(int64_t size_bytes, uint32_t seed)
	{
		PostRequest post = request(size_bytes, seed);
		post.accountOpenId = "open-tom";
		post.accountUsername = "tomplays";
		return post;
	}
	std::vector<std::string> posters() const
	{
		std::vector<std::string> openIds;
		for (const SandboxPost &post : complete())
			openIds.push_back(post.openId);
		return openIds;
	}
	bool waitsForAccount(JobId id) { return obs->job(id)->stage == JobStage::WaitingForAccount; }
	// As many posts as TikTok takes in a minute were made so long ago.
	void useUpMinuteOf(const std::string &openId, std::chrono::seconds ago)
	{
		std::filesystem::create_directories(setup().folder);
		const auto now = std::chrono::system_clock::now();
		const auto opened = JobStore::open(setup().folder / "posts.sqlite", nullptr, now);
		for (int i = 0; i < callsPerMinute(Call::Init); ++i)
			EXPECT_TRUE(opened->store->recordCall(openId, Call::Init, now - ago));
	}
};

TEST_F(Accounts, EachPostGoesWithItsOwnLoginInTheOrderOfTheQueue)
{
	startWith(login());
	const JobId nias = obs->post(request(kOneRequest_bytes, 1))->id;
	const JobId toms = obs->post(requestOfTom(kOneRequest_bytes, 2))->id;
	const JobId nextOfNia = obs->post(request(kOneRequest_bytes, 3))->id;
	for (const JobId id : {nias, toms, nextOfNia})
		EXPECT_EQ(obs->untilOver(id)->stage, JobStage::Published);
	EXPECT_EQ(posters(), (std::vector<std::string>{"open-nia", "open-tom", "open-nia"}));
	EXPECT_TRUE(violations().empty());
}

TEST_F(Accounts, OneWhoseLoginHasExpiredHoldsBackNoOther)
{
	Login expired = login();
	expired.accessToken = Secret("act.gone");
	expired.refreshToken = Secret("rft.gone");
	startWith(expired);
	const JobId nias = obs->post(request(kOneRequest_bytes, 1))->id;
	ASSERT_TRUE(obs->until([&] { return waitsForAccount(nias); }));
	EXPECT_EQ(obs->untilOver(obs->post(requestOfTom(kOneRequest_bytes, 2))->id)->stage, JobStage::Published);
	EXPECT_TRUE(waitsForAccount(nias));
	EXPECT_EQ(posters(), std::vector<std::string>{"open-tom"});

	obs->connectAccount(login());
	EXPECT_EQ(obs->untilOver(nias)->stage, JobStage::Published);
	EXPECT_EQ(posters().back(), "open-nia");
}

TEST_F(Accounts, OneThatIsRemovedWhileItsPostIsSentSaysSoAndLetsTheOthersGo)
{
	slowLink();
	const Login nia = login();
	startWith(nia);
	const JobId nias = obs->post(request(kSixChunks_bytes, 1))->id;
	ASSERT_TRUE(untilSent(nias, 12'000'000));
	const JobId toms = obs->post(requestOfTom(kOneRequest_bytes, 2))->id;
	obs->disconnectAccount(nia);
	ASSERT_TRUE(obs->until([&] { return waitsForAccount(nias); }));
	EXPECT_EQ(obs->job(nias)->error->code, "other_account");
	sandbox.clearFaults();
	EXPECT_EQ(obs->untilOver(toms)->stage, JobStage::Published);
	EXPECT_EQ(posters(), std::vector<std::string>{"open-tom"});
	EXPECT_TRUE(obs->job(nias)->mayCancel);
}

TEST_F(Accounts, OneThatIsRemovedBeforeItsPostBeganLeavesItToBePostedForAnother)
{
	slowLink();
	const Login nia = login();
	startWith(nia);
	const JobId toms = obs->post(requestOfTom(60'000'000, 1))->id;
	ASSERT_TRUE(untilSent(toms, 1'000'000));
	const JobId nias = obs->post(request(kOneRequest_bytes, 2))->id;
	obs->disconnectAccount(nia);
	sandbox.clearFaults();
	EXPECT_EQ(obs->untilOver(toms)->stage, JobStage::Published);
	ASSERT_TRUE(obs->until([&] { return waitsForAccount(nias); }));
	EXPECT_EQ(obs->job(nias)->error->code, "other_account");
	EXPECT_TRUE(obs->job(nias)->mayEdit);
	EXPECT_EQ(sandbox.posts().size(), 1u) << "TikTok was not asked with Tom's login";
}

TEST_F(Accounts, ALimitOfOneAccountHoldsBackNoOtherAndOneUploadsAtATimeAllTheSame)
{
	useUpMinuteOf("open-nia", 50s); // so long that Tom's post is begun before
	slowLink();
	startWith(login());
	const JobId nias = obs->post(request(kOneRequest_bytes, 1))->id;
	ASSERT_TRUE(obs->until([&] { return obs->job(nias)->error.has_value(); }));
	EXPECT_EQ(obs->job(nias)->error->code, "posts_per_minute");
	const JobId nextOfNia = obs->post(request(kOneRequest_bytes, 2))->id;
	const JobId toms = obs->post(requestOfTom(60'000'000, 3))->id;
	bool wereTwo = false;
	ASSERT_TRUE(obs->until([&] {
		int uploading = 0;
		for (const JobSnapshot &job : obs->publisher().queue().jobs)
			uploading += job.stage == JobStage::Uploading;
		wereTwo = wereTwo || uploading > 1;
		return isOver(obs->job(toms)->stage);
	}));
	EXPECT_FALSE(wereTwo);
	sandbox.clearFaults();
	EXPECT_EQ(obs->untilOver(nias)->stage, JobStage::Published);
	EXPECT_EQ(obs->untilOver(nextOfNia)->stage, JobStage::Published);
	EXPECT_EQ(posters(), (std::vector<std::string>{"open-tom", "open-nia", "open-nia"}));
	EXPECT_EQ(complete()[1].title, "clip 1") << "nobody overtakes for the same account";
}

} // namespace
} // namespace DirectPost::Publish
