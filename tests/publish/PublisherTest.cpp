#include <publish/Publisher.hpp>

#include "JobStore.hpp"
#include "Samples.hpp"

#include <base/ProcessLock.hpp>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <stdexcept>

namespace DirectPost::Publish {
namespace {

using namespace std::chrono_literals;

// Can be made to throw, as a disk or the memory may.
class BrittleClock : public Clock {
public:
	std::chrono::system_clock::time_point wallNow() const override
	{
		if (isBroken)
			throw std::runtime_error("the clock is broken");
		return Clock::wallNow() + later.load();
	}
	std::atomic<bool> isBroken = false;
	std::atomic<std::chrono::hours> later = 0h;
};

// A publisher whose account is not connected: its posts wait, and nothing is sent.
class PublisherTest : public testing::Test {
protected:
	PublisherTest()
	{
		QObject::connect(&publisher, &Publisher::posted, [this](quint64 request, qint64 job) {
			answers.push_back({request, "posted"});
			jobs[request] = job;
		});
		QObject::connect(&publisher, &Publisher::done,
				 [this](quint64 request) { answers.push_back({request, "done"}); });
		QObject::connect(&publisher, &Publisher::refused, [this](quint64 request, const Error &error) {
			answers.push_back({request, error.code});
		});
		QObject::connect(&publisher, &Publisher::historyFound,
				 [this](quint64 request, const QList<JobSnapshot> &found) {
					 answers.push_back({request, std::to_string(found.size()) + " found"});
				 });
		QObject::connect(&publisher, &Publisher::historyFailed, [this](quint64 request, const Error &error) {
			answers.push_back({request, "nothing found, " + error.code});
		});
	}
	~PublisherTest() override
	{
		publisher.stop();
		loop.stop();
	}

	bool until(const std::function<bool()> &isSo)
	{
		const QDeadlineTimer deadline(30s);
		QTimer alarm; // what is waited for may come without an event
		alarm.start(20ms);
		while (!isSo()) {
			if (deadline.hasExpired())
				return false;
			QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
		}
		return true;
	}
	// As an earlier run left it in the store. Another process drives the queue: nothing is asked here.
	JobSnapshot shownAt(JobStage stage, std::optional<Error> error = std::nullopt)
	{
		{
			const auto store = std::move(JobStore::open(folder.path() / "posts.sqlite", {}, kNow)->store);
			EXPECT_TRUE(store->add(videoRequest(kSmall_bytes), kNow));
			Job job = store->jobs()->front();
			job.stage = stage;
			job.error = std::move(error);
			job.plan = {.size_bytes = kSmall_bytes, .chunkSize_bytes = kSmall_bytes, .count = 1};
			EXPECT_TRUE(store->save(job, "ticket"));
		}
		ProcessLock another(folder.path() / "publisher.lock");
		(void)another.tryLock();
		publisher.start({});
		EXPECT_TRUE(until([&] { return !publisher.queue().jobs.empty(); }));
		return publisher.queue().jobs.front();
	}
	// What `request` was answered with, all of it.
	std::string answerTo(RequestId request)
	{
		until([&] { return std::ranges::contains(answers, request, &Answered::request); });
		std::string all;
		for (const Answered &answer : answers) {
			if (answer.request == request)
				all += (all.empty() ? "" : ", ") + answer.what;
		}
		return all;
	}
	JobId posted(const PostRequest &request)
	{
		const RequestId id = publisher.post(request);
		EXPECT_EQ(answerTo(id), "posted");
		return jobs[id];
	}
	std::string codeOf(JobId id)
	{
		const QueueSnapshot queue = publisher.queue();
		const auto job = std::ranges::find(queue.jobs, id, &JobSnapshot::id);
		return job == queue.jobs.end() || !job->error ? std::string() : job->error->code;
	}
	JobStage stageOf(JobId id)
	{
		const QueueSnapshot queue = publisher.queue();
		const auto job = std::ranges::find(queue.jobs, id, &JobSnapshot::id);
		return job == queue.jobs.end() ? JobStage{} : job->stage;
	}

	struct Answered {
		RequestId request = 0;
		std::string what;
	};
	Folder folder;
	BrittleClock clock;
	const Log log = [](LogLevel, const std::string &) {
	};
	TikTok::TransferLoop loop{log};
	TikTok::Client client{loop, TikTok::Endpoints::sandbox("http://127.0.0.1:1").value(), log};
	Account::TokenKeeper keeper{client, clock, log};
	Publisher publisher{client, keeper, clock, {.folder = folder.path()}, log};
	std::vector<Answered> answers;
	std::map<RequestId, JobId> jobs;
};

TEST_F(PublisherTest, SaysWhetherNoAccountIsConnectedOrAnotherOne)
{
	publisher.start({});
	const JobId job = posted(videoRequest(kSmall_bytes));
	const auto isSaid = [&](const char *code) {
		return until([&] { return codeOf(job) == code; });
	};
	EXPECT_TRUE(isSaid("not_connected"));
	loop.post([this] { keeper.begin({.openId = "somebody-else"}, clock.wallNow()); });
	publisher.accountChanged();
	EXPECT_TRUE(isSaid("other_account"));
	EXPECT_EQ(stageOf(job), JobStage::WaitingForAccount);
}

// As OBS leaves it when it is killed in the middle of the only request.
TEST_F(PublisherTest, InventsNoBytesForAPostOfWhichOnlyTikTokKnowsHowMuchItHas)
{
	const JobSnapshot job = shownAt(JobStage::Confirming);
	EXPECT_EQ(job.stage, JobStage::Confirming);
	EXPECT_TRUE(job.isSentUnclear);
	EXPECT_EQ(job.sent_bytes, 0);
	EXPECT_EQ(job.total_bytes, kSmall_bytes);
}

TEST_F(PublisherTest, OffersForAPostWithoutItsLoginWhatIsSafeWhereItStands)
{
	const JobSnapshot unclear = shownAt(JobStage::Confirming, errorOf(ErrorKind::Account));
	EXPECT_EQ(unclear.stage, JobStage::WaitingForAccount);
	EXPECT_TRUE(unclear.mayCancel) << "as a wish";
	EXPECT_FALSE(unclear.mayPause);
}

TEST_F(PublisherTest, OffersNothingForAPostThatTikTokHasWhileItsLoginIsGone)
{
	const JobSnapshot arrived = shownAt(JobStage::Processing, errorOf(ErrorKind::Account));
	EXPECT_EQ(arrived.stage, JobStage::WaitingForAccount);
	EXPECT_FALSE(arrived.mayCancel);
	EXPECT_FALSE(arrived.mayPause);
}

TEST_F(PublisherTest, TellsItsListAlsoWhenAPaceWasChosenBeforeTheStoreIsOpen)
{
	publisher.setPace({.mode = PaceMode::FixedCap, .cap_bytesPerSecond = 100'000});
	std::atomic<bool> isOver = false; // the time in which a snapshot would have been made
	loop.post([&] { loop.after(200ms, [&] { isOver = true; }); });
	ASSERT_TRUE(until([&] { return isOver.load(); }));
	publisher.start({});
	const JobId job = posted(videoRequest(kSmall_bytes));
	EXPECT_TRUE(until([&] { return stageOf(job) != JobStage{}; }));
}

TEST_F(PublisherTest, AnswersEveryCommandOnceAndInOrder)
{
	publisher.start({});
	const JobId job = posted(videoRequest(kSmall_bytes));
	answers.clear();
	const std::vector<RequestId> requests = {
		publisher.pause(job),     publisher.resume(job),          publisher.moveEarlier(job),
		publisher.moveLater(job), publisher.retry(job),           publisher.remove(job),
		publisher.cancel(job),    publisher.post(photoRequest()), publisher.clearFinished(),
		publisher.cancel(4711),
	};
	ASSERT_TRUE(until([&] { return answers.size() >= requests.size(); }));
	QCoreApplication::processEvents();
	std::vector<RequestId> answered;
	std::vector<std::string> words;
	for (const Answered &answer : answers) {
		answered.push_back(answer.request);
		words.push_back(answer.what);
	}
	EXPECT_EQ(answered, requests);
	EXPECT_EQ(words, (std::vector<std::string>{"done", "done", "too_late", "too_late", "too_late", "too_late",
						   "done", "posted", "done", "too_late"}));
}

TEST_F(PublisherTest, AnswersBeforeItsStoreIsOpen)
{
	EXPECT_EQ(answerTo(publisher.post(videoRequest(kSmall_bytes))), "store_not_open");
	EXPECT_EQ(answerTo(publisher.cancel(1)), "store_not_open");
	EXPECT_EQ(answerTo(publisher.clearFinished()), "store_not_open");
}

TEST_F(PublisherTest, PostsNothingForAnAudienceThatNobodyHasChosen)
{
	publisher.start({});
	PostRequest request = videoRequest(kSmall_bytes);
	std::get<VideoRequest>(request.what).post.info.privacyLevel.reset();
	EXPECT_EQ(answerTo(publisher.post(request)), "privacy_not_chosen");
}

TEST_F(PublisherTest, AnswersAlsoWhenSomethingThrows)
{
	publisher.start({});
	posted(videoRequest(kSmall_bytes));
	clock.isBroken = true;
	const RequestId broken = publisher.post(photoRequest());
	EXPECT_EQ(answerTo(broken), "publish_internal");
	clock.isBroken = false;
	posted(photoRequest());
}

TEST_F(PublisherTest, AnswersASearchOnceWhateverHappens)
{
	EXPECT_EQ(answerTo(publisher.searchHistory("words")), "nothing found, store_not_open");
	clock.isBroken = true; // so that the store cannot be opened, and an exception says so
	publisher.start({});
	EXPECT_EQ(answerTo(publisher.searchHistory("words")), "nothing found, publish_internal");
	clock.isBroken = false;
	EXPECT_EQ(answerTo(publisher.searchHistory("words")), "0 found");
	loop.stop();
	EXPECT_EQ(answerTo(publisher.searchHistory("words")), "nothing found, publish_internal");
}

TEST_F(PublisherTest, AnswersAlsoWhenTheLoopHasEnded)
{
	publisher.start({});
	posted(videoRequest(kSmall_bytes));
	loop.stop();
	EXPECT_EQ(answerTo(publisher.post(photoRequest())), "publish_internal");
	EXPECT_EQ(answerTo(publisher.cancel(1)), "publish_internal");
}

TEST_F(PublisherTest, TakesWhatIsOverFromTheListAtOnce)
{
	publisher.start({});
	const JobId kept = posted(videoRequest(kSmall_bytes));
	const JobId first = posted(photoRequest());
	const JobId second = posted(photoRequest());
	publisher.cancel(first);
	publisher.cancel(second);
	ASSERT_TRUE(
		until([&] { return stageOf(first) == JobStage::Cancelled && stageOf(second) == JobStage::Cancelled; }));
	EXPECT_EQ(answerTo(publisher.clearFinished()), "done");
	EXPECT_TRUE(until([&] { return publisher.queue().jobs.size() == 1; }));
	EXPECT_EQ(publisher.queue().jobs.front().id, kept);
	EXPECT_EQ(answerTo(publisher.remove(first)), "too_late");
}

TEST_F(PublisherTest, ShowsTheRequestThatAJobWasMadeFrom)
{
	publisher.start({});
	PostRequest request = videoRequest(kSmall_bytes);
	request.clipId = 12;
	const JobId job = posted(request);
	ASSERT_TRUE(until([&] { return stageOf(job) != JobStage{}; }));
	const JobSnapshot shown = publisher.queue().jobs.front();
	EXPECT_EQ(shown.clipId, 12u);
	ASSERT_TRUE(shown.request);
	EXPECT_EQ(*shown.request, request);
}

// Nothing else happens: the account is not connected, so TikTok is not asked about them.
TEST_F(PublisherTest, CountsADraftNoLongerOnceItsDayIsOver)
{
	{
		const auto store =
			std::move(JobStore::open(folder.path() / "posts.sqlite", {}, clock.wallNow())->store);
		ASSERT_TRUE(store->add(draftRequest(kSmall_bytes), clock.wallNow()));
		Job draft = store->jobs()->front();
		draft.stage = JobStage::SentToInbox;
		draft.settledAt = clock.wallNow();
		ASSERT_TRUE(store->save(draft, "sent to the inbox"));
	}
	publisher.start({});
	const auto pending = [&] {
		return publisher.queue().pendingDrafts["open-id"];
	};
	ASSERT_TRUE(until([&] { return pending() == 1; }));
	clock.later = 25h;
	EXPECT_TRUE(until([&] { return pending() == 0; }));
	clock.later = 0h;
	EXPECT_TRUE(until([&] { return pending() == 1; })) << "the clock was set back";
	EXPECT_EQ(publisher.queue().jobs.size(), 1u);
}

TEST_F(PublisherTest, FinishesWhatItWasToldBeforeItStops)
{
	publisher.start({});
	posted(videoRequest(kSmall_bytes));
	answers.clear();
	std::atomic<int> done = 0;
	for (int i = 0; i < 100; ++i)
		loop.post([&done] { ++done; });
	publisher.post(photoRequest());
	loop.post([&done] { ++done; });
	publisher.stop();
	EXPECT_EQ(done, 101);
	QCoreApplication::processEvents();
	EXPECT_TRUE(answers.empty()) << "nothing is said after stop()";
	EXPECT_GT(publisher.cancel(1), 0u);
	QCoreApplication::processEvents();
	EXPECT_TRUE(answers.empty());

	Publisher next(client, keeper, clock, {.folder = folder.path()}, log);
	next.start({});
	EXPECT_TRUE(until([&] { return next.queue().jobs.size() == 2; })) << "the last command took effect";
}

} // namespace
} // namespace DirectPost::Publish
