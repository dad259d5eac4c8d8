#include <publish/Publisher.hpp>

#include "PostQueue.hpp"

#include <future>
#include <mutex>

namespace DirectPost::Publish {

namespace {

constexpr auto kStopWithin = std::chrono::milliseconds(900);

} // namespace

// What the queue's thread says and any thread may ask.
struct LastSaid {
	std::mutex mutex;
	QueueSnapshot queue;
	std::optional<std::vector<std::filesystem::path>> filesInUse;
};

// Brings what the queue's thread says to the publisher's: a queued signal, which Qt drops when its receiver is gone.
class News : public QObject {
	Q_OBJECT

public:
	using Telling = std::function<void(Publisher &publisher)>;

signals:
	void happened(const DirectPost::Publish::News::Telling &tell);
};

struct Publisher::Private {
	TikTok::TransferLoop &loop;
	std::shared_ptr<News> news = std::make_shared<News>();
	std::shared_ptr<LastSaid> lastSaid = std::make_shared<LastSaid>();
	std::shared_ptr<PostQueue> queue = {};
	RequestId lastRequest = 0;
	bool isStopped = false;

	void run(std::function<void(PostQueue &)> work)
	{
		if (!isStopped)
			loop.post([queue_ = queue, work = std::move(work)] { work(*queue_); });
	}
	RequestId ask(std::function<Expected<void>(PostQueue &)> work);
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
				emit news->happened([snapshot = std::move(snapshot)](Publisher &publisher) {
					emit publisher.queueChanged(snapshot);
				});
			},
		.finished =
			[=](const JobSnapshot &job) {
				emit news->happened([job](Publisher &publisher) { emit publisher.finished(job); });
			},
		.historyFound =
			[=](const std::vector<JobSnapshot> &found) {
				emit news->happened(
					[list = QList<JobSnapshot>(found.begin(), found.end())](Publisher &publisher) {
						emit publisher.historyFound(list);
					});
			},
	};
}

// Whatever happens, who asked gets an answer.
template <class Work> auto answerOf(Work work) -> decltype(work())
{
	try {
		return work();
	} catch (const std::exception &failure) {
		return std::unexpected(
			Error{.kind = ErrorKind::Internal, .code = "publish_internal", .detail = failure.what()});
	}
}

} // namespace

Publisher::Publisher(TikTok::Client &client, Account::TokenKeeper &keeper, const Clock &clock, Setup setup, Log log,
		     QObject *parent)
	: QObject(parent), d_(std::make_unique<Private>(Private{.loop = client.loop()}))
{
	connect(
		d_->news.get(), &News::happened, this,
		[this](const News::Telling &tell) {
			if (!d_->isStopped)
				tell(*this);
		},
		Qt::QueuedConnection);
	d_->queue = std::make_shared<PostQueue>(client, keeper, clock, std::move(setup.folder),
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
	// A loop that has stopped already drops the work, and with it the promise.
	auto closed = std::make_shared<std::promise<void>>();
	const std::future<void> isClosed = closed->get_future();
	d_->loop.post([queue = d_->queue, closed = std::move(closed)] {
		queue->close();
		closed->set_value();
	});
	isClosed.wait_for(kStopWithin);
}

RequestId Publisher::Private::ask(std::function<Expected<void>(PostQueue &)> work)
{
	const RequestId request = ++lastRequest;
	run([request, news_ = news, work = std::move(work)](PostQueue &queue_) {
		const Expected<void> answer = answerOf([&] { return work(queue_); });
		emit news_->happened([request, answer](Publisher &publisher) {
			if (answer)
				emit publisher.done(request);
			else
				emit publisher.refused(request, answer.error());
		});
	});
	return request;
}

RequestId Publisher::post(PostRequest wanted)
{
	const RequestId request = ++d_->lastRequest;
	d_->run([request, news = d_->news, wanted = std::move(wanted)](PostQueue &queue) {
		const Expected<JobId> job = answerOf([&] { return queue.post(wanted); });
		emit news->happened([request, job](Publisher &publisher) {
			if (job)
				emit publisher.posted(request, *job);
			else
				emit publisher.refused(request, job.error());
		});
	});
	return request;
}

RequestId Publisher::cancel(JobId job)
{
	return d_->ask([job](PostQueue &queue) { return queue.cancel(job); });
}

RequestId Publisher::pause(JobId job)
{
	return d_->ask([job](PostQueue &queue) { return queue.pause(job, true); });
}

RequestId Publisher::resume(JobId job)
{
	return d_->ask([job](PostQueue &queue) { return queue.pause(job, false); });
}

RequestId Publisher::moveEarlier(JobId job)
{
	return d_->ask([job](PostQueue &queue) { return queue.move(job, Direction::Earlier); });
}

RequestId Publisher::moveLater(JobId job)
{
	return d_->ask([job](PostQueue &queue) { return queue.move(job, Direction::Later); });
}

RequestId Publisher::retry(JobId job)
{
	return d_->ask([job](PostQueue &queue) { return queue.retry(job); });
}

RequestId Publisher::remove(JobId job)
{
	return d_->ask([job](PostQueue &queue) { return queue.remove(job); });
}

RequestId Publisher::clearFinished()
{
	return d_->ask([](PostQueue &queue) { return queue.clearFinished(); });
}

void Publisher::searchHistory(const QString &words)
{
	d_->run([words = words.toStdString()](PostQueue &queue) { queue.searchHistory(words); });
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

#include "Publisher.moc"
