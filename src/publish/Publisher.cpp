#include <publish/Publisher.hpp>

#include "PostQueue.hpp"

#include <future>
#include <mutex>
#include <type_traits>

namespace DirectPost::Publish {

namespace {

constexpr auto kStopWithin = std::chrono::milliseconds(900);

} // namespace

// What the queue's thread says and any thread may ask.
struct LastSaid {
	std::mutex mutex;
	QueueSnapshot queue{.isRead = false};
	std::optional<std::vector<std::filesystem::path>> filesInUse;
};

// Brings what the queue's thread says to the publisher's, as long as it listens.
class News : public std::enable_shared_from_this<News> {
public:
	using Telling = std::function<void(Publisher &publisher)>;

	explicit News(Publisher *listener) : listener_(listener) {}

	// Any thread. The lock keeps the listener alive until Qt has the call.
	void tell(const Telling &telling)
	{
		const std::scoped_lock guard(mutex_);
		if (!listener_)
			return;
		const auto heard = [self = shared_from_this(), telling] {
			if (Publisher *listener = self->listener())
				telling(*listener);
		};
		QMetaObject::invokeMethod(listener_, heard, Qt::QueuedConnection);
	}
	// By the listener: nothing is told any more, also not what is on its way.
	void end()
	{
		const std::scoped_lock guard(mutex_);
		listener_ = nullptr;
	}

private:
	Publisher *listener()
	{
		const std::scoped_lock guard(mutex_);
		return listener_;
	}

	std::mutex mutex_;
	Publisher *listener_;
};

namespace {

// The answer to one command, given exactly once. Where an exception ended the command, or the loop ended before it, the
// last copy of this object gives it when it is destroyed.
template <class Result> class Answer {
public:
	using Telling = std::function<void(Publisher &publisher, const Result &result)>;

	Answer(std::shared_ptr<News> news, Telling telling) : news_(std::move(news)), telling_(std::move(telling)) {}
	Answer(const Answer &) = delete;
	Answer &operator=(const Answer &) = delete;
	~Answer()
	{
		if (!isGiven_)
			give(std::unexpected(
				Error{.kind = ErrorKind::Internal,
				      .code = "publish_internal",
				      .detail = "an exception, or the end of the loop, ended the command"}));
	}

	void give(Result result)
	{
		isGiven_ = true;
		news_->tell([telling = telling_, result = std::move(result)](Publisher &publisher) {
			telling(publisher, result);
		});
	}

private:
	std::shared_ptr<News> news_;
	Telling telling_;
	bool isGiven_ = false;
};

} // namespace

struct Publisher::Private {
	TikTok::TransferLoop &loop;
	std::shared_ptr<News> news;
	std::shared_ptr<LastSaid> lastSaid = std::make_shared<LastSaid>();
	std::shared_ptr<PostQueue> queue = {};
	RequestId lastRequest = 0;
	bool isStopped = false;

	void run(std::function<void(PostQueue &)> work)
	{
		if (!isStopped)
			loop.post([queue_ = queue, work = std::move(work)] { work(*queue_); });
	}

	// `command` on the queue's thread, and on the publisher's own `tell` with what came of it.
	template <class Command, class Tell> RequestId ask(Command command, Tell tell)
	{
		using Result = std::invoke_result_t<Command, PostQueue &>;
		const RequestId request = ++lastRequest;
		const auto telling = [request, tell](Publisher &publisher, const Result &result) {
			tell(publisher, request, result);
		};
		run([answer = std::make_shared<Answer<Result>>(news, telling),
		     command = std::move(command)](PostQueue &queue_) { answer->give(command(queue_)); });
		return request;
	}
	template <class Command> RequestId command(Command command)
	{
		return ask(std::move(command), [](Publisher &publisher, RequestId request, const Expected<void> &done) {
			if (done)
				emit publisher.done(request);
			else
				emit publisher.refused(request, done.error());
		});
	}
};

namespace {

// What happens on the queue's thread, as signals on the publisher's own.
PostQueue::Observer observerOf(const std::shared_ptr<News> &news, const std::shared_ptr<LastSaid> &lastSaid)
{
	return {
		.changed =
			[=](QueueSnapshot snapshot, std::optional<std::vector<std::filesystem::path>> files) {
				{
					const std::scoped_lock guard(lastSaid->mutex);
					lastSaid->queue = snapshot;
					lastSaid->filesInUse = std::move(files);
				}
				news->tell([snapshot = std::move(snapshot)](Publisher &publisher) {
					emit publisher.queueChanged(snapshot);
				});
			},
	};
}

} // namespace

Publisher::Publisher(TikTok::Client &client, Account::TokenKeeper &keeper, const Clock &clock, Setup setup, Log log,
		     QObject *parent)
	: QObject(parent),
	  d_(std::make_unique<Private>(Private{.loop = client.loop(), .news = std::make_shared<News>(this)}))
{
	d_->queue = std::make_shared<PostQueue>(client, keeper, clock, std::move(setup.pace), std::move(setup.folder),
						observerOf(d_->news, d_->lastSaid), std::move(log));
}

Publisher::~Publisher()
{
	stop();
}

void Publisher::start(std::shared_ptr<const Account::Vault> vault)
{
	d_->run([vault = std::move(vault)](PostQueue &queue) { queue.open(vault); });
}

void Publisher::stop()
{
	if (d_->isStopped)
		return;
	d_->isStopped = true;
	d_->news->end();
	// The loop works in order: what it was given before runs to its end first. A loop that has ended drops the work
	// and the promise in it, which ends the wait.
	auto closed = std::make_shared<std::promise<void>>();
	const std::future<void> isClosed = closed->get_future();
	d_->loop.post([queue = d_->queue, closed = std::move(closed)] {
		queue->close();
		closed->set_value();
	});
	isClosed.wait_for(kStopWithin);
}

RequestId Publisher::post(PostRequest wanted)
{
	return d_->ask([wanted = std::move(wanted)](PostQueue &queue) { return queue.post(wanted); },
		       [](Publisher &publisher, RequestId request, const Expected<JobId> &job) {
			       if (job)
				       emit publisher.posted(request, *job);
			       else
				       emit publisher.refused(request, job.error());
		       });
}

RequestId Publisher::cancel(JobId job)
{
	return d_->command([job](PostQueue &queue) { return queue.cancel(job); });
}

RequestId Publisher::pause(JobId job)
{
	return d_->command([job](PostQueue &queue) { return queue.pause(job, true); });
}

RequestId Publisher::resume(JobId job)
{
	return d_->command([job](PostQueue &queue) { return queue.pause(job, false); });
}

RequestId Publisher::moveEarlier(JobId job)
{
	return d_->command([job](PostQueue &queue) { return queue.move(job, Direction::Earlier); });
}

RequestId Publisher::moveLater(JobId job)
{
	return d_->command([job](PostQueue &queue) { return queue.move(job, Direction::Later); });
}

RequestId Publisher::postNow(JobId job)
{
	return d_->command([job](PostQueue &queue) { return queue.postNow(job); });
}

RequestId Publisher::retry(JobId job)
{
	return d_->command([job](PostQueue &queue) { return queue.retry(job); });
}

RequestId Publisher::remove(JobId job)
{
	return d_->command([job](PostQueue &queue) { return queue.remove(job); });
}

RequestId Publisher::clearFinished()
{
	return d_->command([](PostQueue &queue) { return queue.clearFinished(); });
}

void Publisher::foresee(std::filesystem::path file, FileIdentity identity)
{
	d_->run([file = std::move(file), identity = std::move(identity)](PostQueue &queue) {
		queue.foresee(file, identity);
	});
}

void Publisher::setPace(const PaceSettings &settings)
{
	d_->run([settings](PostQueue &queue) { queue.setPace(settings); });
}

void Publisher::noteShow(const StreamHealth &show)
{
	d_->run([show](PostQueue &queue) { queue.noteShow(show); });
}

RequestId Publisher::searchHistory(const QString &words, int most)
{
	using Found = Expected<std::vector<JobSnapshot>>;
	return d_->ask(
		[words = words.toStdString(), most](PostQueue &queue) { return queue.searchHistory(words, most); },
		[](Publisher &publisher, RequestId request, const Found &found) {
			if (found)
				emit publisher.historyFound(request, QList<JobSnapshot>(found->begin(), found->end()));
			else
				emit publisher.historyFailed(request, found.error());
		});
}

void Publisher::accountChanged()
{
	d_->run([](PostQueue &queue) { queue.accountChanged(); });
}

QueueSnapshot Publisher::queue() const
{
	const std::scoped_lock guard(d_->lastSaid->mutex);
	return d_->lastSaid->queue;
}

std::optional<std::vector<std::filesystem::path>> Publisher::filesInUse() const
{
	const std::scoped_lock guard(d_->lastSaid->mutex);
	return d_->lastSaid->filesInUse;
}

} // namespace DirectPost::Publish
